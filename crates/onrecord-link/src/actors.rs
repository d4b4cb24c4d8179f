//! Who is who across reports: entities of one name, in its spellings, are one actor.
//!
//! Two names are one where they are the same but for case and article; where both are names of one state or one known
//! organization; where one is the other's acronym in one report; where they differ as transliterations do (the same
//! consonants, and given names that agree). A last name alone goes to the one full name with it among the reports of the
//! days around, to none where there are several.

use std::collections::{BTreeMap, HashMap};

use onrecord_types::{EntityType, Form};
use serde::Serialize;

use crate::corpus::{Corpus, Text, on_one_line};
use crate::similar::Sets;
use crate::states;

/// What an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum ActorKind {
    /// A person.
    #[serde(rename = "person")]
    Person,
    /// A government body, company, party, news medium …
    #[serde(rename = "organization")]
    Organization,
    /// A state, also as its government; a city, a region.
    #[serde(rename = "place/government")]
    Place,
    /// An armed group, a movement, a people.
    #[serde(rename = "group")]
    Group,
}

/// One actor across all reports.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Actor {
    /// Its fullest name.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Its names as the texts have them, and descriptions that mean only this actor.
    pub aliases: Vec<String>,
    /// ISO 3166-1 alpha-3 of a state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What the texts call a person before its name ("Prime Minister"), each with the first report that does.
    pub roles: Vec<(String, String)>,
    /// Reports with one of its names, by date.
    pub reports: Vec<String>,
}

/// The actors, and which entity of which report is which.
pub(crate) struct Cast {
    pub actors: Vec<Actor>,
    of: HashMap<(usize, String), usize>,
}

/// Days in which a last name alone is looked for beside a full one: as long as a story is told.
const DAYS: i32 = 30;

/// One name of one class, wherever it stands.
struct Name {
    words: Vec<String>,
    person: bool,
    kind: EntityType,
    /// As written, with how often.
    spellings: BTreeMap<String, usize>,
    reports: Vec<usize>,
}

impl Cast {
    pub fn new(corpus: &Corpus<'_>) -> Self {
        let mut names: Vec<Name> = Vec::new();
        let mut by_key: HashMap<(bool, String), usize> = HashMap::new();
        // Which names each entity has.
        let mut entities: Vec<(usize, String, Vec<usize>)> = Vec::new();
        for (at, report) in corpus.reports.iter().enumerate() {
            let capitals = governments(report);
            for entity in &report.record.entities {
                if entity.kind == EntityType::Other {
                    continue;
                }
                let mut of_entity: Vec<usize> = Vec::new();
                let mentions = entity.mentions.iter().filter(|m| m.form == Form::Name);
                for spelling in mentions
                    .map(|m| clean(report.slice(m.span)))
                    .filter(|name| !name.is_empty())
                {
                    let person = entity.kind == EntityType::Person;
                    let key = key(&spelling, person, &capitals);
                    let name = *by_key.entry((person, key.clone())).or_insert_with(|| {
                        names.push(Name {
                            words: key.split(' ').map(str::to_owned).collect(),
                            person,
                            kind: entity.kind,
                            spellings: BTreeMap::new(),
                            reports: Vec::new(),
                        });
                        names.len() - 1
                    });
                    *names[name].spellings.entry(spelling).or_default() += 1;
                    if names[name].reports.last() != Some(&at) {
                        names[name].reports.push(at);
                    }
                    if !of_entity.contains(&name) {
                        of_entity.push(name);
                    }
                }
                if !of_entity.is_empty() {
                    entities.push((at, entity.id.clone(), of_entity));
                }
            }
        }
        let mut sets = Sets::new(names.len());
        join_spellings(&names, &mut sets);
        join_acronyms(corpus, &names, &mut sets);
        // A report's own entity joins what one name says more of than another ("Karoline Leavitt", "Leavitt").
        for (_, _, of_entity) in &entities {
            let fullest = of_entity
                .iter()
                .copied()
                .max_by_key(|&name| (names[name].words.len(), std::cmp::Reverse(name)));
            for &name in of_entity {
                if fullest.is_some_and(|full| {
                    full != name && !is_last_name(&names[name]) && says_less(&names[name], &names[full])
                }) {
                    sets.join(name, fullest.unwrap_or(name));
                }
            }
        }
        Self::of_sets(corpus, &names, &mut sets, &entities)
    }

