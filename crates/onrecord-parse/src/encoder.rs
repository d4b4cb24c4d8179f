//! Words → what the encoder's heads say of them.

use std::ops::Range;

use onrecord_nn::{Embedding, Layer, Linear, Norm, Scratch, Weights, WeightsError};

use crate::pieces::Vocabulary;
use crate::windows::{Window, windows};
use crate::words::Word;

/// all-MiniLM-L6-v2's shape.
const LAYERS: usize = 6;
const HEADS: usize = 12;
/// The roles that are linked to a cue, in the order of the link head's outputs.
pub(crate) const ROLES: usize = 2;
/// Width of a link's query and key.
const LINK: usize = 64;
/// Buckets of the distance between a cue and a word, to each side.
const DISTANCES: i32 = 10;

/// The encoder and its heads. `training/model.py` describes the same net.
pub(crate) struct Encoder {
    vocabulary: Vocabulary,
    word: Embedding,
    position: Embedding,
    shape: Embedding,
    gap: Embedding,
    quoted: Embedding,
    norm: Norm,
    layers: Vec<Layer>,
    tags: Linear,
    names: Linear,
    cue: Linear,
    linked: Linear,
    distance: Embedding,
}

/// What the heads say of every word of a text.
#[derive(Default)]
pub(crate) struct Read {
    /// A row a word: one number for each tag of an attribution's parts.
    pub tags: Vec<f32>,
    /// A row a word: one number for each tag of names.
    pub names: Vec<f32>,
    seen: Vec<Seen>,
}

/// The link head's view of one window.
struct Seen {
    window: Window,
    cues: Vec<f32>,
    words: Vec<f32>,
}

impl Encoder {
    /// From the bytes of a file of weights.
    pub fn open(bytes: &'static [u8]) -> Result<Self, WeightsError> {
        let weights = Weights::open(bytes)?;
        let list = weights.text("vocabulary")?;
        Ok(Self {
            vocabulary: Vocabulary::new(list)
                .ok_or_else(|| WeightsError::new("the vocabulary lacks a special piece"))?,
            word: weights.embedding("encoder.word.weight")?,
            position: weights.embedding("encoder.position.weight")?,
            shape: weights.embedding("encoder.shape.weight")?,
            gap: weights.embedding("encoder.brk.weight")?,
            quoted: weights.embedding("encoder.quoted.weight")?,
            norm: weights.norm("encoder.norm")?,
            layers: (0..LAYERS)
                .map(|i| weights.layer(&format!("encoder.layers.{i}"), HEADS))
                .collect::<Result<_, _>>()?,
            tags: weights.linear("tags")?,
            names: weights.linear("names")?,
            cue: weights.linear("cue")?,
            linked: weights.linear("word")?,
            distance: weights.embedding("distance.weight")?,
        })
    }

    /// Runs the encoder over a text's words, window by window.
    pub fn read(&self, text: &str, words: &[Word], sentences: &[Range<usize>]) -> Read {
        let mut pieces = Vec::with_capacity(words.len() * 3 / 2);
        let mut first = Vec::with_capacity(words.len() + 1);
        for word in words {
            first.push(pieces.len());
            self.vocabulary
                .cut(text.get(word.bytes.clone()).unwrap_or_default(), &mut pieces);
        }
        first.push(pieces.len());
        let sizes: Vec<usize> = first.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let mut read = Read::default();
        let mut scratch = Scratch::default();
        let (mut states, mut out) = (Vec::new(), Vec::new());
        for window in windows(sentences, &sizes) {
            self.states(words, &pieces, &first, &window, &mut scratch, &mut states);
            let body = (window.body.start - window.all.start) * self.norm.width()..;
            let body = states.get(body).unwrap_or_default();
            self.tags.apply(body, &mut out);
            read.tags.extend_from_slice(&out);
            self.names.apply(body, &mut out);
            read.names.extend_from_slice(&out);
            let mut seen = Seen {
                window,
                cues: Vec::new(),
                words: Vec::new(),
            };
            self.cue.apply(&states, &mut seen.cues);
            self.linked.apply(&states, &mut seen.words);
            read.seen.push(seen);
        }
        read
    }

