use std::ops::Range;

use crate::{EntityType, TimeType};

/// A word, a number or a mark of punctuation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the report's text.
    pub bytes: Range<usize>,
    /// Whether it stands inside double quotation marks (the marks themselves do).
    pub quoted: bool,
}

/// A temporal expression, normalized.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timed {
    /// Its bytes in the report's text.
    pub bytes: Range<usize>,
    /// TIMEX3's `type`.
    pub kind: TimeType,
    /// TIMEX3's normalized `value`; `None` where the text doesn't say.
    pub value: Option<String>,
    /// TIMEX3's `mod`, if any.
    pub modifier: Option<String>,
}

/// A name of a person, organization or place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its tokens (indices into [`Document::tokens`]).
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: EntityType,
}

/// Spans of tokens that stand in one role of one attribution.
pub type Parts = Vec<Range<usize>>;

/// An attribution as the encoder's heads found it, in tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attributed {
    /// Whose words or attitude it is; may be empty.
    pub source: Parts,
    /// The words that say that something is said, wished or held.
    pub cue: Parts,
    /// What is said, wished or held.
    pub content: Parts,
}

/// A report's text, analysed: what the parse stage hands to the extract stage. Nothing in it is copied text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Tokens in the order of the text; they don't overlap.
    pub tokens: Vec<Token>,
    /// Sentences, as ranges of tokens, in order; every token is in one.
    pub sentences: Vec<Range<usize>>,
    /// Names in the order of the text; they don't overlap.
    pub names: Vec<Name>,
    /// Attributions in the order of their cues.
    pub attributions: Vec<Attributed>,
    /// Times in the order of the text; they don't overlap.
    pub times: Vec<Timed>,
}
