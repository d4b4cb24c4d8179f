//! Who is who across reports: entities of one name, in its spellings, are one actor.
//!
//! Two names are one where they are the same but for case and article; where both are names of one state or one known
//! organization; where one is the other's acronym in one report; where they differ as transliterations do (the same
//! consonants, and given names that agree). A last name alone goes to the one full name with it among the reports of the
//! days around, to none where there are several.

mod chosen;
mod described;
mod join;
mod names;
mod roles;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use onrecord_types::{EntityType, Form, Span};
use serde::{Deserialize, Serialize};

use crate::actors::described::Descriptions;
use crate::actors::join::Short;
use crate::actors::names::{Name, Names, Place};
use crate::choices::Chosen;
use crate::corpus::Corpus;
use crate::similar::Sets;
use crate::states;

/// What an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    /// Its fullest name.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Its names as the texts have them, and descriptions that mean only this actor.
    pub aliases: Vec<String>,
    /// ISO 3166-1 alpha-3 of a state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What the texts call a person before its name ("Prime Minister"), each with the first report that does.
    pub roles: Vec<(String, String)>,
    /// Reports with one of its names, by date.
    pub reports: Vec<String>,
    /// What a user has laid down of it; none where nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen: Option<Box<Chosen>>,
}

impl Actor {
    /// What it calls itself and its side: its names, the state that they or its roles have an adjective of ("Peruvian
    /// President"), and a state's adjectives.
    pub(crate) fn own_names(&self) -> Vec<&str> {
        let mut out: Vec<&str> = self.aliases.iter().map(String::as_str).collect();
        let described = self.aliases.iter().chain(self.roles.iter().map(|(role, _)| role));
        let words = described.flat_map(|words| words.split(' '));
        out.extend(words.filter_map(|word| Some(states::of_adjective(word)?.name)));
        if self.code.is_some() {
            out.extend(states::adjectives(&self.name));
        }
        out
    }
}

/// The actors, and which entity of which report is which.
pub(crate) struct Cast {
    pub actors: Vec<Actor>,
    of: HashMap<(usize, String), usize>,
    /// By report, where actors are mentioned: start, end, actor; in the order of the text.
    mentioned: Vec<Vec<(u32, u32, usize)>>,
}

/// Days in which a last name alone is looked for beside a full one: as long as a story is told.
const DAYS: i32 = 30;

impl Cast {
    pub fn new(corpus: &Corpus<'_>) -> Self {
        let Names {
            names,
            entities,
            places,
            glossed,
        } = Names::new(corpus);
        let mut sets = Sets::new(names.len());
        join::spellings(&names, &mut sets);
        join::acronyms(corpus, &names, &mut sets);
        join::glosses(corpus, &names, &places, &mut sets);
        join::beginnings(corpus, &names, &mut sets);
        join::reordered(&names, &mut sets);
        for (name, gloss) in glossed {
            sets.join(name, gloss);
        }
        let shorts = join::parts(corpus, &names);
        // A report's own entity joins what one name says more of than another ("Karoline Leavitt", "Leavitt").
        for (_, _, of_entity) in &entities {
            let fullest = of_entity
                .iter()
                .copied()
                .max_by_key(|&name| (names[name].words.len(), std::cmp::Reverse(name)));
            for (&name, full) in of_entity.iter().zip(std::iter::repeat(fullest)) {
                let less = |full: &usize| {
                    *full != name && !names[name].is_alone() && names[name].says_less(&names[*full])
                };
                if let Some(full) = full.filter(less) {
                    sets.join(name, full);
                }
            }
        }
        Self::of_sets(corpus, &names, &mut sets, &entities, &shorts, &places)
    }

