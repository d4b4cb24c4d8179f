//! Where cues, sources and contents end, by the habits of PolNeAR's annotators: each holds for nine in ten or more of its
//! train set's (840 articles; those that need trees measured with 300).

use std::ops::Range;

use onrecord_types::{Attributed, Token, Upos};

use crate::parts::{joined, overlap};
use crate::view::View;

/// A phrase longer than this isn't added to a part, in words.
const LONGEST: usize = 40;
/// A part of a content that is left alone without the cue between is none where it's no longer than this, in words.
const STRAY: usize = 6;

/// Mends the ends of one attribution's parts. The cue is what its words have of their own, before the content's and the source's.
pub(crate) fn mended(view: &View<'_>, of: &mut Attributed) {
    carried_on(view, of);
    without_strays(view, of);
    cue(view, of);
    source_carried_on(view, of);
    source_comma(view, of);
}

/// A content isn't broken off before a phrase that belongs to its last words, without a mark between: "the talks | in Norland's
/// capital".
fn carried_on(view: &View<'_>, of: &mut Attributed) {
    let (source, cue) = (of.source.clone(), of.cue.clone());
    for part in &mut of.content {
        for _ in 0..3 {
            let Some(phrase) = phrase(view, part.end).filter(|phrase| {
                phrase.head.is_some_and(|head| part.contains(&head))
                    && matches!(phrase.deprel, "nmod" | "acl" | "acl:relcl" | "obj")
            }) else {
                break;
            };
            let added = part.end..phrase.end;
            let taken = source.iter().chain(&cue).any(|own| overlap(own, &added));
            if added.len() > LONGEST || taken {
                break;
            }
            part.end = phrase.end;
        }
    }
    joined(&mut of.content);
}

/// Two parts of a content have the cue between them: others are one, or the shorter is a stray.
fn without_strays(view: &View<'_>, of: &mut Attributed) {
    let mut at = 0;
    while at + 1 < of.content.len() {
        let (first, second) = (of.content[at].clone(), of.content[at + 1].clone());
        let between = first.end..second.start;
        let own = of
            .source
            .iter()
            .chain(&of.cue)
            .any(|part| overlap(part, &between));
        if own || view.sentence(first.end.saturating_sub(1)) != view.sentence(second.start) {
            at += 1;
        } else if between.clone().all(|at| view.is_mark(at)) {
            of.content[at].end = second.end;
            of.content.remove(at + 1);
        } else if first.len().min(second.len()) <= STRAY {
            of.content
                .remove(if first.len() < second.len() { at } else { at + 1 });
        } else {
            at += 1;
        }
    }
}

/// A cue doesn't end with a preposition or an article that leads to nothing of its attribution: "stated | in".
fn cue(view: &View<'_>, of: &mut Attributed) {
    let Some(cue) = of.cue.last_mut() else { return };
    let bears = |at: usize| {
        view.token(at)
            .is_some_and(|t| matches!(t.upos, Upos::Verb | Upos::Noun | Upos::Aux))
    };
    while cue.len() > 1 && !of.content.iter().any(|part| part.contains(&cue.end)) {
        let last = cue.end - 1;
        let Some(token) = view.token(last) else { return };
        let word = view.word(last).to_lowercase();
        let follows = of.source.iter().any(|part| part.start == cue.end);
        let light = matches!(token.upos, Upos::Adp | Upos::Det | Upos::Sconj | Upos::Cconj)
            || matches!(word.as_str(), "to" | ",")
            || token.xpos == "PRP$"
            || token.upos == Upos::Adj
                && token.deprel == "amod"
                && token.head.is_some_and(|head| head > last);
        let loose = if follows {
            word == "by"
        } else {
            light && !matches!(token.deprel, "compound:prt" | "fixed")
        };
        if !loose || !(cue.start..last).any(bears) {
            return;
        }
        cue.end = last;
    }
}

/// A source in one part isn't broken off before what belongs to its name: "a poll released | Friday".
fn source_carried_on(view: &View<'_>, of: &mut Attributed) {
    let [source] = of.source.as_mut_slice() else {
        return;
    };
    let noun = view.head(source);
    let Some(phrase) = phrase(view, source.end) else {
        return;
    };
    let Some(head) = phrase.head.filter(|head| source.contains(head)) else {
        return;
    };
    let belongs = head != noun
        || matches!(
            phrase.deprel,
            "flat" | "acl" | "acl:relcl" | "nmod" | "compound" | "appos" | "amod"
        );
    let added = source.end..phrase.end;
    let taken = of.cue.iter().chain(&of.content).any(|own| overlap(own, &added));
    if belongs && !taken && added.len() <= LONGEST {
        source.end = phrase.end;
    }
}

/// A source ends with a comma where it has one inside, and only there: "Lund, the envoy,".
fn source_comma(view: &View<'_>, of: &mut Attributed) {
    let Some(source) = of.source.last_mut().filter(|source| source.len() > 1) else {
        return;
    };
    let last = source.end - 1;
    let inside = (source.start..last).any(|at| view.word(at) == ",");
    let free = |at: usize| !of.content.iter().any(|part| part.contains(&at));
    if view.word(last) == "," {
        if !inside {
            source.end = last;
        }
    } else if inside && view.word(source.end) == "," && free(source.end) && free(source.end + 1) {
        source.end += 1;
    }
}

/// A phrase that begins at a word, the largest that does.
struct Phrase<'a> {
    end: usize,
    head: Option<usize>,
    deprel: &'a str,
}

/// The phrase that begins behind a part, in its sentence and without a mark between.
fn phrase<'a>(view: &View<'a>, at: usize) -> Option<Phrase<'a>> {
    let before = at.checked_sub(1)?;
    if view.sentence(before) != view.sentence(at) || view.is_mark(at) {
        return None;
    }
    let sentence = view.document.sentences.get(view.sentence(at))?.clone();
    let mut top = at;
    while let Some(above) = view.token(top)?.head {
        if reach(view, &sentence, above).start < at {
            break;
        }
        top = above;
    }
    let token: &Token = view.token(top)?;
    Some(Phrase {
        end: reach(view, &sentence, top).end,
        head: token.head,
        deprel: token.deprel,
    })
}

/// From the first to the last word of a sentence that hang on one.
fn reach(view: &View<'_>, sentence: &Range<usize>, head: usize) -> Range<usize> {
    let mut words = sentence.clone().filter(|&at| view.depends_on(at, head));
    let first = words.next().unwrap_or(head);
    first..words.next_back().unwrap_or(first) + 1
}
