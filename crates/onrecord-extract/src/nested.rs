//! What a source says another said: attributions inside the content of others, and the outlet that passes a whole
//! attribution on.
//!
//! The encoder's heads know the outermost attributions only, since PolNeAR annotates no others. Inside a content the
//! tree tells the rest: a verb of saying with its subject and the clause it governs.

use std::ops::Range;

use onrecord_types::{Attributed, Parts, Token, Upos};

use crate::acts::cues;
use crate::layout;
use crate::nominal::said_by_noun;
use crate::sources::nouns;
use crate::view::View;
use crate::withheld;

/// An attribution and the one whose content holds it, by its place in the list.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Nested {
    pub attributed: Attributed,
    pub parent: Option<usize>,
    /// Whether the tree found it, not the encoder's heads.
    pub by_tree: bool,
}

/// Verbs by which a clause is said or held, neutral ones: those that do an act are the acts'.
const SAYING: &str = "say tell add note write tweet argue claim suggest insist assert maintain contend state report stress explain \
                      declare convey inform reply respond remark comment observe reiterate repeat testify predict boast \
                      joke mention emphasize emphasise underline conclude find show indicate";

/// The report's attributions with those inside their contents.
pub(crate) fn nested(view: &View<'_>, found: &[Attributed]) -> Vec<Nested> {
    let mut out: Vec<Nested> = found
        .iter()
        .map(|attributed| Nested {
            attributed: attributed.clone(),
            parent: None,
            by_tree: false,
        })
        .collect();
    pass_on(view, &mut out);
    let taken: Vec<Range<usize>> = found.iter().flat_map(|a| a.cue.iter().cloned()).collect();
    let contents: Vec<(usize, Range<usize>)> = found
        .iter()
        .enumerate()
        .flat_map(|(at, a)| a.content.iter().map(move |part| (at, part.clone())))
        .collect();
    for (outer, part) in contents {
        for verb in part.clone() {
            if taken.iter().any(|cue| cue.contains(&verb)) {
                continue;
            }
            if let Some(attributed) =
                said_inside(view, verb, &part).or_else(|| said_by_noun(view, verb, &part))
            {
                out.push(Nested {
                    attributed,
                    parent: Some(outer),
                    by_tree: true,
                });
            }
        }
    }
    by_nouns(view, found, &mut out);
    withheld::add(view, &mut out);
    // The parent of what lies inside of more than one is the innermost.
    let holds = |holder: &Nested, inner: &Nested| {
        let cue = inner.attributed.cue.first().map(|cue| cue.start);
        cue.is_some_and(|cue| holder.attributed.content.iter().any(|part| part.contains(&cue)))
    };
    let size = |nested: &Nested| {
        nested
            .attributed
            .content
            .iter()
            .map(ExactSizeIterator::len)
            .sum::<usize>()
    };
    let parents: Vec<Option<usize>> = out
        .iter()
        .enumerate()
        .map(|(at, inner)| {
            let holders = out.iter().enumerate().filter(|(other, holder)| {
                *other != at && holds(holder, inner) && (inner.by_tree || !holder.by_tree)
            });
            let innermost = holders
                .min_by_key(|(_, holder)| size(holder))
                .map(|(other, _)| other);
            // The heads don't know what lies inside of others, but for a mark that somebody's words stand behind.
            let of_mark = |&outer: &usize| {
                layout::by_mark(view, &out[outer].attributed) && size(&out[outer]) > size(inner)
            };
            let innermost = innermost.filter(|outer| inner.by_tree || of_mark(outer));
            inner.parent.filter(|_| !inner.by_tree).or(innermost)
        })
        .collect();
    for (nested, parent) in out.iter_mut().zip(parents) {
        nested.parent = parent;
    }
    out
}

/// What nouns tell outside of contents: "Norland turned down the Front's demand that …".
fn by_nouns(view: &View<'_>, found: &[Attributed], out: &mut Vec<Nested>) {
    let mut taken = vec![false; view.document.tokens.len()];
    for part in found
        .iter()
        .flat_map(|a| a.source.iter().chain(&a.cue).chain(&a.content))
    {
        if let Some(taken) = taken.get_mut(part.clone()) {
            taken.fill(true);
        }
    }
    for sentence in &view.document.sentences {
        for noun in sentence.clone().filter(|&at| taken.get(at) == Some(&false)) {
            if let Some(attributed) =
                said_by_noun(view, noun, sentence).or_else(|| said_besides(view, noun, sentence))
            {
                out.push(Nested {
                    attributed,
                    parent: None,
                    by_tree: true,
                });
            }
        }
    }
}

