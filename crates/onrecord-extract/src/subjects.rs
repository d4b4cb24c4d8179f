//! Sources by the tree: one that the heads left out is the subject of the cue's verb, or of the verb that it's coordinated with
//! ("Norland stayed away and *claims* …", "the Front signed but *did not say* …"), and so is the one among several.

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

/// Verbs whose object is spoken to, and so is the subject of their passive.
const ADDRESSING: &str =
    "advise ask tell urge order inform warn instruct invite remind notify assure request encourage forbid";

/// Takes those off a source to whom something was said: "islanders were told to leave".
pub(crate) fn without_addressed(view: &View<'_>, of: &mut Attributed) {
    let passive = |at: &usize| {
        view.token(*at).is_some_and(|token| token.xpos == "VBN")
            && ADDRESSING
                .split_ascii_whitespace()
                .any(|verb| verb == view.lemma(*at))
    };
    let addressed: Vec<usize> = of
        .cue
        .iter()
        .cloned()
        .flatten()
        .filter(passive)
        .filter_map(|verb| {
            view.children(verb)
                .find(|(_, child)| child.deprel == "nsubj:pass")
                .map(|(at, _)| at)
        })
        .collect();
    of.source
        .retain(|part| !addressed.iter().any(|at| part.contains(at)));
}

/// What of a source belongs together may stand so many words apart.
const APART: usize = 8;

/// The one source among several that the heads linked to a cue: PolNeAR's train set has one in 99.97 % of its attributions.
///
/// What hangs on another part is of it ("Lund, | the envoy"). Of the rest it's the one that the cue's verb, or one that
/// governs it, has for its subject or owner, and else the nearest; one in the cue's sentence before any other.
pub(crate) fn one(view: &View<'_>, of: &Attributed) -> Parts {
    let Some(cue) = of.cue.first() else {
        return of.source.clone();
    };
    let mut parts: Parts = Parts::new();
    for part in &of.source {
        let known = parts.last_mut().filter(|known| belongs(view, of, known, part));
        match known {
            Some(known) => known.end = known.end.max(part.end),
            None => parts.push(part.clone()),
        }
    }
    let near = |part: &Range<usize>| view.sentence(part.start) == view.sentence(cue.start);
    if parts.iter().any(near) {
        parts.retain(|part| near(part));
    }
    let subject = of.cue.iter().cloned().flatten().flat_map(|at| above(view, at));
    let by_subject = subject
        .filter_map(|at| parts.iter().find(|part| part.contains(&at)).cloned())
        .next();
    let distance = |part: &Range<usize>| {
        let before = cue.start.saturating_sub(part.end);
        before + part.start.saturating_sub(cue.end)
    };
    by_subject
        .or_else(|| parts.iter().min_by_key(|part| distance(part)).cloned())
        .into_iter()
        .collect()
}

/// Whether a part goes on with the one before it.
fn belongs(view: &View<'_>, of: &Attributed, before: &Range<usize>, part: &Range<usize>) -> bool {
    let between = before.end..part.start;
    let free = |at: usize| {
        let mut other = of.cue.iter().chain(&of.content);
        !other.any(|other| other.contains(&at))
    };
    view.sentence(before.start) == view.sentence(part.start)
        && between.len() <= APART
        && between.into_iter().all(free)
        && view.depends_on(view.head(part), view.head(before))
}

/// The subjects and owners of a word, or of the nearest word above it that has any.
fn above(view: &View<'_>, mut at: usize) -> Vec<usize> {
    const STEPS: usize = 5;
    for _ in 0..STEPS {
        let own = |deprel: &str| deprel.starts_with("nsubj") || deprel == "nmod:poss";
        let found: Vec<usize> = view
            .children(at)
            .filter(|(_, child)| own(child.deprel))
            .map(|(at, _)| at)
            .collect();
        let Some(token) = view.token(at).filter(|_| found.is_empty()) else {
            return found;
        };
        let governed = matches!(
            token.deprel,
            "conj" | "xcomp" | "advcl" | "aux" | "ccomp" | "parataxis" | "mark" | "cop" | "acl" | "acl:relcl"
        );
        match token.head.filter(|_| governed) {
            Some(head) => at = head,
            None => break,
        }
    }
    Vec::new()
}

/// A stretch's end without the marks there.
fn trimmed(view: &View<'_>, words: Range<usize>) -> usize {
    words
        .clone()
        .rev()
        .find(|&at| !view.is_mark(at))
        .map_or(words.start, |at| at + 1)
}
