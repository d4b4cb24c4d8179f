//! Years: "in 1998", "early 1990", "fiscal 1989", "the year two thousand".

use super::Rule;
use crate::found::Match;
use crate::lexicon::Class;
use crate::value::{self, Value};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "year",
        patterns: &[
            "STAGE? YEAR",
            "the year YEAR",
            "fiscal YEAR",
            "fiscal year YEAR",
            "calendar YEAR",
        ],
        examples: &[
            ("1998-01-08", "He was freed in [1984].", "DATE 1984"),
            ("1998-01-08", "He was freed in [early 1984].", "DATE 1984 START"),
            (
                "1998-01-08",
                "He was freed by [the end of 1984].",
                "DATE 1984 END",
            ),
            ("1998-01-08", "Sales of [fiscal 1989] rose.", "DATE 1989"),
            ("1998-01-08", "It happened in [nineteen ninety-six].", "DATE 1996"),
            ("1998-01-08", "He fled in [1848] over the hills.", "DATE 1848"),
            ("1998-01-08", "About 2000 people came.", ""),
            ("1998-01-08", "Take Route 1999 and pay $1998 or 2000 francs.", ""),
            ("1998-01-08", "It holds 1500 men.", ""),
            ("1998-01-08", "She drove a 1987 Buick.", ""),
            ("1998-01-08", "It fell in 1200 B.C., or 1200 BC.", ""),
            ("1998-01-08", "The battle of [1066] AD was lost.", "DATE 1066"),
        ],
        value: bare,
    },
    Rule {
        name: "last year of a range",
        patterns: &["- < NUMBER >"],
        examples: &[("1998-01-08", "The war of 1990-[95] is over.", "DATE 1995")],
        value: |m| {
            let (before, end) =
                m.cx.found
                    .last()
                    .filter(|(e, end)| *end == m.first && e.value.len() == 4)?;
            let first: i32 = before.value.parse().ok()?;
            let whole = m.cx.number(end.checked_sub(1)?) == Some(first) && !m.cx.spaced(m.start);
            let last = m.number().filter(|_| whole)?;
            let year = first / 100 * 100 + last;
            let token = m.cx.tokens.get(m.start)?;
            let fits = token.end - token.start == 2 && year > first && (1900..=2100).contains(&first);
            fits.then_some(Value::date(value::year(i16::try_from(year).ok()?)?))
        },
    },
    Rule {
        name: "before or after a year",
        patterns: &[
            "post|pre - YEAR",
            "YEAR or later|earlier",
            "YEAR and beyond|after",
            "YEAR onward|onwards",
        ],
        examples: &[
            ("1998-01-08", "The [post-1959] exiles agree.", "DATE 1959 AFTER"),
            (
                "1998-01-08",
                "Bonds due [1994 or later] fell.",
                "DATE 1994 ON_OR_AFTER",
            ),
            (
                "1998-01-08",
                "It sees growth for [1999 and beyond].",
                "DATE 1999 ON_OR_AFTER",
            ),
        ],
        value: |m| {
            let modifier = if m.has(&["post"]) {
                "AFTER"
            } else if m.has(&["pre"]) {
                "BEFORE"
            } else if m.has(&["later", "beyond", "after", "onward", "onwards"]) {
                "ON_OR_AFTER"
            } else {
                "ON_OR_BEFORE"
            };
            Some(Value::date(value::year(m.year()?)?).with(Some(modifier)))
        },
    },
];

/// Words that stand before a year, also one that is long past.
#[rustfmt::skip]
const LEADS: &[&str] = &[
    "in", "since", "by", "until", "till", "from", "during", "of", "before", "after", "through", "year",
    "late", "early", "mid", "fiscal", "to", "for", "between", "circa", "around", "summer", "fall", "autumn",
    "winter", "spring", "due",
];

