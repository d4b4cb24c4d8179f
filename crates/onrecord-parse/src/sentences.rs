//! Words → sentences.
//!
//! Rules for edited news: a paragraph ends a sentence; so do a full stop, a question mark, an exclamation mark
//! and an ellipsis before what can begin one, unless the full stop belongs to an abbreviation.

use std::ops::Range;

use crate::words::{Gap, Shape, Word};

/// Written with a full stop before a name or a number, and never at a sentence's end.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "col", "lt", "maj", "capt", "cmdr", "adm",
    "sgt", "cpl", "pvt", "hon", "rev", "fr", "st", "ste", "mt", "ft", "pres", "amb", "sec", "supt", "det",
    "insp", "messrs", "mme", "mlle", "vs", "v", "no", "nos", "art", "fig", "pp", "vol", "ed", "eds", "cf",
    "al", "approx", "est", "brig", "vice", "asst", "atty", "gens", "sens", "reps", "govs", "drs",
];

/// Written with a full stop, which ends a sentence only where the next word begins one beyond doubt.
const ABBREVIATIONS: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "mon", "tue",
    "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "inc", "corp", "co", "ltd", "bros", "jr",
    "sr", "etc", "dept", "univ", "assn", "ave", "blvd", "rd", "hwy", "ariz", "ark", "calif", "colo", "conn",
    "del", "fla", "ga", "ill", "ind", "kan", "ky", "la", "md", "mass", "mich", "minn", "miss", "mo", "mont",
    "neb", "nev", "okla", "ore", "pa", "tenn", "tex", "va", "vt", "wash", "wis", "wyo", "est", "min", "sec",
    "hr", "hrs", "kg", "km", "lb", "oz", "ext", "phd", "esq", "bldg", "intl", "natl", "govt", "gmbh", "plc",
    "llc",
];

/// Words that, capitalized after an abbreviation, most likely begin a sentence.
const OPENERS: &[&str] = &[
    "the",
    "a",
    "an",
    "this",
    "that",
    "these",
    "those",
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "you",
    "his",
    "her",
    "its",
    "their",
    "our",
    "but",
    "and",
    "in",
    "on",
    "at",
    "for",
    "from",
    "after",
    "before",
    "while",
    "when",
    "if",
    "as",
    "however",
    "meanwhile",
    "there",
    "asked",
    "according",
    "with",
    "by",
    "both",
    "some",
    "many",
    "most",
    "no",
    "not",
    "since",
    "although",
    "though",
    "under",
    "one",
    "two",
    "what",
    "who",
    "why",
    "how",
    "last",
    "later",
];

/// Sentences as ranges of words, in order, holding every word.
pub(crate) fn sentences(text: &str, words: &[Word]) -> Vec<Range<usize>> {
    let (mut out, mut start) = (Vec::new(), 0);
    for at in 1..words.len() {
        if begins(text, words, start, at) {
            out.push(start..at);
            start = at;
        }
    }
    if !words.is_empty() {
        out.push(start..words.len());
    }
    out
}

fn of<'t>(text: &'t str, words: &[Word], at: usize) -> &'t str {
    words
        .get(at)
        .and_then(|word| text.get(word.bytes.clone()))
        .unwrap_or_default()
}

fn listed(list: &[&str], word: &str) -> bool {
    word.len() <= 10 && list.contains(&word.to_lowercase().as_str())
}

