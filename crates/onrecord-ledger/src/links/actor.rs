//! Questions about who is who.

use jiff::civil::Date;
use onrecord_link::{Claim, Position, name_key};
use rusqlite::{OptionalExtension, params};

use crate::links::actors::{ActorRow, InStory, of_story};
use crate::links::ask::{LinkQuery, phrase};
use crate::{Ledger, LedgerError};

/// An actor with all that is known of it.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct ActorInFull {
    /// It, in short.
    pub actor: ActorRow,
    /// What the texts call it before its name, with the report that does, by day.
    pub roles: Vec<(String, String)>,
    /// Whom it speaks for, in the report's words, with the attribution that says so.
    pub acts_for: Vec<(String, String)>,
    /// What it states, by day.
    pub claims: Vec<Claim>,
    /// Its stances, by issue and day.
    pub positions: Vec<Position>,
}

impl Ledger {
    /// Who is who, by name.
    pub fn actors(&self, query: &LinkQuery) -> Result<Vec<ActorRow>, LedgerError> {
        Ok(self
            .keyed_actors(query)?
            .into_iter()
            .map(|(_, row)| row)
            .collect())
    }

    fn keyed_actors(&self, query: &LinkQuery) -> Result<Vec<(String, ActorRow)>, LedgerError> {
        let mut out = Vec::new();
        let most = query.limit.unwrap_or(usize::MAX);
        if let Some(day) = query.as_of {
            return self.actors_on(day, query);
        }
        let wanted = query.name.as_ref().map(|name| name.to_lowercase());
        let parts = wanted.as_deref().and_then(phrase);
        let sql = match parts {
            Some(_) => {
                "SELECT key, words, data FROM actors
                 WHERE number IN (SELECT rowid FROM actor_parts WHERE actor_parts MATCH ?1) ORDER BY name, key"
            }
            None => "SELECT key, words, data FROM actors WHERE ?1 IS NULL ORDER BY name, key",
        };
        let mut statement = self.connection.prepare_cached(sql).map_err(|e| self.failed(e))?;
        let mut rows = statement.query([parts]).map_err(|e| self.failed(e))?;
        while let Some(row) = rows.next().map_err(|e| self.failed(e))? {
            let read = || -> rusqlite::Result<Option<(String, String)>> {
                let words = row.get_ref(1)?.as_str()?;
                if wanted
                    .as_ref()
                    .is_some_and(|wanted| !words.contains(wanted.as_str()))
                {
                    return Ok(None);
                }
                Ok(Some((row.get(0)?, row.get(2)?)))
            };
            if let Some((key, data)) = read().map_err(|e| self.failed(e))? {
                out.push((key, self.parsed(&data)?));
                if out.len() >= most {
                    break;
                }
            }
        }
        Ok(out)
    }

    /// The actors that go by a name, each with what it is in every story; as it was known on a day.
    pub fn actors_named(&self, name: &str, as_of: Option<Date>) -> Result<Vec<ActorInFull>, LedgerError> {
        let query = LinkQuery {
            name: Some(name.to_owned()),
            as_of,
            ..LinkQuery::default()
        };
        let mut found = self.keyed_actors(&query)?;
        let exact = |row: &ActorRow| {
            let names = row.aliases.iter().chain([&row.name]);
            names
                .map(|alias| name_key(alias))
                .any(|alias| alias == name_key(name))
        };
        if found.iter().any(|(_, row)| exact(row)) {
            found.retain(|(_, row)| exact(row));
        }
        found
            .into_iter()
            .map(|(key, row)| self.in_full(&key, row, as_of))
            .collect()
    }

