//! What a source does in saying something: the speech act, by the guideline of the acts corpus. First the cue, then
//! the content's words, else a plain statement.

mod content;
pub(crate) mod cues;

use onrecord_types::{Act, Attributed, Confidence, SourceKind, Upos};

use crate::acts::content::{Shape, Side};
use crate::view::View;

/// An act, and what told it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    pub act: Act,
    pub ground: Ground,
}

/// What told an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ground {
    /// The cue names it.
    Cue,
    /// The kind of source: what a medium gives as news it announces.
    Source,
    /// The content's words do it.
    Content,
    /// Nothing does: it's a statement.
    Nothing,
}

impl Ground {
    /// How often an act told by this is right: measured on the acts corpus' dev set over aligned attributions
    /// (docs/ACCURACY.md, "Acts"), rounded to a twentieth.
    pub fn confidence(self) -> Confidence {
        Confidence::new(match self {
            Self::Cue => 0.85,
            Self::Source => 0.8,
            Self::Content => 0.6,
            Self::Nothing => 0.6,
        })
    }
}

/// The act of an attribution. `is_source` tells whether a token stands for the source, as far as that is known.
pub(crate) fn act(
    view: &View<'_>,
    attributed: &Attributed,
    kind: Option<SourceKind>,
    is_source: &dyn Fn(usize) -> bool,
    is_another: &dyn Fn(usize) -> bool,
) -> Found {
    let shape = content::shape(view, &attributed.content);
    if let Some(act) = of_cue(view, attributed, shape) {
        return Found {
            act,
            ground: Ground::Cue,
        };
    }
    let words: Vec<String> = attributed
        .source
        .iter()
        .cloned()
        .flatten()
        .filter(|&at| {
            view.token(at)
                .is_some_and(|token| matches!(token.upos, Upos::Propn | Upos::Noun))
        })
        .map(|at| view.word(at).to_lowercase())
        .collect();
    let side = Side {
        is_source,
        is_another,
        reads_on: shape != Shape::Quotation,
        words: &words,
        official: matches!(
            kind,
            Some(SourceKind::Spokesperson | SourceKind::Institution | SourceKind::Unnamed)
        ),
    };
    let by_content = content::act(view, &attributed.content, &side);
    match by_content {
        // An outlet that judges does what its words do; one that tells gives news.
        Some(act) if kind != Some(SourceKind::Outlet) || matches!(act, Act::Demand | Act::Ask) => Found {
            act,
            ground: Ground::Content,
        },
        _ if kind == Some(SourceKind::Outlet) => Found {
            act: Act::Announce,
            ground: Ground::Source,
        },
        _ => Found {
            act: Act::State,
            ground: Ground::Nothing,
        },
    }
}

/// Verbs that carry another's meaning: "appeared to blame", "is trying to persuade".
const LIGHT: &str =
    "appear seem be have do try attempt continue begin start go come make take get keep can will may";

/// Verbs of giving that give nothing with "no" behind them: "offered no proof".
const GIVING: &str = "offer give provide release have cite make present supply";

/// Verbs by which words are withheld where they are negated.
const TELLING: &str = "say tell specify comment name identify disclose reveal elaborate explain answer respond reply discuss \
                       mention detail confirm give provide return speak talk describe clarify reach";

/// Verbs of evasion.
const EVADING: &str = "duck dodge evade sidestep demur deflect";

