//! Weeks, months and years told from the report's: "last week", "this month", "the end of next year".

use super::Rule;
use crate::calendar;
use crate::days::Days;
use crate::found::Match;
use crate::unit::{Count, Unit};
use crate::value::{self, Value};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "last, this or next unit",
        patterns: &[
            "STAGE? last|this|next|current|coming|past week|month|quarter|year",
            "STAGE? last|this|next decade|century",
            "STAGE? the last|next|current|coming|past week|month|year",
            "STAGE? the last|next|current|coming decade|century",
            "STAGE? this past|coming|current week|month|quarter|year",
            "STAGE? next|last|this fiscal year",
            "STAGE? the current|next|last|latest fiscal? year",
            "STAGE? this|next year or so",
            "STAGE? the next|coming year or so",
        ],
        examples: &[
            ("1998-03-01", "It fell [last week].", "DATE 1998-W08"),
            ("1998-03-01", "It fell [last month].", "DATE 1998-02"),
            ("1998-03-01", "It closes [next year].", "DATE 1999"),
            (
                "1998-03-01",
                "It closed [earlier this month].",
                "DATE 1998-03 START",
            ),
            (
                "1998-03-01",
                "It closes by [the end of this year].",
                "DATE 1998 END",
            ),
            (
                "1998-03-01",
                "It closes over [the next year or so].",
                "DATE 1999 APPROX",
            ),
            (
                "1998-03-01",
                "Sales in [the current fiscal year] that are known rose.",
                "DATE 1998",
            ),
            ("1989-10-30", "It was the deal of [the last decade].", "DATE 197"),
        ],
        value: |m| {
            let step = i64::from(m.has(&["next", "coming"])) - i64::from(m.has(&["last", "past", "latest"]));
            if m.has(&["quarter"]) && super::quarters::known(m) {
                return None;
            }
            if m.end() - m.start == 2
                && m.has(&["last"])
                && m.has(&["year"])
                && let Some(quarter) = super::compared_quarters::compared_year(m)
            {
                return Some(quarter);
            }
            let value = step_units(m, step)?;
            Some(value.with(m.has(&["or"]).then_some("APPROX")))
        },
    },
    Rule {
        // Seven days up to now, by the week that holds most of them.
        name: "week up to now",
        patterns: &["for|over|in|during|within < the last|past week >"],
        examples: &[
            (
                "2000-04-14",
                "He has been there for [the last week].",
                "DATE 2000-W15",
            ),
            ("2000-04-10", "It fell over [the past week].", "DATE 2000-W14"),
            ("2000-04-14", "He left [last week].", "DATE 2000-W14"),
        ],
        value: |m| {
            let date = m.cx.date;
            let days = Days::between(calendar::shift(date, -7, Unit::Day)?, date);
            let middle = calendar::shift(date, -3, Unit::Day)?;
            Some(Value::date(value::week(middle)?).covering(Some(days)))
        },
    },
    Rule {
        name: "unit in question",
        patterns: &[
            "STAGE the week|month|year|decade|century",
            "STAGE the fiscal year",
            "the full year",
        ],
        examples: &[
            (
                "1989-10-30",
                "It closes by [the end of the year].",
                "DATE 1989 END",
            ),
            (
                "1989-10-30",
                "It closed [earlier in the year].",
                "DATE 1989 START",
            ),
        ],
        value: |m| step_units(m, 0),
    },
    Rule {
        name: "the year",
        patterns: &[
            "for|of|in|during|throughout < the year >",
            "for|of|in|during|throughout < the fiscal year >",
        ],
        examples: &[
            ("1989-10-30", "For [the year], sales fell.", "DATE 1989"),
            ("1989-10-30", "It rose by the year and by the week.", ""),
        ],
        value: |m| step_units(m, 0),
    },
    Rule {
        // This one or the one just over: a report doesn't say which.
        name: "the week",
        patterns: &["for|of|in|during|throughout|over < the week >", "< the week > 's"],
        examples: &[
            (
                "1989-10-30",
                "For [the week], the index fell 4%.",
                "DATE 1989-WXX",
            ),
            ("1989-10-30", "It was [the week]'s worst day.", "DATE 1989-WXX"),
        ],
        value: |m| {
            let named = m.before(1, &["of"]) || m.cx.capital(m.end() - 1);
            let year = value::year(m.cx.date.year())?;
            (!named).then(|| Value::date(format!("{year}-WXX")))
        },
    },
    Rule {
        name: "business year",
        patterns: &[
            "< the fiscal? year > ended|ending",
            "< the fiscal? year > that ended|ends",
        ],
        examples: &[(
            "1989-10-30",
            "In [the year] ended March 31, sales fell.",
            "DURATION P1Y",
        )],
        value: |_| Some(Value::duration(Count::exactly(1), Unit::Year)),
    },
    Rule {
        name: "end of the year",
        patterns: &["year 's end", "ROUGH? year end", "month 's end"],
        examples: &[("1989-10-30", "It will close by [year's end].", "DATE 1989 END")],
        value: |m| step_units(m, 0).map(|v| v.with(Some("END"))),
    },
    Rule {
        // The day on which books are closed.
        name: "year-end",
        patterns: &["ROUGH? year|month - end"],
        examples: &[
            ("1989-10-30", "It will close by [year-end].", "DATE 1989-12-31"),
            ("1989-10-30", "It fell by 3% since [year-end].", "DATE 1988-12-31"),
            ("1989-10-30", "It will close by [month-end].", "DATE 1989-10-31"),
        ],
        value: last_day,
    },
];

/// The last day of the report's year or month; that of the one before, if something has gone on since.
fn last_day(m: &Match<'_>) -> Option<Value> {
    let date = m.cx.date;
    let unit = if m.has(&["month"]) {
        Unit::Month
    } else {
        Unit::Year
    };
    let date = calendar::shift(date, -i64::from(m.after(1, &["since"])), unit)?;
    let last = match unit {
        Unit::Month => date.last_of_month(),
        _ => date.last_of_year(),
    };
    Some(Value::date(value::day(last)?).with(m.modifier()))
}

/// The unit that is `step` units from the report's.
fn step_units(m: &Match<'_>, step: i64) -> Option<Value> {
    // "The year ended March 31" is a length; "the year 2000" has a rule of its own.
    let the = m.cx.is(m.start, &["the"]);
    let ends = m.before(1, &["ended", "ending", "-"])
        || m.before(1, &["that"]) && m.before(2, &["ended", "ends", "began", "begins"]);
    if the && (ends || m.cx.number(m.end()).is_some()) {
        return None;
    }
    // "This Week" is a broadcast.
    if m.end() - m.start > 1 && m.cx.capital(m.end() - 1) {
        return None;
    }
    let unit = match m {
        m if m.has(&["week"]) => Unit::Week,
        m if m.has(&["month"]) => Unit::Month,
        m if m.has(&["quarter"]) => Unit::Quarter,
        m if m.has(&["decade"]) => Unit::Decade,
        m if m.has(&["century"]) => Unit::Century,
        _ => Unit::Year,
    };
    let date = calendar::shift(m.cx.date, step, unit)?;
    Some(Value::date(value::at(date, unit)?).with(m.modifier()))
}
