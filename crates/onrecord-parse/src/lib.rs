//! The parse stage of onrecord: *text → [`Document`]*, its words, sentences, names and attributions.
//!
//! Words and sentences are cut by rules; then one pass of one encoder over windows of up to 382 pieces tags
//! names and the parts of attributions (source, cue, content), and links sources and contents to cues. The
//! weights are compiled in; `weights/en/README.md` says what they were trained on.
//!
//! ```
//! let parser = onrecord_parse::Parser::new()?;
//! let text = "Norland will not sign, Aho said.";
//! let document = parser.parse(text);
//! assert_eq!(document.sentences.len(), 1);
//! # Ok::<(), onrecord_parse::ParserError>(())
//! ```

mod attributions;
mod encoder;
mod names;
mod pieces;
mod sentences;
mod tags;
mod windows;
mod words;

use onrecord_types::{Document, Token};

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
    /// Widens the compiled-in weights (about 50 ms and 60 MB).
    pub fn new() -> Result<Self, ParserError> {
        Ok(Self {
            encoder: Encoder::open(WEIGHTS)?,
        })
    }

    /// Analyses one text. Total and deterministic: any text gives a document, and the same text the same.
    /// Times are another crate's, and left empty.
    pub fn parse(&self, text: &str) -> Document {
        let words = words::words(text);
        let sentences = sentences::sentences(text, &words);
        let read = self.encoder.read(text, &words, &sentences);
        Document {
            names: names::names(&read),
            attributions: attributions::attributions(&self.encoder, &read, &sentences),
            tokens: words
                .into_iter()
                .map(|word| Token {
                    bytes: word.bytes,
                    quoted: word.quoted,
                })
                .collect(),
            sentences,
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
