//! How sure the heads are of an attribution as a whole.

use std::ops::Range;

use onrecord_types::{Attributed, Parts};

use crate::attributions::{CONTENT, CONTENT_OF, CUE, Heads, SOURCE, SOURCE_OF};

/// How sure the heads are of an attribution: of its words' tags and of its links, through the logistic curve that fits what
/// was right on PolNeAR's dev set (docs/ACCURACY.md, "Confidence"; Platt 1999).
pub(super) fn certainty(heads: &Heads<'_>, attributed: &Attributed, sources: &[Range<usize>]) -> f32 {
    let Some(cue) = attributed.cue.first() else {
        return 0.0;
    };
    let tagged = |label: usize, parts: &Parts| -> f32 {
        let shares: Vec<f32> = parts
            .iter()
            .cloned()
            .flatten()
            .map(|word| heads.share(label, word))
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
            .filter_map(|part| heads.strength(role, cue.start, part));
        logits.map(sigmoid).fold(1.0, f32::min)
    };
    let source = if attributed.source.is_empty() {
        // As sure as no source is linked.
        let most = sources
            .iter()
            .filter_map(|source| heads.strength(SOURCE_OF, cue.start, source));
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
const WEIGHTS: [f32; 5] = [0.351, 0.448, -0.051, 0.092, 0.026];
const LEVEL: f32 = -1.535;
/// Logits further out than this say no more.
const FARTHEST: f32 = 6.0;

fn sigmoid(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}