    fn in_full(&self, key: &str, row: ActorRow, as_of: Option<Date>) -> Result<ActorInFull, LedgerError> {
        let mut out = ActorInFull {
            actor: row,
            roles: Vec::new(),
            acts_for: Vec::new(),
            claims: Vec::new(),
            positions: Vec::new(),
        };
        let until = as_of.map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string());
        let sql = "SELECT l.story, l.data FROM linked l JOIN stories s ON s.number = l.story
                   WHERE l.kind = 'actor' AND l.name = ?1 AND s.last <= ?2";
        let stories: rusqlite::Result<Vec<(i64, String)>> =
            self.connection.prepare_cached(sql).and_then(|mut statement| {
                statement
                    .query_map([key, &until], |row| Ok((row.get(0)?, row.get(1)?)))?
                    .collect()
            });
        let mut of_story_rows =
            self.connection
                .prepare_cached(
                    "SELECT data FROM linked WHERE kind = ?1 AND name = ?2 AND story = ?3 ORDER BY about, day, data",
                )
                .map_err(|e| self.failed(e))?;
        for (story, data) in stories.map_err(|e| self.failed(e))? {
            let in_story: InStory = self.parsed(&data)?;
            let name = &in_story.actor.name;
            let mut kept = |kind: &str| -> Result<Vec<String>, LedgerError> {
                of_story_rows
                    .query_map(params![kind, name, story], |row| row.get(0))
                    .and_then(Iterator::collect)
                    .map_err(|e| self.failed(e))
            };
            for data in kept("claim")? {
                out.claims.push(self.parsed(&data)?);
            }
            for data in kept("position")? {
                out.positions.push(self.parsed(&data)?);
            }
            out.roles.extend(in_story.actor.roles);
        }
        for whole in as_of.map_or_else(|| Ok(Vec::new()), |day| self.ongoing(day))? {
            let first = whole
                .records
                .first()
                .map_or("", |record| record.report.id.as_str());
            for (_, in_story) in of_story(&whole.linked, first)
                .into_iter()
                .filter(|(k, _)| k == key)
            {
                let own = |name: &str| name == in_story.actor.name;
                out.claims
                    .extend(whole.linked.claims.iter().filter(|c| own(&c.by)).cloned());
                out.positions
                    .extend(whole.linked.positions.iter().filter(|p| own(&p.actor)).cloned());
                out.roles.extend(in_story.actor.roles.clone());
            }
        }
        out.claims.sort_by(|a, b| (a.first, &a.id).cmp(&(b.first, &b.id)));
        out.positions
            .sort_by(|a, b| (&a.issue, a.as_of, &a.evidence).cmp(&(&b.issue, b.as_of, &b.evidence)));
        self.dated(&mut out)?;
        Ok(out)
    }

    /// Puts roles in the order of their reports' days, and finds whom an actor speaks for.
    fn dated(&self, of: &mut ActorInFull) -> Result<(), LedgerError> {
        let mut roles: Vec<(Date, String, String)> = Vec::new();
        for (role, report) in std::mem::take(&mut of.roles) {
            let day = self.day_of(&report)?.unwrap_or(Date::MAX);
            if !roles
                .iter()
                .any(|(known, what, _)| *known == day && *what == role)
            {
                roles.push((day, role, report));
            }
        }
        roles.sort();
        of.roles = roles
            .into_iter()
            .map(|(_, role, report)| (role, report))
            .collect();
        let sql = "SELECT c.on_behalf_of FROM claims c JOIN reports r ON r.number = c.report
                   WHERE r.id = ?1 AND r.newest = 1 AND c.attribution = ?2 AND c.on_behalf_of IS NOT NULL";
        let mut statement = self.connection.prepare_cached(sql).map_err(|e| self.failed(e))?;
        for claim in &of.claims {
            let Some((report, attribution)) = claim.id.rsplit_once('#') else {
                continue;
            };
            let whom: Option<String> = statement
                .query_row([report, attribution], |row| row.get(0))
                .optional()
                .map_err(|e| self.failed(e))?;
            if let Some(whom) = whom.filter(|whom| !of.acts_for.iter().any(|(known, _)| known == whom)) {
                of.acts_for.push((whom, claim.id.clone()));
            }
        }
        Ok(())
    }
}
