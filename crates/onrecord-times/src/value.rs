//! TIMEX3 values and how they are written.

use jiff::civil::Date;

use crate::Kind;
use crate::days::Days;
use crate::unit::{Count, Unit};

/// What a rule gives: an expression less its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Value {
    pub kind: Kind,
    pub text: String,
    pub modifier: Option<&'static str>,
    /// The days that it covers, where the value itself doesn't say.
    pub days: Option<Days>,
}

impl Value {
    /// A date from its TIMEX3 value.
    pub fn date(text: impl Into<String>) -> Self {
        Self {
            kind: Kind::Date,
            text: text.into(),
            modifier: None,
            days: None,
        }
    }

    /// A time from its TIMEX3 value.
    pub fn time(text: impl Into<String>) -> Self {
        Self {
            kind: Kind::Time,
            text: text.into(),
            modifier: None,
            days: None,
        }
    }

    /// A set from its TIMEX3 value.
    pub fn set(text: impl Into<String>) -> Self {
        Self {
            kind: Kind::Set,
            text: text.into(),
            modifier: None,
            days: None,
        }
    }

    /// A length of time: `P2W`, `PT5H30M`, `PXM`. Decades are written in years, centuries as `C`.
    pub fn duration(count: Count, unit: Unit) -> Self {
        Self {
            kind: Kind::Duration,
            text: length(count, unit),
            modifier: count.modifier,
            days: None,
        }
    }

    /// The same with the days that it covers.
    pub fn covering(mut self, days: Option<Days>) -> Self {
        self.days = days;
        self
    }

    /// The same with TIMEX3's modifier, where there is one.
    pub fn with(mut self, modifier: Option<&'static str>) -> Self {
        self.modifier = modifier.or(self.modifier);
        self
    }
}

/// TIMEX3's words for `count` of `unit`.
pub(crate) fn length(count: Count, unit: Unit) -> String {
    let (time, letter, half) = match unit {
        Unit::Second => ("T", "S", ""),
        Unit::Minute => ("T", "M", "30S"),
        Unit::Hour => ("T", "H", "30M"),
        Unit::Day => ("", "D", "T12H"),
        Unit::Week => ("", "W", "3D"),
        Unit::Month => ("", "M", "15D"),
        Unit::Quarter => ("", "Q", ""),
        Unit::Year => ("", "Y", "6M"),
        Unit::Decade | Unit::Century => {
            let (years, letter) = if unit == Unit::Decade {
                (10, "DE")
            } else {
                (100, "C")
            };
            return match count.whole {
                Some(n) => format!(
                    "P{}Y",
                    n.saturating_mul(years)
                        .saturating_add(if count.half { years / 2 } else { 0 })
                ),
                None => format!("PX{letter}"),
            };
        }
    };
    match (count.whole, count.half) {
        (None, _) => format!("P{time}X{letter}"),
        (Some(0), true) if unit == Unit::Day => "PT12H".to_owned(),
        (Some(0), true) => format!("P{time}{half}"),
        (Some(n), true) => format!("P{time}{n}{letter}{half}"),
        (Some(n), false) => format!("P{time}{n}{letter}"),
    }
}

/// `2025-03-05`, for the years 1 to 9999.
pub(crate) fn day(date: Date) -> Option<String> {
    year_in_range(date).then(|| format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day()))
}

/// `2025-03`.
pub(crate) fn month(date: Date) -> Option<String> {
    year_in_range(date).then(|| format!("{:04}-{:02}", date.year(), date.month()))
}

/// `2025-W10`: the ISO 8601 week that holds the date.
pub(crate) fn week(date: Date) -> Option<String> {
    let week = date.iso_week_date();
    (1..=9999)
        .contains(&week.year())
        .then(|| format!("{:04}-W{:02}", week.year(), week.week()))
}

/// `1989-Q3`: the quarter that holds the date.
pub(crate) fn quarter(date: Date) -> Option<String> {
    year_in_range(date).then(|| format!("{:04}-Q{}", date.year(), (date.month() + 2) / 3))
}

/// `2025`.
pub(crate) fn year(year: i16) -> Option<String> {
    (1..=9999).contains(&year).then(|| format!("{year:04}"))
}

fn year_in_range(date: Date) -> bool {
    (1..=9999).contains(&date.year())
}

/// The value of the `unit` that holds `date`, where a calendar has such units.
pub(crate) fn at(date: Date, unit: Unit) -> Option<String> {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => None,
        Unit::Day => day(date),
        Unit::Week => week(date),
        Unit::Month => month(date),
        Unit::Quarter => quarter(date),
        Unit::Year => year(date.year()),
        Unit::Decade => year(date.year()).and_then(|y| Some(y.get(..3)?.to_owned())),
        Unit::Century => year(date.year()).and_then(|y| Some(y.get(..2)?.to_owned())),
    }
}

/// The value of a `unit` of the calendar that can't be told.
pub(crate) fn unknown(unit: Unit) -> Option<&'static str> {
    match unit {
        Unit::Day => Some("XXXX-XX-XX"),
        Unit::Week => Some("XXXX-WXX"),
        Unit::Month => Some("XXXX-XX"),
        Unit::Quarter => Some("XXXX-QX"),
        Unit::Year => Some("XXXX"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn lengths() {
        assert_eq!(length(Count::exactly(2), Unit::Week), "P2W");
        assert_eq!(
            length(
                Count {
                    half: true,
                    ..Count::exactly(5)
                },
                Unit::Hour
            ),
            "PT5H30M"
        );
        assert_eq!(
            length(
                Count {
                    half: true,
                    ..Count::exactly(0)
                },
                Unit::Hour
            ),
            "PT30M"
        );
        assert_eq!(length(Count::unknown(), Unit::Month), "PXM");
        assert_eq!(length(Count::exactly(4), Unit::Decade), "P40Y");
        let many = Count {
            half: true,
            ..Count::exactly(999_999_999)
        };
        assert_eq!(length(many, Unit::Century), "P4294967295Y");
    }

    #[test]
    fn weeks_at_the_turn_of_the_year() {
        assert_eq!(week(date(2021, 1, 3)).as_deref(), Some("2020-W53"));
        assert_eq!(week(date(2024, 12, 30)).as_deref(), Some("2025-W01"));
        assert_eq!(week(date(1, 1, 1)).as_deref(), Some("0001-W01"));
    }

    #[test]
    fn units_that_hold_a_day() {
        assert_eq!(at(date(1998, 2, 6), Unit::Quarter).as_deref(), Some("1998-Q1"));
        assert_eq!(at(date(1998, 2, 6), Unit::Decade).as_deref(), Some("199"));
        assert_eq!(day(date(-1, 1, 1)), None);
    }
}
