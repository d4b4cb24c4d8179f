//! Who was who on a day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rusqlite::params;

use crate::links::actors::{ActorRow, InStory, add_up, of_story};
use crate::links::ask::{LinkQuery, fits, phrase};
use crate::{Ledger, LedgerError};

/// What is known of actors in stories, by key.
type InStories = BTreeMap<String, Vec<InStory>>;

fn fit(query: &LinkQuery, name: &str, aliases: &[String]) -> bool {
    let mut names = aliases.iter().map(String::as_str).chain([name]);
    names.any(|name| fits(&query.name, name))
}

impl Ledger {
    /// Actors as they were on a day, each with its key, by name.
    pub(super) fn actors_on(
        &self,
        day: Date,
        query: &LinkQuery,
    ) -> Result<Vec<(String, ActorRow)>, LedgerError> {
        let mut ongoing = InStories::new();
        for whole in self.ongoing(day)? {
            let first = whole
                .records
                .first()
                .map_or("", |record| record.report.id.as_str());
            for (key, of) in of_story(&whole.linked, first) {
                ongoing.entry(key).or_default().push(of);
            }
        }
        let wanted = query.name.as_deref().map(str::to_lowercase);
        let mut rows = if self.few_ended(day)? {
            for row in self.of_ended(day, "actor").map_err(|e| self.failed(e))? {
                let of = self.parsed(&row.data)?;
                ongoing.entry(row.name).or_default().push(of);
            }
            self.added_up(&ongoing)?
        } else if let Some(parts) = wanted.as_deref().and_then(phrase) {
            let keys = self.keys_of_parts(&parts)?;
            ongoing.retain(|key, all| {
                let mut actors = all.iter().map(|of| &of.actor);
                keys.contains(key) || actors.any(|actor| fit(query, &actor.name, &actor.aliases))
            });
            for key in keys {
                ongoing.entry(key).or_default();
            }
            for (key, all) in &mut ongoing {
                all.extend(self.ended_of(key, day)?);
            }
            self.added_up(&ongoing)?
        } else {
            let mut rows = self.first_ended(day, query, &ongoing)?;
            for (key, all) in &mut ongoing {
                all.extend(self.ended_of(key, day)?);
            }
            rows.extend(self.added_up(&ongoing)?);
            rows
        };
        rows.retain(|(_, row)| fit(query, &row.name, &row.aliases));
        rows.sort_by(|(a, one), (b, other)| (&one.name, a).cmp(&(&other.name, b)));
        rows.truncate(query.limit.unwrap_or(usize::MAX));
        Ok(rows)
    }

    fn added_up(&self, all: &InStories) -> Result<Vec<(String, ActorRow)>, LedgerError> {
        let flat: Vec<(String, InStory)> = all
            .iter()
            .flat_map(|(key, all)| all.iter().map(|of| (key.clone(), of.clone())))
            .collect();
        add_up(&flat).map_err(|e| self.failed(e))
    }

    /// The keys of actors in whose names words stand.
    fn keys_of_parts(&self, parts: &str) -> Result<BTreeSet<String>, LedgerError> {
        let sql = "SELECT key FROM actors
                   WHERE number IN (SELECT rowid FROM actor_parts WHERE actor_parts MATCH ?1)";
        self.connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_map([parts], |row| row.get(0))?.collect())
            .map_err(|e| self.failed(e))
    }

    /// What is known of an actor in the stories that have ended by a day.
    fn ended_of(&self, key: &str, day: Date) -> Result<Vec<InStory>, LedgerError> {
        let sql = "SELECT l.data FROM linked l CROSS JOIN stories s ON s.number = l.story
                   WHERE l.kind = 'actor' AND l.name = ?1 AND s.last <= ?2";
        let found: rusqlite::Result<Vec<String>> =
            self.connection.prepare_cached(sql).and_then(|mut statement| {
                statement
                    .query_map(params![key, day.to_string()], |row| row.get(0))?
                    .collect()
            });
        let found = found.map_err(|e| self.failed(e))?;
        found.iter().map(|data| self.parsed(data)).collect()
    }

    /// The first actors by name that fit, out of stories that have ended by a day, those that are in `others` left out.
    ///
    /// An actor stands under each name that some story has for it; the one that counts is the one of the stories so far.
    fn first_ended(
        &self,
        day: Date,
        query: &LinkQuery,
        others: &InStories,
    ) -> Result<Vec<(String, ActorRow)>, LedgerError> {
        let most = query.limit.unwrap_or(usize::MAX);
        let sql = "SELECT word, key FROM actor_words WHERE what = 'name' ORDER BY word, key";
        let mut statement = self.connection.prepare_cached(sql).map_err(|e| self.failed(e))?;
        let mut names = statement.query([]).map_err(|e| self.failed(e))?;
        let mut out: Vec<(String, ActorRow)> = Vec::new();
        while out.len() < most
            && let Some(row) = names.next().map_err(|e| self.failed(e))?
        {
            let read: rusqlite::Result<(String, String)> =
                row.get(0).and_then(|word| Ok((word, row.get(1)?)));
            let (word, key) = read.map_err(|e| self.failed(e))?;
            if others.contains_key(&key) {
                continue;
            }
            let all = self.ended_of(&key, day)?;
            let one = InStories::from([(key, all)]);
            let rows = self.added_up(&one)?;
            out.extend(
                rows.into_iter()
                    .filter(|(_, row)| row.name == word && fit(query, &row.name, &row.aliases)),
            );
        }
        Ok(out)
    }
}