/// Whether a sentence begins at word `at`, the last one having begun at `start`.
fn begins(text: &str, words: &[Word], start: usize, at: usize) -> bool {
    let (Some(word), Some(before)) = (words.get(at), at.checked_sub(1)) else {
        return false;
    };
    match word.gap {
        Gap::Paragraph => return true,
        Gap::None => return false,
        Gap::Line | Gap::Space => {}
    }
    // Step back over what closes: quotation marks and brackets behind the full stop.
    let mut stop = before;
    while stop > start
        && words.get(stop).is_some_and(|w| w.gap == Gap::None)
        && matches!(of(text, words, stop), "\"" | "”" | "»" | "’" | "'" | ")" | "]")
    {
        stop -= 1;
    }
    let mark = of(text, words, stop);
    if !matches!(mark, "." | "?" | "!" | "…") {
        // A line of its own that doesn't run on: a headline, a dateline, an item of a list.
        return word.gap == Gap::Line && word.shape != Shape::Lower && line_is_short(text, words, at);
    }
    // What opens the next: skip an opening quotation mark or bracket.
    let mut first = at;
    while matches!(of(text, words, first), "\"" | "“" | "«" | "‘" | "'" | "(" | "[")
        && first + 1 < words.len()
    {
        first += 1;
    }
    let can_open = words
        .get(first)
        .is_some_and(|w| !matches!(w.shape, Shape::Lower | Shape::Mark))
        || matches!(
            of(text, words, first),
            "$" | "#" | "@" | "-" | "–" | "—" | "•" | "*" | "£" | "€"
        );
    if !can_open || mark != "." {
        return can_open;
    }
    let closed = stop < before;
    let Some(last) = stop.checked_sub(1).filter(|&last| last >= start) else {
        return true;
    };
    let (ending, next) = (of(text, words, last), of(text, words, first));
    let joined = words.get(stop).is_some_and(|w| w.gap == Gap::None);
    if closed || !joined {
        return true;
    }
    if listed(TITLES, ending) && words.get(last).is_some_and(|w| w.shape != Shape::Lower) {
        return ending.eq_ignore_ascii_case("no") && !next.starts_with(|c: char| c.is_numeric());
    }
    let dotted =
        last >= 2 && of(text, words, last - 1) == "." && words.get(last).is_some_and(|w| w.gap == Gap::None);
    let initial = words.get(last).is_some_and(|w| w.shape == Shape::Initial);
    if dotted && ending.chars().count() <= 2 {
        // U.S., p.m., a.m.: a sentence's end only before a word that begins one beyond doubt.
        return listed(OPENERS, next) || first > at;
    }
    if initial {
        return ending == "I" || listed(OPENERS, next) && last > start;
    }
    if listed(ABBREVIATIONS, ending) && words.get(last).is_some_and(|w| w.shape != Shape::Lower) {
        return listed(OPENERS, next);
    }
    true
}

/// Whether the line that ends before word `at` is short enough to be broken by hand, not by a column's width.
fn line_is_short(text: &str, words: &[Word], at: usize) -> bool {
    let Some(end) = at.checked_sub(1).and_then(|i| words.get(i)).map(|w| w.bytes.end) else {
        return false;
    };
    let line = text
        .get(..end)
        .and_then(|t| t.rsplit('\n').next())
        .unwrap_or_default();
    line.chars().count() < 55
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<&str> {
        let all = words(text);
        sentences(text, &all)
            .into_iter()
            .map(|s| &text[all[s.start].bytes.start..all[s.end - 1].bytes.end])
            .collect()
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        for one in [
            "Mr. Lund met Sen. Aho on Jan. 19 in St. Paul.",
            "The U.S. Senate voted at 3 p.m. Friday.",
            "J. R. Ode of Port Co. Ltd. spoke.",
            "It was No. 3 of the list.",
        ] {
            assert_eq!(cut(one), [one]);
        }
        assert_eq!(cut("They left the U.S. The talks failed.").len(), 2);
        assert_eq!(cut("Would they go? No. They stayed.").len(), 3);
    }

    #[test]
    fn closing_marks_stay_with_their_sentence() {
        assert_eq!(
            cut("\"It is over.\" Lund left. “Never!” he said. (He did.) So it ends."),
            [
                "\"It is over.\"",
                "Lund left.",
                "“Never!” he said.",
                "(He did.)",
                "So it ends."
            ]
        );
    }

    #[test]
    fn paragraphs_and_headlines_end_sentences() {
        assert_eq!(
            cut("Talks resume\n\nDOHA (AP) -- They met.\nThey left").len(),
            4 - 1
        );
        assert_eq!(cut("Talks resume\nThey met.").len(), 2);
    }

    proptest! {
        #[test]
        fn every_word_is_in_one_sentence(text in "[A-Za-z.?!\"”( \n]{0,80}") {
            let all = words(&text);
            let mut next = 0;
            for s in sentences(&text, &all) {
                prop_assert_eq!(s.start, next);
                prop_assert!(s.end > s.start);
                next = s.end;
            }
            prop_assert_eq!(next, all.len());
        }
    }
}
