//! Holidays and named days: "Thanksgiving Day", "Easter", "Christmas Eve".
//!
//! The year is the one beside the name, else that of the latest such day, or the next by tense.

use jiff::civil::{Date, Weekday};

use super::Rule;
use crate::calendar::{easter, nth, shift};
use crate::found::Match;
use crate::tense::Tense;
use crate::unit::Unit;
use crate::value::{self, Value};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "holiday",
        patterns: &[
            "last|this|next? thanksgiving|christmas|halloween day|eve? YEAR?",
            "last|this|next? easter sunday|monday? YEAR?",
            "palm|pentecost sunday YEAR?",
            "ash wednesday YEAR?",
            "ascension|bastille|presidents|patriots day YEAR?",
            "mother|father 's day YEAR?",
            "presidents ' day YEAR?",
            "st .? patrick 's day YEAR?",
            "juneteenth YEAR?",
            "good friday YEAR?",
            "new year|years 's? day|eve YEAR?",
            "valentine 's day YEAR?",
            "labor|labour|may|memorial|independence|veterans|columbus|election|boxing day YEAR?",
            "martin luther king jr? .? day YEAR?",
        ],
        examples: &[
            (
                "2000-01-20",
                "He was found on [Thanksgiving Day].",
                "DATE 1999-11-25",
            ),
            (
                "1998-10-30",
                "It will be decided on [Election Day].",
                "DATE 1998-11-03",
            ),
            ("1998-04-20", "They signed on [Good Friday].", "DATE 1998-04-10"),
            (
                "1998-04-20",
                "They signed on [Christmas Eve 1996].",
                "DATE 1996-12-24",
            ),
            (
                "2025-04-20",
                "He gave it up on [Ash Wednesday].",
                "DATE 2025-03-05",
            ),
            (
                "2025-02-20",
                "Courts were shut on [Presidents' Day].",
                "DATE 2025-02-17",
            ),
            ("2025-03-06", "It was her mother's day.", ""),
        ],
        value: |m| {
            let now = m.cx.date;
            // "Her mother's day", "an election day": no name.
            if !m.cx.capital(m.start) && m.has(&["mother", "father"]) {
                return None;
            }
            let day = |year: i16| named(m, year);
            let date = if let Some(year) = m.year() {
                day(year)?
            } else {
                let this = day(now.year())?;
                let tense = m.cx.tense(m.start, m.end());
                let coming = match tense {
                    // The nearer one.
                    Tense::Unknown => (this - now).get_days().abs() < 183,
                    _ => tense == Tense::Future,
                } || m.has(&["next", "this"]);
                match coming {
                    true if this < now && (tense == Tense::Future || m.has(&["next"])) => {
                        day(now.year().checked_add(1)?)?
                    }
                    false if this > now && (this - now).get_days() > 7 => day(now.year().checked_sub(1)?)?,
                    _ => this,
                }
            };
            Some(Value::date(value::day(date)?))
        },
    },
    Rule {
        name: "week of a holiday",
        patterns: &["easter|christmas|thanksgiving|holy week"],
        examples: &[("2000-04-19", "They met in [Easter week].", "DATE 2000-W16")],
        value: |m| {
            let day = if m.has(&["holy"]) {
                easter(m.cx.date.year())?
            } else {
                named(m, m.cx.date.year())?
            };
            Some(Value::date(value::week(day)?))
        },
    },
];

/// The day of a holiday in a year.
fn named(m: &Match<'_>, year: i16) -> Option<Date> {
    let back = |date: Date, days: i64| shift(date, -days, Unit::Day);
    let eve = i64::from(m.has(&["eve"]));
    if m.has(&["thanksgiving"]) {
        back(nth(year, 11, 4, Weekday::Thursday)?, eve)
    } else if m.has(&["christmas"]) {
        back(Date::new(year, 12, 25).ok()?, eve)
    } else if m.has(&["boxing"]) {
        Date::new(year, 12, 26).ok()
    } else if m.has(&["halloween"]) {
        Date::new(year, 10, 31).ok()
    } else if m.has(&["palm"]) {
        back(easter(year)?, 7)
    } else if m.has(&["pentecost"]) {
        back(easter(year)?, -49)
    } else if m.has(&["ash"]) {
        back(easter(year)?, 46)
    } else if m.has(&["ascension"]) {
        back(easter(year)?, -39)
    } else if m.has(&["bastille"]) {
        Date::new(year, 7, 14).ok()
    } else if m.has(&["presidents"]) {
        nth(year, 2, 3, Weekday::Monday)
    } else if m.has(&["patriots"]) {
        nth(year, 4, 3, Weekday::Monday)
    } else if m.has(&["mother"]) {
        nth(year, 5, 2, Weekday::Sunday)
    } else if m.has(&["father"]) {
        nth(year, 6, 3, Weekday::Sunday)
    } else if m.has(&["patrick"]) {
        Date::new(year, 3, 17).ok()
    } else if m.has(&["juneteenth"]) {
        Date::new(year, 6, 19).ok()
    } else if m.has(&["good"]) {
        back(easter(year)?, 2)
    } else if m.has(&["easter"]) {
        back(easter(year)?, -i64::from(m.has(&["monday"])))
    } else if m.has(&["new"]) {
        Date::new(year, if eve == 1 { 12 } else { 1 }, if eve == 1 { 31 } else { 1 }).ok()
    } else if m.has(&["valentine"]) {
        Date::new(year, 2, 14).ok()
    } else if m.has(&["labor", "labour"]) {
        nth(year, 9, 1, Weekday::Monday)
    } else if m.has(&["may"]) {
        Date::new(year, 5, 1).ok()
    } else if m.has(&["memorial"]) {
        nth(year, 5, -1, Weekday::Monday)
    } else if m.has(&["independence"]) {
        Date::new(year, 7, 4).ok()
    } else if m.has(&["veterans"]) {
        Date::new(year, 11, 11).ok()
    } else if m.has(&["columbus"]) {
        nth(year, 10, 2, Weekday::Monday)
    } else if m.has(&["election"]) {
        shift(nth(year, 11, 1, Weekday::Monday)?, 1, Unit::Day)
    } else {
        nth(year, 1, 3, Weekday::Monday)
    }
}
