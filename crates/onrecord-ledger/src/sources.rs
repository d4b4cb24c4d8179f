//! Questions about who is on record.

use onrecord_types::Span;
use rusqlite::{Row, params_from_iter};

use crate::condition::{Condition, OnReports, needed, page, parsed};
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
        let mut condition = condition(query);
        // The most frequent spelling and kind; of equals the first in alphabetical order.
        let sql = format!(
            "WITH fit AS MATERIALIZED (
                SELECT c.source_key AS key, coalesce(c.source_name, c.source) AS name, c.source_kind AS kind,
                    r.publisher_key AS publisher, r.date AS date, r.id AS id, c.report AS report,
                    c.position AS position, c.attribution AS attribution, c.spans AS spans
                FROM claims c JOIN reports r ON r.number = c.report {}),
             one AS (
                SELECT key, count(*) AS claims, count(DISTINCT report) AS reports,
                    count(DISTINCT publisher) AS publishers, min(date) AS first, max(date) AS last
                FROM fit GROUP BY key ORDER BY claims DESC, key {}),
             names AS (
                SELECT key, name, row_number() OVER (PARTITION BY key ORDER BY count(*) DESC, name) AS rank
                FROM fit GROUP BY key, name),
             kinds AS (
                SELECT key, kind, row_number() OVER (PARTITION BY key ORDER BY count(*) DESC, kind) AS rank
                FROM fit GROUP BY key, kind),
             ends AS (
                SELECT key, id, attribution, spans,
                    row_number() OVER (PARTITION BY key ORDER BY date DESC, id DESC, position) AS rank
                FROM fit)
             SELECT names.name, kinds.kind, one.claims, one.reports, one.publishers, one.first, one.last, ends.id,
                ends.attribution, ends.spans
             FROM one JOIN names ON names.key = one.key AND names.rank = 1
                JOIN kinds ON kinds.key = one.key AND kinds.rank = 1
                JOIN ends ON ends.key = one.key AND ends.rank = 1
             ORDER BY one.claims DESC, one.key",
            condition.sql(),
            page(query.limit, query.offset, &mut condition.values)
        );
        let rows = self.connection.prepare_cached(&sql).and_then(|mut statement| {
            statement
                .query_map(params_from_iter(condition.values), source)?
                .collect()
        });
        rows.map_err(|e| self.failed(e))
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
}

fn source(row: &Row<'_>) -> rusqlite::Result<SourceRow> {
    let spans: String = row.get(9)?;
    let (span, _, _): (Vec<Span>, Vec<Span>, Vec<Span>) = serde_json::from_str(&spans).map_err(|e| {
        rusqlite::Error::FromSqlConversionFailure(9, rusqlite::types::Type::Text, Box::new(e))
    })?;
    Ok(SourceRow {
        name: row
            .get::<_, String>(0)?
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        kind: parsed(row, 1)?,
        attributions: row.get(2)?,
        reports: row.get(3)?,
        publishers: row.get(4)?,
        first: needed(row, 5)?,
        last: needed(row, 6)?,
        report: row.get(7)?,
        attribution: row.get(8)?,
        span: span.first().copied(),
    })
}