/// Verbs of pressing and blaming, which tell what somebody said beside what he did: "staged a strike, demanding that …".
const BESIDES: &str = "demand urge accuse blame condemn denounce";

/// What a participle tells beside its sentence's verb.
fn said_besides(view: &View<'_>, verb: usize, sentence: &Range<usize>) -> Option<Attributed> {
    let token = view.token(verb)?;
    let beside =
        token.xpos == "VBG" && matches!(token.deprel, "advcl" | "acl") && one_of(BESIDES, &view.lemma(verb));
    said_inside(view, verb, sentence).filter(|_| beside)
}

/// "…, Lund said, the Norland agency reported": a cue that is left without a content, in the sentence of one that
/// has it, passes that one on.
fn pass_on(view: &View<'_>, out: &mut Vec<Nested>) {
    for at in 0..out.len() {
        let Some(cue) = out[at].attributed.cue.first().cloned() else {
            continue;
        };
        if !out[at].attributed.content.is_empty() || out[at].attributed.source.is_empty() {
            continue;
        }
        let sentence = view.sentence(cue.start);
        let inner = out.iter().enumerate().position(|(other, nested)| {
            let inner = &nested.attributed;
            other != at
                && nested.parent.is_none()
                && !inner.content.is_empty()
                && inner.source != out[at].attributed.source
                && inner
                    .cue
                    .first()
                    .is_some_and(|inner| view.sentence(inner.start) == sentence && inner.end <= cue.start)
        });
        // Only at the end of the sentence: "…, the agency reported."
        let end = view.document.sentences.get(sentence).map_or(0, |s| s.end);
        let last = out[at]
            .attributed
            .source
            .iter()
            .chain(&out[at].attributed.cue)
            .map(|part| part.end)
            .max()
            .unwrap_or(0);
        if let Some(inner) = inner.filter(|_| last + 2 >= end) {
            out[at].attributed.content = out[inner].attributed.content.clone();
            out[inner].parent = Some(at);
        }
    }
    // A cue that is still without a content attributes nothing, unless words were withheld; parents keep their places.
    let kept: Vec<bool> = out
        .iter()
        .map(|nested| !nested.attributed.content.is_empty() || withheld::refuses(view, &nested.attributed))
        .collect();
    let place = |old: usize| kept.iter().take(old).filter(|kept| **kept).count();
    let mut index = 0;
    out.retain_mut(|nested| {
        let keep = kept.get(index).copied().unwrap_or(true);
        index += 1;
        nested.parent = nested.parent.map(place);
        keep
    });
}

