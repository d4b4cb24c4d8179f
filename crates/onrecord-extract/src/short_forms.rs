//! Short forms of names: those that a report gives itself ("International Atomic Energy Agency (IAEA)"), and the few that
//! every reader knows ("US").

use std::collections::HashMap;

use crate::entities;
use crate::view::View;

/// Short forms that reports don't explain, each with the name.
const KNOWN: &[(&str, &str)] = &[
    ("US", "United States"),
    ("U.S.", "United States"),
    ("USA", "United States"),
    ("UN", "United Nations"),
    ("U.N.", "United Nations"),
    ("EU", "European Union"),
    ("E.U.", "European Union"),
    ("UK", "United Kingdom"),
    ("U.K.", "United Kingdom"),
    ("UAE", "United Arab Emirates"),
    ("DPRK", "North Korea"),
];

/// Words that have no letter in a short form.
const LEFT_OUT: &[&str] = &["of", "the", "and", "for", "in", "on", "de", "al"];

/// Names by the short forms that stand for them in this report. A known one counts where the report has the name as well.
pub(crate) fn glossary(view: &View<'_>) -> HashMap<String, String> {
    let mut out = HashMap::new();
    let names = &view.document.names;
    for (long, short) in names.iter().zip(names.iter().skip(1)) {
        let bracketed = long.tokens.end + 1 == short.tokens.start
            && view.word(long.tokens.end) == "("
            && view.word(short.tokens.end) == ")";
        let (long, short) = (plain(view.words(&long.tokens)), view.words(&short.tokens));
        if bracketed && initials(&long, short) {
            out.insert(short.to_owned(), long);
        }
    }
    for (short, long) in KNOWN {
        let has = |name: &str| plain(name).eq_ignore_ascii_case(long);
        if names.iter().any(|name| has(view.words(&name.tokens))) {
            out.entry((*short).to_owned())
                .or_insert_with(|| (*long).to_owned());
        }
    }
    out
}

/// On one line, without an article or a possessive ending.
fn plain(name: &str) -> String {
    let name = entities::plain(name);
    let bare = name.strip_prefix("the ").or_else(|| name.strip_prefix("The "));
    bare.map(str::to_owned).unwrap_or(name)
}

/// Whether a short form has the first letters of a name's words.
fn initials(long: &str, short: &str) -> bool {
    let capitals: Vec<char> = short.chars().filter(|c| c.is_alphabetic()).collect();
    let words = long
        .split([' ', '-'])
        .filter(|word| !LEFT_OUT.contains(&word.to_lowercase().as_str()));
    let letters: Vec<char> = words.filter_map(|word| word.chars().next()).collect();
    capitals.len() >= 2
        && capitals.iter().all(|c| c.is_uppercase())
        && letters
            .iter()
            .flat_map(|c| c.to_uppercase())
            .eq(capitals.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_the_words_that_count() {
        assert!(initials("International Atomic Energy Agency", "IAEA"));
        assert!(initials("Council of the Coast", "CC"));
        assert!(!initials("Coastal Front", "CFU") && !initials("Coastal Front", "C"));
    }
}
