//! What a content does by its own words: its shape beside a cue, and, for a neutral cue, the act of its main clause
//! (the acts corpus' guideline, "step 2, the content").

use std::ops::Range;

use onrecord_types::{Act, Parts, Upos};

use crate::acts::cues;
use crate::view::View;

/// The shape of a content beside its cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// There is none.
    Nothing,
    /// A clause with a verb of its own.
    Clause,
    /// Words in quotation marks.
    Quotation,
    /// "to meet", "meeting".
    Infinitive,
    /// "whether", "what", "why" …
    Question,
    /// A noun for what is said to be so.
    Charge,
    /// A noun for what is proposed or asked.
    Plan,
    /// Another noun.
    Thing,
}

/// The shape of a content.
pub(super) fn shape(view: &View<'_>, content: &Parts) -> Shape {
    let Some(first) = content.first() else {
        return Shape::Nothing;
    };
    if matches!(view.word(first.start), "\"" | "“" | "``" | "«") {
        return Shape::Quotation;
    }
    let start = first
        .clone()
        .find(|&at| view.token(at).is_some_and(|token| token.upos != Upos::Punct))
        .unwrap_or(first.start);
    let opening = view.word(start).to_lowercase();
    let head = view.head(first);
    match opening.as_str() {
        "whether" | "if" | "what" | "why" | "how" | "who" | "whom" | "when" | "where" | "which" => {
            return Shape::Question;
        }
        "that" => return Shape::Clause,
        "to" if view
            .token(start + 1)
            .is_some_and(|t| t.upos == Upos::Verb || t.upos == Upos::Aux) =>
        {
            return Shape::Infinitive;
        }
        _ => {}
    }
    let Some(token) = view.token(head) else {
        return Shape::Thing;
    };
    let marked = |lemma: &str| {
        view.children(head)
            .any(|(at, child)| child.lemma == lemma && first.contains(&at))
    };
    if matches!(token.upos, Upos::Verb | Upos::Aux) {
        if marked("to") || (token.xpos == "VBG" && view.subject(head).is_none()) {
            return Shape::Infinitive;
        }
        return Shape::Clause;
    }
    if view
        .children(head)
        .any(|(at, child)| child.deprel == "cop" && first.contains(&at))
    {
        return Shape::Clause;
    }
    // "the guerrillas to disarm": somebody who is to do something.
    let infinitive = first.clone().any(|at| {
        view.token(at)
            .is_some_and(|t| matches!(t.deprel, "xcomp" | "acl" | "advcl" | "ccomp") && t.xpos == "VB")
    });
    let lemma = view.lemma(head);
    if cues::is_charge(&lemma) {
        Shape::Charge
    } else if cues::is_plan(&lemma) {
        Shape::Plan
    } else if infinitive && !matches!(token.upos, Upos::Noun) {
        Shape::Infinitive
    } else {
        Shape::Thing
    }
}

/// Who "we" is: what the source's words are, to know whether a content speaks of its own side.
pub(super) struct Side<'a> {
    /// Whether a token (a subject) stands for the source, as far as the text's coreference tells.
    pub is_source: &'a dyn Fn(usize) -> bool,
    /// Whether a token stands for somebody else.
    pub is_another: &'a dyn Fn(usize) -> bool,
    /// Whether the content isn't quoted, so that the source speaks of itself in the third person.
    pub reads_on: bool,
    /// The source's words, in lower case.
    pub words: &'a [String],
    /// Whether the source is one that speaks for a body: its plans are told in the passive, too.
    pub official: bool,
}

impl Side<'_> {
    fn owns(&self, view: &View<'_>, subject: usize) -> bool {
        let Some(token) = view.token(subject) else {
            return false;
        };
        let word = view.word(subject).to_lowercase();
        if token.quoted && token.upos == Upos::Pron {
            return matches!(word.as_str(), "i" | "we");
        }
        // "He said he would …": nobody else has been named between.
        if self.reads_on && token.upos == Upos::Pron && matches!(word.as_str(), "he" | "she" | "it" | "they")
        {
            return (self.is_source)(subject) || !(self.is_another)(subject);
        }
        if (self.is_source)(subject) || self.words.contains(&word) && token.upos != Upos::Pron {
            return true;
        }
        view.children(subject).any(|(at, child)| {
            child.deprel == "nmod:poss" && {
                let word = view.word(at).to_lowercase();
                word == "our" || (self.is_source)(at) || self.words.contains(&word)
            }
        })
    }
}

