//! Which claim answers which: from the act, and from what both speak of.

use std::collections::{BTreeMap, HashMap};

use onrecord_types::Act;
use serde::{Deserialize, Serialize};

use crate::claims::{Claims, Likeness, Statement};
use crate::corpus::Corpus;

/// How a claim answers another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// Says that it is true.
    Confirms,
    /// Says that it is false.
    Denies,
    /// Leaves it open.
    Declines,
    /// Turns down what it asks or offers.
    Rejects,
    /// Agrees to what it asks or offers.
    Accepts,
    /// Can't hold together with it.
    Contradicts,
    /// States the same on other authority.
    Repeats,
}

/// A claim's relation to another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The id of the claim that answers.
    pub claim: String,
    /// How.
    pub relation: Relation,
    /// The id of the claim that it answers.
    pub of: String,
}

/// Days after which nothing is answered any more: news answers news of the last weeks.
const DAYS: i32 = 14;
/// How alike an answer and what it answers are at least (words and sense together, from 0 to 2): an answer names what
/// it answers in a word or two.
const LEAST: f32 = 0.75;
/// What the claim's own author being named in the answer adds.
const NAMED: f32 = 0.3;
/// What standing before it in the same report adds: reports put the answer behind.
const BEFORE: f32 = 0.2;
/// How alike two statements are that contradict one another by their numbers.
const ABOUT_THE_SAME: f32 = 0.9;
/// A word that so many statements have brings no candidates.
const COMMON: usize = 80;
/// How many sentences back "this" and "the charge" are followed.
const REACH: usize = 2;

/// The answers, by claim.
pub(crate) fn answers(corpus: &Corpus<'_>, claims: &Claims<'_>) -> Vec<Answer> {
    let mut found: BTreeMap<(usize, usize), Relation> = BTreeMap::new();
    let mut with: HashMap<u64, Vec<usize>> = HashMap::new();
    let statements = &claims.statements;
    // A report's statements come together, so that what is answered may stand behind the answer.
    let mut from = 0;
    while from < statements.len() {
        let report = statements[from].report;
        let until = from
            + statements[from..]
                .iter()
                .take_while(|s| s.report == report)
                .count();
        for (at, statement) in statements.iter().enumerate().take(until).skip(from) {
            for &word in &statement.words {
                let others = with.entry(word).or_default();
                if others.len() == COMMON {
                    others.remove(0);
                }
                others.push(at);
            }
        }
        for (at, statement) in statements.iter().enumerate().take(until).skip(from) {
            let mut candidates: Vec<usize> = statement
                .words
                .iter()
                .filter_map(|word| with.get(word))
                .flatten()
                .copied()
                .filter(|&other| {
                    other != at
                        && claims.claim[other] != claims.claim[at]
                        && !statement.overlaps(&statements[other])
                })
                .collect();
            candidates.sort_unstable();
            candidates.dedup();
            if let Some(relation) = relation(statement) {
                for other in answered(corpus, statements, at, relation, &candidates) {
                    if claims.claim[other] != claims.claim[at] {
                        found
                            .entry((claims.claim[at], claims.claim[other]))
                            .or_insert(relation);
                    }
                }
            }
            for other in candidates {
                if other < at && contradicts(corpus, statement, &statements[other]) {
                    found
                        .entry((claims.claim[at], claims.claim[other]))
                        .or_insert(Relation::Contradicts);
                }
            }
        }
        from = until;
    }
    for (number, claim) in claims.claims.iter().enumerate() {
        let earlier = claim
            .same_as
            .iter()
            .filter_map(|id| claims.claims.iter().position(|c| c.id == *id));
        for other in earlier.filter(|&other| other < number) {
            found.entry((number, other)).or_insert(Relation::Repeats);
        }
    }
    found
        .into_iter()
        .map(|((claim, of), relation)| Answer {
            claim: claims.claims[claim].id.clone(),
            relation,
            of: claims.claims[of].id.clone(),
        })
        .collect()
}

