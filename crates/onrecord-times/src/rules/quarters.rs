//! Quarters of a year: "the third quarter", "the fourth quarter of 1984", "Q2", "the latest quarter".

use jiff::civil::Date;

use super::Rule;
use super::compared_quarters::reported;
use crate::calendar;
use crate::days::Days;
use crate::found::Match;
use crate::tense::Tense;
use crate::unit::Unit;
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
            (
                "1989-10-30",
                "The third quarter beat the year-ago quarter, [the second quarter] ended Oct. 31.",
                "DATE 1988-Q2",
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
        // Where a firm counts its quarters otherwise than the calendar does, the number is left open.
        name: "quarter by its end",
        patterns: &["< the? quarter > ended|ending|that ended? MONTH DAY"],
        examples: &[
            (
                "1989-10-30",
                "Sales of [the quarter] ended Sept. 30 fell.",
                "DATE 1989-Q3",
            ),
            (
                "1989-10-30",
                "Its fiscal first quarter was good: sales in [the quarter] ended Sept. 30 rose.",
                "DATE 1989-QX",
            ),
        ],
        value: by_its_end,
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
            (
                "1989-10-30",
                "It lost money in the third quarter. [This quarter]'s loss includes a charge.",
                "DATE 1989-Q3",
            ),
            ("1989-10-30", "It was in a quarter-to-quarter comparison.", ""),
        ],
        value: in_question,
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
    } else if m.has(&["last", "ago", "earlier"]) || beside_year_ago(m) {
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

/// "In the year-ago quarter, the second quarter ended Oct. 31": the same one by its number.
fn beside_year_ago(m: &Match<'_>) -> bool {
    let last =
        m.cx.found
            .last()
            .filter(|(_, end)| end + 1 == m.start && m.after(1, &[","]));
    last.and_then(|(e, _)| crate::context::as_quarter(&e.value))
        .is_some_and(|(year, _)| year + 1 == m.cx.date.year())
}

/// The calendar's quarter that holds most of the three months: May to July is the second. Its own number, if
/// the firm named one that differs, is told by no calendar.
fn by_its_end(m: &Match<'_>) -> Option<Value> {
    let month = m.month()?;
    let step = i16::from(month > m.cx.date.month() && m.has(&["ended"]));
    let year = m.cx.date.year().checked_sub(step)?;
    let held = quarter(year, (month + 1) / 3, 0)?;
    match reported(m) {
        Some((_, number)) if !held.text.ends_with(&format!("-Q{number}")) => {
            let end = Date::new(year, month, m.day()?).ok()?;
            let start = calendar::shift(calendar::first(year, month)?, -2, Unit::Month)?;
            let open = Value::date(format!("{}-QX", value::year(year)?));
            Some(open.covering(Some(Days::between(start, end))))
        }
        _ => Some(held),
    }
}

/// "This quarter's loss includes a charge": the one that is reported, since its figures are known.
pub(super) fn known(m: &Match<'_>) -> bool {
    let figures = ["loss", "net", "results", "earnings", "profit", "sales", "revenue"];
    m.has(&["this"])
        && m.before(1, &["'s"])
        && m.before(2, &figures)
        && m.cx.last_quarter().is_some()
        && m.cx.tense(m.start, m.end()) != Tense::Future
}

/// The quarter last named, else the last that is over.
fn in_question(m: &Match<'_>) -> Option<Value> {
    // "The quarter-to-quarter comparison" is of any two.
    if m.before(1, &["-"]) && m.before(2, &["to", "over", "on", "by"]) {
        return None;
    }
    let now = (m.cx.date.month() + 2) / 3;
    if m.has(&["this", "current"]) && !known(m) {
        return quarter(m.cx.date.year(), now, 0);
    }
    // "That quarter" is the very one that was named last.
    if m.has(&["that"])
        && let Some((year, number)) = m.cx.last_quarter()
    {
        return quarter(year, number, 0);
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
