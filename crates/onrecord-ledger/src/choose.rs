//! What the user lays down, and that it holds.

use std::collections::BTreeSet;

use onrecord_link::{Choices, name_key};
use rusqlite::{Connection, params};

use crate::{Ledger, LedgerError};

impl Ledger {
    /// Puts a user's choices in the place of those there were, and brings up to date what they change.
    pub fn choose(&mut self, choices: &Choices) -> Result<(), LedgerError> {
        self.link()?;
        let before = self.choices()?;
        let (names, reports) = changed(&before, choices);
        self.write(|transaction| {
            put(transaction, choices)?;
            leave_stale(transaction, &names, &reports)
        })?;
        self.link().map(drop)
    }
}

/// The names and the reports that either of two sets of choices speaks of, and the other not in the same way.
fn changed(before: &Choices, after: &Choices) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut names = BTreeSet::new();
    for (one, other) in [(before, after), (after, before)] {
        for actor in one.actors.iter().filter(|actor| !other.actors.contains(actor)) {
            names.extend(
                actor
                    .aliases
                    .iter()
                    .chain([&actor.name])
                    .map(|name| name_key(name)),
            );
        }
    }
    let mut reports = BTreeSet::new();
    for (one, other) in [(before, after), (after, before)] {
        for link in one.links.iter().filter(|link| !other.links.contains(link)) {
            let claims = [&link.claim, &link.other];
            let of = claims.iter().filter_map(|claim| claim.rsplit_once('#'));
            reports.extend(of.map(|(report, _)| report.to_owned()));
        }
    }
    (names, reports)
}

fn put(connection: &Connection, choices: &Choices) -> rusqlite::Result<()> {
    let failed = |e| rusqlite::Error::ToSqlConversionFailure(Box::new(e));
    connection.execute("DELETE FROM choices", [])?;
    let mut insert = connection.prepare_cached("INSERT INTO choices (kind, data) VALUES (?1, ?2)")?;
    for actor in &choices.actors {
        let data = serde_json::to_string(actor).map_err(failed)?;
        insert.execute(params!["actor", data])?;
    }
    for link in &choices.links {
        let data = serde_json::to_string(link).map_err(failed)?;
        insert.execute(params!["link", data])?;
    }
    Ok(())
}

/// Leaves the stories stale in which any of the names stands, or that any of the reports is in.
fn leave_stale(
    connection: &Connection,
    names: &BTreeSet<String>,
    reports: &BTreeSet<String>,
) -> rusqlite::Result<()> {
    let mut stale = connection.prepare_cached(
        "UPDATE stories SET stale = 1 WHERE number IN
            (SELECT story FROM linked WHERE kind = 'actor' AND name = ?1)",
    )?;
    if !names.is_empty() {
        let mut aliases =
            connection.prepare_cached("SELECT key, word FROM actor_words WHERE what IN ('alias', 'name')")?;
        let mut rows = aliases.query([])?;
        let mut keys: BTreeSet<String> = BTreeSet::new();
        while let Some(row) = rows.next()? {
            if names.contains(&name_key(row.get_ref(1)?.as_str()?)) {
                keys.insert(row.get(0)?);
            }
        }
        for key in keys {
            stale.execute([key])?;
        }
    }
    let mut of_report = connection.prepare_cached(
        "UPDATE stories SET stale = 1 WHERE number IN
            (SELECT s.story FROM story_reports s JOIN reports r ON r.number = s.report WHERE r.id = ?1)",
    )?;
    for report in reports {
        of_report.execute([report])?;
    }
    Ok(())
}
