//! Questions about who is on record.

mod standing;
mod tally;

use std::collections::HashMap;

use rusqlite::params_from_iter;

use crate::condition::{Condition, OnReports};
use crate::{Ledger, LedgerError, SourceQuery, SourceRow};
use standing::Standing;
use tally::Tally;

fn condition(query: &SourceQuery) -> Condition {
    let on = OnReports {
        since: query.since,
        until: query.until,
        publisher: &query.publisher,
        report: &query.report,
    };
    let mut condition = Condition::on_claims(&on);
    condition.fixed("c.source_key IS NOT NULL");
    condition.value(
        "c.source_kind = ?",
        query.kind.map(|kind| kind.as_str().to_owned()),
    );
    condition.words("claim_words", "source name", "c.number", &query.by);
    condition
}

/// More sources than this aren't asked for one by one: all that fit are counted.
const MOST_KEYS: usize = 1000;

impl Ledger {
    /// The sources that fit, those with most attributions first. Only what fits is counted.
    pub fn sources(&self, query: &SourceQuery) -> Result<Vec<SourceRow>, LedgerError> {
        self.sources_and_all(query).map(|(rows, _)| rows)
    }

    /// The same, and how many sources fit, whatever the query's limit.
    pub fn sources_and_all(&self, query: &SourceQuery) -> Result<(Vec<SourceRow>, u64), LedgerError> {
        self.read(|ledger| {
            let Standing { keys, all } = ledger.standing(query)?;
            let mut tallies = ledger.tallies(query, &keys)?;
            let found = keys.iter().filter_map(|key| tallies.remove(key));
            let rows = found
                .map(|tally| ledger.source(&tally))
                .collect::<rusqlite::Result<_>>()?;
            Ok((rows, all))
        })
    }

    /// What is counted of sources, in one pass over their claims.
    fn tallies(&self, query: &SourceQuery, keys: &[String]) -> rusqlite::Result<HashMap<String, Tally>> {
        if keys.is_empty() {
            return Ok(HashMap::new());
        }
        let mut condition = condition(query);
        let by = if keys.len() <= MOST_KEYS && query.report.is_none() {
            condition.any_of("c.source_key", keys);
            "INDEXED BY claims_by_source"
        } else {
            ""
        };
        let sql = format!(
            "SELECT {}, c.source_key
             FROM claims c {by} {} ORDER BY c.source_key, c.date, c.report, c.position",
            Tally::COLUMNS,
            condition.sql()
        );
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query(params_from_iter(condition.values()))?;
        let mut tallies = HashMap::new();
        let mut now: Option<(String, Tally)> = None;
        while let Some(row) = rows.next()? {
            let key = row.get_ref(Tally::KEY)?.as_str()?;
            if now.as_ref().is_none_or(|(known, _)| known != key) {
                tallies.extend(now.replace((key.to_owned(), Tally::default())));
            }
            if let Some((_, tally)) = &mut now {
                tally.count(row)?;
            }
        }
        tallies.extend(now);
        Ok(tallies)
    }

    /// A source with the claim to start from: the first in the last report.
    fn source(&self, tally: &Tally) -> rusqlite::Result<SourceRow> {
        let marks = vec!["?"; tally.starts().len()].join(", ");
        let sql = format!(
            "SELECT r.id, c.attribution, c.spans FROM claims c JOIN reports r ON r.number = c.report
             WHERE c.number IN ({marks}) ORDER BY r.id DESC LIMIT 1"
        );
        self.connection
            .prepare(&sql)?
            .query_row(params_from_iter(tally.starts()), |row| tally.row(row))
    }
}
