//! The pieces of more than one token that a pattern can ask for: a count, a year, a clock time.

mod clock;
mod count;

use crate::context::Context;
use crate::found::Datum;
use crate::lexicon::{Class, Entry};

/// What a pattern can ask for beside words and classes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Part {
    /// "10:35 a.m.", "5 p.m.", "15:00", "4 o'clock"
    Clock,
    /// "three", "twenty-four", "1,200", "2 1/2", "a couple of", "several"
    Count,
    /// "19", "19th"; 1 to 31
    Day,
    /// "January", "Jan."
    Month,
    /// "third", "3rd", "21st", "twenty-first"
    Ordinal,
    /// "about", "more than", "at least"
    Rough,
    /// "early", "mid-", "the end of"
    Stage,
    /// "Wednesday", "Wed."
    Weekday,
    /// "1998", "nineteen ninety-eight", "two thousand"
    Year,
}

/// A row of words and TIMEX3's modifier for it.
type Phrase = (&'static [&'static str], Option<&'static str>);

/// How exact a count is.
const ROUGH: &[Phrase] = &[
    (&["about"], Some("APPROX")),
    (&["around"], Some("APPROX")),
    (&["approximately"], Some("APPROX")),
    (&["roughly"], Some("APPROX")),
    (&["some"], Some("APPROX")),
    (&["nearly"], Some("LESS_THAN")),
    (&["almost"], Some("LESS_THAN")),
    (&["less", "than"], Some("LESS_THAN")),
    (&["fewer", "than"], Some("LESS_THAN")),
    (&["under"], Some("LESS_THAN")),
    (&["more", "than"], Some("MORE_THAN")),
    (&["over"], Some("MORE_THAN")),
    (&["at", "least"], Some("EQUAL_OR_MORE")),
    (&["no", "less", "than"], Some("EQUAL_OR_MORE")),
    (&["at", "most"], Some("EQUAL_OR_LESS")),
    (&["up", "to"], Some("EQUAL_OR_LESS")),
    (&["no", "more", "than"], Some("EQUAL_OR_LESS")),
    (&["as", "much", "as"], Some("EQUAL_OR_LESS")),
    (&["as", "many", "as"], Some("EQUAL_OR_LESS")),
];

/// Which part of a calendar unit is meant.
const STAGE: &[Phrase] = &[
    (&["early", "in"], Some("START")),
    (&["early"], Some("START")),
    (&["earlier", "in"], Some("START")),
    (&["earlier"], Some("START")),
    (&["the", "beginning", "of"], Some("START")),
    (&["the", "start", "of"], Some("START")),
    (&["mid"], Some("MID")),
    (&["the", "middle", "of"], Some("MID")),
    (&["late", "in"], Some("END")),
    (&["late"], Some("END")),
    (&["later", "in"], Some("END")),
    (&["later"], Some("END")),
    (&["the", "end", "of"], Some("END")),
    (&["sometime", "in"], None),
    (&["sometime"], None),
];

/// Words that the parts below read beside classes and phrases.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "a", "an", "few", "several", "many", "couple", "of", "half", "dozen", "dozens", "hundreds", "scores",
    "and", "am", "pm", "p", "m", "o", "clock", "st", "nd", "rd", "th", ".", ":", "-", "/", "'", "thousands",
];

impl Part {
    /// Every word that a part reads.
    pub fn words() -> impl Iterator<Item = &'static str> {
        let phrases = ROUGH
            .iter()
            .chain(STAGE)
            .flat_map(|(phrase, _)| phrase.iter().copied());
        WORDS
            .iter()
            .copied()
            .chain(phrases)
            .chain(crate::days::WORDS.iter().copied())
    }

    /// Whether a piece of this sort can start with such a word.
    pub fn can_start(self, entry: &Entry) -> bool {
        use Class as C;
        let name = entry.name;
        match self {
            Self::Clock | Self::Day => matches!(entry.class, C::Number | C::Half | C::Decimal),
            Self::Count => {
                matches!(
                    entry.class,
                    C::Number | C::Grouped | C::Half | C::Cardinal | C::Scale
                ) || matches!(
                    name,
                    "a" | "an" | "few" | "several" | "many" | "half" | "dozens" | "hundreds" | "scores"
                ) || matches!(name, "couple" | "thousands")
            }
            Self::Month => matches!(entry.class, C::Month | C::MonthShort),
            Self::Ordinal => matches!(entry.class, C::Number | C::Ordinal | C::Cardinal),
            Self::Rough => starts(ROUGH, name),
            Self::Stage => starts(STAGE, name),
            Self::Weekday => matches!(entry.class, C::Weekday | C::WeekdayShort),
            Self::Year => matches!(entry.class, C::Number | C::Cardinal),
        }
    }

    /// The piece that starts with the token at `at`, and the token after it.
    pub fn read(self, cx: &Context<'_>, at: usize) -> Option<(usize, Datum)> {
        match self {
            Self::Clock => clock::clock(cx, at),
            Self::Count => count::count(cx, at).map(|(next, count)| (next, Datum::Count(count))),
            Self::Day => day(cx, at),
            Self::Month => month(cx, at),
            Self::Ordinal => ordinal(cx, at).map(|(next, n)| (next, Datum::Ordinal(n))),
            Self::Rough => phrase(ROUGH, cx, at),
            Self::Stage => phrase(STAGE, cx, at),
            Self::Weekday => weekday(cx, at),
            Self::Year => year(cx, at),
        }
    }
}

