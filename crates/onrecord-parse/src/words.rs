//! Text → words, with what the encoder is told of each besides its letters.
//!
//! `training/text.py` cuts and describes words the same way; a test holds the two together.

use std::ops::Range;

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// A run of letters, digits and combining marks, or any other visible character alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub bytes: Range<usize>,
    pub shape: Shape,
    pub gap: Gap,
    /// Inside double quotation marks, the marks included.
    pub quoted: bool,
}

/// How a word is written. The numbers are rows of the encoder's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Lower = 1,
    Capital = 2,
    Upper = 3,
    Initial = 4,
    Mixed = 5,
    Digits = 6,
    Alphanumeric = 7,
    Mark = 8,
    Uncased = 9,
}

/// What stands before a word. The numbers are rows of the encoder's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    None = 0,
    Space = 1,
    Line = 2,
    Paragraph = 3,
}

/// Letters, numbers and combining marks make words.
pub(crate) fn is_letter(c: char) -> bool {
    use GeneralCategoryGroup::{Letter, Mark, Number};
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else {
        matches!(c.general_category_group(), Letter | Mark | Number)
    }
}

fn is_invisible(c: char) -> bool {
    c.is_whitespace() || c.is_control() || (!c.is_ascii() && c.general_category() == GeneralCategory::Format)
}

fn shape(word: &str) -> Shape {
    let (mut letters, mut digits, mut upper, mut lower) = (0usize, 0usize, 0usize, 0usize);
    for c in word.chars() {
        letters += 1;
        digits += usize::from(c.is_numeric());
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    let first = word.chars().next();
    if !first.is_some_and(is_letter) {
        Shape::Mark
    } else if digits == letters {
        Shape::Digits
    } else if digits > 0 {
        Shape::Alphanumeric
    } else if upper == 0 {
        if lower > 0 { Shape::Lower } else { Shape::Uncased }
    } else if upper == 1 && first.is_some_and(char::is_uppercase) {
        if lower > 0 { Shape::Capital } else { Shape::Initial }
    } else if lower > 0 {
        Shape::Mixed
    } else {
        Shape::Upper
    }
}

/// The words of a text, in order.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut out = Vec::with_capacity(text.len() / 5);
    let mut rest = text.char_indices().peekable();
    let (mut newlines, mut gap, mut inside) = (2, false, false);
    while let Some((start, c)) = rest.next() {
        if is_invisible(c) {
            newlines += usize::from(c == '\n');
            gap = true;
            continue;
        }
        let mut end = start + c.len_utf8();
        if is_letter(c) {
            while let Some((at, next)) = rest.next_if(|&(_, next)| is_letter(next)) {
                end = at + next.len_utf8();
            }
        }
        let gap_before = match (newlines, gap) {
            (2.., _) => Gap::Paragraph,
            (1, _) => Gap::Line,
            (_, true) => Gap::Space,
            _ => Gap::None,
        };
        if gap_before == Gap::Paragraph {
            inside = false;
        }
        let quoted = match c {
            '“' | '«' => {
                inside = true;
                true
            }
            '”' | '»' => std::mem::replace(&mut inside, false),
            '"' => {
                inside = !inside;
                true
            }
            _ => inside,
        };
        let word = text.get(start..end).unwrap_or_default();
        out.push(Word {
            bytes: start..end,
            shape: shape(word),
            gap: gap_before,
            quoted,
        });
        (newlines, gap) = (0, false);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<&str> {
        words(text).into_iter().map(|w| &text[w.bytes]).collect()
    }

    #[test]
    fn marks_stand_alone_and_letters_together() {
        assert_eq!(
            cut("U.S.-led talks, don't"),
            ["U", ".", "S", ".", "-", "led", "talks", ",", "don", "'", "t"]
        );
        assert_eq!(
            cut("e\u{301}te\u{301} 2\u{a0}000"),
            ["e\u{301}te\u{301}", "2", "000"]
        );
    }

    #[test]
    fn quotation_marks_open_and_close_until_the_paragraph_ends() {
        let text = "He \"said\" it. “And\n\nso on.";
        let quoted: Vec<_> = words(text)
            .into_iter()
            .filter(|w| w.quoted)
            .map(|w| &text[w.bytes])
            .collect();
        assert_eq!(quoted, ["\"", "said", "\"", "“", "And"]);
    }

    #[test]
    fn shapes_and_gaps() {
        let all = words("NATO met McGregor\nA x1 12\n\n中");
        let shapes: Vec<_> = all.iter().map(|w| w.shape).collect();
        use Shape::*;
        assert_eq!(
            shapes,
            [Upper, Lower, Mixed, Initial, Alphanumeric, Digits, Uncased]
        );
        assert_eq!(all[0].gap, Gap::Paragraph);
        assert_eq!((all[3].gap, all[6].gap), (Gap::Line, Gap::Paragraph));
    }

    proptest! {
        #[test]
        fn words_hold_every_visible_character_once(text in "\\PC{0,60}") {
            let seen: String = cut(&text).concat();
            let expected: String = text.chars().filter(|&c| !is_invisible(c)).collect();
            prop_assert_eq!(seen, expected);
        }
    }
}
