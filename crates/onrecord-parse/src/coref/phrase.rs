//! What the words around a mention's head say of it: pronoun, name or noun, how it is determined, what modifies it.

use std::ops::Range;

use onrecord_types::Upos;

use crate::syntax::Analysis;

/// What kind of an expression a head is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A pronoun.
    Pronoun(Pronoun),
    /// A proper noun: "Norland".
    Name,
    /// A noun with its determiner: "the plan", "this plan", "their plan", "a plan", "plans".
    Noun(Determiner),
    /// Anything else: a verb, a number, "everybody".
    Other,
}

/// Pronouns that may stand for the same, in all their cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pronoun {
    I,
    We,
    You,
    He,
    She,
    It,
    They,
    /// this, that, these, those
    This,
    /// who, which, what
    Who,
}

/// What says which one a noun means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Determiner {
    /// the
    The,
    /// this, that, these, those
    This,
    /// A possessor: "their plan", "Norland's plan".
    Possessor,
    /// a, some, any, no and the like
    A,
    None,
}

/// A mention as its own words give it.
pub(crate) struct Phrase {
    pub sort: Sort,
    /// The head, in lower case.
    pub word: String,
    /// Words that modify the head from the same phrase ("new" and "trade" in "the new trade deal"), sorted.
    pub modifiers: Vec<String>,
    /// The last word of a name that owns it: "lund" in "Ana Lund's office".
    pub owner: Option<String>,
    /// All words but determiners and marks.
    pub words: Vec<String>,
    /// Whether a noun is plural; `None` where it isn't a noun.
    pub plural: Option<bool>,
    /// Whether the head only modifies a word: "steel" in "steel prices".
    pub modifies: bool,
}

impl Phrase {
    /// The phrase of token `head`. `tokens` and `analyses` are a window's, `sentence` and `mention` ranges of them.
    pub fn new(
        head: usize,
        mention: &Range<usize>,
        sentence: &Range<usize>,
        tokens: &[Range<usize>],
        analyses: &[Analysis],
        form: &impl Fn(&Range<usize>) -> String,
    ) -> Self {
        let word = |at: usize| tokens.get(at).map(form).unwrap_or_default();
        let of = |at: usize| analyses.get(at);
        let upos = of(head).map(|a| a.upos);
        let own = word(head);
        let children = sentence
            .clone()
            .filter(|&at| at != head)
            .filter_map(|at| of(at).map(|a| (at, a)))
            .filter(|(_, a)| sentence.start + a.head == head);
        let mut determiner = Determiner::None;
        let mut modifiers = Vec::new();
        let mut owner = None;
        for (at, child) in children {
            let pronominal = matches!(child.upos, Upos::Pron | Upos::Det);
            match child.deprel {
                "det" | "det:predet" if at < head => {
                    determiner = first(determiner, of_word(&word(at)));
                }
                "nmod:poss" => {
                    determiner = first(determiner, Determiner::Possessor);
                    // A name of several words hangs on its first.
                    let of_name = |other: &usize| {
                        let part = of(*other).filter(|a| a.deprel == "flat");
                        part.is_some_and(|a| sentence.start + a.head == at)
                    };
                    let last = sentence.clone().rfind(of_name).unwrap_or(at);
                    owner = (child.upos == Upos::Propn).then(|| word(last));
                }
                "amod" | "compound" | "nummod" | "flat" | "nmod:desc" if !pronominal => {
                    modifiers.push(word(at));
                }
                _ => {}
            }
        }
        modifiers.sort_unstable();
        modifiers.dedup();
        let pronoun = Pronoun::of(&own).filter(|_| matches!(upos, Some(Upos::Pron | Upos::Det)));
        let sort = match (pronoun, upos) {
            (Some(pronoun), _) => Sort::Pronoun(pronoun),
            (_, Some(Upos::Propn)) => Sort::Name,
            (_, Some(Upos::Noun)) => Sort::Noun(determiner),
            _ => Sort::Other,
        };
        let told = |at: &usize| of(*at).is_some_and(|a| !matches!(a.upos, Upos::Det | Upos::Punct));
        let words = mention.clone().filter(told).map(word);
        Self {
            sort,
            modifiers,
            owner,
            words: words.filter(|w| !matches!(w.as_str(), "'s" | "’s")).collect(),
            plural: match of(head).map(|a| a.xpos) {
                Some("NNS" | "NNPS") => Some(true),
                Some("NN" | "NNP") => Some(false),
                _ => None,
            },
            modifies: of(head)
                .is_some_and(|a| matches!(a.deprel, "compound" | "amod" | "flat" | "nmod:desc")),
            word: own,
        }
    }

