//! Sentences → windows that the encoder can see at once.

use std::ops::Range;

/// The greatest number of pieces in a window, without the two special ones. `training/data.py` has the same.
pub(crate) const LONGEST: usize = 382;
/// How many pieces of what goes before a window it may see again, as context.
const CONTEXT: usize = 96;

/// A stretch of words seen at once: `body` is what it decides on, `all` adds context before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Window {
    pub all: Range<usize>,
    pub body: Range<usize>,
}

/// Windows over all words, in order, each of whole sentences where these fit. `sizes` has each word's number
/// of pieces.
pub(crate) fn windows(sentences: &[Range<usize>], sizes: &[usize]) -> Vec<Window> {
    let size = |words: &Range<usize>| sizes.get(words.clone()).unwrap_or_default().iter().sum::<usize>();
    let total = size(&(0..sizes.len()));
    // A text that nearly fits is better cut in even parts than into a long and a very short one.
    let parts = if total <= LONGEST {
        1
    } else {
        total.div_ceil(LONGEST - CONTEXT).max(1)
    };
    let room = if parts == 1 {
        LONGEST
    } else {
        (total.div_ceil(parts) + 24).min(LONGEST - CONTEXT)
    };
    let (mut out, mut body) = (Vec::<Window>::new(), 0..0);
    let mut filled = 0;
    let mut close = |body: &Range<usize>| {
        if !body.is_empty() {
            out.push(Window {
                all: context(sentences, body, &size),
                body: body.clone(),
            });
        }
    };
    for sentence in sentences {
        let own = size(sentence);
        if filled + own > room && filled > 0 {
            close(&body);
            (body, filled) = (sentence.start..sentence.start, 0);
        }
        if own <= LONGEST - CONTEXT {
            body.end = sentence.end;
            filled += own;
            continue;
        }
        // A sentence longer than a window is cut between words.
        for word in sentence.clone() {
            let piece = sizes.get(word).copied().unwrap_or(1);
            if filled + piece > LONGEST - CONTEXT && filled > 0 {
                close(&body);
                (body, filled) = (word..word, 0);
            }
            body.end = word + 1;
            filled += piece;
        }
    }
    close(&body);
    out
}

/// The body with as many whole sentences before it as fit.
fn context(
    sentences: &[Range<usize>],
    body: &Range<usize>,
    size: &impl Fn(&Range<usize>) -> usize,
) -> Range<usize> {
    let (mut start, mut left) = (body.start, CONTEXT.min(LONGEST.saturating_sub(size(body))));
    let before = sentences.partition_point(|s| s.start < body.start);
    for sentence in sentences.get(..before).unwrap_or_default().iter().rev() {
        let own = size(&(sentence.start..start));
        if own > left {
            break;
        }
        left -= own;
        start = sentence.start;
    }
    start..body.end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bodies_hold_every_word_once_and_fit(
            lengths in proptest::collection::vec(1usize..60, 0..40), seed in 1usize..9, huge in 0usize..900,
        ) {
            let mut sentences = Vec::new();
            let mut at = 0;
            for length in lengths.into_iter().chain((huge > 0).then_some(huge)) {
                sentences.push(at..at + length);
                at += length;
            }
            let sizes: Vec<usize> = (0..at).map(|i| 1 + (i * seed) % 4).collect();
            let mut next = 0;
            for w in windows(&sentences, &sizes) {
                prop_assert_eq!(w.body.start, next);
                prop_assert!(w.all.start <= w.body.start && w.all.end == w.body.end && !w.body.is_empty());
                prop_assert!(sizes[w.all.clone()].iter().sum::<usize>() <= LONGEST);
                next = w.body.end;
            }
            prop_assert_eq!(next, at);
        }
    }

    #[test]
    fn a_word_of_very_many_pieces_is_one_window() {
        // Such a word is cut when its pieces are put into the window.
        assert_eq!(windows(std::slice::from_ref(&(0..1)), &[100]).len(), 1);
    }
}
