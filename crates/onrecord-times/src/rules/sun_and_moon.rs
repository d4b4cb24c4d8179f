//! Feasts that follow the moon and the sun: "Diwali", "Lunar New Year", "Nowruz".
//!
//! New moons and equinoxes are computed (Reingold and Dershowitz, Calendrical Calculations). Diwali is the evening
//! before the new moon of October or November; where custom differs by a day, its modifier is APPROX.

use calendrical_calculations::chinese_based::{
    Chinese, ChineseBased, YearBounds, chinese_based_date_from_fixed,
};
use calendrical_calculations::gregorian::fixed_from_gregorian;
use calendrical_calculations::persian;
use calendrical_calculations::rata_die::RataDie;
use jiff::civil::Date;

use super::Rule;
use super::feasts::{date, name, near};
use crate::value::{self, Value};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "Diwali",
        patterns: &["last|this|next? diwali|deepavali YEAR?"],
        examples: &[
            (
                "2023-11-20",
                "Shots were fired on [Diwali].",
                "DATE 2023-11-12 APPROX",
            ),
            (
                "2025-03-06",
                "It will be over by [Diwali].",
                "DATE 2025-10-20 APPROX",
            ),
        ],
        value: |m| {
            let day = (!name(m)).then(|| near(m, one(diwali)))??.0;
            Some(Value::date(value::day(day)?).with(Some("APPROX")))
        },
    },
    Rule {
        name: "lunar new year",
        patterns: &["last|this|next? lunar|chinese new year YEAR?"],
        examples: &[(
            "2024-02-01",
            "Talks will go on after [Lunar New Year].",
            "DATE 2024-02-10",
        )],
        value: |m| Some(Value::date(value::day(near(m, one(lunar_new_year))?.0)?)),
    },
    Rule {
        name: "Nowruz",
        patterns: &["last|this|next? nowruz|norouz|novruz YEAR?"],
        examples: &[(
            "2024-04-01",
            "He spoke to the nation on [Nowruz].",
            "DATE 2024-03-20",
        )],
        value: |m| {
            let day = (!name(m)).then(|| near(m, one(nowruz)))??.0;
            Some(Value::date(value::day(day)?))
        },
    },
];

/// Years for which new moons are computed to the day.
const COMPUTED: std::ops::RangeInclusive<i16> = 1600..=2200;

/// A feast of one day a year, as often as [`near`] asks.
fn one(feast: impl Fn(i16) -> Option<RataDie>) -> impl Fn(i16) -> Option<Vec<(Date, Date)>> {
    move |year| {
        let day = date(feast(year).filter(|_| COMPUTED.contains(&year))?)?;
        Some(vec![(day, day)])
    }
}

/// Months that begin on the day in whose evening, in India, the moon is new: that of 13 hours before, in universal time.
struct IndianEvenings;

impl ChineseBased for IndianEvenings {
    fn utc_offset(_: RataDie) -> f64 {
        -13.0 / 24.0
    }

    const EPOCH: RataDie = Chinese::EPOCH;
    const DEBUG_NAME: &'static str = "Indian evenings";
}

/// The evening of the new moon after the sun has come into sidereal Libra, about 17 October.
fn diwali(year: i16) -> Option<RataDie> {
    let from = fixed_from_gregorian(i32::from(year), 10, 17);
    (0..=30)
        .map(|days| from + days)
        .find(|&day| chinese_based_date_from_fixed::<IndianEvenings>(day).day == 1)
}

fn lunar_new_year(year: i16) -> Option<RataDie> {
    let summer = fixed_from_gregorian(i32::from(year), 7, 1);
    Some(YearBounds::compute::<Chinese>(summer).new_year)
}

/// The Persian calendar's first day, at the spring equinox.
fn nowruz(year: i16) -> Option<RataDie> {
    Some(persian::fixed_from_fast_persian(i32::from(year) - 621, 1, 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn known_days() {
        // As they were kept.
        for known in [
            day(1998, 10, 19),
            day(2009, 10, 17),
            day(2012, 11, 13),
            day(2016, 10, 30),
            day(2018, 11, 7),
            day(2019, 10, 27),
            day(2020, 11, 14),
            day(2021, 11, 4),
            day(2022, 10, 24),
            day(2023, 11, 12),
            day(2024, 10, 31),
            day(2025, 10, 20),
        ] {
            assert_eq!(diwali(known.year()).and_then(date), Some(known));
        }
        for known in [
            day(2000, 2, 5),
            day(2023, 1, 22),
            day(2024, 2, 10),
            day(2025, 1, 29),
        ] {
            assert_eq!(lunar_new_year(known.year()).and_then(date), Some(known));
        }
        for known in [day(2023, 3, 21), day(2024, 3, 20), day(2025, 3, 21)] {
            assert_eq!(nowruz(known.year()).and_then(date), Some(known));
        }
    }

    #[test]
    fn every_computed_year_has_its_feasts() {
        for year in COMPUTED.step_by(7) {
            assert!(diwali(year).is_some() && lunar_new_year(year).is_some() && nowruz(year).is_some());
        }
    }
}
