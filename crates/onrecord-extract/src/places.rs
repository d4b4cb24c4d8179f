//! Names that the words around them show to be places, whatever the encoder took them for.
//!
//! A name that was never seen says little by its letters, and "Valdria said" much like a person. But where a report writes
//! "in Valdria", "the people of Valdria" or "KARSHOLM, May 8 --", and nowhere gives the name a title, a first name or a
//! "he", it's a place throughout ("one sense per discourse", Gale, Church and Yarowsky 1992).

use std::collections::HashSet;
use std::ops::Range;

use onrecord_types::EntityType;

use crate::sources::nouns::{self, Noun};
use crate::view::View;

/// Before a place, and hardly before a person.
const WITHIN: &[&str] = &["in", "near", "inside", "outside", "across", "throughout", "into"];

/// What one can have in a person.
const PUT_IN: &[&str] = &[
    "confidence",
    "faith",
    "trust",
    "belief",
    "believe",
    "interest",
    "interested",
    "invest",
    "disappointed",
    "disappointment",
    "confide",
    "see",
    "find",
    "have",
    "rein",
    "bring",
];

/// What a place has that a person hasn't: "Valdria's parliament".
const OF_A_PLACE: &[&str] = &[
    "president",
    "parliament",
    "capital",
    "border",
    "borders",
    "coast",
    "constitution",
    "territory",
    "embassy",
    "airspace",
    "soil",
    "shore",
    "shores",
    "coastline",
    "army",
    "navy",
    "military",
    "prime",
    "foreign",
    "interior",
    "defence",
    "defense",
];

/// "The people of Valdria".
const BEFORE_OF: &[&str] = &[
    "government",
    "people",
    "republic",
    "kingdom",
    "city",
    "town",
    "village",
    "district",
    "province",
    "region",
    "state",
    "port",
    "island",
    "islands",
    "north",
    "south",
    "east",
    "west",
    "coast",
    "outskirts",
];

/// The names of one word that are evidently places, in lower case.
pub(crate) fn evident(view: &View<'_>) -> HashSet<String> {
    let names = &view.document.names;
    let alone = |tokens: &Range<usize>| tokens.len() == 1;
    let mut places: HashSet<String> = names
        .iter()
        .filter(|name| alone(&name.tokens) && is_place(view, name.tokens.start))
        .map(|name| view.word(name.tokens.start).to_lowercase())
        .collect();
    if places.is_empty() {
        return places;
    }
    for name in names {
        if alone(&name.tokens) {
            if is_person(view, name.tokens.start) {
                places.remove(&view.word(name.tokens.start).to_lowercase());
            }
        } else if name.kind == EntityType::Person {
            for at in name.tokens.clone() {
                places.remove(&view.word(at).to_lowercase());
            }
        }
    }
    for chain in &view.document.entities {
        let heads = || chain.iter().map(|mention| view.head(mention));
        let he = |at: usize| {
            matches!(
                view.word(at).to_lowercase().as_str(),
                "he" | "she" | "him" | "his" | "her" | "who"
            )
        };
        // Beside somebody with a first name, "he" is that one.
        let full_name = |at: usize| {
            let name = view.name_at(at).and_then(|name| names.get(name));
            name.is_some_and(|name| name.kind == EntityType::Person && !alone(&name.tokens))
        };
        if heads().any(he) && !chain.iter().any(|mention| mention.clone().any(full_name)) {
            for head in heads() {
                places.remove(&view.word(head).to_lowercase());
            }
        }
    }
    places
}

/// Whether a word is what one calls those who live in one of the places: "Valdrian".
pub(crate) fn is_of(word: &str, places: &HashSet<String>) -> bool {
    let word = word.to_lowercase();
    ["n", "an", "ian", "ese", "ish", "i"].iter().any(|ending| {
        word.strip_suffix(ending)
            .is_some_and(|place| places.contains(place))
    })
}

fn is_place(view: &View<'_>, at: usize) -> bool {
    let lower = |at: usize| view.word(at).to_lowercase();
    let before = |n: usize| at.checked_sub(n).map(lower).unwrap_or_default();
    let owns = matches!(view.word(at + 1), "'s" | "’s" | "'" | "’");
    if owns {
        return OF_A_PLACE.contains(&lower(at + 2).as_str());
    }
    let preposition = before(1);
    if WITHIN.contains(&preposition.as_str()) {
        let holder = view
            .token(at)
            .and_then(|token| token.head)
            .map(|head| view.lemma(head));
        return !holder.is_some_and(|holder| PUT_IN.contains(&holder.as_str()))
            && !PUT_IN.contains(&before(2).as_str());
    }
    preposition == "of" && BEFORE_OF.contains(&before(2).as_str()) || is_dateline(view, at)
}

/// "KARSHOLM, May 8 --", "Karsholm (CPA) --": where a paragraph begins.
fn is_dateline(view: &View<'_>, at: usize) -> bool {
    let begins = view.token(at).is_some_and(|token| {
        let before = view.text.get(..token.bytes.start).unwrap_or_default();
        let trimmed = before.trim_end_matches([' ', '\t']);
        trimmed.is_empty() || trimmed.ends_with('\n')
    });
    let dash = |at: usize| matches!(view.word(at), "-" | "--" | "–" | "—");
    // Behind a comma, the day; in brackets, the agency.
    let opens = matches!(view.word(at + 1), "," | "(");
    begins && (dash(at + 1) || opens && (at + 2..at + 9).any(dash))
}

/// A title before it, as a person has one: "Minister Aho", "Mr. Lund".
fn is_person(view: &View<'_>, at: usize) -> bool {
    const TITLES: &[&str] = &[
        "mr",
        "mrs",
        "ms",
        "dr",
        "sen",
        "rep",
        "gen",
        "col",
        "lt",
        "prof",
        "gov",
        "sir",
        "lord",
        "king",
        "queen",
        "prince",
        "princess",
        "pope",
        "sheikh",
        "ayatollah",
    ];
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let title = view.word(before).to_lowercase();
    let title = title.trim_end_matches('.');
    let capital = view.word(before).starts_with(char::is_uppercase);
    TITLES.contains(&title) || capital && nouns::noun(title) == Some(Noun::Person)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_lives_there_is_called_by_the_place() {
        let places = HashSet::from(["valdria".to_owned(), "japan".to_owned()]);
        assert!(is_of("Valdrian", &places) && is_of("Japanese", &places));
        assert!(!is_of("Valdria", &places) && !is_of("Norse", &places));
    }
}
