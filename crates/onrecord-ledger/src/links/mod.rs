//! What the reports add up to, kept beside them.
//!
//! Reports that ties hold together are a story, and all else is linked story by story, so that a report that comes or
//! goes costs the work on the stories of its days alone. Two steps: `group` finds the ties of the days that changed
//! and puts reports to stories, in one transaction; `make` links the stories that this left stale, some at a time. A
//! run that is killed between is taken up by the next.

mod actor;
mod actors;
mod actors_then;
mod ask;
mod group;
mod kept;
mod make;
mod rows;
#[cfg(test)]
mod then_tests;
mod whole;

use crate::{Ledger, LedgerError};

pub use actor::ActorInFull;
pub use actors::ActorRow;
pub use ask::LinkQuery;
pub use rows::{ClaimLink, DayEntry, LinkedAnswer};
pub use whole::Whole;

/// So many stories are linked in one transaction.
const AT_ONCE: usize = 256;

impl Ledger {
    /// Whether links are up to date with the reports and choices.
    pub fn is_linked(&self) -> Result<bool, LedgerError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM linker WHERE rules = ?1)
                   AND NOT EXISTS (SELECT 1 FROM unlinked) AND NOT EXISTS (SELECT 1 FROM stories WHERE stale = 1)";
        self.connection
            .query_row(sql, [onrecord_link::RULES], |row| row.get(0))
            .map_err(|e| self.failed(e))
    }

    /// Brings links up to date, and says how many stories that took.
    pub fn link(&mut self) -> Result<usize, LedgerError> {
        if self.is_linked()? {
            return Ok(0);
        }
        self.write(|transaction| {
            group::forget_other_rules(transaction)?;
            group::group(transaction)
        })?;
        let mut made = 0;
        loop {
            let stories = self.stale(AT_ONCE)?;
            if stories.is_empty() {
                return Ok(made);
            }
            made += stories.len();
            self.make(&stories)?;
        }
    }

    fn stale(&self, most: usize) -> Result<Vec<i64>, LedgerError> {
        let sql = "SELECT number FROM stories WHERE stale = 1 LIMIT ?1";
        let stories = self.connection.prepare_cached(sql).and_then(|mut statement| {
            statement
                .query_map([most as i64], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<i64>>>()
        });
        stories.map_err(|e| self.failed(e))
    }
}
