//! The days that an expression covers, from its value and from the words beside it.
//!
//! A value that names a stretch of the calendar covers all of it: `1998-02` the whole month, also where a
//! modifier says "early" or "late", since how early isn't said. "Since", "until", "before" and their like
//! open an end, and both ends of "from 3 to 5 May" cover the days between them.

use jiff::civil::{Date, ISOWeekDate, Weekday};

use crate::calendar::{first, shift};
use crate::context::Context;
use crate::unit::Unit;
use crate::{Expression, Kind};

/// Days from one to another, both included; either end can be open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Days {
    pub from: Option<Date>,
    pub to: Option<Date>,
}

impl Days {
    /// From one day to another.
    pub fn between(from: Date, to: Date) -> Self {
        Self {
            from: Some(from),
            to: Some(to),
        }
    }

    /// A day and all that came before it.
    pub fn up_to(day: Date) -> Self {
        Self {
            from: None,
            to: Some(day),
        }
    }

    /// A day and all that come after it.
    pub fn starting(day: Date) -> Self {
        Self {
            from: Some(day),
            to: None,
        }
    }
}

/// The days that a TIMEX3 value names in the calendar; none for lengths, sets and what has an X.
pub(crate) fn of_value(value: &str, report: Date) -> Days {
    match value {
        "PRESENT_REF" => Days::between(report, report),
        "PAST_REF" => Days::up_to(report),
        "FUTURE_REF" => Days::starting(report),
        _ => calendar(value).unwrap_or_default(),
    }
}

fn calendar(value: &str) -> Option<Days> {
    // The clock and the part of the day make no difference to the day.
    let value = value.split('T').next()?;
    let mut parts = value.split('-');
    let (year, second, third) = (parts.next()?, parts.next(), parts.next());
    if year.is_empty() || !year.bytes().all(|b| b.is_ascii_digit()) || parts.next().is_some() {
        return None;
    }
    let number: i16 = year.parse().ok()?;
    let size = match year.len() {
        2 => 100,
        3 => 10,
        4 => 1,
        _ => return None,
    };
    let Some(second) = second else {
        let from = first(number.checked_mul(size)?.max(1), 1)?;
        let to = first(number.checked_mul(size)?.checked_add(size - 1)?, 12)?.last_of_month();
        return Some(Days::between(from, to));
    };
    let months = |month: i8, count: i64| -> Option<Days> {
        let from = first(number, month)?;
        // The winter of 9999 ends with the calendar.
        let to = shift(from, count - 1, Unit::Month).map_or(Date::MAX, Date::last_of_month);
        Some(Days::between(from, to))
    };
    if let Some(week) = second.strip_prefix('W').filter(|week| *week != "I") {
        let monday = ISOWeekDate::new(number, week.parse().ok()?, Weekday::Monday)
            .ok()?
            .date();
        let after = |days| shift(monday, days, Unit::Day).unwrap_or(Date::MAX);
        let from = if third == Some("WE") { after(5) } else { monday };
        return Some(Days::between(from, after(6)));
    }
    match (second, third) {
        ("SP", None) => months(3, 3),
        ("SU", None) => months(6, 3),
        ("FA", None) => months(9, 3),
        ("WI", None) => months(12, 3),
        ("H1", None) => months(1, 6),
        ("H2", None) => months(7, 6),
        ("Q1", None) => months(1, 3),
        ("Q2", None) => months(4, 3),
        ("Q3", None) => months(7, 3),
        ("Q4", None) => months(10, 3),
        (month, None) => months(month.parse().ok()?, 1),
        (month, Some(day)) => {
            let day = Date::new(number, month.parse().ok()?, day.parse().ok()?).ok()?;
            Some(Days::between(day, day))
        }
    }
}

/// Words and marks that stand between the ends of a range.
pub(crate) const WORDS: &[&str] = &["to", "through", "until", "-", "and"];

