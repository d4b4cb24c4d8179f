//! Days of the calendar: "Oct. 23, 1998", "19 January 2025", "March 12".

use jiff::civil::Date;

use super::Rule;
use crate::calendar;
use crate::found::Match;
use crate::tense::Tense;
use crate::unit::Unit;
use crate::value::{self, Value};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "day with its year",
        patterns: &[
            "MONTH DAY ,? YEAR",
            "the? DAY of? MONTH ,? YEAR",
            "the? ORDINAL of MONTH ,? YEAR",
            "DAY - MONTH - YEAR",
            "WEEKDAY ,? MONTH DAY ,? YEAR",
            "WEEKDAY ,? the? DAY of? MONTH ,? YEAR",
        ],
        examples: &[
            (
                "1998-11-21",
                "It was signed on [Friday, Oct. 23, 1998], in Oslo.",
                "DATE 1998-10-23",
            ),
            ("2025-03-06", "It began on [19 January 2025].", "DATE 2025-01-19"),
            ("2025-03-06", "It began on [19-Jan-2025].", "DATE 2025-01-19"),
            (
                "2025-03-06",
                "It began on [the 3rd of May, 1920].",
                "DATE 1920-05-03",
            ),
        ],
        value: |m| day(Date::new(m.year()?, m.month()?, number(m)?).ok()?),
    },
    Rule {
        name: "first day of one month",
        patterns: &[
            "< MONTH DAY > -|and|to|through DAY ,? YEAR",
            "< DAY > -|and|to DAY MONTH ,? YEAR",
            "< DAY > -|and|to DAY MONTH",
        ],
        examples: &[
            (
                "1999-02-10",
                "It ran from [March 3] to 5, 1996.",
                "DATE 1996-03-03",
            ),
            (
                "1999-02-10",
                "It ran from [3] to 5 March 1996.",
                "DATE 1996-03-03",
            ),
        ],
        value: |m| match m.year() {
            Some(year) => day(Date::new(year, m.month()?, m.day()?).ok()?),
            None => day_and_month(m),
        },
    },
    Rule {
        name: "day and month",
        patterns: &[
            "MONTH DAY",
            "last|this|next < MONTH DAY >",
            "around|about MONTH DAY",
            "the? DAY of? MONTH",
            "the? ORDINAL of MONTH",
            "MONTH ORDINAL",
            "WEEKDAY ,? MONTH ORDINAL",
            "this? coming|past|last|next? WEEKDAY ,? MONTH DAY",
            "this coming|past|last|next WEEKDAY ,? MONTH ORDINAL",
            "WEEKDAY ,? MONTH DAY",
            "WEEKDAY ,? the? DAY of? MONTH",
        ],
        examples: &[
            (
                "2025-03-06",
                "A truce, which began [Jan. 19], collapsed.",
                "DATE 2025-01-19",
            ),
            ("1989-10-26", "The rights expire [Nov. 21].", "DATE 1989-11-21"),
            ("1989-12-20", "The unit will be sold [Jan. 3].", "DATE 1990-01-03"),
            (
                "1998-01-10",
                "The paper of [Saturday, Dec. 6] named him.",
                "DATE 1997-12-06",
            ),
            (
                "1998-01-10",
                "He was born on [the 4th of July].",
                "DATE 1997-07-04",
            ),
            ("1998-01-10", "They march 5 miles.", ""),
            (
                "1998-03-05",
                "It is [this coming Sunday, March eighth].",
                "DATE 1998-03-08",
            ),
        ],
        value: day_and_month,
    },
    Rule {
        name: "week of a day",
        patterns: &["the week of MONTH DAY"],
        examples: &[(
            "2000-02-24",
            "They meet in [the week of March 6].",
            "DATE 2000-W10",
        )],
        value: |m| {
            let day = day_and_month(m)?;
            Some(Value::date(value::week(crate::context::as_day(&day.text)?)?))
        },
    },
    Rule {
        name: "day of this, last or next month",
        patterns: &[
            "the? ORDINAL of last|this|next month",
            "the last day of last|this|next month",
        ],
        examples: &[
            (
                "2025-03-06",
                "It is due on [the 15th of this month].",
                "DATE 2025-03-15",
            ),
            (
                "2025-03-06",
                "It was due on [the last day of last month].",
                "DATE 2025-02-28",
            ),
        ],
        value: |m| {
            let step = i64::from(m.has(&["next"])) - i64::from(m.cx.is(m.end() - 2, &["last"]));
            let month = calendar::shift(
                calendar::first(m.cx.date.year(), m.cx.date.month())?,
                step,
                Unit::Month,
            )?;
            match m.ordinal() {
                Some(n) => day(Date::new(month.year(), month.month(), i8::try_from(n).ok()?).ok()?),
                None => day(month.last_of_month()),
            }
        },
    },
    Rule {
        name: "this month and day of last or next year",
        patterns: &[
            "MONTH DAY of? last|this|next year",
            "STAGE? MONTH of? last|this|next year",
        ],
        examples: &[
            ("1998-11-05", "He left in [July last year].", "DATE 1997-07"),
            (
                "1998-11-05",
                "He left on [July 3 of this year].",
                "DATE 1998-07-03",
            ),
        ],
        value: |m| {
            let step = i16::from(m.has(&["next"])) - i16::from(m.has(&["last"]));
            let date = Date::new(
                m.cx.date.year().checked_add(step)?,
                m.month()?,
                m.day().unwrap_or(1),
            )
            .ok()?;
            if m.day().is_some() {
                day(date)
            } else {
                Some(Value::date(value::month(date)?).with(m.modifier()))
            }
        },
    },
];

