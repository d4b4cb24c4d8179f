//! Times that recur: "every day", "each Thursday", "weekly", "twice a month", "Mondays".

use super::Rule;
use crate::lexicon::Class;
use crate::unit::{Count, Unit};
use crate::value::{Value, length};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "every unit",
        patterns: &[
            "every|each UNIT1",
            "every COUNT UNIT",
            "every other UNIT1",
            "every|each ORDINAL UNIT1",
        ],
        examples: &[
            ("1998-01-08", "They meet [every day].", "SET P1D"),
            ("1998-01-08", "They meet [every two weeks].", "SET P2W"),
            ("1998-01-08", "They meet [every other month].", "SET P2M"),
        ],
        value: |m| {
            let count = match (m.count(), m.ordinal()) {
                (Some(count), _) => count,
                (_, Some(n)) => Count::exactly(u32::try_from(n).ok()?),
                _ => Count::exactly(if m.has(&["other"]) { 2 } else { 1 }),
            };
            Some(Value::set(length(count, m.unit()?)))
        },
    },
    Rule {
        name: "every weekday, part of the day, month",
        patterns: &[
            "every|each WEEKDAY",
            "WEEKDAYS",
            "WEEKDAY DAYPARTS",
            "< WEEKDAY > and|or|, WEEKDAY DAYPARTS",
            "every|each WEEKDAY DAYPART",
            "every|each DAYPART",
            "every|each MONTH",
        ],
        examples: &[
            ("1998-01-08", "They meet [each Thursday].", "SET XXXX-WXX-4"),
            ("1998-01-08", "They meet on [Mondays].", "SET XXXX-WXX-1"),
            (
                "1998-01-08",
                "They meet on [Tuesday nights].",
                "SET XXXX-WXX-2TNI",
            ),
            (
                "1998-01-08",
                "They meet on [Monday] and Tuesday nights.",
                "SET XXXX-WXX-1TNI",
            ),
            ("1998-01-08", "They meet [every morning].", "SET XXXX-XX-XXTMO"),
            ("1998-01-08", "They meet [each July].", "SET XXXX-07"),
        ],
        value: |m| {
            let part = m
                .daypart()
                .map_or(String::new(), |part| format!("T{}", part.code()));
            Some(Value::set(match (m.weekday(), m.month()) {
                (Some(weekday), _) => format!("XXXX-WXX-{weekday}{part}"),
                (_, Some(month)) => format!("XXXX-{month:02}"),
                _ => format!("XXXX-XX-XX{part}"),
            }))
        },
    },
    Rule {
        name: "quarters of every year",
        patterns: &[
            "< ORDINAL > and|or ORDINAL quarters",
            "and|or < ORDINAL quarters >",
        ],
        examples: &[
            (
                "1998-01-08",
                "They sell most in the [second] and fourth quarters.",
                "SET XXXX-Q2",
            ),
            (
                "1998-01-08",
                "They sell most in the second and [fourth quarters].",
                "SET XXXX-Q4",
            ),
            (
                "1998-01-08",
                "They scored in the first and third quarters of the game.",
                "",
            ),
            (
                "1998-01-08",
                "They lost money in the first and [third quarters of 1997].",
                "DATE 1997-Q3",
            ),
        ],
        value: |m| {
            // "Of 1997", "of the game": no recurring ones.
            if m.cx.is(m.last, &["of"]) {
                return None;
            }
            let number = m.ordinal().filter(|n| (1..=4).contains(n))?;
            Some(Value::set(format!("XXXX-Q{number}")))
        },
    },
    Rule {
        name: "adverb of frequency",
        patterns: &["hourly|daily|nightly|weekly|biweekly|monthly|quarterly|yearly|annually"],
        examples: &[
            ("1998-01-08", "It flies [daily] to Bombay.", "SET P1D"),
            ("1998-01-08", "Its [weekly] list is out.", "SET P1W"),
            ("1998-01-08", "The Daily News was sold.", ""),
            ("1998-01-08", "Its average daily volume fell.", ""),
        ],
        value: |m| {
            // A capital inside of a sentence is a paper's name.
            if m.cx.capital(m.start) && !m.cx.starts_sentence(m.start)
                || m.cx.capital(m.start) && m.cx.capital(m.end())
            {
                return None;
            }
            // "The average daily volume" is a mean of many days, and says nothing of when.
            if m.after(1, &["average"]) {
                return None;
            }
            // "A quarterly dividend", "a quarterly of 5 cents" is a sort of dividend.
            let next = m.cx.tokens.get(m.end());
            if m.has(&["quarterly"])
                && (next.is_some_and(|t| t.class == Class::Unknown) || m.before(1, &["of"]))
            {
                return None;
            }
            // "rose 8% annually", "10,000 units annually": a rate.
            let rate = (1..=3).any(|n| {
                let token = m.start.checked_sub(n).and_then(|at| m.cx.tokens.get(at));
                token.is_some_and(|t| {
                    matches!(
                        t.class,
                        Class::Number | Class::Grouped | Class::Decimal | Class::Half
                    )
                })
            });
            if rate && m.has(&["annually", "yearly"]) {
                return None;
            }
            let (n, unit) = match m {
                m if m.has(&["hourly"]) => (1, Unit::Hour),
                m if m.has(&["daily", "nightly"]) => (1, Unit::Day),
                m if m.has(&["weekly"]) => (1, Unit::Week),
                m if m.has(&["biweekly"]) => (2, Unit::Week),
                m if m.has(&["monthly"]) => (1, Unit::Month),
                m if m.has(&["quarterly"]) => (3, Unit::Month),
                _ => (1, Unit::Year),
            };
            Some(Value::set(length(Count::exactly(n), unit)))
        },
    },
    Rule {
        name: "so often a unit",
        patterns: &["once|twice < a|per UNIT1 >", "times < a|per|each UNIT1 >"],
        examples: &[
            ("1998-01-08", "They meet twice [a month].", "SET P1M"),
            ("1998-01-08", "They meet three times [a week].", "SET P1W"),
        ],
        value: |m| Some(Value::set(length(Count::exactly(1), m.unit()?))),
    },
];