    /// Whether it is a pronoun that is a mention by itself, whatever stands beside it: "I", "her", not "those who …".
    pub fn stands_alone(&self) -> bool {
        matches!(self.sort, Sort::Pronoun(p) if !matches!(p, Pronoun::This | Pronoun::Who))
    }
}

/// Whether a mention runs over the verb whose subject or object its head is: "[a spokesman said they] left".
pub(crate) fn governed(
    head: usize,
    mention: &Range<usize>,
    sentence: &Range<usize>,
    analyses: &[Analysis],
) -> bool {
    let Some(analysis) = analyses.get(head) else {
        return false;
    };
    let above = sentence.start + analysis.head;
    let argument = matches!(
        analysis.deprel.split(':').next(),
        Some("nsubj" | "obj" | "iobj" | "obl")
    );
    let verb = analyses
        .get(above)
        .is_some_and(|a| matches!(a.upos, Upos::Verb | Upos::Aux));
    argument && verb && above != head && mention.contains(&above)
}

/// From the first to the last token that hangs on `head`.
pub(crate) fn below(head: usize, sentence: &Range<usize>, analyses: &[Analysis]) -> Range<usize> {
    let above = |at: &usize| {
        let up = analyses.get(*at).map(|a| sentence.start + a.head);
        up.filter(|up| up != at)
    };
    // A tree isn't deeper than its sentence is long.
    let hangs = |token: &usize| {
        let up = std::iter::successors(Some(*token), above);
        up.take(sentence.len()).any(|at| at == head)
    };
    let first = sentence.clone().find(&hangs).unwrap_or(head);
    let last = sentence.clone().rev().find(&hangs).unwrap_or(head);
    first..last + 1
}

impl Pronoun {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "i" | "me" | "my" | "myself" | "mine" => Self::I,
            "we" | "us" | "our" | "ourselves" | "ours" => Self::We,
            "you" | "your" | "yourself" | "yourselves" | "yours" => Self::You,
            "he" | "him" | "his" | "himself" => Self::He,
            "she" | "her" | "hers" | "herself" => Self::She,
            "it" | "its" | "itself" => Self::It,
            "they" | "them" | "their" | "theirs" | "themselves" => Self::They,
            "this" | "that" | "these" | "those" => Self::This,
            "who" | "whom" | "whose" | "which" | "what" => Self::Who,
            _ => return None,
        })
    }

    /// Whether it's of those who speak and are spoken to.
    pub fn speaks(self) -> bool {
        matches!(self, Self::I | Self::We | Self::You)
    }
}

fn of_word(word: &str) -> Determiner {
    match word {
        "the" => Determiner::The,
        "this" | "that" | "these" | "those" => Determiner::This,
        _ => Determiner::A,
    }
}

/// Of several determiners ("all the members", "his every word"), the one that tells most.
fn first(a: Determiner, b: Determiner) -> Determiner {
    use Determiner::{A, Possessor, The, This};
    let order = [The, This, Possessor, A];
    order.into_iter().find(|d| *d == a || *d == b).unwrap_or(a)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(upos: Upos, head: usize, deprel: &'static str) -> Analysis {
        Analysis {
            upos,
            xpos: "NN",
            scripts: Vec::new(),
            head,
            deprel,
        }
    }

    #[test]
    fn a_phrase_is_read_off_the_tree() {
        // Lund praised the new trade pact
        let analyses = [
            word(Upos::Propn, 1, "nsubj"),
            word(Upos::Verb, 1, "root"),
            word(Upos::Det, 5, "det"),
            word(Upos::Adj, 5, "amod"),
            word(Upos::Noun, 5, "compound"),
            word(Upos::Noun, 1, "obj"),
        ];
        let words = ["lund", "praised", "the", "new", "trade", "pact"];
        let tokens: Vec<Range<usize>> = (0..6).map(|at| at..at + 1).collect();
        let form = |token: &Range<usize>| words[token.start].to_owned();
        let phrase = Phrase::new(5, &(2..6), &(0..6), &tokens, &analyses, &form);
        assert_eq!(phrase.sort, Sort::Noun(Determiner::The));
        assert_eq!(phrase.words, ["new", "trade", "pact"]);
        assert_eq!(phrase.plural, Some(false));
        assert!(!phrase.modifies && !phrase.stands_alone());
        assert!(!governed(5, &(2..6), &(0..6), &analyses));
        assert!(governed(5, &(1..6), &(0..6), &analyses));
        assert_eq!(below(5, &(0..6), &analyses), 2..6);
    }
}
