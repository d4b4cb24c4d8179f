//! What is answered where a question can't be.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use onrecord_ledger::LedgerError;

use crate::pages;

/// Why there is no answer, and what to do about it. As a response it is a page; the API makes JSON of it.
#[derive(Debug)]
pub(crate) struct Fault {
    pub status: StatusCode,
    /// What is the matter, in a few words.
    pub title: String,
    /// What to do about it, or the details.
    pub hint: String,
}

impl Fault {
    pub fn new(status: StatusCode, title: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            status,
            title: title.into(),
            hint: hint.into(),
        }
    }

    /// Nothing is at this address.
    pub fn no_page() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "There is no page here",
            "The reports, claims and sources above lead to all there is.",
        )
    }

    /// The ledger hasn't got a report.
    pub fn no_report(id: &str) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            format!("The ledger holds no report “{id}”"),
            "It may be known by another id: the list of reports has a search.",
        )
    }

    /// The question can't be read.
    pub fn wrong(title: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, title, hint)
    }

    /// The server itself failed.
    pub fn own(error: impl std::fmt::Display) -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "The page could not be made",
            format!("{error}. This may be a fault of onrecord: please report it."),
        )
    }
}

impl From<LedgerError> for Fault {
    fn from(error: LedgerError) -> Self {
        let hint = error.hint().unwrap_or_default();
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "The ledger could not be read",
            format!("{error}. {hint}"),
        )
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let page = pages::fault::page(&self);
        (self.status, page).into_response()
    }
}
