//! Deals, and what is said of their status: proposed, agreed, in force, extended, suspended, violated, collapsed,
//! completed (the classes of the ETH/PRIO Civil Conflict Ceasefire data, in news words).

use std::collections::BTreeMap;

use jiff::civil::Date;
use onrecord_types::TimeType;
use serde::{Deserialize, Serialize};

use crate::Evidence;
use crate::actors::Cast;
use crate::corpus::{Corpus, Text};

/// A deal between parties.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// Its name, in the words of a report.
    pub name: String,
    /// Who made it, as far as the sentences that name it tell.
    pub parties: Vec<String>,
    /// The day on which it began, where a report tells it.
    pub began: Option<Date>,
    /// What it lays down, as the sentences that list it have it.
    pub terms: Vec<Term>,
    /// What is said of its status, by day.
    pub status: Vec<Status>,
}

/// Something that an agreement lays down.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// The words.
    pub term: String,
    /// Where they stand.
    pub evidence: Vec<Evidence>,
}

/// What somebody says of an agreement's status.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Status {
    /// The day of the statement, else of the report.
    pub as_of: Date,
    /// The status.
    pub status: StatusKind,
    /// Who says so; "the report" for what it states itself.
    pub says: String,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// The status of an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StatusKind {
    /// Talked of, drafted, offered.
    Proposed,
    /// Signed, reached, approved.
    Agreed,
    /// Holds, is under way.
    #[serde(rename = "in force")]
    InForce,
    /// Goes on longer.
    Extended,
    /// Halted for a time.
    Suspended,
    /// Broken, while it may go on.
    Violated,
    /// Over without having been fulfilled.
    Collapsed,
    /// Fulfilled.
    Completed,
}

/// Nouns for agreements.
const DEALS: &[&str] = &[
    "agreement",
    "accord",
    "pact",
    "ceasefire",
    "cease-fire",
    "truce",
    "treaty",
    "deal",
    "settlement",
    "armistice",
    "peace plan",
    "constitution",
    "memorandum",
    "talks",
    "exchange",
    "coalition",
    "roadmap",
    "road map",
    "protocol",
];

/// Words by which a status is told; the first line that stands in the sentence decides.
const WORDS: &[(StatusKind, &[&str])] = &[
    (
        StatusKind::Collapsed,
        &[
            "collapsed",
            "collapse of",
            "fell apart",
            "broke down",
            "has failed",
            "is dead",
            "broken off",
            "broke off",
            "withdrew support",
            "withdrawn support",
            "pulled out",
            "ended in failure",
            "scrapped",
            "abandoned",
            "unravel",
        ],
    ),
    (
        StatusKind::Violated,
        &["violat", "breach", "broke the", "broken the"],
    ),
    (
        StatusKind::Suspended,
        &[
            "suspend", "postpone", "put off", "on hold", "halted", "stalled", "adjourn",
        ],
    ),
    (StatusKind::Extended, &["extend", "renewed the", "prolong"]),
    (
        StatusKind::Completed,
        &[
            "completed",
            "fulfilled",
            "concluded",
            "carried out in full",
            "fully implemented",
        ],
    ),
    (
        StatusKind::InForce,
        &[
            "in force",
            "took effect",
            "takes effect",
            "into effect",
            "under way",
            "underway",
            "is holding",
            "holds",
            "came into force",
            "has held",
            "being implemented",
            "since the",
            "began",
            "effective",
        ],
    ),
    (
        StatusKind::Agreed,
        &[
            "signed",
            "sign ",
            "reached",
            "agreed",
            "approved",
            "endorsed",
            "clinched",
            "struck",
            "concluded",
            "accepted",
            "ratified",
            "hammered out",
            "sealed",
        ],
    ),
    (
        StatusKind::Proposed,
        &[
            "propos", "draft", "offer", "negotiat", "would ", "will ", "plan", "seek", "call", "demand",
            "want", "discuss", "hope",
        ],
    ),
];

/// How many words of a name stand before its noun at most.
const BEFORE: usize = 3;

/// The agreements, by name.
pub(crate) fn agreements(corpus: &Corpus<'_>, cast: &Cast) -> Vec<Agreement> {
    let mut found: BTreeMap<String, Agreement> = BTreeMap::new();
    for (at, report) in corpus.reports.iter().enumerate() {
        for sentence in &report.sentences {
            let text = report.slice(sentence.span);
            let lower = text.to_lowercase();
            let Some((noun, name)) = name(text) else { continue };
            let Some(status) = status(&lower) else { continue };
            let key = noun.replace("cease-fire", "ceasefire");
            let (says, as_of) = speaker(report, at, cast, sentence.span);
            let agreement = found.entry(key).or_insert_with(|| Agreement {
                name: name.clone(),
                parties: Vec::new(),
                began: None,
                terms: Vec::new(),
                status: Vec::new(),
            });
            if name.len() > agreement.name.len() {
                agreement.name = name;
            }
            for party in parties(report, at, cast, sentence.span) {
                if !agreement.parties.contains(&party) {
                    agreement.parties.push(party);
                }
            }
            if agreement.began.is_none() && (lower.contains("began") || lower.contains("signed")) {
                agreement.began = day(report, sentence.span);
            }
            if lower.contains("calls for")
                || lower.contains("provides for")
                || lower.contains("under the ")
                || lower.contains("stipulat")
            {
                agreement.terms.push(Term {
                    term: crate::corpus::on_one_line(text),
                    evidence: vec![report.evidence(sentence.span)],
                });
            }
            agreement.status.push(Status {
                as_of,
                status,
                says,
                evidence: vec![report.evidence(sentence.span)],
            });
        }
    }
    found.into_values().collect()
}

