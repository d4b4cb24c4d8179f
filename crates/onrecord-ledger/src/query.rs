use jiff::civil::Date;
use onrecord_types::{Act, Confidence, Directness, SourceKind, Span};
use serde::Serialize;

use crate::{ClaimLink, Period};

/// What adding a record did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// The ledger had no report of this id.
    New,
    /// The ledger had this very report, extracted by this very extractor: nothing was written.
    Unchanged,
    /// The ledger had this very report, extracted by another extractor: what was found in it is renewed.
    Renewed,
    /// The ledger had another text (or head) under this id: it is kept, and this is the new version.
    NewVersion(u32),
}

/// Which reports to list; all conditions must hold. The default asks for every report.
#[derive(Debug, Clone, Default)]
pub struct ReportQuery {
    /// Words that all stand in the report's title or text (in any form of upper and lower case).
    pub about: Option<String>,
    /// The publisher, compared without regard to case.
    pub publisher: Option<String>,
    /// Dated on this day or later.
    pub since: Option<Date>,
    /// Dated on this day or earlier.
    pub until: Option<Date>,
    /// At most so many rows.
    pub limit: Option<usize>,
    /// So many rows left out first.
    pub offset: usize,
}

/// A report, in short. Ordered by date, then id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportRow {
    /// The report's id.
    pub id: String,
    /// The day it is dated.
    pub date: Date,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// The first words of its text, on one line, at most 160 code points.
    pub opening: String,
    /// Its version in the ledger, from 1.
    pub version: u32,
    /// How many words its text has.
    pub words: u32,
    /// How many attributions were found in it.
    pub attributions: u32,
}

/// Which claims (attributions) to list; all conditions must hold. The default asks for every one.
#[derive(Debug, Clone, Default)]
pub struct ClaimQuery {
    /// Words of the source's name or description (as in the text, or its entity's name).
    pub by: Option<String>,
    /// Words that all stand in the content.
    pub about: Option<String>,
    /// The kind of source.
    pub kind: Option<SourceKind>,
    /// What the source does in saying it.
    pub act: Option<Act>,
    /// Words that name whom the source speaks for.
    pub on_behalf_of: Option<String>,
    /// Only of sources that asked not to be named.
    pub anonymous: bool,
    /// Said on one of these days.
    pub said_on: Option<Period>,
    /// In whose content a time is named that covers one of these days; "now" and "recently" don't count.
    pub about_time: Option<Period>,
    /// In reports dated on this day or later.
    pub since: Option<Date>,
    /// In reports dated on this day or earlier.
    pub until: Option<Date>,
    /// The publisher, compared without regard to case.
    pub publisher: Option<String>,
    /// What was known on this day: in reports dated up to it, with the links that these had.
    pub as_of: Option<Date>,
    /// In this report only.
    pub report: Option<String>,
    /// At most so many rows.
    pub limit: Option<usize>,
    /// So many rows left out first.
    pub offset: usize,
}

/// One attribution with the words it stands on. Ordered by the report's date, its id, and the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClaimRow {
    /// The report's id.
    pub report: String,
    /// The day the report is dated.
    pub date: Date,
    /// Who published it.
    pub publisher: Option<String>,
    /// The attribution's id in the report's record.
    pub attribution: String,
    /// The source's words; the parts of a discontinuous one are joined by " … ". Empty where there is none.
    pub source: String,
    /// Where they stand in the report's text.
    pub source_spans: Vec<Span>,
    /// The name of the entity that the source is, where it is known.
    pub source_name: Option<String>,
    /// What kind of source it is.
    pub source_kind: Option<SourceKind>,
    /// The cue's words.
    pub cue: String,
    /// Where they stand.
    pub cue_spans: Vec<Span>,
    /// The content's words.
    pub content: String,
    /// Where they stand.
    pub content_spans: Vec<Span>,
    /// Whether the content is in the source's own words.
    pub directness: Option<Directness>,
    /// The day on which it was said, where the report tells it.
    pub said_on: Option<Date>,
    /// What the source does in saying it.
    pub act: Option<Act>,
    /// The words that name whom the source speaks for.
    pub on_behalf_of: Option<String>,
    /// Whether the source asked not to be named.
    pub anonymity: bool,
    /// Whether the cue is told in the negative.
    pub negated: bool,
    /// Whether the report leaves open that it was said.
    pub hedged: bool,
    /// Whom it was said to.
    pub addressee: Option<String>,
    /// Where or by what it was said.
    pub medium: Option<String>,
    /// The attribution (of the same report) whose content holds this one.
    pub parent: Option<String>,
    /// Who passes it on, from the parent's source outwards to the publisher.
    pub chain: Vec<String>,
    /// How sure the attribution is.
    pub confidence: Option<Confidence>,
    /// Whom it goes back to, by the report's account: the source's name, else its words (a column of UCDP's).
    pub source_original: Option<String>,
    /// Who published it (a column of UCDP's).
    pub source_office: Option<String>,
    /// The claim that it states.
    #[serde(flatten)]
    pub link: ClaimLink,
}

/// Which sources to list; all conditions must hold. The default asks for every one.
#[derive(Debug, Clone, Default)]
pub struct SourceQuery {
    /// Words of the source's name.
    pub by: Option<String>,
    /// The kind of source.
    pub kind: Option<SourceKind>,
    /// In reports dated on this day or later.
    pub since: Option<Date>,
    /// In reports dated on this day or earlier.
    pub until: Option<Date>,
    /// The publisher, compared without regard to case.
    pub publisher: Option<String>,
    /// In this report only.
    pub report: Option<String>,
    /// At most so many rows.
    pub limit: Option<usize>,
    /// So many rows left out first.
    pub offset: usize,
}

/// A source and how often it is on record. Sources are one where their name (the entity's where it is
/// known, else the words without a leading article) is the same but for case. Ordered by attributions,
/// most first, then name. An attribution without a source counts for none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceRow {
    /// The source's name, in its most frequent spelling.
    pub name: String,
    /// Its most frequent kind, where any is known.
    pub kind: Option<SourceKind>,
    /// How many attributions it has.
    pub attributions: u32,
    /// In how many reports.
    pub reports: u32,
    /// Of how many publishers.
    pub publishers: u32,
    /// The first day of those reports.
    pub first: Date,
    /// The last day of those reports.
    pub last: Date,
    /// One report to start from: the last one's id.
    pub report: String,
    /// An attribution of it in that report.
    pub attribution: String,
    /// Where that attribution's source stands.
    pub span: Option<Span>,
}

/// One version of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VersionRow {
    /// Counted from 1.
    pub version: u32,
    /// The day it is dated.
    pub date: Date,
    /// Its headline.
    pub title: Option<String>,
    /// How many words its text has.
    pub words: u32,
    /// Whether its text is another than that of the version before; so it is for the first.
    pub text_differs: bool,
    /// When it was added to the ledger, in UTC.
    pub added: String,
}