/// The act that the greater part of a content does; none where no act has half of its words.
pub(super) fn act(view: &View<'_>, content: &Parts, side: &Side<'_>) -> Option<Act> {
    let mut words = 0usize;
    let mut by_act: Vec<(Act, usize)> = Vec::new();
    for part in content {
        let first = view.sentence(part.start);
        let sentences = view.document.sentences.get(first..).unwrap_or_default();
        for sentence in sentences.iter().take_while(|s| s.start < part.end) {
            let clause = sentence.start.max(part.start)..sentence.end.min(part.end);
            words += clause.len();
            if let Some(act) = of_sentence(view, &clause, side) {
                match by_act.iter_mut().find(|(a, _)| *a == act) {
                    Some((_, count)) => *count += clause.len(),
                    None => by_act.push((act, clause.len())),
                }
            }
        }
    }
    by_act
        .into_iter()
        .find(|(_, count)| 2 * count >= words)
        .map(|(act, _)| act)
}

/// The act of one sentence of a content: that of the first of its main clauses that does one.
fn of_sentence(view: &View<'_>, words: &Range<usize>, side: &Side<'_>) -> Option<Act> {
    let clause = Clause::new(view, words);
    if words.clone().rev().take(2).any(|at| view.word(at) == "?") {
        return Some(Act::Ask);
    }
    if clause.opens("no comment") {
        return Some(Act::Decline);
    }
    if clause.opens("yes") {
        return Some(Act::Confirm);
    }
    roots(view, words)
        .into_iter()
        .find_map(|root| clause.act_of(root, side))
}

/// The heads of a sentence's main clauses: the words whose own heads lie outside, and what is coordinated with them.
fn roots(view: &View<'_>, words: &Range<usize>) -> Vec<usize> {
    let is_root = |at: &usize| {
        view.token(*at).is_some_and(|token| {
            token.upos != Upos::Punct && token.head.is_none_or(|head| !words.contains(&head))
        })
    };
    let mut roots: Vec<usize> = Vec::new();
    for root in words.clone().filter(is_root) {
        roots.push(root);
        let coordinated = view.children(root).filter(|(at, child)| {
            matches!(child.deprel, "conj" | "parataxis" | "ccomp")
                && words.contains(at)
                && (child.deprel != "ccomp" || view.lemma(root) == "be")
        });
        roots.extend(coordinated.map(|(at, _)| at));
    }
    roots
}

/// A sentence of a content, with its words' lemmas.
struct Clause<'a> {
    view: &'a View<'a>,
    words: Range<usize>,
    /// Its tokens but marks, each with its lemma.
    tokens: Vec<(usize, String)>,
}

impl<'a> Clause<'a> {
    fn new(view: &'a View<'a>, words: &Range<usize>) -> Self {
        let tokens = words
            .clone()
            .filter(|&at| view.token(at).is_some_and(|t| t.upos != Upos::Punct))
            .map(|at| (at, view.lemma(at)))
            .collect();
        Self {
            view,
            words: words.clone(),
            tokens,
        }
    }

    fn has(&self, lemmas: &str) -> bool {
        self.tokens.iter().any(|(_, lemma)| one_of(lemmas, lemma))
    }

    fn opens(&self, phrase: &str) -> bool {
        let mut tokens = self.tokens.iter();
        phrase.split_ascii_whitespace().all(|word| {
            tokens
                .next()
                .is_some_and(|(at, _)| self.view.word(*at).eq_ignore_ascii_case(word))
        })
    }

