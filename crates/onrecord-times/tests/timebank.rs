//! The scores on TimeBank don't fall below what was reached.
//!
//! The corpus and its scorer are not in the repository; where they are absent the test says so and passes.

#![allow(clippy::unwrap_used)]

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use jiff::civil::Date;
use serde_json::{Value, json};

/// The shares that must be kept, a little below what was reached: set, measure, F1.
const FLOORS: [(&str, &str, f64); 8] = [
    ("dev", "value", 0.860),
    ("dev", "relaxed", 0.960),
    ("dev", "strict", 0.903),
    ("dev", "type", 0.903),
    ("train", "value", 0.860),
    ("train", "relaxed", 0.957),
    ("train", "strict", 0.913),
    ("train", "type", 0.924),
];

#[test]
fn scores_on_timebank() {
    for set in ["dev", "train"] {
        let Some(scores) = scores(set) else {
            return;
        };
        for (_, what, floor) in FLOORS.iter().filter(|(of, _, _)| *of == set) {
            let f1 = scores[what]["f1"].as_f64().unwrap();
            println!("{set}, {what} F1 {f1:.4}");
            assert!(f1 >= *floor, "{set}, {what} F1 {f1:.4} is below {floor}");
        }
    }
}

/// What the scorer says of a set; `None` where the corpus is absent.
fn scores(set: &str) -> Option<Value> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let (corpus, scorer) = (
        shared.join(format!("corpora/timebank/{set}.jsonl")),
        shared.join("score/times.py"),
    );
    if !corpus.exists() || !scorer.exists() {
        println!("skipped: no {}", corpus.display());
        return None;
    }
    let mut out = String::new();
    for line in std::fs::read_to_string(&corpus).unwrap().lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        let text = record["text"].as_str().unwrap();
        let date: Date = record["date"].as_str().unwrap()[..10].parse().unwrap();
        let times = onrecord_times::find(text, date);
        let points = |byte: usize| text[..byte].chars().count();
        let times: Vec<Value> = times
            .iter()
            .map(|e| {
                let span = [points(e.bytes.start), points(e.bytes.end)];
                json!({"span": span, "type": e.kind.as_str(), "value": e.value, "mod": e.modifier})
            })
            .collect();
        writeln!(
            out,
            "{}",
            json!({"id": record["id"], "text": text, "times": times})
        )
        .unwrap();
    }
    let system = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("timebank-{set}.jsonl"));
    std::fs::write(&system, out).unwrap();
    let scored = Command::new("python3")
        .arg(scorer)
        .arg(corpus)
        .arg(system)
        .arg("--json")
        .output()
        .unwrap();
    assert!(
        scored.status.success(),
        "{}",
        String::from_utf8_lossy(&scored.stderr)
    );
    Some(serde_json::from_slice(&scored.stdout).unwrap())
}
