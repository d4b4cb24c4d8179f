//! Days told from the report's: "yesterday", "today", "the day after tomorrow".

use super::Rule;
use crate::calendar;
use crate::found::Match;
use crate::unit::Unit;
use crate::value::{self, Value};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "yesterday, today, tomorrow",
        patterns: &["STAGE? yesterday|today|tomorrow"],
        examples: &[
            ("1998-03-01", "He died [yesterday].", "DATE 1998-02-28"),
            ("1998-03-01", "He died [late yesterday].", "DATE 1998-02-28 END"),
            ("1998-12-31", "He leaves [tomorrow].", "DATE 1999-01-01"),
            (
                "1998-03-01",
                "USA Today said [today] it was so.",
                "DATE 1998-03-01",
            ),
            ("1998-03-01", "She wrote of [today]'s vote.", "DATE 1998-03-01"),
            ("1998-03-01", "She wrote of today's youth.", ""),
            ("1998-03-01", "They are the leaders of tomorrow.", ""),
        ],
        value: |m| {
            let name = m.cx.capital(m.start)
                && m.start
                    .checked_sub(1)
                    .is_some_and(|at| m.cx.capital(at) && !m.cx.starts_sentence(m.start));
            if name || ages(m) {
                return None;
            }
            let step = i64::from(m.has(&["tomorrow"])) - i64::from(m.has(&["yesterday"]));
            days(m, step)
        },
    },
    Rule {
        name: "day of so many",
        patterns: &[
            "is|'s < the? ORDINAL day > of",
            "is|'s < the? final|last day > of",
        ],
        examples: &[
            (
                "1998-03-01",
                "It is [the third day] of the strike.",
                "DATE 1998-03-01",
            ),
            ("1998-03-01", "It was the third day of the strike.", ""),
        ],
        value: |m| days(m, 0),
    },
    Rule {
        name: "two days from now or before",
        patterns: &["the day before yesterday", "the day after tomorrow"],
        examples: &[
            (
                "1998-03-01",
                "He died [the day before yesterday].",
                "DATE 1998-02-27",
            ),
            (
                "1998-03-01",
                "He leaves [the day after tomorrow].",
                "DATE 1998-03-03",
            ),
        ],
        value: |m| days(m, if m.has(&["tomorrow"]) { 2 } else { -2 }),
    },
];

/// Words behind "today's" with which it means these times.
#[rustfmt::skip]
const AGES: &[&str] = &[
    "world", "society", "economy", "environment", "climate", "culture", "technology", "youth", "generation",
    "children", "kids", "teenagers", "students", "women", "men", "families", "parents", "consumers", "standards",
    "computers", "cars",
];

/// "Today's youth", "today's personal computers", "the leaders of tomorrow": an age, not a day.
fn ages(m: &Match<'_>) -> bool {
    let of = m.after(1, &["of"])
        && m.start.checked_sub(2).is_some_and(|at| {
            m.cx.word(at).ends_with('s') || m.cx.is(at, &["people", "men", "women", "youth"])
        });
    let whose = m.before(1, &["'s"]) && (m.before(2, AGES) || m.before(3, AGES));
    of && !m.has(&["yesterday"]) && !m.after(2, &["as"]) || whose
}

fn days(m: &Match<'_>, n: i64) -> Option<Value> {
    Some(Value::date(value::day(calendar::shift(m.cx.date, n, Unit::Day)?)?).with(m.modifier()))
}
