//! Real reports, where the corpora lie beside the project; skipped with a word elsewhere.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};

use jiff::civil::date;
use onrecord_read::{Options, reports};

fn corpus(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/corpora")
        .join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {name} is not beside the project");
    None
}

#[test]
fn the_seed_report() {
    let Some(path) = corpus("seed/anadolu_2025-03-06.txt") else {
        return;
    };
    let bytes = std::fs::read_to_string(&path).expect("the seed report");
    let mut found = reports(&[path.into()], Options::default());
    let report = found.next().expect("a report").expect("a right one");
    assert_eq!(
        (report.id.as_str(), report.date),
        ("anadolu_2025-03-06", date(2025, 3, 6))
    );
    assert!(bytes.ends_with(&report.text) && bytes.len() - report.text.len() == " date 2025-03-06 ".len());
    assert!(found.next().is_none());
}

#[test]
fn the_wire_reports() {
    let Some(path) = corpus("wire/reports.jsonl") else {
        return;
    };
    let lines = std::fs::read_to_string(&path).expect("the wire reports");
    let mut count = 0;
    for (report, line) in reports(&[path.into()], Options::default()).zip(lines.lines()) {
        let report = report.expect("a right report");
        let given: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(given["id"], report.id);
        assert_eq!(given["text"], report.text);
        assert_eq!(given["date"], report.date.to_string());
        assert_eq!(given["publisher"], report.publisher.expect("a publisher"));
        count += 1;
    }
    assert_eq!(count, 1_952);
}

#[test]
fn dates_that_are_null() {
    let Some(path) = corpus("uner/dev.jsonl") else {
        return;
    };
    let undated = |options| {
        reports(&[path.clone().into()], options)
            .filter(Result::is_err)
            .count()
    };
    assert_eq!(undated(Options::default()), 268);
    assert_eq!(
        undated(Options {
            date: Some(date(2020, 1, 1)),
            ..Options::default()
        }),
        0
    );
}
