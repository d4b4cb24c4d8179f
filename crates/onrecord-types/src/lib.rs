//! The types handed from stage to stage of onrecord. No I/O, no language, no state.
//!
//! ```text
//! bytes ──read──▶ Report ──parse──▶ Document ──extract──▶ Record ──ledger──▶ serve, export
//! ```
//!
//! A [`Report`] is one dated document of one publisher. A [`Record`] is a report with everything found in
//! it; serialized, it is one line of the record format (JSON Lines). Every fact in a record carries a
//! [`Span`] into the report's unchanged text.
//!
//! ```
//! use onrecord_types::{Offsets, Span};
//! let text = "«Ça va», dit-elle.";
//! let offsets = Offsets::new(text);
//! let span = offsets.span(text.find("Ça").unwrap()..text.find('»').unwrap()).unwrap();
//! assert_eq!(span, Span::new(1, 6).unwrap());
//! assert_eq!(offsets.slice(text, span), Some("Ça va"));
//! ```

mod document;
mod record;
mod report;
mod span;

pub use document::{Attributed, Document, Name, Parts, Timed, Token, Upos};
pub use record::{
    Act, Attribution, Confidence, Directness, Entity, EntityType, Event, Form, Mention, Quantity, Record,
    Sentence, SentenceVector, SourceKind, Time, TimeType, Word,
};
pub use report::Report;
pub use span::{Offsets, Span};
