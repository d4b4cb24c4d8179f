//! The names of all reports' entities: which are the same but for their writing.

use std::collections::{BTreeMap, HashMap};

use onrecord_types::{EntityType, Form, Mention, Span};

use crate::corpus::{Corpus, Text, on_one_line};
use crate::states::{self, Body};

/// One name of one class, wherever it stands.
pub(super) struct Name {
    /// In lower case.
    pub words: Vec<String>,
    pub person: bool,
    pub kind: EntityType,
    /// As written, with how often.
    pub spellings: BTreeMap<String, usize>,
    pub reports: Vec<usize>,
}

impl Name {
    /// Whether it's one word for a person: a last name, most often.
    pub fn is_alone(&self) -> bool {
        self.person && self.words.len() == 1
    }

    /// Whether it names an organization or a group.
    pub fn is_organization(&self) -> bool {
        matches!(self.kind, EntityType::Organization | EntityType::Group)
    }

    /// How often it stands anywhere.
    fn times(&self) -> usize {
        self.spellings.values().sum()
    }

    /// Whether all its words stand in the other.
    pub fn says_less(&self, more: &Name) -> bool {
        self.person == more.person && self.words.iter().all(|word| more.words.contains(word))
    }
}

/// A place of a name in a report: where it starts and ends, and the name.
pub(super) type Place = (u32, u32, usize);

/// All names, with whose they are.
pub(super) struct Names {
    pub names: Vec<Name>,
    /// A report, an entity of it, and its names.
    pub entities: Vec<(usize, String, Vec<usize>)>,
    /// By report, where the names stand.
    pub places: Vec<Vec<Place>>,
    /// Names, each with one that stands in brackets behind it: "the Coastal Fishers' Union (CFU)".
    pub glossed: Vec<(usize, usize)>,
}

impl Names {
    pub fn new(corpus: &Corpus<'_>) -> Self {
        let mut out = Self {
            names: Vec::new(),
            entities: Vec::new(),
            places: vec![Vec::new(); corpus.reports.len()],
            glossed: Vec::new(),
        };
        let mut by_key: HashMap<(bool, String), usize> = HashMap::new();
        for (at, report) in corpus.reports.iter().enumerate() {
            let capitals = governments(report);
            for entity in &report.record.entities {
                let mut of_entity: Vec<usize> = Vec::new();
                let person = entity.kind == EntityType::Person;
                for mention in entity.mentions.iter().filter(|m| is_name(report, entity.kind, m)) {
                    let spelling = clean(report.slice(mention.span));
                    if spelling.is_empty() {
                        continue;
                    }
                    let body = states::body(&spelling).filter(|_| mention.form == Form::Nominal);
                    let kind = match body {
                        Some((_, body)) => kind_of(body),
                        None if entity.kind == EntityType::Other => EntityType::Organization,
                        None => entity.kind,
                    };
                    let person = person && body.is_none();
                    let key = key(&spelling, person, &capitals);
                    let name = out.add(&mut by_key, (person, key), kind, &spelling, at);
                    out.places[at].push((mention.span.start(), mention.span.end(), name));
                    if !of_entity.contains(&name) {
                        of_entity.push(name);
                    }
                    if let Some(whole) =
                        with_faction(report, &spelling, mention.span.end()).filter(|_| !person)
                    {
                        *out.names[name].spellings.entry(whole).or_default() += 1;
                    }
                    if let Some(gloss) = gloss(report, mention.span.end())
                        .filter(|_| out.names[name].is_organization() && states::state(&spelling).is_none())
                    {
                        let short = (false, self::key(gloss, false, &capitals));
                        let short = out.add(&mut by_key, short, EntityType::Organization, gloss, at);
                        out.glossed.push((name, short));
                    }
                }
                if !of_entity.is_empty() {
                    out.entities.push((at, entity.id.clone(), of_entity));
                }
            }
        }
        out.bodies(corpus, &mut by_key);
        out.settle(&by_key);
        out
    }

