//! Words that name a time without a calendar: "now", "recently", "the future", "at the time".

use super::Rule;
use crate::found::Match;
use crate::value::Value;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "now",
        patterns: &[
            "now",
            "currently",
            "current",
            "these days",
            "nowadays",
            "this < moment >",
        ],
        examples: &[
            ("1998-01-08", "He is [now] in jail.", "DATE PRESENT_REF"),
            ("1998-01-08", "He is [currently] in jail.", "DATE PRESENT_REF"),
            ("1998-01-08", "NOW, the women's group, sued.", ""),
            ("1998-01-08", "Now for the weather.", ""),
        ],
        value: |m| {
            // Capitals all through: the National Organization for Women.
            // "Now for the weather" goes on with the telling.
            let on = m.has(&["now"]) && m.cx.starts_sentence(m.start) && m.before(1, &["for"]);
            let name = on || m.cx.word(m.start) == "NOW" || m.before(1, &["account", "accounts"]);
            (!name && !m.has(&["moment"])).then(|| Value::date("PRESENT_REF"))
        },
    },
    Rule {
        name: "recently",
        patterns: &["more? recently", "in < the past >", "at < the time >", "lately"],
        examples: &[
            ("1998-01-08", "He [recently] fled.", "DATE PAST_REF"),
            ("1998-01-08", "They did so in [the past].", "DATE PAST_REF"),
            ("1998-01-08", "He was ill at [the time].", "DATE PAST_REF"),
            ("1998-01-08", "It sank by the time he came.", ""),
            ("1998-01-08", "At the time he came, it sank.", ""),
            ("1998-01-08", "They met often, most recently in Oslo.", ""),
        ],
        value: |m| {
            let of = m.has(&["time"]) && (m.before(1, &["of", "when"]) || joins(m));
            // "Most recently last October": the latest of several.
            let latest = m.has(&["recently"]) && m.after(1, &["most"]);
            (!of && !latest).then(|| Value::date("PAST_REF"))
        },
    },
    Rule {
        name: "current then",
        patterns: &["then -? current"],
        examples: &[(
            "1998-01-08",
            "They paid the [then-current] price.",
            "DATE PAST_REF",
        )],
        value: |_| Some(Value::date("PAST_REF")),
    },
    Rule {
        name: "one day to come",
        patterns: &["will|would|may|might|could|can < one day >"],
        examples: &[("1998-01-08", "It will [one day] be whole.", "DATE FUTURE_REF")],
        value: |_| Some(Value::date("FUTURE_REF")),
    },
    Rule {
        name: "the future",
        patterns: &[
            "the near|foreseeable|immediate|distant? future",
            "in < future >",
            "soon",
            "the near|short term",
            "future UNITS",
        ],
        examples: &[
            (
                "1998-01-08",
                "It may happen in [the near future].",
                "DATE FUTURE_REF",
            ),
            ("1998-01-08", "They do so as soon as they can.", ""),
            ("1998-01-08", "He was soon released.", ""),
            ("1998-01-08", "It is a plan for the future of the town.", ""),
            ("1998-01-08", "It stays so for the foreseeable future.", ""),
        ],
        value: future,
    },
    Rule {
        name: "a later date",
        patterns: &["at|on|to|until < a later|future date|time|stage >"],
        examples: &[(
            "1998-01-08",
            "It will be paid at [a later date].",
            "DATE FUTURE_REF",
        )],
        value: |_| Some(Value::date("FUTURE_REF")),
    },
    Rule {
        name: "then",
        patterns: &["until|till|by < then >"],
        examples: &[
            (
                "1989-10-30",
                "All rights will end on Nov. 30; until [then], they hold.",
                "DATE 1989-11-30",
            ),
            ("1989-10-30", "He then left.", ""),
        ],
        value: |m| {
            Some(Value::date(
                m.cx.last().filter(|e| e.kind == crate::Kind::Date)?.value.clone(),
            ))
        },
    },
];

/// "At the time he came" joins two clauses at a sentence's beginning; "at the time, he was ill" names a time.
fn joins(m: &Match<'_>) -> bool {
    let begins = m.start.checked_sub(1).is_some_and(|at| m.cx.starts_sentence(at));
    let subject = m.before(
        1,
        &[
            "the", "a", "an", "he", "she", "it", "they", "we", "i", "you", "his", "her", "its", "their",
        ],
    );
    begins && (subject || m.cx.capital(m.end()))
}

fn future(m: &Match<'_>) -> Option<Value> {
    // The future of a town is what becomes of it. "For the foreseeable future": no end is in sight.
    let fate = m.has(&["the"]) && m.before(1, &["of"]) || m.has(&["foreseeable"]) && m.after(1, &["for"]);
    // "He was soon released" tells of what followed, not of what is to come.
    let soon = m.has(&["soon"])
        && (m.after(1, &["as"])
            || m.before(1, &["after", "as"])
            || m.cx.tense(m.start, m.end()) == crate::tense::Tense::Past);
    (!soon && !fate).then(|| Value::date("FUTURE_REF"))
}
