//! Times told from an event: "in the weeks before the murder", "the day after the vote".

use super::Rule;
use crate::calendar;
use crate::context::as_day;
use crate::days::Days;
use crate::unit::Unit;
use crate::value::{self, Value};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "units before or after an event",
        patterns: &["in the < UNITS > before|after", "< UNITS > before|after"],
        examples: &[
            (
                "1999-05-06",
                "After the Oct. 23 murder he fled. He was seen in the [weeks] before the killing.",
                "DATE 1998-10",
            ),
            (
                "1999-05-06",
                "She was shot last fall. He was seen in the [days] before the murder.",
                "DATE 1998-FA",
            ),
            (
                "1999-05-06",
                "He was seen in the [days] before the show.",
                "DATE XXXX-XX-XX",
            ),
        ],
        value: |m| {
            let unit = m.unit().filter(|unit| *unit >= Unit::Day)?;
            let Some(event) = m.cx.event_date(m.last) else {
                // "It fell weeks before the show" may as well tell how long before.
                return m
                    .has(&["the"])
                    .then(|| value::unknown(unit).map(Value::date))
                    .flatten();
            };
            let Some(day) = as_day(event) else {
                return Some(Value::date(event));
            };
            let step = if m.before(1, &["before"]) { -1 } else { 1 };
            let near = calendar::shift(day, step, unit)?;
            let next = calendar::shift(day, step, Unit::Day)?;
            let days = if step < 0 {
                Days::up_to(next)
            } else {
                Days::starting(next)
            };
            // How many isn't said, so the next larger unit holds them.
            let value = match unit {
                Unit::Day | Unit::Week => value::month(near),
                Unit::Month | Unit::Quarter => value::year(near.year()),
                _ => value::unknown(unit).map(str::to_owned),
            };
            Some(Value::date(value?).covering(Some(days)))
        },
    },
    Rule {
        name: "day before or after an event",
        patterns: &["< the day > before|after"],
        examples: &[
            (
                "1999-05-06",
                "After the Oct. 23 vote he fled. He came back [the day] after the election.",
                "DATE 1998-10-24",
            ),
            ("1999-05-06", "He came back the day after the show.", ""),
        ],
        value: |m| {
            let day = as_day(m.cx.event_date(m.last)?)?;
            let step = if m.before(1, &["before"]) { -1 } else { 1 };
            Some(Value::date(value::day(calendar::shift(day, step, Unit::Day)?)?))
        },
    },
];
