//! Months: "January", "March 1996", "mid-November", "last May".

use jiff::civil::Date;

use super::Rule;
use crate::calendar;
use crate::found::Match;
use crate::tense::Tense;
use crate::value::{self, Value};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "month with its year",
        patterns: &[
            "STAGE? MONTH ,? YEAR",
            "STAGE? MONTH of YEAR",
            "STAGE? MONTH , < MONTH YEAR >",
        ],
        examples: &[
            ("1998-01-08", "Talks opened in [March 1996].", "DATE 1996-03"),
            (
                "1998-01-08",
                "Talks opened in [late June of 1996].",
                "DATE 1996-06 END",
            ),
        ],
        value: |m| month(calendar::first(m.years().last()?, m.month()?)?, m.modifier()),
    },
    Rule {
        name: "first month of one year",
        patterns: &["< STAGE? MONTH > and|or|to|through|- MONTH ,? YEAR"],
        examples: &[
            ("1998-01-08", "It ran from [June] to August 1996.", "DATE 1996-06"),
            (
                "1998-01-08",
                "It rained in [November] and January 1996.",
                "DATE 1995-11",
            ),
        ],
        value: |m| {
            let mut months = m.months();
            let (one, other) = (months.next()?, months.next()?);
            let year = m.year()?.checked_sub(i16::from(one > other))?;
            month(calendar::first(year, one)?, m.modifier())
        },
    },
    Rule {
        name: "part of a month",
        patterns: &[
            "the first|second|latter|last half of MONTH YEAR?",
            "the first|second|third|last|final|opening|closing week|weeks|days of|in MONTH YEAR?",
        ],
        examples: &[
            (
                "1998-01-08",
                "It rained in [the second half of March 1997].",
                "DATE 1997-03 END",
            ),
            (
                "1998-05-08",
                "It rained in [the last week of April].",
                "DATE 1998-04 END",
            ),
            (
                "1998-05-08",
                "It rained in [the second week of April].",
                "DATE 1998-04 MID",
            ),
        ],
        value: |m| {
            let modifier = match m {
                m if m.has(&["first", "opening"]) => "START",
                m if !m.has(&["half"]) && m.has(&["second", "third"]) => "MID",
                _ => "END",
            };
            match m.year() {
                Some(year) => month(calendar::first(year, m.month()?)?, Some(modifier)),
                None => of_no_year(m).map(|value| value.with(Some(modifier))),
            }
        },
    },
    Rule {
        name: "month",
        patterns: &["STAGE? MONTH"],
        examples: &[
            (
                "2025-03-06",
                "The truce has held since [January].",
                "DATE 2025-01",
            ),
            (
                "2025-03-06",
                "The court issued warrants in [November] for two men.",
                "DATE 2024-11",
            ),
            ("1998-02-13", "The line will open by [August].", "DATE 1998-08"),
            (
                "1989-10-30",
                "It is expected to close in [mid-November].",
                "DATE 1989-11 MID",
            ),
            ("1999-10-30", "He left in [late September].", "DATE 1999-09 END"),
            ("1999-10-30", "May said it may march on.", ""),
            ("1999-10-30", "We saw April Roe.", ""),
            (
                "1999-10-30",
                "They divide it under a [June] agreement.",
                "DATE 1999-06",
            ),
        ],
        value: bare,
    },
    Rule {
        name: "last, this or next month of a name",
        patterns: &[
            "last|this|next|past|coming|previous MONTH",
            "this past|coming MONTH",
        ],
        examples: &[
            ("1989-11-02", "The firm was bought [last May].", "DATE 1989-05"),
            (
                "1990-02-02",
                "The firm was bought [last November].",
                "DATE 1989-11",
            ),
            (
                "1998-03-01",
                "The two helicopters crashed [last February].",
                "DATE 1997-02",
            ),
            ("1998-08-02", "It opens [this September].", "DATE 1998-09"),
            ("1998-08-02", "It opens [next March].", "DATE 1999-03"),
        ],
        value: |m| {
            let named = calendar::first(m.cx.date.year(), m.month()?)?;
            let now = m.cx.date.month();
            let step = if m.has(&["next", "coming"]) {
                i16::from(named.month() <= now)
            } else if m.has(&["last", "past", "previous"]) {
                // "Last February" in March is not last month: a writer would say so.
                -i16::from(named.month() >= now || named.month() + 1 == now)
            } else {
                0
            };
            month(
                calendar::first(m.cx.date.year().checked_add(step)?, named.month())?,
                None,
            )
        },
    },
];

