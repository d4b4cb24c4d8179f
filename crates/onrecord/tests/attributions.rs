//! What a record tells of who said what, on invented sentences.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{lines, run_with};
use onrecord_types::{Act, Attribution, Offsets, Record, SourceKind, Span};

fn record(text: &str) -> Record {
    let output = run_with(
        &[
            "read",
            "-",
            "--from",
            "text",
            "--format",
            "jsonl",
            "--date",
            "2031-05-07",
        ],
        text.as_bytes(),
    );
    serde_json::from_value(lines(&output).remove(0)).unwrap()
}

fn words(record: &Record, spans: &[Span]) -> String {
    let offsets = Offsets::new(&record.report.text);
    let slices = spans
        .iter()
        .filter_map(|&span| offsets.slice(&record.report.text, span));
    slices.collect::<Vec<_>>().join(" … ")
}

/// The attribution with these words in its cue.
fn with_cue<'a>(record: &'a Record, cue: &str) -> &'a Attribution {
    let found = record
        .attributions
        .iter()
        .find(|a| words(record, &a.cue).contains(cue));
    found.unwrap_or_else(|| panic!("no cue {cue:?} in {}", record.report.text))
}

#[test]
fn a_dateline_is_no_part_of_a_content() {
    let record = record(
        "OSMARK, May 7 (CPA) -- Negotiators of the Coastal Front met Norland's envoys, the Norland foreign ministry said Tuesday.",
    );
    let said = with_cue(&record, "said");
    assert!(words(&record, &said.content).starts_with("Negotiators"));
    assert_eq!(said.said_on.unwrap().to_string(), "2031-05-06");
}

#[test]
fn whom_a_source_speaks_of_asked_for_nothing_and_hearsay_is_hedged() {
    let record = record(
        "An aide, who spoke on condition of anonymity because she was not authorized to discuss the talks, said the mayor \
         is believed to have said that the bridge would close.",
    );
    let outer = with_cue(&record, "said");
    assert!(outer.anonymity);
    let inner = with_cue(&record, "believed");
    assert_eq!(inner.parent.as_deref(), Some(outer.id.as_str()));
    assert!(inner.hedged && !inner.anonymity);
}

#[test]
fn a_refusal_to_answer_is_declined() {
    let record = record("Asked about the fire, the mayor refused to answer.");
    let declined = with_cue(&record, "refused");
    assert_eq!(declined.act, Some(Act::Decline));
    assert_eq!(words(&record, &declined.source), "the mayor");
}

#[test]
fn a_title_tells_who_speaks() {
    let record = record(
        "Norland President Ana Lund opened the port on Monday. \"We will stay,\" the Norland president said.",
    );
    let said = with_cue(&record, "said");
    assert_eq!(said.source_kind, Some(SourceKind::Named));
    let entity = record
        .entities
        .iter()
        .find(|e| Some(&e.id) == said.source_entity.as_ref());
    assert!(entity.unwrap().name.contains("Ana Lund"));
    assert_eq!(said.said_on.unwrap().to_string(), "2031-05-05");
}
