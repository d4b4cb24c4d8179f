//! Records in.

use std::collections::HashMap;

use jiff::civil::Date;
use onrecord_types::{Attribution, Entity, Event, Offsets, Record, Report, Sentence, Span, Time};
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};
use serde::{Deserialize, Serialize};

use crate::hash::hash;
use crate::{Added, Ledger, LedgerError};

/// A report's first words are shown up to so many code points.
const OPENING: usize = 160;

/// What was found in a report, as it lies in the ledger.
#[derive(Serialize)]
struct Found<'r> {
    language: &'r Option<String>,
    sentences: &'r [Sentence],
    times: &'r [Time],
    entities: &'r [Entity],
    attributions: &'r [Attribution],
    events: &'r [Event],
}

/// The same, read back.
#[derive(Deserialize)]
pub(crate) struct Kept {
    #[serde(default)]
    pub language: Option<String>,
    pub sentences: Vec<Sentence>,
    pub times: Vec<Time>,
    pub entities: Vec<Entity>,
    pub attributions: Vec<Attribution>,
    pub events: Vec<Event>,
}

impl Ledger {
    /// Whether the ledger has this very report, in any version, extracted by `extractor`: adding its record
    /// would then change nothing.
    pub fn has(&self, report: &Report, extractor: &str) -> Result<bool, LedgerError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT 1 FROM reports WHERE id = ?1 AND hash = ?2 AND extractor = ?3")
            .map_err(|e| self.failed(e))?;
        statement
            .exists(params![report.id, hash(report), extractor])
            .map_err(|e| self.failed(e))
    }

    /// Adds a record in one transaction. `extractor` names the program and weights that made it.
    ///
    /// The same report changes nothing, whichever of its versions it is; found by another extractor, what was
    /// found in it is renewed. Another text or head under a known id becomes the newest version.
    pub fn add(&mut self, record: &Record, extractor: &str) -> Result<Added, LedgerError> {
        let path = self.path.clone();
        let found = serde_json::to_string(&Found {
            language: &record.language,
            sentences: &record.sentences,
            times: &record.times,
            entities: &record.entities,
            attributions: &record.attributions,
            events: &record.events,
        })
        .map_err(|e| LedgerError::damaged(&path, &format!("the record of {}", record.report.id), e))?;
        add(&mut self.connection, record, extractor, &found).map_err(|e| LedgerError::sqlite(&path, e))
    }
}

