//! Questions about what the reports add up to.

use std::collections::HashMap;

use jiff::civil::Date;
use onrecord_link::{Agreement, Claim, Copied, Credited, Position, Story};
use rusqlite::{OptionalExtension, params};
use serde::de::DeserializeOwned;

use crate::links::rows::{ClaimLink, DayEntry, LinkedAnswer, Row, rows};
use crate::links::whole::Whole;
use crate::{Ledger, LedgerError};

/// Which links to list; all conditions must hold. The default asks for all.
#[derive(Debug, Clone, Default)]
pub struct LinkQuery {
    /// Words that stand in the name of whom it is of, without regard to case.
    pub name: Option<String>,
    /// Words that stand in what it is about.
    pub about: Option<String>,
    /// What was known on this day: from reports dated up to it.
    pub as_of: Option<Date>,
    /// At most so many.
    pub limit: Option<usize>,
}

/// By what links are listed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Name,
    Day,
}

pub(super) fn fits(words: &Option<String>, text: &str) -> bool {
    words
        .as_ref()
        .is_none_or(|words| text.to_lowercase().contains(&words.to_lowercase()))
}

/// Words as a question to a table of parts of words, which hold three characters at least.
pub(super) fn phrase(words: &str) -> Option<String> {
    (words.chars().count() >= 3).then(|| format!("\"{}\"", words.replace('"', "\"\"")))
}

/// The same of a whole query.
fn parts(query: &LinkQuery) -> Option<String> {
    let of =
        |column: &str, words: &Option<String>| Some(format!("{column} : {}", phrase(words.as_deref()?)?));
    let all: Vec<String> = [of("name", &query.name), of("about", &query.about)]
        .into_iter()
        .flatten()
        .collect();
    (!all.is_empty()).then(|| all.join(" AND "))
}

impl Ledger {
    /// Which reports copy which, by day.
    pub fn copied(&self, query: &LinkQuery) -> Result<Vec<Copied>, LedgerError> {
        self.linked("copied", By::Day, query)
    }

    /// Which reports name the outlet that they have something from, by day.
    pub fn credited(&self, query: &LinkQuery) -> Result<Vec<Credited>, LedgerError> {
        self.linked("credited", By::Day, query)
    }

    /// Which claims answer which, by day.
    pub fn answers(&self, query: &LinkQuery) -> Result<Vec<LinkedAnswer>, LedgerError> {
        self.linked("answer", By::Day, query)
    }

    /// Who stands where, by actor, issue and day.
    pub fn positions(&self, query: &LinkQuery) -> Result<Vec<Position>, LedgerError> {
        self.linked("position", By::Name, query)
    }

    /// Agreements with what is said of their status, by name; those of each story apart.
    pub fn agreements(&self, query: &LinkQuery) -> Result<Vec<Agreement>, LedgerError> {
        self.linked("agreement", By::Name, query)
    }

    /// What was said of positions and agreements, by day.
    pub fn days(&self, query: &LinkQuery) -> Result<Vec<DayEntry>, LedgerError> {
        self.linked("day", By::Day, query)
    }

