//! Whether a sentence speaks of what was or of what is to come, told from its verbs.

use crate::context::Context;
use crate::lexicon::Class;

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
    "upcoming", "would", "may", "opens", "begins", "starts", "meets", "arrives", "resumes", "returns",
];

/// Present forms that do so, but not as infinitives.
const PRESENT: &[&str] = &["expire", "meet"];

/// Words that do so with "to" behind them.
#[rustfmt::skip]
const MEANING: &[&str] =
    &["plans", "plan", "planned", "planning", "expects", "expect", "hopes", "hope", "intends", "set", "wants", "likely", "ready"];

/// Words that do so with "for" behind them.
const PREPARING: &[&str] = &["planning", "preparing", "prepares", "prepare", "preparations"];

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

impl Context<'_> {
    /// Where the sentence puts the time that is named at `at` (and ends before `end`): a past verb right
    /// behind it decides, else the nearest verb to its left, else the nearest to its right.
    pub fn tense(&self, at: usize, end: usize) -> Tense {
        let before = |n: usize, words: &[&str]| at.checked_sub(n).is_some_and(|i| self.is(i, words));
        if before(1, &["until", "till"]) {
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
            // "Will buy it as soon as trading opened Monday": told from the time of speaking.
            let shifted = || {
                (i.saturating_sub(4).max(start)..i).any(|j| self.is(j, &["soon"]) && self.is(j + 1, &["as"]))
            };
            if tense == Tense::Past && shifted() {
                continue;
            }
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
        if self.is(at, &["planned"]) && then(&["a", "an"]) {
            return Tense::Future;
        }
        // "Planning for the summit in April".
        if self.is(at, PREPARING) && then(&["for"]) {
            return Tense::Future;
        }
        // "It had been due to expire": no longer.
        let over = || {
            (at.saturating_sub(5)..at)
                .any(|i| i >= start && self.is(i, &["had"]) && self.is(i + 1, &["been"]))
        };
        let infinitive = at.checked_sub(1).is_some_and(|i| self.is(i, &["to"]));
        let coming = self.is(at, COMING) || self.is(at, PRESENT) && !infinitive;
        if (coming || self.is(at, MEANING) && then(&["to"])) && over() {
            return Tense::Past;
        }
        if coming
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
        assert_eq!(
            tense("It had been due to expire on Friday.", "Friday"),
            Tense::Past
        );
        assert_eq!(
            tense("Exiles planned a march on Friday.", "Friday"),
            Tense::Future
        );
        assert_eq!(
            tense("He took part in planning for a march on Friday.", "Friday"),
            Tense::Future
        );
        assert_eq!(tense("The attack Friday", "Friday"), Tense::Unknown);
    }
}
