//! Files that are a ledger, and files that aren't.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(missing_docs)]

mod common;

use std::path::Path;

use common::{BY, assert_sound, folder, numbered};
use onrecord_ledger::{Ledger, LedgerError, ReportQuery};
use rusqlite::Connection;

/// A ledger of some reports.
fn filled(path: &Path) {
    let mut ledger = Ledger::open(path).unwrap();
    for n in 0..5 {
        ledger.add(&numbered(n), BY).unwrap();
    }
}

/// The error names the file, says what's the matter and what to do.
#[track_caller]
fn told(error: &LedgerError, path: &Path, what: &str) {
    let message = error.to_string();
    assert!(message.contains(&path.display().to_string()), "{message}");
    assert!(message.contains(what), "{message}");
    assert!(!message.contains('\n'), "{message}");
    assert!(error.hint().is_some_and(|hint| !hint.is_empty()), "{message}");
}

/// What lies in a folder, with its bytes.
fn all(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            (
                entry.file_name().into_string().unwrap(),
                std::fs::read(entry.path()).unwrap(),
            )
        })
        .collect();
    files.sort();
    files
}

#[test]
fn no_ledger_to_read() {
    let (_folder, path) = folder();
    told(
        &Ledger::open_read_only(&path).unwrap_err(),
        &path,
        "there is no ledger",
    );
    assert!(!path.exists());
    std::fs::write(&path, "").unwrap();
    told(&Ledger::open_read_only(&path).unwrap_err(), &path, "empty");
    // An empty file can become one.
    filled(&path);
    assert_sound(&path);
}

#[test]
fn folders_are_made() {
    let (folder, _) = folder();
    let path = folder.path().join("a/b c/d%20?e#/ledger.db");
    filled(&path);
    assert_eq!(
        Ledger::open_read_only(&path)
            .unwrap()
            .count_reports(&ReportQuery::default())
            .unwrap(),
        5
    );
}

#[test]
fn a_text_is_no_ledger_and_stays_as_it_is() {
    let (folder, path) = folder();
    std::fs::write(&path, "Norland will sign, Aho said.\n".repeat(100)).unwrap();
    let before = all(folder.path());
    told(&Ledger::open(&path).unwrap_err(), &path, "not a ledger");
    told(&Ledger::open_read_only(&path).unwrap_err(), &path, "not a ledger");
    assert_eq!(all(folder.path()), before);
}

#[test]
fn the_database_of_another_program_stays_as_it_is() {
    let (folder, path) = folder();
    let other = Connection::open(&path).unwrap();
    other
        .execute_batch("CREATE TABLE bookmarks (url TEXT); INSERT INTO bookmarks VALUES ('a')")
        .unwrap();
    drop(other);
    let before = all(folder.path());
    told(&Ledger::open(&path).unwrap_err(), &path, "not a ledger");
    told(&Ledger::open_read_only(&path).unwrap_err(), &path, "not a ledger");
    assert!(all(folder.path()) == before, "not a byte of it may change");
}

#[test]
fn a_ledger_of_a_newer_schema_stays_as_it_is() {
    let (folder, path) = folder();
    filled(&path);
    let newer = Connection::open(&path).unwrap();
    newer
        .execute_batch("CREATE TABLE weather (day TEXT); PRAGMA user_version = 7")
        .unwrap();
    drop(newer);
    let before = all(folder.path());
    for error in [
        Ledger::open(&path).unwrap_err(),
        Ledger::open_read_only(&path).unwrap_err(),
    ] {
        told(&error, &path, "schema 7");
        assert!(error.hint().unwrap().contains("newer onrecord"));
    }
    let after = all(folder.path());
    assert!(after.iter().find(|(name, _)| name == "ledger.db") == before.first());
}

