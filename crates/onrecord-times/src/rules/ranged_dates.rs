//! Days that share a month with another, and days by their number among weekdays: "April 24 and [25]", "the
//! first Sunday in May".

use jiff::civil::Date;

use super::Rule;
use super::calendar_dates::day;
use crate::found::Match;
use crate::tense::Tense;
use crate::value::Value;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "numbered weekday of a month",
        patterns: &[
            "the ORDINAL WEEKDAY of|in MONTH YEAR?",
            "the last WEEKDAY of|in MONTH YEAR?",
        ],
        examples: &[
            (
                "1998-01-10",
                "It fell on [the first Sunday in May 1997].",
                "DATE 1997-05-04",
            ),
            (
                "1998-01-10",
                "It will fall on [the last Monday of May].",
                "DATE 1998-05-25",
            ),
        ],
        value: |m| {
            let n = if m.has(&["last"]) {
                -1
            } else {
                i8::try_from(m.ordinal()?).ok()?
            };
            let weekday = jiff::civil::Weekday::from_monday_one_offset(m.weekday()?).ok()?;
            let now = m.cx.date;
            let of = |year: i16| crate::calendar::nth(year, m.month()?, n, weekday);
            let date = match m.year() {
                Some(year) => of(year)?,
                None => {
                    let this = of(now.year())?;
                    match m.cx.leaning(m.start, m.end()) {
                        Tense::Future if this < now => of(now.year().checked_add(1)?)?,
                        Tense::Past if this > now => of(now.year().checked_sub(1)?)?,
                        _ => this,
                    }
                }
            };
            day(date)
        },
    },
    Rule {
        name: "second day of one month",
        patterns: &[
            "and|or|to|through|-|, < DAY >",
            "and|or|to|through|- < DAY , YEAR >",
        ],
        examples: &[
            (
                "1999-02-10",
                "The summit of April 24 and [25] is near.",
                "DATE 1999-04-25",
            ),
            (
                "1999-02-10",
                "They will meet on March 12th and [13th].",
                "DATE 1999-03-13",
            ),
            ("1999-02-10", "It ran from Jan. 3 to [5].", "DATE 1999-01-05"),
            (
                "1999-02-10",
                "It rained on [Jan. 5], 12 times.",
                "DATE 1999-01-05",
            ),
        ],
        value: second_day,
    },
];

/// "April 24 and 25": the month stands before the first day.
fn second_day(m: &Match<'_>) -> Option<Value> {
    let (before, end) = m.cx.found.last()?;
    let number = m.day()?;
    let first = crate::context::as_day(&before.value)?;
    let joined = *end == m.first && before.value.len() == 10;
    // The first must have ended in its day: "April 24", not "April 24, 1998".
    let short = (1..=2).any(|back| {
        let at = end.checked_sub(back);
        at.and_then(|at| m.cx.number(at)) == Some(i32::from(first.day()))
    });
    let counted = m.cx.tokens.get(m.end()).is_some_and(|t| {
        t.spaced
            && !t.capital
            && !m.before(
                1,
                &[
                    "and", "in", "at", "to", "on", "of", "for", "by", "with", "as", "or", "is", "was", "are",
                    "were",
                ],
            )
    }) && m.cx.word(m.end()).chars().all(char::is_alphabetic);
    let glued = m.before(1, &["%"]) || m.cx.word(m.end()).starts_with(':');
    if !joined || !short || counted || glued || number <= first.day() {
        return None;
    }
    day(Date::new(m.year().unwrap_or(first.year()), first.month(), number).ok()?)
}