    fn of_sets(
        corpus: &Corpus<'_>,
        names: &[Name],
        sets: &mut Sets,
        entities: &[(usize, String, Vec<usize>)],
    ) -> Self {
        // For each last name, the sets of full names with it.
        let mut full: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, name) in names
            .iter()
            .enumerate()
            .filter(|(_, name)| name.person && name.words.len() > 1)
        {
            let set = sets.find(at);
            let with = full
                .entry(name.words.last().map_or("", String::as_str))
                .or_default();
            if !with.contains(&set) {
                with.push(set);
            }
        }
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..names.len() {
            members.entry(sets.find(at)).or_default().push(at);
        }
        // Which set an entity is; a last name alone may be another's in another report.
        let mut of: HashMap<(usize, String), usize> = HashMap::new();
        let mut lone: BTreeMap<usize, BTreeMap<String, usize>> = BTreeMap::new();
        for (report, id, of_entity) in entities {
            let own: Vec<usize> = of_entity
                .iter()
                .copied()
                .filter(|&name| !is_last_name(&names[name]))
                .collect();
            let set = match own.iter().max_by_key(|&&name| names[name].words.len()) {
                Some(&name) => sets.find(name),
                None => {
                    let name = of_entity[0];
                    let date = corpus.reports[*report].date();
                    let near = |set: &usize| {
                        members[set]
                            .iter()
                            .flat_map(|&name| &names[name].reports)
                            .any(|&other| {
                                date.until(corpus.reports[other].date())
                                    .is_ok_and(|span| span.get_days().abs() <= DAYS)
                            })
                    };
                    let with = full
                        .get(names[name].words[0].as_str())
                        .map(Vec::as_slice)
                        .unwrap_or_default();
                    let near: Vec<usize> = with.iter().copied().filter(near).collect();
                    match near.as_slice() {
                        [one] => *one,
                        _ => sets.find(name),
                    }
                }
            };
            for &name in of_entity.iter().filter(|&&name| is_last_name(&names[name])) {
                for (spelling, times) in &names[name].spellings {
                    *lone.entry(set).or_default().entry(spelling.clone()).or_default() += times;
                }
            }
            of.insert((*report, id.clone()), set);
        }
        let mut reports_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for ((report, _), set) in &of {
            reports_of.entry(*set).or_default().push(*report);
        }
        let descriptions = descriptions(corpus, &of);
        let mut actors: Vec<(usize, Actor)> = Vec::new();
        for (set, mut reports) in reports_of {
            reports.sort_unstable();
            reports.dedup();
            let mut spellings: BTreeMap<String, usize> = lone.remove(&set).unwrap_or_default();
            for &name in members.get(&set).map(Vec::as_slice).unwrap_or_default() {
                for (spelling, times) in &names[name].spellings {
                    *spellings.entry(spelling.clone()).or_default() += times;
                }
            }
            let kind = names[set].kind;
            let state = spellings
                .keys()
                .find_map(|spelling| states::state(spelling))
                .filter(|_| kind != EntityType::Person);
            let known = spellings
                .keys()
                .find_map(|spelling| states::organization(spelling));
            let fullest = spellings
                .iter()
                .max_by_key(|(s, times)| (s.split(' ').count(), **times, std::cmp::Reverse((*s).clone())));
            let name = state
                .map(|state| state.name)
                .or(known.filter(|_| kind != EntityType::Person))
                .map(str::to_owned)
                .or_else(|| fullest.map(|(spelling, _)| spelling.clone()))
                .unwrap_or_default();
            let mut aliases: Vec<String> = spellings.into_keys().collect();
            aliases.extend(descriptions.get(&set).cloned().unwrap_or_default());
            let actor = Actor {
                kind: actor_kind(kind, state.is_some(), &name),
                code: state.map(|state| state.code.to_owned()),
                roles: roles(corpus, &reports, &aliases, kind),
                name,
                aliases,
                reports: reports
                    .iter()
                    .map(|&at| corpus.reports[at].id().to_owned())
                    .collect(),
            };
            actors.push((set, actor));
        }
        actors.sort_by(|(_, a), (_, b)| (&a.name, a.kind, &a.reports).cmp(&(&b.name, b.kind, &b.reports)));
        let place: HashMap<usize, usize> = actors
            .iter()
            .enumerate()
            .map(|(place, (set, _))| (*set, place))
            .collect();
        Self {
            of: of
                .into_iter()
                .filter_map(|(key, set)| Some((key, *place.get(&set)?)))
                .collect(),
            actors: actors.into_iter().map(|(_, actor)| actor).collect(),
        }
    }

    /// The actor that an entity of a report is.
    pub fn actor(&self, report: usize, entity: &str) -> Option<usize> {
        self.of.get(&(report, entity.to_owned())).copied()
    }
}

fn is_last_name(name: &Name) -> bool {
    name.person && name.words.len() == 1
}

