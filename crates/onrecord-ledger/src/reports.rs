//! Questions about reports.

use onrecord_types::{Record, Report, SentenceVector};
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

/// The index that has reports in the order that they are listed in: texts that don't fit aren't walked over.
fn in_order(query: &ReportQuery) -> &'static str {
    match query.publisher {
        Some(_) => "reports_by_publisher",
        None => "reports_by_date",
    }
}

impl Ledger {
    /// The reports that fit, in their newest versions, by date, then id.
    pub fn reports(&self, query: &ReportQuery) -> Result<Vec<ReportRow>, LedgerError> {
        let condition = condition(query);
        let mut values = condition.values();
        let sql = format!(
            "SELECT r.id, r.date, r.publisher, r.title, r.opening, r.version, r.words, r.attributions
             FROM reports r INDEXED BY {} {} ORDER BY r.date, r.id {}",
            in_order(query),
            condition.sql(),
            page(query.limit, query.offset, &mut values)
        );
        let rows = self.connection.prepare_cached(&sql).and_then(|mut statement| {
            statement
                .query_map(params_from_iter(values), |row| {
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
        let sql = format!(
            "SELECT count(*) FROM reports r INDEXED BY {} {}",
            in_order(query),
            condition.sql()
        );
        self.connection
            .query_row(&sql, params_from_iter(condition.values()), |row| row.get(0))
            .map_err(|e| self.failed(e))
    }

    /// The record of a report, in its newest version.
    pub fn record(&self, id: &str) -> Result<Option<Record>, LedgerError> {
        self.one_record_where("id = ?1 AND newest = ?2", id, 1)
    }

    /// The record of one version of a report, counted from 1.
    pub fn record_version(&self, id: &str, version: u32) -> Result<Option<Record>, LedgerError> {
        self.one_record_where("id = ?1 AND version = ?2", id, version)
    }

    fn one_record_where(
        &self,
        condition: &str,
        id: &str,
        number: u32,
    ) -> Result<Option<Record>, LedgerError> {
        let sql =
            format!("SELECT id, date, publisher, title, url, text, found FROM reports WHERE {condition}");
        let row = self
            .connection
            .prepare_cached(&sql)
            .and_then(|mut statement| statement.query_row((id, number), report).optional());
        match row.map_err(|e| self.failed(e))? {
            Some((report, found)) => self.kept(report, &found).map(Some),
            None => Ok(None),
        }
    }

    /// The newest records of reports dated up to a day (that day included; none for all), with their sentence vectors,
    /// by date and id.
    pub fn records(&self, until: Option<jiff::civil::Date>) -> Result<Vec<Record>, LedgerError> {
        let until = until.map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string());
        self.records_where("r.date <= ?1", [until])
    }

    /// The newest records of reports that fit, with their sentence vectors, by date and id.
    pub(crate) fn records_where(
        &self,
        condition: &str,
        values: impl rusqlite::Params,
    ) -> Result<Vec<Record>, LedgerError> {
        let sql = format!(
            "SELECT r.id, r.date, r.publisher, r.title, r.url, r.text, r.found, v.width, v.vectors
             FROM reports r LEFT JOIN vectors v ON v.report = r.number
             WHERE r.newest = 1 AND {condition} ORDER BY r.date, r.id"
        );
        let mut statement = self.connection.prepare_cached(&sql).map_err(|e| self.failed(e))?;
        let mut rows = statement.query(values).map_err(|e| self.failed(e))?;
        let mut out = Vec::new();
        while let Some(row) = rows.next().map_err(|e| self.failed(e))? {
            let (report, found) = report(row).map_err(|e| self.failed(e))?;
            let vectors = vectors(row).map_err(|e| self.failed(e))?;
            let record = self.kept(report, &found)?;
            out.push(Record { vectors, ..record });
        }
        Ok(out)
    }

    fn kept(&self, report: Report, found: &str) -> Result<Record, LedgerError> {
        let Kept {
            language,
            sentences,
            times,
            entities,
            attributions,
            events,
        } = serde_json::from_str(found)
            .map_err(|e| LedgerError::damaged(&self.path, &format!("the record of {}", report.id), e))?;
        Ok(Record {
            report,
            language,
            sentences,
            times,
            entities,
            attributions,
            events,
            vectors: Vec::new(),
        })
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

/// A report, and what was found in it as JSON, in the first seven columns.
fn report(row: &rusqlite::Row<'_>) -> rusqlite::Result<(Report, String)> {
    let report = Report {
        id: row.get(0)?,
        date: needed(row, 1)?,
        publisher: row.get(2)?,
        title: row.get(3)?,
        url: row.get(4)?,
        text: row.get(5)?,
    };
    Ok((report, row.get(6)?))
}

/// Sentence vectors, from the eighth and ninth column.
fn vectors(row: &rusqlite::Row<'_>) -> rusqlite::Result<Vec<SentenceVector>> {
    let (Some(width), Some(bytes)) = (row.get::<_, Option<usize>>(7)?, row.get::<_, Option<Vec<u8>>>(8)?)
    else {
        return Ok(Vec::new());
    };
    Ok(bytes
        .chunks_exact(width.max(1))
        .map(SentenceVector::from_bytes)
        .collect())
}
