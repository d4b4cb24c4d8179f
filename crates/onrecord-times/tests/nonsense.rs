//! Words that look like times and are none, or are not the whole of one.

use jiff::civil::date;
use onrecord_times::find;

/// What is found in a text of 6 March 2025, as `[words] value`.
fn found(text: &str) -> Vec<String> {
    let times = find(text, date(2025, 3, 6));
    times
        .iter()
        .map(|time| format!("[{}] {}", &text[time.bytes.clone()], time.value))
        .collect()
}

#[test]
fn words_that_stay_what_they_are() {
    let texts = [
        "They may go, and the troops march on.",
        "May said it may not. March on, she added.",
        "We sat in the sun and they wed.",
        "He came second, for the second time, and a second man fell.",
        "They won 10-9, and lost 3-2 and 21-14-7.",
        "The vote was 52-48.",
        "Some 1,900 people came, then 2000 people more.",
        "The 49ers beat the 76ers.",
        "Take Route 66 to Highway 1999.",
        "She sang Jordan's Friday.",
        "April Roe met June Smith and August Wilson.",
        "The Sunday Times and the Daily News wrote of Black Friday.",
        "A minute amount was left of it.",
        "They fall, they spring up, they march.",
        "It costs $1999, or 2000 francs.",
        "Flight 1989 left from gate 12.",
        "The ratio is 3:2, chapter 4:12, at 1:500.",
        "Mr. Roe, 52 years old, has a 6-year-old girl.",
        "It is a matter of days, open 24 hours a day.",
        "A quarter of them left, three quarters of the rest stayed.",
        "He scored in the first quarter of the game.",
        "They are up-to-date, day-to-day and out of season.",
        "He took part in the march of the mothers.",
        "The decade-old T-72 and the Boeing 747.",
        "Windows 2000 and Article 1984 are no years.",
        "It is up 2.5% and down 1.9 points.",
        "He is the one, mon ami, and will sue. Sun Microsystems fell.",
        "That was once upon a time.",
        "She drove a 1987 Buick to the leaders of tomorrow.",
        "Its average daily volume is of interest to today's youth.",
        "The temple of 1200 B.C. was built in the 5th century BC.",
        "It is a plan for the future of the town.",
    ];
    let wrong: Vec<_> = texts
        .iter()
        .map(|text| (text, found(text)))
        .filter(|(_, times)| !times.is_empty())
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn times_beside_them() {
    for (text, times) in [
        ("In May it may open.", &["[May] 2025-05"][..]),
        ("Sat., March 1, they sat.", &["[Sat., March 1] 2025-03-01"]),
        (
            "The second quarter came second.",
            &["[The second quarter] 2024-Q2"],
        ),
        ("Jordan's Friday statement was clear.", &["[Friday] 2025-02-28"]),
        ("In 2000 some 2000 people came.", &["[2000] 2000"]),
        ("They won 10-9 on Tuesday.", &["[Tuesday] 2025-03-04"]),
        ("In 1849 the 49ers came.", &["[1849] 1849"]),
    ] {
        assert_eq!(found(text), times, "{text}");
    }
}
