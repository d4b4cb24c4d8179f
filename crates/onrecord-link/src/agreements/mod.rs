//! Deals, and what is said of their status: proposed, agreed, in force, extended, suspended, violated, collapsed,
//! completed (the classes of the ETH/PRIO Civil Conflict Ceasefire data, in news words).

//!
//! An agreement is named by a noun with what stands before it ("six-point agreement", "Khartoum talks"); later mentions are of
//! the same where they share a telling word or a party within some weeks.

mod class;
mod group;
mod noun;
mod sides;
mod status;

use std::ops::Range;

use jiff::civil::Date;
use onrecord_types::{Attribution, SourceKind, Span, TimeType};
use serde::{Deserialize, Serialize};

pub use class::{Class, Purpose, Told};

use crate::Evidence;
use crate::actors::{ActorKind, Cast};
use crate::agreements::group::{Groups, Seen};
use crate::agreements::noun::bare;
use crate::agreements::sides::{Sentence, Side};
use crate::claims::speaker::{UNKNOWN, is_pronoun};
use crate::corpus::{Corpus, Text, on_one_line};

/// A deal between parties.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// Its name, in the words of a report.
    pub name: String,
    /// Between whom it is, as a sentence that names it tells; empty where none does.
    pub parties: Vec<String>,
    /// The day on which it began, where a report tells it.
    pub began: Option<Date>,
    /// How far a ceasefire goes, by what the sentences that name it say; none where they don't, and for other agreements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<Told<Class>>,
    /// What a ceasefire is for, by the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub purposes: Vec<Told<Purpose>>,
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

/// The agreements, in the order of their first mention.
pub(crate) fn agreements(corpus: &Corpus<'_>, cast: &Cast) -> Vec<Agreement> {
    let mut groups = Groups::default();
    for (at, report) in corpus.reports.iter().enumerate() {
        groups.next_report(report.date());
        for sentence in &report.sentences {
            let words = Words::of(report, sentence.span);
            let plain: Vec<&str> = words.words.iter().map(|(_, word)| *word).collect();
            let lower: Vec<String> = plain.iter().map(|word| bare(word).to_lowercase()).collect();
            let mut mentions = noun::mentions(&plain);
            mentions.extend(groups.by_letters(&plain));
            if mentions.is_empty() {
                continue;
            }
            let nouns: Vec<usize> = mentions.iter().map(|mention| mention.at).collect();
            let actors = words.actors(cast, at, sentence.span);
            let named = may_be_parties(cast, &actors);
            for mention in mentions {
                let told = status::told(&lower, mention.at, mention.family, &nouns);
                let place = |word: usize| words.words[word].0;
                let sentence_of = Sentence {
                    words: &plain,
                    lower: &lower,
                    actors: &actors,
                    nouns: &nouns,
                };
                let parties = Parties {
                    sides: sentence_of.sides(mention.at, mention.family),
                    named: named.clone(),
                };
                let status: Vec<Status> = told
                    .iter()
                    .map(|&told| status_of(report, at, cast, sentence.span, place(told.at), told))
                    .collect();
                let begins =
                    |status: &Status| matches!(status.status, StatusKind::Agreed | StatusKind::InForce);
                let began =
                    day(report, sentence.span, place(mention.at)).filter(|_| status.iter().any(begins));
                let is_truce = mention.family == noun::Family::Truce;
                let told_here = || vec![report.evidence(sentence.span)];
                let class = class::class(&lower).filter(|_| is_truce);
                let purpose = class::purpose(&lower).filter(|_| is_truce);
                groups.add(Seen {
                    class: class.map(|value| Told {
                        value,
                        evidence: told_here(),
                    }),
                    purpose: purpose.map(|value| Told {
                        value,
                        evidence: told_here(),
                    }),
                    terms: terms(report, sentence.span, place(mention.at), &lower),
                    mention,
                    parties,
                    status,
                    began,
                });
            }
        }
    }
    groups.agreements(cast)
}

/// A sentence's words with their places in the report.
struct Words<'r> {
    words: Vec<(u32, &'r str)>,
}

impl<'r> Words<'r> {
    fn of(report: &Text<'r>, span: Span) -> Self {
        let text = report.slice(span);
        let mut words = Vec::new();
        let (mut start, mut byte) = (None, 0);
        for (place, c) in (span.start()..).zip(text.chars()) {
            match (c.is_whitespace(), start) {
                (true, Some((from, at))) => {
                    words.push((at, &text[from..byte]));
                    start = None;
                }
                (false, None) => start = Some((byte, place)),
                _ => {}
            }
            byte += c.len_utf8();
        }
        if let Some((from, at)) = start {
            words.push((at, &text[from..]));
        }
        Self { words }
    }
}

