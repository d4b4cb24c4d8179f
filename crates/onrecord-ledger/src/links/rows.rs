//! What is kept of a story's links: rows that answer questions over all stories.

use std::collections::HashMap;

use jiff::civil::Date;
use onrecord_link::{Claim, Evidence, Linked, Position, Relation, StatusKind};
use serde::{Deserialize, Serialize};

/// A row of `linked`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Row {
    pub kind: &'static str,
    pub day: String,
    pub name: String,
    pub about: String,
    pub data: String,
}

/// A claim that answers another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LinkedAnswer {
    /// The name of the claim that answers.
    pub claim: String,
    /// Who makes it.
    pub by: String,
    /// How it answers.
    pub relation: Relation,
    /// The name of the claim that it answers.
    pub of: String,
    /// Who made that one.
    pub of_by: String,
    /// Where the answer stands.
    pub evidence: Vec<Evidence>,
    /// Where what it answers stands.
    pub of_evidence: Vec<Evidence>,
}

/// What was said or done on a day: a position taken, a status told, a claim answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DayEntry {
    /// The day it was said; the report's where that isn't told.
    pub day: Date,
    /// Who said it.
    pub who: String,
    /// What, in short.
    pub what: String,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

impl DayEntry {
    /// Positions and what is said of agreements, by day.
    pub fn of(linked: &Linked) -> Vec<Self> {
        days(linked)
    }
}

/// The claim that an attribution states.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimLink {
    /// The claim's name; none where links are still to be made.
    pub claim: Option<String>,
    /// Different sources that state it.
    pub number_of_sources: usize,
    /// Reports that have it, copies of one text counted once.
    pub independent_reports: usize,
    /// Other sources' claims that state the same.
    pub same_as: Vec<String>,
    /// Who passed it on, from the source outwards.
    pub via: Vec<String>,
}

/// A value's name in JSON.
fn named(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// A story's rows but for its actors, in the order of each kind. `dates` are its reports'.
pub(crate) fn rows(linked: &Linked, dates: &HashMap<&str, Date>) -> Vec<Row> {
    let mut out = Vec::new();
    let mut add = |kind, day: String, name: &str, about: &str, data: &dyn erased::Json| {
        out.push(Row {
            kind,
            day,
            name: name.to_owned(),
            about: about.to_owned(),
            data: data.json(),
        });
    };
    let day_of = |report: &str| dates.get(report).map(Date::to_string).unwrap_or_default();
    for copied in linked.repeats.iter().flat_map(|repeat| &repeat.copied) {
        add(
            "copied",
            day_of(&copied.report),
            &copied.report,
            &copied.of,
            copied,
        );
    }
    for credited in &linked.credited {
        add(
            "credited",
            day_of(&credited.report),
            &credited.report,
            &credited.outlet,
            credited,
        );
    }
    for claim in linked
        .claims
        .iter()
        .filter(|claim| claim.source_kind.as_deref() != Some("report"))
    {
        add("claim", claim.first.to_string(), &claim.by, &claim.id, claim);
    }
    for answer in answers(linked) {
        let day = linked
            .claims
            .iter()
            .find(|claim| claim.id == answer.claim)
            .map(|claim| claim.first);
        let day = day.map(|day| day.to_string()).unwrap_or_default();
        add("answer", day, &answer.by, &answer.claim, &answer);
    }
    for position in &linked.positions {
        add(
            "position",
            position.as_of.to_string(),
            &position.actor,
            &position.issue,
            position,
        );
    }
    for agreement in &linked.agreements {
        let day = agreement.status.iter().map(|status| status.as_of).min();
        let day = day.map(|day| day.to_string()).unwrap_or_default();
        add("agreement", day, &agreement.name, "", agreement);
    }
    for entry in days(linked) {
        add("day", entry.day.to_string(), &entry.who, &entry.what, &entry);
    }
    out
}

/// The answers with what is needed of both claims.
fn answers(linked: &Linked) -> Vec<LinkedAnswer> {
    let by_id: HashMap<&str, &Claim> = linked
        .claims
        .iter()
        .map(|claim| (claim.id.as_str(), claim))
        .collect();
    let answers = linked.answers.iter().filter_map(|answer| {
        let (claim, of) = (by_id.get(answer.claim.as_str())?, by_id.get(answer.of.as_str())?);
        Some(LinkedAnswer {
            claim: claim.id.clone(),
            by: claim.by.clone(),
            relation: answer.relation,
            of: of.id.clone(),
            of_by: of.by.clone(),
            evidence: claim.evidence.clone(),
            of_evidence: of.evidence.clone(),
        })
    });
    answers.collect()
}

/// Positions and what is said of agreements, by day.
fn days(linked: &Linked) -> Vec<DayEntry> {
    let of_position = |position: &Position| DayEntry {
        day: position.as_of,
        who: position.actor.clone(),
        what: format!("{} {}", named(&position.stance), position.issue),
        evidence: position.evidence.clone(),
    };
    let mut out: Vec<DayEntry> = linked.positions.iter().map(of_position).collect();
    for agreement in &linked.agreements {
        for status in &agreement.status {
            let told: &StatusKind = &status.status;
            out.push(DayEntry {
                day: status.as_of,
                who: status.says.clone(),
                what: format!("{}: {}", agreement.name, named(told)),
                evidence: status.evidence.clone(),
            });
        }
    }
    out.sort_by(|a, b| (a.day, &a.who, &a.what, &a.evidence).cmp(&(b.day, &b.who, &b.what, &b.evidence)));
    out
}

/// Values of ours as JSON, whatever they are.
mod erased {
    /// What can be written as JSON.
    pub trait Json {
        /// It, written.
        fn json(&self) -> String;
    }

    impl<T: serde::Serialize> Json for T {
        fn json(&self) -> String {
            serde_json::to_string(self).unwrap_or_default()
        }
    }
}
