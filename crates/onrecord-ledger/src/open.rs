use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use crate::{LedgerError, migrate};

/// Memory for pages of the file, at most, in KiB.
const CACHE: i64 = 64 * 1024;
/// Pages of 4 KiB that the log may hold before they are put into the file: many are written again and again while links
/// are made.
const LOG: i64 = 8_000;

/// How long to wait for another process's transaction.
const PATIENCE: Duration = Duration::from_secs(60);

/// One ledger: a SQLite file, opened.
#[derive(Debug)]
pub struct Ledger {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
}

impl Ledger {
    /// Opens the ledger at `path` to read and write, made if there's none, brought up to date if it's older.
    ///
    /// Fails where the file can't be written, isn't a ledger, or is one of a newer onrecord (which is left as it
    /// is).
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|error| {
                LedgerError::new(
                    format!(
                        "{}: the ledger's folder can't be made ({error})",
                        folder.display()
                    ),
                    "name a file in another folder with --ledger",
                )
            })?;
        }
        let connection = Connection::open(plain(path)?).map_err(|e| LedgerError::sqlite(path, e))?;
        let mut ledger = Self {
            connection,
            path: path.to_owned(),
        };
        let patient = ledger.connection.busy_timeout(PATIENCE);
        patient.map_err(|e| ledger.failed(e))?;
        // SQLite falls back to reading; better told now than after the first report's extraction.
        if ledger
            .connection
            .is_readonly("main")
            .map_err(|e| ledger.failed(e))?
        {
            return Err(LedgerError::new(
                format!("{}: it can't be written", path.display()),
                crate::error::WHO_MAY_WRITE,
            ));
        }
        // Before anything is written, lest somebody else's file be changed.
        migrate::may_write(path, &ledger.connection)?;
        ledger.prepare().map_err(|e| ledger.failed(e))?;
        migrate::migrate(path, &mut ledger.connection)?;
        Ok(ledger)
    }

    /// A ledger in memory, gone with the value.
    pub fn in_memory() -> Result<Self, LedgerError> {
        let path = PathBuf::from(":memory:");
        let connection = Connection::open_in_memory().map_err(|e| LedgerError::sqlite(&path, e))?;
        let mut ledger = Self { connection, path };
        migrate::migrate(&ledger.path, &mut ledger.connection)?;
        Ok(ledger)
    }

    /// Opens the ledger at `path` to read only: nothing of it is ever written.
    pub fn open_read_only(path: &Path) -> Result<Self, LedgerError> {
        let file = plain(path)?;
        if matches!(file.try_exists(), Ok(false)) {
            return Err(LedgerError::new(
                format!("{}: there is no ledger", path.display()),
                "make one with `onrecord add PATH`, or name another with --ledger",
            ));
        }
        let flags =
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let open = |name: &Path| {
            let connection = Connection::open_with_flags(name, flags)?;
            connection.busy_timeout(PATIENCE)?;
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
            Ok(connection)
        };
        let connection = match open(&file) {
            Ok(connection) => connection,
            // A folder that can't be written has no room for the log's index. Where there's no log either,
            // nobody writes the file.
            Err(error) if cannot_open(&error) && !with_ending(&file, "-wal").exists() => {
                open(Path::new(&immutable(&file))).map_err(|_| LedgerError::sqlite(path, error))?
            }
            Err(error) => return Err(LedgerError::sqlite(path, error)),
        };
        migrate::check(path, &connection)?;
        Ok(Self {
            connection,
            path: path.to_owned(),
        })
    }

    /// Where a user's ledger lies unless another is named: `onrecord/ledger.db` in the user's data folder.
    pub fn default_path() -> Option<PathBuf> {
        Some(
            directories::ProjectDirs::from("", "", "onrecord")?
                .data_dir()
                .join("ledger.db"),
        )
    }

    fn prepare(&self) -> rusqlite::Result<()> {
        // Two processes that turn a new file to its log at once don't wait for each other by themselves.
        let began = Instant::now();
        loop {
            match self
                .connection
                .pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))
            {
                Err(error) if is_busy(&error) && began.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_millis(20));
                }
                other => break other?,
            }
        }
        self.connection.pragma_update(None, "synchronous", "normal")?;
        self.connection.pragma_update(None, "cache_size", -CACHE)?;
        self.connection.pragma_update(None, "wal_autocheckpoint", LOG)?;
        self.connection.pragma_update(None, "foreign_keys", true)
    }

    /// Asks several questions of one state of the ledger, whatever others add meanwhile.
    pub(crate) fn read<T>(&self, ask: impl FnOnce(&Self) -> rusqlite::Result<T>) -> Result<T, LedgerError> {
        self.connection
            .unchecked_transaction()
            .and_then(|transaction| {
                let answer = ask(self)?;
                transaction.finish()?;
                Ok(answer)
            })
            .map_err(|e| self.failed(e))
    }

    /// Does work that writes in one transaction: all of it is kept, or nothing.
    pub(crate) fn write<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, LedgerError> {
        let done = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .and_then(|transaction| {
                let done = work(&transaction)?;
                transaction.commit()?;
                Ok(done)
            });
        done.map_err(|e| LedgerError::sqlite(&self.path, e))
    }

    /// Turns SQLite's error into ours.
    pub(crate) fn failed(&self, error: rusqlite::Error) -> LedgerError {
        LedgerError::sqlite(&self.path, error)
    }
}

fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
    )
}

fn cannot_open(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly)
    )
}

/// The path from the root, so that SQLite takes no name for one of its own (`:memory:`, `file:…`, an empty one).
fn plain(path: &Path) -> Result<PathBuf, LedgerError> {
    std::path::absolute(path).map_err(|error| {
        LedgerError::new(
            format!("“{}”: not the name of a ledger ({error})", path.display()),
            "name a ledger's file with --ledger",
        )
    })
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// SQLite's address of a file that nobody changes.
fn immutable(path: &Path) -> String {
    let mut address = String::from("file:");
    for &byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => address.push(byte as char),
            _ if byte.is_ascii_alphanumeric() => address.push(byte as char),
            _ => address.push_str(&format!("%{byte:02x}")),
        }
    }
    address + "?immutable=1"
}
