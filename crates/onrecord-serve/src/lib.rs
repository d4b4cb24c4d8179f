//! onrecord's page: *a ledger → pages and JSON over HTTP.* It reads the ledger and never writes it.
//!
//! ```no_run
//! let options = onrecord_serve::Options {
//!     ledger: "ledger.db".into(),
//!     host: std::net::Ipv4Addr::LOCALHOST.into(),
//!     port: 7878,
//! };
//! onrecord_serve::run(options, |address| println!("http://{address}"))?;
//! # Ok::<(), onrecord_serve::ServeError>(())
//! ```
//!
//! | address | what |
//! |---|---|
//! | `/` | reports, newest first; `q`, `publisher`, `since`, `until`, `page` |
//! | `/report/ID` | one report with what was found in it; `version` |
//! | `/claims` | who said what; `by`, `about`, `kind`, `publisher`, `report`, `since`, `until`, `page` |
//! | `/sources` | who is on record; `by`, `kind`, `publisher`, `report`, `since`, `until`, `page` |
//! | `/api/reports`, `/api/report/ID`, `/api/claims`, `/api/sources` | the same as JSON, with `limit` and `offset` instead of `page` |
//!
//! Every page can be read without JavaScript, and none asks anything of another machine: a content security policy
//! forbids it. What stands in reports is data, escaped everywhere. A server on this machine's own address answers
//! only to names of this machine, so that no website can read the ledger through the browser.

mod address;
mod api;
mod ask;
mod assets;
mod fault;
mod guard;
mod pages;
mod paragraphs;
mod router;
mod segments;
mod server;
mod store;
mod times;

pub use router::router;
pub use server::{Options, ServeError, run};