/// Words behind which "May" and "March" are months.
#[rustfmt::skip]
const LEADS: &[&str] = &[
    "in", "by", "since", "until", "till", "from", "to", "for", "during", "through", "before", "after", "of",
    "and", "between", "every", "each", "around", "-", "at", "than", "with", "on",
];

fn month(date: Date, modifier: Option<&'static str>) -> Option<Value> {
    Some(Value::date(value::month(date)?).with(modifier))
}

/// The year isn't said: the latest such month, or the next where the sentence speaks of what is to come.
fn bare(m: &Match<'_>) -> Option<Value> {
    let number = m.month()?;
    let at = (m.start..m.end()).find(|&at| {
        m.cx.tokens
            .get(at)
            .is_some_and(|t| t.capital && t.val == i32::from(number))
    })?;
    let short =
        m.cx.tokens
            .get(at)
            .is_some_and(|t| t.class == crate::lexicon::Class::MonthShort);
    let staged = at > m.start;
    let leads = at.checked_sub(1).is_some_and(|before| m.cx.is(before, LEADS));
    // A name ("April Roe", "Mr. May") or a verb ("March on!").
    let name_follows = m.cx.capital(m.end()) && m.cx.spaced(m.end()) && !m.cx.starts_sentence(m.end());
    // "June Smith and August Wilson": what joins names leads to no month.
    let leads = leads
        && !(name_follows
            && at
                .checked_sub(1)
                .is_some_and(|b| m.cx.is(b, &["and", "with", "to", "for"])));
    if short && !m.has(&["."]) && !staged {
        return None;
    }
    if !staged && !leads && (matches!(number, 3..=6 | 8) || short || name_follows) && !m.before(1, &["'s"]) {
        // "The May accord", "a June agreement": an adjective.
        let noun = m.cx.word(m.end()).starts_with(char::is_lowercase)
            && m.cx
                .tokens
                .get(m.end())
                .is_some_and(|t| t.class == crate::lexicon::Class::Unknown);
        let the =
            m.after(1, &["the"]) || noun && m.after(1, &["a", "an", "its", "their", "his", "her", "our"]);
        let start = m.cx.starts_sentence(at);
        let safe = matches!(number, 4 | 8) && !name_follows && !start;
        if (!the || name_follows) && !safe {
            return None;
        }
    }
    of_no_year(m)
}

/// The latest such month, or the next by tense.
fn of_no_year(m: &Match<'_>) -> Option<Value> {
    let number = m.month()?;
    let now = m.cx.date.month();
    let tense = m.cx.leaning(m.start, m.end());
    let coming =
        m.after(1, &["by", "until", "till", "through"]) && tense != Tense::Past || tense == Tense::Future;
    let ahead = (number - now).rem_euclid(12);
    let step = match coming {
        // Next month's name means next month: for the one of last year a writer says "last".
        _ if ahead == 1 && !m.after(1, &["since"]) => i16::from(number < now),
        true if ahead == 0 => 0,
        // An infinitive ("forced to ask for a loan in September") looks ahead half a year at most.
        true if ahead > 6 && m.cx.tense(m.start, m.end()) != Tense::Future => -i16::from(number > now),
        // A month that is just over is so in a sentence about the future, too.
        true if ahead > 9 => -i16::from(number > now),
        true => i16::from(number < now),
        false => -i16::from(number > now),
    };
    month(
        calendar::first(m.cx.date.year().checked_add(step)?, number)?,
        m.modifier(),
    )
}
