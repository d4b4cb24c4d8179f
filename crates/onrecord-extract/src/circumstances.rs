//! How something was said: to whom, where or by what, and whether the report says that it was said at all.

use std::ops::Range;

use onrecord_types::{Attributed, Token};

use crate::view::View;

/// What stands around a cue.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Circumstances {
    /// "Anadolu" of "told Anadolu".
    pub addressee: Option<Range<usize>>,
    /// "in a statement", "on X".
    pub medium: Option<Range<usize>>,
    /// "did not say whether".
    pub negated: bool,
    /// "is believed to have said", "reportedly".
    pub hedged: bool,
}

/// Nouns for an occasion or a thing by which words are made known.
const MEDIA: &str = "statement interview speech conference briefing tweet post letter twitter facebook telegram x instagram youtube \
                     television tv radio address remark message report article video rally debate testimony hearing \
                     meeting email e-mail memo release call broadcast editorial column communique communiqué sermon \
                     session lecture note cable truth phone telephone website page blog podcast book documentary memoir \
                     court parliament congress press talk toast webcast appearance forum summit ceremony";

/// Verbs whose object is told something.
const TELLING: &str = "tell inform assure remind notify brief ask urge warn advise";

/// Verbs of speaking, for what somebody is believed to have said.
const SPEAKING: &str = "say tell ask warn promise agree offer demand urge admit confirm deny threaten";

/// Adverbs by which a report leaves open what it tells.
const HEDGES: &str = "reportedly allegedly apparently purportedly supposedly presumably possibly probably";

pub(crate) fn circumstances(view: &View<'_>, attributed: &Attributed) -> Circumstances {
    let Some(cue) = attributed.cue.first() else {
        return Circumstances::default();
    };
    let head = view.head(cue);
    let verb = match view.token(head) {
        Some(token) if token.upos == onrecord_types::Upos::Verb => head,
        _ => cue
            .clone()
            .find(|&at| view.token(at).is_some_and(|t| t.xpos.starts_with("VB")))
            .unwrap_or(head),
    };
    let in_content = |at: usize| attributed.content.iter().any(|part| part.contains(&at));
    let case = |at: usize, cases: &[&str]| {
        view.children(at)
            .any(|(_, child)| child.deprel == "case" && cases.contains(&child.lemma.to_lowercase().as_str()))
    };
    let is_media = |at: usize| one_of(MEDIA, &view.lemma(at));
    let addressee = view
        .children(verb)
        .find(|(at, child)| {
            !in_content(*at)
                && (matches!(child.deprel, "obj" | "iobj")
                    && one_of(TELLING, &view.lemma(verb))
                    && !is_media(*at)
                    || child.deprel.starts_with("obl") && case(*at, &["to", "with"]) && !is_media(*at))
        })
        .or_else(|| speaking_to(view, verb))
        .and_then(|(at, _)| phrase(view, at, &["case"]));
    let is_medium = |(at, child): &(usize, &Token)| {
        let by = (child.deprel.starts_with("obl") || child.deprel.starts_with("nmod"))
            && case(*at, &["in", "on", "at", "via", "through", "during", "by", "over"]);
        // "told a news conference".
        let told = matches!(child.deprel, "obj" | "iobj") && one_of(TELLING, &view.lemma(verb));
        !in_content(*at) && (by || told) && is_media(*at)
    };
    let medium = view
        .children(verb)
        .find(is_medium)
        .and_then(|(at, _)| phrase(view, at, &[]));
    let helper = |(_, child): (usize, &Token)| {
        child.deprel.starts_with("advmod") && one_of(HEDGES, &child.lemma.to_lowercase())
    };
    let thought = cue
        .clone()
        .any(|at| one_of("believe think understand report rumor allege", &view.lemma(at)));
    let within = |lemma: &str| cue.clone().any(|at| view.lemma(at) == lemma);
    // "Is believed to have said", whether the cue has all of it or its first verb alone.
    let behind = view.lemma(cue.end) == "to"
        && view.lemma(cue.end + 1) == "have"
        && one_of(SPEAKING, &view.lemma(cue.end + 2));
    let to_have = within("have") && within("to") || behind;
    Circumstances {
        addressee,
        medium,
        negated: negation(view, verb, cue, &in_content)
            || cue
                .clone()
                .any(|at| one_of("not n't never without", &view.word(at).to_lowercase())),
        hedged: view.children(verb).any(helper) || thought && to_have,
    }
}

/// Whether the cue's verb is negated by a word beside it: one before the verb, or of the cue, and not of the content
/// ("noting that this was not so" negates nothing of the noting).
fn negation(view: &View<'_>, verb: usize, cue: &Range<usize>, in_content: &dyn Fn(usize) -> bool) -> bool {
    view.children(verb).any(|(at, child)| {
        matches!(child.lemma.as_str(), "not" | "never" | "n't" | "neither" | "nor")
            && !in_content(at)
            && (cue.contains(&at) || at < verb && at + 3 >= verb)
    })
}

/// "Speaking to Anadolu, the source said": to whom.
fn speaking_to<'a>(view: &View<'a>, verb: usize) -> Option<(usize, &'a Token)> {
    let (speaking, _) = view
        .children(verb)
        .find(|(at, child)| child.deprel == "advcl" && one_of("speak talk write", &view.lemma(*at)))?;
    view.children(speaking).find(|(at, child)| {
        child.deprel.starts_with("obl")
            && view
                .children(*at)
                .any(|(_, case)| case.deprel == "case" && matches!(case.lemma.as_str(), "to" | "with"))
    })
}

/// The words of the phrase around a noun, without its clauses, and without children of these relations.
fn phrase(view: &View<'_>, noun: usize, without: &[&str]) -> Option<Range<usize>> {
    let mut words = noun..noun + 1;
    let narrow = |child: &Token| {
        !without.contains(&child.deprel)
            && (matches!(
                child.deprel,
                "case" | "det" | "compound" | "flat" | "amod" | "nummod" | "nmod:poss" | "nmod:desc"
            ) || child.deprel == "nmod")
    };
    for (at, _) in view.children(noun).filter(|(_, child)| narrow(child)) {
        let mut end = at + 1;
        // One level more for "at a conference in Oslo", "the Daily Post's site".
        for (below, child) in view.children(at) {
            if narrow(child) || child.deprel == "case" {
                end = end.max(below + 1);
                words.start = words.start.min(below);
            }
        }
        words.start = words.start.min(at);
        words.end = words.end.max(end);
    }
    (words.end > words.start).then_some(words)
}

fn one_of(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|w| w == word)
}
