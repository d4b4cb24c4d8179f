use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{EntityType, TimeType};

/// A syntactic word, a number or a mark of punctuation, after Universal Dependencies' English treebanks: "do"
/// and "n't" are two, "U.S." is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the report's text.
    pub bytes: Range<usize>,
    /// Whether it stands inside double quotation marks (the marks themselves do).
    pub quoted: bool,
    /// Its part of speech in Universal Dependencies.
    pub upos: Upos,
    /// Its tag in the Penn Treebank's set.
    pub xpos: &'static str,
    /// Its lemma.
    pub lemma: String,
    /// Its features in CoNLL-U's notation, as far as they are cheaply told; may be empty.
    pub feats: &'static str,
    /// The token that it depends on (an index into [`Document::tokens`], in the same sentence); `None` for the
    /// root of its sentence.
    pub head: Option<usize>,
    /// Its relation to its head in Universal Dependencies, with subtype ("nsubj:pass"); "root" for a root.
    pub deprel: &'static str,
}

/// A part of speech in Universal Dependencies (version 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "their meaning is UD's")]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

impl Upos {
    /// Every part of speech, in the order of the alphabet.
    pub const ALL: [Upos; 17] = [
        Self::Adj,
        Self::Adp,
        Self::Adv,
        Self::Aux,
        Self::Cconj,
        Self::Det,
        Self::Intj,
        Self::Noun,
        Self::Num,
        Self::Part,
        Self::Pron,
        Self::Propn,
        Self::Punct,
        Self::Sconj,
        Self::Sym,
        Self::Verb,
        Self::X,
    ];

    /// The name that UD gives it ("PROPN").
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Adj => "ADJ",
            Self::Adp => "ADP",
            Self::Adv => "ADV",
            Self::Aux => "AUX",
            Self::Cconj => "CCONJ",
            Self::Det => "DET",
            Self::Intj => "INTJ",
            Self::Noun => "NOUN",
            Self::Num => "NUM",
            Self::Part => "PART",
            Self::Pron => "PRON",
            Self::Propn => "PROPN",
            Self::Punct => "PUNCT",
            Self::Sconj => "SCONJ",
            Self::Sym => "SYM",
            Self::Verb => "VERB",
            Self::X => "X",
        }
    }
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
    /// The first day that it covers; `None` where that end is open or the days aren't known.
    pub from: Option<Date>,
    /// The last day that it covers; `None` where that end is open or the days aren't known.
    pub to: Option<Date>,
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
#[derive(Debug, Clone, PartialEq)]
pub struct Attributed {
    /// Whose words or attitude it is; may be empty.
    pub source: Parts,
    /// The words that say that something is said, wished or held.
    pub cue: Parts,
    /// What is said, wished or held; empty where the heads found a cue and no content of its own.
    pub content: Parts,
    /// How sure the heads are of it as a whole: a probability, calibrated on PolNeAR's dev set.
    pub certainty: f32,
}

/// A report's text, analysed: what the parse stage hands to the extract stage. Nothing in it is copied text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// Tokens in the order of the text; they don't overlap.
    pub tokens: Vec<Token>,
    /// Sentences, as ranges of tokens, in order; every token is in one. The heads of a sentence's tokens make a
    /// tree with one root.
    pub sentences: Vec<Range<usize>>,
    /// A vector of length 1 for each sentence: the nearer two are (by their scalar product), the more their
    /// sentences mean the same.
    pub vectors: Vec<Vec<f32>>,
    /// Names in the order of the text; they don't overlap.
    pub names: Vec<Name>,
    /// Mentions that speak of the same person, thing or matter, two or more each; a mention is a range of tokens.
    pub entities: Vec<Vec<Range<usize>>>,
    /// Attributions in the order of their cues.
    pub attributions: Vec<Attributed>,
    /// Times in the order of the text; they don't overlap.
    pub times: Vec<Timed>,
}
