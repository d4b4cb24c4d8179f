//! Words of places, as links to them.

use std::collections::BTreeMap;

use maud::{Markup, html};
use onrecord_link::{Evidence, Relation, Stance};
use onrecord_types::{Offsets, Record, Span};

use super::super::{place_of, shortened};
use crate::address;

/// A story's texts.
pub(super) struct Texts<'r> {
    records: BTreeMap<&'r str, (&'r Record, Offsets)>,
}

impl<'r> Texts<'r> {
    pub fn new(records: &'r [Record]) -> Self {
        let of = |record: &'r Record| {
            (
                record.report.id.as_str(),
                (record, Offsets::new(&record.report.text)),
            )
        };
        Self {
            records: records.iter().map(of).collect(),
        }
    }

    /// The words of a place.
    pub fn words(&self, (id, start, end): &Evidence) -> &'r str {
        let words = |(record, offsets): &(&'r Record, Offsets)| {
            offsets.slice(&record.report.text, Span::new(*start, *end)?)
        };
        self.records.get(id.as_str()).and_then(words).unwrap_or_default()
    }

    /// The words of the places in the first report that has them: those in others are the same in other words.
    pub fn first(&self, evidence: &[Evidence]) -> String {
        let report = evidence.first().map(|(id, _, _)| id);
        let own: Vec<&str> = evidence
            .iter()
            .filter(|(id, _, _)| Some(id) == report)
            .map(|place| self.words(place))
            .collect();
        own.join(" … ")
    }

    /// The address of a place: of the attribution that stands there, else of its report.
    pub fn address(&self, (id, start, end): &Evidence) -> String {
        let here = |span: &Span| span.start() < *end && *start < span.end();
        let attribution = self.records.get(id.as_str()).and_then(|(record, _)| {
            let mut all = record.attributions.iter();
            all.find(|a| a.content.iter().chain(&a.cue).any(here))
        });
        match attribution {
            Some(attribution) => place_of(id, &attribution.id),
            None => address::report(id),
        }
    }

    /// The words of a place, as a link to it.
    pub fn link(&self, evidence: &[Evidence], most: usize) -> Markup {
        html! {
            @if let Some(first) = evidence.first() {
                a.words href=(self.address(first)) dir="auto" { (shortened(&self.first(evidence), most)) }
            }
        }
    }

    /// A label that leads to the words it's told by.
    pub fn named(&self, evidence: &[Evidence], label: &str) -> Markup {
        html! {
            @match evidence.first() {
                Some(first) => a href=(self.address(first)) { (label) },
                None => (label),
            }
        }
    }
}

/// A stance in words.
pub(super) fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Demands => "demands",
        Stance::Offers => "offers",
        Stance::Accepts => "accepts",
        Stance::Rejects => "rejects",
        Stance::Supports => "supports",
        Stance::Opposes => "opposes",
    }
}

/// The act whose colour and sign a stance has.
pub(super) fn stance_sign(stance: Stance) -> &'static str {
    match stance {
        Stance::Demands => "demand",
        Stance::Offers | Stance::Accepts | Stance::Supports => "accept",
        Stance::Rejects | Stance::Opposes => "reject",
    }
}

/// A relation in words, between the answer and what it answers.
pub(super) fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Confirms => "confirms",
        Relation::Denies => "denies",
        Relation::Declines => "declines to answer",
        Relation::Rejects => "rejects",
        Relation::Accepts => "accepts",
        Relation::Contradicts => "contradicts",
        Relation::Repeats => "says the same as",
    }
}

/// The act whose colour and sign a relation has.
pub(super) fn relation_sign(relation: Relation) -> &'static str {
    match relation {
        Relation::Confirms | Relation::Accepts => "confirm",
        Relation::Denies | Relation::Rejects | Relation::Contradicts => "deny",
        Relation::Declines | Relation::Repeats => "state",
    }
}
