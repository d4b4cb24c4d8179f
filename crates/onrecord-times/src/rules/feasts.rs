//! Feasts of the Islamic and the Jewish calendar, and the Easter of the Eastern churches: "Ramadan", "Eid
//! al-Adha", "Yom Kippur".
//!
//! The Islamic calendar is the tabular one. Where the new moon is watched for, a feast can fall a day to
//! either side, so its modifier is APPROX. What lasts longer than a day has its first day for a value, and
//! Ramadan the month in which it begins; the days that it covers are all of its own.

use calendrical_calculations::hebrew_keviyah::YearInfo;
use calendrical_calculations::rata_die::RataDie;
use calendrical_calculations::{gregorian, islamic, julian};
use jiff::civil::Date;

use super::Rule;
use crate::days::Days;
use crate::found::Match;
use crate::tense::Tense;
use crate::value::{self, Value};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "Islamic feast",
        patterns: &[
            "last|this|next? ramadan YEAR?",
            "the? holy? month of ramadan YEAR?",
            "last|this|next? eid al|ul - fitr|adha YEAR?",
            "last|this|next? ashura YEAR?",
        ],
        examples: &[
            (
                "2025-03-06",
                "The truce should hold through [Ramadan].",
                "DATE 2025-03 APPROX",
            ),
            (
                "2025-06-20",
                "They were freed before [Eid al-Adha].",
                "DATE 2025-06-07 APPROX",
            ),
            ("1998-02-06", "Mr. Taha Yassin Ramadan said so.", ""),
            ("1998-02-06", "The arrest of Ramadan Shallah was denied.", ""),
        ],
        value: |m| {
            if name(m) {
                return None;
            }
            let month = m.has(&["ramadan"]);
            let (at, length) = match m {
                _ if month => ((9, 1), None),
                m if m.has(&["fitr"]) => ((10, 1), Some(3)),
                m if m.has(&["adha"]) => ((12, 10), Some(4)),
                _ => ((1, 10), Some(1)),
            };
            let (first, last) = near(m, |year| Some(islamic_days(year, at, length)))?;
            let text = if month {
                value::month(first)?
            } else {
                value::day(first)?
            };
            let days = Days::between(first, last);
            Some(Value::date(text).with(Some("APPROX")).covering(Some(days)))
        },
    },
    Rule {
        name: "Jewish feast",
        patterns: &[
            "last|this|next? rosh hashanah|hashana YEAR?",
            "last|this|next? yom kippur YEAR?",
            "last|this|next? sukkot|hanukkah|chanukah|passover|shavuot YEAR?",
        ],
        examples: &[
            (
                "2023-10-08",
                "The war of 1973 began on [Yom Kippur] 50 years ago.",
                "DATE 2023-09-25",
            ),
            ("2025-03-06", "It will be over by [Passover].", "DATE 2025-04-13"),
            (
                "2025-03-06",
                "They were freed on [Hanukkah 2023].",
                "DATE 2023-12-08",
            ),
        ],
        value: |m| {
            let (month, day, length) = match m {
                m if m.has(&["rosh"]) => (TISHRI, 1, 2),
                m if m.has(&["kippur"]) => (TISHRI, 10, 1),
                m if m.has(&["sukkot"]) => (TISHRI, 15, 7),
                m if m.has(&["passover"]) => (Month::FromNisan(0), 15, 8),
                m if m.has(&["shavuot"]) => (Month::FromNisan(2), 6, 2),
                _ => (Month::FromTishri(2), 25, 8),
            };
            let (first, last) = near(m, |year| Some(vec![jewish_days(year, month, day, length)?]))?;
            Some(Value::date(value::day(first)?).covering(Some(Days::between(first, last))))
        },
    },
    Rule {
        name: "Easter of the Eastern churches",
        patterns: &["orthodox easter sunday? YEAR?"],
        examples: &[(
            "2022-04-20",
            "A truce will be kept on [Orthodox Easter].",
            "DATE 2022-04-24",
        )],
        value: |m| {
            let (day, _) = near(m, |year| {
                let day = date(julian::easter(i32::from(year)))?;
                Some(vec![(day, day)])
            })?;
            Some(Value::date(value::day(day)?))
        },
    },
];

/// The order of a Jewish month's name, counted from one that always has the same distance to it.
#[derive(Clone, Copy)]
enum Month {
    FromTishri(u8),
    /// Nisan comes after a leap month in some years.
    FromNisan(u8),
}

const TISHRI: Month = Month::FromTishri(0);

/// A person's name: another name before it or behind it.
pub(super) fn name(m: &Match<'_>) -> bool {
    let before = m
        .start
        .checked_sub(1)
        .is_some_and(|at| (m.cx.capital(at) && !m.cx.starts_sentence(at)) || m.cx.is(at, &["."]));
    let start = m.cx.starts_sentence(m.start);
    before && !start || m.cx.capital(m.end()) && m.cx.spaced(m.end()) && !m.cx.starts_sentence(m.end())
}

