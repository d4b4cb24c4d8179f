//! The names of all reports' entities: which are the same but for their writing.

use std::collections::{BTreeMap, HashMap};

use onrecord_types::{EntityType, Form, Mention};

use crate::corpus::{Corpus, Text, on_one_line};
use crate::states;

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
}

impl Names {
    pub fn new(corpus: &Corpus<'_>) -> Self {
        let mut out = Self {
            names: Vec::new(),
            entities: Vec::new(),
            places: vec![Vec::new(); corpus.reports.len()],
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
                    let key = key(&spelling, person, &capitals);
                    let name = *by_key.entry((person, key.clone())).or_insert_with(|| {
                        out.names.push(Name {
                            words: key.split(' ').map(str::to_owned).collect(),
                            person,
                            kind: if entity.kind == EntityType::Other {
                                EntityType::Organization
                            } else {
                                entity.kind
                            },
                            spellings: BTreeMap::new(),
                            reports: Vec::new(),
                        });
                        out.names.len() - 1
                    });
                    *out.names[name].spellings.entry(spelling).or_default() += 1;
                    if out.names[name].reports.last() != Some(&at) {
                        out.names[name].reports.push(at);
                    }
                    out.places[at].push((mention.span.start(), mention.span.end(), name));
                    if !of_entity.contains(&name) {
                        of_entity.push(name);
                    }
                }
                if !of_entity.is_empty() {
                    out.entities.push((at, entity.id.clone(), of_entity));
                }
            }
        }
        out.settle(&by_key);
        out
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
        for from in moved.into_keys() {
            self.names[from].spellings.clear();
            self.names[from].reports.clear();
        }
    }
}

/// Whether a mention is a name, or a description as good as one: "the Peruvian government".
fn is_name(report: &Text<'_>, kind: EntityType, mention: &Mention) -> bool {
    match mention.form {
        Form::Name => kind != EntityType::Other,
        Form::Nominal => states::of_government(&on_one_line(report.slice(mention.span))).is_some(),
        Form::Pronoun => false,
    }
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
        if let Some(organization) = states::organization(name) {
            return organization.to_lowercase();
        }
        if let Some(state) =
            states::of_capital(name).filter(|_| capitals.iter().any(|capital| capital == name))
        {
            return state.name.to_lowercase();
        }
    }
    name.to_lowercase().replace(['.', ','], "").replace('-', " ")
}

/// The capitals of a report that stand for a government: those that nothing happens in.
fn governments(report: &Text<'_>) -> Vec<String> {
    let mut out = Vec::new();
    for entity in report
        .record
        .entities
        .iter()
        .filter(|e| e.kind == EntityType::Place)
    {
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
        if !scene && states::of_capital(&name).is_some() {
            out.push(name);
        }
    }
    out
}
