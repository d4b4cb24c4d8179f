//! Spans of sources, cues and contents → attributions.

mod confidence;
mod fragments;
mod overlooked;

use std::ops::Range;

use onrecord_types::{Attributed, Parts};

use crate::attributions::confidence::certainty;
use crate::encoder::{Encoder, Read};
use crate::tags::{spans, weighed};
use crate::words::Word;

/// Labels of the tag head, in order.
const SOURCE: usize = 0;
const CUE: usize = 1;
const CONTENT: usize = 2;
/// States of the tag head: outside, and two for each label.
const STATES: usize = 7;
/// Roles of the link head, in order.
const SOURCE_OF: usize = 0;
const CONTENT_OF: usize = 1;
/// A source that is linked less strongly than this (a logit) is none.
const LEAST: f32 = -1.0;
/// A source in another sentence than the cue needs to be linked more strongly: mostly there is one nearby, or none.
const LEAST_ELSEWHERE: f32 = 2.0;
/// A content that is linked less strongly than this is nobody's that the heads know.
const LEAST_CONTENT: f32 = -2.0;
/// What the heads say of a text's words, with the words.
pub(crate) struct Heads<'a> {
    pub encoder: &'a Encoder,
    pub read: &'a Read,
    /// Sentences, as ranges of words.
    pub sentences: &'a [Range<usize>],
    pub words: &'a [Word],
    pub text: &'a str,
}

/// Puts together the attributions that the heads see: in the order of their cues, then those of overlooked cues.
///
/// Every content goes to the cue that it's most strongly linked to, sentence by sentence; every cue takes the
/// source that it's most strongly linked to, which may be another's too ("He said … and added …").
pub(crate) fn attributions(heads: &Heads<'_>) -> Vec<Attributed> {
    let found = spans(&weighed(&heads.read.tags, &WEIGHED), 3);
    let of = |label: usize| {
        let with = found.iter().filter(move |(l, _)| *l == label);
        with.map(|(_, span)| span.clone())
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
    let mut alone: Vec<Range<usize>> = Vec::new();
    for content in of(CONTENT) {
        for (best, part) in split(heads, &cues, &content) {
            match best.and_then(|best| out.get_mut(best)) {
                Some(attributed) => attributed.content.push(part),
                None => alone.push(part),
            }
        }
    }
    out.extend(overlooked::with_cues(heads, &cues, alone));
    let sources: Vec<Range<usize>> = of(SOURCE).collect();
    for attributed in &mut out {
        let Some(cue) = attributed.cue.first().cloned() else {
            continue;
        };
        attributed.source = sources_of(heads, &cue, &sources);
        fragments::mended(heads, &cue, &mut attributed.content);
        attributed.certainty = certainty(heads, attributed, &sources);
    }
    // What has neither a content nor a source says nothing; one with a source alone may pass another's on.
    out.retain(|attributed| !attributed.content.is_empty() || !attributed.source.is_empty());
    out
}

/// What is added to each state of the tag head before the best sequence is taken.
///
/// The tags are trained word by word; an attribution counts as a whole. So what is less common (sources and cues) is
/// taken a little more readily, since a content without them is lost, and a content is begun anew less readily, since
/// one that is cut in two is wrong twice. Chosen by PolNeAR's dev set (docs/ACCURACY.md, "Attributions").
const WEIGHED: [f32; STATES] = [0.0, 0.4, 0.4, 0.4, 0.4, -0.5, 0.0];

impl Heads<'_> {
    fn words(&self) -> usize {
        self.words.len()
    }

    /// One word, as the text has it.
    fn word(&self, at: usize) -> &str {
        self.words
            .get(at)
            .and_then(|word| self.text.get(word.bytes.clone()))
            .unwrap_or_default()
    }

    fn is_quoted(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.quoted)
    }

    /// The index of the sentence that holds a word.
    fn sentence(&self, word: usize) -> usize {
        self.sentences.partition_point(|s| s.end <= word)
    }

    /// The probability that a word has a label, whether it begins it or goes on with it.
    fn share(&self, label: usize, word: usize) -> f32 {
        self.states(word, 2 * label + 1..2 * label + 3)
    }

    /// The probability that a word goes on with a label.
    fn goes_on(&self, label: usize, word: usize) -> f32 {
        self.states(word, 2 * label + 2..2 * label + 3)
    }

    fn states(&self, word: usize, states: Range<usize>) -> f32 {
        let row = self.read.tags.get(word * STATES..(word + 1) * STATES);
        let row = row.unwrap_or_default();
        let most = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let all: f32 = row.iter().map(|logit| (logit - most).exp()).sum();
        let of = row.get(states).unwrap_or_default();
        of.iter().map(|logit| (logit - most).exp()).sum::<f32>() / all.max(f32::MIN_POSITIVE)
    }

    /// The mean logit of a span's words being linked to a cue, which is known by its first word.
    fn strength(&self, role: usize, cue: usize, span: &Range<usize>) -> Option<f32> {
        let (mut sum, mut count) = (0.0, 0);
        for word in span.clone() {
            if let Some(logit) = self.encoder.link(self.read, role, cue, word) {
                sum += logit;
                count += 1;
            }
        }
        (count > 0).then(|| sum / count as f32)
    }
}

/// The source that a cue is most strongly linked to, with the other parts of it: those of the same sentence
/// that are more likely linked than not.
fn sources_of(heads: &Heads<'_>, cue: &Range<usize>, sources: &[Range<usize>]) -> Parts {
    let sentence = |span: &Range<usize>| heads.sentence(span.start);
    let least = |source: &Range<usize>| {
        if sentence(source) == sentence(cue) {
            LEAST
        } else {
            LEAST_ELSEWHERE
        }
    };
    let linked: Vec<(&Range<usize>, f32)> = sources
        .iter()
        .filter_map(|source| Some((source, heads.strength(SOURCE_OF, cue.start, source)?)))
        .filter(|(source, logit)| *logit > least(source))
        .collect();
    let Some((best, _)) = linked
        .iter()
        .copied()
        .reduce(|a, b| if b.1 > a.1 { b } else { a })
    else {
        return Vec::new();
    };
    linked
        .iter()
        .filter(|(source, logit)| *source == best || (*logit > 0.0 && sentence(source) == sentence(best)))
        .map(|(source, _)| (*source).clone())
        .collect()
}

/// A content, cut where a new sentence is linked to another cue than the one before it, each part with its cue.
fn split(
    heads: &Heads<'_>,
    cues: &[Range<usize>],
    content: &Range<usize>,
) -> Vec<(Option<usize>, Range<usize>)> {
    let mut parts: Vec<(Option<usize>, Range<usize>)> = Vec::new();
    let first = heads.sentence(content.start);
    for sentence in heads.sentences.get(first..).unwrap_or_default() {
        let part = sentence.start.max(content.start)..sentence.end.min(content.end);
        if part.is_empty() {
            break;
        }
        let best = strongest(heads, CONTENT_OF, cues, &part)
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
    heads: &Heads<'_>,
    role: usize,
    cues: &[Range<usize>],
    span: &Range<usize>,
) -> Option<(usize, f32)> {
    let mut best: Option<(usize, f32)> = None;
    for (index, cue) in cues.iter().enumerate() {
        if let Some(logit) = heads.strength(role, cue.start, span)
            && best.is_none_or(|(_, most)| logit > most)
        {
            best = Some((index, logit));
        }
    }
    best
}
