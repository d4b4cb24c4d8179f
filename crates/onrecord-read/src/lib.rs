//! Bytes → [`Report`]s: files, folders and standard input, as plain text, JSON, JSON Lines or HTML.
//!
//! What can be read becomes a report with its text unchanged; what can't becomes a [`ReadError`] that names
//! the file, the line, what was expected, what was found and what to do, and the rest goes on. No input panics.
//! A report's day is only ever what the report or [`Options::date`] says: a file's name or time, an address or
//! today never stand in for it.
//!
//! ```
//! use onrecord_read::{Options, read_bytes};
//!
//! let found = read_bytes("harbor.txt", b"date 2031-05-02 The council said it would vote.", &Options::default());
//! let report = found[0].as_ref().unwrap();
//! assert_eq!((report.id.as_str(), report.date.to_string().as_str()), ("harbor", "2031-05-02"));
//! assert_eq!(report.text, "The council said it would vote.");
//!
//! let found = read_bytes("harbor.jsonl", b"{\"text\": \"Lind left.\"}\n", &Options::default());
//! let error = found[0].as_ref().unwrap_err();
//! assert_eq!(error.to_string(), "harbor.jsonl:1: the report has no date");
//! assert!(error.hint().unwrap().contains("--date"));
//! ```
//!
//! # What is read
//!
//! | format | endings | a report's fields |
//! |---|---|---|
//! | plain text | `.txt` `.text` | `date YYYY-MM-DD` before the words or on a line of its own, then lines `id …`, `publisher …`, `title …`, `url …` if any; the text is what follows these and the white space behind them |
//! | JSON | `.json` | an object, an array of objects, or an object that holds one (`articles`, `reports`, `items`, `results`, `data`, `documents` …); keys by their usual names |
//! | JSON Lines | `.jsonl` `.ndjson` | the same, an object a line |
//! | HTML | `.html` `.htm` `.xhtml` | main text by article extraction; the rest from JSON-LD, meta elements and OpenGraph |
//!
//! Each also gzipped, with `.gz` behind. In a folder, files with other endings and hidden ones are passed over;
//! a file that is named itself is always read, and where its ending says nothing, its content tells the format.
//! A folder is read in the order of its names, each file once however many links lead to it.
//!
//! **Encoding.** UTF-8, or UTF-16 with a byte order mark; a byte order mark is dropped. HTML also in the encoding
//! it declares. Everything else is an error with line and byte.
//!
//! **Dates.** ISO 8601, RFC 2822, YYYYMMDD, English months by name, seconds or milliseconds since 1970 (as a day
//! in UTC). A time's day is the day as written, in its own zone. `03/04/2025` is an error: it is ambiguous.
//!
//! **Ids.** What the report says is its id, in JSON also its address (`url`). Else the file's name without its
//! ending, for a file in a folder with the folders below the one that was named (`2031/may/harbor`); for a report
//! that isn't its file's only one followed by its line (JSON Lines) or number (`harbor:12`). A report on standard
//! input gets a fingerprint of its day and text. Two files whose names give the same id are an error. Reports
//! that themselves say the same id are all given: the ledger keeps them as versions of one.
//!
//! **Limits.** A report's text has at most [`MAX_TEXT`] bytes, as has a text file or a page; a line of JSON Lines or
//! an object in a JSON array 64 MiB; a JSON object outside an array 256 MiB; a page 400 levels of elements.
//! JSON Lines and JSON arrays are read as a stream and may be of any length.

mod date;
mod decode;
mod error;
mod format;
mod html;
mod json;
mod jsonl;
mod limit;
mod lines;
mod open;
mod options;
mod progress;
mod reports;
mod source;
mod text;
mod walk;

pub use error::{Place, ReadError};
pub use format::Format;
pub use limit::MAX_TEXT;
pub use onrecord_types::Report;
pub use options::Options;
pub use progress::Progress;
pub use reports::{Input, Reports, read_bytes, reports};
