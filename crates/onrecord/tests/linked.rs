//! What the reports of a ledger add up to, as a user asks for it.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{err, out, run};

fn ledger(reports: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.db").to_str().unwrap().to_owned();
    let output = run(&["add", reports, "--ledger", &path]);
    assert!(output.status.success(), "{}", err(&output));
    (folder, path)
}

fn ask(path: &str, args: &[&str]) -> String {
    let output = run(&[args, &["--ledger", path]].concat());
    assert!(output.status.success(), "{args:?}: {}", err(&output));
    out(&output)
}

#[test]
fn the_examples_add_up() {
    let (_folder, path) = ledger("examples/reports");
    insta::assert_snapshot!("actors", ask(&path, &["actors"]));
    insta::assert_snapshot!("repeats", ask(&path, &["repeats"]));
    insta::assert_snapshot!("answers", ask(&path, &["answers"]));
    insta::assert_snapshot!("positions", ask(&path, &["positions", "--actor", "Front"]));
    insta::assert_snapshot!("agreements", ask(&path, &["agreements"]));
    insta::assert_snapshot!("stories", ask(&path, &["stories"]));
    for list in [
        "actors",
        "repeats",
        "answers",
        "positions",
        "agreements",
        "stories",
        "timeline",
    ] {
        for format in ["json", "csv", "jsonl"] {
            assert!(
                !ask(&path, &[list, "--format", format]).is_empty(),
                "{list} {format}"
            );
        }
    }
}

#[test]
fn every_place_leads_back_to_its_words() {
    let (_folder, path) = ledger("examples/reports");
    let story: serde_json::Value =
        serde_json::from_str(&ask(&path, &["story", "--all", "--format", "json"])).unwrap();
    let mut places = 0;
    for claim in story["claims"].as_array().unwrap() {
        for place in claim["evidence"].as_array().unwrap() {
            let (id, start, end) = (
                place[0].as_str().unwrap(),
                place[1].as_u64().unwrap() as usize,
                place[2].as_u64().unwrap() as usize,
            );
            let record: serde_json::Value =
                serde_json::from_str(&ask(&path, &["report", id, "--format", "jsonl"])).unwrap();
            assert!(start < end && end <= record["text"].as_str().unwrap().chars().count());
            places += 1;
        }
        if places > 12 {
            break;
        }
    }
    assert!(places > 5);
    let id = story["answers"][0]["of"].as_str().unwrap();
    assert!(ask(&path, &["claim", id]).contains("itself"));
}

#[test]
fn what_was_known_on_a_day_is_told_from_the_reports_up_to_it() {
    let (_folder, path) = ledger("examples/reports");
    let all = ask(&path, &["positions", "--format", "jsonl"]).lines().count();
    let early = ask(
        &path,
        &["positions", "--format", "jsonl", "--as-of", "2031-05-08"],
    );
    assert!(early.lines().count() < all);
    assert!(!early.contains("2031-05-16"));
}

#[test]
fn what_is_not_there_is_told_with_a_way_on() {
    let (_folder, path) = ledger("examples/reports");
    for (args, hint) in [
        (vec!["claim", "c99999"], "onrecord answers"),
        (vec!["story", "s99999"], "onrecord stories"),
        (vec!["story"], "--all"),
    ] {
        let output = run(&[&args[..], &["--ledger", &path]].concat());
        assert_eq!(output.status.code(), Some(3), "{args:?}");
        assert!(err(&output).contains(hint), "{}", err(&output));
    }
}