    /// The act of the clause that this word heads.
    fn act_of(&self, root: usize, side: &Side<'_>) -> Option<Act> {
        let view = self.view;
        let token = view.token(root)?;
        let lemma = view.lemma(root);
        let negated = view.is_negated(root);
        let subject = view.subject(root).filter(|at| self.words.contains(at));
        let own = subject.is_some_and(|subject| side.owns(view, subject));
        let child = |relations: &[&str], lemmas: &str| {
            view.children(root).any(|(_, child)| {
                relations.contains(&child.deprel) && one_of(lemmas, &child.lemma.to_lowercase())
            })
        };
        let auxiliary = |lemmas: &str| child(&["aux", "aux:pass"], lemmas);
        let future =
            auxiliary("will would shall 'll wo") || child(&["aux", "cop"], "be") && token.xpos == "VB";
        let is_predicate = child(&["cop"], "be");
        if is_predicate && (!negated && one_of(FALSE, &lemma) || negated && one_of(TRUE, &lemma)) {
            return Some(Act::Deny);
        }
        // "Norland is innocent of this."
        if is_predicate && own && !negated && lemma == "innocent" {
            return Some(Act::Deny);
        }
        if is_predicate && !negated && one_of(TRUE, &lemma) {
            return Some(Act::Confirm);
        }
        // "will release no prisoners".
        let none = view.children(root).any(|(at, child)| {
            child.deprel == "obj"
                && view
                    .children(at)
                    .any(|(_, det)| det.deprel == "det" && det.lemma.eq_ignore_ascii_case("no"))
        });
        let negated = negated || none;
        if own && negated && auxiliary("will would wo can cannot ca could shall") {
            return Some(if one_of(WITHHELD, &lemma) {
                Act::Decline
            } else {
                Act::Reject
            });
        }
        // "I'm not going to …"
        let going = view
            .children(root)
            .find(|(_, child)| lemma == "go" && child.deprel == "xcomp" && child.xpos == "VB");
        if own
            && negated
            && let Some((done, _)) = going
        {
            let withholds = one_of(WITHHELD, &view.lemma(done));
            return Some(if withholds { Act::Decline } else { Act::Reject });
        }
        let was = view
            .children(root)
            .any(|(at, _)| one_of("did was were had has have", &view.word(at).to_lowercase()));
        if own && negated && was && !one_of(FEELING, &lemma) {
            return Some(Act::Deny);
        }
        // "It has nothing to do with …"
        if self.has("nothing") && one_of("have", &lemma) && self.has("do") {
            return Some(Act::Deny);
        }
        // Step 1's words, said by the source of itself: "we condemn", "the ministry calls on".
        let performed =
            cues::act(&lemma, Shape::Thing).filter(|act| !matches!(act, Act::Believe | Act::Announce));
        if own && !negated && token.upos == Upos::Verb && performed.is_some() && !future {
            return performed;
        }
        let calls = view.children(root).any(|(at, _)| {
            one_of("for", &view.lemma(at))
                || view
                    .children(at)
                    .any(|(at, _)| one_of("on upon for", &view.lemma(at)))
        });
        if own && lemma == "call" && calls {
            return Some(Act::Demand);
        }
        if own && !negated && one_of("opposed unwilling", &lemma) {
            return Some(Act::Reject);
        }
        // "I am pleased to announce", "we want them to leave".
        if own && self.has("announce") {
            return Some(Act::Announce);
        }
        let uncertain = self.has("will would may might could if unless");
        let dangerous = is_predicate && one_of(DANGER, &lemma)
            || child(&["obj", "obl", "xcomp"], DANGER) && !negated && !self.has("no");
        if self.has(HARM) && uncertain && !own && !negated
            || dangerous
            || own && self.has("never") && self.has("allow let tolerate accept")
        {
            return Some(Act::Warn);
        }
        if self.is_demand(root, subject) {
            return Some(Act::Demand);
        }
        // "God willing" offers nothing.
        if own && self.has("ready willing prepared readiness willingness") && !self.has("god") {
            return Some(Act::Offer);
        }
        if !own
            && (self.has(BLAME) && !self.has("charge")
                || one_of(BLAME_AS_VERB, &lemma) && !negated && !future)
        {
            return Some(Act::Accuse);
        }
        let decided = one_of(DECISIONS, &lemma) && (matches!(token.xpos, "VBD" | "VBN") || lemma == "plan");
        let passive = auxiliary("be") && token.xpos == "VBN";
        if own && !negated && (future && !one_of(FEELING, &lemma) || decided)
            || side.official && passive && (auxiliary("will would") || decided && auxiliary("have"))
            || side.official && (lemma == "be" || is_predicate) && child(&["xcomp"], DECISIONS)
        {
            return Some(Act::Announce);
        }
        None
    }