/// The attribution that a verb inside a content makes: its subject, itself, and the clause or the thing it governs.
fn said_inside(view: &View<'_>, verb: usize, content: &Range<usize>) -> Option<Attributed> {
    view.token(verb).filter(|token| token.upos == Upos::Verb)?;
    let lemma = view.lemma(verb);
    let inside = |at: &usize| content.contains(at);
    let hearsay = hearsay(view, verb).filter(inside);
    let own_subject = view
        .children(hearsay.unwrap_or(verb))
        .find(|(at, child)| {
            let relation = if hearsay.is_some() { "nsubj:pass" } else { "nsubj" };
            child.deprel == relation && inside(at)
        })
        .map(|(at, _)| at);
    // "conveyed its readiness while emphasizing the need": of the clause that it hangs on.
    let participle = view
        .token(verb)
        .filter(|token| token.xpos == "VBG")
        .and_then(|token| match token.deprel {
            "advcl" => view.subject(token.head?),
            // "staged a strike demanding that …"
            "acl" if one_of(BESIDES, &lemma) => {
                let of = view.token(token.head?).filter(|of| of.deprel == "obj")?;
                view.subject(of.head?)
            }
            _ => None,
        })
        .filter(inside);
    let subject = own_subject.or(participle)?;
    // "whether it had agreed", "if it rejects": nobody says that it did.
    let open = |(_, child): (usize, &Token)| {
        child.deprel == "mark" && matches!(child.lemma.to_lowercase().as_str(), "whether" | "if" | "unless")
    };
    if view.children(verb).any(open) {
        return None;
    }
    // "would approve", "might concede": nobody has, yet.
    let possible = |(_, child): (usize, &Token)| {
        child.deprel == "aux"
            && one_of(
                "will would might could may can shall should must",
                &child.lemma.to_lowercase(),
            )
    };
    if view.children(verb).any(possible) || !can_speak(view, subject) {
        return None;
    }
    let neutral = one_of(SAYING, &lemma);
    let child = |relations: &[&str]| {
        view.children(verb)
            .find(|(at, child)| relations.contains(&child.deprel) && inside(at))
            .map(|(at, _)| at)
    };
    let clause = child(&["ccomp"]).filter(|_| neutral || cues::does_with_clause(&lemma));
    let infinitive = child(&["xcomp"]).filter(|&at| {
        cues::does_with_infinitive(&lemma)
            && view
                .token(at)
                .is_some_and(|t| matches!(t.xpos, "VB" | "VBG" | "VBN"))
    });
    let thing = child(&["obj"]).filter(|_| cues::does_with_thing(&lemma) || lemma == "convey");
    let governed = clause.or(infinitive).or(thing)?;
    let source = subtree(view, subject, content)?;
    // "that", "which": the clause describes its subject, which stands before.
    let source = match view.word(source.start).to_lowercase().as_str() {
        "that" | "which" | "who" if source.len() == 1 => return None,
        // The speaker goes on speaking for himself: "I would say that …".
        "i" | "we" | "you" | "one" | "there" if source.len() == 1 => return None,
        _ => source,
    };
    let said = subtree(view, governed, content)?;
    if source.end > verb && said.contains(&source.start) || said.contains(&verb) {
        return None;
    }
    let negation_and_helpers = view
        .children(hearsay.unwrap_or(verb))
        .filter(|(at, child)| {
            inside(at) && (child.deprel.starts_with("aux") || child.lemma == "not" || child.lemma == "never")
        })
        .map(|(at, _)| at);
    let first = negation_and_helpers
        .filter(|at| *at < verb && *at >= source.end)
        .min()
        .unwrap_or(hearsay.unwrap_or(verb));
    let particle = view
        .children(verb)
        .find(|(at, child)| child.deprel == "compound:prt" && *at == verb + 1)
        .map_or(verb + 1, |(at, _)| at + 1);
    Some(Attributed {
        source: Parts::from([source]),
        cue: std::iter::once(first..particle).collect(),
        content: Parts::from([said]),
        certainty: BY_TREE,
    })
}

/// "is believed to have said": the passive verb by which others hold that something was said.
fn hearsay(view: &View<'_>, verb: usize) -> Option<usize> {
    let above = view.token(verb).filter(|token| token.deprel == "xcomp")?.head?;
    one_of(
        "believe think understand report rumor rumour allege say",
        &view.lemma(above),
    )
    .then_some(above)
}

/// Whether a subject is somebody, a body or a document, not a thing that shows something by being there.
pub(crate) fn can_speak(view: &View<'_>, subject: usize) -> bool {
    let Some(token) = view.token(subject) else {
        return false;
    };
    let word = view.word(subject).to_lowercase();
    match token.upos {
        Upos::Pron => !matches!(
            word.as_str(),
            "it" | "this" | "that" | "these" | "those" | "what" | "something"
        ),
        _ => view.name_at(subject).is_some() || nouns::noun(&word).is_some() || nouns::is_doer(&word),
    }
}

/// How sure an attribution is that the tree tells: the share that was right among 91 read in wire reports
/// (docs/ACCURACY.md, "Nesting").
pub(crate) const BY_TREE: f32 = 0.82;

/// The words of a phrase: from the first to the last that depend on its head, as far as they lie in the content; marks
/// at its ends are none of it.
pub(crate) fn subtree(view: &View<'_>, head: usize, content: &Range<usize>) -> Option<Range<usize>> {
    let sentence = view.document.sentences.get(view.sentence(head))?;
    let bounds = sentence.start.max(content.start)..sentence.end.min(content.end);
    let mut words = bounds.filter(|&at| view.depends_on(at, head) && !view.is_mark(at));
    let first = words.next()?;
    let last = words.next_back().unwrap_or(first);
    Some(first..last + 1)
}

fn one_of(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|w| w == word)
}