/// Words behind which a time is where something begins and goes on.
const SINCE: &[&str] = &["since", "starting", "beginning", "effective"];

/// Words behind which a time is where something ends.
const UNTIL: &[&str] = &["until", "till", "by", "through"];

/// The days of an expression whose first token is `start` and which ends before `end`, once the words around
/// it and its modifier have been heard.
pub(crate) fn around(days: Days, modifier: Option<&str>, cx: &Context<'_>, start: usize, end: usize) -> Days {
    let (Some(from), Some(to)) = (days.from, days.to) else {
        return days;
    };
    let before = |n: usize, words: &[&str]| start.checked_sub(n).is_some_and(|at| cx.is(at, words));
    // "Since the spring", "since last year", "starting on Monday".
    let skipped = usize::from(before(1, &["the", "on", "in"]));
    let lead = |words: &[&str]| before(1 + skipped, words);
    let later = |day: Date| shift(day, 1, Unit::Day);
    let earlier = |day: Date| shift(day, -1, Unit::Day).filter(|day| day.year() >= 1);
    // "After Friday's attack" is on Friday, too.
    let of = cx.is(end, &["'s", "'"]);
    match modifier {
        Some("BEFORE") => return earlier(from).map_or(days, Days::up_to),
        Some("AFTER") => return later(to).map_or(days, Days::starting),
        Some("ON_OR_BEFORE") => return Days::up_to(to),
        Some("ON_OR_AFTER") => return Days::starting(from),
        _ => {}
    }
    let onward = cx.is(end, &["onward", "onwards"]) || cx.is(end, &["on"]) && before(1, &["from"]);
    if lead(SINCE) || onward {
        Days::starting(from)
    } else if lead(UNTIL) || before(1, &["than"]) && before(2, &["later"]) {
        Days::up_to(to)
    } else if before(1, &["than"]) && before(2, &["earlier", "sooner"]) {
        Days::starting(from)
    } else if lead(&["before"]) || lead(&["to"]) && before(2 + skipped, &["prior"]) {
        if of {
            Days::up_to(to)
        } else {
            earlier(from).map_or(days, Days::up_to)
        }
    } else if lead(&["after"]) {
        if of {
            Days::starting(from)
        } else {
            later(to).map_or(days, Days::starting)
        }
    } else {
        days
    }
}

