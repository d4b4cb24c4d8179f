//! Reports out again.

use rusqlite::Transaction;

use crate::add::forget_claims;
use crate::{Ledger, LedgerError};

impl Ledger {
    /// Takes a report out with all its versions, and everything that was found in it or follows from it. Says how many
    /// versions there were; 0 where the ledger hasn't got it.
    ///
    /// The place that its words took in the file is written over.
    pub fn remove(&mut self, id: &str) -> Result<usize, LedgerError> {
        self.connection
            .pragma_update(None, "secure_delete", true)
            .map_err(|e| self.failed(e))?;
        let versions = self.write(|transaction| remove(transaction, id))?;
        if versions > 0 {
            self.link()?;
            // The log holds what was there before.
            self.connection
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
                .map_err(|e| self.failed(e))?;
        }
        Ok(versions)
    }
}

fn remove(transaction: &Transaction<'_>, id: &str) -> rusqlite::Result<usize> {
    let numbers: Vec<i64> = transaction
        .prepare_cached("SELECT number FROM reports WHERE id = ?1")?
        .query_map([id], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for &number in &numbers {
        forget_claims(transaction, number)?;
        transaction.execute("DELETE FROM report_words WHERE rowid = ?1", [number])?;
        transaction.execute("DELETE FROM reports WHERE number = ?1", [number])?;
    }
    Ok(numbers.len())
}
