//! Each actor's stances on issues: what it demands, offers, accepts, rejects, supports or opposes, and on which day.
//!
//! Issues aren't listed in advance: they are the noun phrases that contents speak of, and two are one where they share
//! their main words.

mod issue;
mod stance;

use std::collections::BTreeMap;

use jiff::civil::Date;
use onrecord_types::{Attribution, SourceKind};
use serde::{Deserialize, Serialize};

use crate::Evidence;
use crate::actors::Cast;
use crate::claims::{Claims, Statement};
use crate::corpus::Corpus;
use crate::positions::issue::Issues;
use crate::positions::stance::Taken;

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

/// The positions, by actor, issue and day.
pub(crate) fn positions(corpus: &Corpus<'_>, cast: &Cast, claims: &Claims<'_>) -> Vec<Position> {
    let mut issues = Issues::default();
    let mut found: BTreeMap<(String, String, Date, Stance), Vec<Evidence>> = BTreeMap::new();
    for statement in &claims.statements {
        let report = &corpus.reports[statement.report];
        let Some(attribution) = statement.attribution.filter(|_| takes_sides(statement)) else {
            continue;
        };
        let content = report.words(&attribution.content);
        let Some(Taken { stance, on }) =
            stance::stance(statement, attribution, &report.words(&attribution.cue), &content)
        else {
            continue;
        };
        let about: Vec<String> = attribution
            .about
            .iter()
            .map(|&span| report.words(&[span]))
            .collect();
        let day = attribution.said_on.unwrap_or_else(|| report.date());
        let Some(issue) = issues.name(&issue::phrase(on, &about), report.date()) else {
            continue;
        };
        let actor = side(cast, statement, attribution);
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

/// Whether a source can have a position: somebody who isn't told, and a medium or a paper as such, have none.
fn takes_sides(statement: &Statement<'_>) -> bool {
    !statement.is_unknown()
        && (statement.side().is_some()
            || !matches!(
                statement.kind,
                Some(SourceKind::Unnamed | SourceKind::Document | SourceKind::None)
            ))
        && statement.kind != Some(SourceKind::Outlet)
}

/// Whose position it is: a party's, where one speaks for it.
fn side(cast: &Cast, statement: &Statement<'_>, attribution: &Attribution) -> String {
    match (statement.party, &attribution.on_behalf_of) {
        (Some(party), _) => cast.actors[party].name.clone(),
        (None, Some(behalf)) => behalf.clone(),
        (None, None) => statement.by.clone(),
    }
}