/// Words and marks that make a number of what follows.
#[rustfmt::skip]
const COUNTS: &[&str] = &[
    "$", "#", "£", "€", "no", "route", "flight", "highway", "number", "room", "page", "about", "nearly",
    "almost", "than", "some", "least", "over", "under", "/", ".", "channel", "boeing", "windows", "section",
    "article", "rs",
];

/// Words that a number before them counts.
#[rustfmt::skip]
const COUNTED: &[&str] = &[
    "people", "men", "women", "children", "percent", "million", "billion", "miles", "points", "feet", "%",
    "troops", "soldiers", "jobs", "workers", "members", "shares", "dollars", "francs", "pounds", "tons",
    "yards", "meters", "kilometers", "km", "seats", "points", "homes", "cars", "votes", "barrels", "euros",
    "yen", "police", "hours", "years", "days", "metres", "tonnes", "employees", "students", "degrees",
    "rupees", "marks", "hectares", "acres", "protesters", "refugees", "civilians", "palestinians",
    "israelis", "square", "other", "cases", "deaths", "/",
];

/// Makers of cars, whose models are told apart by a year.
#[rustfmt::skip]
const MAKES: &[&str] = &[
    "ford", "chevrolet", "chevy", "dodge", "buick", "cadillac", "pontiac", "oldsmobile", "lincoln", "chrysler", "jeep",
    "plymouth", "mercury", "toyota", "honda", "nissan", "mazda", "subaru", "hyundai", "kia", "volkswagen", "volvo", "bmw",
    "mercedes", "audi", "porsche", "jaguar", "ferrari", "fiat", "tesla", "lexus", "acura",
];

/// A number is a year where nothing makes a count or a name of it.
fn bare(m: &Match<'_>) -> Option<Value> {
    let year = m.year()?;
    let at = (m.start..m.end()).find(|&at| {
        m.cx.tokens
            .get(at)
            .is_some_and(|t| matches!(t.class, Class::Number | Class::Cardinal))
    })?;
    let token = m.cx.tokens.get(at)?;
    let before = |words: &[&str]| at.checked_sub(1).is_some_and(|b| m.cx.is(b, words));
    let decade = !m.cx.spaced(m.end()) && m.before(1, &["s", "'s"]);
    let glued = at
        .checked_sub(1)
        .is_some_and(|b| !token.spaced && m.cx.is(b, &[".", "/", "$", "#", "£", "€", ":", ","]));
    let glued_after = !m.cx.spaced(m.end())
        && (m.before(1, &["%", ":", "/", "th"])
            || m.cx.tokens.get(m.end()).is_some_and(|t| {
                t.class == Class::Unknown && m.cx.word(m.end()).starts_with(char::is_alphabetic)
            }));
    if decade && m.before(1, &["s"]) || glued || glued_after || m.before(1, COUNTED) {
        return None;
    }
    // TIMEX3 has no sure value for years before the first.
    if m.before(1, &["bc", "bce"]) || m.before(1, &["b"]) && m.before(2, &["."]) && m.before(3, &["c"]) {
        return None;
    }
    // "A 1987 Buick" is of that model.
    if m.before(1, MAKES) {
        return None;
    }
    let leads = before(LEADS) || at > m.start || m.before(1, &["ad", "ce"]);
    let counted = before(COUNTS) && !(before(&["no", "."]) && token.spaced && before(&["."]));
    if counted && at == m.start {
        return None;
    }
    // "1998 years" in words, a plain count in words.
    if token.class == Class::Cardinal
        && m.cx
            .tokens
            .get(m.end())
            .is_some_and(|t| matches!(t.class, Class::Units | Class::Scale))
    {
        return None;
    }
    let led = leads && !before(&["to", "for", "of", "around", "from"]);
    let likely = match led {
        _ if m.before(1, &["ad", "ce"]) => 1..=2199,
        true => 1400..=2199,
        false => 1900..=2050,
    };
    if !likely.contains(&year) {
        return None;
    }
    Some(Value::date(value::year(year)?).with(m.modifier()))
}
