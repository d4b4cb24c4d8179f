//! What a content speaks of: the noun phrases that its main words govern, the main one first.

use std::ops::Range;

use onrecord_types::{Parts, Token, Upos};

use crate::view::View;

/// At most so many phrases, of at most so many words.
const PHRASES: usize = 2;
const LONGEST: usize = 8;

pub(crate) fn about(view: &View<'_>, content: &Parts, is_time: &dyn Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for part in content {
        // "wants | the government to free them": the verb first, then who is to do it.
        let is_root = |at: &usize| {
            view.token(*at).is_some_and(|token| {
                token.upos != Upos::Punct && token.head.is_none_or(|head| !part.contains(&head))
            })
        };
        let mut roots: Vec<usize> = part.clone().filter(is_root).collect();
        roots.sort_by_key(|&at| view.token(at).is_none_or(|token| token.upos != Upos::Verb));
        for noun in roots.into_iter().flat_map(|root| nouns(view, root, part)) {
            let phrase = phrase(view, noun, part);
            if !is_time(noun) && !out.contains(&phrase) && out.len() < PHRASES {
                out.push(phrase);
            }
        }
    }
    out
}

/// The head itself where it's a noun; else its object, its complement's object, what it's about, its subject.
fn nouns(view: &View<'_>, head: usize, part: &Range<usize>) -> Vec<usize> {
    let is_noun = |at: usize| {
        view.token(at)
            .is_some_and(|t| matches!(t.upos, Upos::Noun | Upos::Propn))
    };
    let has_subject = view.subject(head).is_some_and(|at| part.contains(&at));
    if is_noun(head) && !has_subject {
        return vec![head];
    }
    let of = |verb: usize, relations: &[&str]| -> Vec<usize> {
        let fits = |(at, child): &(usize, &Token)| {
            relations
                .iter()
                .any(|r| child.deprel == *r || child.deprel.starts_with(&format!("{r}:")))
                && part.contains(at)
                && is_noun(*at)
        };
        view.children(verb).filter(fits).map(|(at, _)| at).collect()
    };
    let mut out = of(head, &["obj"]);
    for (complement, _) in view
        .children(head)
        .filter(|(_, child)| matches!(child.deprel, "xcomp" | "ccomp"))
    {
        out.extend(of(complement, &["obj"]));
        if is_noun(complement) {
            out.push(complement);
        }
    }
    if is_noun(head) {
        out.push(head);
    }
    out.extend(of(head, &["obl"]));
    out.extend(of(head, &["nsubj"]));
    out
}

/// A noun with what names it and the nouns that hang on it: "full Israeli withdrawal from the strip".
fn phrase(view: &View<'_>, noun: usize, part: &Range<usize>) -> Range<usize> {
    let mut words = noun..noun + 1;
    for (at, child) in view.children(noun) {
        let near = at + LONGEST > noun && at < noun + LONGEST && part.contains(&at);
        match child.deprel {
            "compound" | "amod" | "flat" | "nummod" | "nmod:poss" if near => {
                words.start = words.start.min(at);
                words.end = words.end.max(at + 1);
            }
            "nmod" if near && at > noun => {
                words.end = words.end.max(at + 1);
            }
            _ => {}
        }
    }
    words.end = words.end.min(words.start + LONGEST).max(noun + 1);
    words
}
