//! Reports on one matter, grouped as they come: each joins the story that it shares most with in the days before.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use serde::Serialize;

use crate::actors::Cast;
use crate::corpus::{Corpus, on_one_line};
use crate::similar::containment;

/// Reports on one matter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Story {
    /// Its name: `s1`, `s2`, … in the order of first report.
    pub id: String,
    /// Its title: the first report's headline, else its first words.
    pub title: String,
    /// The date of its first report.
    pub first: Date,
    /// The date of its last report.
    pub last: Date,
    /// Those named in most of its reports.
    pub actors: Vec<String>,
    /// Their ids, by date.
    pub reports: Vec<String>,
}

/// A story goes on while its last report is no older than this.
const DAYS: i32 = 7;
/// A report joins a story whose words weigh so much of its own opening's.
const LEAST: f32 = 0.5;
/// A word that so many stories have brings no candidates.
const COMMON: usize = 40;
/// Sentences of a report's opening, which tell its matter.
const OPENING: usize = 3;

struct Growing {
    reports: Vec<usize>,
    last: Date,
    /// The words of its latest reports' openings.
    words: Vec<u64>,
}

/// The stories of two reports or more.
pub(crate) fn stories(corpus: &Corpus<'_>, cast: &Cast) -> Vec<Story> {
    let mut growing: Vec<Growing> = Vec::new();
    let mut with: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, report) in corpus.reports.iter().enumerate() {
        let mut words: Vec<u64> = report
            .sentences
            .iter()
            .take(OPENING)
            .flat_map(|s| s.words.iter().copied())
            .collect();
        words.sort_unstable();
        words.dedup();
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for word in &words {
            for &story in with.get(word).map(Vec::as_slice).unwrap_or_default() {
                *shared.entry(story).or_default() += 1;
            }
        }
        let near = |story: &Growing| {
            story
                .last
                .until(report.date())
                .is_ok_and(|span| span.get_days() <= DAYS)
        };
        let best = shared
            .into_iter()
            .filter(|(story, words)| *words >= 3 && near(&growing[*story]))
            .map(|(story, _)| {
                (
                    containment(&words, &growing[story].words, &|word| corpus.weight(word)),
                    story,
                )
            })
            .filter(|(likeness, _)| *likeness >= LEAST)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let story = match best {
            Some((_, story)) => story,
            None => {
                growing.push(Growing {
                    reports: Vec::new(),
                    last: report.date(),
                    words: Vec::new(),
                });
                growing.len() - 1
            }
        };
        let joined = &mut growing[story];
        joined.reports.push(at);
        joined.last = report.date();
        for word in &words {
            let stories = with.entry(*word).or_default();
            if !stories.contains(&story) {
                if stories.len() == COMMON {
                    stories.remove(0);
                }
                stories.push(story);
            }
        }
        // The latest openings: what the story is about now.
        joined.words = words;
    }
    let mut out = Vec::new();
    for story in growing.into_iter().filter(|story| story.reports.len() > 1) {
        let first = &corpus.reports[story.reports[0]];
        let opening = first.sentences.first().map_or("", |s| first.slice(s.span));
        let title = first
            .record
            .report
            .title
            .clone()
            .unwrap_or_else(|| on_one_line(opening));
        let ids: Vec<String> = story
            .reports
            .iter()
            .map(|&at| corpus.reports[at].id().to_owned())
            .collect();
        let mut actors: Vec<(usize, &str)> = cast
            .actors
            .iter()
            .map(|actor| {
                (
                    actor.reports.iter().filter(|id| ids.contains(id)).count(),
                    actor.name.as_str(),
                )
            })
            .filter(|(reports, _)| *reports > 1)
            .collect();
        actors.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        out.push(Story {
            id: format!("s{}", out.len() + 1),
            title,
            first: first.date(),
            last: story.last,
            actors: actors
                .into_iter()
                .take(8)
                .map(|(_, name)| name.to_owned())
                .collect(),
            reports: ids,
        });
    }
    out
}
