//! The kind of a source, from its words.

use std::ops::Range;

use onrecord_types::{EntityType, SourceKind, Token, Upos};

use crate::sources::head::Head;
use crate::sources::nouns::{self, Noun};
use crate::sources::phrases;
use crate::view::View;

/// The first kind that fits, in the guideline's order; `None` where the words don't tell.
pub(crate) fn kind(
    view: &View<'_>,
    head: &Head,
    first: &Range<usize>,
    whole: &Range<usize>,
) -> Option<SourceKind> {
    let name = head
        .name
        .and_then(|name| view.document.names.get(name))
        .map(|name| name.kind);
    let noun = nouns::noun(&head.word);
    // The Post is a medium, a post is a document.
    let known = head.name.and_then(|name| view.document.names.get(name));
    if known.is_some_and(|name| onrecord_known::is_medium(view.words(&name.tokens))) {
        return Some(SourceKind::Outlet);
    }
    if noun == Some(Noun::Document) && name != Some(EntityType::Person) {
        return Some(SourceKind::Document);
    }
    // A known medium is one even where it was taken for a person.
    if is_outlet(view, head) || (noun == Some(Noun::Outlet) && name != Some(EntityType::Person)) {
        return Some(SourceKind::Outlet);
    }
    if speaks_for_another(view, head, whole) {
        return Some(SourceKind::Spokesperson);
    }
    // A reporter as reporter speaks for the medium: "a Daily Post correspondent", "correspondent Ana Ode".
    if head
        .phrase
        .clone()
        .any(|at| nouns::noun(&view.word(at).to_lowercase()) == Some(Noun::Reporter))
    {
        return Some(SourceKind::Outlet);
    }
    if name == Some(EntityType::Person) || appositive_person(view, head, first) {
        return Some(SourceKind::Named);
    }
    match noun {
        Some(Noun::Institution) => return Some(SourceKind::Institution),
        Some(Noun::Person) => return Some(SourceKind::Unnamed),
        Some(Noun::People) => return Some(SourceKind::GroupOfPeople),
        _ => {}
    }
    match name {
        Some(EntityType::Organization | EntityType::Place) => return Some(SourceKind::Institution),
        Some(EntityType::Group) => return Some(SourceKind::GroupOfPeople),
        _ => {}
    }
    let first_word = view.word(first.start).to_lowercase();
    if phrases::is_quantity(&first_word) {
        return Some(SourceKind::GroupOfPeople);
    }
    match view
        .token(head.phrase.end.saturating_sub(1))
        .map(|token| token.upos)
    {
        Some(Upos::Noun) if nouns::is_doer(&head.word) => Some(SourceKind::Unnamed),
        // A name that the names' head missed: most are people's.
        Some(Upos::Propn) => Some(SourceKind::Named),
        // A transcript's speaker: "LUND: We won."
        Some(_) if in_capitals(view, &head.phrase) => Some(SourceKind::Named),
        _ => None,
    }
}

/// "spokesman", "press secretary" … as or beside the head.
fn speaks_for_another(view: &View<'_>, head: &Head, whole: &Range<usize>) -> bool {
    let words: Vec<String> = whole.clone().map(|at| view.word(at).to_lowercase()).collect();
    let pair = |a: &str, b: &str| words.windows(2).any(|w| w[0] == a && w[1] == b);
    let spokes = words
        .iter()
        .any(|w| w.starts_with("spokes") && !w.ends_with("men's"));
    // "aides to the spokesman" speak for themselves.
    let is_other = matches!(
        nouns::noun(&head.word),
        Some(Noun::Document | Noun::Institution | Noun::Outlet)
    );
    (spokes || pair("press", "secretary") || pair("press", "officer") || pair("communications", "director"))
        && !is_other
}

/// A described head with a person's name in apposition: "a retired judge, Ana Ode", "the top negotiator in the
/// talks, Prince Lund".
fn appositive_person(view: &View<'_>, head: &Head, first: &Range<usize>) -> bool {
    let Some(described) = head.phrase.end.checked_sub(1) else {
        return false;
    };
    let is_person = |at: usize| {
        let name = view.name_at(at).and_then(|name| view.document.names.get(name));
        name.is_some_and(|name| name.kind == EntityType::Person)
    };
    let apposed = |(at, child): (usize, &Token)| {
        matches!(child.deprel, "appos" | "flat")
            && first.contains(&at)
            && (is_person(at) || view.children(at).any(|(at, _)| is_person(at)))
    };
    view.children(described).any(apposed)
}

/// A news medium by its name, or by a word beside it ("the daily Haaretz", "Norland's state radio").
fn is_outlet(view: &View<'_>, head: &Head) -> bool {
    let words: Vec<String> = head
        .phrase
        .clone()
        .map(|at| view.word(at).to_lowercase())
        .collect();
    if onrecord_known::is_medium(view.words(&head.phrase)) {
        return true;
    }
    // "the newspaper De Volkskrant": whatever the name is like.
    let start = head
        .name
        .and_then(|name| view.document.names.get(name))
        .map(|name| name.tokens.start);
    if let Some(before) = start.and_then(|start| start.checked_sub(1))
        && head.phrase.contains(&before)
        && nouns::noun(&view.word(before).to_lowercase()) == Some(Noun::Outlet)
    {
        return true;
    }
    // The head is named, and the words before it say what it is.
    let before = words.get(..words.len().saturating_sub(1)).unwrap_or_default();
    let kind = head
        .name
        .and_then(|name| view.document.names.get(name))
        .map(|name| name.kind);
    kind.is_some_and(|kind| kind != EntityType::Person)
        && before.iter().any(|w| nouns::noun(w) == Some(Noun::Outlet))
        || words.windows(2).any(|w| {
            w[0] == "news"
                && matches!(
                    w[1].as_str(),
                    "agency"
                        | "service"
                        | "website"
                        | "channel"
                        | "network"
                        | "site"
                        | "outlet"
                        | "organization"
                        | "outlets"
                        | "agencies"
                )
        })
}

/// Whether a phrase is one word or two in capitals.
fn in_capitals(view: &View<'_>, phrase: &Range<usize>) -> bool {
    phrase.len() <= 2
        && phrase.clone().all(|at| {
            let word = view.word(at);
            word.chars().count() > 2 && word.chars().all(char::is_uppercase)
        })
}
