//! What the starts head says, and spelling where that alone decides → tokens and sentences.

use std::ops::Range;

use crate::words::{Gap, Shape, Word, were_cut};

/// Labels of the starts head, in order: what begins at a word.
const JOINED: usize = 0;
const TOKEN: usize = 1;
const SENTENCE: usize = 2;
/// How many labels there are.
pub(crate) const STARTS: usize = 3;

/// What a word's number for beginning a sentence is raised by: with it as many sentences are found in EWT's and GUM's
/// dev sets as there are, without it too few.
const RAISED: f32 = 1.0;

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
pub(crate) fn cut(text: &str, words: &[Word], body: Range<usize>, logits: &[f32]) -> Cut {
    let mut out = Cut::default();
    let spelling = Spelling { text, words };
    let score = |at: usize, label: usize| {
        let row = at.checked_sub(body.start).map(|row| row * STARTS + label);
        row.and_then(|at| logits.get(at))
            .copied()
            .unwrap_or(f32::NEG_INFINITY)
    };
    // How much rather a word goes on with the token before than begins one.
    let joins = |at: usize| score(at, JOINED) - score(at, TOKEN).max(score(at, SENTENCE));
    let mut address = 0..0;
    for at in body.start..body.end.min(body.start + logits.len() / STARTS) {
        let gap = words.get(at).map_or(Gap::Paragraph, |word| word.gap);
        if !address.contains(&at) {
            address = spelling.address(at);
        }
        let joined = gap == Gap::None
            && if address.contains(&at) {
                at > address.start
            } else {
                spelling.joined(at).unwrap_or_else(|| match spelling.hyphen(at) {
                    // Before and behind a hyphen there's one decision: "cease-fire" has one token or three.
                    Some(hyphen) if body.contains(&hyphen) && body.contains(&(hyphen + 1)) => {
                        joins(hyphen) + joins(hyphen + 1) > 0.0
                    }
                    _ => joins(at) > 0.0,
                })
            };
        let sentence = score(at, SENTENCE) + RAISED > score(at, TOKEN);
        if at == body.start || gap == Gap::Paragraph || (sentence && !joined) {
            out.sentences.push(out.tokens.len()..out.tokens.len());
            out.tokens.push(at..at + 1);
        } else if joined {
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

/// What spelling says of tokens. Each of these holds without exception in EWT's training set.
struct Spelling<'a> {
    text: &'a str,
    words: &'a [Word],
}

impl Spelling<'_> {
    fn of(&self, at: usize) -> Option<(&str, &Word)> {
        let word = self.words.get(at)?;
        Some((self.text.get(word.bytes.clone())?, word))
    }

    /// Whether nothing stands between a word and the one before.
    fn touches(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.gap == Gap::None)
    }

    /// Whether word `at`, which has no gap before it, goes on with the token before; `None` where spelling doesn't say.
    fn joined(&self, at: usize) -> Option<bool> {
        let (before, first) = self.of(at.checked_sub(1)?)?;
        let (own, word) = self.of(at)?;
        if were_cut(before, own) {
            return Some(false);
        }
        // The marks inside of numbers: 1,100 and 3.5 and 7:30.
        let digits = |word: Option<(&str, &Word)>| word.is_some_and(|(_, w)| w.shape == Shape::Digits);
        let in_number = |mark: &str| matches!(mark, "," | "." | ":");
        if in_number(own) && first.shape == Shape::Digits && self.touches(at + 1) && digits(self.of(at + 1)) {
            return Some(true);
        }
        let goes_on = word.shape == Shape::Digits && in_number(before) && self.touches(at - 1);
        let whole = goes_on && digits(self.of(at.checked_sub(2)?)) || self.in_telephone(at);
        whole.then_some(true)
    }

    /// Whether word `at` is the hyphen of a telephone number (555-0199), or what stands behind it.
    fn in_telephone(&self, at: usize) -> bool {
        let hyphen = if self.of(at).is_some_and(|(own, _)| own == "-") {
            at
        } else {
            at.saturating_sub(1)
        };
        let digits = |at: usize, count: usize| {
            self.of(at)
                .is_some_and(|(own, word)| word.shape == Shape::Digits && own.len() == count)
        };
        self.of(hyphen).is_some_and(|(own, _)| own == "-")
            && self.touches(hyphen)
            && self.touches(hyphen + 1)
            && hyphen.checked_sub(1).is_some_and(|before| digits(before, 3))
            && digits(hyphen + 1, 4)
    }

    /// The hyphen between two words of letters, without gaps, that word `at` is or stands behind.
    fn hyphen(&self, at: usize) -> Option<usize> {
        let is_hyphen = |at: usize| self.of(at).is_some_and(|(own, _)| own == "-");
        let letters = |at: usize| {
            self.of(at)
                .is_some_and(|(_, w)| !matches!(w.shape, Shape::Mark | Shape::Digits | Shape::Alphanumeric))
        };
        [Some(at), at.checked_sub(1)]
            .into_iter()
            .flatten()
            .find(|&hyphen| {
                is_hyphen(hyphen)
                    && self.touches(hyphen)
                    && self.touches(hyphen + 1)
                    && letters(hyphen + 1)
                    && hyphen.checked_sub(1).is_some_and(letters)
            })
    }

    /// The words of the web address that begins at word `at`, without the marks that close what it stands in; none
    /// where there's none.
    fn address(&self, at: usize) -> Range<usize> {
        let Some((own, first)) = self.of(at) else {
            return at..at;
        };
        let rest = self.text.get(first.bytes.end..).unwrap_or_default();
        let begins = match own {
            "http" | "https" | "ftp" => rest.starts_with("://"),
            "www" => rest.starts_with('.'),
            _ => false,
        };
        if !begins {
            return at..at;
        }
        let mark = |marks: &str, at: usize| {
            self.of(at)
                .is_some_and(|(own, word)| word.shape == Shape::Mark && marks.contains(own))
        };
        let mut end = at + 1;
        while self.of(end).is_some_and(|(_, word)| word.gap == Gap::None) && !mark("<>\"”“»", end) {
            end += 1;
        }
        while mark(".,;:!?)]'’*_}", end - 1) {
            end -= 1;
        }
        at..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;
    use proptest::prelude::*;

    /// The tokens of a text by a head that would rather begin one at each word, by `split`, than not.
    fn tokens(text: &str, split: impl Fn(usize) -> f32) -> Vec<&str> {
        let words = words(text);
        let logits: Vec<f32> = (0..words.len()).flat_map(|at| [0.0, split(at), -9.0]).collect();
        let bytes = |token: Range<usize>| words[token.start].bytes.start..words[token.end - 1].bytes.end;
        let out = cut(text, &words, 0..words.len(), &logits);
        out.tokens.into_iter().map(|token| &text[bytes(token)]).collect()
    }

    #[test]
    fn numbers_and_addresses_are_whole_whatever_the_head_says() {
        let split = |_| 1.0;
        assert_eq!(
            tokens("By 7:30 some 1,100, or 3.5, 555-0199 x", split),
            [
                "By", "7:30", "some", "1,100", ",", "or", "3.5", ",", "555-0199", "x"
            ]
        );
        assert_eq!(
            tokens("(see https://a.example/b-1.html). www.a.example, x", split),
            [
                "(",
                "see",
                "https://a.example/b-1.html",
                ")",
                ".",
                "www.a.example",
                ",",
                "x"
            ]
        );
    }

    #[test]
    fn what_was_cut_stays_cut_and_a_hyphen_is_decided_once() {
        assert_eq!(tokens("cannot alot", |_| -1.0), ["can", "not", "a", "lot"]);
        assert_eq!(
            tokens("vice-president", |at| [0.0, -2.0, 1.0][at]),
            ["vice-president"]
        );
        assert_eq!(
            tokens("cease-fire", |at| [0.0, -1.0, 2.0][at]),
            ["cease", "-", "fire"]
        );
    }

    proptest! {
        #[test]
        fn every_word_is_in_one_token_and_every_token_in_one_sentence(
            text in "[A-Zhtp:/w1,'.\\- \n]{0,40}", seed in proptest::collection::vec(-3f32..3.0, 120),
        ) {
            let words = words(&text);
            let out = cut(&text, &words, 0..words.len(), &seed);
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
