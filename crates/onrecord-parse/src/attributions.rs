//! Spans of sources, cues and contents → attributions.

use std::ops::Range;

use onrecord_types::{Attributed, Parts};

use crate::encoder::{Encoder, Read};
use crate::tags::spans;

/// Labels of the tag head, in order.
const SOURCE: usize = 0;
const CUE: usize = 1;
const CONTENT: usize = 2;
/// Roles of the link head, in order.
const SOURCE_OF: usize = 0;
const CONTENT_OF: usize = 1;
/// A source that is linked less strongly than this (a logit) is none.
const LEAST: f32 = -1.0;

/// Puts together the attributions that the heads see, in the order of their cues.
///
/// Every content goes to the cue that it's most strongly linked to, sentence by sentence; every cue takes the
/// source that it's most strongly linked to, which may be another's too ("He said … and added …").
pub(crate) fn attributions(encoder: &Encoder, read: &Read, sentences: &[Range<usize>]) -> Vec<Attributed> {
    let found = spans(&read.tags, 3);
    let of = |label: usize| {
        found
            .iter()
            .filter(move |(l, _)| *l == label)
            .map(|(_, span)| span.clone())
    };
    let cues: Vec<Range<usize>> = of(CUE).collect();
    let mut out: Vec<Attributed> = cues
        .iter()
        .map(|cue| Attributed {
            source: Vec::new(),
            cue: vec![cue.clone()],
            content: Vec::new(),
        })
        .collect();
    for content in of(CONTENT) {
        for (best, part) in split(encoder, read, sentences, &cues, &content) {
            if let Some(attributed) = out.get_mut(best) {
                attributed.content.push(part);
            }
        }
    }
    let sources: Vec<Range<usize>> = of(SOURCE).collect();
    for (attributed, cue) in out.iter_mut().zip(&cues) {
        attributed.source = sources_of(encoder, read, sentences, cue, &sources);
    }
    out.retain(|attributed| !attributed.content.is_empty());
    out
}

/// The source that a cue is most strongly linked to, with the other parts of it: those of the same sentence
/// that are more likely linked than not.
fn sources_of(
    encoder: &Encoder,
    read: &Read,
    sentences: &[Range<usize>],
    cue: &Range<usize>,
    sources: &[Range<usize>],
) -> Parts {
    let linked: Vec<(&Range<usize>, f32)> = sources
        .iter()
        .filter_map(|source| Some((source, strength(encoder, read, SOURCE_OF, cue, source)?)))
        .filter(|(_, logit)| *logit > LEAST)
        .collect();
    let Some((best, _)) = linked
        .iter()
        .copied()
        .reduce(|a, b| if b.1 > a.1 { b } else { a })
    else {
        return Vec::new();
    };
    let sentence = |span: &Range<usize>| sentences.partition_point(|s| s.end <= span.start);
    linked
        .iter()
        .filter(|(source, logit)| *source == best || (*logit > 0.0 && sentence(source) == sentence(best)))
        .map(|(source, _)| (*source).clone())
        .collect()
}

/// A content, cut where a new sentence is linked to another cue than the one before it, each part with its cue.
fn split(
    encoder: &Encoder,
    read: &Read,
    sentences: &[Range<usize>],
    cues: &[Range<usize>],
    content: &Range<usize>,
) -> Vec<(usize, Range<usize>)> {
    let mut parts: Vec<(usize, Range<usize>)> = Vec::new();
    let first = sentences.partition_point(|s| s.end <= content.start);
    for sentence in sentences.get(first..).unwrap_or_default() {
        let part = sentence.start.max(content.start)..sentence.end.min(content.end);
        if part.is_empty() {
            break;
        }
        let Some((best, _)) = strongest(encoder, read, CONTENT_OF, cues, &part) else {
            continue;
        };
        match parts.last_mut() {
            Some((cue, last)) if *cue == best && last.end == part.start => last.end = part.end,
            _ => parts.push((best, part)),
        }
    }
    parts
}

/// The cue that a span is most strongly linked to, and how strongly.
fn strongest(
    encoder: &Encoder,
    read: &Read,
    role: usize,
    cues: &[Range<usize>],
    span: &Range<usize>,
) -> Option<(usize, f32)> {
    let mut best: Option<(usize, f32)> = None;
    for (index, cue) in cues.iter().enumerate() {
        if let Some(logit) = strength(encoder, read, role, cue, span)
            && best.is_none_or(|(_, most)| logit > most)
        {
            best = Some((index, logit));
        }
    }
    best
}

/// The mean logit of a span's words being linked to a cue.
fn strength(
    encoder: &Encoder,
    read: &Read,
    role: usize,
    cue: &Range<usize>,
    span: &Range<usize>,
) -> Option<f32> {
    let (mut sum, mut count) = (0.0, 0);
    for word in span.clone() {
        if let Some(logit) = encoder.link(read, role, cue.start, word) {
            sum += logit;
            count += 1;
        }
    }
    (count > 0).then(|| sum / count as f32)
}
