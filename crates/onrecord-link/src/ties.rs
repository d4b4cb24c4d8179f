//! What ties a report to earlier ones: that it copies one's text, or is on one's matter.
//!
//! A report's ties follow from the reports dated up to its own day and no more than [`WINDOW`] days before it, so a
//! report that comes or goes changes the ties of those in the days after it alone, and what was known on a day is what
//! a ledger of the reports up to that day knows.

use std::collections::{BTreeMap, HashMap, VecDeque};

use jiff::civil::Date;
use onrecord_types::Report;
use serde::{Deserialize, Serialize};

use crate::Evidence;
use crate::copies;
use crate::repeats::Layer;
use crate::sketch::Sketch;

/// Days before a report in which those lie that it can be tied to: a matter that isn't told of for longer is taken up
/// as another one.
pub const WINDOW: i32 = 14;
/// Reports further apart than this are no repeats: wires are updated within hours, reprinted within days.
const COPIED: i32 = 3;
/// A run that so many reports of the days around share is a phrase of the trade, and tells nothing.
const PHRASE: usize = 24;
/// Candidates must share so many of the kept runs.
const LEAST_RUNS: usize = 3;
/// How near two reports are on one matter: the cosine of their words' weights. Reports on different matters of one
/// country and week stay below it; two reports on one event mostly don't.
const SAME_MATTER: f32 = 0.2;
/// By so many of a report's weightiest words others are looked for.
const PROBES: usize = 24;
/// A word that so many reports of the days around have brings no candidates.
const FREQUENT: usize = 160;
/// Reports that a window is taken to hold besides its own.
const OTHERS: u32 = 50;
/// So many candidates are compared.
const COMPARED: usize = 24;

/// A tie of a report to an earlier one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tie {
    /// The later report: of one day, the one whose id comes later.
    pub report: String,
    /// The earlier one.
    pub to: String,
    /// What it is.
    pub kind: TieKind,
}

/// What ties two reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TieKind {
    /// The words of one are the other's.
    Copied {
        /// How that was found.
        layer: Layer,
        /// Sentences that they share, the later report's first.
        shared: Vec<(Evidence, Evidence)>,
    },
    /// Both are on one matter.
    Matter,
}

/// The ties of the reports dated on `since` or later to those before them. `reports` are all those dated from [`WINDOW`]
/// days before it on, in any order.
pub fn ties<'r>(reports: impl IntoIterator<Item = &'r Report>, since: Date) -> Vec<Tie> {
    let mut by_id: BTreeMap<(Date, &str), &Report> = BTreeMap::new();
    for report in reports {
        by_id.insert((report.date, &report.id), report);
    }
    let sketches: Vec<Sketch<'_>> = by_id.into_values().map(Sketch::new).collect();
    let mut days = Days::default();
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(first) = sketches.get(from) {
        let day = first.date();
        let until = from + sketches[from..].iter().take_while(|s| s.date() == day).count();
        days.turn_to(&sketches, day, from..until);
        for at in from..until {
            if day >= since {
                days.ties(&sketches, at, &mut out);
            }
            days.put(&sketches[at], at);
        }
        from = until;
    }
    out
}

/// Reports by what they have, over the days of a window.
#[derive(Default)]
struct Days {
    /// The first report of the window.
    first: usize,
    /// By word, in how many reports of the window it stands, those of the whole last day included.
    frequency: HashMap<u64, u32>,
    /// How many these are.
    reports: u32,
    /// By word and by run, the reports that have it, up to the one that is looked at.
    by_word: HashMap<u64, VecDeque<u32>>,
    by_run: HashMap<u64, VecDeque<u32>>,
}

