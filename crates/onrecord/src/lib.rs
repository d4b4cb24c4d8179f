//! onrecord's front door: the stages in their order.
//!
//! ```text
//! bytes ──read──▶ Report ──parse──▶ Document ──extract──▶ Record ──ledger──▶ serve, export
//! ```
//!
//! ```
//! use onrecord::{Options, Pipeline, read_bytes};
//!
//! let pipeline = Pipeline::new()?;
//! let found = read_bytes("pact.txt", b"date 2031-05-07 Norland will sign, Aho said Monday.", &Options::default());
//! for report in found.into_iter().flatten() {
//!     let record = pipeline.record(report);
//!     assert_eq!(record.times[0].value.as_deref(), Some("2031-05-05"));
//! }
//! # Ok::<(), onrecord::ParserError>(())
//! ```

mod language;

pub use language::language;
pub use onrecord_extract::Detail;
pub use onrecord_ledger as ledger;
pub use onrecord_link as link;
pub use onrecord_parse::ParserError;
pub use onrecord_read::{
    Format, Input, Options, Progress as Reading, ReadError, Reports, read_bytes, reports,
};
pub use onrecord_serve as serve;
pub use onrecord_types::{Offsets, Record, Report, Span};
use onrecord_types::{TimeType, Timed};

/// The stages from a report to its record, ready to run. Made once, then shared between threads.
pub struct Pipeline {
    parser: onrecord_parse::Parser,
    detail: Detail,
}

impl Pipeline {
    /// Loads the compiled-in weights.
    pub fn new() -> Result<Self, ParserError> {
        Ok(Self {
            parser: onrecord_parse::Parser::new()?,
            detail: Detail::default(),
        })
    }

    /// The same, with records that hold so much of the analysis.
    #[must_use]
    pub fn with(self, detail: Detail) -> Self {
        Self { detail, ..self }
    }

    /// The record of one report. Total and deterministic: the same report gives the same record, byte for byte,
    /// whatever thread makes it.
    pub fn record(&self, report: Report) -> Record {
        let mut document = self.parser.parse(&report.text);
        document.times = onrecord_times::find(&report.text, report.date)
            .into_iter()
            .map(timed)
            .collect();
        let language = language(&report.text).map(str::to_owned);
        Record {
            language,
            ..onrecord_extract::extract(report, &document, self.detail)
        }
    }
}

/// What made a record: this program's version and its weights. A ledger keeps it beside each record, and
/// renews the records of another extractor.
pub fn extractor() -> String {
    format!(
        "onrecord {} weights {}",
        env!("CARGO_PKG_VERSION"),
        onrecord_parse::weights_fingerprint()
    )
}

fn timed(found: onrecord_times::Expression) -> Timed {
    Timed {
        bytes: found.bytes,
        kind: match found.kind {
            onrecord_times::Kind::Date => TimeType::Date,
            onrecord_times::Kind::Time => TimeType::Time,
            onrecord_times::Kind::Duration => TimeType::Duration,
            onrecord_times::Kind::Set => TimeType::Set,
        },
        value: Some(found.value).filter(|value| !value.is_empty()),
        modifier: found.modifier.map(str::to_owned),
        from: found.from,
        to: found.to,
    }
}
