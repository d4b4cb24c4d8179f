//! Which claim answers which: from the act, and from what both speak of.

mod pairs;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::actors::Cast;
use crate::answers::pairs::Pairs;
use crate::claims::{Claim, Claims, Statement};
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
/// A word, or an actor, that so many statements have brings no candidates but the last.
const COMMON: usize = 80;
/// How many sentences back "this" and "the charge" are followed.
const REACH: usize = 2;

/// The answers, by claim.
pub(crate) fn answers(corpus: &Corpus<'_>, cast: &Cast, claims: &Claims<'_>) -> Vec<Answer> {
    let mut found: BTreeMap<(usize, usize), Relation> = BTreeMap::new();
    let statements = &claims.statements;
    let mut index = Index::default();
    // A report's statements come together, so that what is answered may stand behind the answer.
    let mut from = 0;
    while from < statements.len() {
        let report = statements[from].report;
        let until = from
            + statements[from..]
                .iter()
                .take_while(|s| s.report == report)
                .count();
        let of_report = from..until;
        for at in of_report.clone() {
            index.add(at, &statements[at]);
        }
        for at in of_report.clone().filter(|&at| !statements[at].is_unknown()) {
            let other_claim = |other: &usize| *other != at && claims.claim[*other] != claims.claim[at];
            let pairs = Pairs::new(corpus, cast, statements, at);
            let within = of_report
                .clone()
                .filter(|&other| statements[other].is_within(&statements[at]));
            let within: Vec<usize> = within.filter(other_claim).collect();
            let candidates: Vec<usize> = index
                .candidates(&statements[at], pairs.named(), of_report.clone())
                .into_iter()
                .filter(other_claim)
                .filter(|&other| !statements[at].overlaps(&statements[other]))
                .collect();
            let answered = pairs.answered_within(&within).into_iter();
            for (other, relation) in answered
                .chain(pairs.answered(&candidates))
                .chain(pairs.contradicted(&candidates))
            {
                if found.contains_key(&(claims.claim[other], claims.claim[at])) {
                    continue;
                }
                found
                    .entry((claims.claim[at], claims.claim[other]))
                    .or_insert(relation);
            }
        }
        from = until;
    }
    repeats(claims, &mut found);
    found
        .into_iter()
        .map(|((claim, of), relation)| Answer {
            claim: claims.claims[claim].id.clone(),
            relation,
            of: claims.claims[of].id.clone(),
        })
        .collect()
}

/// Claims that state what an earlier one states repeat it; a report that states in its own voice what a source had said
/// confirms it.
fn repeats(claims: &Claims<'_>, found: &mut BTreeMap<(usize, usize), Relation>) {
    let number = |id: &str| {
        id.get(1..)
            .and_then(|id| id.parse::<usize>().ok())
            .map(|id| id - 1)
    };
    for (at, claim) in claims.claims.iter().enumerate() {
        for other in claim
            .same_as
            .iter()
            .filter_map(|id| number(id))
            .filter(|&other| other < at)
        {
            let own = |claim: &Claim| claim.source_kind.as_deref() == Some("report");
            let report = |claim: &Claim| claim.evidence.first().map(|(id, ..)| id.clone());
            let earlier = &claims.claims[other];
            // Within one report, its own words lead up to what a source says; they don't answer it.
            if (own(claim) || own(earlier)) && report(claim) == report(earlier) {
                continue;
            }
            let relation = if own(claim) && !own(earlier) {
                Relation::Confirms
            } else {
                Relation::Repeats
            };
            found.entry((at, other)).or_insert(relation);
        }
    }
}

/// Statements by their words and by who makes them, the last ones of each.
#[derive(Default)]
struct Index {
    words: HashMap<u64, Vec<usize>>,
    by: HashMap<usize, Vec<usize>>,
}

impl Index {
    fn add(&mut self, at: usize, statement: &Statement<'_>) {
        for &word in &statement.words {
            push(self.words.entry(word).or_default(), at);
        }
        if let Some(actor) = statement.actor {
            push(self.by.entry(actor).or_default(), at);
        }
    }

    /// What a statement may answer: statements that share a word with it, the last ones by actors whom its sentence names,
    /// and all of its own report.
    fn candidates(&self, statement: &Statement<'_>, named: &[usize], report: Range<usize>) -> Vec<usize> {
        let words = statement.words.iter().filter_map(|word| self.words.get(word));
        let by = named.iter().filter_map(|actor| self.by.get(actor));
        let mut out: Vec<usize> = words.chain(by).flatten().copied().collect();
        out.extend(report);
        out.sort_unstable();
        out.dedup();
        out
    }
}

fn push(list: &mut Vec<usize>, at: usize) {
    if list.len() == COMMON {
        list.remove(0);
    }
    list.push(at);
}