pub(super) fn day(date: Date) -> Option<Value> {
    Some(Value::date(value::day(date)?))
}

fn number(m: &Match<'_>) -> Option<i8> {
    m.day().or_else(|| i8::try_from(m.ordinal()?).ok())
}

/// The year isn't said: the nearest such day, counting the days on the side that the tense speaks of as
/// nearer.
fn day_and_month(m: &Match<'_>) -> Option<Value> {
    let (month, number) = (m.month()?, number(m)?);
    // "March 12,000 people", "May 5 percent": a count, not a day.
    // The same day was named with its year before.
    let same = m
        .cx
        .latest(|value| crate::context::as_day(value).filter(|d| d.month() == month && d.day() == number));
    let counts = m.before(1, &["percent", "%", "million", "billion", "people", "points"]);
    let joined = m.before(1, &["-"]) && !m.cx.spaced(m.end()) && m.cx.number(m.end() + 1).is_none();
    if (counts || joined) && !m.has(&["the"]) {
        return None;
    }
    let tense = match m {
        m if m.has(&["last"]) => Tense::Past,
        m if m.has(&["next"]) => Tense::Future,
        _ => m.cx.leaning(m.start, m.end()),
    };
    let (past, coming) = match tense {
        Tense::Past => (275, 90),
        // An infinitive looks ahead less far than "will".
        Tense::Future if m.cx.tense(m.start, m.end()) != Tense::Future => (200, 165),
        Tense::Future => (60, 305),
        Tense::Unknown => (215, 150),
    };
    if let Some(same) = same.or_else(|| end_of_year_ago_quarter(m, month, number))
        && m.weekday().is_none()
    {
        return day(same);
    }
    let year = m.cx.date.year();
    let years = [year, year.checked_sub(1)?, year.checked_add(1)?];
    let dates = years
        .into_iter()
        .filter_map(|year| Date::new(year, month, number).ok());
    let near = dates.min_by_key(|date| {
        let days = (*date - m.cx.date).get_days();
        // Inside of the window first, then by distance.
        (!(-past..=coming).contains(&days), days.abs())
    });
    let mut found = near?;
    // A weekday that fits only another year decides.
    if let Some(weekday) = m.weekday()
        && found.weekday().to_monday_one_offset() != weekday
    {
        let fits = |date: &Date| date.weekday().to_monday_one_offset() == weekday;
        let mut dates = years
            .into_iter()
            .filter_map(|year| Date::new(year, month, number).ok());
        found = dates.find(fits).unwrap_or(found);
    }
    let around = m.has(&["around", "about"]);
    Some(day(found)?.with(around.then_some("APPROX")))
}

/// "In the year-ago quarter, the second quarter ended Oct. 31": a day of that year.
fn end_of_year_ago_quarter(m: &Match<'_>, month: i8, number: i8) -> Option<Date> {
    let [.., (one, _), (other, end)] = m.cx.found.as_slice() else {
        return None;
    };
    let (year, _) = crate::context::as_quarter(&one.value)?;
    let same = crate::context::as_quarter(&other.value)?.0 == year && year + 1 == m.cx.date.year();
    let day = Date::new(year, month, number).ok()?;
    (same && end + 1 == m.start && m.after(1, &["ended"])).then_some(day)
}
