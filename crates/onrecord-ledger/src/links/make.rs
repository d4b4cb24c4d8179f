//! The links of a story, made and kept.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use onrecord_link::{Choices, Linked, Tie};
use onrecord_types::Record;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use crate::links::actors::{InStory, count, of_story, refresh};
use crate::links::group::{json, kind};
use crate::links::rows::rows;
use crate::{Ledger, LedgerError};

/// A story's records and what ties them.
pub(super) struct Material {
    pub story: i64,
    pub id: String,
    pub records: Vec<Record>,
    pub ties: Vec<Tie>,
}

impl Ledger {
    /// Links stories and keeps what that gives, in one transaction.
    pub(super) fn make(&self, stories: &[i64]) -> Result<(), LedgerError> {
        let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)
            .map_err(|e| self.failed(e))?;
        let choices = self.choices()?;
        let mut actors = BTreeSet::new();
        for &story in stories {
            let material = self.material(story)?;
            let linked = Linked::with(&material.records, &material.ties, &choices);
            forget_rows(&self.connection, story, &mut actors)
                .and_then(|()| keep(&self.connection, &material, &linked, &mut actors))
                .map_err(|e| self.failed(e))?;
        }
        refresh(&self.connection, &actors)
            .and_then(|()| transaction.commit())
            .map_err(|e| self.failed(e))
    }

    /// What a story is linked from: its reports that are there.
    pub(super) fn material(&self, story: i64) -> Result<Material, LedgerError> {
        let members = "r.number IN (SELECT report FROM story_reports WHERE story = ?1)";
        let records = self.records_where(members, [story])?;
        let read = || -> rusqlite::Result<(String, Vec<Tie>)> {
            let id = self
                .connection
                .prepare_cached("SELECT id FROM stories WHERE number = ?1")?
                .query_row([story], |row| row.get(0))?;
            let mut statement = self.connection.prepare_cached(
                "SELECT r.id, o.id, t.data FROM story_reports s JOIN ties t ON t.report = s.report
                 JOIN reports r ON r.number = t.report JOIN reports o ON o.number = t.other
                 WHERE s.story = ?1 ORDER BY r.date, r.id, o.date, o.id, t.data",
            )?;
            let mut ties = Vec::new();
            let mut rows = statement.query([story])?;
            while let Some(row) = rows.next()? {
                if let Some(kind) = kind(row.get_ref(2)?.as_str()?) {
                    ties.push(Tie {
                        report: row.get(0)?,
                        to: row.get(1)?,
                        kind,
                    });
                }
            }
            Ok((id, ties))
        };
        let (id, ties) = read().map_err(|e| self.failed(e))?;
        Ok(Material {
            story,
            id,
            records,
            ties,
        })
    }

    /// What the user has laid down.
    pub fn choices(&self) -> Result<Choices, LedgerError> {
        let sql = "SELECT kind, data FROM choices ORDER BY number";
        let rows: rusqlite::Result<Vec<(String, String)>> =
            self.connection.prepare_cached(sql).and_then(|mut statement| {
                statement
                    .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                    .collect()
            });
        let mut choices = Choices::default();
        for (kind, data) in rows.map_err(|e| self.failed(e))? {
            let damaged = |e| LedgerError::damaged(&self.path, "a choice", e);
            match kind.as_str() {
                "actor" => choices.actors.push(serde_json::from_str(&data).map_err(damaged)?),
                _ => choices.links.push(serde_json::from_str(&data).map_err(damaged)?),
            }
        }
        Ok(choices)
    }
}

/// Forgets what is kept of a story's links. `actors` gets the keys of its actors, whose rows are then to be put right.
pub(super) fn forget_rows(
    connection: &Connection,
    story: i64,
    actors: &mut BTreeSet<String>,
) -> rusqlite::Result<()> {
    let mut of = connection.prepare_cached(
        "SELECT name, data FROM linked INDEXED BY linked_by_story WHERE story = ?1 AND kind = 'actor'",
    )?;
    let mut rows = of.query([story])?;
    while let Some(row) = rows.next()? {
        let key: String = row.get(0)?;
        if let Ok(in_story) = serde_json::from_str::<InStory>(row.get_ref(1)?.as_str()?) {
            count(connection, &key, &in_story, -1)?;
        }
        actors.insert(key);
    }
    // By the story: another index has all that is asked for, and would be read through.
    let mut positions = connection.prepare_cached(
        "SELECT number FROM linked INDEXED BY linked_by_story WHERE story = ?1 AND kind = 'position'",
    )?;
    let mut forget = connection.prepare_cached("DELETE FROM position_parts WHERE rowid = ?1")?;
    let mut rows = positions.query([story])?;
    while let Some(row) = rows.next()? {
        forget.execute([row.get::<_, i64>(0)?])?;
    }
    connection
        .prepare_cached("DELETE FROM linked WHERE story = ?1")?
        .execute([story])?;
    connection
        .prepare_cached(
            "DELETE FROM statements WHERE report IN (SELECT report FROM story_reports WHERE story = ?1)",
        )?
        .execute([story])?;
    Ok(())
}

fn keep(
    connection: &Connection,
    material: &Material,
    linked: &Linked,
    actors: &mut BTreeSet<String>,
) -> rusqlite::Result<()> {
    let story = material.story;
    let dates: HashMap<&str, Date> = material
        .records
        .iter()
        .map(|record| (record.report.id.as_str(), record.report.date))
        .collect();
    let mut put = connection.prepare_cached(
        "INSERT INTO linked (story, kind, day, name, about, data) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (key, in_story) in of_story(linked, &material.id) {
        let first = in_story
            .actor
            .reports
            .first()
            .and_then(|id| dates.get(id.as_str()));
        let day = first.map(Date::to_string).unwrap_or_default();
        put.execute(params![story, "actor", day, key, "", json(&in_story)?])?;
        count(connection, &key, &in_story, 1)?;
        actors.insert(key);
    }
    let mut parts =
        connection.prepare_cached("INSERT INTO position_parts (rowid, name, about) VALUES (?1, ?2, ?3)")?;
    for row in rows(linked, &dates) {
        put.execute(params![story, row.kind, row.day, row.name, row.about, row.data])?;
        if row.kind == "position" {
            parts.execute(params![connection.last_insert_rowid(), row.name, row.about])?;
        }
    }
    keep_statements(connection, linked)?;
    let data = linked.stories.first().map(json).transpose()?;
    connection
        .prepare_cached("UPDATE stories SET stale = 0, data = ?2 WHERE number = ?1")?
        .execute(params![story, data])?;
    Ok(())
}

fn keep_statements(connection: &Connection, linked: &Linked) -> rusqlite::Result<()> {
    let claims: HashMap<&str, _> = linked
        .claims
        .iter()
        .map(|claim| (claim.id.as_str(), claim))
        .collect();
    let mut put = connection.prepare_cached(
        "INSERT OR REPLACE INTO statements
         SELECT number, ?2, ?3, ?4, ?5, ?6, ?7 FROM reports WHERE id = ?1 AND newest = 1",
    )?;
    for (address, claim) in &linked.statements {
        let (Some((report, attribution)), Some(claim)) =
            (address.rsplit_once('#'), claims.get(claim.as_str()))
        else {
            continue;
        };
        let list = |names: &Vec<String>| (!names.is_empty()).then(|| json(names)).transpose();
        put.execute(params![
            report,
            attribution,
            claim.id,
            claim.number_of_sources as i64,
            claim.independent_reports as i64,
            list(&claim.same_as)?,
            list(&claim.via)?,
        ])?;
    }
    Ok(())
}
