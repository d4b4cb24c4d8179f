//! Questions about what the reports add up to.

use std::collections::HashMap;

use jiff::civil::Date;
use onrecord_link::{Agreement, Claim, Copied, Credited, Position, Story};
use rusqlite::{OptionalExtension, params};
use serde::de::DeserializeOwned;

use crate::links::kept::By;
use crate::links::rows::{ClaimLink, DayEntry, LinkedAnswer};
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
pub(super) fn parts(query: &LinkQuery) -> Option<String> {
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
        let sql = "SELECT data FROM stories
                   WHERE reports > 1 AND data IS NOT NULL AND first <= ?1 AND last <= ?1
                   ORDER BY first, id LIMIT ?2";
        let most = query.limit.map_or(-1, |n| i64::try_from(n).unwrap_or(i64::MAX));
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

    pub(super) fn parsed<T: DeserializeOwned>(&self, data: &str) -> Result<T, LedgerError> {
        serde_json::from_str(data).map_err(|e| LedgerError::damaged(&self.path, "a link", e))
    }
}