fn add(
    connection: &mut rusqlite::Connection,
    record: &Record,
    extractor: &str,
    found: &str,
) -> rusqlite::Result<Added> {
    let report = &record.report;
    let hash = hash(report);
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let known: Option<(i64, String, bool)> = transaction
        .prepare_cached("SELECT number, extractor, newest FROM reports WHERE id = ?1 AND hash = ?2")?
        .query_row(params![report.id, hash], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    if let Some((number, by, newest)) = known {
        if by == extractor {
            return Ok(Added::Unchanged);
        }
        transaction.execute(
            "UPDATE reports SET extractor = ?2, found = ?3, attributions = ?4 WHERE number = ?1",
            params![number, extractor, found, record.attributions.len() as i64],
        )?;
        if newest {
            forget_claims(&transaction, number)?;
            put_claims(&transaction, number, record)?;
            put_vectors(&transaction, number, record)?;
        }
        transaction.commit()?;
        return Ok(Added::Renewed);
    }
    let before: Option<(i64, u32)> = transaction
        .prepare_cached("SELECT number, version FROM reports WHERE id = ?1 AND newest = 1")?
        .query_row([&report.id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if let Some((number, _)) = before {
        transaction.execute("UPDATE reports SET newest = 0 WHERE number = ?1", [number])?;
        transaction.execute("DELETE FROM report_words WHERE rowid = ?1", [number])?;
        forget_claims(&transaction, number)?;
    }
    let version = before.map_or(1, |(_, version)| version + 1);
    let number = put_report(&transaction, record, version, &hash, extractor, found)?;
    put_claims(&transaction, number, record)?;
    put_vectors(&transaction, number, record)?;
    transaction.commit()?;
    Ok(if version == 1 {
        Added::New
    } else {
        Added::NewVersion(version)
    })
}

fn put_report(
    transaction: &Transaction<'_>,
    record: &Record,
    version: u32,
    hash: &[u8],
    extractor: &str,
    found: &str,
) -> rusqlite::Result<i64> {
    let report = &record.report;
    let opening = opening(&report.text);
    transaction
        .prepare_cached(
            "INSERT INTO reports (id, version, newest, hash, extractor, date, publisher, publisher_key, title, url,
                text, opening, words, attributions, found, added)
             VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        )?
        .execute(params![
            report.id,
            version,
            hash,
            extractor,
            report.date.to_string(),
            report.publisher,
            publisher_key(report),
            report.title,
            report.url,
            report.text,
            opening,
            report.text.split_whitespace().count() as i64,
            record.attributions.len() as i64,
            found,
            jiff::Timestamp::now().to_string(),
        ])?;
    let number = transaction.last_insert_rowid();
    transaction
        .prepare_cached("INSERT INTO report_words (rowid, title, text) VALUES (?1, ?2, ?3)")?
        .execute(params![number, report.title, report.text])?;
    Ok(number)
}

fn put_claims(transaction: &Transaction<'_>, number: i64, record: &Record) -> rusqlite::Result<()> {
    let text = &record.report.text;
    let offsets = Offsets::new(text);
    let names: HashMap<&str, &str> = record
        .entities
        .iter()
        .map(|e| (e.id.as_str(), e.name.as_str()))
        .collect();
    let words = |spans: &[Span]| {
        spans
            .iter()
            .filter_map(|&span| offsets.slice(text, span))
            .collect::<Vec<_>>()
            .join(" … ")
    };
    let mut claim = transaction.prepare_cached(
        "INSERT INTO claims (report, position, attribution, source, source_name, source_key, source_kind, cue,
            content, spans, directness, said_on, act, on_behalf_of, anonymity, negated, hedged, addressee, medium,
            parent, chain, confidence, date, publisher_key)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
            ?23, ?24)",
    )?;
    let mut claim_words = transaction
        .prepare_cached("INSERT INTO claim_words (rowid, source, name, content) VALUES (?1, ?2, ?3, ?4)")?;
    let mut claim_times = transaction
        .prepare_cached("INSERT OR IGNORE INTO claim_times (claim, first, last) VALUES (?1, ?2, ?3)")?;
    let date = record.report.date.to_string();
    let publisher = publisher_key(&record.report);
    let name_of = |a: &Attribution| {
        let name = a.source_entity.as_deref().and_then(|id| names.get(id).copied());
        name.map_or_else(|| words(&a.source), str::to_owned)
    };
    for (position, a) in record.attributions.iter().enumerate() {
        let (source, content) = (words(&a.source), words(&a.content));
        let name = a.source_entity.as_deref().and_then(|id| names.get(id).copied());
        let spans = serde_json::to_string(&(&a.source, &a.cue, &a.content)).unwrap_or_default();
        claim.execute(params![
            number,
            position as i64,
            a.id,
            source,
            name,
            key(name.unwrap_or(&source)),
            a.source_kind.map(|kind| kind.as_str()),
            words(&a.cue),
            content,
            spans,
            a.directness.map(|directness| directness.as_str()),
            a.said_on.map(|day| day.to_string()),
            a.act.map(|act| act.as_str()),
            a.on_behalf_of,
            a.anonymity,
            a.negated,
            a.hedged,
            a.addressee.map(|span| words(&[span])),
            a.medium.map(|span| words(&[span])),
            a.parent,
            chain(record, a, &name_of),
            a.confidence
                .map(|confidence| (confidence.get() * 100.0).round() as i64),
            date,
            publisher,
        ])?;
        let claim = transaction.last_insert_rowid();
        claim_words.execute(params![claim, source, name, content])?;
        for time in record.times.iter().filter(|time| is_in(time, &a.content)) {
            if let Some((first, last)) = days(time) {
                claim_times.execute(params![claim, first.to_string(), last.to_string()])?;
            }
        }
    }
    Ok(())
}

