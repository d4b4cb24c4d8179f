//! Reports on one matter: those that ties hold together.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::actors::Cast;
use crate::corpus::{Corpus, on_one_line};
use crate::similar::Sets;
use crate::ties::Tie;

/// Reports on one matter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// Its name: its first report's.
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

/// So many actors are named with a story.
const ACTORS: usize = 8;

/// Which of these reports are on one matter: the groups that ties make, each with its members' places in `ids`, in
/// their order. A report without ties is a group of its own; ties to others than these count for nothing.
pub fn groups(ids: &[&str], ties: &[Tie]) -> Vec<Vec<usize>> {
    let place: HashMap<&str, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut sets = Sets::new(ids.len());
    for tie in ties {
        if let (Some(&a), Some(&b)) = (place.get(tie.report.as_str()), place.get(tie.to.as_str())) {
            sets.join(a, b);
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..ids.len() {
        groups.entry(sets.find(at)).or_default().push(at);
    }
    groups.into_values().collect()
}

/// The stories of two reports or more.
pub(crate) fn stories(corpus: &Corpus<'_>, cast: &Cast, ties: &[Tie]) -> Vec<Story> {
    let ids: Vec<&str> = corpus.reports.iter().map(|report| report.id()).collect();
    let mut named: HashMap<&str, Vec<&str>> = HashMap::new();
    for actor in &cast.actors {
        for report in &actor.reports {
            named.entry(report).or_default().push(&actor.name);
        }
    }
    groups(&ids, ties)
        .into_iter()
        .filter(|members| members.len() > 1)
        .map(|members| story(corpus, &named, &members))
        .collect()
}

fn story(corpus: &Corpus<'_>, named: &HashMap<&str, Vec<&str>>, members: &[usize]) -> Story {
    let reports: Vec<_> = members.iter().map(|&at| &corpus.reports[at]).collect();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for name in reports
        .iter()
        .filter_map(|report| named.get(report.id()))
        .flatten()
    {
        *times.entry(name).or_default() += 1;
    }
    let mut actors: Vec<(usize, &str)> = times
        .into_iter()
        .filter(|(_, reports)| *reports > 1)
        .map(|(name, reports)| (reports, name))
        .collect();
    actors.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let first = reports[0];
    let opening = first.sentences.first().map_or("", |s| first.slice(s.span));
    let title = first.record.report.title.clone();
    Story {
        id: first.id().to_owned(),
        title: title.unwrap_or_else(|| on_one_line(opening)),
        first: first.date(),
        last: reports[reports.len() - 1].date(),
        actors: actors
            .into_iter()
            .take(ACTORS)
            .map(|(_, name)| name.to_owned())
            .collect(),
        reports: reports.iter().map(|report| report.id().to_owned()).collect(),
    }
}
