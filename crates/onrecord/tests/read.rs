//! `onrecord read`, as a user runs it.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{err, lines, out, run, run_with, shared};
use onrecord_types::{Offsets, Record, Sentence};

#[test]
fn the_examples_as_a_table() {
    let output = run(&["read", "examples/reports"]);
    assert!(output.status.success(), "{}", err(&output));
    insta::assert_snapshot!(out(&output));
}

#[test]
fn one_report_in_each_format() {
    let text = "date 2031-05-07\npublisher Example Press\n\nNorland will not sign the pact, Foreign Minister Ana Aho said \
                Monday. \"We were never asked,\" she added, \"and we will not ask.\"";
    for format in ["table", "json", "jsonl", "csv", "conllu", "timeml"] {
        let output = run_with(&["read", "-", "--format", format], text.as_bytes());
        assert!(output.status.success(), "{}", err(&output));
        insta::assert_snapshot!(format, out(&output));
    }
}

#[test]
fn timeml_in_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let out_folder = folder.path().join("tml");
    let reports = "{\"id\": \"a/b\", \"date\": \"2031-05-07\", \"text\": \"\\n\\nIt rose 3 < 4 & fell\\r on Monday.\"}\n\
                   {\"id\": \"a b\", \"date\": \"2031-05-07\", \"text\": \"Nothing.\"}\n";
    let read = ["read", "--from", "jsonl", "--format", "timeml"];
    let output = run_with(
        &[&read[..], &["--out", out_folder.to_str().unwrap()]].concat(),
        reports.as_bytes(),
    );
    assert!(output.status.success(), "{}", err(&output));
    assert_eq!(out(&output), "");
    let document = std::fs::read_to_string(out_folder.join("a_b.tml")).unwrap();
    let text = "<TEXT>\n\nIt rose 3 &lt; 4 &amp; fell&#13; on <TIMEX3 tid=\"t1\" type=\"DATE\" \
                value=\"2031-05-05\">Monday</TIMEX3>.</TEXT>";
    assert!(document.contains(text), "{document}");
    assert!(out_folder.join("a_b-2.tml").exists());

    // Two documents after one another would be no XML.
    let output = run_with(&read, reports.as_bytes());
    assert!(!output.status.success());
    assert!(err(&output).contains("--out"), "{}", err(&output));
    let output = run_with(&["read", "--out", "x", "--format", "json"], reports.as_bytes());
    assert!(!output.status.success());
    assert!(err(&output).contains("timeml"), "{}", err(&output));
}

#[test]
fn the_order_of_keys_is_the_formats() {
    let output = run_with(
        &["read", "--format", "jsonl"],
        b"date 2031-05-07 Aho left, she said.",
    );
    let line = out(&output);
    let keys = [
        "id",
        "date",
        "publisher",
        "title",
        "url",
        "text",
        "sentences",
        "times",
        "entities",
        "attributions",
        "events",
    ];
    let places: Vec<_> = keys
        .iter()
        .map(|key| {
            line.find(&format!("\"{key}\":"))
                .unwrap_or_else(|| panic!("{key}"))
        })
        .collect();
    assert!(places.is_sorted(), "{line}");
}

/// Every span in every record lies on the text, inside its sentence's order, and the record reads back equal.
fn check(record: &Record) {
    let text = &record.report.text;
    let offsets = Offsets::new(text);
    let on_text = |span| {
        assert!(
            offsets.slice(text, span).is_some_and(|w| !w.trim().is_empty()),
            "{span:?}"
        )
    };
    record.sentences.iter().for_each(|s| on_text(s.span));
    assert!(
        record
            .sentences
            .windows(2)
            .all(|pair| pair[0].span.end() <= pair[1].span.start())
    );
    for sentence in &record.sentences {
        check_tree(sentence);
    }
    for time in &record.times {
        on_text(time.span);
        assert!(
            time.from.zip(time.to).is_none_or(|(from, to)| from <= to),
            "{time:?}"
        );
    }
    for entity in &record.entities {
        assert!(!entity.mentions.is_empty(), "{entity:?}");
        entity.mentions.iter().for_each(|m| on_text(m.span));
    }
    for a in &record.attributions {
        a.source
            .iter()
            .chain(&a.cue)
            .chain(&a.content)
            .for_each(|&span| on_text(span));
        assert!(
            a.source_entity.is_none()
                || record
                    .entities
                    .iter()
                    .any(|e| Some(&e.id) == a.source_entity.as_ref())
        );
        assert!(
            a.said_on_time.is_none()
                || record
                    .times
                    .iter()
                    .any(|t| Some(&t.id) == a.said_on_time.as_ref())
        );
        assert!(a.said_on.is_none_or(|day| day <= record.report.date));
    }
}

/// Tokens lie in order in their sentence, and their heads make a tree with one root.
fn check_tree(sentence: &Sentence) {
    let tokens = &sentence.tokens;
    let mut end = sentence.span.start();
    for token in tokens {
        assert!(token.span.start() >= end && token.span.end() <= sentence.span.end());
        end = token.span.end();
        assert!(!token.lemma.is_empty() && token.head <= tokens.len());
        assert_eq!(token.head == 0, token.deprel == "root");
        let (mut at, mut steps) = (token, 0);
        while at.head != 0 {
            at = &tokens[at.head - 1];
            steps += 1;
            assert!(steps <= tokens.len(), "a cycle");
        }
    }
    let roots = tokens.iter().filter(|token| token.head == 0).count();
    assert!(tokens.is_empty() || roots == 1, "{roots} roots");
}

