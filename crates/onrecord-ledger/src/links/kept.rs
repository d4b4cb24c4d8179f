//! Rows of links, as they are kept or as they were on a day.

use jiff::civil::Date;
use rusqlite::params;
use serde::de::DeserializeOwned;

use crate::links::ask::{LinkQuery, fits, parts};
use crate::links::rows::{Row, rows};
use crate::{Ledger, LedgerError};

/// By what links are listed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Name,
    Day,
}

impl By {
    fn columns(self) -> &'static str {
        match self {
            By::Name => "name, about, day",
            By::Day => "day, name, about",
        }
    }

    fn key(self, row: &Row) -> [&str; 3] {
        match self {
            By::Name => [&row.name, &row.about, &row.day],
            By::Day => [&row.day, &row.name, &row.about],
        }
    }

    /// The last criterion makes the order the same however rows came.
    fn sort(self, rows: &mut [Row]) {
        rows.sort_by(|a, b| (self.key(a), &a.data).cmp(&(self.key(b), &b.data)));
    }
}

/// Where no more stories than this have ended by a day, they are read for it, and else the rows of all stories in the
/// order that is asked for, of which enough soon fit. (Tests' few stories are too many.)
const FEW: i64 = if cfg!(test) { 0 } else { 1000 };

impl Ledger {
    /// The links of a kind that fit a query, in order.
    pub(super) fn linked<T: DeserializeOwned>(
        &self,
        kind: &'static str,
        by: By,
        query: &LinkQuery,
    ) -> Result<Vec<T>, LedgerError> {
        let mut found = match query.as_of {
            None => self.in_order(kind, by, query).map_err(|e| self.failed(e))?,
            Some(day) => self.on(day, kind, by, query)?,
        };
        by.sort(&mut found);
        found.truncate(query.limit.unwrap_or(usize::MAX));
        found.iter().map(|row| self.parsed(&row.data)).collect()
    }

    /// The rows that fit, as they were on a day, in no order.
    fn on(&self, day: Date, kind: &'static str, by: By, query: &LinkQuery) -> Result<Vec<Row>, LedgerError> {
        let ended = if self.few_ended(day)? {
            self.of_ended(day, kind)
        } else {
            self.in_order(kind, by, query)
        };
        let mut out = ended.map_err(|e| self.failed(e))?;
        for whole in self.ongoing(day)? {
            let dates = whole
                .records
                .iter()
                .map(|record| (record.report.id.as_str(), record.report.date))
                .collect();
            out.extend(
                rows(&whole.linked, &dates)
                    .into_iter()
                    .filter(|row| row.kind == kind),
            );
        }
        out.retain(|row| fits(&query.name, &row.name) && fits(&query.about, &row.about));
        Ok(out)
    }

    /// Whether few stories have ended by a day.
    pub(super) fn few_ended(&self, day: Date) -> Result<bool, LedgerError> {
        let sql = "SELECT count(*) FROM (SELECT 1 FROM stories WHERE last <= ?1 LIMIT ?2)";
        self.connection
            .prepare_cached(sql)
            .and_then(|mut statement| {
                statement.query_row(params![day.to_string(), FEW + 1], |row| row.get::<_, i64>(0))
            })
            .map(|ended| ended <= FEW)
            .map_err(|e| self.failed(e))
    }

    /// The rows of stories that have ended by a day.
    pub(super) fn of_ended(&self, day: Date, kind: &'static str) -> rusqlite::Result<Vec<Row>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT l.day, l.name, l.about, l.data
             FROM stories s CROSS JOIN linked l INDEXED BY linked_by_story ON l.story = s.number
             WHERE s.last <= ?1 AND l.kind = ?2",
        )?;
        let found = statement.query_map(params![day.to_string(), kind], |row| {
            Ok(Row {
                kind,
                day: row.get(0)?,
                name: row.get(1)?,
                about: row.get(2)?,
                data: row.get(3)?,
            })
        })?;
        found.collect()
    }

    /// The first rows that fit, of stories that have ended by the query's day where it has one: as many as are wanted,
    /// and those that the order leaves equal to the last. Names are read from the index, and the rest where they fit.
    fn in_order(&self, kind: &'static str, by: By, query: &LinkQuery) -> rusqlite::Result<Vec<Row>> {
        let most = query.limit.unwrap_or(usize::MAX);
        let parts = parts(query).filter(|_| kind == "position");
        let found = match parts {
            Some(_) => "AND number IN (SELECT rowid FROM position_parts WHERE position_parts MATCH ?2)",
            None => "AND ?2 IS NULL",
        };
        let sql = format!(
            "SELECT number, name, about, day, story FROM linked WHERE kind = ?1 {found} ORDER BY {}",
            by.columns()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut has_ended = self
            .connection
            .prepare_cached("SELECT 1 FROM stories WHERE number = ?1 AND last <= ?2")?;
        let mut data = self
            .connection
            .prepare_cached("SELECT data FROM linked WHERE number = ?1")?;
        let day = query.as_of.map(|day| day.to_string());
        let mut rows = statement.query(params![kind, parts])?;
        let mut out: Vec<Row> = Vec::new();
        while let Some(row) = rows.next()? {
            let (name, about) = (row.get_ref(1)?.as_str()?, row.get_ref(2)?.as_str()?);
            if !fits(&query.name, name) || !fits(&query.about, about) {
                continue;
            }
            if let Some(day) = &day
                && !has_ended.exists(params![row.get::<_, i64>(4)?, day])?
            {
                continue;
            }
            let mut found = Row {
                kind,
                day: row.get(3)?,
                name: name.to_owned(),
                about: about.to_owned(),
                data: String::new(),
            };
            if out.len() >= most && out.last().is_none_or(|last| by.key(last) != by.key(&found)) {
                break;
            }
            found.data = data.query_row([row.get::<_, i64>(0)?], |row| row.get(0))?;
            out.push(found);
        }
        Ok(out)
    }
}
