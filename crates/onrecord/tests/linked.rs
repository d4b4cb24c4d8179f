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
        (vec!["claim", "nowhere#a1"], "onrecord answers"),
        (vec!["story", "s99999"], "onrecord stories"),
        (vec!["story"], "--all"),
    ] {
        let output = run(&[&args[..], &["--ledger", &path]].concat());
        assert_eq!(output.status.code(), Some(3), "{args:?}");
        assert!(err(&output).contains(hint), "{}", err(&output));
    }
}

/// Every list that can be asked for.
const LISTS: [&str; 10] = [
    "reports",
    "claims",
    "sources",
    "actors",
    "repeats",
    "answers",
    "positions",
    "agreements",
    "stories",
    "timeline",
];

#[test]
fn a_report_that_is_removed_takes_its_traces_with_it() {
    let (_folder, path) = ledger("examples/reports");
    let gone = "meridian/2031-05-06-secret-talks";
    let before = ask(&path, &["stories", "--format", "jsonl"]);
    assert!(before.contains(gone));
    let output = run(&["remove", gone, "--ledger", &path]);
    assert!(output.status.success(), "{}", err(&output));
    assert!(err(&output).contains("1 report removed"));
    for list in LISTS {
        assert!(!ask(&path, &[list, "--format", "jsonl"]).contains(gone), "{list}");
    }
    let again = run(&["remove", gone, "--ledger", &path]);
    assert_eq!(again.status.code(), Some(1));
    assert!(err(&again).contains("no report"), "{}", err(&again));
    let none = run(&["remove", gone, "--ledger", "/nonexistent/ledger.db"]);
    assert_eq!(none.status.code(), Some(3));
}

#[test]
fn a_user_says_who_is_who_and_it_holds() {
    let (folder, path) = ledger("examples/reports");
    let shown = ask(&path, &["actor", "Helena Brandt"]);
    assert!(shown.contains("name") && shown.contains("claim"), "{shown}");
    ask(
        &path,
        &[
            "actor",
            "Helena Brandt",
            "--rename",
            "H. Brandt",
            "--tag",
            "envoy",
            "--cameo",
            "IGONUN",
            "--role",
            "envoy for prisoners",
        ],
    );
    let row = |path: &str| -> serde_json::Value {
        serde_json::from_str(
            ask(path, &["actors", "H. Brandt", "--format", "jsonl"])
                .lines()
                .next()
                .unwrap(),
        )
        .unwrap()
    };
    let now = row(&path);
    assert_eq!(now["chosen"]["cameo"], "IGONUN");
    assert_eq!(now["chosen"]["tags"][0], "envoy");
    assert_eq!(now["chosen"]["found"][0]["name"], "Helena Brandt");
    // It outlives reports that come and go, and goes over to another ledger by a file.
    let output = run(&["remove", "meridian/2031-05-06-secret-talks", "--ledger", &path]);
    assert!(output.status.success());
    ask(&path, &["add", "examples/reports"]);
    assert_eq!(row(&path)["chosen"]["cameo"], "IGONUN");
    let file = folder.path().join("actors.toml");
    let file = file.to_str().unwrap();
    ask(&path, &["actors", "--export", file]);
    assert!(std::fs::read_to_string(file).unwrap().contains("[[actor]]"));
    let (_other_folder, other) = ledger("examples/reports");
    ask(&other, &["actors", "--import", file]);
    assert_eq!(row(&other), row(&path));
    ask(&other, &["actor", "H. Brandt", "--alias", "Nobody Else"]);
    let wrong = run(&["actor", "Nobody At All", "--ledger", &other]);
    assert_eq!(wrong.status.code(), Some(3));
    std::fs::write(file, "[[actor]]\nnames = 3\n").unwrap();
    let refused = run(&["actors", "--import", file, "--ledger", &other]);
    assert_eq!(refused.status.code(), Some(3));
    assert!(err(&refused).contains("--export"), "{}", err(&refused));
}

