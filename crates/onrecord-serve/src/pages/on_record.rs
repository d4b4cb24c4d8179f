//! Who is on record in a report: its sources and their attributions, in order.

use maud::{Markup, html};
use onrecord_types::{Attribution, Offsets, Record, SourceKind, Span};

use super::{day, kind_label, shortened};
use crate::address;

/// The words of an attribution's part, joined by " … " where it is discontinuous.
pub(crate) fn words(text: &str, spans: &[Span]) -> String {
    let offsets = Offsets::new(text);
    let words: Vec<&str> = spans
        .iter()
        .filter_map(|&span| offsets.slice(text, span))
        .collect();
    words.join(" … ")
}

/// One source with its attributions, as places in the record.
struct Voice {
    /// What tells it from others; `None` for no source.
    key: Option<String>,
    name: String,
    attributions: Vec<usize>,
}

/// The sources in the order of their first attribution; no source comes last.
fn voices(record: &Record) -> Vec<Voice> {
    let mut voices: Vec<Voice> = Vec::new();
    for (of, attribution) in record.attributions.iter().enumerate() {
        let (key, name) = name(record, attribution);
        match voices.iter_mut().find(|voice| voice.key == key) {
            Some(voice) => voice.attributions.push(of),
            None => voices.push(Voice {
                key,
                name,
                attributions: vec![of],
            }),
        }
    }
    voices.sort_by_key(|voice| voice.key.is_none());
    voices
}

/// What tells an attribution's source from others, and its name: the entity's where it is known, else its words.
fn name(record: &Record, attribution: &Attribution) -> (Option<String>, String) {
    let entity = attribution
        .source_entity
        .as_ref()
        .and_then(|id| record.entities.iter().find(|entity| entity.id == *id));
    if let Some(entity) = entity {
        return (Some(entity.id.clone()), entity.name.clone());
    }
    let words = words(&record.report.text, &attribution.source);
    let lower = words.to_lowercase();
    let bare = ["the ", "a ", "an "]
        .iter()
        .find_map(|article| lower.strip_prefix(article));
    let key = bare.unwrap_or(&lower).trim();
    ((!key.is_empty()).then(|| format!("“{key}")), words)
}

/// The kind that most of a voice's attributions have; of equals the first.
fn kind(record: &Record, voice: &Voice) -> Option<SourceKind> {
    let kinds = || {
        voice
            .attributions
            .iter()
            .filter_map(|&of| record.attributions.get(of)?.source_kind)
    };
    let often = |kind| kinds().filter(|&other| other == kind).count();
    let mut best = None;
    for kind in kinds() {
        if best.is_none_or(|best| often(kind) > often(best)) {
            best = Some(kind);
        }
    }
    best
}

/// How many sources are on record.
pub(crate) fn sources(record: &Record) -> usize {
    voices(record).iter().filter(|voice| voice.key.is_some()).count()
}

/// The list: each source with its kind and what it said, every entry a link to its place in the text.
pub(crate) fn list(record: &Record) -> Markup {
    html! {
        @for voice in voices(record) {
            section.voice {
                h3 {
                    @if voice.key.is_none() { span.no-source { "No source named" } }
                    @else { span dir="auto" { (shortened(&voice.name, 120)) } }
                    " " (kind_label(kind(record, &voice)))
                }
                ol { @for &of in &voice.attributions { (entry(record, of, &voice.name)) } }
            }
        }
    }
}

fn entry(record: &Record, of: usize, name: &str) -> Markup {
    let Some(attribution) = record.attributions.get(of) else {
        return html! {};
    };
    let of_part = |spans| words(&record.report.text, spans);
    let (source, cue) = (of_part(&attribution.source), of_part(&attribution.cue));
    let content = of_part(&attribution.content);
    let n = of + 1;
    let anchor = address::anchor(&attribution.id);
    html! {
        li id=(format!("on-{anchor}")) class=(format!("entry i{n} m{n}")) {
            a href=(format!("#{anchor}")) {
                span.n { (n) }
                span.what dir="auto" {
                    @if source != name && !source.is_empty() { span.source { (shortened(&source, 60)) } " " }
                    @if cue.is_empty() { span.hidden { "says" } } @else { span.cue { (shortened(&cue, 60)) } }
                    @if !content.is_empty() { " " span.content { (shortened(&content, 160)) } }
                }
            }
            (small(record, attribution))
        }
    }
}

/// How it was said, when, and within whose words.
fn small(record: &Record, attribution: &Attribution) -> Markup {
    let outer = attribution.parent.as_ref().and_then(|id| {
        let mut all = record.attributions.iter().enumerate();
        all.find(|(_, outer)| outer.id == *id && outer.id != attribution.id)
    });
    let nothing = attribution.directness.is_none() && attribution.said_on.is_none() && outer.is_none();
    html! {
        @if !nothing {
            p.small {
                @if let Some(directness) = attribution.directness { span { (directness.as_str()) } }
                @if let Some(said_on) = attribution.said_on { span { "said on " (day(said_on)) } }
                @if let Some((of, outer)) = outer {
                    @let by = name(record, outer).1;
                    span {
                        "within "
                        a href=(format!("#{}", address::anchor(&outer.id))) { (of + 1) }
                        @if !by.is_empty() { ", by " span dir="auto" { (shortened(&by, 60)) } }
                    }
                }
            }
        }
    }
}
