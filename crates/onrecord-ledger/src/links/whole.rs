//! One story, or the whole ledger as one, linked from its records.

use jiff::civil::Date;
use onrecord_link::{Choices, Linked, Tie, groups, ties};
use onrecord_types::Record;
use rusqlite::OptionalExtension;

use crate::links::make::Material;
use crate::{Ledger, LedgerError};

/// Records with what they add up to.
#[derive(Debug, Clone, PartialEq)]
pub struct Whole {
    /// The records, by date and id.
    pub records: Vec<Record>,
    /// What they add up to.
    pub linked: Linked,
}

impl Ledger {
    /// The story that a report is in, as it was known on a day (none for all that is known). None where the ledger
    /// hasn't got the report, or hadn't on that day.
    pub fn story(&self, report: &str, as_of: Option<Date>) -> Result<Option<Whole>, LedgerError> {
        let sql = "SELECT s.story FROM story_reports s JOIN reports r ON r.number = s.report
                   WHERE r.id = ?1 AND r.newest = 1";
        let story = self
            .connection
            .query_row(sql, [report], |row| row.get(0))
            .optional();
        let Some(story) = story.map_err(|e| self.failed(e))? else {
            return Ok(None);
        };
        let choices = self.choices()?;
        let parts = parts(self.material(story)?, as_of);
        let part = parts
            .into_iter()
            .find(|part| part.0.iter().any(|record| record.report.id == report));
        Ok(part.map(|(records, ties)| Whole {
            linked: Linked::with(&records, &ties, &choices),
            records,
        }))
    }

    /// The days on which the reports are dated that are in one story with a report, each once, in order.
    pub fn story_days(&self, report: &str) -> Result<Vec<Date>, LedgerError> {
        let sql = "SELECT DISTINCT o.date FROM reports r JOIN story_reports s ON s.report = r.number
                   JOIN story_reports t ON t.story = s.story JOIN reports o ON o.number = t.report
                   WHERE r.id = ?1 AND r.newest = 1 ORDER BY o.date";
        let days = self.connection.prepare_cached(sql).and_then(|mut statement| {
            statement
                .query_map([report], |row| crate::condition::needed(row, 0))?
                .collect()
        });
        days.map_err(|e| self.failed(e))
    }

    /// All reports as one story, as they were known on a day.
    pub fn whole(&self, as_of: Option<Date>) -> Result<Whole, LedgerError> {
        let records = self.records(as_of)?;
        let ties = ties(records.iter().map(|record| &record.report), Date::MIN);
        Ok(Whole {
            linked: Linked::with(&records, &ties, &self.choices()?),
            records,
        })
    }

    /// The stories that went on over a day, as they were known on it, linked.
    pub(super) fn ongoing(&self, day: Date) -> Result<Vec<Whole>, LedgerError> {
        let sql = "SELECT number FROM stories WHERE last > ?1 AND first <= ?1 ORDER BY first, id";
        let stories: rusqlite::Result<Vec<i64>> =
            self.connection.prepare_cached(sql).and_then(|mut statement| {
                statement
                    .query_map([day.to_string()], |row| row.get(0))?
                    .collect()
            });
        let choices: Choices = self.choices()?;
        let mut out = Vec::new();
        for story in stories.map_err(|e| self.failed(e))? {
            for (records, ties) in parts(self.material(story)?, Some(day)) {
                let linked = Linked::with(&records, &ties, &choices);
                out.push(Whole { records, linked });
            }
        }
        Ok(out)
    }
}

/// What a story's reports up to a day made up: later ones may have brought together what was apart.
fn parts(material: Material, as_of: Option<Date>) -> Vec<(Vec<Record>, Vec<Tie>)> {
    let mut records = material.records;
    if let Some(day) = as_of {
        records.retain(|record| record.report.date <= day);
    }
    let ids: Vec<&str> = records.iter().map(|record| record.report.id.as_str()).collect();
    let groups = groups(&ids, &material.ties);
    if groups.len() == 1 {
        return vec![(records, material.ties)];
    }
    let of = |group: Vec<usize>| -> Vec<Record> {
        group
            .into_iter()
            .filter_map(|at| records.get(at).cloned())
            .collect()
    };
    groups
        .into_iter()
        .map(|group| (of(group), material.ties.clone()))
        .collect()
}
