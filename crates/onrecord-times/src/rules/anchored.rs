//! Times told from another time of the text: "the following month", "that year", "the previous Friday".
//!
//! The anchor is the latest date of the text that is fine enough; without one, the report's date.

use super::Rule;
use crate::Kind;
use crate::calendar;
use crate::context::as_day;
use crate::days::Days;
use crate::found::Match;
use crate::unit::Unit;
use crate::value::{self, Value};
use jiff::civil::Date;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "following or previous unit",
        patterns: &[
            "the following|previous|preceding|same|prior day|week|month|year",
            "STAGE? that same? day|week|month|year",
            "the next day",
        ],
        examples: &[
            (
                "1998-03-01",
                "He was named in March 1989 and left [the following month].",
                "DATE 1989-04",
            ),
            (
                "1998-03-01",
                "He left in 1995 and died [the following year].",
                "DATE 1996",
            ),
            (
                "1998-03-01",
                "He left in 1995 and died [later that year].",
                "DATE 1995 END",
            ),
            (
                "1998-03-01",
                "He was named on Jan. 3 and left [the same day].",
                "DATE 1998-01-03",
            ),
            (
                "1998-03-01",
                "He was named last October. He left [that same day].",
                "DATE 1997-10-XX",
            ),
            ("1998-03-01", "When a bell rings, they eat that day.", ""),
        ],
        value: |m| {
            let step = i64::from(m.has(&["following", "next"]))
                - i64::from(m.has(&["previous", "preceding", "prior"]));
            let unit = unit(m);
            if m.has(&["that"]) && unit == Unit::Day {
                return that_day(m);
            }
            let date = calendar::shift(anchor(m, unit)?, step, unit)?;
            Some(Value::date(value::at(date, unit)?).with(m.modifier()))
        },
    },
    Rule {
        name: "the unit before or after",
        patterns: &["the day|week|month|year before|after"],
        examples: &[
            (
                "1998-03-01",
                "He was named on Jan. 3 and had come [the day before].",
                "DATE 1998-01-02",
            ),
            (
                "1998-03-01",
                "It rose last year, from $4 million [the year before].",
                "DATE 1996",
            ),
            ("1998-03-01", "He came the day before she left.", ""),
            ("1998-03-01", "He had come the day before.", ""),
        ],
        value: |m| {
            // What follows would be the event that it is told from.
            let ends = m.cx.starts_sentence(m.end())
                || m.before(1, &[",", ".", ";", ":", "-", ")", "?", "!", "'", "\"", "”"]);
            let unit = unit(m);
            let step = if m.has(&["after"]) { 1 } else { -1 };
            let date = calendar::shift(named(m, unit).filter(|_| ends)?, step, unit)?;
            Some(Value::date(value::at(date, unit)?))
        },
    },
    Rule {
        name: "month of a year named before",
        patterns: &[
            "STAGE? MONTH of? that|the same|following|next? year",
            "STAGE? MONTH of? that year",
        ],
        examples: &[
            (
                "2006-12-29",
                "In 1976 it fell; in [September of that year] he quit.",
                "DATE 1976-09",
            ),
            (
                "2006-12-29",
                "In 1976 it fell; in [May of the following year] he quit.",
                "DATE 1977-05",
            ),
        ],
        value: |m| {
            let step = i16::from(m.has(&["following", "next"]));
            let year = m.cx.last_year().unwrap_or(m.cx.date.year()).checked_add(step)?;
            Some(Value::date(value::month(calendar::first(year, m.month()?)?)?).with(m.modifier()))
        },
    },
    Rule {
        name: "day before or after a weekday",
        patterns: &["the? day before|after last? WEEKDAY"],
        examples: &[(
            "2000-03-01",
            "He fled [the day before last Tuesday].",
            "DATE 2000-02-28",
        )],
        value: |m| {
            let from = if m.has(&["last"]) {
                m.cx.date.yesterday().ok()?
            } else {
                m.cx.date
            };
            let day = calendar::on_or_before(from, m.weekday()?)?;
            let step = if m.has(&["after"]) { 1 } else { -1 };
            Some(Value::date(value::day(calendar::shift(day, step, Unit::Day)?)?))
        },
    },
];

fn unit(m: &Match<'_>) -> Unit {
    match m {
        m if m.has(&["week"]) => Unit::Week,
        m if m.has(&["month"]) => Unit::Month,
        m if m.has(&["year"]) => Unit::Year,
        _ => Unit::Day,
    }
}

/// The latest date of the text that is at least as fine as the unit, else the report's.
fn anchor(m: &Match<'_>, unit: Unit) -> Option<Date> {
    Some(named(m, unit).unwrap_or(m.cx.date))
}

/// The latest date of the text that is at least as fine as the unit.
fn named(m: &Match<'_>, unit: Unit) -> Option<Date> {
    let pick = |value: &str| -> Option<Date> {
        if let Some(day) = as_day(value) {
            return Some(day);
        }
        let year: i16 = value.get(..4)?.parse().ok()?;
        let month = value.get(5..7).and_then(|month| month.parse().ok());
        match (month, unit) {
            (Some(month), Unit::Month | Unit::Year) if value.len() == 7 => calendar::first(year, month),
            (None, Unit::Year) => calendar::first(year, 1),
            _ => None,
        }
    };
    m.cx.latest(pick)
}

/// The day that this sentence or the one before named; in a month that one named, an unknown day. "You get the
/// news, and they sell that day" is any day.
fn that_day(m: &Match<'_>) -> Option<Value> {
    let here = m.cx.sentence_start(m.start);
    let start =
        m.cx.tokens
            .get(m.cx.sentence_start(here.saturating_sub(1)))?
            .start;
    let near =
        m.cx.found
            .iter()
            .rev()
            .map(|(e, _)| e)
            .take_while(|e| e.bytes.start >= start);
    let value = near.filter(|e| e.kind != Kind::Duration).find_map(|e| {
        let month = e.value.len() == 7 && as_day(&format!("{}-01", e.value)).is_some();
        match as_day(&e.value) {
            Some(day) => Some(Value::date(value::day(day)?)),
            None if month => Some(Value::date(format!("{}-XX", e.value)).covering(Some(Days {
                from: e.from,
                to: e.to,
            }))),
            None => None,
        }
    });
    Some(value?.with(m.modifier()))
}
