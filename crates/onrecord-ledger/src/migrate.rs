//! A ledger's schema, step by step.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::LedgerError;
use crate::hash::hexadecimal;

/// "onrc": marks a SQLite file as a ledger of ours.
const APPLICATION: i32 = 0x6f6e_7263;
/// Each brings a ledger from the version before it to its own; never changed once released.
const MIGRATIONS: [&str; 5] = [
    include_str!("../migrations/0001.sql"),
    include_str!("../migrations/0002.sql"),
    include_str!("../migrations/0003.sql"),
    include_str!("../migrations/0004.sql"),
    include_str!("../migrations/0005.sql"),
];

/// What a file is, by its head.
enum State {
    Empty,
    Ledger(usize),
}

fn state(path: &Path, connection: &Connection) -> Result<State, LedgerError> {
    // In one statement, so in one state of the file: another process may be making the ledger just now.
    let sql = "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema)
               FROM pragma_application_id, pragma_user_version";
    let (application, version, tables): (i32, i32, i64) = connection
        .query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .map_err(|e| LedgerError::sqlite(path, e))?;
    match (application, usize::try_from(version).unwrap_or(usize::MAX)) {
        (0, 0) if tables == 0 => Ok(State::Empty),
        (APPLICATION, version) if version > MIGRATIONS.len() => Err(LedgerError::new(
            format!(
                "{}: the ledger has schema {version}, and this onrecord knows those up to {}",
                path.display(),
                MIGRATIONS.len()
            ),
            "use the newer onrecord that made it; it was left as it is",
        )),
        (APPLICATION, version) => Ok(State::Ledger(version)),
        _ => Err(LedgerError::new(
            format!("{}: the file is a database, but not a ledger", path.display()),
            "name a ledger's file, or one that doesn't exist yet, with --ledger",
        )),
    }
}

/// Checks that a file is a ledger that this program knows, or empty.
pub(crate) fn may_write(path: &Path, connection: &Connection) -> Result<(), LedgerError> {
    state(path, connection).map(drop)
}

/// Checks that a file is a ledger of the newest schema, without writing.
pub(crate) fn check(path: &Path, connection: &Connection) -> Result<(), LedgerError> {
    match state(path, connection)? {
        State::Ledger(version) if version == MIGRATIONS.len() => verify(path, connection),
        State::Ledger(version) => Err(LedgerError::new(
            format!("{}: the ledger has the older schema {version}", path.display()),
            "`onrecord add` with no new report brings it up to date",
        )),
        State::Empty => Err(LedgerError::new(
            format!("{}: the ledger is empty", path.display()),
            "fill it with `onrecord add PATH`",
        )),
    }
}

/// Brings a file to the newest schema.
pub(crate) fn migrate(path: &Path, connection: &mut Connection) -> Result<(), LedgerError> {
    if let State::Ledger(version) = state(path, connection)?
        && version == MIGRATIONS.len()
    {
        return verify(path, connection);
    }
    let failed = |e| LedgerError::sqlite(path, e);
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(failed)?;
    // Another process may have been faster.
    let from = match state(path, &transaction)? {
        State::Empty => 0,
        State::Ledger(version) => version,
    };
    for (index, sql) in MIGRATIONS.iter().enumerate().skip(from) {
        transaction.execute_batch(sql).map_err(failed)?;
        let row = (
            index as i64 + 1,
            hexadecimal(sql),
            jiff::Timestamp::now().to_string(),
        );
        transaction
            .execute("INSERT INTO migrations VALUES (?1, ?2, ?3)", row)
            .map_err(failed)?;
    }
    transaction
        .pragma_update(None, "application_id", APPLICATION)
        .map_err(failed)?;
    transaction
        .pragma_update(None, "user_version", MIGRATIONS.len() as i64)
        .map_err(failed)?;
    transaction.commit().map_err(failed)?;
    verify(path, connection)
}

/// Checks that a ledger was made by the migrations that this program has.
fn verify(path: &Path, connection: &Connection) -> Result<(), LedgerError> {
    let failed = |e| LedgerError::sqlite(path, e);
    let mut statement = connection
        .prepare("SELECT checksum FROM migrations ORDER BY version")
        .map_err(failed)?;
    let found: Vec<String> = statement
        .query_map([], |row| row.get(0))
        .and_then(Iterator::collect)
        .map_err(failed)?;
    if found
        .iter()
        .map(String::as_str)
        .eq(MIGRATIONS.iter().map(|sql| hexadecimal(sql)).collect::<Vec<_>>())
    {
        return Ok(());
    }
    Err(LedgerError::new(
        format!(
            "{}: the ledger was made by another onrecord than any released one",
            path.display()
        ),
        "add the reports to a new ledger, named with --ledger",
    ))
}