    /// Stories of two reports or more, by their first day.
    pub fn stories(&self, query: &LinkQuery) -> Result<Vec<Story>, LedgerError> {
        let until = query
            .as_of
            .map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string());
        let sql = "SELECT data FROM stories WHERE reports > 1 AND data IS NOT NULL AND last <= ?1
                   ORDER BY first, id LIMIT ?2";
        let most = query.limit.filter(|_| query.as_of.is_none());
        let most = most.map_or(-1, |n| i64::try_from(n).unwrap_or(i64::MAX));
        let found: rusqlite::Result<Vec<String>> =
            self.connection.prepare_cached(sql).and_then(|mut statement| {
                statement
                    .query_map(params![until, most], |row| row.get(0))?
                    .collect()
            });
        let mut stories: Vec<Story> = Vec::new();
        for data in found.map_err(|e| self.failed(e))? {
            stories.push(self.parsed(&data)?);
        }
        if let Some(day) = query.as_of {
            stories.extend(
                self.ongoing(day)?
                    .into_iter()
                    .flat_map(|whole| whole.linked.stories),
            );
            stories.sort_by(|a, b| (a.first, &a.id).cmp(&(b.first, &b.id)));
            stories.truncate(query.limit.unwrap_or(usize::MAX));
        }
        Ok(stories)
    }

    /// The latest stories first; and how many there are.
    pub fn latest_stories(&self, limit: usize, offset: usize) -> Result<(Vec<Story>, u64), LedgerError> {
        self.read(|ledger| {
            let sql = "SELECT data FROM stories WHERE reports > 1 AND data IS NOT NULL
                       ORDER BY first DESC, id DESC LIMIT ?1 OFFSET ?2";
            let found: Vec<String> = ledger
                .connection
                .prepare_cached(sql)?
                .query_map(params![limit as i64, offset as i64], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            let all = ledger.connection.query_row(
                "SELECT count(*) FROM stories WHERE reports > 1 AND data IS NOT NULL",
                [],
                |row| row.get(0),
            )?;
            Ok((found, all))
        })
        .and_then(|(found, all)| {
            let stories: Result<Vec<Story>, LedgerError> =
                found.iter().map(|data| self.parsed(data)).collect();
            Ok((stories?, all))
        })
    }

    /// The day that a report is dated.
    pub fn day_of(&self, report: &str) -> Result<Option<Date>, LedgerError> {
        self.connection
            .prepare_cached("SELECT date FROM reports WHERE id = ?1 AND newest = 1")
            .and_then(|mut statement| {
                statement
                    .query_row([report], |row| crate::condition::needed(row, 0))
                    .optional()
            })
            .map_err(|e| self.failed(e))
    }

    /// The text of a report, in its newest version.
    pub fn text(&self, report: &str) -> Result<Option<String>, LedgerError> {
        self.connection
            .prepare_cached("SELECT text FROM reports WHERE id = ?1 AND newest = 1")
            .and_then(|mut statement| statement.query_row([report], |row| row.get(0)).optional())
            .map_err(|e| self.failed(e))
    }

    /// By attribution ("r1#a3"), the claims that attributions of stories that went on over a day stated on it.
    pub(crate) fn claim_links_on(&self, day: Date) -> Result<HashMap<String, ClaimLink>, LedgerError> {
        let mut out = HashMap::new();
        for whole in self.ongoing(day)? {
            let claims: HashMap<&str, &Claim> = whole
                .linked
                .claims
                .iter()
                .map(|claim| (claim.id.as_str(), claim))
                .collect();
            for (address, claim) in &whole.linked.statements {
                if let Some(claim) = claims.get(claim.as_str()) {
                    let link = ClaimLink {
                        claim: Some(claim.id.clone()),
                        number_of_sources: claim.number_of_sources,
                        independent_reports: claim.independent_reports,
                        same_as: claim.same_as.clone(),
                        via: claim.via.clone(),
                    };
                    out.insert(address.clone(), link);
                }
            }
        }
        Ok(out)
    }

    fn linked<T: DeserializeOwned>(
        &self,
        kind: &'static str,
        by: By,
        query: &LinkQuery,
    ) -> Result<Vec<T>, LedgerError> {
        let most = query.limit.unwrap_or(usize::MAX);
        let mut out = Vec::new();
        if let Some(day) = query.as_of {
            for row in self.rows_on(kind, by, day)? {
                if out.len() < most && fits(&query.name, &row.name) && fits(&query.about, &row.about) {
                    out.push(self.parsed(&row.data)?);
                }
            }
            return Ok(out);
        }
        let order = match by {
            By::Name => "name, about, day",
            By::Day => "day, name, about",
        };
        // Names are read from the index alone; the last criterion makes the order the same however rows came.
        let filtered = query.name.is_some() || query.about.is_some();
        let parts = parts(query).filter(|_| kind == "position");
        let sql = if let (true, Some(_)) = (filtered, &parts) {
            format!(
                "SELECT number, name, about FROM linked
                 WHERE kind = ?1 AND number IN (SELECT rowid FROM position_parts WHERE position_parts MATCH ?2)
                 ORDER BY {order}"
            )
        } else if filtered {
            format!("SELECT number, name, about FROM linked WHERE kind = ?1 AND ?2 IS NULL ORDER BY {order}")
        } else {
            format!("SELECT data FROM linked WHERE kind = ?1 ORDER BY {order}, data LIMIT ?2")
        };
        let mut statement = self.connection.prepare_cached(&sql).map_err(|e| self.failed(e))?;
        if !filtered {
            let limit = i64::try_from(most).unwrap_or(i64::MAX);
            let found: rusqlite::Result<Vec<String>> = statement
                .query_map(params![kind, limit], |row| row.get(0))
                .and_then(Iterator::collect);
            for data in found.map_err(|e| self.failed(e))? {
                out.push(self.parsed(&data)?);
            }
            return Ok(out);
        }
        let mut fitting: Vec<Row> = Vec::new();
        let mut rows = statement
            .query(params![kind, parts])
            .map_err(|e| self.failed(e))?;
        let mut one = self
            .connection
            .prepare_cached("SELECT day, data FROM linked WHERE number = ?1")
            .map_err(|e| self.failed(e))?;
        while let Some(row) = rows.next().map_err(|e| self.failed(e))? {
            let mut read = || -> rusqlite::Result<Option<Row>> {
                let (name, about) = (row.get_ref(1)?.as_str()?, row.get_ref(2)?.as_str()?);
                if !fits(&query.name, name) || !fits(&query.about, about) {
                    return Ok(None);
                }
                let (day, data) = one.query_row([row.get::<_, i64>(0)?], |r| Ok((r.get(0)?, r.get(1)?)))?;
                Ok(Some(Row {
                    kind,
                    day,
                    name: name.to_owned(),
                    about: about.to_owned(),
                    data,
                }))
            };
            fitting.extend(read().map_err(|e| self.failed(e))?);
            // Rows that the order leaves equal may still change places among themselves.
            if fitting.len() > most.saturating_add(most) {
                break;
            }
        }
        sort(&mut fitting, by);
        for row in fitting.into_iter().take(most) {
            out.push(self.parsed(&row.data)?);
        }
        Ok(out)
    }

    /// The rows of a kind as they were on a day.
    fn rows_on(&self, kind: &'static str, by: By, day: Date) -> Result<Vec<Row>, LedgerError> {
        let sql = "SELECT l.day, l.name, l.about, l.data FROM linked l JOIN stories s ON s.number = l.story
                   WHERE l.kind = ?1 AND s.last <= ?2";
        let kept: rusqlite::Result<Vec<Row>> =
            self.connection.prepare_cached(sql).and_then(|mut statement| {
                statement
                    .query_map(params![kind, day.to_string()], |row| {
                        Ok(Row {
                            kind,
                            day: row.get(0)?,
                            name: row.get(1)?,
                            about: row.get(2)?,
                            data: row.get(3)?,
                        })
                    })?
                    .collect()
            });
        let mut out = kept.map_err(|e| self.failed(e))?;
        for Whole { records, linked } in self.ongoing(day)? {
            let dates = records
                .iter()
                .map(|record| (record.report.id.as_str(), record.report.date))
                .collect();
            out.extend(rows(&linked, &dates).into_iter().filter(|row| row.kind == kind));
        }
        sort(&mut out, by);
        Ok(out)
    }

    pub(super) fn parsed<T: DeserializeOwned>(&self, data: &str) -> Result<T, LedgerError> {
        serde_json::from_str(data).map_err(|e| LedgerError::damaged(&self.path, "a link", e))
    }
}

fn sort(rows: &mut [Row], by: By) {
    match by {
        By::Name => rows
            .sort_by(|a, b| (&a.name, &a.about, &a.day, &a.data).cmp(&(&b.name, &b.about, &b.day, &b.data))),
        By::Day => rows
            .sort_by(|a, b| (&a.day, &a.name, &a.about, &a.data).cmp(&(&b.day, &b.name, &b.about, &b.data))),
    }
}
