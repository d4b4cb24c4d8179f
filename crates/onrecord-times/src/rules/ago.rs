//! Times told by their distance: "three weeks ago", "a year earlier", "two days later", "a month from now".

use super::Rule;
use super::compared_quarters::compared_quarter;
use crate::calendar;
use crate::found::Match;
use crate::lexicon::Class;
use crate::tense::Tense;
use crate::unit::Unit;
use crate::value::{self, Value};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "a year ago, as companies compare",
        patterns: &["a year ago|earlier|before", "year - ago|earlier"],
        examples: &[
            (
                "1989-10-30",
                "In the third quarter it earned 3 cents, up from 2 cents [a year ago].",
                "DATE 1988-Q3",
            ),
            ("1989-10-30", "It moved here [a year ago].", "DATE 1988"),
        ],
        value: |m| match compared_quarter(m, -1) {
            Some(_) if let Some(open) = unnumbered(m) => Some(open),
            Some(quarter) => Some(Value::date(quarter)),
            None => Some(Value::date(value::year(m.cx.date.year().checked_sub(1)?)?)),
        },
    },
    Rule {
        name: "some units ago",
        patterns: &[
            "ROUGH? COUNT UNIT ago",
            "ROUGH? COUNT UNIT or so ago",
            "COUNT UNIT back",
        ],
        examples: &[
            ("1998-03-09", "It closed [three weeks ago].", "DATE 1998-W08"),
            ("1998-03-09", "It closed [10 days ago].", "DATE 1998-02-27"),
            ("1998-03-09", "It closed [five months ago].", "DATE 1997-10"),
            (
                "1998-03-09",
                "It closed [about five years ago].",
                "DATE 1993 APPROX",
            ),
            ("1998-03-09", "It closed [several years ago].", "DATE PAST_REF"),
            ("1998-03-09", "It closed [two hours ago].", "TIME 1998-03-09"),
        ],
        value: |m| distance(m, -1),
    },
    Rule {
        name: "some units before or after another time",
        patterns: &["ROUGH? COUNT UNIT earlier|later|before|after|afterward"],
        examples: &[
            (
                "1998-03-09",
                "He was named on March 3 and left [two days later].",
                "DATE 1998-03-05",
            ),
            (
                "1998-03-09",
                "He was named in 1990 and left [three years later].",
                "DATE 1993",
            ),
            (
                "1998-03-09",
                "He was named and left [two days later].",
                "DATE XXXX-XX-XX",
            ),
        ],
        value: |m| {
            if m.has(&["before", "after"]) || m.before(1, &["than"]) {
                return None;
            }
            let forward = m.has(&["later", "afterward"]);
            let n = i64::from(m.count()?.whole?) * if forward { 1 } else { -1 };
            let unit = m.unit()?;
            match unit {
                Unit::Year => {
                    let year = m.cx.last_year().unwrap_or(m.cx.date.year());
                    let year = i16::try_from(i64::from(year) + n).ok()?;
                    Some(Value::date(value::year(year)?).with(m.modifier()))
                }
                Unit::Second | Unit::Minute | Unit::Hour | Unit::Decade | Unit::Century => None,
                _ => {
                    // From something that has no date: a day, but who knows which.
                    let Some(day) = m.cx.last_day() else {
                        return Some(Value::date(value::unknown(unit)?).with(m.modifier()));
                    };
                    let date = calendar::shift(day, n, unit)?;
                    Some(Value::date(value::at(date, unit)?).with(m.modifier()))
                }
            }
        },
    },
    Rule {
        name: "some units from now",
        patterns: &["ROUGH? COUNT UNIT from now|today", "ROUGH? COUNT UNIT hence"],
        examples: &[(
            "1998-03-09",
            "It will close [two months from now].",
            "DATE 1998-05",
        )],
        value: |m| distance(m, 1),
    },
    Rule {
        name: "in so many units to come",
        patterns: &["in < ROUGH? COUNT UNIT >"],
        examples: &[
            (
                "1989-10-30",
                "The bonds will be paid back in [five years].",
                "DATE 1994",
            ),
            ("1989-10-30", "It rose most in [five years].", "DURATION P5Y"),
            ("1989-10-30", "It will grow by 5% in [two years].", "DURATION P2Y"),
        ],
        value: |m| {
            let unit = m.unit()?;
            let day = unit >= Unit::Day && unit != Unit::Quarter && m.count()?.whole.is_some();
            // "By 5% in two years" tells how long it takes, "the first in two years" how long it was not.
            let takes = m
                .start
                .checked_sub(2)
                .and_then(|at| m.cx.tokens.get(at))
                .is_some_and(|t| {
                    matches!(
                        t.class,
                        Class::Number
                            | Class::Grouped
                            | Class::Decimal
                            | Class::Half
                            | Class::Ordinal
                            | Class::Scale
                    )
                })
                || m.after(2, TAKES)
                || m.before(1, &["of", "to", "or", "-"]);
            let to_come = m.cx.tense(m.start, m.end()) == Tense::Future;
            (day && !takes && to_come).then(|| distance(m, 1)).flatten()
        },
    },
    Rule {
        name: "some days or weeks from a day",
        patterns: &[
            "COUNT day|days|week|weeks from next? WEEKDAY",
            "COUNT day|days|week|weeks from tomorrow|yesterday",
        ],
        examples: &[
            (
                "1998-03-09",
                "It will close [a week from Friday].",
                "DATE 1998-03-20",
            ),
            (
                "1998-03-09",
                "It will close [two weeks from tomorrow].",
                "DATE 1998-03-24",
            ),
        ],
        value: |m| {
            let today = m.cx.date;
            let from = match m.weekday() {
                Some(weekday) => calendar::on_or_after(today.tomorrow().ok()?, weekday)?,
                None if m.has(&["tomorrow"]) => today.tomorrow().ok()?,
                None => today.yesterday().ok()?,
            };
            let unit = if m.has(&["week", "weeks"]) {
                Unit::Week
            } else {
                Unit::Day
            };
            let day = calendar::shift(from, i64::from(m.count()?.whole?), unit)?;
            Some(Value::date(value::day(day)?))
        },
    },
    Rule {
        name: "a fortnight ago",
        patterns: &["a fortnight ago"],
        examples: &[("1998-03-09", "It closed [a fortnight ago].", "DATE 1998-W09")],
        value: |m| {
            Some(Value::date(value::week(calendar::shift(
                m.cx.date,
                -2,
                Unit::Week,
            )?)?))
        },
    },
    Rule {
        name: "unknown number of units ago",
        patterns: &["UNITS ago", "long ago"],
        examples: &[("2025-03-06", "The talks took place [weeks ago].", "DATE PAST_REF")],
        value: |_| Some(Value::date("PAST_REF")),
    },
];