impl Days {
    /// Lets a day begin: its reports count, those before the window don't any more.
    fn turn_to(&mut self, sketches: &[Sketch<'_>], day: Date, new: std::ops::Range<usize>) {
        while self.first < new.start && apart(sketches[self.first].date(), day) > WINDOW {
            let old = &sketches[self.first];
            let number = self.first as u32;
            for (word, _) in &old.words {
                if let Some(times) = self.frequency.get_mut(word) {
                    *times -= 1;
                    if *times == 0 {
                        self.frequency.remove(word);
                    }
                }
                leave(&mut self.by_word, *word, number);
            }
            for run in &old.runs {
                leave(&mut self.by_run, *run, number);
            }
            self.reports -= 1;
            self.first += 1;
        }
        for sketch in &sketches[new] {
            self.reports += 1;
            for (word, _) in &sketch.words {
                *self.frequency.entry(*word).or_default() += 1;
            }
        }
    }

    fn put(&mut self, sketch: &Sketch<'_>, at: usize) {
        for (word, _) in &sketch.words {
            self.by_word.entry(*word).or_default().push_back(at as u32);
        }
        for run in &sketch.runs {
            self.by_run.entry(*run).or_default().push_back(at as u32);
        }
    }

    fn ties(&self, sketches: &[Sketch<'_>], at: usize, out: &mut Vec<Tie>) {
        let tie = |to: usize, kind: TieKind| Tie {
            report: sketches[at].report.id.clone(),
            to: sketches[to].report.id.clone(),
            kind,
        };
        for to in self.with_runs(sketches, at) {
            if let Some((layer, shared)) = copies::copied(&sketches[at], &sketches[to]) {
                out.push(tie(to, TieKind::Copied { layer, shared }));
            }
        }
        if let Some(to) = self.nearest(sketches, at) {
            out.push(tie(to, TieKind::Matter));
        }
    }

    /// Earlier reports that share enough runs of words.
    fn with_runs(&self, sketches: &[Sketch<'_>], at: usize) -> Vec<usize> {
        let sketch = &sketches[at];
        let mut shared: BTreeMap<u32, usize> = BTreeMap::new();
        for run in &sketch.runs {
            let Some(others) = self.by_run.get(run) else {
                continue;
            };
            // They come in the order of their dates.
            let near =
                others.partition_point(|&o| apart(sketches[o as usize].date(), sketch.date()) > COPIED);
            if others.len() - near <= PHRASE {
                for &other in others.range(near..) {
                    *shared.entry(other).or_default() += 1;
                }
            }
        }
        // A text of a sentence or two has few runs.
        let least = LEAST_RUNS.min(sketch.runs.len().max(1));
        shared
            .into_iter()
            .filter(|(other, runs)| {
                *runs >= least.min(sketches[*other as usize].runs.len().max(1))
                    || sketches[*other as usize].text == sketch.text
            })
            .map(|(other, _)| other as usize)
            .collect()
    }

    /// How much a word tells (inverse document frequency; Spärck Jones 1972), in the window, as if it held some more
    /// reports: what both of two reports have tells nothing otherwise.
    fn weight(&self, word: u64) -> f32 {
        let often = self.frequency.get(&word).copied().unwrap_or(0) + 1;
        ((self.reports + OTHERS) as f32 / often as f32).ln()
    }

    /// The earlier report that is nearest in its words, where one is near enough; of equals the latest.
    fn nearest(&self, sketches: &[Sketch<'_>], at: usize) -> Option<usize> {
        let own: Vec<(u64, f32)> = sketches[at]
            .words
            .iter()
            .map(|&(word, times)| (word, times * self.weight(word)))
            .collect();
        let mut probes = own.clone();
        probes.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        probes.truncate(PROBES);
        let mut shared: HashMap<u32, f32> = HashMap::new();
        for (word, weight) in probes {
            let Some(others) = self.by_word.get(&word) else {
                continue;
            };
            if others.len() <= FREQUENT {
                for &other in others {
                    *shared.entry(other).or_default() += weight * weight;
                }
            }
        }
        let mut candidates: Vec<(u32, f32)> = shared.into_iter().collect();
        candidates.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
        candidates.truncate(COMPARED);
        let length = own.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        candidates
            .into_iter()
            .map(|(other, _)| (self.cosine(&own, length, &sketches[other as usize]), other))
            .filter(|(likeness, _)| *likeness >= SAME_MATTER)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))
            .map(|(_, other)| other as usize)
    }

    fn cosine(&self, own: &[(u64, f32)], length: f32, other: &Sketch<'_>) -> f32 {
        let (mut product, mut square, mut at) = (0.0, 0.0, 0);
        for &(word, times) in &other.words {
            let weight = times * self.weight(word);
            square += weight * weight;
            while own.get(at).is_some_and(|(own, _)| *own < word) {
                at += 1;
            }
            if let Some((_, of_own)) = own.get(at).filter(|(own, _)| *own == word) {
                product += weight * of_own;
            }
        }
        let lengths = length * f32::sqrt(square);
        if lengths > 0.0 { product / lengths } else { 0.0 }
    }
}

fn leave(lists: &mut HashMap<u64, VecDeque<u32>>, key: u64, number: u32) {
    if let Some(list) = lists.get_mut(&key) {
        // The oldest stands first.
        if list.front() == Some(&number) {
            list.pop_front();
        }
        if list.is_empty() {
            lists.remove(&key);
        }
    }
}

/// Days between two dates.
fn apart(a: Date, b: Date) -> i32 {
    a.until(b).map_or(i32::MAX, |span| span.get_days().abs())
}
