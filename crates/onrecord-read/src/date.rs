//! The forms of a day that can be read without guessing.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use crate::error::{Trouble, shown};

const HINT: &str = "write the day as YYYY-MM-DD";

/// The day that `written` names.
///
/// Read are `2025-03-06`, `2025/03/06`, `2025.03.06`, `20250306`, each also with a time behind it; RFC 2822
/// and other forms with the month's English name (`Thu, 06 Mar 2025 10:00:00 +0000`, `March 6, 2025`); and
/// seconds (9 or 10 digits) or milliseconds (12 or 13) since 1970, as a day in UTC. A time's day is the day as
/// it is written, in whatever zone. `03/04/2025` is refused: it can be read in two ways.
pub(crate) fn day(written: &str) -> Result<Date, Trouble> {
    let text = written.trim();
    year_first(text)
        .or_else(|| compact(text))
        .or_else(|| named_month(text))
        .unwrap_or_else(|| {
            let found = shown(text, 40);
            Err(match numbers(text) {
                Some(3) => Trouble::new(format!(
                    "the date `{found}` is ambiguous: day and month could change places"
                )),
                _ => Trouble::new(format!("expected a date, found `{found}`")),
            }
            .hint(HINT))
        })
}

/// The day of a bare number: YYYYMMDD, or seconds or milliseconds since 1970.
pub(crate) fn day_of_number(number: f64) -> Result<Date, Trouble> {
    if number.is_finite() && (0.0..1e14).contains(&number) {
        day(&format!("{}", number.trunc() as u64))
    } else {
        Err(Trouble::new(format!("expected a date, found the number {number}")).hint(HINT))
    }
}

/// Whether `token` is written like a date in digits, right or wrong.
pub(crate) fn looks_like_a_date(token: &str) -> bool {
    numbers(token) == Some(3)
        || (token.len() == 8 && token.bytes().all(|b| b.is_ascii_digit()))
        || token
            .get(..10)
            .is_some_and(|start| start.contains('-') && numbers(start) == Some(3))
}

/// How many numbers `text` consists of, where it has nothing but digits with one of `-`, `/`, `.` between.
fn numbers(text: &str) -> Option<usize> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    parts
        .iter()
        .all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
        .then_some(parts.len())
}

type Read = Option<Result<Date, Trouble>>;

fn year_first(text: &str) -> Read {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '/' | '.'))
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let separator = digits.chars().nth(4).filter(|c| !c.is_ascii_digit())?;
    let mut parts = digits.split(separator);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    // `2025-03-06-05:00`: a day with its zone.
    let zone = parts.next().is_some();
    let right = year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len());
    if !right
        || zone && (separator != '-' || parts.next().is_some())
        || !(rest.is_empty() || zone || time_follows(rest))
    {
        return None;
    }
    Some(calendar(
        text,
        year.parse().ok()?,
        month.parse().ok()?,
        day.parse().ok()?,
    ))
}

/// Whether `rest`, what stands behind a day, is a time or a zone and not more words.
fn time_follows(rest: &str) -> bool {
    let time = rest.trim_start_matches([' ', ',']);
    let time = time.strip_prefix(['T', 't']).unwrap_or(time);
    time.is_empty()
        || matches!(time, "Z" | "z")
        || time.starts_with('+')
        || time.split_once(':').map_or(
            time.len() >= 4 && time.bytes().take(4).all(|b| b.is_ascii_digit()),
            |(hour, _)| (1..=2).contains(&hour.len()) && hour.bytes().all(|b| b.is_ascii_digit()),
        )
}

fn compact(text: &str) -> Read {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let day = |digits: &str| {
        Some(calendar(
            text,
            digits.get(..4)?.parse().ok()?,
            digits.get(4..6)?.parse().ok()?,
            digits.get(6..8)?.parse().ok()?,
        ))
    };
    match digits.len() {
        8 if rest.is_empty() || time_follows(rest) => day(digits),
        14 if rest.is_empty() => day(digits),
        9 | 10 if rest.is_empty() => utc(text, Timestamp::from_second(digits.parse().ok()?)),
        12 | 13 if rest.is_empty() => utc(text, Timestamp::from_millisecond(digits.parse().ok()?)),
        _ => None,
    }
}

fn utc(text: &str, at: Result<Timestamp, jiff::Error>) -> Read {
    let at = at.map(|at| Offset::UTC.to_datetime(at).date());
    Some(at.map_err(|_| Trouble::new(format!("the time `{}` is out of range", shown(text, 40))).hint(HINT)))
}