/// What a cue names, or none where it's neutral.
fn of_cue(view: &View<'_>, attributed: &Attributed, shape: Shape) -> Option<Act> {
    let one_of = |words: &str, word: &str| words.split_ascii_whitespace().any(|w| w == word);
    let cue: Vec<usize> = attributed.cue.iter().cloned().flatten().collect();
    let in_cue = |lemma: &str| cue.iter().any(|&at| view.lemma(at) == lemma);
    let content = attributed.content.first().cloned().unwrap_or_default();
    let opening: Vec<String> = content.clone().take(3).map(|at| view.lemma(at)).collect();
    let opens = |lemma: &str| opening.iter().any(|l| l == lemma);
    let mut light = None;
    for &at in &cue {
        let Some(token) = view.token(at) else { continue };
        if !matches!(
            token.upos,
            Upos::Verb | Upos::Noun | Upos::Adj | Upos::Aux | Upos::Propn
        ) {
            continue;
        }
        let lemma = view.lemma(at);
        let negated = view.is_negated(at)
            || cue.iter().any(|&other| {
                other < at
                    && one_of("not never n't without no neither", &view.lemma(other))
                    && view.token(other).is_some_and(|t| t.upos != Upos::Verb)
            });
        // "would not say", "declined to": the verb above, where the cue leaves it out.
        let above = token
            .head
            .filter(|_| token.deprel == "xcomp")
            .map(|head| view.lemma(head));
        if above.is_some_and(|above| one_of("decline refuse", &above))
            && (cues::is_withheld(&lemma) || one_of(TELLING, &lemma))
        {
            return Some(Act::Decline);
        }
        if one_of(EVADING, &lemma) {
            return Some(Act::Decline);
        }
        if one_of("decline refuse", &lemma) {
            let after = cue
                .iter()
                .filter(|&&other| other > at)
                .copied()
                .chain(content.clone());
            let mut after = after
                .filter(|&other| {
                    view.token(other)
                        .is_some_and(|t| matches!(t.upos, Upos::Verb | Upos::Noun))
                })
                .take(1);
            return match after.next() {
                Some(next) if cues::is_withheld(&view.lemma(next)) => Some(Act::Decline),
                Some(_) => Some(Act::Reject),
                None => Some(Act::Decline),
            };
        }
        if one_of(GIVING, &lemma) && (opens("no") || in_cue("no")) {
            return Some(Act::Decline);
        }
        if negated && one_of(TELLING, &lemma) {
            return Some(Act::Decline);
        }
        if negated && lemma == "deny" {
            return Some(if in_cue("confirm") {
                Act::Decline
            } else {
                Act::Confirm
            });
        }
        let next = cue
            .iter()
            .position(|&other| other == at)
            .and_then(|i| cue.get(i + 1))
            .map(|&other| view.lemma(other));
        let with =
            |word: &str| next.as_deref() == Some(word) || opening.first().is_some_and(|first| first == word);
        let found = match lemma.as_str() {
            "call"
                if token.upos == Upos::Noun
                    || with("for")
                    || with("on")
                    || with("upon")
                    || opens("on")
                    || opens("for") =>
            {
                Some(Act::Demand)
            }
            "call" | "describe" | "label" | "brand" | "term" | "portray" | "depict" => None,
            "push" | "press" | "plead" | "lobby" | "campaign" if with("for") => Some(Act::Demand),
            "push" => None,
            "recognize" | "recognise" if negated => Some(Act::Reject),
            "pound" | "hammer" | "slap" => Some(Act::Accuse),
            "protest" | "maintain" | "proclaim" | "insist" | "assert" | "declare"
                if in_content(view, attributed, "innocence") =>
            {
                Some(Act::Deny)
            }
            "protest" => Some(Act::Accuse),
            "stress" | "emphasize" | "emphasise" | "underline"
                if in_content(view, attributed, "need necessity importance") =>
            {
                Some(Act::Demand)
            }
            "stress" | "express" | "convey" | "declare" | "reiterate" | "voice" | "affirm" | "state"
                if in_content(view, attributed, "readiness willingness") =>
            {
                Some(Act::Offer)
            }
            "find"
                if in_content(
                    view,
                    attributed,
                    "breach violation non-compliance fault guilty negligent faulty liable",
                ) =>
            {
                Some(Act::Accuse)
            }
            "insist" if with("on") || with("upon") => Some(Act::Demand),
            "rule" if with("out") && negated => Some(Act::State),
            "rule" if with("out") => Some(Act::Reject),
            "turn" | "strike" | "vote" | "shoot" if with("down") || in_cue("down") => Some(Act::Reject),
            "lash" | "hit" if with("out") || with("back") || in_cue("out") => Some(Act::Accuse),
            "go" if in_cue("after") => Some(Act::Accuse),
            "claim" if opens("responsibility") || in_cue("responsibility") => Some(Act::Announce),
            "concern" | "fear" | "alarm"
                if token.upos == Upos::Noun && in_any(view, &cue, "express voice raise sound") =>
            {
                Some(Act::Warn)
            }
            "suspicion" | "doubt" if in_any(view, &cue, "raise cast") => Some(Act::Accuse),
            "question" if token.upos == Upos::Noun && in_any(view, &cue, "raise") => Some(Act::Ask),
            "hope" | "confidence" | "support" | "optimism" | "sympathy" | "condolence" | "regret"
                if in_any(view, &cue, "express voice") =>
            {
                Some(Act::State)
            }
            "suggest" if shape == Shape::Infinitive => Some(Act::Offer),
            "want" | "like" if wants_of_another(view, attributed) => Some(Act::Demand),
            "ask" | "tell" if opens("to") && shape != Shape::Question => Some(Act::Demand),
            "ask" if with("for") || opens("for") => Some(Act::Demand),
            "ask" if shape == Shape::Clause && opens("that") => Some(Act::Demand),
            "ask" if shape == Shape::Thing || shape == Shape::Nothing => Some(Act::Ask),
            "ask" if shape == Shape::Quotation => Some(Act::Ask),
            "vow" | "swear" | "pledge" | "promise"
                if content.clone().any(|at| one_of(HARMING, &view.lemma(at))) =>
            {
                Some(Act::Warn)
            }
            "charge" | "plan" | "order" | "request" | "view" | "offer" | "back" | "like" | "right"
                if token.upos == Upos::Noun && attributed.content.is_empty() =>
            {
                None
            }
            _ => cues::act(&lemma, shape),
        };
        let found = match found {
            Some(Act::Confirm | Act::Accept) if negated => Some(Act::Reject),
            found => found,
        };
        if one_of(LIGHT, &lemma) {
            light = light.or(found);
        } else if found.is_some() {
            return found;
        }
    }
    light
}

/// Verbs of harm: to vow one is to threaten.
const HARMING: &str =
    "attack kill destroy crush punish retaliate revenge avenge strike bomb fight eliminate wipe annihilate";

fn in_content(view: &View<'_>, attributed: &Attributed, lemmas: &str) -> bool {
    attributed.content.iter().cloned().flatten().take(12).any(|at| {
        lemmas
            .split_ascii_whitespace()
            .any(|lemma| lemma == view.lemma(at))
    })
}

fn in_any(view: &View<'_>, cue: &[usize], lemmas: &str) -> bool {
    cue.iter().any(|&at| {
        lemmas
            .split_ascii_whitespace()
            .any(|lemma| lemma == view.lemma(at))
    })
}

/// "want them to leave": somebody else stands before the infinitive.
fn wants_of_another(view: &View<'_>, attributed: &Attributed) -> bool {
    let Some(first) = attributed.content.first() else {
        return false;
    };
    let opening = view.lemma(first.start);
    opening != "to"
        && first.clone().skip(1).take(8).any(|at| {
            view.word(at).eq_ignore_ascii_case("to") && view.token(at + 1).is_some_and(|t| t.xpos == "VB")
        })
}
