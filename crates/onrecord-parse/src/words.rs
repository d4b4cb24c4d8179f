//! Text → words, with what the encoder is told of each besides its letters.
//!
//! `training/text.py` cuts and describes words the same way; a test holds the two together. A word is never
//! more than one token of Universal Dependencies' English treebanks; what makes up a token is `tokens`' matter.

use std::ops::Range;

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Runs of letters that are two words in UD's English treebanks, with the length of the first.
const TWO_WORDS: &[(&str, usize)] = &[
    ("cannot", 3),
    ("gonna", 3),
    ("gotta", 3),
    ("wanna", 3),
    ("im", 1),
    ("ive", 1),
    ("youre", 3),
    ("theyre", 4),
    ("thats", 4),
    ("whats", 4),
    ("hes", 2),
    ("shes", 3),
    ("theres", 5),
    ("heres", 4),
    ("itll", 2),
    ("youll", 3),
    ("theyll", 4),
    ("youve", 3),
    ("theyve", 4),
    ("alot", 1),
    ("outta", 3),
];

/// What can't follow a possessive: before these "its" is "it's" without its apostrophe, two words.
const AFTER_IT_IS: &[&str] = &[
    "a", "an", "the", "this", "that", "my", "your", "his", "her", "our", "their", "not", "so", "too", "just",
    "been", "i", "you", "he", "she", "we", "they", "there", "in", "on", "at", "for", "from", "to", "with",
    "about", "like", "kind",
];

/// Verbs that take "n't", which stays whole ("do" and "n't").
const NEGATED: &[&str] = &[
    "ai", "are", "ca", "could", "did", "do", "does", "had", "has", "have", "is", "must", "need", "should",
    "was", "were", "wo", "would",
];

/// What is cut from a number before it ("7pm", "5km").
const UNITS: &[&str] = &[
    "am", "pm", "k", "m", "b", "bn", "kg", "km", "mm", "cm", "ft", "mph", "kph", "lb", "lbs", "oz", "mg",
    "ml", "mb", "gb", "kw", "mw",
];

/// A run of letters, digits and combining marks (or a part of one: "do" in "don't", "can" in "cannot"), or any
/// other visible character alone.
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

/// The bytes at which a run of letters is cut into two words; `after` is the text behind it.
fn cut(run: &str, after: &str) -> Option<usize> {
    // The longest run that is cut is a number with its unit; longer ones needn't be looked at.
    if run.len() > 20 || !run.is_ascii() {
        return None;
    }
    let lower = run.to_ascii_lowercase();
    let mut behind = after.chars();
    if lower.ends_with('n')
        && matches!(behind.next(), Some('\'' | '’'))
        && matches!(behind.next(), Some('t' | 'T'))
        && !behind.next().is_some_and(is_letter)
    {
        return (lower.len() > 1).then(|| lower.len() - 1);
    }
    if let Some(verb) = lower.strip_suffix("nt").filter(|verb| NEGATED.contains(verb)) {
        return Some(verb.len());
    }
    let unit = lower.trim_start_matches(|c: char| c.is_ascii_digit());
    if unit.len() < lower.len() && UNITS.contains(&unit) {
        return Some(lower.len() - unit.len());
    }
    if lower == "its" {
        let next = after.strip_prefix(' ').unwrap_or_default();
        let next = next.split(|c| !is_letter(c)).next().unwrap_or_default();
        return (next.len() <= 5 && AFTER_IT_IS.contains(&next.to_ascii_lowercase().as_str())).then_some(2);
    }
    // Few sentences begin with the verb "lets", many with "let's" without its apostrophe.
    if run == "Lets" {
        return Some(3);
    }
    TWO_WORDS.iter().find(|(two, _)| *two == lower).map(|(_, at)| *at)
}

/// Whether two words without a gap between them are a run of letters that was cut, so that each is a token.
pub(crate) fn were_cut(first: &str, second: &str) -> bool {
    if first.len() + second.len() > 8 {
        return false;
    }
    let run = (first.to_owned() + second).to_ascii_lowercase();
    matches!((run.as_str(), first.len()), ("its", 2) | ("lets", 3))
        || TWO_WORDS.contains(&(run.as_str(), first.len()))
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
        let run = text.get(start..end).unwrap_or_default();
        let two = if is_letter(c) {
            cut(run, text.get(end..).unwrap_or_default())
        } else {
            None
        };
        let middle = two.map_or(end, |at| start + at);
        for (bytes, gap) in [(start..middle, gap_before), (middle..end, Gap::None)] {
            if let Some(word) = text.get(bytes.clone()).filter(|word| !word.is_empty()) {
                out.push(Word {
                    shape: shape(word),
                    bytes,
                    gap,
                    quoted,
                });
            }
        }
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
            ["U", ".", "S", ".", "-", "led", "talks", ",", "do", "n", "'", "t"]
        );
        assert_eq!(
            cut("e\u{301}te\u{301} 2\u{a0}000"),
            ["e\u{301}te\u{301}", "2", "000"]
        );
    }

    #[test]
    fn what_is_two_words_in_the_treebanks_is_cut() {
        assert_eq!(
            cut("cannot didnt 7:30pm DON’T m16"),
            [
                "can", "not", "did", "nt", "7", ":", "30", "pm", "DO", "N", "’", "T", "m16"
            ]
        );
        assert_eq!(cut("n't mustn'ts"), ["n", "'", "t", "mustn", "'", "ts"]);
        assert_eq!(
            cut("Its a lot; alot of its own. its"),
            [
                "It", "s", "a", "lot", ";", "a", "lot", "of", "its", "own", ".", "its"
            ]
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
