use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One dated document of one publisher, as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The name by which the report is known; unique in a ledger.
    pub id: String,
    /// The day the report is dated, which its relative times are resolved against (ISO 8601).
    pub date: Date,
    /// Who published it, where that is known.
    #[serde(default)]
    pub publisher: Option<String>,
    /// Its headline, where it has one.
    #[serde(default)]
    pub title: Option<String>,
    /// Where it was published, where that is known.
    #[serde(default)]
    pub url: Option<String>,
    /// The text as it was read, unchanged; every span points into it.
    pub text: String,
}
