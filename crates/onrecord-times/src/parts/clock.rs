//! Times of the clock: "10:35 a.m.", "15:00", "0730 GMT", "10.30 pm", "4 o'clock".

use super::abbreviation;
use crate::context::Context;
use crate::found::Datum;
use crate::lexicon::Class;

/// "0730 GMT", "10.30 pm": hour and minute in one number.
fn together(cx: &Context<'_>, at: usize) -> Option<(usize, Datum)> {
    let token = cx.tokens.get(at)?;
    let digits = cx.word(at);
    let zone = cx.tokens.get(at + 1).is_some_and(|t| t.class == Class::Zone);
    let (hour, minute, half) = match token.class {
        Class::Number if digits.len() == 4 && zone => (digits.get(..2)?, digits.get(2..)?, false),
        Class::Decimal if cx.is(at + 1, &["am", "pm"]) => {
            let (hour, minute) = digits.split_once('.')?;
            (hour, minute, cx.is(at + 1, &["pm"]))
        }
        _ => return None,
    };
    let (mut hour, minute) = (hour.parse::<i8>().ok()?, minute.parse::<i8>().ok()?);
    if token.class == Class::Decimal {
        hour = hour % 12 + if half { 12 } else { 0 };
    }
    let next = at + if token.class == Class::Number { 1 } else { 2 };
    let fits = (0..24).contains(&hour) && (0..60).contains(&minute) && digits.len() <= 5;
    fits.then_some((
        next,
        Datum::Clock {
            hour,
            minute: Some(minute),
        },
    ))
}

/// "10:35 a.m.", "5 p.m.", "15:00", "4 o'clock"
pub(super) fn clock(cx: &Context<'_>, at: usize) -> Option<(usize, Datum)> {
    if let Some(hour_minute) = together(cx, at) {
        return Some(hour_minute);
    }
    let mut hour = i8::try_from(cx.number(at)?)
        .ok()
        .filter(|h| (0..=24).contains(h))?;
    let (mut next, mut minute) = (at + 1, None);
    if cx.is(next, &[":"]) && !cx.spaced(next) && !cx.spaced(next + 1) {
        let token = cx
            .tokens
            .get(next + 1)
            .filter(|t| t.class == Class::Number && t.end - t.start == 2)?;
        minute = Some(i8::try_from(token.val).ok().filter(|m| (0..60).contains(m))?);
        next += 2;
        // 3:12:07 is a length or a place in a book.
        if cx.is(next, &[":"]) && !cx.spaced(next) {
            return None;
        }
    }
    let half = if cx.is(next, &["am", "pm"]) {
        next += 1;
        cx.is(next - 1, &["pm"])
    } else if cx.is(next, &["a", "p"])
        && cx.is(next + 1, &["."])
        && cx.is(next + 2, &["m"])
        && !cx.spaced(next + 2)
    {
        let pm = cx.is(next, &["p"]);
        next = abbreviation(cx, next + 3);
        pm
    } else if cx.is(next, &["o"]) && cx.is(next + 1, &["'"]) && cx.is(next + 2, &["clock"]) {
        return (1..=12)
            .contains(&hour)
            .then_some((next + 3, Datum::Clock { hour, minute }));
    } else {
        return minute.map(|_| (next, Datum::Clock { hour, minute }));
    };
    if !(1..=12).contains(&hour) {
        return None;
    }
    hour = hour % 12 + if half { 12 } else { 0 };
    Some((next, Datum::Clock { hour, minute }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::Part;
    use crate::parts::tests::read;

    #[test]
    fn clocks() {
        let clocks = [
            ("10:35 a.m. today", "10:35 a.m.", 10, Some(35)),
            ("12 p.m. today", "12 p.m.", 12, None),
            ("12:05 am today", "12:05 am", 0, Some(5)),
            ("15:00 GMT", "15:00", 15, Some(0)),
            ("0730 GMT", "0730", 7, Some(30)),
            ("10.30pm", "10.30pm", 22, Some(30)),
        ];
        for (text, taken, hour, minute) in clocks {
            assert_eq!(
                read(Part::Clock, text),
                Some((taken.to_owned(), Datum::Clock { hour, minute })),
                "{text}"
            );
        }
        for text in ["10 people", "25:10 pm", "3:12:07", "10:9", "13 p.m."] {
            assert_eq!(read(Part::Clock, text), None, "{text}");
        }
    }
}
