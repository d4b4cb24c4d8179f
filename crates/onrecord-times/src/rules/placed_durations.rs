//! Lengths of time that end or begin with the report: "the past three years", "recent weeks", "the coming days".

use super::Rule;
use crate::calendar::shift;
use crate::days::Days;
use crate::found::Match;
use crate::unit::{Count, Unit};
use crate::value::Value;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "past or coming units",
        patterns: &[
            "the|these|those? last|past|next|first|final|coming|previous|latest|following|preceding ROUGH? COUNT UNITS",
            "at least the last|past|next COUNT UNITS",
            "the? last|past|next|coming COUNT UNITS or so",
            "the COUNT UNITS",
            "the? next|past|last COUNT to|or COUNT UNITS",
            "the last|past|next COUNT COUNT UNITS",
            "this past COUNT UNITS",
            "the year - ago|earlier COUNT UNITS",
        ],
        examples: &[
            (
                "1998-01-08",
                "Sales fell in [the past three months].",
                "DURATION P3M",
            ),
            (
                "1998-01-08",
                "Sales fell in [the first nine months].",
                "DURATION P9M",
            ),
            ("1998-01-08", "It closes in [the next few days].", "DURATION PXD"),
            (
                "1998-01-08",
                "It has done so for [at least the past 18 months].",
                "DURATION P18M EQUAL_OR_MORE",
            ),
            (
                "1998-01-08",
                "It will close in [the next two years or so].",
                "DURATION P2Y APPROX",
            ),
        ],
        value: |m| {
            let value = Value::duration(m.count()?, m.unit()?).covering(placed(m));
            Some(value.with(if m.cx.is(m.end() - 1, &["so"]) {
                Some("APPROX")
            } else if m.has(&["least"]) {
                Some("EQUAL_OR_MORE")
            } else {
                m.modifier()
            }))
        },
    },
    Rule {
        name: "past decade",
        patterns: &["the|this past decade|century"],
        examples: &[(
            "1998-01-08",
            "It has been routine over [the past decade].",
            "DURATION P10Y",
        )],
        value: |m| {
            let unit = if m.has(&["decade"]) {
                Unit::Decade
            } else {
                Unit::Century
            };
            Some(Value::duration(Count::exactly(1), unit).covering(placed(m)))
        },
    },
    Rule {
        // Those gone by, not the ones up to now; and no length is in two units.
        name: "past years, recent weeks and months",
        patterns: &[
            "past UNITS",
            "in|of|from < UNITS past >",
            "the? recent|past|coming UNITS and|or UNITS",
        ],
        examples: &[
            (
                "1998-01-08",
                "Sales were better in [past years].",
                "DATE PAST_REF",
            ),
            (
                "1998-01-08",
                "Sales were better in [years past].",
                "DATE PAST_REF",
            ),
            ("1998-01-08", "Sales grew over [the past years].", "DURATION PXY"),
            (
                "1998-01-08",
                "Sales fell in [recent weeks and months].",
                "DATE PAST_REF",
            ),
        ],
        value: |m| {
            let coming = m.has(&["coming"]);
            Some(Value::date(if coming { "FUTURE_REF" } else { "PAST_REF" }))
        },
    },
    Rule {
        name: "recent or coming units",
        patterns: &[
            "the? recent|coming UNITS",
            "the past UNITS",
            "the last|next|past few|several UNITS",
            "the UNITS ahead|past",
            "the first|early|final|closing|opening UNITS",
        ],
        examples: &[
            ("2025-03-06", "He met them in [recent weeks].", "DURATION PXW"),
            (
                "2025-03-06",
                "He meets them in [the coming days].",
                "DURATION PXD",
            ),
        ],
        value: |m| Some(Value::duration(Count::unknown(), m.unit()?).covering(placed(m))),
    },
];

/// The days of a length that ends or begins on the report's: "the past three weeks", "the coming days".
fn placed(m: &Match<'_>) -> Option<Days> {
    let past = m.has(&["past", "last", "recent", "latest"]);
    if !past && !m.has(&["next", "coming", "ahead"]) {
        return None;
    }
    let today = m.cx.date;
    let unit = if m.has(&["decade"]) {
        Unit::Decade
    } else {
        m.unit().unwrap_or(Unit::Century)
    };
    let count = m
        .count()
        .map_or(m.unit().is_none().then_some(1), |count| count.whole);
    // The past 36 hours began the day before yesterday at the earliest.
    let (count, unit) = match (count, unit) {
        (Some(hours), Unit::Hour) => (Some(hours.div_ceil(24)), Unit::Day),
        other => other,
    };
    let far = count.and_then(|n| shift(today, if past { -i64::from(n) } else { i64::from(n) }, unit));
    let far = far.filter(|day| day.year() >= 1);
    Some(match (past, far) {
        (true, from) => Days {
            from,
            to: Some(today),
        },
        (false, to) => Days {
            from: Some(today),
            to,
        },
    })
}
