//! Halves of a year: "the first half of 1988", "the last two quarters of 1990", "the second half".

use super::Rule;
use crate::value::{self, Value};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "half-year in question",
        patterns: &["< the first|second half > of?", "first|second - half"],
        examples: &[
            (
                "1989-10-30",
                "After a weak third quarter, [the first half] seems far.",
                "DATE 1989-H1",
            ),
            ("1989-10-30", "They scored in the second half.", ""),
        ],
        value: |m| {
            // Of a match, where no one speaks of quarters.
            m.cx.last_quarter()?;
            let half = if m.has(&["first"]) { 1 } else { 2 };
            (!m.has(&["of"])).then_some(())?;
            Some(Value::date(format!("{}-H{half}", value::year(m.cx.date.year())?)))
        },
    },
    Rule {
        name: "half of a year",
        patterns: &[
            "the? first|second|last|latter half of? YEAR",
            "the? first|second|last|latter half of last|this|next|the year",
            "the? first|last two quarters of YEAR",
            "the? first|last six months of YEAR",
        ],
        examples: &[
            (
                "1989-10-30",
                "It grew in [the first half of 1988].",
                "DATE 1988-H1",
            ),
            (
                "1989-10-30",
                "It grew in [the second half of last year].",
                "DATE 1988-H2",
            ),
            (
                "1989-10-30",
                "It will grow in [the first two quarters of 1990].",
                "DATE 1990-H1",
            ),
        ],
        value: |m| {
            let step = if m.year().is_some() || !m.cx.is(m.end() - 1, &["year"]) {
                0
            } else {
                i16::from(m.cx.is(m.end() - 2, &["next"])) - i16::from(m.cx.is(m.end() - 2, &["last"]))
            };
            let year = m.year().or(m.cx.date.year().checked_add(step))?;
            let half = if m.has(&["first"]) { 1 } else { 2 };
            Some(Value::date(format!("{}-H{half}", value::year(year)?)))
        },
    },
];