    /// The encoder's last state of the first piece of each word of a window.
    fn states(
        &self,
        words: &[Word],
        pieces: &[u32],
        first: &[usize],
        window: &Window,
        scratch: &mut Scratch,
        states: &mut Vec<f32>,
    ) {
        let width = self.norm.width();
        let at = |word: usize| first.get(word).copied().unwrap_or(pieces.len());
        let (from, to) = (at(window.all.start), at(window.all.end));
        let mut x = vec![0.0; (to - from + 2) * width];
        let mut rows = x.chunks_exact_mut(width).enumerate();
        let mut put = |piece: u32, shape: usize, gap: usize, quoted: bool| {
            if let Some((position, row)) = rows.next() {
                self.word.add_to(piece as usize, row);
                self.position.add_to(position, row);
                self.shape.add_to(shape, row);
                self.gap.add_to(gap, row);
                self.quoted.add_to(usize::from(quoted), row);
            }
        };
        put(self.vocabulary.cls, 0, 0, false);
        for index in window.all.clone() {
            let Some(word) = words.get(index) else { break };
            for (k, &piece) in pieces
                .get(at(index)..at(index + 1))
                .unwrap_or_default()
                .iter()
                .enumerate()
            {
                // A window begins like a paragraph, as in training.
                let gap = match k {
                    0 if index == window.all.start && word.gap as usize > 0 => 3,
                    0 => word.gap as usize,
                    _ => 0,
                };
                put(piece, word.shape as usize, gap, word.quoted);
            }
        }
        put(self.vocabulary.sep, 0, 0, false);
        self.norm.apply(&mut x);
        for layer in &self.layers {
            layer.apply(&mut x, scratch);
        }
        states.clear();
        for index in window.all.clone() {
            let row = (at(index) - from + 1) * width;
            states.extend_from_slice(x.get(row..row + width).unwrap_or_default());
        }
    }

    /// How much speaks for `word` standing in `role` of the attribution whose cue begins at word `cue` (a
    /// logit); `None` where no window holds both.
    pub fn link(&self, read: &Read, role: usize, cue: usize, word: usize) -> Option<f32> {
        let (early, late) = (cue.min(word), cue.max(word));
        let seen = read
            .seen
            .get(read.seen.partition_point(|s| s.window.body.end <= late))?;
        let start = seen.window.all.start;
        if early < start {
            return None;
        }
        let row = |of: &'_ [f32], index: usize| {
            let at = ((index - start) * ROLES + role) * LINK;
            of.get(at..at + LINK).map(<[f32]>::to_vec)
        };
        let (query, key) = (row(&seen.cues, cue)?, row(&seen.words, word)?);
        let product: f32 = query.iter().zip(&key).map(|(q, k)| q * k).sum();
        let mut bias = [0.0; ROLES];
        self.distance.add_to(bucket(word as i64 - cue as i64), &mut bias);
        Some(product / (LINK as f32).sqrt() + bias.get(role)?)
    }
}

/// Signed logarithmic bucket of a distance in words.
fn bucket(distance: i64) -> usize {
    let size = match distance.unsigned_abs() {
        0 => 0,
        n => (n.ilog2() as i32 + 1).min(DISTANCES),
    };
    (DISTANCES + if distance < 0 { -size } else { size }) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `training/parity.py` wrote what the training's side makes of the same text.
    #[test]
    fn words_and_pieces_are_those_of_the_training() {
        let fixture: serde_json::Value = serde_json::from_str(include_str!("parity.json")).unwrap();
        let text = fixture["text"].as_str().unwrap();
        let encoder = Encoder::open(crate::WEIGHTS).unwrap();
        let offsets = onrecord_types::Offsets::new(text);
        let ours: Vec<serde_json::Value> = crate::words::words(text)
            .into_iter()
            .map(|word| {
                let mut pieces = Vec::new();
                encoder.vocabulary.cut(&text[word.bytes.clone()], &mut pieces);
                let span = offsets.span(word.bytes.clone()).unwrap();
                let (shape, gap, quoted) = (word.shape as u8, word.gap as u8, u8::from(word.quoted));
                serde_json::json!([span.start(), span.end(), shape, gap, quoted, pieces])
            })
            .collect();
        for (ours, theirs) in ours.iter().zip(fixture["words"].as_array().unwrap()) {
            assert_eq!(ours, theirs);
        }
        assert_eq!(ours.len(), fixture["words"].as_array().unwrap().len());
    }

    #[test]
    fn buckets_are_signed_and_logarithmic() {
        let all: Vec<_> = [-5000, -3, -1, 0, 1, 2, 4, 5000]
            .into_iter()
            .map(bucket)
            .collect();
        assert_eq!(all, [0, 8, 9, 10, 11, 12, 13, 20]);
    }
}