    /// Bodies of states wherever they are written, also where nothing else speaks of them: "Norlandish troops".
    fn bodies(&mut self, corpus: &Corpus<'_>, by_key: &mut HashMap<(bool, String), usize>) {
        for (at, report) in corpus.reports.iter().enumerate() {
            let words: Vec<&str> = report.record.report.text.split_whitespace().collect();
            for pair in words.windows(3) {
                for words in [&pair[..2], pair] {
                    let [owner, .., last] = words else { continue };
                    if !owner.starts_with(|c: char| c.is_uppercase()) {
                        continue;
                    }
                    let spelling = [&words[..words.len() - 1], &[clean(last).as_str()]]
                        .concat()
                        .join(" ");
                    let Some((_, body)) = states::body(&spelling) else {
                        continue;
                    };
                    let key = (false, key(&spelling, false, &[]));
                    self.add(by_key, key, kind_of(body), &spelling, at);
                }
            }
        }
        // Reports were gone through twice.
        for name in &mut self.names {
            name.reports.sort_unstable();
            name.reports.dedup();
        }
    }

    /// The name of this key, with one more place where it stands.
    fn add(
        &mut self,
        by_key: &mut HashMap<(bool, String), usize>,
        key: (bool, String),
        kind: EntityType,
        spelling: &str,
        report: usize,
    ) -> usize {
        let at = *by_key.entry(key.clone()).or_insert_with(|| {
            self.names.push(Name {
                words: key.1.split(' ').map(str::to_owned).collect(),
                person: key.0,
                kind,
                spellings: BTreeMap::new(),
                reports: Vec::new(),
            });
            self.names.len() - 1
        });
        let name = &mut self.names[at];
        *name.spellings.entry(spelling.to_owned()).or_default() += 1;
        if name.reports.last() != Some(&report) {
            name.reports.push(report);
        }
        at
    }

    /// A name that was taken for a person here and for something else there is what it was taken for most often.
    fn settle(&mut self, by_key: &HashMap<(bool, String), usize>) {
        let mut moved: HashMap<usize, usize> = HashMap::new();
        for ((person, key), &name) in by_key {
            let Some(&other) = by_key.get(&(!person, key.clone())) else {
                continue;
            };
            let (less, more) = (self.names[name].times(), self.names[other].times());
            if less < more || less == more && *person {
                moved.insert(name, other);
            }
        }
        let to = |name: usize| moved.get(&name).copied().unwrap_or(name);
        for (from, into) in &moved {
            let Name {
                spellings, reports, ..
            } = &self.names[*from];
            let (spellings, reports) = (spellings.clone(), reports.clone());
            let into = &mut self.names[*into];
            for (spelling, times) in spellings {
                *into.spellings.entry(spelling).or_default() += times;
            }
            into.reports.extend(reports);
            into.reports.sort_unstable();
            into.reports.dedup();
        }
        for (_, _, of_entity) in &mut self.entities {
            of_entity.iter_mut().for_each(|name| *name = to(*name));
            of_entity.sort_unstable();
            of_entity.dedup();
        }
        for place in self.places.iter_mut().flatten() {
            place.2 = to(place.2);
        }
        for (name, gloss) in &mut self.glossed {
            (*name, *gloss) = (to(*name), to(*gloss));
        }
        for from in moved.into_keys() {
            self.names[from].spellings.clear();
            self.names[from].reports.clear();
        }
    }
}

/// Whether a mention is a name, or a description as good as one: "the Peruvian government", "Norland's army". An adjective
/// of nationality names nobody.
fn is_name(report: &Text<'_>, kind: EntityType, mention: &Mention) -> bool {
    let words = || on_one_line(report.slice(mention.span));
    match mention.form {
        Form::Name => kind != EntityType::Other && !is_nationality(&words()),
        Form::Nominal => {
            states::of_government(&words()).is_some() || states::body(&clean(&words())).is_some()
        }
        Form::Pronoun => false,
    }
}

/// "Peruvian", "Peruvians": what a nation or its people are called.
fn is_nationality(name: &str) -> bool {
    let of = |word: &str| states::of_adjective(word).is_some();
    of(name) || name.strip_suffix('s').is_some_and(of)
}

fn kind_of(body: Body) -> EntityType {
    match body {
        Body::Forces => EntityType::Group,
        Body::Parliament => EntityType::Organization,
    }
}

/// A party's name with the letter in brackets that tells it from its sisters: "the Labour Union (M)".
fn with_faction(report: &Text<'_>, name: &str, end: u32) -> Option<String> {
    let (letter, _) = report.from(end).strip_prefix(" (")?.split_once(')')?;
    let fits = letter.len() == 1 && letter.chars().all(|c| c.is_ascii_uppercase());
    fits.then(|| format!("{name} ({letter})"))
}