/// The noun of an agreement that a sentence names first, and its name: the noun with the words before it that belong
/// to it.
fn name(sentence: &str) -> Option<(&'static str, String)> {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let bare = |word: &str| {
        word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-')
            .to_lowercase()
    };
    for (at, word) in words.iter().enumerate() {
        let word = bare(word);
        // "they deal with", "to deal", "talks about" as verbs.
        let before = at
            .checked_sub(1)
            .map(|before| bare(words[before]))
            .unwrap_or_default();
        if VERBAL.contains(&before.as_str()) {
            continue;
        }
        let Some(&noun) = DEALS
            .iter()
            .find(|noun| word == **noun || word.strip_suffix('s') == Some(**noun))
        else {
            continue;
        };
        let mut first = at;
        while first > 0
            && at - first < BEFORE
            && belongs(&bare(words[first - 1]))
            && !words[first - 1].ends_with([',', '.', ';'])
        {
            first -= 1;
        }
        let name: Vec<String> = words[first..=at]
            .iter()
            .map(|word| {
                word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-')
                    .to_owned()
            })
            .collect();
        return Some((noun, name.join(" ")));
    }
    None
}

/// Words behind which a noun of these is a verb.
const VERBAL: &[&str] = &[
    "they", "we", "he", "she", "who", "to", "must", "can", "will", "would", "could", "should", "not", "i",
    "you", "it",
];

/// Words that don't belong to a name.
const OUTSIDE: &str = "a an the to of in on for and or but by with from at as is are was were be been has have had that this its \
                       their his her any no all said say it he she they who which after before signed sign reached reach \
                       under into over about between new such will would could may can not";

fn belongs(word: &str) -> bool {
    !word.is_empty() && !OUTSIDE.split_ascii_whitespace().any(|outside| outside == word)
}

fn status(sentence: &str) -> Option<StatusKind> {
    WORDS
        .iter()
        .find(|(_, words)| words.iter().any(|word| sentence.contains(word)))
        .map(|(status, _)| *status)
}

/// Who says what a sentence says, and on which day: the source of the attribution whose content holds most of it.
fn speaker(report: &Text<'_>, at: usize, cast: &Cast, sentence: onrecord_types::Span) -> (String, Date) {
    let overlap = |a: &onrecord_types::Attribution| -> u32 {
        a.content
            .iter()
            .map(|span| {
                span.end()
                    .min(sentence.end())
                    .saturating_sub(span.start().max(sentence.start()))
            })
            .sum()
    };
    let best = report
        .record
        .attributions
        .iter()
        .filter(|a| a.parent.is_none())
        .max_by_key(|a| overlap(a))
        .filter(|a| 2 * overlap(a) >= sentence.end() - sentence.start());
    match best {
        None => ("the report".to_owned(), report.date()),
        Some(a) => {
            let actor = a
                .source_entity
                .as_deref()
                .and_then(|entity| cast.actor(at, entity));
            let says = actor.map_or_else(
                || report.words(&a.source),
                |actor| cast.actors[actor].name.clone(),
            );
            let says = if says.is_empty() {
                "the report".to_owned()
            } else {
                says
            };
            (says, a.said_on.unwrap_or_else(|| report.date()))
        }
    }
}

/// The actors, other than people, that a sentence names.
fn parties(report: &Text<'_>, at: usize, cast: &Cast, sentence: onrecord_types::Span) -> Vec<String> {
    let named = report.record.entities.iter().filter(|entity| {
        entity.kind != onrecord_types::EntityType::Person
            && entity
                .mentions
                .iter()
                .any(|m| m.span.start() >= sentence.start() && m.span.end() <= sentence.end())
    });
    named
        .filter_map(|entity| cast.actor(at, &entity.id))
        .map(|actor| cast.actors[actor].name.clone())
        .collect()
}

/// The first full day that a sentence names.
fn day(report: &Text<'_>, sentence: onrecord_types::Span) -> Option<Date> {
    report
        .record
        .times
        .iter()
        .filter(|time| {
            time.kind == TimeType::Date
                && time.span.start() >= sentence.start()
                && time.span.end() <= sentence.end()
        })
        .find_map(|time| time.value.as_deref()?.parse().ok())
}