/// The same quarter a year before, where the sentence names one that has no sure number: "in the quarter ended
/// Sept. 30, up from 2 cents a year ago" in a report of a fiscal first quarter.
fn unnumbered(m: &Match<'_>) -> Option<Value> {
    let start = m.cx.tokens.get(m.cx.sentence_start(m.start))?.start;
    let named =
        m.cx.found
            .iter()
            .rev()
            .map(|(e, _)| e)
            .take_while(|e| e.bytes.start >= start);
    let year: i16 = named
        .filter_map(|e| e.value.strip_suffix("-QX"))
        .next()?
        .parse()
        .ok()?;
    Some(Value::date(format!("{}-QX", value::year(year.checked_sub(1)?)?)))
}

/// Words behind which "in two years" is a length.
#[rustfmt::skip]
const TAKES: &[&str] = &[
    "%", "percent", "million", "billion", "times", "points", "dollars", "only", "time", "once", "twice", "low", "high",
    "gain", "rise", "drop", "most", "least", "best", "worst", "biggest", "largest",
];

/// As many units before or after the report's date, as exact as the unit.
fn distance(m: &Match<'_>, sign: i64) -> Option<Value> {
    let (count, unit) = (m.count()?, m.unit()?);
    let Some(n) = count.whole else {
        return Some(Value::date(if sign < 0 { "PAST_REF" } else { "FUTURE_REF" }));
    };
    let date = calendar::shift(m.cx.date, sign * i64::from(n), unit)?;
    let modifier = m.modifier().or(count.modifier);
    let modifier = if m.has(&["so"]) { Some("APPROX") } else { modifier };
    let value = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Value::time(value::day(date)?),
        // "two decades ago" is counted in years.
        Unit::Decade | Unit::Century => Value::date(value::year(date.year())?),
        _ => Value::date(value::at(date, unit)?),
    };
    Some(value.with(modifier))
}
