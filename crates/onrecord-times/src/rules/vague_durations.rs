//! Lengths of time that aren't counted: "for years", "a while", "a fortnight", "the two-week-old strike".

use super::Rule;
use crate::Kind;
use crate::found::Match;
use crate::unit::{Count, Unit};
use crate::value::Value;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "units for long",
        patterns: &[
            "for|in|over|within|after|of|takes|take|took|lasted|last|spent|spend|many < UNITS >",
            "< UNITS > of",
            "over < the UNITS >",
            "for|in|over|within|after|takes|take|took < UNITS or|and UNITS >",
            "in the < UNITS > since|that|following|leading",
            "< UNITS > later|before|after|earlier",
        ],
        examples: &[
            ("1998-01-08", "He was held for [years].", "DURATION PXY"),
            ("1998-01-08", "It is the first in [years].", "DURATION PXY"),
            ("1998-01-08", "He was held for [weeks or months].", "DURATION PXW"),
            ("1998-01-08", "It has grown over [the years].", "DURATION PXY"),
            ("1998-01-08", "It is a matter of days.", ""),
        ],
        value: |m| {
            let old = m.before(1, &["old"]) || m.before(1, &["-"]);
            // "The boom years of the nineties" are no length.
            let part = m.before(1, &["of"]) && (m.before(2, &["the"]) || m.cx.capital(m.end() + 1));
            // "A matter of days" is soon.
            let counted = m.after(1, &["of"]) && m.after(2, &["number", "matter"]);
            let unit = m.unit()?;
            let name = m.cx.capital(m.start) && !m.cx.starts_sentence(m.start);
            let long = unit > Unit::Minute && unit != Unit::Quarter;
            (long && !old && !counted && !part && !name).then(|| Value::duration(Count::unknown(), unit))
        },
    },
    Rule {
        name: "fortnight",
        patterns: &["a fortnight", "COUNT fortnights"],
        examples: &[("1998-01-08", "It lasted [a fortnight].", "DURATION P2W")],
        value: |m| {
            let whole = match m.count() {
                Some(count) => count.whole?,
                None => 1,
            };
            Some(Value::duration(Count::exactly(whole.checked_mul(2)?), Unit::Week))
        },
    },
    Rule {
        name: "a while",
        patterns: &[
            "a while",
            "for|after|in < some time >",
            "for < quite? a fairly|very|rather? long|lengthy|short|brief while|period >",
        ],
        examples: &[
            ("1998-01-08", "It lasted [a while].", "DURATION PXX"),
            ("1998-01-08", "They stay for [some time].", "DURATION PXX"),
            (
                "1998-01-08",
                "They stay for [a very long period].",
                "DURATION PXX",
            ),
            ("1998-01-08", "They stay some time.", ""),
        ],
        value: |_| {
            Some(Value {
                kind: Kind::Duration,
                text: "PXX".to_owned(),
                modifier: None,
                days: None,
            })
        },
    },
    Rule {
        // How long a thing has gone on; a child's age is none, and an institution's in years tells of its rank.
        name: "age of what goes on",
        patterns: &["COUNT - day|week|month - old"],
        examples: &[
            (
                "1998-01-08",
                "It may end the [10-month-old] strike.",
                "DURATION P10M",
            ),
            ("1998-01-08", "She held her 10-month-old son.", ""),
            ("1998-01-08", "She helps 10-month-olds.", ""),
        ],
        value: age,
    },
];

/// Whose age isn't told as how long something has gone on.
#[rustfmt::skip]
const YOUNG: &[&str] = &[
    "son", "daughter", "baby", "babies", "boy", "girl", "infant", "infants", "child", "children", "twin", "twins",
    "toddler", "grandson", "granddaughter", "puppy", "kitten", "calf", "cub", "lamb", "fetus", "brother", "sister",
];

fn age(m: &Match<'_>) -> Option<Value> {
    let thing = m.cx.word(m.end()).starts_with(char::is_lowercase);
    let young = (1..=3).any(|n| m.before(n, YOUNG));
    if !thing || young || m.cx.is(m.start, &["a", "an"]) {
        return None;
    }
    let unit = match m {
        m if m.has(&["day"]) => Unit::Day,
        m if m.has(&["week"]) => Unit::Week,
        _ => Unit::Month,
    };
    Some(Value::duration(m.count()?, unit))
}
