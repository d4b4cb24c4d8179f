//! Lengths of time that are counted: "two weeks", "a six-month", "more than an hour", "a year or two".

use super::Rule;
use crate::found::Match;
use crate::lexicon::Class;
use crate::tense::Tense;
use crate::unit::{Count, Unit};
use crate::value::{Value, length};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "count of units",
        patterns: &[
            "ROUGH? COUNT more|additional|full|consecutive|straight|trading|business|working|whole|long? UNIT",
            "ROUGH? COUNT UNIT and a half",
            "ROUGH? COUNT UNIT or so",
            "COUNT UNIT or more|less|longer",
        ],
        examples: &[
            ("1998-01-08", "It lasted [two weeks].", "DURATION P2W"),
            (
                "1998-01-08",
                "It lasted [more than four hours].",
                "DURATION PT4H MORE_THAN",
            ),
            (
                "1998-01-08",
                "It lasted [a couple of years].",
                "DURATION P2Y APPROX",
            ),
            (
                "1998-01-08",
                "It lasted [about a decade].",
                "DURATION P10Y APPROX",
            ),
            ("1998-01-08", "It lasted [two more weeks].", "DURATION P2W"),
            ("1998-01-08", "It lasted [a few days].", "DURATION PXD"),
            ("1998-01-08", "It lasted [5 1/2 hours].", "DURATION PT5H30M"),
            (
                "1998-01-08",
                "It lasted [a minute and a half].",
                "DURATION PT1M30S",
            ),
            ("1998-01-08", "Mr. Roe, 52 years old, left.", ""),
            ("1998-01-08", "They build ten thousand boats [a year].", "SET P1Y"),
            ("1998-01-08", "It pays $1.76 a year.", ""),
            ("1998-01-08", "It holds more than a quarter of the market.", ""),
            ("1998-01-08", "It is open 24 hours a day.", ""),
            ("1998-01-08", "It paid none in a quarter that had losses.", ""),
            ("1998-01-08", "She hopes he one day sings.", ""),
        ],
        value: counted,
    },
    Rule {
        name: "a unit or two",
        patterns: &["a|an UNIT1 or two"],
        examples: &[
            ("1998-01-08", "It takes [a month or two].", "DURATION P1M APPROX"),
            ("1998-01-08", "It will end in [a year or two].", "DATE FUTURE_REF"),
        ],
        value: |m| {
            if m.after(1, &["in"]) && m.cx.tense(m.start, m.end()) == Tense::Future {
                return Some(Value::date("FUTURE_REF"));
            }
            Some(Value::duration(Count::exactly(1), m.unit()?).with(Some("APPROX")))
        },
    },
    Rule {
        name: "count and unit as adjective",
        patterns: &[
            "ROUGH? COUNT - UNIT1",
            "UNIT1 - long",
            "UNITS - long",
            "COUNT - UNITS",
        ],
        examples: &[
            ("1998-01-08", "It hit a [five-year] low.", "DURATION P5Y"),
            ("1998-01-08", "The [day-long] talks failed.", "DURATION P1D"),
            (
                "1998-01-08",
                "A decision on the [decades-long] feud is near.",
                "DURATION PXDE",
            ),
            ("1998-01-08", "A 6-year-old boy fled.", ""),
        ],
        value: |m| {
            if m.before(1, &["-"]) && m.before(2, &["old", "olds"]) || m.before(1, &["old"]) {
                return None;
            }
            // "three-quarters of it", "a four-quarter test": mostly fractions.
            if m.unit()? == Unit::Quarter || m.has(&["one"]) && m.before(1, &["time"]) {
                return None;
            }
            let unknown = m.cx.tokens.get(m.start).is_some_and(|t| t.class == Class::Units);
            let count = m.count().unwrap_or(if unknown {
                Count::unknown()
            } else {
                Count::exactly(1)
            });
            if m.count().is_some() && m.cx.is(m.start, &["a", "an"]) {
                return None;
            }
            Some(Value::duration(count, m.unit()?).with(m.modifier()))
        },
    },
    Rule {
        name: "range of counts",
        patterns: &["ROUGH? COUNT to|or COUNT UNITS", "ROUGH? COUNT - COUNT UNITS"],
        examples: &[("1998-01-08", "It lasts [two to three weeks].", "DURATION P2W")],
        value: |m| Some(Value::duration(m.count()?, m.unit()?).with(m.modifier())),
    },
];