#[test]
fn tokens_are_given_where_they_are_asked_for() {
    let read = |more: &[&str]| {
        let args = [&["read", "examples/reports", "--format", "jsonl"], more].concat();
        let records: Vec<Record> = lines(&run(&args))
            .into_iter()
            .map(|line| serde_json::from_value(line).unwrap())
            .collect();
        records
    };
    let (without, with) = (read(&[]), read(&["--tokens"]));
    assert!(
        without
            .iter()
            .flat_map(|r| &r.sentences)
            .all(|s| s.tokens.is_empty())
    );
    assert!(
        with.iter()
            .flat_map(|r| &r.sentences)
            .all(|s| !s.tokens.is_empty())
    );
    with.iter().for_each(check);
}

mod any_text {
    use onrecord::{Detail, Options, Pipeline, read_bytes};
    use proptest::prelude::*;

    /// Found by the property below: the only phrases of a chain ran over the ends of quotations.
    #[test]
    fn entities_have_mentions() {
        let text = "Monday\"é\u{301}”\n\n\"on\"Monday”👩\u{200d}👩\u{200d}👧";
        let json = serde_json::json!({ "id": "x", "date": "2031-05-07", "text": text }).to_string();
        let pipeline = Pipeline::new().unwrap();
        for report in read_bytes("x.json", json.as_bytes(), &Options::default()) {
            super::check(&pipeline.record(report.unwrap()));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
        #[test]
        fn every_span_lies_on_the_text_it_claims(
            text in r#"([A-Z][a-z]{1,8}|said|that|on|Monday|"|“|”|é́|👩‍👩‍👧|שלום|[.,?!]|\n\n|\r\n| |[0-9]{1,4}|\PC){1,80}"#,
        ) {
            static PIPELINE: std::sync::LazyLock<Pipeline> = std::sync::LazyLock::new(|| Pipeline::new().unwrap().with(Detail::Tokens));
            let json = serde_json::json!({ "id": "x", "date": "2031-05-07", "text": text }).to_string();
            for report in read_bytes("x.json", json.as_bytes(), &Options::default()).into_iter().flatten() {
                prop_assert_eq!(&report.text, &text);
                let record = PIPELINE.record(report);
                super::check(&record);
                prop_assert_eq!(&record, &PIPELINE.record(record.report.clone()));
            }
        }
    }
}

#[test]
fn the_same_bytes_for_any_number_of_threads() {
    let of = |threads| {
        run(&[
            "read",
            "examples/reports",
            "--format",
            "jsonl",
            "--threads",
            threads,
        ])
        .stdout
    };
    let one = of("1");
    assert!(!one.is_empty());
    assert_eq!(one, of("2"));
    assert_eq!(one, of("7"));
    assert_eq!(one, of("1"));
}

#[test]
fn every_wire_report_that_is_sampled_is_sound() {
    let Some(file) = shared("corpora/wire/reports.jsonl") else {
        return;
    };
    let text = std::fs::read_to_string(file).unwrap();
    let some: Vec<&str> = text.lines().step_by(40).collect();
    let output = run_with(
        &["read", "--format", "jsonl", "--from", "jsonl"],
        some.join("\n").as_bytes(),
    );
    assert!(output.status.success(), "{}", err(&output));
    let records: Vec<Record> = out(&output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(records.len(), some.len());
    for (record, line) in records.iter().zip(some) {
        check(record);
        let given: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(
            given["text"],
            record.report.text.as_str(),
            "the text is unchanged"
        );
    }
}

/// What a careful reader finds in the project's touchstone.
#[test]
fn the_seed_report_says_what_a_careful_reader_finds() {
    let Some(file) = shared("corpora/seed/anadolu_2025-03-06.txt") else {
        return;
    };
    let output = run(&["read", file.to_str().unwrap(), "--format", "jsonl"]);
    let record: Record = serde_json::from_value(lines(&output).remove(0)).unwrap();
    let text = &record.report.text;
    let offsets = Offsets::new(text);
    let value = |words: &str| {
        let time = record
            .times
            .iter()
            .find(|t| offsets.slice(text, t.span).is_some_and(|w| w.contains(words)));
        time.and_then(|t| t.value.clone()).unwrap_or_default()
    };
    assert_eq!(value("Wednesday"), "2025-03-05");
    assert_eq!(value("January"), "2025-01");
    assert_eq!(value("Jan. 19"), "2025-01-19");
    assert_eq!(value("November"), "2024-11");
    let sources = |of: &str| -> Vec<Option<String>> {
        let words = |a: &onrecord_types::Attribution| {
            a.source
                .iter()
                .filter_map(|&s| offsets.slice(text, s))
                .collect::<Vec<_>>()
                .join(" … ")
        };
        record
            .attributions
            .iter()
            .filter(|a| words(a).contains(of))
            .map(|a| a.source_entity.clone())
            .collect()
    };
    for name in ["Axios", "White House", "Leavitt", "Netanyahu", "Segal", "Hamas"] {
        assert!(!sources(name).is_empty(), "{name} is on record");
    }
    let unnamed: Vec<_> = sources("ource").into_iter().collect();
    assert!(
        unnamed.len() >= 4,
        "the Palestinian source is on record four times: {unnamed:?}"
    );
    assert!(
        unnamed
            .windows(2)
            .all(|pair| pair[0] == pair[1] && pair[0].is_some()),
        "it is one source: {unnamed:?}"
    );
    let first = record.attributions[0].content[0];
    assert!(
        offsets
            .slice(text, first)
            .is_some_and(|words| words.starts_with("US hostage affairs envoy Adam Boehler met")),
        "its first words are whole"
    );
}
