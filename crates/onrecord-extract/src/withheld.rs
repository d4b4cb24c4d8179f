//! Words that a source withheld: "…, without providing further details", "but did not elaborate". They stand beside
//! what the source said, so that the heads take them for a part of it, or for nothing.

use std::ops::Range;

use onrecord_types::{Attributed, Parts, Upos};

use crate::acts::cues;
use crate::nested::{BY_TREE, Nested, subtree};
use crate::view::View;

/// Verbs of telling that need no object to withhold words where they are negated.
const ALONE: &str = "elaborate comment";

/// Verbs that withhold words with one of the things below.
const GIVING: &str =
    "provide give offer disclose reveal release specify supply cite mention identify name divulge";

/// What is withheld.
const THINGS: &str = "detail information explanation reason comment name evidence figure number specifics timetable \
                      proof particulars identity source elaboration";

/// Adds an attribution for each, to the source that the sentence has on record nearest before, and takes its words out
/// of that one's content.
pub(crate) fn add(view: &View<'_>, found: &mut Vec<Nested>) {
    let taken: Vec<Range<usize>> = found
        .iter()
        .flat_map(|n| n.attributed.cue.iter().cloned())
        .collect();
    for verb in 0..view.document.tokens.len() {
        if taken.iter().any(|cue| cue.contains(&verb)) {
            continue;
        }
        let inside = |part: &Range<usize>| part.contains(&verb);
        if let Some(attributed) = refused(view, verb)
            && !found.iter().any(|n| n.attributed.content.iter().any(inside))
        {
            found.push(Nested {
                attributed,
                parent: None,
                by_tree: true,
            });
            continue;
        }
        let Some((first, thing)) = withholds(view, verb) else {
            continue;
        };
        let sentence = view.sentence(verb);
        let before = found.iter().enumerate().rev().find(|(_, nested)| {
            !nested.by_tree
                && !nested.attributed.source.is_empty()
                && nested
                    .attributed
                    .cue
                    .first()
                    .is_some_and(|cue| cue.start < first && view.sentence(cue.start) == sentence)
        });
        let Some((at, nested)) = before else { continue };
        // What stands inside a quotation is the source's own matter.
        if view.token(verb).is_some_and(|token| token.quoted) {
            continue;
        }
        let whole = view.document.sentences.get(sentence).cloned().unwrap_or_default();
        let content = thing.and_then(|thing| subtree(view, thing, &whole));
        let attributed = Attributed {
            source: nested.attributed.source.clone(),
            cue: std::iter::once(first..verb + 1).collect(),
            content: content.into_iter().collect(),
            certainty: nested.attributed.certainty,
        };
        let parent = nested.parent;
        for part in &mut found[at].attributed.content {
            if part.contains(&first) {
                part.end = before_joint(view, part.start, first);
            }
        }
        found[at]
            .attributed
            .content
            .retain(|part: &Range<usize>| part.start < part.end);
        found.push(Nested {
            attributed,
            parent,
            by_tree: true,
        });
    }
}

/// "The mayor refused to answer", "Lund declined to say why": what the heads overlooked, with its own subject for a source.
fn refused(view: &View<'_>, verb: usize) -> Option<Attributed> {
    let token = view
        .token(verb)
        .filter(|token| token.upos == Upos::Verb && !token.quoted)?;
    if !matches!(token.lemma.to_lowercase().as_str(), "decline" | "refuse") {
        return None;
    }
    let withheld = view
        .children(verb)
        .find(|(at, child)| child.deprel == "xcomp" && cues::is_withheld(&view.lemma(*at)))
        .map(|(at, _)| at)?;
    let whole = view.document.sentences.get(view.sentence(verb))?;
    let source = subtree(view, view.subject(verb)?, whole)?;
    let content = subtree(view, withheld, whole)?;
    (source.end <= verb && content.start > verb).then(|| Attributed {
        source: Parts::from([source]),
        cue: std::iter::once(verb..verb + 1).collect(),
        content: Parts::from([content]),
        certainty: BY_TREE,
    })
}

/// Whether a cue alone tells that its source withheld words: "The mayor refused to answer", with no content of its own.
pub(crate) fn refuses(view: &View<'_>, attributed: &Attributed) -> bool {
    let lemmas: Vec<String> = attributed
        .cue
        .iter()
        .cloned()
        .flatten()
        .map(|at| view.lemma(at))
        .collect();
    let refusal = lemmas
        .iter()
        .position(|lemma| matches!(lemma.as_str(), "decline" | "refuse"));
    !attributed.source.is_empty()
        && refusal.is_some_and(|at| lemmas[at + 1..].iter().any(|lemma| cues::is_withheld(lemma)))
}

/// Whether a verb withholds words: where its phrase begins, and what is withheld.
fn withholds(view: &View<'_>, verb: usize) -> Option<(usize, Option<usize>)> {
    view.token(verb).filter(|token| token.upos == Upos::Verb)?;
    let lemma = view.lemma(verb);
    let one_of = |words: &str, word: &str| words.split_ascii_whitespace().any(|w| w == word);
    let without = view
        .children(verb)
        .find(|(at, child)| {
            *at < verb && child.deprel == "mark" && child.lemma.eq_ignore_ascii_case("without")
        })
        .map(|(at, _)| at);
    let helper = || {
        let helpers = view
            .children(verb)
            .filter(|(at, child)| *at < verb && child.deprel.starts_with("aux"));
        helpers.map(|(at, _)| at).min()
    };
    let first = match without {
        Some(at) => at,
        None if view.is_negated(verb) => helper()?,
        None => return None,
    };
    let object = view
        .children(verb)
        .find(|(_, child)| child.deprel == "obj")
        .map(|(at, _)| at);
    let thing = object.filter(|&at| one_of(THINGS, &view.lemma(at)));
    let withheld = one_of(GIVING, &lemma) && thing.is_some() || one_of(ALONE, &lemma) && object.is_none();
    // The subject of its own would be another's.
    let has_subject = view
        .children(verb)
        .any(|(_, child)| child.deprel.starts_with("nsubj"));
    (withheld && !has_subject).then_some((first, thing))
}

/// The end of the words before a joint: a comma, "but", "and".
fn before_joint(view: &View<'_>, start: usize, first: usize) -> usize {
    let mut end = first;
    while end > start
        && matches!(
            view.word(end - 1).to_lowercase().as_str(),
            "," | "but" | "and" | "though" | "although" | "-" | "–" | "—"
        )
    {
        end -= 1;
    }
    end
}
