//! Invented reports and what is common to the tests of the ledger.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)] // a test may
#![allow(dead_code)]

use std::path::{Path, PathBuf};

use onrecord_ledger::Ledger;
use onrecord_types::{Attribution, Entity, EntityType, Offsets, Record, Report, SourceKind, Span};

/// The extractor of these tests.
pub const BY: &str = "test 1";

/// A folder that goes with the test, and a ledger's path in it.
pub fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.db");
    (folder, path)
}

/// A record without findings.
pub fn record(id: &str, text: &str) -> Record {
    Record {
        report: Report {
            id: id.into(),
            date: "2031-05-07".parse().unwrap(),
            publisher: None,
            title: None,
            url: None,
            text: text.into(),
        },
        sentences: Vec::new(),
        times: Vec::new(),
        entities: Vec::new(),
        attributions: Vec::new(),
        events: Vec::new(),
        vectors: Vec::new(),
        language: None,
    }
}

/// What tests change in a record.
pub trait Telling {
    fn on(self, date: &str) -> Self;
    fn of(self, publisher: &str) -> Self;
    fn titled(self, title: &str) -> Self;
    /// Adds that the first `source` in the text says by `cue` what stands in `content` (its parts divided by "|").
    fn says(self, source: &str, cue: &str, content: &str) -> Self;
    /// Adds that the last attribution's source is of this kind.
    fn kind(self, kind: SourceKind) -> Self;
    /// Adds that the last attribution's source is the entity of this name.
    fn name(self, name: &str) -> Self;
}

impl Telling for Record {
    fn on(mut self, date: &str) -> Self {
        self.report.date = date.parse().unwrap();
        self
    }

    fn of(mut self, publisher: &str) -> Self {
        self.report.publisher = Some(publisher.into());
        self
    }

    fn titled(mut self, title: &str) -> Self {
        self.report.title = Some(title.into());
        self
    }

    fn says(mut self, source: &str, cue: &str, content: &str) -> Self {
        let text = &self.report.text;
        let offsets = Offsets::new(text);
        let spans = |parts: &str| -> Vec<Span> {
            parts
                .split('|')
                .filter(|part| !part.is_empty())
                .map(|part| {
                    let at = text
                        .find(part)
                        .unwrap_or_else(|| panic!("“{part}” is not in the text"));
                    offsets.span(at..at + part.len()).unwrap()
                })
                .collect()
        };
        let attribution = Attribution {
            id: format!("a{}", self.attributions.len() + 1),
            source: spans(source),
            cue: spans(cue),
            content: spans(content),
            ..Attribution::default()
        };
        self.attributions.push(attribution);
        self
    }

    fn kind(mut self, kind: SourceKind) -> Self {
        self.attributions.last_mut().unwrap().source_kind = Some(kind);
        self
    }

    fn name(mut self, name: &str) -> Self {
        let id = match self.entities.iter().find(|e| e.name == name) {
            Some(entity) => entity.id.clone(),
            None => {
                let id = format!("e{}", self.entities.len() + 1);
                self.entities.push(Entity {
                    id: id.clone(),
                    kind: EntityType::Person,
                    name: name.into(),
                    mentions: Vec::new(),
                });
                id
            }
        };
        self.attributions.last_mut().unwrap().source_entity = Some(id);
        self
    }
}

/// The reports `r0`, `r1`, … that processes add at once and over again; every one is another.
pub fn numbered(n: usize) -> Record {
    let text = format!(
        "Aho said on Monday that {n} lorries had crossed the bridge at Söderby.\n\n“Not one,” said Lund. {}",
        "No one else in the capital would comment on the crossing. ".repeat(n % 7)
    );
    let content = format!("that {n} lorries had crossed the bridge at Söderby");
    record(&format!("r{n}"), &text)
        .of(["Norland Wire", "The Söderby Post"][n % 2])
        .titled(&format!("Crossing {n}"))
        .says("Aho", "said", &content)
        .name("Ilmari Aho")
        .kind(SourceKind::Named)
        .says("Lund", "said", "“Not one,”")
}

/// A ledger in memory with these records.
pub fn of(records: &[Record]) -> Ledger {
    let mut ledger = Ledger::in_memory().unwrap();
    for record in records {
        ledger.add(record, BY).unwrap();
    }
    ledger
}

/// Fails unless SQLite finds the file sound, the search tables too, and its rows belong together.
pub fn assert_sound(path: &Path) {
    let connection = rusqlite::Connection::open(path).unwrap();
    let one = |sql: &str| -> String {
        connection
            .query_row(sql, [], |row| row.get::<_, rusqlite::types::Value>(0))
            .map(|value| match value {
                rusqlite::types::Value::Text(text) => text,
                rusqlite::types::Value::Integer(number) => number.to_string(),
                other => panic!("{other:?}"),
            })
            .unwrap()
    };
    assert_eq!(one("PRAGMA integrity_check"), "ok");
    let mut broken = connection.prepare("PRAGMA foreign_key_check").unwrap();
    assert!(!broken.exists([]).unwrap());
    for table in ["report_words", "claim_words"] {
        connection
            .execute(
                &format!("INSERT INTO {table} ({table}) VALUES ('integrity-check')"),
                [],
            )
            .unwrap();
    }
    let newest = one("SELECT count(*) FROM reports WHERE newest = 1");
    assert_eq!(one("SELECT count(DISTINCT id) FROM reports"), newest);
    assert_eq!(
        one("SELECT count(*) FROM reports r WHERE newest = 1
             AND version <> (SELECT max(version) FROM reports o WHERE o.id = r.id)"),
        "0"
    );
    assert_eq!(one("SELECT count(*) FROM report_words"), newest);
    assert_eq!(
        one("SELECT count(*) FROM report_words w JOIN reports r ON r.number = w.rowid WHERE r.newest = 1"),
        newest
    );
    let claims = one("SELECT coalesce(sum(attributions), 0) FROM reports WHERE newest = 1");
    assert_eq!(one("SELECT count(*) FROM claims"), claims);
    assert_eq!(
        one("SELECT count(*) FROM claims c JOIN reports r ON r.number = c.report WHERE r.newest = 1"),
        claims
    );
    assert_eq!(
        one("SELECT count(*) FROM claim_words w JOIN claims c ON c.number = w.rowid"),
        claims
    );
}
