//! Temporal expressions found, typed and normalized as TIMEX3, resolved against a date.
//!
//! *text, date → expressions.* [`find`] reads English text and the day on which it was published, and
//! gives each stretch that names a time: where it stands, its TIMEX3 type, value and modifier. It is pure
//! and total: any text and any date give an answer, and the same ones give the same answer.
//!
//! ```
//! use jiff::civil::date;
//! use onrecord_times::{Kind, find};
//!
//! let text = "The truce, which began Jan. 19, has collapsed, a source said Wednesday.";
//! let times = find(text, date(2025, 3, 6));
//!
//! assert_eq!(&text[times[0].bytes.clone()], "Jan. 19");
//! assert_eq!(times[0].value, "2025-01-19");
//! assert_eq!(&text[times[1].bytes.clone()], "Wednesday");
//! assert_eq!((times[1].kind, times[1].value.as_str()), (Kind::Date, "2025-03-05"));
//! ```
//!
//! # Sources
//!
//! Types, values and modifiers are those of TimeML 1.2.1's TIMEX3 as TempEval-3 (SemEval-2013 task 1) uses
//! them. Where they leave a choice (a vague plural, the weekend), the commoner habit of TimeBank is taken.
//!
//! # Map
//!
//! | module | gives |
//! |---|---|
//! | `token` | text → words, numbers and marks, each with its place |
//! | `lexicon`, `syms` | which words have to do with time, and what they are worth |
//! | `pattern` | the small language in which the rules are written |
//! | `parts` | the pieces a pattern can ask for: a count, a year, a clock time |
//! | `grammar` | the rules made ready; the walk over the text |
//! | `found` | a pattern that was found: what it took in, what stands around it |
//! | `context` | what a rule can ask of its surroundings: words, sentences, what was named before |
//! | `events` | the date of an event that was named before |
//! | `tense` | whether a sentence speaks of what was or of what is to come |
//! | `calendar` | days, weeks, holidays |
//! | `days` | which days an expression covers |
//! | `unit` | units, seasons, parts of the day, counts |
//! | `value` | TIMEX3 values and how they are written |
//! | `rules` | what the crate knows of English, one family a file |
//!
//! To teach it something, add a rule to the file of its family: a pattern, examples (they are its tests),
//! and a function that gives the value.

mod calendar;
mod context;
mod days;
mod events;
mod found;
mod grammar;
mod lexicon;
mod parts;
mod pattern;
mod rules;
mod syms;
mod tense;
mod token;
mod unit;
mod value;

use std::ops::Range;

use jiff::civil::Date;

/// What sort of time an expression names: TIMEX3's `type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A day or something longer, in the calendar or as a reference to past, present or future.
    Date,
    /// A point or part of a day.
    Time,
    /// A length of time.
    Duration,
    /// Times that recur.
    Set,
}

impl Kind {
    /// The name in TIMEX3: `DATE`, `TIME`, `DURATION` or `SET`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// One temporal expression of a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Expression {
    /// Where it stands: byte offsets into the text, on character boundaries, never empty.
    pub bytes: Range<usize>,
    /// TIMEX3's `type`.
    pub kind: Kind,
    /// TIMEX3's `value`: `2025-03-05`, `1989-Q3`, `P2W`, `1998-02-11T22:00`, `XXXX-WXX-1`, `PAST_REF` …
    pub value: String,
    /// TIMEX3's `mod`, where the words carry one: `START`, `MID`, `END`, `APPROX`, `MORE_THAN`, `LESS_THAN`,
    /// `EQUAL_OR_MORE`, `EQUAL_OR_LESS`, `BEFORE`, `AFTER`, `ON_OR_BEFORE`, `ON_OR_AFTER`.
    pub modifier: Option<&'static str>,
    /// The first day that it covers; `None` where that end is open or the days aren't known.
    pub from: Option<Date>,
    /// The last day that it covers, never before the first; `None` where that end is open or the days aren't
    /// known.
    pub to: Option<Date>,
}

/// The temporal expressions of `text`, resolved against `date`, the day of publication.
///
/// They are in order of place and don't overlap. Only dates of the years 1 to 9999 are named; a value that
/// would fall outside leaves its words out.
///
/// Beside its value each one has the days that it covers, so that times can be compared. "Since" and "until"
/// leave an end open; a length of time ("three weeks") covers no days unless it is placed ("the past three
/// weeks"), nor does what recurs.
///
/// ```
/// use jiff::civil::date;
///
/// let times = onrecord_times::find("The truce has held since January.", date(2025, 3, 6));
/// assert_eq!((times[0].from, times[0].to), (Some(date(2025, 1, 1)), None));
/// ```
///
/// ```
/// let times = onrecord_times::find("It rose for three weeks.", jiff::civil::date(1998, 3, 9));
/// assert_eq!((times[0].bytes.clone(), times[0].value.as_str()), (12..23, "P3W"));
/// ```
pub fn find(text: &str, date: Date) -> Vec<Expression> {
    grammar::Grammar::english().find(text, date)
}
