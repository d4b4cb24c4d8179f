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
/// A content that is linked less strongly than this is nobody's that the heads know.
const LEAST_CONTENT: f32 = -2.0;

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
            certainty: 0.0,
        })
        .collect();
    let mut alone: Vec<Attributed> = Vec::new();
    for content in of(CONTENT) {
        for (best, part) in split(encoder, read, sentences, &cues, &content) {
            match best.and_then(|best| out.get_mut(best)) {
                Some(attributed) => attributed.content.push(part),
                // Words that somebody said or held, with no cue that tells who.
                None => alone.push(Attributed {
                    source: Vec::new(),
                    cue: Vec::new(),
                    content: vec![part],
                    certainty: 0.0,
                }),
            }
        }
    }
    let sources: Vec<Range<usize>> = of(SOURCE).collect();
    for (attributed, cue) in out.iter_mut().zip(&cues) {
        attributed.source = sources_of(encoder, read, sentences, cue, &sources);
        attributed.certainty = certainty(encoder, read, attributed, &sources);
    }
    // What has neither a content nor a source says nothing; one with a source alone may pass another's on.
    out.retain(|attributed| !attributed.content.is_empty() || !attributed.source.is_empty());
    out.extend(alone);
    out
}

/// How sure the heads are of an attribution: of its words' tags and of its links, through the logistic curve that fits what
/// was right on PolNeAR's dev set (docs/ACCURACY.md, "Confidence"; Platt 1999).
fn certainty(encoder: &Encoder, read: &Read, attributed: &Attributed, sources: &[Range<usize>]) -> f32 {
    let Some(cue) = attributed.cue.first() else {
        return 0.0;
    };
    let tagged = |label: usize, parts: &Parts| -> f32 {
        let shares: Vec<f32> = parts
            .iter()
            .cloned()
            .flatten()
            .map(|word| share(read, label, word))
            .collect();
        if shares.is_empty() {
            1.0
        } else {
            shares.iter().sum::<f32>() / shares.len() as f32
        }
    };
    let linked = |role: usize, parts: &Parts| -> f32 {
        let logits = parts
            .iter()
            .filter_map(|part| strength(encoder, read, role, cue, part));
        logits.map(sigmoid).fold(1.0, f32::min)
    };
    let source = if attributed.source.is_empty() {
        // As sure as no source is linked.
        let most = sources
            .iter()
            .filter_map(|source| strength(encoder, read, SOURCE_OF, cue, source));
        1.0 - sigmoid(most.fold(f32::NEG_INFINITY, f32::max))
    } else {
        linked(SOURCE_OF, &attributed.source)
    };
    let all = [
        tagged(CUE, &attributed.cue),
        tagged(CONTENT, &attributed.content),
        tagged(SOURCE, &attributed.source),
        linked(CONTENT_OF, &attributed.content),
        source,
    ];
    let logit = |p: f32| (p / (1.0 - p)).ln().clamp(-FARTHEST, FARTHEST);
    let sum: f32 = all
        .iter()
        .zip(WEIGHTS)
        .map(|(p, weight)| logit(p.clamp(1e-6, 1.0 - 1e-6)) * weight)
        .sum();
    sigmoid(sum + LEVEL)
}

/// The logistic curve from what the heads say of an attribution's sides to the probability that it is right.
const WEIGHTS: [f32; 5] = [0.359, 0.458, -0.052, 0.094, 0.026];
const LEVEL: f32 = -1.761;
/// Logits further out than this say no more.
const FARTHEST: f32 = 6.0;

fn sigmoid(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}

/// The probability that a word has a label, whether it begins it or goes on with it.
fn share(read: &Read, label: usize, word: usize) -> f32 {
    let row = read
        .tags
        .get(word * STATES..(word + 1) * STATES)
        .unwrap_or_default();
    let most = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let all: f32 = row.iter().map(|logit| (logit - most).exp()).sum();
    let of = row.get(2 * label + 1..2 * label + 3).unwrap_or_default();
    of.iter().map(|logit| (logit - most).exp()).sum::<f32>() / all.max(f32::MIN_POSITIVE)
}

/// States of the tag head: outside, and two for each label.
const STATES: usize = 7;

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
) -> Vec<(Option<usize>, Range<usize>)> {
    let mut parts: Vec<(Option<usize>, Range<usize>)> = Vec::new();
    let first = sentences.partition_point(|s| s.end <= content.start);
    for sentence in sentences.get(first..).unwrap_or_default() {
        let part = sentence.start.max(content.start)..sentence.end.min(content.end);
        if part.is_empty() {
            break;
        }
        let best = strongest(encoder, read, CONTENT_OF, cues, &part)
            .filter(|(_, logit)| *logit > LEAST_CONTENT)
            .map(|(best, _)| best);
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