/// Whether all words of one name stand in the other.
fn says_less(less: &Name, more: &Name) -> bool {
    less.person == more.person && less.words.iter().all(|word| more.words.contains(word))
}

/// A name on one line, without article, possessive or marks at its ends.
fn clean(name: &str) -> String {
    let name = on_one_line(name);
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let name = ["'s", "’s", "'", "’"]
        .iter()
        .find_map(|end| name.strip_suffix(end))
        .unwrap_or(name);
    let name = ["The ", "the ", "THE "]
        .iter()
        .find_map(|article| name.strip_prefix(article))
        .unwrap_or(name);
    name.trim_end_matches(',').to_owned()
}

/// By which names are the same: in lower case; a state's and a known organization's full name.
fn key(name: &str, person: bool, capitals: &[String]) -> String {
    if !person {
        if let Some(state) = states::state(name) {
            return state.name.to_lowercase();
        }
        if let Some(organization) = states::organization(name) {
            return organization.to_lowercase();
        }
        if let Some(state) =
            states::of_capital(name).filter(|_| capitals.iter().any(|capital| capital == name))
        {
            return state.name.to_lowercase();
        }
    }
    name.to_lowercase().replace(['.', ','], "")
}

/// The capitals of a report that stand for a government: those that say something, and that nothing happens in.
fn governments(report: &Text<'_>) -> Vec<String> {
    let mut out = Vec::new();
    for entity in report
        .record
        .entities
        .iter()
        .filter(|e| e.kind == EntityType::Place)
    {
        let speaks = report
            .record
            .attributions
            .iter()
            .any(|a| a.source_entity.as_ref() == Some(&entity.id));
        let name = clean(&entity.name);
        let text = &report.record.report.text;
        let scene = [
            format!("in {name}"),
            format!("to {name}"),
            format!("at {name}"),
            format!("from {name}"),
            format!("near {name}"),
        ]
        .iter()
        .any(|phrase| text.contains(phrase.as_str()));
        if speaks && !scene && states::of_capital(&name).is_some() {
            out.push(name);
        }
    }
    out
}

/// Full names of people that differ as transliterations do.
fn join_spellings(names: &[Name], sets: &mut Sets) {
    let mut by_skeleton: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, name) in names
        .iter()
        .enumerate()
        .filter(|(_, name)| name.person && name.words.len() > 1)
    {
        let last = name.words.last().map_or("", String::as_str);
        by_skeleton.entry(skeleton(last)).or_default().push(at);
    }
    for alike in by_skeleton.into_values() {
        for (i, &a) in alike.iter().enumerate() {
            for &b in alike.iter().skip(i + 1).take(50) {
                if given_names_agree(&names[a], &names[b]) && lasts_agree(&names[a], &names[b]) {
                    sets.join(a, b);
                }
            }
        }
    }
}

