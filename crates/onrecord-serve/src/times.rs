//! TIMEX3 values in words, and as HTML's `datetime`.

use jiff::civil::{Date, ISOWeekDate, Weekday};

/// A day for reading: "7 May 2031".
pub(crate) fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// A day with its weekday: "Wednesday 7 May 2031".
pub(crate) fn full_day(date: Date) -> String {
    date.strftime("%A %-d %B %Y").to_string()
}

/// From one day to another, each named once.
pub(crate) fn days(first: Date, last: Date) -> String {
    if first == last {
        day(first)
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{}–{}", first.day(), day(last))
    } else if first.year() == last.year() {
        format!("{} – {}", first.strftime("%-d %B"), day(last))
    } else {
        format!("{} – {}", day(first), day(last))
    }
}

/// A normalized time in words; what has none is given as it is.
pub(crate) fn in_words(value: &str, modifier: Option<&str>, recurring: bool) -> String {
    let said = point(value)
        .or_else(|| length(value, recurring))
        .unwrap_or_else(|| value.to_owned());
    let before = match modifier {
        Some("START") => "the start of ",
        Some("MID") => "the middle of ",
        Some("END") => "the end of ",
        Some("APPROX") => "about ",
        Some("BEFORE") => "before ",
        Some("AFTER") => "after ",
        Some("ON_OR_BEFORE") => "on or before ",
        Some("ON_OR_AFTER") => "on or after ",
        Some("LESS_THAN") => "less than ",
        Some("MORE_THAN") => "more than ",
        Some("EQUAL_OR_LESS") => "at most ",
        Some("EQUAL_OR_MORE") => "at least ",
        _ => "",
    };
    format!("{before}{said}")
}

/// What HTML's `datetime` may hold of a value: a year, month, day, week, or minute of a day.
pub(crate) fn datetime(value: &str) -> Option<&str> {
    let (date, clock) = value.split_once('T').map_or((value, None), |(d, c)| (d, Some(c)));
    let shape: String = date
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    match (shape.as_str(), clock) {
        ("0000" | "0000-00" | "0000-W00", None) => Some(value),
        ("0000-00-00", None) => date.parse::<Date>().ok().map(|_| value),
        ("0000-00-00", Some(clock)) if is_clock(clock) => Some(value),
        _ => None,
    }
}

fn is_clock(clock: &str) -> bool {
    let shape: String = clock
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    matches!(shape.as_str(), "00:00" | "00:00:00")
}

/// A day, month, year …, maybe with a clock's time.
fn point(value: &str) -> Option<String> {
    match value {
        "PAST_REF" => return Some("in the past".into()),
        "PRESENT_REF" => return Some("now".into()),
        "FUTURE_REF" => return Some("in the future".into()),
        "XXXX-XX-XX" => return Some("a day that isn't known".into()),
        "XXXX-WXX" => return Some("a week that isn't known".into()),
        "XXXX-XX" => return Some("a month that isn't known".into()),
        "XXXX-QX" => return Some("a quarter that isn't known".into()),
        "XXXX-Q1" => return Some("every first quarter".into()),
        "XXXX-Q2" => return Some("every second quarter".into()),
        "XXXX-Q3" => return Some("every third quarter".into()),
        "XXXX-Q4" => return Some("every last quarter".into()),
        _ => {}
    }
    if value.starts_with('P') {
        return None;
    }
    let (date, clock) = value.split_once('T').map_or((value, None), |(d, c)| (d, Some(c)));
    let said = if date.is_empty() {
        String::new()
    } else {
        calendar(date)?
    };
    let Some(clock) = clock else {
        return Some(said).filter(|said| !said.is_empty());
    };
    let clock = match clock {
        "MO" => "morning",
        "MI" => "midday",
        "AF" => "afternoon",
        "EV" => "evening",
        "NI" => "night",
        "DT" => "by day",
        clock => clock,
    };
    Some(if said.is_empty() {
        clock.to_owned()
    } else {
        format!("{said}, {clock}")
    })
}

