//! Text → tokens: words, numbers and marks, each with its place in bytes.
//!
//! A word is a run of letters; a number is a run of digits with commas between groups of three and at most
//! one decimal point; every other character but white space is a mark of its own. `1980s` is a number and a
//! word, `third-quarter` a word, a mark and a word, `Friday's` a word and the mark `'s`.

use crate::lexicon::{Class, Lexicon, Sym};

/// One token of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Which known word it is; [`Sym::UNKNOWN`] for all others.
    pub sym: Sym,
    /// What sort of word it is.
    pub class: Class,
    /// What a word of its class is worth: a month's number, a number's whole part.
    pub val: i32,
    /// White space, or the text's start, stands before it.
    pub spaced: bool,
    /// A blank line, or the text's start, stands before it.
    pub paragraph: bool,
    /// It begins with a capital letter.
    pub capital: bool,
}

/// The largest number that is kept; larger ones are no count of anything here.
const MOST: i64 = 999_999_999;

/// The tokens of `text`.
pub(crate) fn tokenize(text: &str, lexicon: &Lexicon) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::with_capacity(bytes.len() / 5 + 4);
    let (mut at, mut spaced, mut newlines) = (0, true, 2u8);
    while let Some(&b) = bytes.get(at) {
        let start = at;
        let (sym, class, val);
        if b.is_ascii_alphabetic() || (b >= 0x80 && is_letter(text, at)) {
            at = word_end(text, at);
            (sym, class, val) = lexicon.look_up(bytes.get(start..at).unwrap_or_default());
        } else if b.is_ascii_digit() {
            let number = number(bytes, at);
            at = number.end;
            sym = number.class.sym();
            class = number.class;
            val = number.val;
        } else {
            let len = if b < 0x80 {
                1
            } else {
                text.get(at..)
                    .and_then(|t| t.chars().next())
                    .map_or(1, char::len_utf8)
            };
            if b.is_ascii_whitespace() || (b >= 0x80 && is_white(text, at)) {
                spaced = true;
                newlines += u8::from(b == b'\n' && newlines < 2);
                at += len;
                continue;
            }
            at += len;
            let mut mark: &[u8] = match text.get(start..at) {
                Some("’" | "‘") => b"'",
                Some("–" | "‐" | "‑") => b"-",
                _ => bytes.get(start..at).unwrap_or_default(),
            };
            let then = (bytes.get(at), bytes.get(at + 1));
            if mark == b"'"
                && !spaced
                && matches!(then.0, Some(b's' | b'S'))
                && !then.1.is_some_and(u8::is_ascii_alphanumeric)
            {
                at += 1;
                mark = b"'s";
            }
            (sym, class, val) = lexicon.look_up(mark);
        }
        let capital = b.is_ascii_uppercase();
        tokens.push(Token {
            start,
            end: at,
            sym,
            class,
            val,
            spaced,
            paragraph: newlines >= 2,
            capital,
        });
        (spaced, newlines) = (false, 0);
    }
    tokens
}

fn word_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while let Some(&b) = bytes.get(at) {
        if b.is_ascii_alphabetic() {
            at += 1;
        } else if b >= 0x80 && is_letter(text, at) {
            at += text
                .get(at..)
                .and_then(|t| t.chars().next())
                .map_or(1, char::len_utf8);
        } else {
            break;
        }
    }
    at
}

fn is_letter(text: &str, at: usize) -> bool {
    text.get(at..)
        .and_then(|t| t.chars().next())
        .is_some_and(char::is_alphabetic)
}

fn is_white(text: &str, at: usize) -> bool {
    text.get(at..)
        .and_then(|t| t.chars().next())
        .is_some_and(char::is_whitespace)
}

struct Number {
    end: usize,
    class: Class,
    val: i32,
}

fn number(bytes: &[u8], start: usize) -> Number {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let (mut at, mut whole, mut class) = (start, 0i64, Class::Number);
    loop {
        while let Some(&b) = bytes.get(at)
            && b.is_ascii_digit()
        {
            whole = (whole * 10 + i64::from(b - b'0')).min(MOST + 1);
            at += 1;
        }
        let group =
            bytes.get(at) == Some(&b',') && digit(at + 1) && digit(at + 2) && digit(at + 3) && !digit(at + 4);
        if !group || (class == Class::Number && at - start > 3) {
            break;
        }
        class = Class::Grouped;
        at += 1;
    }
    if bytes.get(at) == Some(&b'.') && digit(at + 1) {
        let fraction = at + 1;
        at = fraction;
        while digit(at) {
            at += 1;
        }
        class = if bytes.get(fraction..at) == Some(b"5") {
            Class::Half
        } else {
            Class::Decimal
        };
    }
    if whole > MOST {
        class = Class::Decimal;
    }
    Number {
        end: at,
        class,
        val: i32::try_from(whole.min(MOST)).unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::Grammar;

    fn words(text: &str) -> Vec<(&str, Class, i32)> {
        let tokens = tokenize(text, Grammar::english().lexicon());
        tokens
            .iter()
            .map(|t| (&text[t.start..t.end], t.class, t.val))
            .collect()
    }

    #[test]
    fn numbers() {
        assert_eq!(words("1,900"), [("1,900", Class::Grouped, 1900)]);
        assert_eq!(words("2.5"), [("2.5", Class::Half, 2)]);
        assert_eq!(words("3.1"), [("3.1", Class::Decimal, 3)]);
        assert_eq!(
            words("19, 1998"),
            [
                ("19", Class::Number, 19),
                (",", Class::Word, 0),
                ("1998", Class::Number, 1998)
            ]
        );
        assert_eq!(words("99999999999").first().map(|t| t.1), Some(Class::Decimal));
    }

    #[test]
    fn marks_and_words() {
        let all: Vec<_> = words("Friday’s half–year, déjà")
            .into_iter()
            .map(|t| t.0)
            .collect();
        assert_eq!(all, ["Friday", "’s", "half", "–", "year", ",", "déjà"]);
        assert_eq!(words("1980s").len(), 2);
    }

    #[test]
    fn spaces_and_paragraphs() {
        let tokens = tokenize("a-b\u{a0}c\n\nd", Grammar::english().lexicon());
        let flags: Vec<_> = tokens.iter().map(|t| (t.spaced, t.paragraph)).collect();
        assert_eq!(
            flags,
            [
                (true, true),
                (false, false),
                (false, false),
                (true, false),
                (true, true)
            ]
        );
    }
}
