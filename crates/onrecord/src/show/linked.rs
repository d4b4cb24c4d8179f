//! Rows of what a ledger's reports add up to. Each leads back: a report's id, a place in it, the words there.

use onrecord::link;
use onrecord::link::{Stance, StatusKind};
use serde::Serialize;

use crate::show::rows::Row;

/// Where something stands, with its words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Place {
    pub report: String,
    pub start: u32,
    pub end: u32,
    pub words: String,
}

impl Place {
    pub fn short(&self) -> String {
        format!("{} {}:{}", self.report, self.start, self.end)
    }
}

/// Cells that a first place fills.
pub(crate) fn place(places: &[Place]) -> String {
    places.first().map(Place::short).unwrap_or_default()
}

pub(crate) fn said(places: &[Place]) -> String {
    places
        .first()
        .map(|place| place.words.clone())
        .unwrap_or_default()
}

/// The name that JSON has for a value.
pub(crate) fn json_name(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// A report that copies another, or credits an outlet.
#[derive(Debug, Serialize)]
pub(crate) struct RepeatRow {
    /// "copied": the words say so; "credited": the report does.
    pub kind: &'static str,
    pub report: String,
    /// The report that it copies, or the outlet that it credits.
    pub of: String,
    pub layer: Option<link::Layer>,
    /// The sentences that they share, or where the outlet is named.
    pub places: Vec<Place>,
    /// The shared sentences in the other report.
    pub of_places: Vec<Place>,
}

impl Row for RepeatRow {
    const HEADS: &'static [(&'static str, Option<u16>)] = &[
        ("report", Some(26)),
        ("", None),
        ("of", Some(26)),
        ("found by", None),
        ("shared", None),
        ("words", None),
    ];
    const COLUMNS: &'static [&'static str] =
        &["kind", "report", "of", "layer", "shared", "words", "of_words"];
    const NONE: &'static str = "No report of the ledger repeats another or credits an outlet.";

    fn cells(&self) -> Vec<String> {
        vec![
            self.report.clone(),
            self.kind.to_owned(),
            self.of.clone(),
            self.layer.as_ref().map_or_else(|| "–".to_owned(), json_name),
            self.of_places.len().to_string(),
            said(&self.places),
        ]
    }

    fn fields(&self) -> Vec<String> {
        let words = |places: &[Place]| {
            let words: Vec<&str> = places.iter().map(|place| place.words.as_str()).collect();
            words.join(" | ")
        };
        vec![
            self.kind.to_owned(),
            self.report.clone(),
            self.of.clone(),
            self.layer.as_ref().map(json_name).unwrap_or_default(),
            self.of_places.len().to_string(),
            words(&self.places),
            words(&self.of_places),
        ]
    }
}

/// A claim in all its reports: one row a place.
#[derive(Debug, Serialize)]
pub(crate) struct LinkedClaimRow {
    /// How it stands to the claim that was asked for: "itself", "same as", "confirms", "confirmed by" …
    pub relation: String,
    pub id: String,
    pub by: String,
    pub source_kind: Option<String>,
    pub act: Option<String>,
    pub said_on: Option<jiff::civil::Date>,
    pub number_of_sources: usize,
    pub independent_reports: usize,
    #[serde(flatten)]
    pub place: Place,
}

impl Row for LinkedClaimRow {
    const HEADS: &'static [(&'static str, Option<u16>)] = &[
        ("claim", None),
        ("relation", None),
        ("by", Some(22)),
        ("act", None),
        ("what", None),
        ("said on", None),
        ("where", Some(24)),
    ];
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "relation",
        "by",
        "source_kind",
        "act",
        "said_on",
        "number_of_sources",
        "independent_reports",
        "report",
        "start",
        "end",
        "words",
    ];
    const NONE: &'static str = "No claim of the ledger fits.";

    fn cells(&self) -> Vec<String> {
        vec![
            self.id.clone(),
            self.relation.clone(),
            self.by.clone(),
            self.act.clone().unwrap_or_else(|| "–".to_owned()),
            self.place.words.clone(),
            self.said_on.map_or_else(|| "–".to_owned(), |day| day.to_string()),
            self.place.short(),
        ]
    }

    fn fields(&self) -> Vec<String> {
        vec![
            self.id.clone(),
            self.relation.clone(),
            self.by.clone(),
            self.source_kind.clone().unwrap_or_default(),
            self.act.clone().unwrap_or_default(),
            self.said_on.map(|day| day.to_string()).unwrap_or_default(),
            self.number_of_sources.to_string(),
            self.independent_reports.to_string(),
            self.place.report.clone(),
            self.place.start.to_string(),
            self.place.end.to_string(),
            self.place.words.clone(),
        ]
    }
}

/// A claim that answers another.
#[derive(Debug, Serialize)]
pub(crate) struct AnswerRow {
    pub claim: String,
    pub by: String,
    pub relation: link::Relation,
    pub of: String,
    pub of_by: String,
    pub places: Vec<Place>,
    pub of_places: Vec<Place>,
}

impl Row for AnswerRow {
    const HEADS: &'static [(&'static str, Option<u16>)] = &[
        ("who", Some(18)),
        ("relation", None),
        ("whose", Some(18)),
        ("answer", None),
        ("claim", None),
        ("where", Some(22)),
    ];
    const COLUMNS: &'static [&'static str] = &[
        "claim",
        "by",
        "relation",
        "of",
        "of_by",
        "report",
        "words",
        "of_report",
        "of_words",
    ];
    const NONE: &'static str = "No claim of the ledger answers another.";

    fn cells(&self) -> Vec<String> {
        vec![
            self.by.clone(),
            json_name(&self.relation),
            self.of_by.clone(),
            said(&self.places),
            said(&self.of_places),
            place(&self.places),
        ]
    }

    fn fields(&self) -> Vec<String> {
        vec![
            self.claim.clone(),
            self.by.clone(),
            json_name(&self.relation),
            self.of.clone(),
            self.of_by.clone(),
            place(&self.places),
            said(&self.places),
            place(&self.of_places),
            said(&self.of_places),
        ]
    }
}

