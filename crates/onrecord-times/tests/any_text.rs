//! Whatever the text and the date: no panic, spans on the text, in order, and the same answer twice.

use jiff::civil::{Date, date};
use onrecord_times::find;
use proptest::prelude::*;

/// Days of the years 1 to 9999, the ends more often than by chance.
fn dates() -> impl Strategy<Value = Date> {
    let ends = [
        date(1, 1, 1),
        date(9999, 12, 31),
        date(2024, 2, 29),
        date(2024, 12, 30),
        date(2021, 1, 3),
    ];
    prop_oneof![
        prop::sample::select(ends.to_vec()),
        (1i16..=9999, 1i8..=12, 1i8..=28).prop_map(|(year, month, day)| date(year, month, day)),
    ]
}

/// Words that rules are made of, in any order, so that the rules are reached.
fn phrases() -> impl Strategy<Value = String> {
    #[rustfmt::skip]
    let words = [
        "the", "a", "in", "last", "next", "this", "first", "third", "31", "29", "Feb.", "February", "1998",
        "9999", "0", "1", "999,999,999", "4294967295", "2.5", "1/2", "half", "an", "million", "thousand",
        "centuries", "years", "year", "quarter", "quarters", "weeks", "days", "hours", "ago", "later",
        "earlier", "before", "after", "from", "now", "Friday", "Monday", "Easter", "Christmas", "Day",
        "Eve", "night", "morning", "12:60", "24:00", "p.m.", "GMT", "EST", "-", "–", ",", ".", "'s", "’s",
        "’", "of", "week", "weekend", "spring", "and", "to", "until", "will", "said", "every", "each",
        "twice", "daily", "the day before yesterday", "two", "twenty", "nineteen", "ninety", "s", "'90s",
        "2000", "/", "(", ")", ":", "á", "🕓", "\n\n", "now", "future", "that", "following", "century",
        "decade", "Q", "H", "fortnight", "Ramadan", "Passover", "Orthodox", "Hanukkah", "no later than", "since",
        "by", "last", "next", "past", "coming", "Sunday", "half", "decade", "about", "more", "than", "mid", "early", "late", "end", "month", "day", "Jan", "May",
        "st",
    ];
    let spaced = (
        prop::sample::select(words.to_vec()),
        prop::sample::select(vec![" ", "", "  ", "\n", "\u{a0}"]),
    );
    prop::collection::vec(spaced, 0..30)
        .prop_map(|all| all.into_iter().flat_map(|(word, space)| [word, space]).collect())
}

fn holds(text: &str, date: Date) -> Result<(), TestCaseError> {
    let times = find(text, date);
    let mut end = 0;
    for time in &times {
        prop_assert!(
            time.bytes.start >= end && time.bytes.start < time.bytes.end,
            "{times:?}"
        );
        prop_assert!(
            text.get(time.bytes.clone())
                .is_some_and(|words| words == words.trim()),
            "{times:?}"
        );
        prop_assert!(
            !time.value.is_empty() && time.value.is_ascii() && !time.value.contains(' '),
            "{times:?}"
        );
        if let (Some(from), Some(to)) = (time.from, time.to) {
            prop_assert!(from <= to, "{time:?}");
        }
        for day in [time.from, time.to].into_iter().flatten() {
            prop_assert!((1..=9999).contains(&day.year()), "{time:?}");
        }
        end = time.bytes.end;
    }
    prop_assert_eq!(times, find(text, date));
    Ok(())
}

proptest! {
    #[test]
    fn any_text(text in ".{0,200}", date in dates()) {
        holds(&text, date)?;
    }

    #[test]
    fn any_phrases(text in phrases(), date in dates()) {
        holds(&text, date)?;
    }

    #[test]
    fn full_dates_stay_themselves((year, month, day) in (1000i16..2200, 1i8..=12, 1i8..=28), report in dates()) {
        let day = date(year, month, day);
        let text = day.strftime("It ended on %B %-d, %Y, they said.").to_string();
        let times = find(&text, report);
        prop_assert_eq!(times.len(), 1);
        prop_assert_eq!(&times[0].value, &day.to_string());
    }

    #[test]
    fn weekdays_are_of_the_last_seven_days(report in dates()) {
        // The seven days before may lie in the year 0, which is not named.
        let report = report.max(date(1, 1, 7));
        for name in ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] {
            let times = find(&format!("He said {name} that it was so."), report);
            let found: Date = times[0].value.parse().unwrap();
            let days = (report - found).get_days();
            prop_assert!((0..7).contains(&days));
            prop_assert_eq!(found.strftime("%A").to_string(), name);
        }
    }
}
