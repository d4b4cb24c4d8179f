//! Numbers of things in a content, with the bounds that the words set: "at least 40 civilians", "between 30 and 50".

use std::ops::Range;

use onrecord_types::{Quantity, Upos};

use crate::view::View;

/// What words before a number say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    /// at least
    Least,
    /// more than
    Above,
    /// up to
    Most,
    /// less than
    Below,
    /// about
    About,
}

/// Phrases of bounds; a longer one stands before one that it begins with.
const BOUNDS: &[(&str, Bound)] = &[
    ("at least", Bound::Least),
    ("no fewer than", Bound::Least),
    ("no less than", Bound::Least),
    ("not less than", Bound::Least),
    ("a minimum of", Bound::Least),
    ("more than", Bound::Above),
    ("over", Bound::Above),
    ("above", Bound::Above),
    ("upwards of", Bound::Above),
    ("at most", Bound::Most),
    ("up to", Bound::Most),
    ("as many as", Bound::Most),
    ("no more than", Bound::Most),
    ("not more than", Bound::Most),
    ("a maximum of", Bound::Most),
    ("fewer than", Bound::Below),
    ("less than", Bound::Below),
    ("under", Bound::Below),
    ("nearly", Bound::About),
    ("almost", Bound::About),
    ("about", Bound::About),
    ("around", Bound::About),
    ("some", Bound::About),
    ("roughly", Bound::About),
    ("approximately", Bound::About),
    ("an estimated", Bound::About),
];

/// The numbers of these words that count something; `is_time` tells words that belong to times.
pub(crate) fn numbers(
    view: &View<'_>,
    words: &Range<usize>,
    is_time: &dyn Fn(usize) -> bool,
) -> Vec<Quantity> {
    let mut out = Vec::new();
    let mut at = words.start;
    while at < words.end {
        let Some((end, value)) = cardinal(view, at, words.end).filter(|_| !is_time(at)) else {
            at += 1;
            continue;
        };
        let range = matches!(view.word(end), "-" | "–")
            .then(|| cardinal(view, end + 1, words.end))
            .flatten();
        let counted = match range {
            Some((last, _)) => counted(view, end + 1, last),
            None => counted(view, at, end),
        };
        let Some(counted) = counted else {
            at = end;
            continue;
        };
        // "between 30 and 50", "30 to 50", "30-50".
        let second = match view.word(end).to_lowercase().as_str() {
            "to" | "-" | "–" => cardinal(view, end + 1, words.end),
            "and" if at > 0 && view.lemma(at - 1) == "between" => cardinal(view, end + 1, words.end),
            _ => None,
        };
        if let Some((last, high)) = second.filter(|(_, high)| *high > value) {
            let first = if at > words.start && matches!(view.lemma(at - 1).as_str(), "between" | "from") {
                at - 1
            } else {
                at
            };
            out.extend(quantity(
                view,
                first..last,
                Some(value),
                None,
                Some(high),
                counted,
            ));
            at = last;
            continue;
        }
        let (first, bound) = bound(view, words.start, at);
        let (low, best, high) = match bound {
            None => (Some(value), Some(value), Some(value)),
            Some(Bound::Least) => (Some(value), Some(value), None),
            Some(Bound::Above) => (value.checked_add(1), None, None),
            Some(Bound::Most) => (None, None, Some(value)),
            Some(Bound::Below) => (None, None, value.checked_sub(1)),
            Some(Bound::About) => (None, Some(value), None),
        };
        out.extend(quantity(view, first..end, low, best, high, counted));
        at = end;
    }
    out
}

fn quantity(
    view: &View<'_>,
    words: Range<usize>,
    low: Option<i64>,
    best: Option<i64>,
    high: Option<i64>,
    of: String,
) -> Option<Quantity> {
    Some(Quantity {
        span: view.span(&words)?,
        low,
        best,
        high,
        of: Some(of).filter(|of| !of.is_empty()),
    })
}

/// The bound before a number, and where its words begin.
fn bound(view: &View<'_>, start: usize, number: usize) -> (usize, Option<Bound>) {
    for (phrase, bound) in BOUNDS {
        let words: Vec<&str> = phrase.split(' ').collect();
        let Some(first) = number.checked_sub(words.len()).filter(|first| *first >= start) else {
            continue;
        };
        if words
            .iter()
            .enumerate()
            .all(|(i, word)| view.word(first + i).eq_ignore_ascii_case(word))
        {
            return (first, Some(*bound));
        }
    }
    (number, None)
}

/// What a number counts: the lemma of the noun that it depends on; empty where it stands alone as a subject or an
/// object ("40 were killed"); none where it counts nothing (a year, a page, a part of a name).
fn counted(view: &View<'_>, first: usize, end: usize) -> Option<String> {
    let number = end - 1;
    // "three-phase" is a kind of phase, "one" alone a pronoun.
    let joined = matches!(view.word(end), "-" | "–");
    let alone = first + 1 == end && view.lemma(first) == "one" && view.token(first)?.deprel != "nummod";
    if joined || alone {
        return None;
    }
    let token = view
        .token(number)
        .filter(|token| matches!(token.upos, Upos::Num | Upos::Noun))?;
    match token.deprel {
        "nummod" => {
            let noun = view.token(token.head?)?;
            let is_behind = token.head? >= end;
            let counts = is_behind && matches!(noun.upos, Upos::Noun | Upos::Propn | Upos::Sym);
            counts.then(|| noun.lemma.to_lowercase())
        }
        // "40 of the hostages", "thousands of people".
        _ if view.word(end).eq_ignore_ascii_case("of") => {
            let noun = (end + 1..end + 5).find(|&at| view.token(at).is_some_and(|t| t.upos == Upos::Noun))?;
            Some(view.lemma(noun))
        }
        "nsubj" | "nsubj:pass" | "obj" if first + 1 == end || token.upos == Upos::Num => Some(String::new()),
        _ => None,
    }
}

/// A whole number in digits or words, and where it ends.
fn cardinal(view: &View<'_>, at: usize, end: usize) -> Option<(usize, i64)> {
    if at >= end {
        return None;
    }
    let word = view.word(at).to_lowercase();
    let first = digits(&word).or_else(|| spelled(&word))?;
    // "60 million", "two dozen".
    let scale = (at + 1 < end)
        .then(|| view.word(at + 1).to_lowercase())
        .and_then(|word| match word.as_str() {
            "hundred" => Some(100.0),
            "thousand" => Some(1e3),
            "million" => Some(1e6),
            "billion" => Some(1e9),
            "dozen" => Some(12.0),
            _ => None,
        });
    let value = first * scale.unwrap_or(1.0);
    // Whole numbers that a float holds exactly.
    (value.fract() == 0.0 && value.abs() < 9e15)
        .then_some((at + 1 + usize::from(scale.is_some()), value as i64))
}

fn digits(word: &str) -> Option<f64> {
    let plain = word.replace(',', "");
    (plain.starts_with(|c: char| c.is_ascii_digit()) && plain.chars().all(|c| c.is_ascii_digit() || c == '.'))
        .then(|| plain.parse().ok())
        .flatten()
}

fn spelled(word: &str) -> Option<f64> {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    let one = |word: &str| ONES.iter().position(|one| *one == word);
    let ten = |word: &str| TENS.iter().position(|ten| *ten == word).map(|at| 10 * (at + 2));
    let value = match word.split_once('-') {
        Some((tens, ones)) => ten(tens)? + one(ones)?,
        None => one(word).or_else(|| ten(word))?,
    };
    u32::try_from(value).ok().map(f64::from)
}
