//! Days, weeks and holidays: arithmetic that answers `None` outside of jiff's range.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use crate::unit::Unit;

/// `date` moved by `n` units. A day past a month's end becomes the month's last.
pub(crate) fn shift(date: Date, n: i64, unit: Unit) -> Option<Date> {
    let span = Span::new();
    let span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return Some(date),
        Unit::Day => span.try_days(n),
        Unit::Week => span.try_weeks(n),
        Unit::Month => span.try_months(n),
        Unit::Quarter => span.try_months(n.checked_mul(3)?),
        Unit::Year => span.try_years(n),
        Unit::Decade => span.try_years(n.checked_mul(10)?),
        Unit::Century => span.try_years(n.checked_mul(100)?),
    };
    date.checked_add(span.ok()?).ok()
}

/// The first of a month.
pub(crate) fn first(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok()
}

/// The latest `weekday` (1: Monday) on or before `date`.
pub(crate) fn on_or_before(date: Date, weekday: i8) -> Option<Date> {
    let back = (date.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
    date.checked_sub(i32::from(back).days()).ok()
}

/// The next `weekday` on or after `date`.
pub(crate) fn on_or_after(date: Date, weekday: i8) -> Option<Date> {
    let on = (weekday - date.weekday().to_monday_one_offset()).rem_euclid(7);
    date.checked_add(i32::from(on).days()).ok()
}

/// The `n`th `weekday` of a month, from 1; -1: the last.
pub(crate) fn nth(year: i16, month: i8, n: i8, weekday: Weekday) -> Option<Date> {
    first(year, month)?.nth_weekday_of_month(n, weekday).ok()
}

/// Easter Sunday in the Gregorian calendar (the method of Meeus, Jones and Butcher).
pub(crate) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let days = h + l - 7 * m + 114;
    Date::new(
        year,
        i8::try_from(days / 31).ok()?,
        i8::try_from(days % 31 + 1).ok()?,
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easters() {
        for day in [
            date(1998, 4, 12),
            date(2000, 4, 23),
            date(2024, 3, 31),
            date(2025, 4, 20),
            date(2038, 4, 25),
        ] {
            assert_eq!(easter(day.year()), Some(day));
        }
    }

    #[test]
    fn shifts_end_at_the_calendars_ends() {
        assert_eq!(shift(date(2024, 2, 29), -1, Unit::Year), Some(date(2023, 2, 28)));
        assert_eq!(shift(date(9999, 12, 31), 1, Unit::Day), None);
        assert_eq!(shift(date(2024, 1, 1), i64::MAX, Unit::Century), None);
    }

    #[test]
    fn weekdays() {
        assert_eq!(on_or_before(date(2025, 3, 6), 3), Some(date(2025, 3, 5)));
        assert_eq!(on_or_before(date(2025, 3, 6), 4), Some(date(2025, 3, 6)));
        assert_eq!(on_or_after(date(2025, 3, 6), 3), Some(date(2025, 3, 12)));
        assert_eq!(nth(1999, 11, 4, Weekday::Thursday), Some(date(1999, 11, 25)));
    }
}