#[test]
fn a_ledger_made_by_other_migrations_is_refused() {
    let (_folder, path) = folder();
    filled(&path);
    let other = Connection::open(&path).unwrap();
    other
        .execute("UPDATE migrations SET checksum = 'f00'", [])
        .unwrap();
    drop(other);
    told(&Ledger::open(&path).unwrap_err(), &path, "another onrecord");
    told(
        &Ledger::open_read_only(&path).unwrap_err(),
        &path,
        "another onrecord",
    );
}

#[test]
fn a_damaged_ledger_is_told_without_a_panic() {
    let (_folder, path) = folder();
    filled(&path);
    let sound = std::fs::read(&path).unwrap();
    let mut told_of_it = 0;
    for page in 0..sound.len() / 4096 {
        let mut bytes = sound.clone();
        bytes[page * 4096 + 100..(page + 1) * 4096].fill(0xa5);
        std::fs::write(&path, bytes).unwrap();
        let asked = Ledger::open_read_only(&path).and_then(|ledger| {
            ledger.reports(&ReportQuery {
                about: Some("lorries".into()),
                ..Default::default()
            })?;
            (0..5).try_for_each(|n| ledger.record(&format!("r{n}")).map(drop))
        });
        if let Err(error) = asked {
            told(&error, &path, "");
            told_of_it += 1;
        }
    }
    assert!(told_of_it > 2, "{told_of_it}");
    // Cut off in the middle.
    std::fs::write(&path, &sound[..sound.len() / 2]).unwrap();
    if let Err(error) = Ledger::open(&path) {
        told(&error, &path, "");
    }
}

#[test]
fn names_that_sqlite_has_a_meaning_for_are_files() {
    assert!(Ledger::open(Path::new("")).unwrap_err().hint().is_some());
    assert!(Ledger::open_read_only(Path::new("")).is_err());
    let (folder, _) = folder();
    for name in [":memory:", "file:ledger.db?mode=memory"] {
        // As a user in that folder would name it; the working folder is the whole process's.
        let path = relative(folder.path()).join(name);
        filled(&path);
        assert!(folder.path().join(name).metadata().unwrap().len() > 0);
    }
    let bare = Path::new(":memory:");
    told(
        &Ledger::open_read_only(bare).unwrap_err(),
        bare,
        "there is no ledger",
    );
}

/// A path that leads to `folder` from the working folder.
fn relative(folder: &Path) -> std::path::PathBuf {
    let here = std::env::current_dir().unwrap();
    let up: std::path::PathBuf = here.components().skip(1).map(|_| "..").collect();
    up.join(folder.strip_prefix("/").unwrap_or(folder))
}

#[test]
fn a_place_where_no_file_can_be_is_told() {
    let (folder, _) = folder();
    let file = folder.path().join("file");
    std::fs::write(&file, "x").unwrap();
    let error = Ledger::open(&file.join("ledger.db")).unwrap_err();
    told(&error, &file, "folder can't be made");
    let error = Ledger::open(folder.path()).unwrap_err();
    told(&error, folder.path(), "can't be opened");
    assert!(Ledger::open_read_only(folder.path()).is_err());
}

#[test]
fn reading_leaves_the_file_as_it_is() {
    let (folder, path) = folder();
    filled(&path);
    let before = all(folder.path());
    assert_eq!(before.len(), 1, "closed, a ledger is one file");
    let ledger = Ledger::open_read_only(&path).unwrap();
    assert_eq!(ledger.reports(&ReportQuery::default()).unwrap().len(), 5);
    drop(ledger);
    let after = all(folder.path());
    assert!(after.iter().find(|(name, _)| name == "ledger.db") == before.first());
    let mut ledger = Ledger::open_read_only(&path).unwrap();
    let error = ledger.add(&numbered(7), BY).unwrap_err();
    told(&error, &path, "can't be written");
}

#[test]
fn the_usual_place_is_in_the_users_data_folder() {
    if let Some(path) = Ledger::default_path() {
        assert!(path.ends_with("ledger.db"), "{}", path.display());
        assert!(path.to_str().unwrap().to_lowercase().contains("onrecord"));
    }
}
