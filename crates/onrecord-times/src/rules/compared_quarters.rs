//! Quarters that results are compared with: "the year-ago period", "the corresponding quarter last year".

use super::Rule;
use crate::Kind;
use crate::found::Match;
use crate::tense::Tense;
use crate::value::{self, Value};

pub(super) const RULES: &[Rule] = &[Rule {
    name: "period of a year ago",
    patterns: &[
        "the? comparable|corresponding|same? year - ago|earlier quarter|period",
        "the? comparable|corresponding|same quarter|period last year",
        "the? comparable|corresponding|same quarter|period of? YEAR",
        "the comparable|corresponding|same? quarter|period a year earlier|ago|before",
        "last year 's quarter|period",
        "the YEAR quarter|period",
    ],
    examples: &[
        (
            "1989-10-30",
            "The third quarter beat [the year-ago period].",
            "DATE 1988-Q3",
        ),
        (
            "1989-10-30",
            "The third quarter beat [the corresponding period last year].",
            "DATE 1988-Q3",
        ),
        (
            "1989-10-30",
            "The third quarter beat [the 1987 quarter].",
            "DATE 1987-Q3",
        ),
        (
            "1989-10-30",
            "In the third quarter it earned more than in [the quarter a year ago].",
            "DATE 1988-Q3",
        ),
    ],
    value: |m| {
        let value = match m.year() {
            Some(year) if m.has(&["period"]) && compared_quarter(m, 0).is_none() => value::year(year)?,
            Some(year) => format!("{}-Q{}", value::year(year)?, reported(m)?.1),
            None => compared_quarter(m, -1).or_else(|| value::year(m.cx.date.year().checked_sub(1)?))?,
        };
        Some(Value::date(value))
    },
}];

/// The quarter that a report is about: the latest one named in the paragraph; else the one that is just over,
/// if it was named; else the latest named. One that has only begun can be a forecast's, but a firm's own
/// calendar can also have ended it.
pub(super) fn reported(m: &Match<'_>) -> Option<(i16, i8)> {
    let now = (m.cx.date.year(), (m.cx.date.month() + 2) / 3);
    let over = if now.1 == 1 {
        (now.0.checked_sub(1)?, 4)
    } else {
        (now.0, now.1 - 1)
    };
    let tokens = m.cx.tokens.get(..=m.start)?;
    let paragraph = tokens.iter().rposition(|token| token.paragraph).unwrap_or(0);
    let named = || {
        m.cx.found.iter().rev().filter_map(|(e, end)| {
            let quarter = crate::context::as_quarter(&e.value)?;
            (quarter != now || !forecast(m, *end)).then_some((quarter, *end))
        })
    };
    let near = named().find(|(_, end)| *end > paragraph);
    let just_over = || named().find(|(quarter, _)| *quarter == over);
    near.or_else(just_over)
        .or_else(|| named().next())
        .map(|(quarter, _)| quarter)
}

/// Whether a quarter was spoken of as one to come where it was named: a forecast's, not the report's.
fn forecast(m: &Match<'_>, end: usize) -> bool {
    m.cx.tense(end.saturating_sub(2), end) == Tense::Future
}

/// The same quarter of last year, where a sentence compares a quarter with "last year".
pub(super) fn compared_year(m: &Match<'_>) -> Option<Value> {
    let from = m.cx.sentence_start(m.start);
    let compares = (from..m.start).any(|at| m.cx.is(at, &["compared", "against", "versus"]))
        || m.after(1, &["from"]) && m.before(1, &["'s"]);
    // The sentence before can have named it: "the segment lost $1 million, compared with $2 million last year".
    let start =
        m.cx.tokens
            .get(m.cx.sentence_start(from.saturating_sub(1)))?
            .start;
    let named =
        m.cx.found
            .iter()
            .any(|(e, _)| e.bytes.start >= start && crate::context::as_quarter(&e.value).is_some());
    (compares && named)
        .then(|| compared_quarter(m, -1))
        .flatten()
        .map(Value::date)
}

/// The quarter that a comparison with a year ago is about: the latest one named, `step` years on, unless a
/// longer period was named since.
pub(super) fn compared_quarter(m: &Match<'_>, step: i16) -> Option<String> {
    for (expression, end) in m.cx.found.iter().rev().take(8) {
        if let Some(quarter) = crate::context::as_quarter(&expression.value) {
            let begun = quarter == (m.cx.date.year(), (m.cx.date.month() + 2) / 3);
            if begun && forecast(m, *end) {
                continue;
            }
            let (year, number) = reported(m)?;
            let base = year.clamp(m.cx.date.year() - 1, m.cx.date.year());
            let base = if base == m.cx.date.year() || number > (m.cx.date.month() + 2) / 3 {
                base
            } else {
                base + 1
            };
            return Some(format!("{}-Q{number}", value::year(base.checked_add(step)?)?));
        }
        let months = expression.kind == Kind::Duration && expression.value.ends_with('M');
        if months {
            return None;
        }
    }
    None
}
