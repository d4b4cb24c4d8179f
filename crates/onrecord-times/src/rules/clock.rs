//! Times of the clock: "10:35 a.m.", "15:00 GMT", "10 p.m. Wednesday", "noon".
//!
//! The day is the one named beside the time, else the one last named in the text, else the report's. The
//! value is local time, without the zone.

use jiff::civil::Date;

use super::{Rule, weekdays};
use crate::calendar;
use crate::found::Match;
use crate::unit::{DayPart, Unit};
use crate::value::{self, Value};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "clock time with its day",
        patterns: &[
            "ROUGH? CLOCK ZONE? ,? on? WEEKDAY",
            "< ROUGH? CLOCK > ( NUMBER ZONE ) on? WEEKDAY",
            "< ROUGH? CLOCK > ( NUMBER ZONE ) today|yesterday|tomorrow",
            "ROUGH? CLOCK ZONE? ,? on? today|yesterday|tomorrow",
            "ROUGH? CLOCK ZONE? ,? on? MONTH DAY",
            "ROUGH? CLOCK ZONE? ,? on? WEEKDAY ,? MONTH DAY",
            "ROUGH? CLOCK ZONE? ,? on? WEEKDAY DAYPART",
        ],
        examples: &[
            (
                "1998-02-13",
                "He fell at [10 p.m. Wednesday].",
                "TIME 1998-02-11T22:00",
            ),
            (
                "1998-02-13",
                "He fell at [9 a.m. yesterday].",
                "TIME 1998-02-12T09:00",
            ),
            (
                "1989-11-02",
                "The offer ends at [5 p.m. EST, Nov. 6].",
                "TIME 1989-11-06T17:00",
            ),
            (
                "1998-02-14",
                "He fell at [10:35 a.m.] (0735 GMT) Friday.",
                "TIME 1998-02-13T10:35",
            ),
        ],
        value: |m| on(m, day(m)),
    },
    Rule {
        name: "clock time",
        patterns: &[
            "ROUGH? CLOCK ZONE?",
            "ROUGH? CLOCK ( ZONE )",
            "ROUGH? CLOCK eastern|pacific|local|central time?",
        ],
        examples: &[
            (
                "1998-08-07",
                "It blew up at [10:35 a.m.] in Nairobi.",
                "TIME 1998-08-07T10:35",
            ),
            (
                "1998-08-07",
                "It blew up at [about 5 p.m. EST].",
                "TIME 1998-08-07T17:00 APPROX",
            ),
            (
                "1998-11-07",
                "He fled after the Oct. 23 murder. She was shot dead at [10 p.m.] there.",
                "TIME 1998-10-23T22:00",
            ),
            ("1998-08-07", "They won 10-9.", ""),
        ],
        value: |m| on(m, day_before(m).or_else(|| of_event(m))),
    },
    Rule {
        name: "hour and part of the day",
        patterns: &[
            "< NUMBER in the DAYPART > ( CLOCK ZONE? WEEKDAY",
            "NUMBER in the DAYPART",
            "NUMBER o ' clock in the DAYPART",
        ],
        examples: &[(
            "2000-04-05",
            "He will leave at [4 in the morning].",
            "TIME 2000-04-05T04:00",
        )],
        value: |m| {
            let hour = m.number().filter(|hour| (1..=12).contains(hour))?;
            let late = m.daypart()? != DayPart::Morning;
            let date = value::day(day(m).or_else(|| day_before(m)).unwrap_or(m.cx.date))?;
            Some(Value::time(format!(
                "{date}T{:02}:00",
                hour % 12 + if late { 12 } else { 0 }
            )))
        },
    },
    Rule {
        name: "half and quarter hours",
        patterns: &[
            "half past COUNT",
            "half past COUNT in the DAYPART",
            "a? quarter past|to COUNT",
            "a? quarter past|to COUNT in the DAYPART",
        ],
        examples: &[
            (
                "2025-03-06",
                "They met at [half past three].",
                "TIME 2025-03-06T03:30",
            ),
            (
                "2025-03-06",
                "They met at [a quarter to one in the afternoon].",
                "TIME 2025-03-06T12:45",
            ),
            ("2025-03-06", "The half past its best is sold.", ""),
        ],
        value: |m| {
            let hour = m
                .count()
                .filter(|count| !count.half)
                .and_then(|count| count.whole);
            let hour = hour.filter(|hour| (1..=12).contains(hour))?;
            let noon = m.daypart().is_some_and(|part| part != DayPart::Morning);
            let hour = hour % 12 + if noon { 12 } else { 0 };
            let (hour, minute) = match m {
                m if m.has(&["half"]) => (hour, 30),
                m if m.has(&["past"]) => (hour, 15),
                _ => (if hour % 12 == 0 { hour + 11 } else { hour - 1 }, 45),
            };
            // A quarter of something else falls to ten.
            if !m.after(
                1,
                &["at", "by", "until", "from", "around", "before", "after", "about"],
            ) {
                return None;
            }
            let date = day_before(m).unwrap_or(m.cx.date);
            Some(Value::time(format!("{}T{hour:02}:{minute}", value::day(date)?)))
        },
    },
    Rule {
        name: "noon and midnight",
        patterns: &[
            "noon|midnight|midday",
            "noon|midnight|midday on? WEEKDAY",
            "noon|midnight|midday today|yesterday|tomorrow",
        ],
        examples: &[
            (
                "1991-02-18",
                "It ended at [noon Saturday].",
                "TIME 1991-02-16T12:00",
            ),
            ("1991-02-18", "It ended at [midnight].", "TIME 1991-02-18T24:00"),
        ],
        value: |m| {
            // "High Noon"
            if m.cx.capital(m.start) && !m.cx.starts_sentence(m.start) || m.after(1, &["high"]) {
                return None;
            }
            let date = day(m).or_else(|| day_before(m)).unwrap_or(m.cx.date);
            let hour = if m.has(&["midnight"]) { "24:00" } else { "12:00" };
            Some(Value::time(format!("{}T{hour}", value::day(date)?)))
        },
    },
];

