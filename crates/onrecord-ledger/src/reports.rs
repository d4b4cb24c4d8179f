//! Questions about reports.

use onrecord_types::{Record, Report};
use rusqlite::{OptionalExtension, params_from_iter};

use crate::add::Kept;
use crate::condition::{Condition, OnReports, needed, page};
use crate::{Ledger, LedgerError, ReportQuery, ReportRow, VersionRow};

fn condition(query: &ReportQuery) -> Condition {
    let on = OnReports {
        since: query.since,
        until: query.until,
        publisher: &query.publisher,
        report: &None,
    };
    let mut condition = Condition::on_reports(&on);
    condition.words("report_words", "title text", "r.number", &query.about);
    condition
}

impl Ledger {
    /// The reports that fit, in their newest versions, by date, then id.
    pub fn reports(&self, query: &ReportQuery) -> Result<Vec<ReportRow>, LedgerError> {
        let mut condition = condition(query);
        let sql = format!(
            "SELECT r.id, r.date, r.publisher, r.title, r.opening, r.version, r.words, r.attributions
             FROM reports r {} ORDER BY r.date, r.id {}",
            condition.sql(),
            page(query.limit, query.offset, &mut condition.values)
        );
        let rows = self.connection.prepare_cached(&sql).and_then(|mut statement| {
            statement
                .query_map(params_from_iter(condition.values), |row| {
                    Ok(ReportRow {
                        id: row.get(0)?,
                        date: needed(row, 1)?,
                        publisher: row.get(2)?,
                        title: row.get(3)?,
                        opening: row.get(4)?,
                        version: row.get(5)?,
                        words: row.get(6)?,
                        attributions: row.get(7)?,
                    })
                })?
                .collect()
        });
        rows.map_err(|e| self.failed(e))
    }

    /// How many reports fit, whatever the query's limit.
    pub fn count_reports(&self, query: &ReportQuery) -> Result<u64, LedgerError> {
        let condition = condition(query);
        let sql = format!("SELECT count(*) FROM reports r {}", condition.sql());
        self.connection
            .query_row(&sql, params_from_iter(condition.values), |row| row.get(0))
            .map_err(|e| self.failed(e))
    }

    /// The record of a report, in its newest version.
    pub fn record(&self, id: &str) -> Result<Option<Record>, LedgerError> {
        self.record_where("id = ?1 AND newest = ?2", id, 1)
    }

    /// The record of one version of a report, counted from 1.
    pub fn record_version(&self, id: &str, version: u32) -> Result<Option<Record>, LedgerError> {
        self.record_where("id = ?1 AND version = ?2", id, version)
    }

    fn record_where(&self, condition: &str, id: &str, number: u32) -> Result<Option<Record>, LedgerError> {
        let sql =
            format!("SELECT id, date, publisher, title, url, text, found FROM reports WHERE {condition}");
        let row = self.connection.prepare_cached(&sql).and_then(|mut statement| {
            statement
                .query_row((id, number), |row| {
                    let report = Report {
                        id: row.get(0)?,
                        date: needed(row, 1)?,
                        publisher: row.get(2)?,
                        title: row.get(3)?,
                        url: row.get(4)?,
                        text: row.get(5)?,
                    };
                    Ok((report, row.get::<_, String>(6)?))
                })
                .optional()
        });
        let Some((report, found)) = row.map_err(|e| self.failed(e))? else {
            return Ok(None);
        };
        let Kept {
            language,
            sentences,
            times,
            entities,
            attributions,
            events,
        } = serde_json::from_str(&found)
            .map_err(|e| LedgerError::damaged(&self.path, &format!("the record of {id}"), e))?;
        Ok(Some(Record {
            report,
            language,
            sentences,
            times,
            entities,
            attributions,
            events,
            vectors: Vec::new(),
        }))
    }

    /// The versions of a report, oldest first; none where the ledger hasn't got it.
    pub fn versions(&self, id: &str) -> Result<Vec<VersionRow>, LedgerError> {
        let sql = "SELECT version, date, title, words, text IS NOT lag(text) OVER (ORDER BY version), added
                   FROM reports WHERE id = ?1 ORDER BY version";
        let rows = self.connection.prepare_cached(sql).and_then(|mut statement| {
            statement
                .query_map([id], |row| {
                    Ok(VersionRow {
                        version: row.get(0)?,
                        date: needed(row, 1)?,
                        title: row.get(2)?,
                        words: row.get(3)?,
                        text_differs: row.get(4)?,
                        added: row.get(5)?,
                    })
                })?
                .collect()
        });
        rows.map_err(|e| self.failed(e))
    }

    /// Publishers in alphabetical order, with the number of their reports.
    pub fn publishers(&self) -> Result<Vec<(String, u64)>, LedgerError> {
        let sql =
            "SELECT min(publisher), count(*) FROM reports WHERE newest = 1 AND publisher_key IS NOT NULL
                   GROUP BY publisher_key ORDER BY publisher_key";
        let rows = self.connection.prepare_cached(sql).and_then(|mut statement| {
            statement
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        });
        rows.map_err(|e| self.failed(e))
    }
}
