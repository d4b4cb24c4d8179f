//! Decades and centuries: "the 1960s", "the late '80s", "the 20th century".
//!
//! A decade's value is three digits, a century's two.

use super::Rule;
use crate::found::Match;
use crate::value::Value;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "decade in digits",
        patterns: &[
            "the? STAGE? YEAR s|'s",
            "the? STAGE? ' NUMBER s",
            "the STAGE? NUMBER s",
            "the first|second|last|latter half of the? YEAR s",
            "the first|second|last|latter half of the? ' NUMBER s",
        ],
        examples: &[
            ("1998-01-08", "Life in [the 1960s] was hard.", "DATE 196"),
            ("1998-01-08", "Life in [the late 1970s] was hard.", "DATE 197 END"),
            ("1998-01-08", "Life in [the '60s] was hard.", "DATE 196"),
            (
                "1998-01-08",
                "It grew in [the last half of the 1980s].",
                "DATE 198 END",
            ),
        ],
        value: |m| {
            if m.cx.spaced(m.end() - 1) {
                return None;
            }
            let year = match m.year() {
                Some(year) if m.has(&["'s"]) && !m.has(&["the"]) || year % 10 != 0 => return None,
                Some(year) => i32::from(year),
                None => in_century(m, m.number()?)?,
            };
            let century = year % 100 == 0 && year < 1900;
            let value = if century {
                format!("{:02}", year / 100)
            } else {
                format!("{:03}", year / 10)
            };
            let half = match m {
                m if m.has(&["first"]) => Some("START"),
                m if m.has(&["second", "last", "latter"]) => Some("END"),
                m => m.modifier(),
            };
            Some(Value::date(value).with(half))
        },
    },
    Rule {
        name: "decade in words",
        patterns: &[
            "the STAGE? DECADE",
            "the STAGE? YEAR DECADE",
            "the STAGE? nineteen DECADE",
        ],
        examples: &[
            ("1998-01-08", "It rose in [the early nineties].", "DATE 199 START"),
            ("1998-01-08", "It rose in [the nineteen eighties].", "DATE 198"),
        ],
        value: |m| Some(Value::date(format!("{:03}", in_century(m, m.decade()?)? / 10)).with(m.modifier())),
    },
    Rule {
        name: "century",
        patterns: &["the? STAGE? ORDINAL - century", "the? STAGE? ORDINAL century"],
        examples: &[
            ("1998-01-08", "It is the war of [the 20th century].", "DATE 19"),
            ("1998-01-08", "An [eleventh-century] wall fell.", "DATE 10"),
            ("1998-01-08", "It was built in the 5th century B.C.", ""),
        ],
        value: |m| {
            // Nor has TIMEX3 centuries before the first.
            if m.before(1, &["bc", "bce"]) || m.before(1, &["b"]) && m.before(3, &["c"]) {
                return None;
            }
            let before = m.ordinal()?.checked_sub(1)?;
            (0..=98)
                .contains(&before)
                .then(|| Value::date(format!("{before:02}")).with(m.modifier()))
        },
    },
];

/// The decade in the report's century, or in the one before where that would lie ahead.
fn in_century(m: &Match<'_>, decade: i32) -> Option<i32> {
    let now = i32::from(m.cx.date.year());
    if !(10..=90).contains(&decade) || decade % 10 != 0 {
        return None;
    }
    let year = now / 100 * 100 + decade;
    let year = if year > now { year - 100 } else { year };
    (year > 0).then_some(year)
}
