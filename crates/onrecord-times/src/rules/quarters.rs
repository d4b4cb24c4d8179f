//! Quarters and halves of a year: "the third quarter", "the fourth quarter of 1984", "the year-ago period".

use super::Rule;
use crate::Kind;
use crate::found::Match;
use crate::tense::Tense;
use crate::value::{self, Value};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "quarter of a year",
        patterns: &[
            "the? STAGE? fiscal? -? ORDINAL fiscal? quarter",
            "fiscal? ORDINAL - quarter",
            "the? STAGE? current|latest? fiscal? year 's ORDINAL -? quarter",
            "the? ORDINAL fiscal? -? quarter of? YEAR",
            "the? ORDINAL fiscal? quarter of fiscal YEAR",
            "the? YEAR ORDINAL -? quarter",
            "last|this|next year 's ORDINAL quarter",
            "the? ORDINAL quarter of? last|this|next year",
            "and|or < ORDINAL quarters of? YEAR >",
            "< ORDINAL > and|or|through|to ORDINAL quarters of? YEAR",
            "the? year - ago|earlier ORDINAL -? quarter",
        ],
        examples: &[
            (
                "1989-10-30",
                "It lost money in [the third quarter].",
                "DATE 1989-Q3",
            ),
            ("1998-02-06", "Its [fourth-quarter] loss grew.", "DATE 1997-Q4"),
            (
                "1989-10-30",
                "It lost money in [the third quarter of 1984].",
                "DATE 1984-Q3",
            ),
            (
                "1989-10-30",
                "It was up from [last year's third quarter].",
                "DATE 1988-Q3",
            ),
        ],
        value: numbered,
    },
    Rule {
        name: "quarter or half-year by its letter",
        patterns: &["q|h NUMBER of? YEAR?", "NUMBER q|h of? YEAR?"],
        examples: &[
            ("2025-03-06", "Sales of [Q4 2024] rose.", "DATE 2024-Q4"),
            ("2025-03-06", "Sales of [1Q 2024] rose.", "DATE 2024-Q1"),
            ("2025-03-06", "Sales of [H1 2024] rose.", "DATE 2024-H1"),
            ("2025-03-06", "Sales rose in [Q4].", "DATE 2024-Q4"),
            ("2025-03-06", "The H2 engine and the q 4 are out.", ""),
        ],
        value: |m| {
            let number = i8::try_from(m.number()?).ok()?;
            let half = m.cx.is(m.start, &["h"]) || m.cx.is(m.start + 1, &["h"]);
            let glued = !m.cx.spaced(m.start + 1) && (m.cx.capital(m.start) || m.cx.capital(m.start + 1));
            let fits = (1..=if half { 2 } else { 4 }).contains(&number);
            if !glued || !fits || m.year().is_none() && half {
                return None;
            }
            let now = (m.cx.date.month() + 2) / 3;
            let year = match m.year() {
                Some(year) => year,
                None => m.cx.date.year().checked_sub(i16::from(number > now))?,
            };
            let letter = if half { 'H' } else { 'Q' };
            Some(Value::date(format!("{}-{letter}{number}", value::year(year)?)))
        },
    },
    Rule {
        name: "quarter by its end",
        patterns: &["< the? quarter > ended|ending|that ended? MONTH DAY"],
        examples: &[(
            "1989-10-30",
            "Sales of [the quarter] ended Sept. 30 fell.",
            "DATE 1989-Q3",
        )],
        value: |m| {
            // One that has a number keeps it: a firm's third quarter can end in June.
            if m.cx.last_quarter().is_some() {
                return in_question(m);
            }
            let month = m.month()?;
            let step = i16::from(month > m.cx.date.month() && m.has(&["ended"]));
            // The one that holds most of its three months: May to July is the second.
            quarter(m.cx.date.year().checked_sub(step)?, (month + 1) / 3, 0)
        },
    },
    Rule {
        name: "quarter in question",
        patterns: &[
            "the|that|latest quarter",
            "the latest|current|most? recent? quarter",
            "this quarter",
            "the quarter just ended",
        ],
        examples: &[
            (
                "1989-10-30",
                "The third quarter was bad; sales of [the quarter] fell.",
                "DATE 1989-Q3",
            ),
            (
                "1989-10-30",
                "Sales of [the latest quarter] fell.",
                "DATE 1989-Q3",
            ),
            (
                "1989-10-30",
                "Sales of [the current quarter] fell.",
                "DATE 1989-Q4",
            ),
            (
                "1989-11-02",
                "It reported a fourth-quarter loss; [the latest quarter] was bad.",
                "DATE 1989-Q4",
            ),
            ("1989-10-30", "It was in a quarter-to-quarter comparison.", ""),
        ],
        value: in_question,
    },
    Rule {
        name: "half-year in question",
        patterns: &["< the first|second half > of?", "first|second - half"],
        examples: &[
            (
                "1989-10-30",
                "After a weak third quarter, [the first half] seems far.",
                "DATE 1989-H1",
            ),
            ("1989-10-30", "They scored in the second half.", ""),
        ],
        value: |m| {
            // Of a match, where no one speaks of quarters.
            m.cx.last_quarter()?;
            let half = if m.has(&["first"]) { 1 } else { 2 };
            (!m.has(&["of"])).then_some(())?;
            Some(Value::date(format!("{}-H{half}", value::year(m.cx.date.year())?)))
        },
    },
    Rule {
        name: "quarter before this or after it",
        patterns: &["the? last|previous|next|preceding|prior quarter"],
        examples: &[
            ("1989-10-30", "Sales will fall [next quarter].", "DATE 1990-Q1"),
            (
                "1989-10-30",
                "In the third quarter sales fell from [the previous quarter].",
                "DATE 1989-Q2",
            ),
        ],
        value: |m| {
            let (year, number) = match m.cx.last_quarter() {
                Some(quarter) if m.has(&["previous", "preceding", "prior"]) => quarter,
                _ => (m.cx.date.year(), (m.cx.date.month() + 2) / 3),
            };
            quarter(year, number, if m.has(&["next"]) { 1 } else { -1 })
        },
    },
    Rule {
        name: "period of a year ago",
        patterns: &[
            "the? comparable|corresponding|same? year - ago|earlier quarter|period",
            "the? comparable|corresponding|same quarter|period last year",
            "the? comparable|corresponding|same quarter|period of? YEAR",
            "the comparable|corresponding|same? quarter|period a year earlier|ago|before",
            "last year 's quarter|period",
            "the YEAR quarter|period",
        ],
        examples: &[
            (
                "1989-10-30",
                "The third quarter beat [the year-ago period].",
                "DATE 1988-Q3",
            ),
            (
                "1989-10-30",
                "The third quarter beat [the corresponding period last year].",
                "DATE 1988-Q3",
            ),
            (
                "1989-10-30",
                "The third quarter beat [the 1987 quarter].",
                "DATE 1987-Q3",
            ),
            (
                "1989-10-30",
                "In the third quarter it earned more than in [the quarter a year ago].",
                "DATE 1988-Q3",
            ),
        ],
        value: |m| {
            let value = match m.year() {
                Some(year) if m.has(&["period"]) && compared_quarter(m, 0).is_none() => value::year(year)?,
                Some(year) => format!("{}-Q{}", value::year(year)?, reported(m)?.1),
                None => compared_quarter(m, -1).or_else(|| value::year(m.cx.date.year().checked_sub(1)?))?,
            };
            Some(Value::date(value))
        },
    },
    Rule {
        name: "latest period",
        patterns: &["the latest period", "the period"],
        examples: &[(
            "1989-10-30",
            "The third quarter was good: [the latest period] had gains.",
            "DATE 1989-Q3",
        )],
        value: |m| {
            m.cx.last_quarter()?;
            if m.has(&["latest"]) { in_question(m) } else { None }
        },
    },
    Rule {
        name: "half of a year",
        patterns: &[
            "the? first|second|last|latter half of? YEAR",
            "the? first|second|last|latter half of last|this|next|the year",
            "the? first|last two quarters of YEAR",
            "the? first|last six months of YEAR",
        ],
        examples: &[
            (
                "1989-10-30",
                "It grew in [the first half of 1988].",
                "DATE 1988-H1",
            ),
            (
                "1989-10-30",
                "It grew in [the second half of last year].",
                "DATE 1988-H2",
            ),
            (
                "1989-10-30",
                "It will grow in [the first two quarters of 1990].",
                "DATE 1990-H1",
            ),
        ],
        value: |m| {
            let step = if m.year().is_some() || !m.cx.is(m.end() - 1, &["year"]) {
                0
            } else {
                i16::from(m.cx.is(m.end() - 2, &["next"])) - i16::from(m.cx.is(m.end() - 2, &["last"]))
            };
            let year = m.year().or(m.cx.date.year().checked_add(step))?;
            let half = if m.has(&["first"]) { 1 } else { 2 };
            Some(Value::date(format!("{}-H{half}", value::year(year)?)))
        },
    },
];

