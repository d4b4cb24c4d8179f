//! Records made ready for linking.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use jiff::civil::Date;
use onrecord_types::{Offsets, Record, SentenceVector, Span};

use crate::Evidence;

/// The records in the order of their dates and ids.
pub(crate) struct Corpus<'r> {
    pub reports: Vec<Text<'r>>,
    /// In how many sentences each word stands.
    frequency: HashMap<u64, u32>,
    sentences: u32,
}

/// One record with its sentences' words.
pub(crate) struct Text<'r> {
    pub record: &'r Record,
    pub sentences: Vec<Sentence>,
    offsets: Offsets,
    /// The text's length in code points.
    length: u32,
}

/// A sentence's span and its words but the commonest, hashed, in order of their hashes, each once.
pub(crate) struct Sentence {
    pub span: Span,
    pub words: Vec<u64>,
    pub own_voice: bool,
}

impl<'r> Corpus<'r> {
    pub fn new(records: &'r [Record]) -> Self {
        let mut by_id: HashMap<&str, &Record> = HashMap::new();
        for record in records {
            by_id.insert(&record.report.id, record);
        }
        let mut sorted: Vec<&Record> = by_id.into_values().collect();
        sorted.sort_by(|a, b| (a.report.date, &a.report.id).cmp(&(b.report.date, &b.report.id)));
        let reports: Vec<Text<'_>> = sorted.into_iter().map(Text::new).collect();
        let mut frequency: HashMap<u64, u32> = HashMap::new();
        let mut sentences = 0;
        for sentence in reports.iter().flat_map(|report| &report.sentences) {
            sentences += 1;
            for &word in &sentence.words {
                *frequency.entry(word).or_default() += 1;
            }
        }
        Self {
            reports,
            frequency,
            sentences,
        }
    }

    /// How much a word tells: the logarithm of one over its share of sentences (inverse document frequency; Spärck
    /// Jones 1972).
    pub fn weight(&self, word: u64) -> f32 {
        let often = self.frequency.get(&word).copied().unwrap_or(0) + 1;
        ((self.sentences + 2) as f32 / often as f32).ln()
    }
}

impl<'r> Text<'r> {
    fn new(record: &'r Record) -> Self {
        let offsets = Offsets::new(&record.report.text);
        let sentences = record
            .sentences
            .iter()
            .map(|sentence| {
                let text = offsets
                    .slice(&record.report.text, sentence.span)
                    .unwrap_or_default();
                let words = words(text).0;
                Sentence {
                    span: sentence.span,
                    words,
                    own_voice: sentence.own_voice,
                }
            })
            .collect();
        Self {
            record,
            sentences,
            offsets,
            length: u32::try_from(record.report.text.chars().count()).unwrap_or(u32::MAX),
        }
    }

    pub fn id(&self) -> &'r str {
        &self.record.report.id
    }

    pub fn date(&self) -> Date {
        self.record.report.date
    }

    /// The words of a span.
    pub fn slice(&self, span: Span) -> &'r str {
        self.offsets
            .slice(&self.record.report.text, span)
            .unwrap_or_default()
    }

    /// The text from a place on.
    pub fn from(&self, place: u32) -> &'r str {
        Span::new(place, self.length).map_or("", |span| self.slice(span))
    }

    /// The words of spans, on one line.
    pub fn words(&self, spans: &[Span]) -> String {
        let parts: Vec<String> = spans.iter().map(|&span| on_one_line(self.slice(span))).collect();
        parts.join(" … ")
    }

    /// The sentence that holds a place.
    pub fn sentence_at(&self, place: u32) -> Option<usize> {
        let at = self.sentences.partition_point(|s| s.span.end() <= place);
        (at < self.sentences.len()).then_some(at)
    }

    pub fn vector(&self, sentence: usize) -> Option<&'r SentenceVector> {
        self.record.vectors.get(sentence)
    }

    pub fn evidence(&self, span: Span) -> Evidence {
        (self.id().to_owned(), span.start(), span.end())
    }
}

pub(crate) fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The commonest words of English, which tell nothing of a sentence's matter.
const COMMON: &str = "a an the of to in on for and or but by with from at as is are was were be been being has have had do does did \
                      not no it its he she they them his her their this that these those who which what when where than \
                      then there here will would can could may might shall should must also after before into over under \
                      about between out up down more most some any all one two such so if while during said say says told \
                      added s t we our us i my you your him me had its new";

/// Whether a word, in lower case, tells nothing of what is spoken of.
pub(crate) fn is_common(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| COMMON.split_ascii_whitespace().collect());
    WORDS.contains(word)
}

/// The different words of a text but the commonest, as hashes of their stems in lower case, in order; and how many
/// different words there are in all.
pub(crate) fn words(text: &str) -> (Vec<u64>, usize) {
    let mut telling = Vec::new();
    let mut all = Vec::new();
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let word = word.to_lowercase();
        let hash = hash(stem(&word).as_bytes());
        all.push(hash);
        if !is_common(&word) {
            telling.push(hash);
        }
    }
    for words in [&mut telling, &mut all] {
        words.sort_unstable();
        words.dedup();
    }
    (telling, all.len())
}

/// A word without the endings of number, tense and manner, roughly: enough to put "talks" to "talk", "demanded" to
/// "demand", "withdrawal" to "withdraw".
pub(crate) fn stem(word: &str) -> &str {
    for ending in [
        "ments", "ment", "ings", "ing", "als", "al", "ies", "ied", "es", "ed", "s", "ly", "y",
    ] {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() >= 4) {
            return stem;
        }
    }
    word.strip_suffix('e')
        .filter(|stem| stem.len() >= 4)
        .unwrap_or(word)
}

/// FNV-1a in 64 bits.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_other_forms_are_the_same() {
        assert_eq!(words("The talks started").0, words("talk, starting").0);
        assert_eq!(words("its withdrawal").0, words("they withdraw").0);
        assert_eq!(words("the of it").0, Vec::<u64>::new());
    }
}
