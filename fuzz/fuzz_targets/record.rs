#![no_main]
//! Any text through the whole of `onrecord read`, tokens and all.

use std::sync::LazyLock;

use onrecord::{Detail, Pipeline, Record, Report};
use onrecord_types::{Offsets, Span};

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::new().expect("the weights are sound").with(Detail::Tokens));

libfuzzer_sys::fuzz_target!(|text: &str| {
    let report = Report {
        id: "fuzz".to_owned(),
        date: jiff::civil::date(2031, 5, 7),
        publisher: None,
        title: None,
        url: None,
        text: text.to_owned(),
    };
    let record = PIPELINE.record(report);
    assert_eq!(record.report.text, text);
    let offsets = Offsets::new(text);
    let lies = |span: Span| assert!(offsets.slice(text, span).is_some(), "{span:?}");
    for sentence in &record.sentences {
        lies(sentence.span);
        sentence.tokens.iter().for_each(|token| lies(token.span));
    }
    record.times.iter().for_each(|time| lies(time.span));
    let mentions = record.entities.iter().flat_map(|entity| &entity.mentions);
    mentions.for_each(|mention| lies(mention.span));
    for a in &record.attributions {
        a.source.iter().chain(&a.cue).chain(&a.content).copied().for_each(lies);
    }
    let json = serde_json::to_string(&record).expect("a record is JSON");
    let back: Record = serde_json::from_str(&json).expect("its JSON is a record");
    assert_eq!(back, record);
    assert_eq!(PIPELINE.record(record.report.clone()), record);
});
