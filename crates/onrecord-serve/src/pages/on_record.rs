//! Who is on record in a report: its sources and their attributions, in order.

use maud::{Markup, html};
use onrecord_types::{Attribution, Offsets, Record, SourceKind, Span};

use super::{act_label, day, kind_label, shortened};
use crate::address;

/// A record with a table of its text's offsets.
pub(crate) struct Read<'r> {
    pub record: &'r Record,
    offsets: Offsets,
}

impl<'r> Read<'r> {
    pub fn new(record: &'r Record) -> Self {
        Self {
            record,
            offsets: Offsets::new(&record.report.text),
        }
    }

    /// The words of these spans, joined by " … ".
    pub fn words(&self, spans: &[Span]) -> String {
        let text = &self.record.report.text;
        let words = spans.iter().filter_map(|&span| self.offsets.slice(text, span));
        words.collect::<Vec<_>>().join(" … ")
    }
}

/// One source with its attributions, as places in the record.
struct Voice {
    /// What tells it from others; `None` for no source.
    key: Option<String>,
    name: String,
    attributions: Vec<usize>,
}

/// The sources in the order of their first attribution; no source comes last.
fn voices(read: &Read<'_>) -> Vec<Voice> {
    let mut voices: Vec<Voice> = Vec::new();
    for (of, attribution) in read.record.attributions.iter().enumerate() {
        let (key, name) = name(read, attribution);
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
fn name(read: &Read<'_>, attribution: &Attribution) -> (Option<String>, String) {
    let entity = attribution
        .source_entity
        .as_ref()
        .and_then(|id| read.record.entities.iter().find(|entity| entity.id == *id));
    if let Some(entity) = entity {
        return (Some(entity.id.clone()), entity.name.clone());
    }
    let words = read.words(&attribution.source);
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
pub(crate) fn sources(read: &Read<'_>) -> usize {
    voices(read).iter().filter(|voice| voice.key.is_some()).count()
}

/// The list: each source with its kind and what it said, every entry a link to its place in the text.
pub(crate) fn list(read: &Read<'_>) -> Markup {
    html! {
        @for voice in voices(read) {
            section.voice {
                h3 {
                    @if voice.key.is_none() { span.no-source { "No source named" } }
                    @else { span dir="auto" { (shortened(&voice.name, 120)) } }
                    " " (kind_label(kind(read.record, &voice)))
                }
                (described(read, &voice))
                ol { @for &of in &voice.attributions { (entry(read, of, &voice.name)) } }
            }
        }
    }
}

/// On whose behalf a source speaks, and that it asked not to be named.
fn described(read: &Read<'_>, voice: &Voice) -> Markup {
    let of_voice = || {
        voice
            .attributions
            .iter()
            .filter_map(|&of| read.record.attributions.get(of))
    };
    let behalf = of_voice().find_map(|a| a.on_behalf_of.as_deref());
    let anonymity = of_voice().find(|a| a.anonymity);
    html! {
        @if behalf.is_some() || anonymity.is_some() {
            p.small {
                @if let Some(behalf) = behalf { span { "speaks for " span dir="auto" { (shortened(behalf, 80)) } } }
                @if let Some(anonymous) = anonymity {
                    span {
                        "asked not to be named"
                        @if let Some(span) = anonymous.anonymity_span { ": “" span dir="auto" { (shortened(&read.words(&[span]), 120)) } "”" }
                    }
                }
            }
        }
    }
}

fn entry(read: &Read<'_>, of: usize, name: &str) -> Markup {
    let Some(attribution) = read.record.attributions.get(of) else {
        return html! {};
    };
    let (source, cue) = (read.words(&attribution.source), read.words(&attribution.cue));
    let content = read.words(&attribution.content);
    let n = of + 1;
    let anchor = address::anchor(&attribution.id);
    html! {
        li id=(format!("on-{anchor}")) class=(format!("entry i{n} m{n}")) {
            a href=(format!("#{anchor}")) {
                span.n { (n) }
                span.what dir="auto" {
                    @if source != name && !source.is_empty() { span.source { (shortened(&source, 60)) } " " }
                    @if !cue.is_empty() { span.cue { (shortened(&cue, 60)) } }
                    @if source.is_empty() && cue.is_empty() && content.is_empty() { "Its words are not in this text." }
                    @if !content.is_empty() { " " span.content { (shortened(&content, 160)) } }
                }
            }
            " " (act_label(attribution.act))
            (small(read, attribution))
        }
    }
}

/// How it was said, when, and within whose words.
fn small(read: &Read<'_>, attribution: &Attribution) -> Markup {
    let outer = attribution.parent.as_ref().and_then(|id| {
        let mut all = read.record.attributions.iter().enumerate();
        all.find(|(_, outer)| outer.id == *id && outer.id != attribution.id)
    });
    let around = [
        ("", attribution.medium.map(|span| read.words(&[span]))),
        ("to ", attribution.addressee.map(|span| read.words(&[span]))),
        (
            "",
            attribution.hedged.then(|| "told without certainty".to_owned()),
        ),
    ];
    let nothing = attribution.directness.is_none()
        && attribution.said_on.is_none()
        && outer.is_none()
        && around.iter().all(|(_, words)| words.is_none());
    html! {
        @if !nothing {
            p.small {
                @if let Some(directness) = attribution.directness { span { (directness.as_str()) } }
                @if let Some(said_on) = attribution.said_on { span { "said on " (day(said_on)) } }
                @for (before, words) in &around {
                    @if let Some(words) = words { span { (before) span dir="auto" { (shortened(words, 80)) } } }
                }
                @if let Some((of, outer)) = outer {
                    @let by = name(read, outer).1;
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
