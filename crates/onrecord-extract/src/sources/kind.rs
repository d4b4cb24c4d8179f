//! The kind of a source, from its words.

use std::ops::Range;

use onrecord_types::{EntityType, SourceKind};

use crate::sources::head::Head;
use crate::sources::lexicon::{self, Noun};
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
    let noun = lexicon::noun(&head.word);
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
        .any(|at| lexicon::noun(&view.word(at).to_lowercase()) == Some(Noun::Reporter))
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
    if lexicon::is_quantity(&first_word) {
        return Some(SourceKind::GroupOfPeople);
    }
    // Capitalized words that nothing tells more of are most often a name that was missed.
    None
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
        lexicon::noun(&head.word),
        Some(Noun::Document | Noun::Institution | Noun::Outlet)
    );
    (spokes || pair("press", "secretary") || pair("press", "officer") || pair("communications", "director"))
        && !is_other
}

/// A described head with a person's name behind a comma: "a retired judge, Ana Ode".
fn appositive_person(view: &View<'_>, head: &Head, first: &Range<usize>) -> bool {
    let after = head.phrase.end;
    view.word(after) == ","
        && after + 1 < first.end
        && view
            .document
            .names
            .iter()
            .any(|n| n.kind == EntityType::Person && n.tokens.start == after + 1)
}

/// A news medium by its name, or by a word beside it ("the daily Haaretz", "Norland's state radio").
fn is_outlet(view: &View<'_>, head: &Head) -> bool {
    let words: Vec<String> = head
        .phrase
        .clone()
        .map(|at| view.word(at).to_lowercase())
        .collect();
    let name = head
        .name
        .and_then(|name| view.document.names.get(name))
        .map(|name| view.words(&name.tokens));
    if name.is_some_and(lexicon::is_known_outlet) || lexicon::is_known_outlet(view.words(&head.phrase)) {
        return true;
    }
    // The head is named, and the words before it say what it is.
    let before = words.get(..words.len().saturating_sub(1)).unwrap_or_default();
    let kind = head
        .name
        .and_then(|name| view.document.names.get(name))
        .map(|name| name.kind);
    kind.is_some_and(|kind| kind != EntityType::Person)
        && before.iter().any(|w| lexicon::noun(w) == Some(Noun::Outlet))
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
