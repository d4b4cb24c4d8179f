//! What a user lays down: who is who, and which claims state the same. Linking takes it beside the records, so that it
//! outlives every new derivation; what the program found by itself is kept beside what was chosen.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use crate::actors::{Actor, ActorKind, Cast};
use crate::corpus::{Corpus, on_one_line};

/// All that a user has laid down.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choices {
    /// Who is who.
    #[serde(default, rename = "actor", skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<ChosenActor>,
    /// Which claims state the same, and which don't.
    #[serde(default, rename = "link", skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<ChosenLink>,
}

/// An actor as a user has it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChosenActor {
    /// Its name.
    pub name: String,
    /// All its other names: each of them, wherever it stands, is this actor and no other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ActorKind>,
    /// What it does or is head of, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The user's own words for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// ISO 3166-1 alpha-3 of the state that it is or belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iso3166: Option<String>,
    /// Its code in CAMEO's style: "NORGOV".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cameo: Option<String>,
}

/// Two claims that a user has joined or parted. A claim is named by any attribution in which it stands: "REPORT#a3".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChosenLink {
    /// The one.
    pub claim: String,
    /// The other.
    pub other: String,
    /// Whether they state the same.
    pub same: bool,
}

/// What a user has laid down of an actor, and what the program found without it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Chosen {
    /// What it does or is head of, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The user's own words for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Its code in CAMEO's style.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cameo: Option<String>,
    /// The actors that the program found its names to be.
    pub found: Vec<Found>,
}

/// An actor as the program found it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// Its fullest name.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Its names.
    pub aliases: Vec<String>,
}

/// A correction with what the program found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// What was laid down.
    #[serde(flatten)]
    pub link: ChosenLink,
    /// Whether the program takes the two for the same.
    pub found_same: bool,
}

/// By which names are compared: in lower case, on one line, without an article.
pub fn name_key(name: &str) -> String {
    let name = on_one_line(name).to_lowercase();
    name.strip_prefix("the ").map_or(name.clone(), str::to_owned)
}

impl Choices {
    /// By name, the entry that lays down whose it is; the last one counts.
    fn by_name(&self) -> HashMap<String, usize> {
        let mut out = HashMap::new();
        for (at, entry) in self.actors.iter().enumerate() {
            for name in entry.aliases.iter().chain([&entry.name]) {
                out.insert(name_key(name), at);
            }
        }
        out
    }

    /// Gives each entity with a chosen name to the actor that it was chosen for.
    pub(crate) fn apply(&self, corpus: &Corpus<'_>, cast: &mut Cast) {
        let by_name = self.by_name();
        if by_name.is_empty() {
            return;
        }
        // By entry, its entities, and the names they have.
        let mut taken: BTreeMap<usize, Taken> = BTreeMap::new();
        for (at, report) in corpus.reports.iter().enumerate() {
            for entity in &report.record.entities {
                let mut names: Vec<String> = entity
                    .mentions
                    .iter()
                    .map(|mention| on_one_line(report.slice(mention.span)))
                    .chain([entity.name.clone()])
                    .collect();
                names.sort_by_key(|name| (std::cmp::Reverse(name.split(' ').count()), name.clone()));
                let Some(actor) = cast.actor(at, &entity.id) else {
                    continue;
                };
                let own = names.iter().find_map(|name| by_name.get(&name_key(name)));
                // A last name or a description goes with the one whom it means.
                let entry = own.or_else(|| by_name.get(&name_key(&cast.actors[actor].name)));
                if let Some(&entry) = entry {
                    let of = taken.entry(entry).or_default();
                    of.entities.push((at, entity.id.clone()));
                    of.reports.insert(at);
                    of.from.insert(actor);
                }
            }
        }
        let found = cast.actors.clone();
        for (entry, of) in taken {
            self.take(corpus, cast, &by_name, entry, &of, &found);
        }
        cast.settle(corpus);
    }

    fn take(
        &self,
        corpus: &Corpus<'_>,
        cast: &mut Cast,
        by_name: &HashMap<String, usize>,
        entry: usize,
        of: &Taken,
        found: &[Actor],
    ) {
        let chosen = &self.actors[entry];
        let number = cast.actors.len();
        let mut aliases: BTreeSet<String> = BTreeSet::new();
        for &actor in &of.from {
            let others = &mut cast.actors[actor].aliases;
            aliases.extend(
                others
                    .iter()
                    .filter(|a| by_name.get(&name_key(a)) == Some(&entry))
                    .cloned(),
            );
            others.retain(|a| by_name.get(&name_key(a)) != Some(&entry));
        }
        aliases.insert(chosen.name.clone());
        for (report, entity) in &of.entities {
            cast.give(*report, entity, number);
        }
        // An actor without an entity of its own is wholly this one, with its descriptions and roles.
        let whole: Vec<usize> = of
            .from
            .iter()
            .copied()
            .filter(|&actor| !cast.has_entities(actor))
            .collect();
        let mut roles = Vec::new();
        for &actor in &whole {
            aliases.extend(std::mem::take(&mut cast.actors[actor].aliases));
            roles.append(&mut cast.actors[actor].roles);
        }
        for &actor in of.from.iter().filter(|actor| !whole.contains(actor)) {
            let left = cast.reports_of(actor);
            let actor = &mut cast.actors[actor];
            actor.reports = left
                .into_iter()
                .map(|at| corpus.reports[at].id().to_owned())
                .collect();
            // What remains needs a name of its own.
            if !actor.aliases.contains(&actor.name)
                && let Some(name) = actor
                    .aliases
                    .iter()
                    .max_by_key(|a| (a.split(' ').count(), a.len()))
            {
                actor.name = name.clone();
            }
        }
        let from = || of.from.iter().map(|&actor| &found[actor]);
        let first = of.from.iter().next().map(|&actor| &found[actor]);
        let mut actor = Actor {
            name: chosen.name.clone(),
            kind: chosen
                .kind
                .or(first.map(|a| a.kind))
                .unwrap_or(ActorKind::Organization),
            aliases: aliases.into_iter().collect(),
            code: chosen
                .iso3166
                .clone()
                .or_else(|| from().find_map(|a| a.code.clone())),
            roles,
            reports: of
                .reports
                .iter()
                .map(|&at| corpus.reports[at].id().to_owned())
                .collect(),
            chosen: None,
        };
        actor.chosen = Some(Box::new(Chosen {
            role: chosen.role.clone(),
            tags: chosen.tags.clone(),
            cameo: chosen.cameo.clone(),
            found: from()
                .map(|a| Found {
                    name: a.name.clone(),
                    kind: a.kind,
                    aliases: a.aliases.clone(),
                })
                .collect(),
        }));
        cast.actors.push(actor);
    }
}

/// What an entry takes.
#[derive(Default)]
struct Taken {
    entities: Vec<(usize, String)>,
    reports: BTreeSet<usize>,
    /// The actors that these were.
    from: BTreeSet<usize>,
}