/// "Ten thousand boats a year", "hundreds of calls a day": so many each.
fn each(m: &Match<'_>) -> bool {
    let back = |n: usize| m.start.checked_sub(n);
    let many = back(1).is_some_and(|at| {
        let word = m.cx.word(at);
        word.ends_with('s')
            && !word.ends_with("ss")
            && m.cx.tokens.get(at).is_some_and(|t| t.class == Class::Unknown)
    });
    let counted = back(2).and_then(|at| m.cx.tokens.get(at)).is_some_and(|t| {
        matches!(
            t.class,
            Class::Number | Class::Grouped | Class::Cardinal | Class::Scale
        )
    });
    many && (counted
        || m.after(2, &["of"]) && m.after(3, &["dozens", "hundreds", "scores", "thousands", "millions"]))
}

/// A count of units that is no age and no rate.
fn counted(m: &Match<'_>) -> Option<Value> {
    let unit = m.unit()?;
    let mut count = m.count()?;
    // "over several years": the first word is no part of it.
    if count.whole.is_none() && m.modifier().is_some() && !m.has(&["a"]) {
        return None;
    }
    // "A quarter of the market" is a share of it; "24 hours a day" means always.
    let share = unit == Unit::Quarter && count.whole.is_some() && m.before(1, &["of"]);
    let rate = m.before(1, &["a", "per", "each"])
        && m.cx
            .tokens
            .get(m.end() + 1)
            .is_some_and(|t| t.class == Class::Unit);
    // "In a quarter that produced a loss" says which one, not how long.
    let which = unit == Unit::Quarter && m.cx.is(m.start, &["a"]) && m.before(1, &["that", "when", "which"]);
    // "The hope that he one day returns": no one knows when.
    let once = unit == Unit::Day
        && m.cx.is(m.start, &["one"])
        && m.after(1, &["he", "she", "it", "they", "we", "i", "you"]);
    let tiny = unit == Unit::Minute
        && m.before(
            1,
            &[
                "amount",
                "amounts",
                "quantity",
                "quantities",
                "fraction",
                "trace",
                "traces",
                "detail",
            ],
        );
    if share || rate || tiny || which || once {
        return None;
    }
    // "60 Minutes" is on television.
    let name =
        m.cx.tokens
            .get(m.start..m.end())?
            .iter()
            .any(|t| t.capital && t.class == Class::Units);
    if name && !m.cx.capital(m.start) {
        return None;
    }
    if m.before(1, &["old", "olds", "younger", "older"])
        || m.before(1, &["-"]) && m.before(2, &["old", "olds"])
    {
        return None;
    }
    if m.before(1, &["-"]) && !m.cx.spaced(m.end()) {
        return None;
    }
    // "a year": a rate behind a sum, and nothing at all before "ago".
    let article = m.cx.is(m.start, &["a", "an"]) && m.end() - m.start == 2;
    if article {
        let before = m.start.checked_sub(1).and_then(|at| m.cx.tokens.get(at));
        let rate = before.is_some_and(|t| {
            matches!(
                t.class,
                Class::Number | Class::Decimal | Class::Half | Class::Grouped | Class::Scale | Class::Units
            )
        }) || m.after(
            1,
            &[
                "dollars", "shares", "cents", "people", "flights", "barrels", "times", "%", "percent",
                "tons", "once", "twice",
            ],
        );
        if rate {
            return None;
        }
        if each(m) {
            return Some(Value::set(length(count, unit)));
        }
    }
    if m.cx.is(m.start, &["many", "half"]) && unit < Unit::Hour
        || m.cx.is(m.start, &["one"]) && unit == Unit::Second
    {
        return None;
    }
    if m.has(&["and"]) && m.cx.is(m.end() - 1, &["half"]) {
        count.half = true;
    }
    let modifier = if m.cx.is(m.end() - 1, &["so"]) {
        Some("APPROX")
    } else if m.cx.is(m.end() - 2, &["or"]) {
        if m.has(&["less"]) {
            Some("EQUAL_OR_LESS")
        } else {
            Some("EQUAL_OR_MORE")
        }
    } else {
        m.modifier()
    };
    Some(Value::duration(count, unit).with(modifier))
}
