//! What a noun tells that somebody said: "Norland's demand that they leave", "UN calls for a truce", "Russian claims that
//! …". The noun is the cue, who owns it the source, what hangs on it the content.

use std::ops::Range;

use onrecord_types::{Attributed, Parts, Token, Upos};

use crate::nested::{BY_TREE, can_speak, subtree};
use crate::view::View;

/// Nouns of saying, with the prepositions by which what is said hangs on them.
const NOUNS: &[(&str, &str)] = &[
    ("demand", "for"),
    ("call", "for"),
    ("appeal", "for"),
    ("request", "for"),
    ("plea", "for"),
    ("offer", "of"),
    ("proposal", "of for"),
    ("promise", "of"),
    ("pledge", "of"),
    ("vow", ""),
    ("threat", "of"),
    ("warning", "of about against"),
    ("accusation", "of"),
    ("allegation", "of"),
    ("charge", "of"),
    ("claim", "of"),
    ("assertion", "of"),
    ("insistence", "on"),
    ("denial", "of"),
    ("refusal", ""),
    ("rejection", "of"),
    ("acceptance", "of"),
    ("approval", "of"),
    ("condemnation", "of"),
    ("denunciation", "of"),
    ("admission", "of"),
    ("acknowledgement", "of"),
    ("acknowledgment", "of"),
    ("announcement", "of"),
];

/// The attribution that a noun makes, as far as it lies within some words.
pub(crate) fn said_by_noun(view: &View<'_>, noun: usize, within: &Range<usize>) -> Option<Attributed> {
    view.token(noun).filter(|token| token.upos == Upos::Noun)?;
    let lemma = view.lemma(noun);
    let (_, prepositions) = NOUNS.iter().find(|(of, _)| *of == lemma)?;
    let inside = |at: &usize| within.contains(at);
    let (owner, _) = view
        .children(noun)
        .filter(|(at, _)| inside(at))
        .find(|&child| owns(view, noun, child))?;
    let source = without_ending(view, subtree(view, owner, within)?);
    let behind = || {
        view.children(noun)
            .filter(|(at, _)| inside(at) && *at > noun && *at != owner)
    };
    let said = behind()
        .find(|&child| is_said(view, child, prepositions))
        .map(|(at, _)| at);
    let said = said.or_else(|| behind().find_map(|child| sought(view, child)))?;
    let content = without_preposition(view, subtree(view, said, within)?, prepositions);
    let apart = |a: &Range<usize>, b: &Range<usize>| a.end <= b.start || b.end <= a.start;
    let cue = noun..noun + 1;
    (!source.is_empty()
        && !content.is_empty()
        && apart(&source, &content)
        && apart(&cue, &content)
        && apart(&source, &cue))
    .then(|| Attributed {
        source: Parts::from([source]),
        cue: std::iter::once(cue).collect(),
        content: Parts::from([content]),
        certainty: BY_TREE,
    })
}

/// Whether a noun's dependent tells whose it is: "Norland's demand", "its demand", "UN demands", "a demand by the Front".
fn owns(view: &View<'_>, noun: usize, (at, child): (usize, &Token)) -> bool {
    let word = view.word(at);
    match child.deprel {
        "nmod:poss" if child.upos == Upos::Pron || child.upos == Upos::Det => {
            matches!(word.to_lowercase().as_str(), "his" | "her" | "its" | "their")
        }
        "nmod:poss" => can_speak(view, at),
        // An adjective is a people's: "Russian claims".
        "compound" | "amod" => {
            at < noun && view.name_at(at).is_some() && word.starts_with(char::is_uppercase)
        }
        "nmod" => at > noun && has_case(view, at, "by from") && can_speak(view, at),
        _ => false,
    }
}

/// Whether a noun's dependent is what is said: a clause with "that" or "to", or what its preposition leads to.
fn is_said(view: &View<'_>, (at, child): (usize, &Token), prepositions: &str) -> bool {
    let marked = |(_, mark): (usize, &Token)| {
        mark.deprel == "mark" && matches!(mark.lemma.to_lowercase().as_str(), "that" | "to" | "for")
    };
    match child.deprel {
        // "Norland's rejection of the Front holding talks"
        "acl" | "ccomp" | "advcl" => view.children(at).any(marked) || is_led(view, at, prepositions),
        "nmod" => has_case(view, at, prepositions),
        _ => false,
    }
}

/// Whether a clause begins with one of some words.
fn is_led(view: &View<'_>, at: usize, words: &str) -> bool {
    let sentence = view.document.sentences.get(view.sentence(at));
    let clause = sentence.and_then(|sentence| subtree(view, at, sentence));
    clause.is_some_and(|clause| one_of(words, &view.word(clause.start).to_lowercase()))
}

/// What a clause behind the noun names: "demands that include her removal", "a plea seeking her release".
fn sought(view: &View<'_>, (at, child): (usize, &Token)) -> Option<usize> {
    let lemma = view.lemma(at);
    let names = match child.deprel {
        "acl:relcl" => one_of("include", &lemma),
        "acl" => child.xpos == "VBG" && one_of("include seek demand ask urge", &lemma),
        _ => false,
    };
    let object = view.children(at).find(|(_, object)| object.deprel == "obj");
    object.filter(|_| names).map(|(at, _)| at)
}

fn has_case(view: &View<'_>, at: usize, words: &str) -> bool {
    view.children(at)
        .any(|(_, case)| case.deprel == "case" && one_of(words, &case.lemma.to_lowercase()))
}

/// Without the "'s" behind it, or the "by" before it.
fn without_ending(view: &View<'_>, words: Range<usize>) -> Range<usize> {
    let start = words.start + usize::from(one_of("by from", &view.word(words.start).to_lowercase()));
    let end = words.end - usize::from(matches!(view.word(words.end - 1), "'s" | "’s" | "'" | "’"));
    start..end.max(start)
}

fn without_preposition(view: &View<'_>, words: Range<usize>, prepositions: &str) -> Range<usize> {
    let led = one_of(prepositions, &view.word(words.start).to_lowercase());
    words.start + usize::from(led)..words.end
}

fn one_of(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|w| w == word)
}