fn calendar(date: &str) -> Option<String> {
    if let Ok(date) = date.parse::<Date>() {
        return Some(full_day(date));
    }
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then_some(part.len());
    let mut parts = date.split('-');
    let year = parts.next()?;
    let (rest, more) = (parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    match (digits(year)?, rest, more) {
        (3, None, None) => Some(format!("the {year}0s")),
        (4, None, None) => Some(year.to_owned()),
        (4, Some(rest), None) if digits(rest) == Some(2) => {
            let first: Date = format!("{date}-01").parse().ok()?;
            Some(first.strftime("%B %Y").to_string())
        }
        (4, Some(rest), more) => {
            let named = |name: &str| Some(format!("{name} {year}"));
            match (rest, more) {
                ("SP", None) => named("spring"),
                ("SU", None) => named("summer"),
                ("FA", None) => named("autumn"),
                ("WI", None) => named("winter"),
                ("Q1", None) => named("the first quarter of"),
                ("Q2", None) => named("the second quarter of"),
                ("Q3", None) => named("the third quarter of"),
                ("Q4", None) => named("the last quarter of"),
                ("H1", None) => named("the first half of"),
                ("H2", None) => named("the second half of"),
                _ => week(year, rest.strip_prefix('W')?, more),
            }
        }
        _ => None,
    }
}

fn week(year: &str, week: &str, more: Option<&str>) -> Option<String> {
    let monday = ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, Weekday::Monday).ok()?;
    let what = match more {
        None => "the week of",
        Some("WE") => "the weekend after",
        Some(_) => return None,
    };
    Some(format!("{what} {}", day(monday.date())))
}

/// A length of time: "2 weeks"; a recurring one: "every week".
fn length(value: &str, recurring: bool) -> Option<String> {
    let mut rest = value.strip_prefix('P')?;
    let mut of_a_day = false;
    let mut said = Vec::new();
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T') {
            of_a_day = true;
            rest = after;
            continue;
        }
        let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == 'X'))?;
        let (number, after) = rest.split_at(end);
        let (unit, name) = [
            ("DE", "decade"),
            ("CE", "century"),
            ("Y", "year"),
            ("Q", "quarter"),
            ("M", if of_a_day { "minute" } else { "month" }),
            ("WE", "weekend"),
            ("W", "week"),
            ("D", "day"),
            ("H", "hour"),
            ("S", "second"),
        ]
        .into_iter()
        .find(|(unit, _)| after.starts_with(unit))?;
        let many = match name {
            "century" => "centuries".to_owned(),
            name => format!("{name}s"),
        };
        said.push(match (number, recurring) {
            ("", _) => return None,
            ("X", _) => format!("some {many}"),
            ("1", true) => name.to_owned(),
            ("1", false) => format!("1 {name}"),
            (number, _) => format!("{number} {many}"),
        });
        rest = &after[unit.len()..];
    }
    let said = Some(said.join(" ")).filter(|said| !said.is_empty())?;
    Some(if recurring { format!("every {said}") } else { said })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_in_words() {
        for (value, words) in [
            ("2031-05-07", "Wednesday 7 May 2031"),
            ("2031-05", "May 2031"),
            ("2031", "2031"),
            ("203", "the 2030s"),
            ("2031-W19", "the week of 5 May 2031"),
            ("2031-W19-WE", "the weekend after 5 May 2031"),
            ("2031-Q2", "the second quarter of 2031"),
            ("2030-FA", "autumn 2030"),
            ("2031-05-07TEV", "Wednesday 7 May 2031, evening"),
            ("2031-05-07T09:30", "Wednesday 7 May 2031, 09:30"),
            ("T09:30", "09:30"),
            ("P2W", "2 weeks"),
            ("P1M", "1 month"),
            ("PT1H30M", "1 hour 30 minutes"),
            ("PXD", "some days"),
            ("PAST_REF", "in the past"),
            ("2031-13", "2031-13"),
            ("XXXX-WXX-1", "XXXX-WXX-1"),
            ("XXXX-XX-XX", "a day that isn't known"),
            ("XXXX-Q4", "every last quarter"),
            ("P", "P"),
            ("", ""),
            ("é-Wé", "é-Wé"),
        ] {
            assert_eq!(in_words(value, None, false), words, "{value}");
        }
        assert_eq!(in_words("2031-05", Some("MID"), false), "the middle of May 2031");
        assert_eq!(in_words("P1D", None, true), "every day");
    }

    #[test]
    fn only_dates_are_datetimes() {
        for value in ["2031", "2031-05", "2031-05-07", "2031-W19", "2031-05-07T09:30"] {
            assert_eq!(datetime(value), Some(value));
        }
        for value in ["P2W", "2031-SP", "2031-02-30", "2031-05-07TEV", "PAST_REF", ""] {
            assert_eq!(datetime(value), None, "{value}");
        }
    }

    #[test]
    fn a_stretch_of_days_names_each_thing_once() {
        use jiff::civil::date;
        assert_eq!(days(date(2031, 5, 7), date(2031, 5, 7)), "7 May 2031");
        assert_eq!(days(date(2031, 5, 7), date(2031, 5, 9)), "7–9 May 2031");
        assert_eq!(days(date(2031, 4, 7), date(2031, 5, 9)), "7 April – 9 May 2031");
        assert_eq!(
            days(date(2030, 4, 7), date(2031, 5, 9)),
            "7 April 2030 – 9 May 2031"
        );
    }
}