/// The year isn't said: the latest such quarter that has begun, or the next by tense.
fn numbered(m: &Match<'_>) -> Option<Value> {
    let number = i8::try_from(m.ordinal()?).ok().filter(|n| (1..=4).contains(n))?;
    if m.before(1, &["of"]) && (m.before(3, &["game", "match", "play"]) || m.before(2, &["play"])) {
        return None;
    }
    let now = (m.cx.date.month() + 2) / 3;
    let year = m.cx.date.year();
    let year = if let Some(year) = m.year() {
        year
    } else if m.has(&["last", "ago", "earlier"]) {
        year.checked_sub(1)?
    } else if m.has(&["next"]) {
        year.checked_add(1)?
    } else if m.has(&["this"]) {
        year
    } else if number > now {
        let tense = m.cx.tense(m.start, m.end());
        let near = number - now == 1 && tense != Tense::Past || tense == Tense::Future;
        if near { year } else { year.checked_sub(1)? }
    } else if number < now && now - number >= 2 && m.cx.tense(m.start, m.end()) == Tense::Future {
        year.checked_add(1)?
    } else {
        year
    };
    Some(Value::date(format!("{}-Q{number}", value::year(year)?)).with(m.modifier()))
}

/// The quarter that a report is about: the latest one named in the paragraph; else the one that is just over,
/// if it was named; else the latest named. One that has only begun can be a forecast's, but a firm's own
/// calendar can also have ended it.
fn reported(m: &Match<'_>) -> Option<(i16, i8)> {
    let now = (m.cx.date.year(), (m.cx.date.month() + 2) / 3);
    let over = if now.1 == 1 {
        (now.0.checked_sub(1)?, 4)
    } else {
        (now.0, now.1 - 1)
    };
    let tokens = m.cx.tokens.get(..=m.start)?;
    let paragraph = tokens.iter().rposition(|token| token.paragraph).unwrap_or(0);
    let named = || {
        m.cx.found.iter().rev().filter_map(|(e, end)| {
            let quarter = crate::context::as_quarter(&e.value)?;
            (quarter != now || !forecast(m, *end)).then_some((quarter, *end))
        })
    };
    let near = named().find(|(_, end)| *end > paragraph);
    let just_over = || named().find(|(quarter, _)| *quarter == over);
    near.or_else(just_over)
        .or_else(|| named().next())
        .map(|(quarter, _)| quarter)
}

