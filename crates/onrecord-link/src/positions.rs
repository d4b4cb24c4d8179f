//! Each actor's stances on issues: what it demands, offers, accepts, rejects, supports or opposes, and on which day.
//!
//! Issues aren't listed in advance: they are the noun phrases that contents speak of, and two are one where they share
//! their main words.

use std::collections::BTreeMap;

use jiff::civil::Date;
use onrecord_types::{Act, Attribution, SourceKind};
use serde::{Deserialize, Serialize};

use crate::Evidence;
use crate::actors::Cast;
use crate::claims::Claims;
use crate::corpus::{Corpus, words};
use crate::similar::jaccard;

/// How an actor stands to an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// Calls for it.
    Demands,
    /// Promises or proposes it.
    Offers,
    /// Agrees to it.
    Accepts,
    /// Turns it down.
    Rejects,
    /// Speaks for it.
    Supports,
    /// Speaks against it.
    Opposes,
}

/// An actor's stance on an issue, on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// The actor's name; the party's that a spokesperson speaks for.
    pub actor: String,
    /// A short noun phrase.
    pub issue: String,
    /// How it stands to it.
    pub stance: Stance,
    /// The day of the statement, else of the report.
    pub as_of: Date,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// Issues are one where their words agree so far.
const SAME_ISSUE: f32 = 0.5;

/// The positions, by actor, issue and day.
pub(crate) fn positions(corpus: &Corpus<'_>, cast: &Cast, claims: &Claims<'_>) -> Vec<Position> {
    // By actor, the issues found so far, with their words.
    let mut issues: BTreeMap<String, Vec<(String, Vec<u64>)>> = BTreeMap::new();
    let mut found: BTreeMap<(String, String, Date, Stance), Vec<Evidence>> = BTreeMap::new();
    for statement in &claims.statements {
        let report = &corpus.reports[statement.report];
        let of = |a: &'_ Attribution| stance(a, &report.words(&a.cue));
        let Some((attribution, stance)) = statement.attribution.and_then(|a| Some((a, of(a)?))) else {
            continue;
        };
        let actor = party(cast, attribution, &statement.by);
        let phrase = attribution
            .about
            .iter()
            .map(|&span| report.words(&[span]))
            .next()
            .unwrap_or_else(|| shortened(&report.words(&attribution.content)));
        let of_phrase = words(&phrase).0;
        if of_phrase.is_empty() || actor == "unknown" {
            continue;
        }
        let known = issues.entry(actor.clone()).or_default();
        let issue = match known
            .iter()
            .find(|(_, words)| jaccard(words, &of_phrase) >= SAME_ISSUE)
        {
            Some((issue, _)) => issue.clone(),
            None => {
                known.push((phrase.clone(), of_phrase));
                phrase
            }
        };
        let day = attribution.said_on.unwrap_or_else(|| report.date());
        let spans = attribution.cue.iter().chain(&attribution.content);
        let evidence = found.entry((actor, issue, day, stance)).or_default();
        evidence.extend(spans.map(|&span| report.evidence(span)));
    }
    found
        .into_iter()
        .map(|((actor, issue, as_of, stance), evidence)| Position {
            actor,
            issue,
            stance,
            as_of,
            evidence,
        })
        .collect()
}

/// The stance that an act takes; none for one that takes none.
fn stance(attribution: &Attribution, cue: &str) -> Option<Stance> {
    Some(match attribution.act? {
        Act::Demand => Stance::Demands,
        Act::Offer => Stance::Offers,
        Act::Accept => Stance::Accepts,
        Act::Reject => Stance::Rejects,
        Act::Accuse | Act::Warn => Stance::Opposes,
        Act::Believe if attribution.negated => Stance::Opposes,
        Act::Believe => Stance::Supports,
        // A plan of one's own side is one that it stands for.
        Act::Announce if is_own_side(attribution) => Stance::Supports,
        _ => return by_cue(cue),
    })
}

/// Whether a source that announces something decides it: a medium only tells of it.
fn is_own_side(attribution: &Attribution) -> bool {
    !matches!(
        attribution.source_kind,
        Some(SourceKind::Outlet | SourceKind::Unnamed | SourceKind::Document | SourceKind::None)
    )
}

/// Stems of cues that praise or permit something.
const FOR: &[&str] = &[
    "prais", "welcom", "hail", "laud", "applaud", "commend", "favo", "back", "support", "endors", "adopt",
    "authori",
];

/// The stance that a cue takes whose act is a plain statement.
fn by_cue(cue: &str) -> Option<Stance> {
    let says = |stem: &str| cue.split(' ').any(|word| word.to_lowercase().starts_with(stem));
    FOR.iter().any(|stem| says(stem)).then_some(Stance::Supports)
}

/// Whose position it is: a party's, where its spokesperson speaks.
fn party(cast: &Cast, attribution: &Attribution, by: &str) -> String {
    let Some(behalf) = attribution.on_behalf_of.as_deref() else {
        return by.to_owned();
    };
    let known = cast.actors.iter().find(|actor| {
        actor
            .aliases
            .iter()
            .any(|alias| alias.eq_ignore_ascii_case(behalf))
    });
    known.map_or_else(|| behalf.to_owned(), |actor| actor.name.clone())
}

fn shortened(words: &str) -> String {
    words.split(' ').take(6).collect::<Vec<_>>().join(" ")
}