/// The clock time on a day.
fn on(m: &Match<'_>, date: Option<Date>) -> Option<Value> {
    let (hour, minute) = m.clock()?;
    let date = value::day(date.unwrap_or(m.cx.date))?;
    // 1:30 in a score or a ratio has no "a.m.", and neither "at" nor a zone.
    let marked = m.has(&["m", "am", "pm", "clock", "gmt", "utc"])
        || m.after(
            1,
            &["at", "by", "until", "from", "around", "before", "after", "to"],
        );
    let four = matches!(m.cx.word(m.start).len(), 2 | 4 | 5);
    (marked || four)
        .then(|| Value::time(format!("{date}T{hour:02}:{:02}", minute.unwrap_or(0))).with(m.modifier()))
}

/// The day that the match names.
fn day(m: &Match<'_>) -> Option<Date> {
    if let (Some(month), Some(day)) = (m.month(), m.day()) {
        let year = m.cx.date.year();
        let dates = [year.checked_sub(1)?, year, year.checked_add(1)?].map(|y| Date::new(y, month, day).ok());
        return dates
            .into_iter()
            .flatten()
            .min_by_key(|date| (*date - m.cx.date).get_days().abs());
    }
    if let Some(weekday) = m.weekday() {
        return weekdays::by_tense(m, weekday);
    }
    let step = if m.has(&["yesterday"]) {
        -1
    } else if m.has(&["tomorrow"]) {
        1
    } else if m.has(&["today"]) {
        0
    } else {
        return None;
    };
    calendar::shift(m.cx.date, step, Unit::Day)
}

/// The day named before, in the same sentence.
fn day_before(m: &Match<'_>) -> Option<Date> {
    let start = m.cx.tokens.get(m.cx.sentence_start(m.start))?.start;
    m.cx.last()
        .filter(|e| e.bytes.start >= start)
        .and_then(|e| crate::context::as_day(&e.value))
}

/// The day of an event just named whose date was given before: "was shot dead at 10 p.m."
fn of_event(m: &Match<'_>) -> Option<Date> {
    let from = m.start.saturating_sub(5).max(m.cx.sentence_start(m.start));
    crate::context::as_day(m.cx.event_date(from)?)
}