/// What a statement answers: in its own report the likeliest, in the reports before the likeliest.
fn answered(
    corpus: &Corpus<'_>,
    statements: &[Statement<'_>],
    at: usize,
    relation: Relation,
    candidates: &[usize],
) -> Vec<usize> {
    let statement = &statements[at];
    let fits = |other: usize| answerable(relation, statement, &statements[other]);
    // "denied this", "rejected the charge": what stands before it.
    if statement.words.len() < 3 {
        let before = statements[..at].iter().enumerate().rev();
        let near = before
            .take_while(|(_, other)| other.report == statement.report)
            .filter(|(_, other)| {
                other.sentence + REACH >= statement.sentence && other.sentence <= statement.sentence
            });
        let own = near
            .filter(|(other, s)| s.attribution.is_some() && fits(*other) && !s.overlaps(statement))
            .map(|(other, _)| other)
            .next();
        if let Some(other) = own {
            return vec![other];
        }
    }
    let best = |own: bool, least: f32| {
        candidates
            .iter()
            .filter(|&&other| fits(other) && (statements[other].report == statement.report) == own)
            .map(|&other| (score(corpus, statement, &statements[other], other < at), other))
            .filter(|(score, _)| *score >= least)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
            .map(|(_, other)| other)
    };
    // Who declines leaves open what the same report has just told.
    let elsewhere = best(false, LEAST).filter(|_| relation != Relation::Declines);
    best(true, LEAST).into_iter().chain(elsewhere).collect()
}

/// The relation that a statement's act has to what it answers.
fn relation(statement: &Statement<'_>) -> Option<Relation> {
    match statement.attribution?.act? {
        Act::Confirm => Some(Relation::Confirms),
        Act::Deny => Some(Relation::Denies),
        Act::Decline => Some(Relation::Declines),
        Act::Reject => Some(Relation::Rejects),
        Act::Accept => Some(Relation::Accepts),
        _ => None,
    }
}

/// Whether a statement can be answered so: demands and offers are rejected and accepted, claims denied and confirmed;
/// nobody answers himself.
fn answerable(relation: Relation, answer: &Statement<'_>, of: &Statement<'_>) -> bool {
    if answer.by == of.by {
        return false;
    }
    let act = of.attribution.and_then(|a| a.act).unwrap_or(Act::State);
    match relation {
        Relation::Rejects | Relation::Accepts => {
            matches!(
                act,
                Act::Demand | Act::Offer | Act::Ask | Act::Announce | Act::Warn | Act::State | Act::Believe
            )
        }
        Relation::Denies | Relation::Confirms => !matches!(act, Act::Ask | Act::Decline),
        _ => true,
    }
}

fn score(corpus: &Corpus<'_>, answer: &Statement<'_>, of: &Statement<'_>, before: bool) -> f32 {
    let days = corpus.reports[of.report]
        .date()
        .until(corpus.reports[answer.report].date())
        .map_or(i32::MAX, |span| span.get_days());
    if !(0..=DAYS).contains(&days) {
        return 0.0;
    }
    let likeness = Likeness::of(corpus, answer, of);
    let report = &corpus.reports[answer.report];
    let named = report.sentences.get(answer.sentence).is_some_and(|s| {
        of.by
            .split(' ')
            .next_back()
            .is_some_and(|last| last.len() > 2 && report.slice(s.span).contains(last))
    });
    let same_report = answer.report == of.report;
    likeness.words
        + likeness.sense.max(0.0)
        + if named { NAMED } else { 0.0 }
        + if same_report && before { BEFORE } else { 0.0 }
}

/// Whether two statements give different numbers of one thing.
fn contradicts(corpus: &Corpus<'_>, a: &Statement<'_>, b: &Statement<'_>) -> bool {
    let (Some(one), Some(other)) = (a.attribution, b.attribution) else {
        return false;
    };
    if a.by == b.by || one.numbers.is_empty() || other.numbers.is_empty() {
        return false;
    }
    let apart = one.numbers.iter().any(|x| {
        other.numbers.iter().any(|y| {
            let above =
                |low: Option<i64>, high: Option<i64>| low.zip(high).is_some_and(|(low, high)| low > high);
            x.of.is_some()
                && x.of == y.of
                && (above(x.low.or(x.best), y.high.or(y.best)) || above(y.low.or(y.best), x.high.or(x.best)))
        })
    });
    let likeness = Likeness::of(corpus, a, b);
    apart && likeness.words + likeness.sense >= ABOUT_THE_SAME
}