    fn of_sets(
        corpus: &Corpus<'_>,
        names: &[Name],
        sets: &mut Sets,
        entities: &[(usize, String, Vec<usize>)],
        shorts: &BTreeMap<Short, usize>,
        places: &[Vec<Place>],
    ) -> Self {
        let short_names: BTreeSet<usize> = shorts.keys().map(|(_, name)| *name).collect();
        // A name that may mean another in another report.
        let floats = |name: usize| names[name].is_alone() || short_names.contains(&name);
        // For each word of a full name, the sets of full names with it; whether it's their last.
        let mut full: HashMap<(&str, bool), Vec<usize>> = HashMap::new();
        for (at, name) in names
            .iter()
            .enumerate()
            .filter(|(_, name)| name.person && name.words.len() > 1)
        {
            let set = sets.find(at);
            for (place, word) in name.words.iter().enumerate() {
                let with = full
                    .entry((word.as_str(), place + 1 == name.words.len()))
                    .or_default();
                if !with.contains(&set) {
                    with.push(set);
                }
            }
        }
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..names.len() {
            members.entry(sets.find(at)).or_default().push(at);
        }
        // Which set an entity is; a last name alone may be another's in another report.
        let mut of: HashMap<(usize, String), usize> = HashMap::new();
        let mut lone: BTreeMap<String, BTreeMap<usize, usize>> = BTreeMap::new();
        for (report, id, of_entity) in entities {
            let own: Vec<usize> = of_entity
                .iter()
                .copied()
                .filter(|&name| !names[name].is_alone())
                .collect();
            let set = match own.iter().max_by_key(|&&name| names[name].words.len()) {
                Some(&name) => sets.find(shorts.get(&(*report, name)).copied().unwrap_or(name)),
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
                    let with = |is_last: bool| {
                        let sets = full.get(&(names[name].words[0].as_str(), is_last));
                        sets.into_iter()
                            .flatten()
                            .copied()
                            .filter(near)
                            .collect::<Vec<_>>()
                    };
                    match (with(true).as_slice(), with(false).as_slice()) {
                        ([one], _) | ([], [one]) => *one,
                        _ => sets.find(name),
                    }
                }
            };
            for &name in of_entity.iter().filter(|&&name| floats(name)) {
                for spelling in names[name].spellings.keys() {
                    *lone.entry(spelling.clone()).or_default().entry(set).or_default() += 1;
                }
            }
            of.insert((*report, id.clone()), set);
        }
        let descriptions = Descriptions::new(corpus, names, sets, places, &of);
        descriptions.resolve(corpus, &mut of);
        let mut reports_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for ((report, _), set) in &of {
            reports_of.entry(*set).or_default().push(*report);
        }
        // A last name alone, or a short name, is an alias of the one whom it means most often.
        let mut last_names: BTreeMap<usize, BTreeMap<String, usize>> = BTreeMap::new();
        for (spelling, by_set) in lone {
            let most = by_set
                .into_iter()
                .max_by_key(|&(set, times)| (times, std::cmp::Reverse(set)));
            if let Some((set, times)) = most {
                last_names.entry(set).or_default().insert(spelling, times);
            }
        }
        let mut actors: Vec<(usize, Actor)> = Vec::new();
        for (set, mut reports) in reports_of {
            reports.sort_unstable();
            reports.dedup();
            let mut spellings: BTreeMap<String, usize> = last_names.remove(&set).unwrap_or_default();
            let of_set = members.get(&set).map(Vec::as_slice).unwrap_or_default();
            for &name in of_set.iter().filter(|&&name| !floats(name)) {
                for (spelling, times) in &names[name].spellings {
                    *spellings.entry(spelling.clone()).or_default() += times;
                }
            }
            // A last name that means another most often is still what this one is called.
            if spellings.is_empty() {
                let alone = of_set.iter().flat_map(|&name| &names[name].spellings);
                spellings.extend(alone.map(|(spelling, times)| (spelling.clone(), *times)));
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
            aliases.extend(descriptions.of_one(set));
            let actor = Actor {
                kind: actor_kind(kind, state.is_some(), &name),
                code: state.map(|state| state.code.to_owned()),
                roles: roles::roles(corpus, &reports, &aliases, kind),
                name,
                aliases,
                reports: reports
                    .iter()
                    .map(|&at| corpus.reports[at].id().to_owned())
                    .collect(),
                chosen: None,
            };
            actors.push((set, actor));
        }
        actors.sort_by(|(_, a), (_, b)| (&a.name, a.kind, &a.reports).cmp(&(&b.name, b.kind, &b.reports)));
        let place: HashMap<usize, usize> = actors
            .iter()
            .enumerate()
            .map(|(place, (set, _))| (*set, place))
            .collect();
        let of: HashMap<(usize, String), usize> = of
            .into_iter()
            .filter_map(|(key, set)| Some((key, *place.get(&set)?)))
            .collect();
        Self {
            mentioned: mentioned(corpus, &of),
            of,
            actors: actors.into_iter().map(|(_, actor)| actor).collect(),
        }
    }

    /// Where a span of a report mentions actors, by name or otherwise, in the order of the text.
    pub fn in_span(&self, report: usize, span: Span) -> impl Iterator<Item = (u32, u32, usize)> {
        let mentions = self.mentioned.get(report).map(Vec::as_slice).unwrap_or_default();
        let from = mentions.partition_point(|(start, ..)| *start < span.start());
        mentions[from..]
            .iter()
            .copied()
            .take_while(move |(start, ..)| *start < span.end())
    }

    /// The actor that an entity of a report is.
    pub fn actor(&self, report: usize, entity: &str) -> Option<usize> {
        self.of.get(&(report, entity.to_owned())).copied()
    }
}

fn mentioned(corpus: &Corpus<'_>, of: &HashMap<(usize, String), usize>) -> Vec<Vec<(u32, u32, usize)>> {
    let reports = corpus.reports.iter().enumerate();
    reports
        .map(|(at, report)| {
            let mut out: Vec<(u32, u32, usize)> = Vec::new();
            for entity in &report.record.entities {
                let Some(&actor) = of.get(&(at, entity.id.clone())) else {
                    continue;
                };
                let mentions = entity.mentions.iter().filter(|m| m.form != Form::Pronoun);
                out.extend(mentions.map(|m| (m.span.start(), m.span.end(), actor)));
            }
            out.sort_unstable();
            out
        })
        .collect()
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
