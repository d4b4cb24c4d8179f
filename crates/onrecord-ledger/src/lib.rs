//! onrecord: records kept in one SQLite file, and the questions asked of it.

mod query;

pub use query::{Added, ClaimQuery, ClaimRow, ReportQuery, ReportRow, SourceQuery, SourceRow};
