//! Questions about who said what.

use onrecord_types::{Directness, Span};
use rusqlite::{Row, params_from_iter};

use crate::condition::{Condition, OnReports, needed, page, parsed};
use crate::{ClaimQuery, ClaimRow, Ledger, LedgerError};

fn condition(query: &ClaimQuery) -> Condition {
    let on = OnReports {
        since: query.since,
        until: query.until,
        publisher: &query.publisher,
        report: &query.report,
    };
    let mut condition = Condition::on_reports(&on);
    condition.value(
        "c.source_kind = ?",
        query.kind.map(|kind| kind.as_str().to_owned()),
    );
    condition.words("claim_words", "source name", "c.number", &query.by);
    condition.words("claim_words", "content", "c.number", &query.about);
    condition
}

impl Ledger {
    /// The claims that fit, by their report's date, its id, and their order in it.
    pub fn claims(&self, query: &ClaimQuery) -> Result<Vec<ClaimRow>, LedgerError> {
        let mut condition = condition(query);
        let sql = format!(
            "SELECT r.id, r.date, r.publisher, c.attribution, c.source, c.source_name, c.source_kind, c.cue,
                c.content, c.spans, c.directness, c.said_on
             FROM claims c JOIN reports r ON r.number = c.report {} ORDER BY r.date, r.id, c.position {}",
            condition.sql(),
            page(query.limit, query.offset, &mut condition.values)
        );
        let rows = self.connection.prepare_cached(&sql).and_then(|mut statement| {
            statement
                .query_map(params_from_iter(condition.values), claim)?
                .collect()
        });
        rows.map_err(|e| self.failed(e))
    }

    /// How many claims fit, whatever the query's limit.
    pub fn count_claims(&self, query: &ClaimQuery) -> Result<u64, LedgerError> {
        let condition = condition(query);
        let sql = format!(
            "SELECT count(*) FROM claims c JOIN reports r ON r.number = c.report {}",
            condition.sql()
        );
        self.connection
            .query_row(&sql, params_from_iter(condition.values), |row| row.get(0))
            .map_err(|e| self.failed(e))
    }
}

fn claim(row: &Row<'_>) -> rusqlite::Result<ClaimRow> {
    let (source_spans, cue_spans, content_spans) = spans(row, 9)?;
    let directness: Option<String> = row.get(10)?;
    Ok(ClaimRow {
        report: row.get(0)?,
        date: needed(row, 1)?,
        publisher: row.get(2)?,
        attribution: row.get(3)?,
        source: row.get(4)?,
        source_spans,
        source_name: row.get(5)?,
        source_kind: parsed(row, 6)?,
        cue: row.get(7)?,
        cue_spans,
        content: row.get(8)?,
        content_spans,
        directness: [Directness::Direct, Directness::Indirect, Directness::Mixed]
            .into_iter()
            .find(|d| directness.as_deref() == Some(d.as_str())),
        said_on: parsed(row, 11)?,
    })
}

/// A claim's spans: its source's, its cue's, its content's.
pub(crate) type Spans = (Vec<Span>, Vec<Span>, Vec<Span>);

/// The column of a claim's spans.
pub(crate) fn spans(row: &Row<'_>, column: usize) -> rusqlite::Result<Spans> {
    serde_json::from_str(row.get_ref(column)?.as_str()?).map_err(|e| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(e))
    })
}
