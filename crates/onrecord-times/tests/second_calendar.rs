//! What is said of days, weeks, months and feasts agrees with other calendar libraries: chrono, and the
//! calculations behind ICU4X.

#![allow(clippy::unwrap_used, clippy::panic)]

use calendrical_calculations::gregorian;
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use jiff::civil::{Date, date};
use onrecord_times::{Expression, find};
use proptest::prelude::*;

/// Days far enough from the ends of the calendar, month ends and leap days more often than by chance.
fn dates() -> impl Strategy<Value = NaiveDate> {
    let any = (200i32..=9800, 1u32..=12, 1u32..=31);
    let near = (1890i32..=2110, 1u32..=12, 26u32..=31);
    prop_oneof![any, near].prop_filter_map("no such day", |(year, month, day)| {
        NaiveDate::from_ymd_opt(year, month, day)
    })
}

fn jiff(day: NaiveDate) -> Date {
    let (month, number) = (day.month() as i8, day.day() as i8);
    date(i16::try_from(day.year()).unwrap(), month, number)
}

/// The only expression of a text.
fn only(text: &str, report: NaiveDate) -> Expression {
    let times = find(text, jiff(report));
    assert_eq!(times.len(), 1, "{text} {report}: {times:?}");
    times.into_iter().next().unwrap()
}

fn week(day: NaiveDate) -> String {
    let week = day.iso_week();
    format!("{:04}-W{:02}", week.year(), week.week())
}

fn month(day: NaiveDate) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

fn days_of(time: &Expression) -> (Option<Date>, Option<Date>) {
    (time.from, time.to)
}

proptest! {
    #[test]
    fn distances(report in dates(), n in 2u64..400) {
        let back = |days| report - Days::new(days);
        let months = u32::try_from(n).unwrap();
        for (unit, value) in [
            ("days", back(n).to_string()),
            ("weeks", week(back(7 * n))),
            ("months", month(report - Months::new(months))),
            ("years", format!("{:04}", report.year() - n as i32)),
        ] {
            if n < 100 || unit != "years" {
                prop_assert_eq!(only(&format!("It closed {n} {unit} ago."), report).value, value);
            }
        }
        let ahead = only(&format!("It will close {n} days from now."), report);
        let day = report + Days::new(n);
        prop_assert_eq!(ahead.value.as_str(), day.to_string());
        prop_assert_eq!(days_of(&ahead), (Some(jiff(day)), Some(jiff(day))));
    }

    #[test]
    fn weeks(report in dates(), step in -1i64..=1) {
        let word = ["last", "this", "next"][(step + 1) as usize];
        let time = only(&format!("They meet {word} week."), report);
        let monday = report.week(Weekday::Mon).first_day() + chrono::TimeDelta::weeks(step);
        prop_assert_eq!(&time.value, &week(monday));
        prop_assert_eq!(days_of(&time), (Some(jiff(monday)), Some(jiff(monday + Days::new(6)))));
    }

    #[test]
    fn months(report in dates(), ahead: bool) {
        let (word, there) = if ahead {
            ("next", report + Months::new(1))
        } else {
            ("last", report - Months::new(1))
        };
        let time = only(&format!("They meet {word} month."), report);
        let first = there.with_day(1).unwrap();
        let last = (first + Months::new(1)).pred_opt().unwrap();
        prop_assert_eq!(&time.value, &month(there));
        prop_assert_eq!(days_of(&time), (Some(jiff(first)), Some(jiff(last))));
    }

    #[test]
    fn spells(report in dates(), n in 2u32..100) {
        let time = only(&format!("It fell in the past {n} months."), report);
        prop_assert_eq!(days_of(&time), (Some(jiff(report - Months::new(n))), Some(jiff(report))));
        let time = only(&format!("It will fall in the next {n} days."), report);
        prop_assert_eq!(days_of(&time), (Some(jiff(report)), Some(jiff(report + Days::new(n.into())))));
    }

    #[test]
    fn weekdays(report in dates(), number in 0u8..7) {
        let weekday = Weekday::try_from(number).unwrap();
        let name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][usize::from(number)];
        let last = report.pred_opt().unwrap().week(weekday).first_day();
        prop_assert_eq!(only(&format!("Profits fell last {name}."), report).value, last.to_string());
        let next = (report + Days::new(7)).week(weekday).first_day();
        prop_assert_eq!(only(&format!("The board meets next {name}."), report).value, next.to_string());
    }

    #[test]
    fn feasts(report in dates(), year in 1000i32..2199) {
        let easter = gregorian::gregorian_from_fixed(gregorian::easter(year)).unwrap();
        let easter = NaiveDate::from_ymd_opt(easter.0, easter.1.into(), easter.2.into()).unwrap();
        for (name, day) in [
            ("Easter Sunday", easter),
            ("Good Friday", easter - Days::new(2)),
            ("Thanksgiving Day", NaiveDate::from_weekday_of_month_opt(year, 11, Weekday::Thu, 4).unwrap()),
            ("Labor Day", NaiveDate::from_weekday_of_month_opt(year, 9, Weekday::Mon, 1).unwrap()),
            ("Christmas Eve", NaiveDate::from_ymd_opt(year, 12, 24).unwrap()),
        ] {
            prop_assert_eq!(only(&format!("They signed on {name} {year}."), report).value, day.to_string());
        }
    }
}

#[test]
fn the_turns_of_years() {
    for year in 300..=9800 {
        let turn = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        for step in 0..8 {
            let report = turn - Days::new(4) + Days::new(step);
            assert_eq!(only("They meet this week.", report).value, week(report));
        }
    }
}