pub(super) fn date(day: RataDie) -> Option<Date> {
    let (year, month, day) = gregorian::gregorian_from_fixed(day).ok()?;
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

/// The first and last day of an Islamic feast, or a month, as often as it begins in a year.
fn islamic_days(year: i16, (month, day): (u8, u8), length: Option<i64>) -> Vec<(Date, Date)> {
    let epoch = islamic::ISLAMIC_EPOCH_FRIDAY;
    let fixed = |year, month, day| islamic::fixed_from_tabular_islamic(year, month, day, epoch);
    let begins = gregorian::fixed_from_gregorian(i32::from(year), 1, 1);
    let near = islamic::tabular_year_from_fixed(begins, epoch);
    let all = (near - 1..=near + 2).filter(|&year| year > 0).filter_map(|year| {
        let first = fixed(year, month, day);
        let last = match length {
            Some(days) => first + (days - 1),
            None => fixed(year, month + 1, 1) - 1,
        };
        Some((date(first)?, date(last)?))
    });
    all.filter(|(first, _)| first.year() == year).collect()
}

/// The first and last day of a Jewish feast that begins in a year.
fn jewish_days(year: i16, month: Month, day: i64, length: i64) -> Option<(Date, Date)> {
    // The Jewish year that begins in the autumn of this one, or that began in the last.
    let (jewish, months) = match month {
        Month::FromTishri(months) => (i32::from(year) + 3761, months),
        Month::FromNisan(months) => (i32::from(year) + 3760, months),
    };
    let info = YearInfo::compute_for(jewish);
    let of_year = match month {
        Month::FromTishri(_) => months + 1,
        Month::FromNisan(_) => months + 7 + u8::from(info.keviyah.is_leap()),
    };
    let new_year = info.new_year();
    let first = new_year + i64::from(info.keviyah.days_preceding(of_year)) + (day - 1);
    Some((date(first)?, date(first + (length - 1))?))
}

/// The one of the year that is named; else the one that the tense points to: the next that isn't over, the
/// latest that has begun, or the one going on or nearest.
pub(super) fn near(
    m: &Match<'_>,
    of_year: impl Fn(i16) -> Option<Vec<(Date, Date)>>,
) -> Option<(Date, Date)> {
    if let Some(year) = m.year() {
        return of_year(year)?.into_iter().next();
    }
    let now = m.cx.date;
    let years = (-1..=1).filter_map(|step| now.year().checked_add(step).filter(|year| *year >= 1));
    let all: Vec<_> = years.filter_map(of_year).flatten().collect();
    let coming = || all.iter().find(|(_, last)| *last >= now).copied();
    let past = || all.iter().rfind(|(first, _)| *first <= now).copied();
    let going = all
        .iter()
        .find(|(first, last)| (*first..=*last).contains(&now))
        .copied();
    let tense = match m {
        m if m.has(&["last"]) => return all.iter().rfind(|(_, last)| *last < now).copied(),
        m if m.has(&["next"]) => return all.iter().find(|(first, _)| *first > now).copied(),
        m => m.cx.tense(m.start, m.end()),
    };
    match tense {
        _ if going.is_some() => going,
        Tense::Future => coming(),
        Tense::Past => past(),
        Tense::Unknown => all
            .iter()
            .min_by_key(|(first, _)| (*first - now).get_days().abs())
            .copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn known_days() {
        // As the calendars of the years say, the Islamic within a day.
        for (year, first) in [
            (2023, day(2023, 3, 23)),
            (2024, day(2024, 3, 11)),
            (2025, day(2025, 3, 1)),
        ] {
            let found = islamic_days(year, (9, 1), None);
            assert!((found[0].0 - first).get_days().abs() <= 1, "{found:?}");
            assert!(
                (28..=30).contains(&(found[0].1 - found[0].0).get_days()),
                "{found:?}"
            );
        }
        assert_eq!(islamic_days(2030, (9, 1), None).len(), 2);
        for (year, rosh, passover) in [
            (2000, day(2000, 9, 30), day(2000, 4, 20)),
            (2023, day(2023, 9, 16), day(2023, 4, 6)),
            (2024, day(2024, 10, 3), day(2024, 4, 23)),
            (2025, day(2025, 9, 23), day(2025, 4, 13)),
        ] {
            assert_eq!(jewish_days(year, TISHRI, 1, 2).map(|d| d.0), Some(rosh));
            assert_eq!(
                jewish_days(year, Month::FromNisan(0), 15, 8).map(|d| d.0),
                Some(passover)
            );
        }
        assert_eq!(
            jewish_days(2024, Month::FromTishri(2), 25, 8),
            Some((day(2024, 12, 26), day(2025, 1, 2)))
        );
    }

    #[test]
    fn every_year_has_its_feasts_or_none() {
        for year in 1..=9999 {
            assert!(islamic_days(year, (9, 1), None).len() <= 2);
            for (month, from) in [(TISHRI, 1), (Month::FromNisan(2), 6), (Month::FromTishri(2), 25)] {
                assert!(jewish_days(year, month, from, 2).is_none_or(|(a, b)| a < b));
            }
        }
    }
}
