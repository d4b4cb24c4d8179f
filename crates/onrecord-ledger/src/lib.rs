//! The ledger of onrecord: *records → one SQLite file, and answers to questions about it.*
//!
//! The only stage with state. Adding a report is one transaction and changes nothing where the ledger has it
//! already, so that a run can be killed at any moment and run again. Several processes may add at once; each
//! waits for the other's transaction (SQLite's write-ahead log). A power cut may lose the last reports added
//! before it, never a part of one.
//!
//! ```
//! use onrecord_ledger::{Added, ClaimQuery, Ledger};
//! # let line = r#"{"id":"a","date":"2031-05-07","text":"Norland will sign, Aho said.","attributions":
//! #   [{"id":"a1","source":[[19,22]],"cue":[[23,27]],"content":[[0,17]]}]}"#;
//! # let record = serde_json::from_str(line).unwrap();
//! let mut ledger = Ledger::in_memory()?;
//! assert_eq!(ledger.add(&record, "example 1")?, Added::New);
//! assert_eq!(ledger.add(&record, "example 1")?, Added::Unchanged);
//! let claims = ledger.claims(&ClaimQuery { by: Some("aho".into()), ..ClaimQuery::default() })?;
//! assert_eq!(claims[0].content, "Norland will sign");
//! # Ok::<(), onrecord_ledger::LedgerError>(())
//! ```
//!
//! **Words in questions** are whole words, compared without regard to case and accents; all must be there.
//! Nothing in them is syntax. The tables and columns are described in `migrations/`.

mod add;
mod choose;
mod claims;
mod condition;
mod error;
mod hash;
mod links;
mod migrate;
mod open;
mod period;
mod query;
mod remove;
mod reports;
pub mod schema;
mod sources;

pub use error::LedgerError;
pub use links::{ActorInFull, ActorRow, ClaimLink, DayEntry, LinkQuery, LinkedAnswer, Whole};
pub use open::Ledger;
pub use period::Period;
pub use query::{Added, ClaimQuery, ClaimRow, ReportQuery, ReportRow, SourceQuery, SourceRow, VersionRow};