/// A stance on an issue.
#[derive(Debug, Serialize)]
pub(crate) struct PositionRow {
    pub actor: String,
    pub issue: String,
    pub stance: Stance,
    pub as_of: jiff::civil::Date,
    pub places: Vec<Place>,
}

impl Row for PositionRow {
    const HEADS: &'static [(&'static str, Option<u16>)] = &[
        ("actor", Some(22)),
        ("stance", None),
        ("issue", Some(24)),
        ("as of", None),
        ("words", None),
        ("where", Some(22)),
    ];
    const COLUMNS: &'static [&'static str] = &["actor", "issue", "stance", "as_of", "place", "words"];
    const NONE: &'static str = "No position of the ledger fits.";

    fn cells(&self) -> Vec<String> {
        let words: Vec<&str> = self.places.iter().map(|place| place.words.as_str()).collect();
        vec![
            self.actor.clone(),
            json_name(&self.stance),
            self.issue.clone(),
            self.as_of.to_string(),
            words.join(" "),
            place(&self.places),
        ]
    }

    fn fields(&self) -> Vec<String> {
        vec![
            self.actor.clone(),
            self.issue.clone(),
            json_name(&self.stance),
            self.as_of.to_string(),
            place(&self.places),
            said(&self.places),
        ]
    }
}

/// What somebody says of an agreement's status.
#[derive(Debug, Serialize)]
pub(crate) struct AgreementRow {
    pub agreement: String,
    pub parties: Vec<String>,
    pub began: Option<jiff::civil::Date>,
    pub class: Option<link::Class>,
    pub purposes: Vec<link::Purpose>,
    pub status: StatusKind,
    pub as_of: jiff::civil::Date,
    pub says: String,
    pub places: Vec<Place>,
}

impl Row for AgreementRow {
    const HEADS: &'static [(&'static str, Option<u16>)] = &[
        ("agreement", Some(20)),
        ("as of", None),
        ("status", None),
        ("says", Some(20)),
        ("words", None),
        ("where", Some(22)),
    ];
    const COLUMNS: &'static [&'static str] = &[
        "agreement",
        "parties",
        "began",
        "class",
        "purposes",
        "status",
        "as_of",
        "says",
        "place",
        "words",
    ];
    const NONE: &'static str = "The ledger's reports tell of no agreement's status.";

    fn cells(&self) -> Vec<String> {
        vec![
            self.agreement.clone(),
            self.as_of.to_string(),
            json_name(&self.status),
            self.says.clone(),
            said(&self.places),
            place(&self.places),
        ]
    }

    fn fields(&self) -> Vec<String> {
        vec![
            self.agreement.clone(),
            self.parties.join("|"),
            self.began.map(|day| day.to_string()).unwrap_or_default(),
            self.class.as_ref().map(json_name).unwrap_or_default(),
            self.purposes.iter().map(json_name).collect::<Vec<_>>().join("|"),
            json_name(&self.status),
            self.as_of.to_string(),
            self.says.clone(),
            place(&self.places),
            said(&self.places),
        ]
    }
}

/// A story.
#[derive(Debug, Serialize)]
pub(crate) struct StoryRow {
    #[serde(flatten)]
    pub story: link::Story,
}

impl Row for StoryRow {
    const HEADS: &'static [(&'static str, Option<u16>)] = &[
        ("story", None),
        ("first", None),
        ("last", None),
        ("reports", None),
        ("title", None),
        ("actors", Some(36)),
    ];
    const COLUMNS: &'static [&'static str] = &["id", "title", "first", "last", "actors", "reports"];
    const NONE: &'static str = "No two reports of the ledger are on one matter.";

    fn cells(&self) -> Vec<String> {
        let story = &self.story;
        vec![
            story.id.clone(),
            story.first.to_string(),
            story.last.to_string(),
            story.reports.len().to_string(),
            story.title.clone(),
            story.actors.join(", "),
        ]
    }

    fn fields(&self) -> Vec<String> {
        let story = &self.story;
        vec![
            story.id.clone(),
            story.title.clone(),
            story.first.to_string(),
            story.last.to_string(),
            story.actors.join("|"),
            story.reports.join("|"),
        ]
    }
}

/// What happened in a ledger on a day: a position taken, a status told.
#[derive(Debug, Serialize)]
pub(crate) struct TimelineRow {
    pub day: jiff::civil::Date,
    pub who: String,
    pub what: String,
    pub places: Vec<Place>,
}

impl Row for TimelineRow {
    const HEADS: &'static [(&'static str, Option<u16>)] = &[
        ("day", None),
        ("who", Some(22)),
        ("what", Some(28)),
        ("words", None),
        ("where", Some(22)),
    ];
    const COLUMNS: &'static [&'static str] = &["day", "who", "what", "place", "words"];
    const NONE: &'static str = "The ledger's reports tell of no position and no agreement.";

    fn cells(&self) -> Vec<String> {
        vec![
            self.day.to_string(),
            self.who.clone(),
            self.what.clone(),
            said(&self.places),
            place(&self.places),
        ]
    }

    fn fields(&self) -> Vec<String> {
        vec![
            self.day.to_string(),
            self.who.clone(),
            self.what.clone(),
            place(&self.places),
            said(&self.places),
        ]
    }
}
