use std::path::Path;

use rusqlite::ErrorCode;

pub(crate) const WHO_MAY_WRITE: &str =
    "check who may write the file and its folder, or name another with --ledger";

/// Why a ledger could not be opened, read or written.
///
/// Displayed it is one line with the ledger's file; what to do about it is in [`hint`](Self::hint).
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct LedgerError {
    message: String,
    hint: Option<String>,
    #[source]
    cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl LedgerError {
    pub(crate) fn new(message: impl Into<String>, hint: &str) -> Self {
        Self {
            message: message.into(),
            hint: Some(hint.to_owned()),
            cause: None,
        }
    }

    /// What to do about it, on one line.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// What SQLite says, in the user's words.
    pub(crate) fn sqlite(path: &Path, error: rusqlite::Error) -> Self {
        let (what, hint) = match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => (
                "there is no room left on its disk; what was added before is kept",
                "free some space and run the same command again",
            ),
            Some(ErrorCode::ReadOnly) => ("it can't be written", WHO_MAY_WRITE),
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => (
                "the file can't be opened",
                "check that its folder exists and may be written, or name another with --ledger",
            ),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => (
                "another process has been writing it for a minute",
                "try again when that has ended",
            ),
            Some(ErrorCode::NotADatabase) => (
                "the file is not a ledger",
                "name a ledger's file, or one that doesn't exist yet, with --ledger",
            ),
            Some(ErrorCode::DatabaseCorrupt) => (
                "the file is damaged",
                "add the reports to a new ledger, or go back to a copy of this one",
            ),
            Some(ErrorCode::SystemIoFailure) => (
                "its disk can't be read or written",
                "check the disk and the room left on it, then try again",
            ),
            _ => (
                "the ledger failed",
                "this may be a fault of onrecord: please report it",
            ),
        };
        Self {
            message: format!("{}: {what} ({error})", path.display()),
            hint: Some(hint.to_owned()),
            cause: None,
        }
    }

    /// What lies in the ledger isn't what was put there.
    pub(crate) fn damaged(
        path: &Path,
        what: &str,
        cause: impl std::error::Error + Send + Sync + 'static,
    ) -> Self {
        Self {
            message: format!("{}: {what} can't be read back", path.display()),
            hint: Some(
                "the file is damaged or was changed by another program: add the reports to a new ledger"
                    .into(),
            ),
            cause: Some(Box::new(cause)),
        }
    }
}