#[test]
fn a_user_joins_and_parts_claims() {
    let (_folder, path) = ledger("examples/reports");
    let answers = ask(&path, &["answers", "--format", "jsonl"]);
    let first: serde_json::Value = serde_json::from_str(answers.lines().next().unwrap()).unwrap();
    let (one, other) = (first["claim"].as_str().unwrap(), first["of"].as_str().unwrap());
    ask(&path, &["claim", one, "--same-as", other]);
    let same = ask(&path, &["claim", one, "--format", "csv"]);
    assert!(
        same.lines()
            .any(|line| line.contains("same as") && line.starts_with(other)),
        "{same}"
    );
    let claims = ask(&path, &["claims", "--format", "jsonl"]);
    let linked = claims.lines().any(|line| {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        row["claim"] == one
            && row["same_as"].to_string().contains(other)
            && row["number_of_sources"].as_u64() > Some(1)
    });
    assert!(linked);
    ask(&path, &["claim", one, "--not", other]);
    assert!(!ask(&path, &["claim", one, "--format", "csv"]).contains("same as"));
    let story: serde_json::Value = serde_json::from_str(&ask(
        &path,
        &["story", one.split('#').next().unwrap(), "--format", "json"],
    ))
    .unwrap();
    assert_eq!(story["corrections"][0]["same"], false);
    assert!(story["corrections"][0]["found_same"].is_boolean());
}

#[test]
fn every_list_knows_what_was_known_on_a_day() {
    let (_folder, path) = ledger("examples/reports");
    let folder = tempfile::tempdir().unwrap();
    let early = folder.path().join("early.db");
    let early = early.to_str().unwrap();
    ask(early, &["add", "examples/reports"]);
    let reports = ask(early, &["reports", "--since", "2031-05-09", "--format", "jsonl"]);
    for line in reports.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(
            run(&["remove", row["id"].as_str().unwrap(), "--ledger", early])
                .status
                .success()
        );
    }
    for list in LISTS {
        for format in ["table", "json", "jsonl", "csv"] {
            assert_eq!(
                ask(&path, &[list, "--format", format, "--as-of", "2031-05-08"]),
                ask(early, &[list, "--format", format]),
                "{list} {format}"
            );
        }
    }
    let actor = ["actor", "Coastal Front", "--as-of", "2031-05-08"];
    assert_eq!(ask(&path, &actor), ask(early, &actor[..2]));
}

#[test]
fn copies_and_credits_are_told_apart() {
    let (_folder, path) = ledger("examples/reports");
    let rows = ask(&path, &["repeats", "--format", "jsonl"]);
    let rows: Vec<serde_json::Value> = rows
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let copied: Vec<_> = rows.iter().filter(|row| row["kind"] == "copied").collect();
    assert!(!copied.is_empty());
    for row in copied {
        assert!(row["layer"].is_string(), "{row}");
        assert_eq!(
            row["places"].as_array().unwrap().len(),
            row["of_places"].as_array().unwrap().len()
        );
    }
    let credited: Vec<_> = rows.iter().filter(|row| row["kind"] == "credited").collect();
    let to = |outlet: &str| credited.iter().any(|row| row["of"] == outlet);
    assert!(to("Meridian"), "{credited:?}");
    assert!(
        credited
            .iter()
            .all(|row| row["layer"].is_null() && !row["places"].as_array().unwrap().is_empty())
    );
}

#[test]
fn a_ceasefire_has_its_class_and_purpose_where_the_text_tells_them() {
    let folder = tempfile::tempdir().unwrap();
    let told = "date 2031-05-07\n\nA humanitarian truce between Norland and the Lund Front took effect on Monday, officials said. \
                Monitors will watch over the truce, the Lund Front said.\n";
    let report = folder.path().join("truce.txt");
    std::fs::write(&report, told).unwrap();
    let (_folder, path) = ledger(report.to_str().unwrap());
    let rows = ask(&path, &["agreements", "--format", "jsonl"]);
    let row: serde_json::Value = serde_json::from_str(rows.lines().next().unwrap()).unwrap();
    assert_eq!(row["class"], "preliminary", "{rows}");
    assert_eq!(row["purposes"], serde_json::json!(["humanitarian"]), "{rows}");
}
