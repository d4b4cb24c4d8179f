//! A document beside its text, for the modules that read words.

use std::ops::Range;

use onrecord_types::{Document, Offsets, Span};

pub(crate) struct View<'a> {
    pub text: &'a str,
    pub document: &'a Document,
    pub offsets: Offsets,
}

impl<'a> View<'a> {
    pub fn new(text: &'a str, document: &'a Document) -> Self {
        Self {
            text,
            document,
            offsets: Offsets::new(text),
        }
    }

    /// One word.
    pub fn word(&self, at: usize) -> &'a str {
        self.document
            .tokens
            .get(at)
            .and_then(|t| self.text.get(t.bytes.clone()))
            .unwrap_or_default()
    }

    /// The bytes from a range's first word to its last.
    pub fn bytes(&self, words: &Range<usize>) -> Option<Range<usize>> {
        let first = self.document.tokens.get(words.start)?;
        let last = self.document.tokens.get(words.end.checked_sub(1)?)?;
        (first.bytes.start < last.bytes.end).then_some(first.bytes.start..last.bytes.end)
    }

    /// The words of a range, as the text has them.
    pub fn words(&self, words: &Range<usize>) -> &'a str {
        self.bytes(words)
            .and_then(|bytes| self.text.get(bytes))
            .unwrap_or_default()
    }

    /// The span of a range of words.
    pub fn span(&self, words: &Range<usize>) -> Option<Span> {
        self.offsets.span(self.bytes(words)?)
    }

    /// The index of the sentence that holds a word.
    pub fn sentence(&self, word: usize) -> usize {
        self.document.sentences.partition_point(|s| s.end <= word)
    }
}
