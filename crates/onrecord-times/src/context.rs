//! What a rule can ask of its surroundings: words, sentence, and what was named before.

use jiff::civil::Date;

use crate::lexicon::{Class, Lexicon, Sym};
use crate::token::{Token, tokenize};
use crate::{Expression, Kind};

/// A text on its way through the rules.
pub(crate) struct Context<'a> {
    pub text: &'a str,
    lexicon: &'a Lexicon,
    /// The day of publication.
    pub date: Date,
    pub tokens: Vec<Token>,
    /// The expressions found so far, each with one past its last token.
    pub found: Vec<(Expression, usize)>,
}

impl<'a> Context<'a> {
    /// `text` cut into tokens.
    pub fn new(text: &'a str, date: Date, lexicon: &'a Lexicon) -> Self {
        Self {
            text,
            lexicon,
            date,
            tokens: tokenize(text, lexicon),
            found: Vec::new(),
        }
    }

    /// The characters of a token; nothing past the ends of the text.
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens
            .get(at)
            .and_then(|t| self.text.get(t.start..t.end))
            .unwrap_or("")
    }

    /// Whether a token is one of these words, in any case.
    pub fn is(&self, at: usize, words: &[&str]) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return false;
        };
        if token.sym == Sym::UNKNOWN {
            let text = self.text.get(token.start..token.end).unwrap_or("");
            return words.iter().any(|word| text.eq_ignore_ascii_case(word));
        }
        // A known word is known in lower case, a curly apostrophe as a straight one.
        let name = self
            .lexicon
            .entries
            .get(usize::from(token.sym.0))
            .map_or("", |entry| entry.name);
        words.contains(&name)
    }

    /// The whole number that a token writes in digits.
    pub fn number(&self, at: usize) -> Option<i32> {
        self.tokens
            .get(at)
            .filter(|t| t.class == Class::Number)
            .map(|t| t.val)
    }

    /// Whether white space or the text's end stands before a token.
    pub fn spaced(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|t| t.spaced)
    }

    /// Whether a token begins with a capital letter.
    pub fn capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.capital)
    }

    /// Whether a token begins a sentence.
    pub fn starts_sentence(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return true;
        };
        if token.paragraph || at == 0 {
            return true;
        }
        let mut stop = at - 1;
        while stop > 0 && self.is(stop, &["\"", "'", "”", ")", "`"]) && !self.spaced(stop) {
            stop -= 1;
        }
        if !token.spaced && stop + 1 == at {
            return false;
        }
        match self.word(stop) {
            "!" | "?" | ";" => true,
            "." => {
                let abbreviation = stop.checked_sub(1).is_some_and(|w| {
                    let before = self.tokens.get(w).map(|t| (t.class, t.end - t.start, t.capital));
                    matches!(
                        before,
                        Some((_, 1, true)) | Some((Class::MonthShort | Class::WeekdayShort, _, _))
                    ) || !token.capital && matches!(before, Some((_, 1, _))) && self.is(w, &["m"])
                        || self.is(
                            w,
                            &[
                                "mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "inc", "corp", "co",
                                "st",
                            ],
                        )
                });
                !abbreviation
            }
            _ => false,
        }
    }

    /// The first token of the sentence that holds `at`, at most sixty tokens back.
    pub fn sentence_start(&self, at: usize) -> usize {
        (at.saturating_sub(60)..=at)
            .rev()
            .find(|&i| self.starts_sentence(i))
            .unwrap_or(at.saturating_sub(60))
    }

    /// The latest expression found so far.
    pub fn last(&self) -> Option<&Expression> {
        self.found.last().map(|(expression, _)| expression)
    }

    /// The latest value found so far that `pick` takes something from.
    pub fn latest<T>(&self, pick: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.found.iter().rev().find_map(|(e, _)| pick(&e.value))
    }

    /// The latest day named so far.
    pub fn last_day(&self) -> Option<Date> {
        self.latest(as_day)
    }

    /// The latest quarter named so far, as year and number.
    pub fn last_quarter(&self) -> Option<(i16, i8)> {
        self.latest(as_quarter)
    }

    /// The latest year named so far, alone or in a date.
    pub fn last_year(&self) -> Option<i16> {
        let dates = self.found.iter().rev().filter(|(e, _)| e.kind == Kind::Date);
        dates.filter_map(|(e, _)| e.value.get(..4)?.parse().ok()).next()
    }
}

/// The day that a value names or begins with.
pub(crate) fn as_day(value: &str) -> Option<Date> {
    let parts = (
        value.get(..4)?.parse().ok()?,
        value.get(5..7)?.parse().ok()?,
        value.get(8..10)?.parse().ok()?,
    );
    (value.get(4..5) == Some("-") && value.get(7..8) == Some("-")).then_some(())?;
    Date::new(parts.0, parts.1, parts.2).ok()
}

/// Year and number of the quarter that a value names.
pub(crate) fn as_quarter(value: &str) -> Option<(i16, i8)> {
    let (year, number) = value.split_once("-Q")?;
    Some((year.parse().ok()?, number.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::Grammar;
    use jiff::civil::date;

    #[test]
    fn sentences() {
        let cx = Context::new(
            "Mr. Roe left Jan. 5. \"He left.\" Who? At 5 p.m. (GMT).",
            date(1998, 3, 9),
            Grammar::english().lexicon(),
        );
        let starts: Vec<_> = (0..cx.tokens.len())
            .filter(|&i| cx.starts_sentence(i))
            .map(|i| cx.word(i))
            .collect();
        assert_eq!(starts, ["Mr", "\"", "Who", "At"]);
    }
}