/// The letters in brackets that follow a name: "(CFU)", "(CPI-M)".
fn gloss<'r>(report: &Text<'r>, end: u32) -> Option<&'r str> {
    let behind = report.from(end).trim_start().strip_prefix('(')?;
    let (letters, _) = behind.split_once(')')?;
    let letters = letters.trim();
    let capitals = letters.chars().filter(char::is_ascii_uppercase).count();
    let fits = letters.len() <= 8
        && letters
            .chars()
            .all(|c| c.is_ascii_uppercase() || c == '-' || c == '.');
    (fits && capitals >= 2 && states::state(letters).is_none()).then_some(letters)
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
        if let Some(state) = states::state(name).or_else(|| states::of_government(name)) {
            return state.name.to_lowercase();
        }
        if let Some((state, body)) = states::body(name) {
            return format!("{} {body:?}", state.name).to_lowercase();
        }
        // "UN World Food Programme"
        let bare = ["UN ", "U.N. ", "United Nations "]
            .iter()
            .find_map(|of| name.strip_prefix(of));
        let known = states::organization(name).or_else(|| bare.and_then(states::organization));
        if let Some(organization) = known {
            return organization.to_lowercase();
        }
        if let Some(state) =
            states::of_capital(name).filter(|_| capitals.iter().any(|capital| capital == name))
        {
            return state.name.to_lowercase();
        }
    }
    let name = match name.rsplit_once(' ') {
        Some((own, noun)) if !person && CLASSES.contains(&noun) => own,
        _ => name,
    };
    let name = name.to_lowercase().replace(['.', ','], "").replace('-', " ");
    if person {
        name
    } else {
        name.replace("isation", "ization")
            .replace("programme", "program")
            .replace("defence", "defense")
    }
}

/// Nouns in small letters behind a name that say what it is and are no part of it: "the Green Front party".
const CLASSES: &[&str] = &[
    "party",
    "coalition",
    "alliance",
    "newspaper",
    "daily",
    "group",
    "movement",
];

/// Words before a name that make it a scene: "in Lima".
const SCENE: &[&str] = &[
    "in", "at", "to", "from", "near", "around", "outside", "into", "through", "towards", "toward", "for",
    "of", "capital", "city", "within", "inside", "across", "leave", "left", "visit", "visited", "reach",
    "reached",
];

/// The capitals of a report that stand for a government: those that speak, and those that are nowhere a scene. "Karsholm
/// denied the report" is a government, and so is "talks between Karsholm and the Front"; "in Karsholm" isn't.
fn governments(report: &Text<'_>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut scenes: Vec<String> = Vec::new();
    for entity in report
        .record
        .entities
        .iter()
        .filter(|entity| entity.kind == EntityType::Place)
    {
        for mention in entity.mentions.iter().filter(|m| m.form == Form::Name) {
            let name = clean(report.slice(mention.span));
            if states::of_capital(&name).is_none() {
                continue;
            }
            let before = Span::new(mention.span.start().saturating_sub(20), mention.span.start());
            let before = before.map_or("", |span| report.slice(span)).to_lowercase();
            let last = before.split_whitespace().next_back();
            // A dateline begins a line.
            let is_scene = last.is_none_or(|word| SCENE.contains(&word))
                || before.ends_with('\n')
                || before.ends_with(", ");
            let list = if is_scene { &mut scenes } else { &mut out };
            if !list.contains(&name) {
                list.push(name);
            }
        }
    }
    out.retain(|name| !scenes.contains(name));
    for source in report.record.attributions.iter().map(|a| &a.source) {
        let [span] = source.as_slice() else { continue };
        let name = clean(report.slice(*span));
        if states::of_capital(&name).is_some() && !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_cleared_of_article_possessive_and_marks() {
        assert_eq!(clean("the Coastal\n Front's"), "Coastal Front");
        assert_eq!(clean("\"Norland,\""), "Norland");
    }

    #[test]
    fn states_are_known_under_their_other_names_and_capitals_where_they_speak() {
        assert_eq!(key("U.S.", false, &[]), key("United States", false, &[]));
        assert_eq!(key("Green Front party", false, &[]), "green front");
        assert_eq!(key("Lima", false, &[]), "lima");
        assert_eq!(key("Lima", false, &["Lima".to_owned()]), "peru");
    }
}
