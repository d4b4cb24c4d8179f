//! Words → pieces of the encoder's vocabulary.

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// A longer word, in characters, is one unknown piece.
const LONGEST_WORD: usize = 100;

/// The pieces that words are cut into: WordPiece (Wu et al. 2016) over lower-cased words without accents.
pub(crate) struct Vocabulary {
    /// Pieces that begin a word.
    first: FxHashMap<&'static str, u32>,
    /// Pieces that go on with one, without their "##".
    later: FxHashMap<&'static str, u32>,
    longest: usize,
    pub unknown: u32,
    /// Stands before every window.
    pub cls: u32,
    /// Stands behind every window.
    pub sep: u32,
}

impl Vocabulary {
    /// From a list with a piece a line; `None` where one of the special pieces is missing.
    pub fn new(list: &'static str) -> Option<Self> {
        let (mut first, mut later, mut longest) = (FxHashMap::default(), FxHashMap::default(), 0);
        for (id, piece) in (0u32..).zip(list.split('\n')) {
            longest = longest.max(piece.len());
            match piece.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => later.insert(rest, id),
                _ => first.insert(piece, id),
            };
        }
        let special = |name: &str| first.get(name).copied();
        let (unknown, cls, sep) = (special("[UNK]")?, special("[CLS]")?, special("[SEP]")?);
        Some(Self {
            first,
            later,
            longest,
            unknown,
            cls,
            sep,
        })
    }

    /// Whether a word is one piece.
    pub fn has(&self, word: &str) -> bool {
        self.first.contains_key(word)
    }

    /// Appends the pieces of one word (at least one).
    pub fn cut(&self, word: &str, out: &mut Vec<u32>) {
        if word.is_ascii() {
            if let Some(&id) = self.first.get(word) {
                return out.push(id);
            }
            return self.cut_normal(&word.to_ascii_lowercase(), out);
        }
        let lower = word.to_lowercase();
        let plain: String = lower
            .nfd()
            .filter(|c| c.general_category() != GeneralCategory::NonspacingMark)
            .collect();
        self.cut_normal(&plain, out);
    }

    fn cut_normal(&self, word: &str, out: &mut Vec<u32>) {
        let before = out.len();
        if word.is_empty() || word.chars().count() > LONGEST_WORD {
            return out.push(self.unknown);
        }
        let mut at = 0;
        while at < word.len() {
            let table = if at == 0 { &self.first } else { &self.later };
            let mut end = word.len().min(at + self.longest);
            let found = loop {
                if end <= at {
                    break None;
                }
                if let Some(&id) = word.get(at..end).and_then(|piece| table.get(piece)) {
                    break Some((id, end));
                }
                end -= 1;
            };
            match found {
                Some((id, end)) => {
                    out.push(id);
                    at = end;
                }
                None => {
                    out.truncate(before);
                    return out.push(self.unknown);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pieces(word: &str) -> Vec<u32> {
        let list = "[PAD]\n[UNK]\n[CLS]\n[SEP]\ntalk\n##s\n##ed\nt\n##al\n##k\ne";
        let mut out = Vec::new();
        Vocabulary::new(list).unwrap().cut(word, &mut out);
        out
    }

    #[test]
    fn the_longest_piece_is_taken_first() {
        assert_eq!(pieces("talks"), [4, 5]);
        assert_eq!(pieces("Talked"), [4, 6]);
        assert_eq!(pieces("talq"), [1]);
        assert_eq!(pieces("É"), [10]);
    }

    #[test]
    fn a_list_without_special_pieces_is_refused() {
        assert!(Vocabulary::new("a\nb").is_none());
    }

    proptest! {
        #[test]
        fn every_word_has_a_piece(word in "\\PC{1,20}") {
            prop_assert!(!pieces(&word).is_empty());
        }
    }
}
