//! Spans of sources, cues and contents → attributions.

use std::ops::Range;

use onrecord_types::Attributed;

use crate::encoder::{Encoder, Read};
use crate::tags::spans;

/// Labels of the tag head, in order.
const SOURCE: usize = 0;
const CUE: usize = 1;
const CONTENT: usize = 2;
/// Roles of the link head, in order.
const SOURCE_OF: usize = 0;
const CONTENT_OF: usize = 1;

/// Puts together the attributions that the heads see, in the order of their cues.
///
/// Every content goes to the cue that it's most strongly linked to; every source likewise, and besides to
/// each other cue that it's more likely linked to than not ("He said … and added …").
pub(crate) fn attributions(encoder: &Encoder, read: &Read) -> Vec<Attributed> {
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
        if let Some((best, _)) = strongest(encoder, read, CONTENT_OF, &cues, &content)
            && let Some(attributed) = out.get_mut(best)
        {
            attributed.content.push(content);
        }
    }
    for source in of(SOURCE) {
        let Some((best, _)) = strongest(encoder, read, SOURCE_OF, &cues, &source) else {
            continue;
        };
        for (index, attributed) in out.iter_mut().enumerate() {
            let also = || {
                cues.get(index)
                    .and_then(|cue| strength(encoder, read, SOURCE_OF, cue, &source))
            };
            if index == best || also().is_some_and(|logit| logit > 0.0) {
                attributed.source.push(source.clone());
            }
        }
    }
    out.retain(|attributed| !attributed.content.is_empty());
    out
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
