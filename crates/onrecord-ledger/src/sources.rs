//! Questions about who is on record.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use onrecord_types::SourceKind;
use rusqlite::{Row, params_from_iter};

use crate::claims::spans;
use crate::condition::{Condition, OnReports, needed, parsed};
use crate::{Ledger, LedgerError, SourceQuery, SourceRow};

fn condition(query: &SourceQuery) -> Condition {
    let on = OnReports {
        since: query.since,
        until: query.until,
        publisher: &query.publisher,
        report: &query.report,
    };
    let mut condition = Condition::on_reports(&on);
    condition.fixed("c.source_key IS NOT NULL");
    condition.value(
        "c.source_kind = ?",
        query.kind.map(|kind| kind.as_str().to_owned()),
    );
    condition.words("claim_words", "source name", "c.number", &query.by);
    condition
}

impl Ledger {
    /// The sources that fit, those with most attributions first. Only what fits is counted.
    pub fn sources(&self, query: &SourceQuery) -> Result<Vec<SourceRow>, LedgerError> {
        self.read(|ledger| {
            let mut rows = ledger.connection.prepare_cached(
                "SELECT r.id, c.attribution, c.spans FROM claims c JOIN reports r ON r.number = c.report
                 WHERE c.number = ?1",
            )?;
            let (offset, limit) = (query.offset, query.limit.unwrap_or(usize::MAX));
            let tallies = ledger.tally(query)?.into_iter().skip(offset).take(limit);
            tallies
                .map(|tally| rows.query_row([tally.claim], |row| tally.row(row)))
                .collect()
        })
    }

    /// How many sources fit, whatever the query's limit.
    pub fn count_sources(&self, query: &SourceQuery) -> Result<u64, LedgerError> {
        let condition = condition(query);
        let sql = format!(
            "SELECT count(DISTINCT c.source_key) FROM claims c JOIN reports r ON r.number = c.report {}",
            condition.sql()
        );
        self.connection
            .query_row(&sql, params_from_iter(condition.values), |row| row.get(0))
            .map_err(|e| self.failed(e))
    }

    /// Every source that fits, in order. One pass over the claims: SQL's windows take five times as long.
    fn tally(&self, query: &SourceQuery) -> rusqlite::Result<Vec<Tally>> {
        let condition = condition(query);
        let sql = format!(
            "SELECT c.source_key, coalesce(c.source_name, c.source), c.source_kind, r.number, r.date,
                r.publisher_key, c.number
             FROM claims c JOIN reports r ON r.number = c.report {} ORDER BY r.date, r.id, c.position",
            condition.sql()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(condition.values))?;
        let mut tallies: HashMap<String, Tally> = HashMap::new();
        while let Some(row) = rows.next()? {
            let key = row.get_ref(0)?.as_str()?;
            match tallies.get_mut(key) {
                Some(tally) => tally.count(row)?,
                None => {
                    let mut tally = Tally::default();
                    tally.count(row)?;
                    tallies.insert(key.to_owned(), tally);
                }
            }
        }
        let mut tallies: Vec<(String, Tally)> = tallies.into_iter().collect();
        tallies.sort_unstable_by(|(a, one), (b, other)| other.claims.cmp(&one.claims).then_with(|| a.cmp(b)));
        Ok(tallies.into_iter().map(|(_, tally)| tally).collect())
    }
}

/// What is counted of one source, its claims coming in the order of date, report and text.
#[derive(Default)]
struct Tally {
    claims: u32,
    reports: u32,
    publishers: BTreeSet<String>,
    names: Vec<(String, u32)>,
    kinds: Vec<(SourceKind, u32)>,
    first: Date,
    last: Date,
    /// The last report's number, and that of the source's first claim in it.
    report: i64,
    claim: i64,
}

impl Tally {
    fn count(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let name = row.get_ref(1)?.as_str()?;
        match self.names.iter_mut().find(|(known, _)| known == name) {
            Some((_, count)) => *count += 1,
            None => self.names.push((name.to_owned(), 1)),
        }
        if let Some(kind) = parsed(row, 2)? {
            match self.kinds.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, count)) => *count += 1,
                None => self.kinds.push((kind, 1)),
            }
        }
        let report = row.get(3)?;
        if self.claims == 0 || self.report != report {
            self.last = needed(row, 4)?;
            if self.claims == 0 {
                self.first = self.last;
            }
            self.reports += 1;
            (self.report, self.claim) = (report, row.get(6)?);
            if let Some(publisher) = row.get_ref(5)?.as_str_or_null()?
                && !self.publishers.contains(publisher)
            {
                self.publishers.insert(publisher.to_owned());
            }
        }
        self.claims += 1;
        Ok(())
    }

    /// The answer, given the report, id and spans of the claim to start from.
    fn row(&self, row: &Row<'_>) -> rusqlite::Result<SourceRow> {
        let (span, _, _) = spans(row, 2)?;
        let name = most(&self.names).map_or("", String::as_str);
        Ok(SourceRow {
            name: name.split_whitespace().collect::<Vec<_>>().join(" "),
            kind: most(&self.kinds).copied(),
            attributions: self.claims,
            reports: self.reports,
            publishers: u32::try_from(self.publishers.len()).unwrap_or(u32::MAX),
            first: self.first,
            last: self.last,
            report: row.get(0)?,
            attribution: row.get(1)?,
            span: span.first().copied(),
        })
    }
}

/// The most frequent; of equals the first in alphabetical order.
fn most<T: Ord>(counts: &[(T, u32)]) -> Option<&T> {
    counts
        .iter()
        .max_by(|(a, one), (b, other)| one.cmp(other).then_with(|| b.cmp(a)))
        .map(|(value, _)| value)
}