fn is_in(time: &Time, content: &[Span]) -> bool {
    let touches = |span: &Span| time.span.start() < span.end() && span.start() < time.span.end();
    content.iter().any(touches)
}

/// The days of the calendar that a time covers; none for "now" and "recently", and where the text doesn't say. What is open
/// reaches to the calendar's end.
fn days(time: &Time) -> Option<(Date, Date)> {
    let vague = time.value.as_ref().is_none_or(|value| value.ends_with("_REF"));
    if vague || time.from.or(time.to).is_none() {
        return None;
    }
    Some((time.from.unwrap_or(Date::ZERO), time.to.unwrap_or(Date::MAX)))
}

/// By which publishers are compared.
fn publisher_key(report: &Report) -> Option<String> {
    report.publisher.as_ref().map(|name| name.to_lowercase())
}

/// Who passes an attribution on, as JSON: the sources of its parents outwards, then the publisher; none for one that
/// the report itself gives.
fn chain(record: &Record, a: &Attribution, name_of: &dyn Fn(&Attribution) -> String) -> Option<String> {
    let parent_of = |a: &Attribution| {
        record
            .attributions
            .iter()
            .find(|p| a.parent.as_ref() == Some(&p.id))
    };
    let mut names: Vec<String> = Vec::new();
    let mut at = parent_of(a);
    // Parents make a tree, but a record from elsewhere may say otherwise.
    while let Some(parent) = at.filter(|_| names.len() < record.attributions.len()) {
        names.push(name_of(parent));
        at = parent_of(parent);
    }
    if names.is_empty() {
        return None;
    }
    names.extend(record.report.publisher.clone());
    serde_json::to_string(&names).ok()
}

fn put_vectors(transaction: &Transaction<'_>, number: i64, record: &Record) -> rusqlite::Result<()> {
    let bytes: Vec<Vec<u8>> = record.vectors.iter().map(|vector| vector.bytes()).collect();
    let width = bytes.first().map_or(0, Vec::len);
    if width == 0 || bytes.iter().any(|vector| vector.len() != width) {
        return Ok(());
    }
    transaction
        .prepare_cached("INSERT INTO vectors (report, width, vectors) VALUES (?1, ?2, ?3)")?
        .execute(params![number, width as i64, bytes.concat()])?;
    Ok(())
}

pub(crate) fn forget_claims(transaction: &Transaction<'_>, number: i64) -> rusqlite::Result<()> {
    transaction.execute("DELETE FROM vectors WHERE report = ?1", [number])?;
    transaction.execute(
        "DELETE FROM claim_words WHERE rowid IN (SELECT number FROM claims WHERE report = ?1)",
        [number],
    )?;
    transaction.execute("DELETE FROM claims WHERE report = ?1", [number])?;
    Ok(())
}

/// By which sources are one: their name on one line, in lower case, without an article before it.
fn key(name: &str) -> Option<String> {
    let name = name
        .to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let bare = ["the ", "a ", "an "]
        .iter()
        .find_map(|article| name.strip_prefix(article))
        .unwrap_or(&name);
    (!bare.is_empty()).then(|| bare.to_owned())
}

fn opening(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
        if out.chars().count() >= OPENING {
            break;
        }
    }
    match out.char_indices().nth(OPENING - 1) {
        Some((at, _)) if out.chars().count() > OPENING => format!("{}…", out.get(..at).unwrap_or_default()),
        _ => out,
    }
}
