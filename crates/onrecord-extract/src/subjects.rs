//! Sources that the heads left out and the tree shows: the subject of the cue's verb, or of the verb that it's coordinated
//! with ("Norland stayed away and *claims* …", "the Front signed but *did not say* …").

use std::ops::Range;

use onrecord_types::{Attributed, Parts, Upos};

use crate::nested::{can_speak, subtree};
use crate::view::View;

/// The source of an attribution that has none, where its verb has a subject that can speak.
pub(crate) fn source(view: &View<'_>, attributed: &Attributed) -> Option<Parts> {
    let verb = view.head(attributed.cue.first()?);
    let token = view.token(verb)?;
    let passive = view
        .children(verb)
        .any(|(_, child)| matches!(child.deprel, "aux:pass" | "nsubj:pass"));
    if token.upos != Upos::Verb || passive || token.xpos == "VBN" {
        return None;
    }
    let subject = view.subject(verb).or_else(|| {
        // "…, accusing the Front of …": of the clause that this hangs on.
        let participle = token.xpos == "VBG" && token.deprel == "advcl";
        view.subject(token.head.filter(|_| participle)?)
    })?;
    let taken = |at: usize| {
        let parts = attributed.cue.iter().chain(&attributed.content);
        parts.into_iter().any(|part| part.contains(&at))
    };
    if !can_speak(view, subject) || taken(subject) {
        return None;
    }
    let sentence = view.document.sentences.get(view.sentence(subject))?;
    let whole = subtree(view, subject, sentence)?;
    // What hangs on the subject may reach over the cue: up to there, then.
    let cut = |at: &usize| taken(*at) || *at == verb;
    let start = (whole.start..subject)
        .rev()
        .find(cut)
        .map_or(whole.start, |at| at + 1);
    let end = (subject..whole.end).find(cut).unwrap_or(whole.end);
    let end = trimmed(view, start..end);
    (end > subject).then(|| std::iter::once(start..end).collect())
}

/// A stretch's end without the marks there.
fn trimmed(view: &View<'_>, words: Range<usize>) -> usize {
    words
        .clone()
        .rev()
        .find(|&at| !view.is_mark(at))
        .map_or(words.start, |at| at + 1)
}
