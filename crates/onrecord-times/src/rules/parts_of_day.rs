//! Parts of the day: "last night", "Friday morning", "yesterday afternoon", "tonight".
//!
//! TIMEX3 writes them behind the day: `TMO`, `TAF`, `TEV`, `TNI`.

use jiff::civil::Date;

use super::{Rule, weekdays};
use crate::calendar;
use crate::found::Match;
use crate::lexicon::Class;
use crate::tense::Tense;
use crate::unit::{DayPart, Unit};
use crate::value::{self, Value};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "part of this or another day",
        patterns: &[
            "STAGE? this|today|tonight DAYPART",
            "STAGE? last|yesterday|tomorrow DAYPART",
            "STAGE? DAYPART yesterday|today",
            "STAGE? tomorrow|yesterday 's DAYPART",
        ],
        examples: &[
            ("1998-01-20", "He spoke [last night].", "TIME 1998-01-19TNI"),
            ("1998-01-20", "He spoke [this morning].", "TIME 1998-01-20TMO"),
            (
                "1998-01-20",
                "He speaks [tomorrow evening].",
                "TIME 1998-01-21TEV",
            ),
            (
                "1989-11-02",
                "By [mid-afternoon yesterday] it rose.",
                "TIME 1989-11-01TAF MID",
            ),
        ],
        value: |m| {
            let step = i64::from(m.has(&["tomorrow"])) - i64::from(m.has(&["last", "yesterday"]));
            part(calendar::shift(m.cx.date, step, Unit::Day)?, m.daypart()?, m)
        },
    },
    Rule {
        name: "tonight",
        patterns: &["tonight"],
        examples: &[("1998-01-20", "He speaks [tonight].", "TIME 1998-01-20TNI")],
        value: |m| part(m.cx.date, DayPart::Night, m),
    },
    Rule {
        name: "part of a weekday",
        patterns: &["STAGE? last|next|this? WEEKDAY DAYPART"],
        examples: &[
            ("2000-04-19", "He spoke [Sunday night].", "TIME 2000-04-16TNI"),
            (
                "2000-04-19",
                "He spoke [early Sunday morning].",
                "TIME 2000-04-16TMO START",
            ),
            (
                "2000-04-19",
                "He will speak [Friday evening].",
                "TIME 2000-04-21TEV",
            ),
        ],
        value: |m| {
            let date = if m.has(&["next"]) {
                calendar::on_or_after(m.cx.date.tomorrow().ok()?, m.weekday()?)?
            } else {
                weekdays::by_tense(m, m.weekday()?)?
            };
            part(date, m.daypart()?, m)
        },
    },
    Rule {
        name: "hours of a weekday",
        patterns: &[
            "the early|first|small|predawn|late hours of|on WEEKDAY DAYPART?",
            "the early|first|small|predawn|late hours of|on yesterday|today",
        ],
        examples: &[
            (
                "2000-04-19",
                "He fled in [the early hours of Sunday morning].",
                "TIME 2000-04-16TMO START",
            ),
            (
                "2000-04-19",
                "He fled in [the early hours of Sunday].",
                "TIME 2000-04-16TMO START",
            ),
        ],
        value: |m| {
            let date = match m.weekday() {
                Some(weekday) => weekdays::by_tense(m, weekday)?,
                None => calendar::shift(m.cx.date, -i64::from(m.has(&["yesterday"])), Unit::Day)?,
            };
            let late = m.has(&["late"]);
            let default = if late { DayPart::Night } else { DayPart::Morning };
            let modifier = if late { "END" } else { "START" };
            Some(part(date, m.daypart().unwrap_or(default), m)?.with(Some(modifier)))
        },
    },
    Rule {
        name: "dawn and dusk",
        patterns: &[
            "at|before|since|until|by|from|after|around < dawn|daybreak|sunrise|dusk|nightfall|sunset >",
            "at|before|since|until|by|from|after|around < dawn|daybreak|sunrise|dusk|nightfall|sunset on? WEEKDAY >",
            "at|before|since|until|by|from|after|around < dawn|daybreak|sunrise|dusk|nightfall|sunset yesterday|today|tomorrow >",
            "dawn|daybreak|sunrise|dusk|nightfall|sunset on? WEEKDAY",
        ],
        examples: &[
            ("2025-03-06", "They left at [dawn].", "TIME 2025-03-06TMO"),
            (
                "2025-03-06",
                "They left before [dusk on Tuesday].",
                "TIME 2025-03-04TEV",
            ),
            ("2025-03-06", "The Dawn of a new era, a source told Dawn.", ""),
        ],
        value: |m| {
            if m.cx.capital(m.start) {
                return None;
            }
            let day = match m.weekday() {
                Some(weekday) => weekdays::by_tense(m, weekday)?,
                None if m.has(&["yesterday"]) => calendar::shift(m.cx.date, -1, Unit::Day)?,
                None if m.has(&["tomorrow"]) => calendar::shift(m.cx.date, 1, Unit::Day)?,
                None => m.cx.last_day().unwrap_or(m.cx.date),
            };
            let morning = m.has(&["dawn", "daybreak", "sunrise"]);
            part(
                day,
                if morning {
                    DayPart::Morning
                } else {
                    DayPart::Evening
                },
                m,
            )
        },
    },
    Rule {
        name: "overnight",
        patterns: &["overnight"],
        examples: &[
            ("2000-04-19", "Shares fell [overnight].", "TIME 2000-04-18TNI"),
            (
                "2000-04-19",
                "On Friday shares rose on [overnight] gains abroad.",
                "TIME 2000-04-13TNI",
            ),
            ("2000-04-19", "It will freeze [overnight].", "TIME 2000-04-19TNI"),
        ],
        value: overnight,
    },
    Rule {
        name: "part of the day in question",
        patterns: &[
            "in < the STAGE? DAYPART >",
            "the next|following|previous DAYPART",
            "STAGE? mid -? DAYPART",
        ],
        examples: &[
            (
                "1989-10-30",
                "Orders were heavy in [the morning].",
                "TIME 1989-10-30TMO",
            ),
            (
                "1989-10-30",
                "On Friday he fell; he died [the next morning].",
                "TIME 1989-10-28TMO",
            ),
        ],
        value: |m| {
            let day = m.cx.last_day().unwrap_or(m.cx.date);
            let step = i64::from(m.has(&["next", "following"])) - i64::from(m.has(&["previous"]));
            part(calendar::shift(day, step, Unit::Day)?, m.daypart()?, m)
        },
    },
];

fn part(date: Date, part: DayPart, m: &Match<'_>) -> Option<Value> {
    Some(Value::time(format!("{}T{}", value::day(date)?, part.code())).with(m.modifier()))
}

/// The night before the report's day, or to come with "will"; "overnight losses" are of the night before the day
/// that was just named.
fn overnight(m: &Match<'_>) -> Option<Value> {
    // "By overnight losses": what the noun names is over.
    let noun = m.cx.word(m.end()).starts_with(char::is_lowercase)
        && m.cx
            .tokens
            .get(m.end())
            .is_some_and(|t| t.class == Class::Unknown);
    if !noun && m.cx.tense(m.start, m.end()) == Tense::Future {
        return part(m.cx.date, DayPart::Night, m);
    }
    let near =
        m.cx.found
            .iter()
            .rev()
            .take_while(|(_, end)| noun && end + 60 > m.start);
    let named = near.filter_map(|(e, _)| crate::context::as_day(&e.value)).next();
    part(named.unwrap_or(m.cx.date).yesterday().ok()?, DayPart::Night, m)
}