impl Words<'_> {
    /// The actors that the sentence mentions, as places among its words; agencies are left out.
    fn actors(&self, cast: &Cast, report: usize, sentence: Span) -> Vec<(Range<usize>, usize)> {
        let place = |at: u32| {
            self.words
                .partition_point(|(start, _)| *start <= at)
                .saturating_sub(1)
        };
        cast.in_span(report, sentence)
            .filter(|(.., actor)| !AGENCIES.contains(&cast.actors[*actor].name.as_str()))
            .map(|(start, end, actor)| (place(start)..place(end.saturating_sub(1)) + 1, actor))
            .collect()
    }
}

/// News agencies, which tell of agreements and make none.
const AGENCIES: &[&str] = &[
    "AFP",
    "AP",
    "Associated Press",
    "Reuters",
    "Xinhua",
    "BBC",
    "CNN",
    "UPI",
    "DPA",
    "TASS",
];

/// Who may have made it: those that the sentence tells so, and those that it names.
struct Parties {
    sides: Vec<Side>,
    named: Vec<usize>,
}

/// Those of a sentence's actors that can make an agreement, each once: a person or a place may be named for another reason.
fn may_be_parties(cast: &Cast, actors: &[(Range<usize>, usize)]) -> Vec<usize> {
    let mut out = Vec::new();
    for &(_, actor) in actors {
        let may_be = match cast.actors[actor].kind {
            ActorKind::Person => false,
            ActorKind::Place => cast.actors[actor].code.is_some(),
            ActorKind::Organization | ActorKind::Group => true,
        };
        if may_be && !out.contains(&actor) {
            out.push(actor);
        }
    }
    out
}

/// What is said of the status, by whom, and of which day.
fn status_of(
    report: &Text<'_>,
    at: usize,
    cast: &Cast,
    sentence: Span,
    place: u32,
    told: status::Told,
) -> Status {
    let holds = |a: &&Attribution| {
        a.content
            .iter()
            .any(|span| span.start() <= place && place < span.end())
    };
    // The innermost source whose words these are.
    let said = report.record.attributions.iter().filter(holds).min_by_key(|a| {
        a.content
            .iter()
            .map(|span| span.end() - span.start())
            .sum::<u32>()
    });
    let says = said
        .map(|a| {
            let actor = a
                .source_entity
                .as_deref()
                .and_then(|entity| cast.actor(at, entity));
            actor.map_or_else(
                || report.words(&a.source),
                |actor| cast.actors[actor].name.clone(),
            )
        })
        .filter(|says| !says.is_empty())
        .unwrap_or_else(|| "the report".to_owned());
    let says = if is_pronoun(&says) {
        UNKNOWN.to_owned()
    } else {
        says
    };
    let said_on = said.and_then(|a| a.said_on).unwrap_or_else(|| report.date());
    let happened = day(report, sentence, place)
        .filter(|day| told.status != StatusKind::Proposed && *day <= report.date());
    Status {
        as_of: happened.unwrap_or(said_on),
        status: told.status,
        says,
        evidence: vec![report.evidence(sentence)],
    }
}

/// The full day that a sentence names nearest to a place.
fn day(report: &Text<'_>, sentence: Span, place: u32) -> Option<Date> {
    let times = report.record.times.iter().filter(|time| {
        matches!(time.kind, TimeType::Date | TimeType::Time)
            && time.span.start() >= sentence.start()
            && time.span.end() <= sentence.end()
    });
    // "on Jan. 19 … in March": a nearer month tells no day.
    let nearest = times.min_by_key(|time| time.span.start().abs_diff(place))?;
    nearest.value.as_deref()?.get(..10)?.parse().ok()
}

/// Openings of sentences, and verbs of agreements, that list what one lays down.
const LAYS_DOWN: &[&str] = &[
    "under the",
    "per the",
    "calls for",
    "call for",
    "called for",
    "provides for",
    "provides that",
    "stipulates",
    "stipulated",
    "requires",
    "foresees",
    "envisages",
    "lays down",
    "obliges",
];

/// What a sentence says that an agreement lays down: what its source, the agreement, says, else the whole sentence.
fn terms(report: &Text<'_>, sentence: Span, noun: u32, lower: &[String]) -> Vec<Term> {
    let term = |spans: &[Span]| Term {
        term: on_one_line(&report.words(spans)),
        evidence: spans.iter().map(|&span| report.evidence(span)).collect(),
    };
    let says = |a: &&Attribution| {
        a.source_kind == Some(SourceKind::Document)
            && a.source
                .iter()
                .any(|span| span.start() <= noun && noun < span.end())
    };
    if let Some(said) = report.record.attributions.iter().find(says) {
        return vec![term(&said.content)];
    }
    let text = format!(" {} ", lower.join(" "));
    let lays_down = LAYS_DOWN
        .iter()
        .any(|phrase| text.contains(&format!(" {phrase} ")));
    if lays_down {
        vec![term(&[sentence])]
    } else {
        Vec::new()
    }
}