    /// Whether a main clause calls for something: an imperative, "must", "should", "have to", "it's time to".
    fn is_demand(&self, root: usize, subject: Option<usize>) -> bool {
        let view = self.view;
        let Some(token) = view.token(root) else {
            return false;
        };
        let auxiliary = |lemmas: &str| {
            view.children(root).any(|(at, child)| {
                child.deprel == "aux" && self.words.contains(&at) && one_of(lemmas, &child.lemma)
            })
        };
        if auxiliary("must should ought") && !auxiliary("have") {
            return true;
        }
        let mut before_verb = self.tokens.windows(2).filter(|pair| pair[1].1 == "to");
        if one_of("need have", &view.lemma(root)) && before_verb.any(|pair| pair[0].0 == root) {
            return true;
        }
        // An imperative: a bare verb without subject, near the beginning of a quotation.
        let bare = token.upos == Upos::Verb
            && token.xpos == "VB"
            && subject.is_none()
            && view.children(root).all(|(_, child)| {
                !(child.deprel.starts_with("aux") && child.lemma != "do") && child.deprel != "mark"
            });
        let near = self.tokens.first().is_some_and(|(first, _)| root <= first + 3);
        if bare && near && token.quoted {
            return true;
        }
        let impersonal = subject.is_none_or(|subject| view.lemma(subject) == "it");
        let bare_noun = view
            .children(root)
            .all(|(_, child)| !matches!(child.deprel, "det" | "amod" | "nmod:poss" | "nummod"));
        impersonal
            && bare_noun
            && one_of(
                "necessary essential vital imperative crucial time",
                &view.lemma(root),
            )
            && view.children(root).any(|(_, child)| child.deprel == "cop")
            && !view.is_negated(root)
    }
}

fn one_of(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|w| w == word)
}

/// Predicates by which a claim is false.
const FALSE: &str = "false untrue baseless unfounded fabricated nonsense groundless fabrication hoax rumor rumour myth \
                     fiction lie propaganda";
/// Predicates by which a claim is true.
const TRUE: &str = "true right correct accurate";
/// Verbs of thinking and feeling: "we don't know" denies nothing.
const FEELING: &str =
    "know think believe feel want like hope expect understand remember see need care mean be have";
/// What one who won't answer won't do.
const WITHHELD: &str = "comment discuss answer speculate say tell elaborate confirm disclose reveal specify";
/// What is feared.
const HARM: &str = "consequence danger dangerous threat disaster disastrous war violence bloodshed catastrophe \
                    catastrophic crisis retaliate retaliation revenge suffer destroy kill die regret escalate \
                    escalation collapse chaos devastating harm hurt risk jeopardize jeopardise endanger damage punish \
                    punishment";
/// Predicates that are warnings by themselves.
const DANGER: &str = "threat danger dangerous risk risky";
/// Words of fault.
const BLAME: &str = "liar crook corrupt corruption hypocrite hypocrisy hypocritical disgrace disgraceful outrageous \
                     shameful shame incompetent incompetence irresponsible racist racism bigot bigotry dishonest \
                     mislead misleading betray betrayal sabotage aggression guilty unfair unconstitutional cover-up \
                     scapegoat dictator demagogue fraud cheat rig offend insult unfit reckless negligence negligent \
                     cowardly coward brutal hateful ridiculous absurd pathetic unacceptable conspiracy manipulate \
                     exploit provoke provocation barbaric atrocity smear scandalous arrogance arrogant";
/// Verbs of doing wrong.
const BLAME_AS_VERB: &str = "violate breach fail ignore refuse undermine wreck ruin lie attack abuse break destroy \
                             obstruct deceive distort spread threaten steal mishandle";
/// Verbs for steps of one's own side.
const DECISIONS: &str = "decide launch arrest sign send deploy open close hire approve appoint agree resign release \
                         withdraw establish begin start complete receive discuss adopt issue file seize detain impose \
                         lift suspend cancel postpone dispatch instruct order form set capture kill accept invite";