/// A day, a month by its English name and a year of four digits, in any order, with what a mail's or a feed's
/// date has beside them: the day of the week, a time, a zone.
fn named_month(text: &str) -> Read {
    const WEEKDAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let (mut day, mut month, mut year) = (None, None, None);
    for token in text.split([' ', ',', '\t']).filter(|token| !token.is_empty()) {
        let word = token.trim_end_matches('.');
        if let Some(number) = month_number(word) {
            month.replace(number).is_none().then_some(())?;
        } else if word.bytes().all(|b| b.is_ascii_digit()) {
            match word.len() {
                1 | 2 => day.replace(word.parse::<i8>().ok()?).is_none().then_some(())?,
                4 => year.replace(word.parse::<i16>().ok()?).is_none().then_some(())?,
                _ => return None,
            }
        } else {
            let start = word.get(..3).unwrap_or_default().to_ascii_lowercase();
            let weekday = WEEKDAYS.contains(&start.as_str()) && word.len() <= 9;
            let time = word.contains(':') && word.starts_with(|c: char| c.is_ascii_digit());
            let zone = word.starts_with(['+', '-', '('])
                || (word.len() <= 5 && word.bytes().all(|b| b.is_ascii_alphabetic()));
            (weekday || time || zone).then_some(())?;
        }
    }
    Some(calendar(text, year?, month?, day?))
}

fn month_number(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_ascii_lowercase();
    let found = MONTHS.iter().position(|month| {
        *month == word || month.get(..3) == Some(&word) || word == "sept" && *month == "september"
    });
    found.map(|index| index as i8 + 1)
}

fn calendar(text: &str, year: i16, month: i8, day: i8) -> Result<Date, Trouble> {
    match Date::new(year, month, day) {
        Ok(date) if year > 0 => Ok(date),
        _ => Err(Trouble::new(format!("the date `{}` is not in the calendar", shown(text, 40))).hint(HINT)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn forms_that_name_one_day() {
        for written in [
            "2025-03-06",
            " 2025-03-06\n",
            "2025/03/06",
            "2025.3.6",
            "20250306",
            "2025-03-06T23:59:59-11:00",
            "2025-03-06T10:00:00.123456Z",
            "2025-03-06 10:00",
            "2025-03-06 10:00:00 +0000 UTC",
            "2025-03-06Z",
            "2025-03-06+03:00",
            "2025-03-06-05:00",
            "20250306T100000Z",
            "20250306 10:00",
            "20250306100000",
            "Thu, 06 Mar 2025 23:00:00 -0800",
            "06 Mar 2025 10:00 GMT",
            "Thu Mar  6 10:00:00 +0000 2025",
            "March 6, 2025",
            "6 March 2025",
            "Thursday, Mar. 6, 2025 10:30 AM EST",
            "1741255200",
            "1741255200000",
            "2025-03-06T1000",
        ] {
            assert_eq!(
                day(written).map(|d| d.to_string()),
                Ok("2025-03-06".to_string()),
                "{written}"
            );
        }
        assert_eq!(day_of_number(1741255200.75).unwrap().to_string(), "2025-03-06");
        assert_eq!(day_of_number(20250306.0).unwrap().to_string(), "2025-03-06");
    }

    #[test]
    fn what_does_not_name_one_day() {
        for (written, say) in [
            ("03/04/2025", "ambiguous"),
            ("3.4.2025", "ambiguous"),
            ("25/12/2025", "ambiguous"),
            ("03-04-25", "ambiguous"),
            ("9999-99-99", "not in the calendar"),
            ("2025-02-29", "not in the calendar"),
            ("0000-01-01", "not in the calendar"),
            ("20251340", "not in the calendar"),
            ("2025-03", "expected a date"),
            ("2025", "expected a date"),
            ("yesterday", "expected a date"),
            ("", "expected a date"),
            ("Mar 2025", "expected a date"),
            ("March 6", "expected a date"),
            ("06 Mar 25", "expected a date"),
            ("2025-03-06 and after", "expected a date"),
            ("2025-03-06x", "expected a date"),
            ("1", "expected a date"),
            ("31 April 2025", "not in the calendar"),
            ("6 Mar 2025 to 7 Mar 2025", "expected a date"),
        ] {
            let trouble = day(written).unwrap_err();
            assert!(format!("{trouble:?}").contains(say), "{written}: {trouble:?}");
        }
        assert!(
            day_of_number(f64::NAN).is_err() && day_of_number(-5.0).is_err() && day_of_number(1e300).is_err()
        );
    }

    proptest! {
        #[test]
        fn any_day_is_read_back(days in 0i64..3_652_058, text in "\\PC{0,30}") {
            let date = jiff::civil::date(1, 1, 1) + jiff::Span::new().days(days);
            prop_assert_eq!(day(&date.to_string()), Ok(date));
            prop_assert_eq!(day(&date.strftime("%a, %d %b %Y 01:02:03 +0400").to_string()), Ok(date));
            let _ = day(&text);
        }

        #[test]
        fn digits_never_panic(text in "[0-9T:./+ -]{0,24}") {
            let _ = (day(&text), looks_like_a_date(&text));
        }
    }
}
