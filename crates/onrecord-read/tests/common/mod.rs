//! What the tests share.
#![allow(dead_code)]

use jiff::civil::date;
use onrecord_read::{Options, ReadError, Report, read_bytes};

/// Options with a day, so that a missing date is not what fails.
pub fn dated() -> Options {
    Options {
        date: Some(date(2031, 5, 2)),
        ..Options::default()
    }
}

/// The reports of bytes of which each must be right.
pub fn all(name: &str, bytes: impl AsRef<[u8]>) -> Vec<Report> {
    let found = read_bytes(name, bytes.as_ref(), &Options::default());
    found
        .into_iter()
        .map(|report| report.unwrap_or_else(|error| panic!("{error}")))
        .collect()
}

/// The one report of bytes.
pub fn one(name: &str, bytes: impl AsRef<[u8]>) -> Report {
    let mut found = all(name, bytes);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

/// The one error of bytes, and that it says what to do.
pub fn error(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let mut found = read_bytes(name, bytes.as_ref(), &Options::default());
    assert_eq!(found.len(), 1, "{found:?}");
    said(&found.remove(0).expect_err("an error"))
}

/// An error as a person sees it, checked to be one line with a hint.
pub fn said(error: &ReadError) -> String {
    assert!(
        error.hint().is_some_and(|hint| !hint.is_empty()),
        "{error} has no hint"
    );
    let said = format!("{error} ({})", error.hint().unwrap_or_default());
    assert!(!said.contains('\n'), "{said}");
    said
}
