//! Dates in digits: 2025-03-06, 3/6/1998, 06.03.2025.

use jiff::civil::Date;

use super::Rule;
use crate::found::Match;
use crate::value::{self, Value};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "year-month-day in digits",
        patterns: &["NUMBER - NUMBER - NUMBER", "NUMBER / NUMBER / NUMBER"],
        examples: &[
            ("2025-03-10", "Filed [2025-03-06] in court.", "DATE 2025-03-06"),
            ("2025-03-10", "Filed [2025/3/6] in court.", "DATE 2025-03-06"),
            ("1998-08-10", "Filed [8/7/1998] in court.", "DATE 1998-08-07"),
            ("1998-08-10", "Filed [17/7/98] in court.", "DATE 1998-07-17"),
            ("1998-08-10", "They won 10-9-8.", ""),
        ],
        value: digits,
    },
    Rule {
        name: "day.month.year in digits",
        patterns: &["DECIMAL . NUMBER"],
        examples: &[
            ("2025-03-10", "Filed [06.03.2025] in court.", "DATE 2025-03-06"),
            ("2025-03-10", "It is in 10.12.4 and rose 1.25 to 31.02.", ""),
            ("2025-03-10", "Filed on 31.02.2025 in court.", ""),
        ],
        value: dotted,
    },
];

/// Day, month and year, as much of Europe writes them.
fn dotted(m: &Match<'_>) -> Option<Value> {
    let (day, month) = m.cx.word(m.start).split_once('.')?;
    let year = m.cx.word(m.start + 2);
    let together = (m.start + 1..m.end()).all(|at| !m.cx.spaced(at));
    if !together || year.len() != 4 || day.len() > 2 || month.len() > 2 || m.before(1, &["."]) {
        return None;
    }
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(Value::date(value::day(date)?))
}

/// Year first, or month, day and year as in the United States, or day, month and year where the first
/// can't be a month.
fn digits(m: &Match<'_>) -> Option<Value> {
    let mut numbers = m.numbers();
    let (a, b, c) = (numbers.next()?, numbers.next()?, numbers.next()?);
    if (m.start + 1..m.end()).any(|at| m.cx.spaced(at)) || m.before(1, &["-", "/"]) || m.after(1, &["-", "/"])
    {
        return None;
    }
    let (year, month, day) = match (a, b, c) {
        (1000..=2199, ..) => (a, b, c),
        _ if m.has(&["-"]) => return None,
        (13..=31, 1..=12, _) => (c, b, a),
        _ => (c, a, b),
    };
    let century = i32::from(m.cx.date.year()) / 100 * 100;
    let year = match year {
        0..=99 if century + year > i32::from(m.cx.date.year()) + 10 => century + year - 100,
        0..=99 => century + year,
        _ => year,
    };
    let date = Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()?;
    Some(Value::date(value::day(date)?))
}
