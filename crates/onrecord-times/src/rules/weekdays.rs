//! Days of the week: "Wednesday", "last Tuesday", "next Friday".
//!
//! In news a weekday alone is the latest such day up to the day of the report, unless the sentence speaks of
//! what is to come.

use jiff::civil::Date;

use super::Rule;
use crate::calendar;
use crate::found::Match;
use crate::lexicon::Class;
use crate::tense::Tense;
use crate::unit::Unit;
use crate::value::{self, Value};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "weekday",
        patterns: &["STAGE? WEEKDAY"],
        examples: &[
            (
                "2025-03-06",
                "The White House confirmed [Wednesday] that talks go on.",
                "DATE 2025-03-05",
            ),
            (
                "2025-03-06",
                "A source said [Thursday] it was so.",
                "DATE 2025-03-06",
            ),
            (
                "2025-03-06",
                "The court will rule on [Friday].",
                "DATE 2025-03-07",
            ),
            ("2025-03-06", "[Late Wednesday], he fled.", "DATE 2025-03-05 END"),
            ("2025-03-06", "They must be free by [Friday].", "DATE 2025-03-07"),
            ("2025-03-06", "We sat in the sun and they wed.", ""),
            ("2025-03-06", "The Sunday Times wrote of Black Friday.", ""),
        ],
        value: |m| day(weekday_alone(m)?, m),
    },
    Rule {
        name: "last or past weekday",
        patterns: &[
            "last|past|previous WEEKDAY",
            "this past WEEKDAY",
            "the last|past|previous WEEKDAY",
            "WEEKDAY last",
        ],
        examples: &[
            ("1989-11-01", "Profits fell [last Wednesday].", "DATE 1989-10-25"),
            ("1989-11-01", "Profits fell [last Monday].", "DATE 1989-10-30"),
        ],
        value: |m| {
            let from = if m.has(&["previous"]) {
                day_named(m).unwrap_or(m.cx.date)
            } else {
                m.cx.date
            };
            day(calendar::on_or_before(from.yesterday().ok()?, m.weekday()?)?, m)
        },
    },
    Rule {
        name: "next weekday",
        patterns: &[
            "next|coming WEEKDAY",
            "this coming WEEKDAY",
            "the next|following|coming WEEKDAY",
            "WEEKDAY next",
        ],
        examples: &[
            ("1989-11-01", "The board meets [next Friday].", "DATE 1989-11-03"),
            (
                "1989-11-01",
                "It fell on Oct. 13 and rose [the following Monday].",
                "DATE 1989-10-16",
            ),
        ],
        value: |m| {
            let from = if m.has(&["following"]) {
                m.cx.last_day().unwrap_or(m.cx.date)
            } else {
                m.cx.date
            };
            day(calendar::on_or_after(from.tomorrow().ok()?, m.weekday()?)?, m)
        },
    },
    Rule {
        name: "weekday of this, last or next week",
        patterns: &[
            "this WEEKDAY",
            "WEEKDAY of? this|last|next week",
            "a week ago WEEKDAY",
            "WEEKDAY a week ago",
        ],
        examples: &[
            (
                "1989-11-01",
                "It opened on [Monday of last week].",
                "DATE 1989-10-23",
            ),
            ("1989-11-01", "It opens [this Friday].", "DATE 1989-11-03"),
        ],
        value: |m| {
            let step = i64::from(m.has(&["next"])) - i64::from(m.has(&["last", "ago"]));
            let monday = calendar::on_or_before(m.cx.date, 1)?;
            let monday = calendar::shift(monday, step, Unit::Week)?;
            day(calendar::on_or_after(monday, m.weekday()?)?, m)
        },
    },
];

/// The latest day named as such; "overnight" and hours of the clock are no anchor for weekdays.
fn day_named(m: &Match<'_>) -> Option<Date> {
    let days =
        m.cx.found
            .iter()
            .rev()
            .filter(|(e, _)| e.kind == crate::Kind::Date);
    days.filter_map(|(e, _)| crate::context::as_day(&e.value)).next()
}

fn day(date: Date, m: &Match<'_>) -> Option<Value> {
    Some(Value::date(value::day(date)?).with(m.modifier()))
}

/// A weekday with nothing beside it; not an abbreviation, not part of a name.
fn weekday_alone(m: &Match<'_>) -> Option<Date> {
    if m.cx
        .tokens
        .get(m.start..m.end())?
        .iter()
        .any(|t| t.class == Class::WeekdayShort)
    {
        return None;
    }
    // A paper, or a day with a name of its own.
    let paper = [
        "times",
        "telegraph",
        "mirror",
        "express",
        "mail",
        "herald",
        "tribune",
        "post",
        "independent",
    ];
    let named = ["black", "bloody", "super", "ash", "holy", "cyber"];
    if m.before(1, &paper) && m.cx.capital(m.end()) || m.after(1, &named) && m.cx.capital(m.start - 1) {
        return None;
    }
    // "Monday and Tuesday nights" recur.
    let class = |at: usize| m.cx.tokens.get(at).map(|token| token.class);
    if class(m.end() + 1) == Some(Class::Weekday) && class(m.end() + 2) == Some(Class::DayParts) {
        return None;
    }
    // "Jordan's Friday" has that for its name; "Jordan's Friday statement" was made on one.
    let noun =
        m.cx.tokens
            .get(m.end())
            .is_some_and(|t| t.class == Class::Unknown && !t.capital)
            && !m.before(1, VERBS);
    if m.after(1, &["'s"]) && m.cx.capital(m.start.wrapping_sub(2)) && !noun {
        return None;
    }
    by_tense(m, m.weekday()?)
}

/// Words behind a name that are no noun.
const VERBS: &[&str] = &[
    "is", "was", "are", "were", "has", "had", "said", "says", "or", "but", "when", "who",
];

/// The latest such weekday, or the next where the sentence speaks of what is to come.
pub(super) fn by_tense(m: &Match<'_>, weekday: i8) -> Option<Date> {
    let date = m.cx.date;
    // "Wednesday's ruling" has been given, whatever the sentence goes on to say.
    if m.cx.tense(m.start, m.end()) == Tense::Future && !m.before(1, &["'s"]) {
        return calendar::on_or_after(date, weekday);
    }
    calendar::on_or_before(date, weekday)
}
