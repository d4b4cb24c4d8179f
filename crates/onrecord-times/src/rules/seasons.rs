//! Seasons: "last fall", "this summer", "the winter of 1994".

use super::Rule;
use crate::found::Match;
use crate::lexicon::Class;
use crate::tense::Tense;
use crate::unit::Season;
use crate::value::{self, Value};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "season of a year",
        patterns: &["the? SEASON of? YEAR", "the SEASON of last|this|next year"],
        examples: &[
            ("1998-01-08", "It began in [the winter of 1994].", "DATE 1994-WI"),
            (
                "1998-01-08",
                "It began in [the spring of last year].",
                "DATE 1997-SP",
            ),
        ],
        value: |m| {
            let step = i16::from(m.has(&["next"])) - i16::from(m.has(&["last"]));
            season(m, m.year().or(m.cx.date.year().checked_add(step))?)
        },
    },
    Rule {
        name: "last, this or next season",
        patterns: &[
            "STAGE? last|this|next|past|coming SEASON",
            "STAGE? this past|coming SEASON",
        ],
        examples: &[
            ("1998-11-21", "He was shot [last fall].", "DATE 1997-FA"),
            ("1999-02-21", "He was shot [last fall].", "DATE 1998-FA"),
            ("1998-08-21", "He was shot [this summer].", "DATE 1998-SU"),
            ("1998-08-21", "It opens [next spring].", "DATE 1999-SP"),
            ("1998-02-21", "It snowed [this winter].", "DATE 1997-WI"),
            ("1998-02-21", "It snowed [last winter].", "DATE 1996-WI"),
            ("1998-03-21", "It snowed [last winter].", "DATE 1997-WI"),
        ],
        value: |m| {
            let (now, year) = (m.cx.date.month(), m.cx.date.year());
            let first = m.season()?.first_month();
            // A winter bears the year of its December: in February, "this winter" is last year's.
            if m.season()? == Season::Winter && now <= 3 && !m.has(&["next", "coming"]) {
                let back = 1 + i16::from(now < 3 && m.has(&["last", "past"]));
                return season(m, year.checked_sub(back)?);
            }
            let step = if m.has(&["last", "past"]) {
                // Still going on, or not begun this year: last year's.
                -i16::from(now < first + 3)
            } else if m.has(&["next", "coming"]) {
                i16::from(now >= first)
            } else {
                0
            };
            season(m, year.checked_add(step)?)
        },
    },
    Rule {
        name: "summer or winter in question",
        patterns: &[
            "the < summer|winter|autumn >",
            "the < STAGE summer|winter|autumn >",
        ],
        examples: &[
            ("1998-11-21", "He spent the [summer] there.", "DATE 1998-SU"),
            (
                "1998-11-21",
                "It rose from the levels of the [early summer].",
                "DATE 1998-SU START",
            ),
        ],
        value: in_question,
    },
    Rule {
        name: "season in question",
        patterns: &[
            "in|during|over|until|by|since the? < SEASON >",
            "in|during|over|until|by|since < STAGE SEASON >",
        ],
        examples: &[
            ("1998-11-21", "He was shot in the [spring].", "DATE 1998-SP"),
            ("1998-11-21", "Shares were in the fall of Rome.", ""),
        ],
        value: in_question,
    },
];

fn season(m: &Match<'_>, year: i16) -> Option<Value> {
    Some(Value::date(format!("{}-{}", value::year(year)?, m.season()?.code())).with(m.modifier()))
}

/// The latest such season that has begun, or the next by tense.
fn in_question(m: &Match<'_>) -> Option<Value> {
    let (now, year) = (m.cx.date.month(), m.cx.date.year());
    let season_word = (m.start..m.end()).find_map(|at| {
        let token = m.cx.tokens.get(at)?;
        (token.class == Class::Season)
            .then(|| usize::try_from(token.val).ok())
            .flatten()
    })?;
    let named = *Season::ALL.get(season_word)?;
    let first = named.first_month();
    let lead = m.has(&["the", "in", "by", "since", "until"]) || m.modifier().is_some();
    if m.before(1, &["of", "in"]) && matches!(named, Season::Fall | Season::Spring) || !lead {
        return None;
    }
    let coming = m.cx.tense(m.start, m.end()) == Tense::Future;
    let step = if coming {
        i16::from(now > first + 2)
    } else {
        -i16::from(now < first)
    };
    let value = format!("{}-{}", value::year(year.checked_add(step)?)?, named.code());
    Some(Value::date(value).with(m.modifier()))
}
