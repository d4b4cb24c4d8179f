//! Weekends: "last weekend", "over the weekend".

use super::Rule;
use crate::calendar;
use crate::found::Match;
use crate::unit::Unit;
use crate::value::{self, Value};

pub(super) const RULES: &[Rule] = &[Rule {
    name: "weekend",
    patterns: &[
        "the|last|this|next|past|coming weekend",
        "this past|coming weekend",
        "the past|last|coming|next weekend",
    ],
    examples: &[
        ("1989-10-30", "They met over [the weekend].", "DATE 1989-W43-WE"),
        ("1989-10-26", "They meet [this weekend].", "DATE 1989-W43-WE"),
        ("1989-10-26", "They met [last weekend].", "DATE 1989-W42-WE"),
        ("1989-10-26", "They meet [next weekend].", "DATE 1989-W44-WE"),
    ],
    value: weekend,
}];

/// "The weekend" is the one just over at the start of the week, and the coming one from Friday.
fn weekend(m: &Match<'_>) -> Option<Value> {
    let weekday = m.cx.date.weekday().to_monday_one_offset();
    let step = if m.has(&["last", "past"]) {
        -1
    } else if m.has(&["next"]) {
        1
    } else if m.has(&["the"]) && weekday < 5 {
        -1
    } else {
        0
    };
    let date = calendar::shift(m.cx.date, step, Unit::Week)?;
    Some(Value::date(format!("{}-WE", value::week(date)?)))
}
