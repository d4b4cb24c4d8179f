//! Events whose date a text gives: "the Oct. 23 shooting", "was killed last fall".
//!
//! A time can be told from an event ("in the weeks before the murder"). Its day is that of an event of the same
//! sort, by whatever word, that was named before with a date beside it.

use crate::Expression;
use crate::context::Context;

/// A sort of event, by the nouns and the verbs for it.
struct Sort {
    nouns: &'static [&'static str],
    verbs: &'static [&'static str],
}

#[rustfmt::skip]
const SORTS: &[Sort] = &[
    Sort {
        nouns: &[
            "killing", "killings", "slaying", "slayings", "murder", "murders", "shooting", "shootings", "death", "deaths",
            "assassination", "homicide",
        ],
        verbs: &["killed", "slain", "murdered", "shot", "gunned", "died", "assassinated"],
    },
    Sort {
        nouns: &["bombing", "bombings", "blast", "blasts", "explosion", "explosions", "attack", "attacks", "raid", "raids"],
        verbs: &["bombed", "exploded", "attacked", "raided"],
    },
    Sort {
        nouns: &["crash", "crashes", "wreck", "collision"],
        verbs: &["crashed", "collided", "sank"],
    },
    Sort {
        nouns: &["earthquake", "quake", "temblor", "hurricane", "storm", "flood", "floods"],
        verbs: &["struck", "hit"],
    },
    Sort {
        nouns: &["election", "elections", "vote", "ballot", "referendum"],
        verbs: &["elected", "voted"],
    },
];

/// Words that part a date from the noun behind it.
#[rustfmt::skip]
const LINKS: &[&str] = &[
    "in", "of", "for", "with", "by", "on", "at", "to", "from", "after", "before", "the", "a", "an", "his", "her", "its",
    "their", ",", ".", ";", ":", "-", "(", ")", "and", "or", "that", "when", "as", "said",
];

/// Words whose date is their own, not that of an event named before them.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "said", "says", "told", "reported", "announced", "charged", "arrested", "accused", "indicted", "found",
    "discovered", ";", "before", "after", "since",
];

impl Context<'_> {
    /// The value of the date on which an event happened that is named in the few words from `at` on; the finest
    /// that was given before, and of equals the latest.
    pub fn event_date(&self, at: usize) -> Option<&str> {
        let word = (at..at + 6).take_while(|&i| i == at || !self.starts_sentence(i));
        let sort = word
            .filter_map(|i| {
                SORTS
                    .iter()
                    .find(|sort| self.is(i, sort.nouns) || self.is(i, sort.verbs))
            })
            .next()?;
        let dated = self.found.iter().filter(|(e, end)| {
            let whole = e.value.starts_with(|c: char| c.is_ascii_digit()) && !e.value.contains(['X', 'T']);
            e.kind == crate::Kind::Date && whole && self.dates(e, *end, sort)
        });
        dated
            .map(|(e, _)| e.value.as_str())
            .max_by_key(|value| value.len())
    }

    /// Whether a date is that of an event: "the Oct. 23 sniper shooting", "was killed there last fall", "last fall
    /// when he was shot".
    fn dates(&self, date: &Expression, end: usize, sort: &Sort) -> bool {
        let words = (end..end + 3).take_while(|&i| !self.is(i, LINKS));
        if words.into_iter().any(|i| self.is(i, sort.nouns)) {
            return true;
        }
        if self.is(end, &["when", "as"]) {
            return (end..end + 5).any(|i| self.is(i, sort.verbs));
        }
        let first = (0..end)
            .rev()
            .take_while(|&i| self.tokens.get(i).is_some_and(|t| t.start >= date.bytes.start))
            .last()
            .unwrap_or(end);
        let start = self.sentence_start(first);
        let before = (start..first).rev().take(14);
        before
            .take_while(|&i| !self.is(i, OTHERS))
            .any(|i| self.is(i, sort.verbs))
    }
}