/// The consonants of a word, doubled ones once.
fn skeleton(word: &str) -> String {
    let mut out = String::new();
    for c in word
        .chars()
        .filter(|c| c.is_alphabetic() && !"aeiouyhw".contains(*c))
    {
        let c = if c == 'q' || c == 'c' { 'k' } else { c };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    if out.len() < 2 { word.to_owned() } else { out }
}

/// Last names are the same, or long enough that their vowels may differ.
fn lasts_agree(a: &Name, b: &Name) -> bool {
    let (a, b) = (a.words.last(), b.words.last());
    a == b
        || a.zip(b).is_some_and(|(a, b)| {
            a.len().min(b.len()) >= 5
                && a.chars().next() == b.chars().next()
                && a.len().abs_diff(b.len()) <= 2
        })
}

/// The first given names are the same, one's initial is the other's, or they have the same consonants.
fn given_names_agree(a: &Name, b: &Name) -> bool {
    let (Some(a), Some(b)) = (a.words.first(), b.words.first()) else {
        return false;
    };
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    a == b
        || initial(a, b)
        || initial(b, a)
        || (a.chars().next() == b.chars().next() && skeleton(a) == skeleton(b))
}

/// A name of capitals alone, and one whose words begin with them, in one report.
fn join_acronyms(corpus: &Corpus<'_>, names: &[Name], sets: &mut Sets) {
    let mut by_report: Vec<Vec<usize>> = vec![Vec::new(); corpus.reports.len()];
    for (at, name) in names.iter().enumerate().filter(|(_, name)| !name.person) {
        for &report in &name.reports {
            by_report[report].push(at);
        }
    }
    for of_report in by_report {
        for &short in &of_report {
            let Some(letters) = acronym(&names[short]) else {
                continue;
            };
            for &long in of_report
                .iter()
                .filter(|&&long| long != short && names[long].words.len() > 1)
            {
                if initials(&names[long]).contains(&letters) {
                    sets.join(short, long);
                }
            }
        }
    }
}

fn acronym(name: &Name) -> Option<String> {
    let spelling = name.spellings.keys().next()?;
    let letters: String = spelling.chars().filter(|c| *c != '.').collect();
    let fits =
        (2..=7).contains(&letters.len()) && letters.chars().all(|c| c.is_ascii_uppercase() || c == '-');
    fits.then(|| letters.to_lowercase().replace('-', ""))
}

/// A name's initials, with and without its small words.
fn initials(name: &Name) -> [String; 2] {
    let small = |word: &&String| {
        !matches!(
            word.as_str(),
            "of" | "the" | "and" | "for" | "in" | "on" | "de" | "la"
        )
    };
    let first = |word: &String| word.chars().find(|c| c.is_alphanumeric());
    let all = name.words.iter().filter_map(first).collect();
    [all, name.words.iter().filter(small).filter_map(first).collect()]
}

/// Descriptions in the plural or with "the" that mean one actor only, in two places or more: "the rebels".
fn descriptions(corpus: &Corpus<'_>, of: &HashMap<(usize, String), usize>) -> HashMap<usize, Vec<String>> {
    let mut meant: BTreeMap<String, BTreeMap<Option<usize>, usize>> = BTreeMap::new();
    for (at, report) in corpus.reports.iter().enumerate() {
        for entity in &report.record.entities {
            let actor = of.get(&(at, entity.id.clone())).copied();
            for mention in entity.mentions.iter().filter(|m| m.form == Form::Nominal) {
                let words = on_one_line(report.slice(mention.span)).to_lowercase();
                if words.starts_with("the ") && words.split(' ').count() <= 3 {
                    *meant.entry(words).or_default().entry(actor).or_default() += 1;
                }
            }
        }
    }
    let mut out: HashMap<usize, Vec<String>> = HashMap::new();
    for (words, by_actor) in meant {
        if let [(Some(actor), times)] = by_actor.into_iter().collect::<Vec<_>>().as_slice()
            && *times >= 2
        {
            out.entry(*actor).or_default().push(words);
        }
    }
    out
}

/// Words before a person's name that say what they are: "Prime Minister Aho".
fn roles(
    corpus: &Corpus<'_>,
    reports: &[usize],
    aliases: &[String],
    kind: EntityType,
) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    if kind != EntityType::Person {
        return out;
    }
    for &at in reports.iter().take(200) {
        let report = &corpus.reports[at];
        let text = &report.record.report.text;
        for alias in aliases.iter().filter(|alias| alias.contains(' ')) {
            let Some(before) = text.find(alias.as_str()).and_then(|place| text.get(..place)) else {
                continue;
            };
            let sentence = before
                .rsplit(['.', '\n', ',', '"', '(', ';'])
                .next()
                .unwrap_or_default();
            let words: Vec<&str> = sentence.split_whitespace().rev().take(5).collect();
            let title: Vec<&str> = words.into_iter().take_while(|word| is_title(word)).collect();
            let role = title.into_iter().rev().collect::<Vec<_>>().join(" ");
            if !role.is_empty() && !out.iter().any(|(known, _)| *known == role) {
                out.push((role, report.id().to_owned()));
            }
        }
    }
    out
}

/// Words that titles are made of.
const TITLES: &str = "president prime minister foreign defence defense interior justice finance deputy vice chief leader spokesman \
                      spokeswoman spokesperson secretary general envoy special ambassador chairman chairwoman director \
                      head mayor governor king queen prince princess sheikh ayatollah colonel commander senator \
                      congressman justice judge professor doctor premier chancellor negotiator mediator archbishop bishop \
                      cardinal pope former acting top army rebel opposition party security adviser advisor state home";

fn is_title(word: &str) -> bool {
    let word = word.to_lowercase();
    TITLES.split_ascii_whitespace().any(|title| title == word)
}

/// Words of names of movements and armed groups.
const GROUPS: &str = "movement front army brigade brigades militia militias rebels guerrillas fighters hamas hezbollah taliban tigers \
                      faction resistance jihad maoists islamists courts";

fn actor_kind(kind: EntityType, is_state: bool, name: &str) -> ActorKind {
    let group = || {
        name.to_lowercase()
            .split(' ')
            .any(|word| GROUPS.split_ascii_whitespace().any(|group| group == word))
    };
    match kind {
        EntityType::Person => ActorKind::Person,
        _ if is_state => ActorKind::Place,
        EntityType::Place => ActorKind::Place,
        EntityType::Group => ActorKind::Group,
        _ if group() => ActorKind::Group,
        _ => ActorKind::Organization,
    }
}
