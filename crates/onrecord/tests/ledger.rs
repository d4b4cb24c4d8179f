//! `onrecord add` and the questions, as a user runs them.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{err, lines, onrecord, out, run, run_with};

struct Ledger {
    _folder: tempfile::TempDir,
    path: String,
}

fn ledger() -> Ledger {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.db").to_str().unwrap().to_owned();
    Ledger {
        _folder: folder,
        path,
    }
}

impl Ledger {
    fn ask(&self, args: &[&str]) -> std::process::Output {
        let output = run(&[args, &["--ledger", &self.path]].concat());
        assert!(output.status.success(), "{args:?}: {}", err(&output));
        output
    }
}

#[test]
fn the_examples_kept_and_asked() {
    let ledger = ledger();
    ledger.ask(&["add", "examples/reports"]);
    let before = lines(&ledger.ask(&["claims", "--format", "jsonl"]));
    let again = ledger.ask(&["add", "examples/reports"]);
    assert!(
        err(&again).contains("0 new reports, 0 new versions, 0 renewed, 10 unchanged"),
        "{}",
        err(&again)
    );
    assert_eq!(before, lines(&ledger.ask(&["claims", "--format", "jsonl"])));
    insta::assert_snapshot!("reports", out(&ledger.ask(&["reports"])));
    insta::assert_snapshot!("sources", out(&ledger.ask(&["sources", "--limit", "12"])));
    insta::assert_snapshot!(
        "claims",
        out(&ledger.ask(&["claims", "--by", "source", "--about", "Front"]))
    );
    for list in ["reports", "claims", "sources"] {
        for format in ["json", "csv", "jsonl"] {
            assert!(!ledger.ask(&[list, "--format", format]).stdout.is_empty());
        }
    }
    // Every line leads back: report, span, the words themselves.
    for claim in &before {
        let id = claim["report"].as_str().unwrap();
        let record = lines(&ledger.ask(&["report", id, "--format", "jsonl"])).remove(0);
        let text: Vec<char> = record["text"].as_str().unwrap().chars().collect();
        for part in ["source", "cue", "content"] {
            let words: Vec<String> = claim[format!("{part}_spans")]
                .as_array()
                .unwrap()
                .iter()
                .map(|s| {
                    text[s[0].as_u64().unwrap() as usize..s[1].as_u64().unwrap() as usize]
                        .iter()
                        .collect()
                })
                .collect();
            assert_eq!(words.join(" … "), claim[part].as_str().unwrap());
        }
    }
}

#[test]
fn claims_by_days_said_and_days_spoken_of() {
    let ledger = ledger();
    ledger.ask(&["add", "examples/reports"]);
    let all = lines(&ledger.ask(&["claims", "--format", "jsonl"]));
    let day = all.iter().find_map(|claim| claim["said_on"].as_str()).unwrap();
    let on_it = lines(&ledger.ask(&["claims", "--said-on", day, "--format", "jsonl"]));
    assert!(!on_it.is_empty() && on_it.iter().all(|claim| claim["said_on"] == day));
    let spoken_of = lines(&ledger.ask(&["claims", "--about-time", "0001..9999", "--format", "jsonl"]));
    assert!(!spoken_of.is_empty() && spoken_of.len() < all.len());
    let output = run(&["claims", "--said-on", "Monday", "--ledger", &ledger.path]);
    assert!(err(&output).contains("2025-03-05"), "{}", err(&output));
}

#[test]
fn another_text_under_the_same_id_is_a_new_version() {
    let ledger = ledger();
    let add = |text: &str| {
        let json = serde_json::json!({ "id": "a/1", "date": "2031-05-07", "text": text }).to_string();
        let output = run_with(
            &["add", "--from", "json", "--ledger", &ledger.path],
            json.as_bytes(),
        );
        assert!(output.status.success());
        err(&output)
    };
    assert!(add("Aho said it rains.").contains("1 new report,"));
    assert!(add("Aho said it snows.").contains("1 new version"));
    assert!(add("Aho said it rains.").contains("1 unchanged"));
    let text = |args: &[&str]| lines(&ledger.ask(args)).remove(0)["text"].clone();
    assert_eq!(
        text(&["report", "a/1", "--format", "jsonl"]),
        "Aho said it snows."
    );
    assert_eq!(
        text(&["report", "a/1", "--version", "1", "--format", "jsonl"]),
        "Aho said it rains."
    );
    let missing = run(&["report", "a/2", "--ledger", &ledger.path]);
    assert_eq!(missing.status.code(), Some(3));
    assert!(err(&missing).contains("hint: "), "{}", err(&missing));
}

/// Reports enough to be in the middle of.
fn many(folder: &std::path::Path, count: usize) -> String {
    let file = folder.join("many.jsonl");
    let line = |n: usize| {
        let text = format!(
            "Aho said on Monday that {n} trucks had crossed. Lund denied it. No one else would comment."
        );
        serde_json::json!({ "id": format!("r{n}"), "date": "2031-05-07", "text": text }).to_string() + "\n"
    };
    std::fs::write(&file, (0..count).map(line).collect::<String>()).unwrap();
    file.to_str().unwrap().to_owned()
}

#[test]
fn killed_at_any_moment_and_run_again_nothing_is_lost_or_doubled() {
    let (ledger, folder) = (ledger(), tempfile::tempdir().unwrap());
    let file = many(folder.path(), 400);
    for delay in [30, 150, 300, 600] {
        let mut child = onrecord()
            .args(["add", &file, "--ledger", &ledger.path, "--threads", "1"])
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(delay));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    ledger.ask(&["add", &file]);
    let reports = lines(&ledger.ask(&["reports", "--format", "jsonl"]));
    assert_eq!(reports.len(), 400);
    assert!(reports.iter().all(|r| r["version"] == 1));
    let fresh = self::ledger();
    fresh.ask(&["add", &file]);
    let claims = |l: &Ledger| lines(&l.ask(&["claims", "--format", "jsonl"]));
    assert_eq!(claims(&ledger), claims(&fresh));
}

#[test]
fn several_processes_add_at_once() {
    let (ledger, folder) = (ledger(), tempfile::tempdir().unwrap());
    let file = many(folder.path(), 120);
    let children: Vec<_> = (0..4)
        .map(|_| {
            onrecord()
                .args(["add", &file, "--ledger", &ledger.path, "--threads", "1"])
                .stderr(std::process::Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", err(&output));
    }
    let reports = lines(&ledger.ask(&["reports", "--format", "jsonl"]));
    assert_eq!(
        (reports.len(), reports.iter().all(|r| r["version"] == 1)),
        (120, true)
    );
}
