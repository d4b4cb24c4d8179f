//! The parse stage of onrecord: *text → [`Document`]*, its words, sentences, names and attributions.
//!
//! Words are cut by rules; then one pass of one encoder over windows of up to 382 pieces joins them into tokens
//! and sentences, tags and lemmatizes these, gives each sentence a dependency tree and a vector, finds names
//! and the parts of attributions (source, cue, content), and links sources and contents to cues. The weights
//! are compiled in; `weights/en/README.md` says what they were trained on.
//!
//! ```
//! let parser = onrecord_parse::Parser::new()?;
//! let text = "Norland will not sign, Aho said.";
//! let document = parser.parse(text);
//! assert_eq!(document.sentences.len(), 1);
//! # Ok::<(), onrecord_parse::ParserError>(())
//! ```

mod attributions;
mod coref;
mod encoder;
mod features;
mod lemma;
mod names;
mod pieces;
mod pos;
mod sentences;
mod spelled;
mod syntax;
mod tags;
mod tokens;
mod tree;
mod windows;
mod words;

use std::ops::Range;

use onrecord_types::{Attributed, Document, Parts, Token};

use crate::attributions::Heads;
use crate::encoder::Encoder;

static WEIGHTS: &[u8] = include_bytes!("../../../weights/en/model.safetensors");

/// The compiled-in weights can't be used: a fault of the build, not of any input.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct ParserError(#[from] onrecord_nn::WeightsError);

/// Analyses texts. Made once, then shared between threads.
pub struct Parser {
    encoder: Encoder,
}

impl Parser {
    /// Lays out the compiled-in weights (some ms and 25 MB).
    pub fn new() -> Result<Self, ParserError> {
        Ok(Self {
            encoder: Encoder::open(WEIGHTS)?,
        })
    }

    /// Analyses one text. Total and deterministic: any text gives a document, and the same text the same.
    /// Times are another crate's, and left empty.
    pub fn parse(&self, text: &str) -> Document {
        let words = words::words(text);
        let read = self
            .encoder
            .read(text, &words, &sentences::sentences(text, &words));
        let bytes = |token: &Range<usize>| {
            let (first, last) = (words.get(token.start)?, words.get(token.end.checked_sub(1)?)?);
            Some((first.bytes.start..last.bytes.end, first.quoted))
        };
        // The heads speak of words; from here on there are tokens.
        let of_word = |word: usize| read.tokens.partition_point(|token| token.end <= word);
        let of_words = |span: Range<usize>| of_word(span.start)..of_word(span.end.saturating_sub(1)) + 1;
        let mut tokens = Vec::with_capacity(read.tokens.len());
        for sentence in &read.sentences {
            for at in sentence.clone() {
                let (Some(token), Some(analysis)) = (read.tokens.get(at), read.analyses.get(at)) else {
                    continue;
                };
                let (bytes, quoted) = bytes(token).unwrap_or_default();
                let form = text.get(bytes.clone()).unwrap_or_default();
                let head = sentence.start + analysis.head;
                let last = at + 1 == sentence.end;
                let said = (analysis.upos, analysis.xpos);
                let (upos, xpos) = spelled::settled(said, form, analysis.deprel, last);
                tokens.push(Token {
                    lemma: self.encoder.lemma(analysis, form, xpos),
                    bytes,
                    quoted,
                    upos,
                    xpos,
                    feats: features::features(xpos, form),
                    head: Some(head).filter(|&head| head != at),
                    deprel: analysis.deprel,
                });
            }
        }
        let words_of = |sentence: &Range<usize>| {
            let tokens = read.tokens.get(sentence.clone()).unwrap_or_default();
            tokens.first().map_or(0, |t| t.start)..tokens.last().map_or(0, |t| t.end)
        };
        let in_words: Vec<Range<usize>> = read.sentences.iter().map(words_of).collect();
        let forms: Vec<&str> = read
            .tokens
            .iter()
            .map(|token| text.get(bytes(token).unwrap_or_default().0).unwrap_or_default())
            .collect();
        let parts = |parts: Parts| parts.into_iter().map(&of_words).collect();
        let heads = Heads {
            encoder: &self.encoder,
            read: &read,
            sentences: &in_words,
            words: &words,
            text,
        };
        let attributions = attributions::attributions(&heads)
            .into_iter()
            .map(|attributed| Attributed {
                source: parts(attributed.source),
                cue: parts(attributed.cue),
                content: parts(attributed.content),
                certainty: attributed.certainty,
            });
        Document {
            names: names::names(&read, &forms),
            attributions: attributions.collect(),
            tokens,
            entities: read.chains.entities,
            sentences: read.sentences,
            vectors: read.vectors,
            times: Vec::new(),
        }
    }
}

/// Sixteen hexadecimal digits that change with the compiled-in weights.
pub fn weights_fingerprint() -> String {
    // FNV-1a, 64 bits.
    let hash = WEIGHTS.iter().fold(0xcbf2_9ce4_8422_2325_u64, |h, &b| {
        (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}
