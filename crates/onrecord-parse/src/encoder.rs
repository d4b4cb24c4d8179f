//! Words → what the encoder's heads say of them.

use std::ops::Range;

use onrecord_nn::{Embedding, Layer, Linear, Norm, Scratch, Weights, WeightsError};

use crate::coref::{Chains, Coref};
use crate::pieces::Vocabulary;
use crate::syntax::{Analysis, Room, Syntax};
use crate::tokens::{Cut, STARTS, cut};
use crate::windows::{Window, windows};
use crate::words::Word;

/// As all-MiniLM-L6-v2 has them.
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
    starts: Linear,
    tags: Linear,
    names: Linear,
    syntax: Syntax,
    vector: Linear,
    coref: Coref,
    cue: Linear,
    linked: Linear,
    distance: Embedding,
}

/// What the heads say of a text.
#[derive(Default)]
pub(crate) struct Read {
    /// A row a word: one number for each tag of an attribution's parts.
    pub tags: Vec<f32>,
    /// A row a word: one number for each tag of names.
    pub names: Vec<f32>,
    /// Tokens, as ranges of words.
    pub tokens: Vec<Range<usize>>,
    /// Sentences, as ranges of tokens.
    pub sentences: Vec<Range<usize>>,
    /// What each token is.
    pub analyses: Vec<Analysis>,
    /// A vector of length 1 for each sentence.
    pub vectors: Vec<Vec<f32>>,
    /// Which mentions speak of the same.
    pub chains: Chains,
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
            layers: weights.layers("encoder.layers", HEADS)?,
            starts: weights.linear("starts")?,
            tags: weights.linear("tags")?,
            names: weights.linear("names")?,
            syntax: Syntax::open(&weights)?,
            vector: weights.linear("vector")?,
            coref: Coref::open(&weights)?,
            cue: weights.linear("cue")?,
            linked: weights.linear("word")?,
            distance: weights.embedding("distance.weight")?,
        })
    }

    /// Runs the encoder over a text's words, window by window. `sentences` says where windows may be cut.
    pub fn read(&self, text: &str, words: &[Word], sentences: &[Range<usize>]) -> Read {
        let pieces = Pieces::of(&self.vocabulary, text, words);
        let mut read = Read::default();
        let mut buffers = Buffers::default();
        for window in windows(sentences, &pieces.sizes()) {
            self.states(words, &pieces, &window, &mut buffers);
            self.heads(text, words, &pieces, window, &mut buffers, &mut read);
        }
        read
    }

    /// Fills `buffers.x` with the encoder's last state of every piece of a window, [CLS] and [SEP] included.
    fn states(&self, words: &[Word], pieces: &Pieces, window: &Window, buffers: &mut Buffers) {
        let width = self.norm.width();
        let x = &mut buffers.x;
        x.clear();
        x.resize((pieces.count(window.all.clone()) + 2) * width, 0.0);
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
            for (k, &piece) in pieces.of_word(index).iter().enumerate() {
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
        self.norm.apply(x);
        for layer in &self.layers {
            layer.apply(x, &mut buffers.scratch);
        }
    }

    /// From a window's states to what the heads say of its body.
    fn heads(
        &self,
        text: &str,
        words: &[Word],
        pieces: &Pieces,
        window: Window,
        buffers: &mut Buffers,
        read: &mut Read,
    ) {
        let width = self.norm.width();
        let Buffers {
            x,
            rows,
            both,
            out,
            room,
            ..
        } = buffers;
        // The row of a word's first piece, behind [CLS], and of its last.
        let first = |word: usize| pieces.count(window.all.start..word) + 1;
        let last = |word: usize| pieces.count(window.all.start..word + 1);
        let state = |at: usize| x.get(at * width..(at + 1) * width).unwrap_or_default();
        let gather = |rows: &mut Vec<f32>, of: &mut dyn Iterator<Item = usize>| {
            rows.clear();
            of.for_each(|at| rows.extend_from_slice(state(at)));
        };
        let body = window.body.clone();

        gather(rows, &mut body.clone().map(first));
        self.tags.apply(rows, out);
        read.tags.extend_from_slice(out);
        self.starts.apply(rows, out);
        debug_assert_eq!(out.len(), body.len() * STARTS);
        let cut = cut(text, words, body.clone(), out);

        // A word that begins a token is seen with the token's last piece, any other with its own.
        let mut ends: Vec<usize> = body.clone().collect();
        for token in &cut.tokens {
            if let Some(end) = ends.get_mut(token.start - body.start) {
                *end = token.end - 1;
            }
        }
        gather(
            both,
            &mut body
                .clone()
                .zip(&ends)
                .flat_map(|(word, &end)| [first(word), last(end)]),
        );
        self.names.apply(both, out);
        read.names.extend_from_slice(out);

        self.sentence_vectors(&cut, body.start, rows, out, read);
        gather(rows, &mut cut.tokens.iter().map(|token| first(token.start)));
        gather(
            both,
            &mut cut
                .tokens
                .iter()
                .flat_map(|token| [first(token.start), last(token.end - 1)]),
        );
        self.syntax.analyse(rows, both, &cut, room, &mut read.analyses);

        let before = read.tokens.len();
        let form = |token: &Range<usize>| {
            let word = words
                .get(token.start)
                .and_then(|word| text.get(word.bytes.clone()));
            word.unwrap_or_default().to_lowercase()
        };
        let analyses = read.analyses.get(before..).unwrap_or_default();
        self.coref
            .link(rows, &cut, analyses, form, before, &mut read.chains);
        read.sentences
            .extend(cut.sentences.iter().map(|s| s.start + before..s.end + before));
        read.tokens.extend(cut.tokens);

        gather(rows, &mut window.all.clone().map(first));
        let mut seen = Seen {
            window: window.clone(),
            cues: Vec::new(),
            words: Vec::new(),
        };
        self.cue.apply(rows, &mut seen.cues);
        self.linked.apply(rows, &mut seen.words);
        read.seen.push(seen);
    }

    /// A vector for each sentence: the mean over its words' states (`rows`, from word `from` on), mapped and
    /// brought to length 1.
    fn sentence_vectors(&self, cut: &Cut, from: usize, rows: &[f32], out: &mut Vec<f32>, read: &mut Read) {
        let width = self.norm.width();
        let mut means = Vec::with_capacity(cut.sentences.len() * width);
        for sentence in &cut.sentences {
            let tokens = cut.tokens.get(sentence.clone()).unwrap_or_default();
            let (Some(start), Some(end)) = (tokens.first(), tokens.last()) else {
                continue;
            };
            let mut mean = vec![0.0f32; width];
            let states = rows
                .get((start.start - from) * width..(end.end - from) * width)
                .unwrap_or_default();
            for state in states.chunks_exact(width) {
                mean.iter_mut().zip(state).for_each(|(m, v)| *m += v);
            }
            let count = (states.len() / width.max(1)).max(1) as f32;
            means.extend(mean.into_iter().map(|v| v / count));
        }
        self.vector.apply(&means, out);
        for vector in out.chunks_exact(self.vector.outputs().max(1)) {
            let length = vector.iter().map(|v| v * v).sum::<f32>().sqrt().max(1e-12);
            read.vectors.push(vector.iter().map(|v| v / length).collect());
        }
    }

    /// The lemma of a token that is tagged `xpos`. An inflected form's is rather one that the vocabulary has as a word: "companies" is
    /// of "company", not "companie".
    pub fn lemma(&self, analysis: &Analysis, form: &str, xpos: &str) -> String {
        self.syntax
            .lemma(analysis, form, xpos, |lemma| self.vocabulary.has(lemma))
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

/// A text's words in pieces.
struct Pieces {
    ids: Vec<u32>,
    /// Where each word's pieces begin in `ids`, and where the last one's end.
    starts: Vec<usize>,
}

impl Pieces {
    fn of(vocabulary: &Vocabulary, text: &str, words: &[Word]) -> Self {
        let mut ids = Vec::with_capacity(words.len() * 3 / 2);
        let mut starts = Vec::with_capacity(words.len() + 1);
        for word in words {
            starts.push(ids.len());
            vocabulary.cut(text.get(word.bytes.clone()).unwrap_or_default(), &mut ids);
        }
        starts.push(ids.len());
        Self { ids, starts }
    }

    fn start(&self, word: usize) -> usize {
        self.starts.get(word).copied().unwrap_or(self.ids.len())
    }

    /// The pieces of one word.
    fn of_word(&self, word: usize) -> &[u32] {
        self.ids
            .get(self.start(word)..self.start(word + 1))
            .unwrap_or_default()
    }

    /// How many pieces some words have.
    fn count(&self, words: Range<usize>) -> usize {
        self.start(words.end) - self.start(words.start)
    }

    /// Each word's number of pieces.
    fn sizes(&self) -> Vec<usize> {
        self.starts.windows(2).map(|pair| pair[1] - pair[0]).collect()
    }
}

/// Room for what is computed of a window, to be used again for the next.
#[derive(Default)]
struct Buffers {
    x: Vec<f32>,
    rows: Vec<f32>,
    both: Vec<f32>,
    out: Vec<f32>,
    scratch: Scratch,
    room: Room,
}

/// Signed logarithmic bucket of a distance in words.
pub(crate) fn bucket(distance: i64) -> usize {
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
