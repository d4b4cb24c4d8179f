//! Questions about who is on record.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use onrecord_types::SourceKind;
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use crate::claims::spans;
use crate::condition::{Condition, OnReports, needed, page, parsed};
use crate::{Ledger, LedgerError, SourceQuery, SourceRow};

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

/// The kind whose counts answer a question, empty for all kinds; none where nothing but the claims does.
fn counted(query: &SourceQuery) -> Option<&'static str> {
    let SourceQuery {
        by: None,
        kind,
        since: None,
        until: None,
        publisher: None,
        report: None,
        ..
    } = query
    else {
        return None;
    };
    Some(kind.map_or("", |kind| kind.as_str()))
}

/// More sources than this aren't asked for one by one: all that fit are counted.
const MOST_KEYS: usize = 1000;

impl Ledger {
    /// The sources that fit, those with most attributions first. Only what fits is counted.
    pub fn sources(&self, query: &SourceQuery) -> Result<Vec<SourceRow>, LedgerError> {
        self.read(|ledger| {
            let keys = ledger.keys(query)?;
            let mut tallies = ledger.tallies(query, &keys)?;
            keys.iter()
                .filter_map(|key| tallies.remove(key))
                .map(|tally| ledger.source(&tally))
                .collect()
        })
    }

    /// How many sources fit, whatever the query's limit.
    pub fn count_sources(&self, query: &SourceQuery) -> Result<u64, LedgerError> {
        let count = |sql: &str, values: Vec<Value>| {
            self.connection
                .query_row(sql, params_from_iter(values), |row| row.get(0))
        };
        let counted = match counted(query) {
            Some(kind) => {
                let kind = Value::Text(kind.to_owned());
                count("SELECT count(*) FROM source_counts WHERE kind = ?", vec![kind])
            }
            None => {
                let condition = condition(query);
                let sql = format!(
                    "SELECT count(DISTINCT c.source_key) FROM claims c {}",
                    condition.sql()
                );
                count(&sql, condition.values())
            }
        };
        counted.map_err(|e| self.failed(e))
    }

    /// The keys of the sources to list, in order.
    fn keys(&self, query: &SourceQuery) -> rusqlite::Result<Vec<String>> {
        let (sql, mut values) = match counted(query) {
            Some(kind) => (
                "SELECT key FROM source_counts WHERE kind = ? ORDER BY claims DESC, key".to_owned(),
                vec![Value::Text(kind.to_owned())],
            ),
            None => {
                let condition = condition(query);
                let sql = format!(
                    "SELECT c.source_key FROM claims c {} GROUP BY c.source_key ORDER BY count(*) DESC, c.source_key",
                    condition.sql()
                );
                (sql, condition.values())
            }
        };
        let page = page(query.limit, query.offset, &mut values);
        let mut statement = self.connection.prepare_cached(&format!("{sql} {page}"))?;
        statement
            .query_map(params_from_iter(values), |row| row.get(0))?
            .collect()
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
            "SELECT c.source_key, coalesce(c.source_name, c.source), c.source_kind, c.report, c.date, c.publisher_key,
                c.number
             FROM claims c {by} {} ORDER BY c.source_key, c.date, c.report, c.position",
            condition.sql()
        );
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query(params_from_iter(condition.values()))?;
        let mut tallies = HashMap::new();
        let mut now: Option<(String, Tally)> = None;
        while let Some(row) = rows.next()? {
            let key = row.get_ref(0)?.as_str()?;
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
        let marks = vec!["?"; tally.starts.len()].join(", ");
        let sql = format!(
            "SELECT r.id, c.attribution, c.spans FROM claims c JOIN reports r ON r.number = c.report
             WHERE c.number IN ({marks}) ORDER BY r.id DESC LIMIT 1"
        );
        self.connection
            .prepare(&sql)?
            .query_row(params_from_iter(&tally.starts), |row| tally.row(row))
    }
}

/// What is counted of one source, its claims coming in the order of date and report.
#[derive(Default)]
struct Tally {
    claims: u32,
    reports: u32,
    publishers: BTreeSet<String>,
    names: Vec<(String, u32)>,
    kinds: Vec<(SourceKind, u32)>,
    first: Date,
    last: Date,
    /// The last report's number.
    report: i64,
    /// The first claims of the last day's reports.
    starts: Vec<i64>,
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
            let day = needed(row, 4)?;
            if day != self.last {
                self.starts.clear();
            }
            self.last = day;
            self.starts.push(row.get(6)?);
            if self.claims == 0 {
                self.first = self.last;
            }
            self.reports += 1;
            self.report = report;
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
