//! Claims that a user has joined or parted, and the names of claims.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::choices::{ChosenLink, Correction};
use crate::claims::Claims;
use crate::corpus::Corpus;
use crate::repeats::Repeat;

/// The names of statements: the report's id and the attribution's ("r1#a3"), or for a report's own sentence its number,
/// from 1 ("r1#s2"). They hold while the record does, whatever else the ledger has.
pub(crate) fn addresses(corpus: &Corpus<'_>, claims: &Claims<'_>) -> Vec<String> {
    claims
        .statements
        .iter()
        .map(|statement| {
            let report = corpus.reports[statement.report].id();
            match statement.attribution {
                Some(attribution) => format!("{report}#{}", attribution.id),
                None => format!("{report}#s{}", statement.sentence + 1),
            }
        })
        .collect()
}

/// Names each claim by its first statement.
pub(crate) fn name(claims: &mut Claims<'_>, addresses: &[String]) {
    let mut names: HashMap<String, String> = HashMap::new();
    for (at, &claim) in claims.claim.iter().enumerate() {
        names
            .entry(claims.claims[claim].id.clone())
            .or_insert_with(|| addresses[at].clone());
    }
    let named = |id: &String| names.get(id).cloned().unwrap_or_else(|| id.clone());
    for claim in &mut claims.claims {
        claim.id = named(&claim.id);
        claim.same_as = claim.same_as.iter().map(named).collect();
    }
}

/// Joins and parts what a user has laid down; what the program found stands in the answer.
pub(crate) fn correct(
    corpus: &Corpus<'_>,
    claims: &mut Claims<'_>,
    addresses: &[String],
    links: &[ChosenLink],
) -> Vec<Correction> {
    let at: HashMap<&str, usize> = addresses
        .iter()
        .enumerate()
        .map(|(at, a)| (a.as_str(), at))
        .collect();
    let mut out = Vec::new();
    for link in links {
        let (Some(&a), Some(&b)) = (at.get(link.claim.as_str()), at.get(link.other.as_str())) else {
            continue;
        };
        let (one, other) = (claims.claim[a], claims.claim[b]);
        let id = |claim: usize| claims.claims[claim].id.clone();
        let (one_id, other_id) = (id(one), id(other));
        let found_same = one == other || claims.claims[one].same_as.contains(&other_id);
        out.push(Correction {
            link: link.clone(),
            found_same,
        });
        if link.same == found_same {
            continue;
        }
        if link.same {
            claims.claims[one].same_as.push(other_id);
            claims.claims[other].same_as.push(one_id);
        } else if one == other {
            part(corpus, claims, b);
        } else {
            claims.claims[one].same_as.retain(|id| *id != other_id);
            claims.claims[other].same_as.retain(|id| *id != one_id);
        }
    }
    out
}

/// Makes a claim of its own of a statement, without what the one that it was in shares with others.
fn part(corpus: &Corpus<'_>, claims: &mut Claims<'_>, statement: usize) {
    let (from, new) = (claims.claim[statement], claims.claims.len());
    let of = &claims.statements[statement];
    let report = &corpus.reports[of.report];
    let mut claim = claims.claims[from].clone();
    claim.id = format!("c{}", new + 1);
    claim.says = report.words(&of.spans);
    claim.act = of.attribution.and_then(|a| a.act).or(claim.act);
    claim.said_on = of.attribution.and_then(|a| a.said_on);
    claim.first = report.date();
    claim.evidence = of.spans.iter().map(|&span| report.evidence(span)).collect();
    claim.same_as = Vec::new();
    let gone = claim.evidence.clone();
    claims.claims[from].evidence.retain(|place| !gone.contains(place));
    claims.claims.push(claim);
    claims.claim[statement] = new;
}

/// Counts sources and reports anew, as corrections have left them.
pub(crate) fn count(corpus: &Corpus<'_>, claims: &mut Claims<'_>, repeats: &[Repeat]) {
    let text_of: HashMap<&str, usize> = repeats
        .iter()
        .enumerate()
        .flat_map(|(group, repeat)| repeat.reports.iter().map(move |id| (id.as_str(), group)))
        .collect();
    let mut texts: BTreeMap<usize, BTreeSet<Result<usize, &str>>> = BTreeMap::new();
    for (at, &claim) in claims.claim.iter().enumerate() {
        let id = corpus.reports[claims.statements[at].report].id();
        let text = text_of.get(id).copied().ok_or(id);
        texts.entry(claim).or_default().insert(text);
    }
    let by: HashMap<String, String> = claims
        .claims
        .iter()
        .map(|c| (c.id.clone(), c.by.clone()))
        .collect();
    for (number, claim) in claims.claims.iter_mut().enumerate() {
        let sources: BTreeSet<&str> = claim
            .same_as
            .iter()
            .filter_map(|id| by.get(id).map(String::as_str))
            .chain([claim.by.as_str()])
            .collect();
        claim.number_of_sources = sources.len();
        claim.independent_reports = texts.get(&number).map_or(0, BTreeSet::len);
    }
}