/// Whether a quarter was spoken of as one to come where it was named: a forecast's, not the report's.
fn forecast(m: &Match<'_>, end: usize) -> bool {
    m.cx.tense(end.saturating_sub(2), end) == Tense::Future
}

/// The quarter last named, else the last that is over.
fn in_question(m: &Match<'_>) -> Option<Value> {
    // "The quarter-to-quarter comparison" is of any two.
    if m.before(1, &["-"]) && m.before(2, &["to", "over", "on", "by"]) {
        return None;
    }
    let now = (m.cx.date.month() + 2) / 3;
    if m.has(&["this", "current"]) {
        return quarter(m.cx.date.year(), now, 0);
    }
    match reported(m) {
        // After a comparison with last year's, the one in question is still this year's.
        Some((_, number)) => quarter(m.cx.date.year(), number, if number > now { -4 } else { 0 }),
        None => quarter(m.cx.date.year(), now, -1),
    }
}

/// The quarter `step` quarters on.
fn quarter(year: i16, number: i8, step: i16) -> Option<Value> {
    let all = i32::from(year) * 4 + i32::from(number) - 1 + i32::from(step);
    let year = i16::try_from(all.div_euclid(4)).ok()?;
    Some(Value::date(format!(
        "{}-Q{}",
        value::year(year)?,
        all.rem_euclid(4) + 1
    )))
}

/// The same quarter of last year, where a sentence compares a quarter with "last year".
pub(super) fn compared_year(m: &Match<'_>) -> Option<Value> {
    let from = m.cx.sentence_start(m.start);
    let compares = (from..m.start).any(|at| m.cx.is(at, &["compared", "against", "versus"]));
    let start = m.cx.tokens.get(from)?.start;
    let named =
        m.cx.found
            .iter()
            .any(|(e, _)| e.bytes.start >= start && crate::context::as_quarter(&e.value).is_some());
    (compares && named)
        .then(|| compared_quarter(m, -1))
        .flatten()
        .map(Value::date)
}

/// The quarter that a comparison with a year ago is about: the latest one named, `step` years on, unless a
/// longer period was named since.
pub(super) fn compared_quarter(m: &Match<'_>, step: i16) -> Option<String> {
    for (expression, end) in m.cx.found.iter().rev().take(8) {
        if let Some(quarter) = crate::context::as_quarter(&expression.value) {
            let begun = quarter == (m.cx.date.year(), (m.cx.date.month() + 2) / 3);
            if begun && forecast(m, *end) {
                continue;
            }
            let (year, number) = reported(m)?;
            let base = year.clamp(m.cx.date.year() - 1, m.cx.date.year());
            let base = if base == m.cx.date.year() || number > (m.cx.date.month() + 2) / 3 {
                base
            } else {
                base + 1
            };
            return Some(format!("{}-Q{number}", value::year(base.checked_add(step)?)?));
        }
        let months = expression.kind == Kind::Duration && expression.value.ends_with('M');
        if months {
            return None;
        }
    }
    None
}
