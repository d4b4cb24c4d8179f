//! What the starts head says → tokens and sentences.

use std::ops::Range;

use crate::words::{Gap, Word};

/// Labels of the starts head, in order: what begins at a word.
const JOINED: usize = 0;
const TOKEN: usize = 1;
const SENTENCE: usize = 2;
/// How many labels there are.
pub(crate) const STARTS: usize = 3;

/// The tokens and sentences of a window's body.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Cut {
    /// Tokens, as ranges of words.
    pub tokens: Vec<Range<usize>>,
    /// Sentences, as ranges of `tokens`.
    pub sentences: Vec<Range<usize>>,
}

/// Cuts the words of `body` by a row of numbers a word. No token holds a space, every paragraph begins a
/// sentence, and so does the body.
pub(crate) fn cut(words: &[Word], body: Range<usize>, logits: &[f32]) -> Cut {
    let mut out = Cut::default();
    for (row, at) in logits.chunks_exact(STARTS).zip(body.clone()) {
        let gap = words.get(at).map_or(Gap::Paragraph, |word| word.gap);
        let score = |label: usize| row.get(label).copied().unwrap_or(f32::NEG_INFINITY);
        let sentence = score(SENTENCE) > score(TOKEN);
        let joined = score(JOINED) > score(if sentence { SENTENCE } else { TOKEN });
        if at == body.start || gap == Gap::Paragraph || (sentence && !(joined && gap == Gap::None)) {
            out.sentences.push(out.tokens.len()..out.tokens.len());
            out.tokens.push(at..at + 1);
        } else if gap == Gap::None && joined {
            if let Some(token) = out.tokens.last_mut() {
                token.end = at + 1;
            }
        } else {
            out.tokens.push(at..at + 1);
        }
        if let Some(sentence) = out.sentences.last_mut() {
            sentence.end = out.tokens.len();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_word_is_in_one_token_and_every_token_in_one_sentence(
            text in "[A-Z'. \n]{0,40}", seed in proptest::collection::vec(-3f32..3.0, 120),
        ) {
            let words = words(&text);
            let out = cut(&words, 0..words.len(), &seed);
            let mut next = 0;
            for token in &out.tokens {
                prop_assert_eq!(token.start, next);
                prop_assert!(words[token.start + 1..token.end].iter().all(|w| w.gap == Gap::None));
                next = token.end;
            }
            prop_assert_eq!(next, words.len());
            let mut next = 0;
            for sentence in &out.sentences {
                prop_assert!(sentence.start == next && sentence.end > next);
                next = sentence.end;
            }
            prop_assert_eq!(next, out.tokens.len());
        }
    }
}