/// Gives both ends of each range the days of the whole: "from 3 to 5 May", "1990-95", "between June and
/// August".
pub(crate) fn ranges(cx: &Context<'_>, found: &mut [(Expression, usize)], starts: &[usize], plain: &[Days]) {
    for i in 1..found.len() {
        let (Some(&start), Some(&first)) = (starts.get(i), starts.get(i - 1)) else {
            continue;
        };
        let Some([(one, end), (other, _)]) = found.get_mut(i - 1..=i) else {
            continue;
        };
        let dates = one.kind == Kind::Date && other.kind == Kind::Date;
        // One word or mark between them, and perhaps an article.
        let article = start > *end + 1 && cx.is(start - 1, &["the"]);
        let single = start == *end + 1 + usize::from(article);
        let between = first.checked_sub(1).is_some_and(|at| cx.is(at, &["between"]));
        let joined = cx.is(*end, WORDS) && (!cx.is(*end, &["and"]) || between);
        if !(dates && single && joined) {
            continue;
        }
        if let (Some(Days { from: Some(from), .. }), Some(Days { to: Some(to), .. })) =
            (plain.get(i - 1), plain.get(i))
            && from <= to
        {
            for expression in [one, other] {
                (expression.from, expression.to) = (Some(*from), Some(*to));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find;
    use jiff::civil::date;

    /// The days of the first expression, written as `from..to`.
    fn days(report: &str, text: &str) -> String {
        let times = find(text, report.parse().unwrap());
        let end = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
        times.first().map_or("none".to_owned(), |time| {
            format!("{}..{}", end(time.from), end(time.to))
        })
    }

    #[test]
    fn values() {
        for (value, from, to) in [
            ("1998-03-01", date(1998, 3, 1), date(1998, 3, 1)),
            ("1998-02", date(1998, 2, 1), date(1998, 2, 28)),
            ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
            ("1998", date(1998, 1, 1), date(1998, 12, 31)),
            ("199", date(1990, 1, 1), date(1999, 12, 31)),
            ("19", date(1900, 1, 1), date(1999, 12, 31)),
            ("00", date(1, 1, 1), date(99, 12, 31)),
            ("2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
            ("2025-W01", date(2024, 12, 30), date(2025, 1, 5)),
            ("1989-W43-WE", date(1989, 10, 28), date(1989, 10, 29)),
            ("9999-W52", date(9999, 12, 27), date(9999, 12, 31)),
            ("1989-Q3", date(1989, 7, 1), date(1989, 9, 30)),
            ("1989-H2", date(1989, 7, 1), date(1989, 12, 31)),
            ("1994-WI", date(1994, 12, 1), date(1995, 2, 28)),
            ("9999-WI", date(9999, 12, 1), date(9999, 12, 31)),
            ("1998-01-19TNI", date(1998, 1, 19), date(1998, 1, 19)),
            ("1998-02-11T22:00", date(1998, 2, 11), date(1998, 2, 11)),
        ] {
            assert_eq!(
                of_value(value, date(1998, 3, 1)),
                Days::between(from, to),
                "{value}"
            );
        }
        for value in [
            "P3W",
            "PXD",
            "XXXX-WXX-1",
            "XXXX-07",
            "P1Y",
            "PT2H",
            "",
            "1998-13",
            "1998-02-30",
        ] {
            assert_eq!(of_value(value, date(1998, 3, 1)), Days::default(), "{value}");
        }
    }

    #[test]
    fn open_ends() {
        let report = "2025-03-06";
        for (text, expected) in [
            ("The truce has held since January.", "2025-01-01.."),
            ("It must be free by Friday.", "..2025-03-07"),
            ("It runs until the end of 2026.", "..2026-12-31"),
            ("It was so before 1990.", "..1989-12-31"),
            ("It was so after May 2024.", "2024-06-01.."),
            ("It was so after Wednesday's raid.", "2025-03-05.."),
            ("From 2019 on it was free.", "2019-01-01.."),
            ("Bonds due 2030 or later fell.", "2030-01-01.."),
            ("It will open no later than June 1.", "..2025-06-01"),
            ("It fell over the past 24 hours.", "2025-03-05..2025-03-06"),
            ("It must end before Passover.", "..2025-04-12"),
            ("It has held since Hanukkah 2023.", "2023-12-08.."),
            ("He recently left.", "..2025-03-06"),
            ("He is now in jail.", "2025-03-06..2025-03-06"),
            ("It may come in the near future.", "2025-03-06.."),
            ("They met last week.", "2025-02-24..2025-03-02"),
        ] {
            assert_eq!(days(report, text), expected, "{text}");
        }
    }

    #[test]
    fn ranges_and_spells() {
        let report = "2025-03-06";
        for (text, expected) in [
            ("It ran from Jan. 3 to 5.", "2025-01-03..2025-01-05"),
            ("It ran from 3 to 5 May 2024.", "2024-05-03..2024-05-05"),
            ("The war of 1990-95 is over.", "1990-01-01..1995-12-31"),
            ("It opens between June and August 2024.", "2024-06-01..2024-08-31"),
            ("It fell over the past three months.", "2024-12-06..2025-03-06"),
            ("It will close in the next two weeks.", "2025-03-06..2025-03-20"),
            ("They met often in recent weeks.", "..2025-03-06"),
            ("They will meet in the coming days.", "2025-03-06.."),
            ("It lasted three months.", ".."),
            ("They meet every Monday.", ".."),
        ] {
            assert_eq!(days(report, text), expected, "{text}");
        }
    }
}
