//! What the crate knows of English, one family of expressions a file.
//!
//! A rule is a pattern (see [`crate::pattern`]), examples, and a function that gives the value or refuses.
//! The examples are its tests: `[…]` marks what is to be found in a text of that date, and what comes last
//! is its type, value and modifier. An example without brackets is one in which nothing may be found.
//!
//! Where several rules match at one place, the longest wins, and of equals the one that is listed first.

mod ago;
mod anchored;
mod calendar_dates;
mod clock;
mod compared_quarters;
mod decades;
mod durations;
mod events;
mod feasts;
mod halves;
mod holidays;
mod months;
mod numeric_dates;
mod parts_of_day;
mod placed_durations;
mod quarters;
mod ranged_dates;
mod relative_days;
mod relative_units;
mod seasons;
mod sets;
mod sun_and_moon;
mod vague;
mod vague_durations;
mod weekdays;
mod weekends;
mod years;

use crate::found::Match;
use crate::value::Value;

/// One piece of knowledge about English.
pub(crate) struct Rule {
    /// What it finds, in a few words. Unique.
    #[cfg_attr(not(test), expect(dead_code))]
    pub name: &'static str,
    /// How it is written.
    pub patterns: &'static [&'static str],
    /// Date, text, and what is to be found in it.
    #[cfg_attr(not(test), expect(dead_code))]
    pub examples: &'static [(&'static str, &'static str, &'static str)],
    /// The value, or `None` where the words don't mean a time after all.
    pub value: fn(&Match<'_>) -> Option<Value>,
}

/// All rules.
pub(crate) const FAMILIES: &[&[Rule]] = &[
    numeric_dates::RULES,
    calendar_dates::RULES,
    ranged_dates::RULES,
    months::RULES,
    years::RULES,
    decades::RULES,
    clock::RULES,
    parts_of_day::RULES,
    weekdays::RULES,
    weekends::RULES,
    holidays::RULES,
    feasts::RULES,
    relative_days::RULES,
    relative_units::RULES,
    anchored::RULES,
    events::RULES,
    ago::RULES,
    quarters::RULES,
    halves::RULES,
    compared_quarters::RULES,
    seasons::RULES,
    sets::RULES,
    sun_and_moon::RULES,
    placed_durations::RULES,
    durations::RULES,
    vague_durations::RULES,
    vague::RULES,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find;

    #[test]
    fn examples_hold() {
        let mut wrong = Vec::new();
        for rule in FAMILIES.iter().copied().flatten() {
            assert!(!rule.examples.is_empty(), "{}: no example", rule.name);
            for (date, marked, expected) in rule.examples {
                let text = marked.replace(['[', ']'], "");
                let times = find(&text, date.parse().unwrap());
                let shown = |e: &crate::Expression| {
                    [e.kind.as_str(), &e.value, e.modifier.unwrap_or("")]
                        .join(" ")
                        .trim_end()
                        .to_owned()
                };
                let right = match marked.find('[') {
                    None => times.is_empty(),
                    Some(start) => {
                        let end = marked.find(']').unwrap() - 1;
                        times
                            .iter()
                            .any(|e| e.bytes == (start..end) && shown(e) == *expected)
                    }
                };
                if !right {
                    let got: Vec<_> = times
                        .iter()
                        .map(|e| format!("[{}] {}", &text[e.bytes.clone()], shown(e)))
                        .collect();
                    wrong.push(format!(
                        "{}: {marked} {expected}\n    got {}",
                        rule.name,
                        got.join(", ")
                    ));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = FAMILIES.iter().copied().flatten().map(|r| r.name).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
    }
}
