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

#[test]
fn a_transcript_and_a_signed_quotation_are_attributions_without_a_verb() {
    let told = record(
        "The two met on Sunday. The transcript follows:\n\n\
         LUND: Will the bridge be reopened?\n\n\
         ANA AHO: It will. Norland said that it agrees.\n\n\
         LUND: When?\n\n\
         ANA AHO: In June.\n\n\
         POPULATION: 4.1 million people.\n",
    );
    let turns: Vec<(String, String)> = told
        .attributions
        .iter()
        .filter(|a| words(&told, &a.cue) == ":")
        .map(|a| (words(&told, &a.source), words(&told, &a.content)))
        .collect();
    let turn = |who: &str, what: &str| (who.to_owned(), what.to_owned());
    assert!(
        turns.contains(&turn("LUND", "Will the bridge be reopened?")),
        "{turns:?}"
    );
    assert!(turns.contains(&turn("ANA AHO", "It will. Norland said that it agrees.")));
    let inner = with_cue(&told, "said");
    let outer = told
        .attributions
        .iter()
        .find(|a| Some(&a.id) == inner.parent.as_ref());
    assert_eq!(outer.map(|a| words(&told, &a.source)).as_deref(), Some("ANA AHO"));

    let told = record(
        "The bridge has been closed since May.\n\n\
         “It should never have been closed.” — Helena Brandt, Marstrand\n\n\
         “Nobody asked us.”\n\n– Karel Ihre\n",
    );
    let signed: Vec<String> = told
        .attributions
        .iter()
        .map(|a| words(&told, &a.source))
        .collect();
    assert_eq!(signed, ["Helena Brandt", "Karel Ihre"]);
    assert_eq!(
        words(&told, &told.attributions[0].content),
        "“It should never have been closed.”"
    );
}
