//! Which reports copy, update or shorten another's text, within a publisher and across.
//!
//! Three layers, the cheapest first: the same words; runs of words in common (every fourth, by its hash: "winnowing",
//! Schleimer, Wilkerson and Aiken 2003), which give candidates inside a window of days; then sentences side by side. Whole
//! texts aren't compared, since wires are rewritten from version to version.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use crate::Evidence;
use crate::corpus::{Corpus, Text, hash};
use crate::similar::{Sets, jaccard};

/// Words of a run.
const RUN: usize = 4;
/// One run in so many is kept.
const SAMPLE: u64 = 4;
/// Reports further apart than this are no repeats: wires are updated within hours, reprinted within days.
const DAYS: i32 = 3;
/// A run that so many reports share is a phrase of the trade, and tells nothing.
const COMMON: usize = 24;
/// Candidates must share so many of the kept runs.
const LEAST_RUNS: usize = 3;
/// Sentences with fewer different words say too little to be anybody's.
const LEAST_WORDS: usize = 8;
/// Two sentences are one where they share so much of their words; a rewritten figure or name leaves them one.
const SAME: f32 = 0.6;

/// How a group was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layer {
    /// The texts have the same words.
    SameText,
    /// More than half of the shorter one's sentences stand in the longer one.
    SharedSentences,
}

/// Reports that go back to one text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Repeat {
    /// Their ids, by date.
    pub reports: Vec<String>,
    /// How they were found: the weakest link of the group.
    pub layer: Layer,
    /// A sentence that they share, where each of two of them has it.
    pub shared: Vec<(Evidence, Evidence)>,
}

/// Two reports, how they were found, and the sentences that they share.
type Link = (usize, usize, Layer, Vec<(Evidence, Evidence)>);

/// Groups of reports that repeat one another, by their first report.
pub(crate) fn repeats(corpus: &Corpus<'_>) -> Vec<Repeat> {
    let mut sets = Sets::new(corpus.reports.len());
    let mut links: Vec<Link> = Vec::new();
    let texts: Vec<u64> = corpus.reports.iter().map(fingerprint).collect();
    // By run, the last reports that have it; they come in the order of their dates.
    let mut with: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, report) in corpus.reports.iter().enumerate() {
        let mut candidates: BTreeMap<usize, usize> = BTreeMap::new();
        for run in runs(report) {
            let others = with.entry(run).or_default();
            others.retain(|&other| days_between(&corpus.reports[other], report) <= DAYS);
            if others.len() < COMMON {
                for &other in others.iter() {
                    *candidates.entry(other).or_default() += 1;
                }
            }
            if others.len() <= COMMON {
                others.push(at);
            }
        }
        for (other, _) in candidates.into_iter().filter(|(_, runs)| *runs >= LEAST_RUNS) {
            if texts[other] == texts[at] {
                sets.join(other, at);
                links.push((other, at, Layer::SameText, Vec::new()));
            } else if let Some(shared) = shared(&corpus.reports[other], report) {
                sets.join(other, at);
                links.push((other, at, Layer::SharedSentences, shared));
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..corpus.reports.len() {
        groups.entry(sets.find(at)).or_default().push(at);
    }
    groups
        .into_values()
        .filter(|group| group.len() > 1)
        .map(|group| {
            let of_group = || links.iter().filter(|(a, _, _, _)| group.contains(a));
            Repeat {
                reports: group
                    .iter()
                    .map(|&at| corpus.reports[at].id().to_owned())
                    .collect(),
                layer: of_group()
                    .map(|(_, _, layer, _)| *layer)
                    .max()
                    .unwrap_or(Layer::SameText),
                shared: of_group()
                    .flat_map(|(_, _, _, shared)| shared.iter().take(3).cloned())
                    .collect(),
            }
        })
        .collect()
}

fn days_between(a: &Text<'_>, b: &Text<'_>) -> i32 {
    a.date()
        .until(b.date())
        .map_or(i32::MAX, |span| span.get_days().abs())
}

fn fingerprint(report: &Text<'_>) -> u64 {
    let words: Vec<String> = lower_words(&report.record.report.text).collect();
    hash(words.join(" ").as_bytes())
}

fn lower_words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// The kept runs of a report, each once.
fn runs(report: &Text<'_>) -> Vec<u64> {
    let words: Vec<u64> = lower_words(&report.record.report.text)
        .map(|word| hash(word.as_bytes()))
        .collect();
    let mut runs: Vec<u64> = words
        .windows(RUN)
        .map(|run| {
            run.iter().fold(0u64, |sum, word| {
                sum.rotate_left(13) ^ word.wrapping_mul(0x9e37_79b9_7f4a_7c15)
            })
        })
        .filter(|run| run % SAMPLE == 0)
        .collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// The sentences that two reports share, where that is more than half of the shorter one's.
fn shared(a: &Text<'_>, b: &Text<'_>) -> Option<Vec<(Evidence, Evidence)>> {
    let long = |text: &'_ Text<'_>| {
        let long = text
            .sentences
            .iter()
            .enumerate()
            .filter(|(_, s)| s.length >= LEAST_WORDS);
        long.map(|(at, _)| at).collect::<Vec<_>>()
    };
    let (short, long_one, turned) = {
        let (of_a, of_b) = (long(a), long(b));
        if of_a.len() <= of_b.len() {
            ((a, of_a), (b, of_b), false)
        } else {
            ((b, of_b), (a, of_a), true)
        }
    };
    let mut pairs = Vec::new();
    for &at in &short.1 {
        let sentence = &short.0.sentences[at];
        let same = long_one
            .1
            .iter()
            .map(|&other| &long_one.0.sentences[other])
            .find(|other| jaccard(&sentence.words, &other.words) >= SAME);
        if let Some(same) = same {
            let pair = (short.0.evidence(sentence.span), long_one.0.evidence(same.span));
            pairs.push(if turned { (pair.1, pair.0) } else { pair });
        }
    }
    (!short.1.is_empty() && 2 * pairs.len() > short.1.len()).then_some(pairs)
}
