//! How failures are told, and which exit code they give.

use std::io::{self, IsTerminal, Write};

/// Some reports failed, the others went on.
pub(crate) const SOME_FAILED: u8 = 1;
/// What was asked for could not be done.
pub(crate) const FAILED: u8 = 3;

/// An error with what to do about it.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Failure {
    message: String,
    hint: Option<String>,
}

impl Failure {
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: Some(hint.into()),
        }
    }
}

/// Tells an error that ends the program.
pub(crate) fn tell(error: &anyhow::Error) {
    let failure = error.downcast_ref::<Failure>().and_then(|e| e.hint.as_deref());
    let ledger = || {
        error
            .downcast_ref::<onrecord::ledger::LedgerError>()
            .and_then(|e| e.hint())
    };
    let serve = || {
        error
            .downcast_ref::<onrecord::serve::ServeError>()
            .and_then(|e| e.hint())
    };
    let hint = failure.or_else(ledger).or_else(serve);
    line(&format!("{error:#}"), hint);
}

/// Tells of a report that could not be read.
pub(crate) fn tell_unread(error: &onrecord::ReadError) {
    line(&error.to_string(), error.hint());
}

/// Tells something that is no failure.
pub(crate) fn note(message: &str, hint: Option<&str>) {
    labelled("note", message, hint);
}

/// One error line, and a hint below it, on standard error.
fn line(message: &str, hint: Option<&str>) {
    labelled("error", message, hint);
}

fn labelled(label: &str, message: &str, hint: Option<&str>) {
    let mut out = io::stderr().lock();
    let (red, dim, plain) = if colour(&io::stderr()) {
        ("\x1b[31m", "\x1b[2m", "\x1b[0m")
    } else {
        ("", "", "")
    };
    // Nothing is left to tell that standard error is gone.
    let _ = writeln!(out, "{red}{label}:{plain} {}", one_line(message));
    if let Some(hint) = hint {
        let _ = writeln!(out, "  {dim}hint: {hint}{plain}");
    }
}

/// A report's id is anything: control characters never reach the terminal.
fn one_line(message: &str) -> String {
    message
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// Whether to colour what is written there.
pub(crate) fn colour(to: &impl IsTerminal) -> bool {
    to.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
}

/// Whether an error only says that the reader of our output has closed it, as `head` does.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let csv = cause.downcast_ref::<csv::Error>().and_then(|e| match e.kind() {
            csv::ErrorKind::Io(e) => Some(e.kind()),
            _ => None,
        });
        let json = cause
            .downcast_ref::<serde_json::Error>()
            .and_then(serde_json::Error::io_error_kind);
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        [csv, json, io].contains(&Some(io::ErrorKind::BrokenPipe))
    })
}
