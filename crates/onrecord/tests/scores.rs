//! The figures of `docs/ACCURACY.md`, measured anew by the corpora's own scorers; below its floor, a test fails.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::Path;
use std::process::Command;

use common::{err, run_with, shared};

/// The scorer's figures for this program's records of a gold file; none where the corpora are absent.
fn score(scorer: &str, gold: &str, more: &[&str]) -> Option<serde_json::Value> {
    let (scorer, gold) = (shared(scorer)?, shared(gold)?);
    let text = std::fs::read(&gold).unwrap();
    // Some documents of the corpora have no date, which matters to none of these figures.
    let output = run_with(
        &[
            "read",
            "--from",
            "jsonl",
            "--format",
            "jsonl",
            "--tokens",
            "--date",
            "2010-01-01",
        ],
        &dated(&text),
    );
    assert!(output.status.success(), "{}", err(&output));
    let folder = tempfile::tempdir().unwrap();
    let system = folder.path().join("system.jsonl");
    std::fs::write(&system, &output.stdout).unwrap();
    Some(figures(&scorer, &gold, &system, more))
}

/// Lines without a null date, so that `--date` can stand in.
fn dated(text: &[u8]) -> Vec<u8> {
    String::from_utf8(text.to_vec())
        .unwrap()
        .replace("\"date\": null, ", "")
        .into_bytes()
}

fn figures(scorer: &Path, gold: &Path, system: &Path, more: &[&str]) -> serde_json::Value {
    let output = Command::new("python3")
        .arg(scorer)
        .args([gold, system])
        .args(more)
        .arg("--json")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", err(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[track_caller]
fn at_least(what: &str, found: &serde_json::Value, floor: f64) {
    let found = found.as_f64().unwrap() * 100.0;
    println!("{what}: {found:.2} (at least {floor})");
    assert!(found >= floor, "{what}: {found:.2} is below {floor}");
}

#[test]
fn attributions_on_polnear_dev() {
    let Some(found) = score("score/attributions.py", "corpora/polnear/dev.jsonl", &[]) else {
        return;
    };
    at_least("alpha", &found["alpha"], 79.0);
    at_least("relation F1", &found["relations"]["f1"], 76.2);
}

/// Measures of the CoNLL 2018 shared task, from raw text.
fn syntax(gold: &str, more: &[&str], floors: &[(&str, f64)]) {
    let Some(found) = score("score/syntax.py", gold, more) else {
        return;
    };
    for (what, floor) in floors {
        at_least(&format!("{what} on {gold}"), &found[*what]["f1"], *floor);
    }
}

#[test]
fn syntax_on_ud_ewt_dev() {
    let floors = [
        ("tokens", 99.3),
        ("sentences", 91.0),
        ("upos", 96.6),
        ("xpos", 96.0),
        ("lemma", 97.0),
        ("uas", 90.4),
        ("las", 88.0),
    ];
    syntax("corpora/ud/ewt-dev.jsonl", &[], &floors);
}

#[test]
fn sentences_of_news_on_ud_gum_dev() {
    syntax(
        "corpora/ud/gum-dev.jsonl",
        &["--genre", "news"],
        &[("sentences", 97.0)],
    );
}

#[test]
fn names_on_uner_ewt_dev() {
    let Some(found) = score(
        "score/entities.py",
        "corpora/uner/dev.jsonl",
        &["--only", "names"],
    ) else {
        return;
    };
    at_least("names, micro F1", &found["names"]["micro"]["f1"], NAMES);
}

#[test]
fn coreference_on_ontogum_dev() {
    let Some(found) = score("score/entities.py", "corpora/gum/dev.jsonl", &["--only", "coref"]) else {
        return;
    };
    at_least("coreference, CoNLL average", &found["coref"]["conll"], 59.0);
}

#[test]
fn times_on_timebank_dev() {
    let Some(found) = score("score/times.py", "corpora/timebank/dev.jsonl", &[]) else {
        return;
    };
    at_least("times, value F1", &found["value"]["f1"], 86.0);
    at_least("times, type F1", &found["type"]["f1"], 90.3);
    at_least("times, strict F1", &found["strict"]["f1"], 90.3);
    at_least("times, relaxed F1", &found["relaxed"]["f1"], 96.0);
}

/// The goal of the main job; a later one is 84.
const NAMES: f64 = 80.0;
