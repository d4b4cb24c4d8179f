//! Who a source is: an actor, one told by an office that one person of the report holds, or the source's own words.

use std::collections::HashMap;

use onrecord_types::{Attribution, SourceKind, Span};

use crate::actors::{ActorKind, Cast};
use crate::corpus::Text;

/// Who stands for a source that isn't told.
pub(crate) const UNKNOWN: &str = "unknown";

/// The speakers of one report.
pub(super) struct Speakers<'c> {
    cast: &'c Cast,
    at: usize,
    names: HashMap<&'c str, &'c str>,
    /// People of the report, as actors.
    people: Vec<usize>,
}

impl<'c> Speakers<'c> {
    pub fn new(cast: &'c Cast, at: usize, report: &Text<'c>) -> Self {
        let entities = &report.record.entities;
        let actors = entities.iter().filter_map(|e| cast.actor(at, &e.id));
        let mut people: Vec<usize> = actors
            .filter(|actor| cast.actors[*actor].kind == ActorKind::Person)
            .collect();
        people.sort_unstable();
        people.dedup();
        Self {
            cast,
            at,
            names: entities
                .iter()
                .map(|e| (e.id.as_str(), e.name.as_str()))
                .collect(),
            people,
        }
    }

    /// The source's name, and its actor.
    pub fn of(&self, report: &Text<'_>, attribution: &Attribution) -> (String, Option<usize>) {
        let entity = attribution.source_entity.as_deref();
        let words = report.words(&attribution.source);
        let actor = entity
            .and_then(|entity| self.cast.actor(self.at, entity))
            .or_else(|| self.of_office(&words))
            .or_else(|| self.before(&words, attribution));
        if let Some(actor) = actor {
            return (self.cast.actors[actor].name.clone(), Some(actor));
        }
        let name = entity
            .and_then(|entity| self.names.get(entity))
            .copied()
            .filter(|name| !is_pronoun(name))
            .unwrap_or(&words);
        let by = named(name).unwrap_or(name).trim_end_matches(',');
        if by.is_empty() || is_pronoun(by) {
            (UNKNOWN.to_owned(), None)
        } else {
            (by.to_owned(), None)
        }
    }

    /// "Aho, who denied it": the actor that stands right before.
    fn before(&self, words: &str, attribution: &Attribution) -> Option<usize> {
        let start = attribution.source.first()?.start();
        let near = Span::new(start.saturating_sub(60), start)?;
        let mentions = self.cast.in_span(self.at, near);
        let ends_here = |end: &u32| (1..=2).contains(&(start.saturating_sub(*end)));
        matches!(words, "who" | "which")
            .then(|| mentions.filter(|(_, end, _)| ends_here(end)).last())
            .flatten()
            .map(|(.., actor)| actor)
    }

    /// "The prime minister", where the report has one person whom the texts call so.
    fn of_office(&self, words: &str) -> Option<usize> {
        let office = words
            .strip_prefix("The ")
            .or(words.strip_prefix("the "))?
            .to_lowercase();
        let holds = |actor: &usize| {
            let roles = &self.cast.actors[*actor].roles;
            roles.iter().any(|(role, _)| {
                let role = role.to_lowercase();
                role == office || role.ends_with(&office) && role[..role.len() - office.len()].ends_with(' ')
            })
        };
        let mut holders = self.people.iter().copied().filter(holds);
        holders.next().filter(|_| holders.next().is_none())
    }

    /// The kind of source, where its actor tells more than the report alone: a body isn't a named person.
    pub fn kind(&self, kind: Option<SourceKind>, actor: Option<usize>) -> Option<SourceKind> {
        match (kind, actor) {
            (Some(SourceKind::Named), Some(actor)) if self.cast.actors[actor].kind != ActorKind::Person => {
                Some(SourceKind::Institution)
            }
            _ => kind,
        }
    }
}

/// The name in an apposition: "the head of the crew, Mahmud Aho," and "Mahmud Aho, the head of the crew".
fn named(words: &str) -> Option<&str> {
    let is_name = |part: &&str| {
        let words: Vec<&str> = part.split(' ').collect();
        (2..=4).contains(&words.len())
            && words.iter().all(|word| {
                word.chars().next().is_some_and(char::is_uppercase)
                    || matches!(*word, "al" | "de" | "van" | "bin")
            })
    };
    let mut parts = words.trim_end_matches(',').split(", ");
    let whole = parts.clone().count() > 1;
    parts.find(is_name).filter(|_| whole)
}

/// Words that stand for a source without telling which.
pub(crate) fn is_pronoun(by: &str) -> bool {
    matches!(
        by.to_lowercase().as_str(),
        "the"
            | "a"
            | "an"
            | "he"
            | "she"
            | "it"
            | "they"
            | "i"
            | "we"
            | "you"
            | "who"
            | "which"
            | "that"
            | "them"
            | "him"
            | "me"
            | "us"
            | "his"
            | "her"
            | "its"
            | "their"
            | "our"
            | "my"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_taken_from_its_apposition() {
        assert_eq!(named("The head of the crew, Mahmud Aho,"), Some("Mahmud Aho"));
        assert_eq!(named("Mahmud Aho, who heads the crew"), Some("Mahmud Aho"));
        assert_eq!(named("Mahmud Aho"), None);
        assert_eq!(named("officials, who asked not to be named"), None);
    }
}
