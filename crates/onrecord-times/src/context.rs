//! What a rule can ask of its surroundings: words, sentence, tense, and what was named before.

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

/// Where a sentence puts a time that could be past or coming.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
    Unknown,
}

/// Words that put what follows them into the future.
#[rustfmt::skip]
const COMING: &[&str] = &[
    "will", "ll", "shall", "expected", "scheduled", "slated", "due", "supposed", "effective", "payable", "expires",
    "expire", "upcoming", "would", "may", "opens", "begins", "starts", "meets", "meet", "arrives", "resumes", "returns",
];

/// Words that do so with "to" behind them.
#[rustfmt::skip]
const MEANING: &[&str] =
    &["plans", "plan", "planned", "planning", "expects", "expect", "hopes", "hope", "intends", "set", "wants"];

/// Past forms that don't end in -ed.
#[rustfmt::skip]
const GONE: &[&str] = &[
    "said", "was", "were", "did", "had", "told", "came", "went", "took", "made", "began", "gave", "held",
    "met", "left", "led", "found", "saw", "fell", "rose", "won", "lost", "hit", "sent", "shot", "spoke",
    "broke", "brought", "bought", "sold", "paid", "got", "became", "ran", "wrote", "kept", "struck", "drew",
    "flew", "ago", "since", "has", "have", "been", "says", "knew", "felt", "thought", "read", "grew",
    "chose", "rang",
];

/// Words behind "to" that begin a noun.
#[rustfmt::skip]
const NOUN: &[&str] = &[
    "the", "a", "an", "his", "her", "its", "their", "this", "that", "it", "them", "him", "me", "us",
];

/// Words that begin a noun, in which a form in -ed is an adjective.
#[rustfmt::skip]
const ARTICLES: &[&str] = &[
    "the", "a", "an", "its", "his", "her", "their", "of", "with", "and", "new",
];

/// Forms of "to be", behind which a past form is a participle.
const BE: &[&str] = &["be", "being", "is", "are"];

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
                    ) || self.is(
                        w,
                        &[
                            "mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "inc", "corp", "co", "st",
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

    /// Where the sentence puts the time that is named at `at` (and ends before `end`): a past verb right
    /// behind it decides, else the nearest verb to its left, else the nearest to its right.
    pub fn tense(&self, at: usize, end: usize) -> Tense {
        let before = |n: usize, words: &[&str]| at.checked_sub(n).is_some_and(|i| self.is(i, words));
        if before(1, &["until", "till", "through"]) {
            // "It was not until Friday that": past. "The talks are off until Friday": to come.
            let over = self.starts_sentence(at - 1) || before(2, &["not", "up"]);
            return if over { Tense::Past } else { Tense::Future };
        }
        if before(1, &["by"]) {
            let over = (end..end + 6).any(|i| self.is(i, &["had", "was", "were"]));
            return if over { Tense::Past } else { Tense::Future };
        }
        if before(1, &["as"]) && before(2, &["early", "soon", "late"]) {
            return Tense::Future;
        }
        let behind = if self.starts_sentence(end) {
            Tense::Unknown
        } else {
            self.tense_of(end, end)
        };
        if behind == Tense::Past {
            return behind;
        }
        let start = self.sentence_start(at);
        for i in (start..at).rev().take(25) {
            let tense = self.tense_of(i, start);
            if tense != Tense::Unknown {
                return tense;
            }
        }
        for i in end + 1..(end + 25).min(self.tokens.len()) {
            if self.starts_sentence(i) {
                break;
            }
            let tense = self.tense_of(i, end);
            if tense != Tense::Unknown {
                return tense;
            }
        }
        Tense::Unknown
    }

    /// The same for a month or a day of a month, which an infinitive before it puts into the future, too:
    /// "agreed to sell it in January", "invited him to come on March 12".
    pub fn leaning(&self, at: usize, end: usize) -> Tense {
        let start = self.sentence_start(at);
        for i in (start..at).rev().take(20) {
            let verb = self
                .tokens
                .get(i + 1)
                .is_some_and(|t| t.class == Class::Unknown && !t.capital);
            if self.is(i, &["to"]) && verb && !self.is(i + 1, NOUN) && i + 1 < at {
                return Tense::Future;
            }
            if self.tense_of(i, start) != Tense::Unknown {
                break;
            }
        }
        self.tense(at, end)
    }

    /// What one word says of tense.
    fn tense_of(&self, at: usize, start: usize) -> Tense {
        let Some(token) = self.tokens.get(at) else {
            return Tense::Unknown;
        };
        let word = self.text.get(token.start..token.end).unwrap_or("");
        if token.capital && at > start {
            return Tense::Unknown;
        }
        // "to be held", "set to resume"; other infinitives leave it to the verb before.
        let then = |words: &[&str]| self.is(at + 1, words);
        let participle = self.is(at + 2, GONE) || self.word(at + 2).ends_with("ed");
        let been = at
            .checked_sub(2)
            .is_some_and(|i| self.is(i, &["had"]) && self.is(i + 1, &["been"]));
        if been {
            return Tense::Past;
        }
        if self.is(at, COMING)
            || self.is(at, MEANING) && then(&["to"])
            || self.is(at, &["to"])
                && (then(&["be"]) && participle
                    || at.checked_sub(1).is_some_and(|i| self.is(i, &["is", "are"])))
        {
            return Tense::Future;
        }
        let past = word.len() > 3 && word.ends_with("ed") && !word.ends_with("eed") || self.is(at, GONE);
        if !past {
            return Tense::Unknown;
        }
        // "be held", "is widely expected", "the disputed region", "an unfinished hall": no past tense.
        let before =
            |n: usize, words: &[&str]| at.checked_sub(n).is_some_and(|i| i >= start && self.is(i, words));
        let adverb =
            at.checked_sub(1).is_some_and(|i| self.word(i).ends_with("ly")) || before(1, &["not", "also"]);
        let participle = before(1, BE) || adverb && before(2, BE);
        let adjective = word.ends_with("ed")
            && (before(1, ARTICLES) || adverb && before(2, ARTICLES) || word.starts_with("un"));
        if participle || adjective {
            Tense::Unknown
        } else {
            Tense::Past
        }
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

    fn tense(text: &str, word: &str) -> Tense {
        let cx = Context::new(text, date(1998, 3, 9), Grammar::english().lexicon());
        let at = (0..cx.tokens.len()).find(|&i| cx.word(i) == word).unwrap();
        cx.tense(at, at + 1)
    }

    #[test]
    fn tenses() {
        assert_eq!(tense("The court will meet on Friday.", "Friday"), Tense::Future);
        assert_eq!(
            tense("The dividend will be paid Friday.", "Friday"),
            Tense::Future
        );
        assert_eq!(
            tense("It plans to sell the unit Friday.", "Friday"),
            Tense::Future
        );
        assert_eq!(
            tense("He will resign. The court met Friday.", "Friday"),
            Tense::Past
        );
        assert_eq!(tense("On Friday the court will meet.", "Friday"), Tense::Future);
        assert_eq!(tense("The attack Friday", "Friday"), Tense::Unknown);
    }

    #[test]
    fn sentences() {
        let cx = Context::new(
            "Mr. Roe left Jan. 5. \"He left.\" Who?",
            date(1998, 3, 9),
            Grammar::english().lexicon(),
        );
        let starts: Vec<_> = (0..cx.tokens.len())
            .filter(|&i| cx.starts_sentence(i))
            .map(|i| cx.word(i))
            .collect();
        assert_eq!(starts, ["Mr", "\"", "Who"]);
    }
}
