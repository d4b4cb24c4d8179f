use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A non-empty stretch `[start, end)` of a report's text, in Unicode code points.
///
/// Code points, not bytes, as in Python, brat and the W3C Web Annotation data model: `text[start:end]` in
/// Python is always the annotated words. Serialized as `[start, end]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "(u32, u32)", into = "(u32, u32)")]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span from `start` up to, but not including, `end`; `None` where it would be empty.
    pub fn new(start: u32, end: u32) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// The first code point.
    pub fn start(self) -> u32 {
        self.start
    }

    /// One past the last code point.
    pub fn end(self) -> u32 {
        self.end
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a code point.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl From<Span> for (u32, u32) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

impl TryFrom<(u32, u32)> for Span {
    type Error = String;

    fn try_from((start, end): (u32, u32)) -> Result<Self, String> {
        Span::new(start, end).ok_or_else(|| format!("a span [{start}, {end}] is empty or runs backwards"))
    }
}

/// Turns byte offsets of one text into code points and back.
///
/// Inside a stage, byte ranges are handy; what leaves a stage is a [`Span`]. An ASCII text costs nothing.
#[derive(Debug, Clone)]
pub struct Offsets {
    bytes: usize,
    /// For each code point its first byte, and at the end the text's length; empty for an ASCII text.
    starts: Vec<u32>,
}

impl Offsets {
    /// The table for `text`. Texts of 4 GiB and more aren't supported: offsets past that are unknown to it.
    pub fn new(text: &str) -> Self {
        let starts = if text.is_ascii() {
            Vec::new()
        } else {
            let limit = u32::MAX as usize;
            text.char_indices()
                .map(|(at, _)| at)
                .chain([text.len()])
                .take_while(|&at| at < limit)
                .map(|at| at as u32)
                .collect()
        };
        Self {
            bytes: text.len(),
            starts,
        }
    }

    /// The code point that starts at byte `at`, or the number of code points for the text's end; `None`
    /// where `at` is outside the text or inside a character.
    pub fn code_point(&self, at: usize) -> Option<u32> {
        let at = u32::try_from(at).ok()?;
        if at as usize > self.bytes {
            None
        } else if self.starts.is_empty() {
            Some(at)
        } else {
            self.starts.binary_search(&at).ok().map(|index| index as u32)
        }
    }

    /// The byte at which code point `at` starts (the text's length for the number of its code points).
    pub fn byte(&self, at: u32) -> Option<usize> {
        if self.starts.is_empty() {
            (at as usize <= self.bytes).then_some(at as usize)
        } else {
            self.starts.get(at as usize).map(|&byte| byte as usize)
        }
    }

    /// The span of a range of bytes; `None` where it is empty, outside the text or cuts a character.
    pub fn span(&self, bytes: Range<usize>) -> Option<Span> {
        Span::new(self.code_point(bytes.start)?, self.code_point(bytes.end)?)
    }

    /// The range of bytes of a span; `None` where the span is outside the text.
    pub fn bytes(&self, span: Span) -> Option<Range<usize>> {
        Some(self.byte(span.start)?..self.byte(span.end)?)
    }

    /// The words of a span; `text` must be the text this table was made for.
    pub fn slice<'t>(&self, text: &'t str, span: Span) -> Option<&'t str> {
        text.get(self.bytes(span)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bytes_to_span_and_back(text in "\\PC{0,40}", a in 0usize..60, b in 0usize..60) {
            let offsets = Offsets::new(&text);
            match offsets.span(a..b) {
                Some(span) => {
                    prop_assert_eq!(offsets.bytes(span), Some(a..b));
                    let words: String =
                        text.chars().skip(span.start() as usize).take((span.end() - span.start()) as usize).collect();
                    prop_assert_eq!(offsets.slice(&text, span), Some(words.as_str()));
                }
                None => prop_assert!(a >= b || text.get(a..b).is_none()),
            }
        }
    }

    #[test]
    fn an_empty_or_backward_span_cannot_be_read() {
        assert!(serde_json::from_str::<Span>("[3, 3]").is_err());
        assert!(serde_json::from_str::<Span>("[4, 3]").is_err());
        assert_eq!(serde_json::to_string(&Span::new(0, 2).unwrap()).unwrap(), "[0,2]");
    }
}