fn starts(phrases: &[Phrase], name: &str) -> bool {
    !name.is_empty() && phrases.iter().any(|(phrase, _)| phrase.first() == Some(&name))
}

/// The first phrase of the table that stands at `at`, with a hyphen that joins it to what follows.
fn phrase(phrases: &[Phrase], cx: &Context<'_>, at: usize) -> Option<(usize, Datum)> {
    phrases.iter().find_map(|(phrase, modifier)| {
        if !phrase.iter().enumerate().all(|(i, word)| cx.is(at + i, &[word])) {
            return None;
        }
        let mut next = at + phrase.len();
        if cx.is(next, &["-"]) && !cx.spaced(next) {
            next += 1;
        }
        Some((next, Datum::Modifier(*modifier)))
    })
}

/// "January", "Jan."; "may" and "march" only with a capital.
fn month(cx: &Context<'_>, at: usize) -> Option<(usize, Datum)> {
    let token = cx.tokens.get(at)?;
    let month = Datum::Month(i8::try_from(token.val).ok()?);
    match token.class {
        Class::Month if token.capital => Some((at + 1, month)),
        Class::MonthShort if token.capital => Some((abbreviation(cx, at + 1), month)),
        _ => None,
    }
}

/// "Wednesday", "Wed."
fn weekday(cx: &Context<'_>, at: usize) -> Option<(usize, Datum)> {
    let token = cx.tokens.get(at)?;
    let weekday = Datum::Weekday(i8::try_from(token.val).ok()?);
    match token.class {
        Class::Weekday if token.capital => Some((at + 1, weekday)),
        Class::WeekdayShort if token.capital => Some((abbreviation(cx, at + 1), weekday)),
        _ => None,
    }
}

/// Past the full stop of an abbreviation.
fn abbreviation(cx: &Context<'_>, at: usize) -> usize {
    if cx.is(at, &["."]) && !cx.spaced(at) {
        at + 1
    } else {
        at
    }
}

/// "19", "19th"
fn day(cx: &Context<'_>, at: usize) -> Option<(usize, Datum)> {
    let token = cx.tokens.get(at)?;
    if token.class != Class::Number || !(1..=31).contains(&token.val) || token.end - token.start > 2 {
        return None;
    }
    let next = if !cx.spaced(at + 1) && cx.is(at + 1, &["st", "nd", "rd", "th"]) {
        at + 2
    } else {
        at + 1
    };
    // Not the start of something longer: 10:30, 10%, 10-9, 5th-graders.
    let glued = next < cx.tokens.len() && !cx.spaced(next);
    if glued && (cx.is(next, &["%", "/", "'"]) || cx.is(next, &[":"]) && !cx.spaced(next + 1)) {
        return None;
    }
    Some((next, Datum::Day(token.val as i8)))
}

/// "third", "3rd", "twenty-first"
fn ordinal(cx: &Context<'_>, at: usize) -> Option<(usize, i32)> {
    let token = cx.tokens.get(at)?;
    match token.class {
        Class::Ordinal => Some((at + 1, token.val)),
        Class::Number if !cx.spaced(at + 1) && cx.is(at + 1, &["st", "nd", "rd", "th"]) => {
            Some((at + 2, token.val))
        }
        Class::Cardinal if token.val >= 20 && cx.is(at + 1, &["-"]) => {
            let last = cx.tokens.get(at + 2)?;
            (last.class == Class::Ordinal && last.val < 10).then_some((at + 3, token.val + last.val))
        }
        _ => None,
    }
}

/// "1998", "nineteen ninety-eight", "two thousand"
fn year(cx: &Context<'_>, at: usize) -> Option<(usize, Datum)> {
    let token = cx.tokens.get(at)?;
    if token.class == Class::Number {
        let fits = token.end - token.start == 4 && (1000..=2199).contains(&token.val);
        return fits.then_some((at + 1, Datum::Year(token.val as i16)));
    }
    let (next, first) = count::below_hundred(cx, at)?;
    if (10..=20).contains(&first) {
        let (next, second) = count::below_hundred(cx, next)?;
        return (second >= 10).then_some((next, Datum::Year((first * 100 + second) as i16)));
    }
    let thousand = cx
        .tokens
        .get(next)
        .is_some_and(|t| t.class == Class::Scale && t.val == 1000);
    if first == 2 && thousand {
        let (next, rest) = count::below_hundred(cx, next + 1).unwrap_or((next + 1, 0));
        return Some((next, Datum::Year((2000 + rest) as i16)));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::Grammar;
    use jiff::civil::date;

    /// How much of `text` the part reads from its start, and what.
    pub(super) fn read(part: Part, text: &str) -> Option<(String, Datum)> {
        let cx = Context::new(text, date(1998, 3, 9), Grammar::english().lexicon());
        let (next, datum) = part.read(&cx, 0)?;
        Some((text[..cx.tokens[next - 1].end].to_owned(), datum))
    }

    #[test]
    fn years() {
        for (text, year) in [
            ("1998", 1998),
            ("nineteen ninety-eight", 1998),
            ("two thousand", 2000),
        ] {
            assert_eq!(read(Part::Year, text), Some((text.to_owned(), Datum::Year(year))));
        }
        for text in ["1,998", "998", "19980", "1998.5", "ten people"] {
            assert_eq!(read(Part::Year, text), None, "{text}");
        }
    }

    #[test]
    fn may_the_verb_is_no_month() {
        assert_eq!(read(Part::Month, "may 5"), None);
        assert_eq!(
            read(Part::Month, "Sept. 5").map(|r| r.0).as_deref(),
            Some("Sept.")
        );
    }
}
