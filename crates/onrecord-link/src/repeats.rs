//! Which reports copy, update or shorten another's text, within a publisher and across; and which name the outlet that
//! they have their news from. The two are kept apart: *copied* is what the words show, *credited* what a report says.
//!
//! Three layers, the surest first: the same words; sentences in common; words that run alike without whole sentences
//! doing so. Whole texts aren't compared, since wires are rewritten from version to version.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use onrecord_types::SourceKind;
use serde::{Deserialize, Serialize};

use crate::Evidence;
use crate::corpus::{Corpus, Text};
use crate::similar::Sets;
use crate::ties::{Tie, TieKind};

/// How a copy was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layer {
    /// The texts have the same words.
    SameText,
    /// More than half of the shorter one's sentences stand in the longer one.
    SharedSentences,
    /// Most of the shorter one's words run as in the longer one, or a flash's as in the other's first sentence.
    Alignment,
}

/// Reports that go back to one text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Repeat {
    /// Their ids, by date.
    pub reports: Vec<String>,
    /// How they were found: the weakest link of the group.
    pub layer: Layer,
    /// Which report copies which.
    pub copied: Vec<Copied>,
}

/// A report whose words are an earlier one's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Copied {
    /// The later report.
    pub report: String,
    /// The earlier one.
    pub of: String,
    /// How that was found.
    pub layer: Layer,
    /// Sentences that they share, the later report's first; none where the whole text is the same.
    pub shared: Vec<(Evidence, Evidence)>,
}

/// A report that names the outlet it has something from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Credited {
    /// The report.
    pub report: String,
    /// The outlet, as it names it.
    pub outlet: String,
    /// That outlet's own reports on the matter up to that day, where there are any.
    pub of: Vec<String>,
    /// Where it names it.
    pub evidence: Vec<Evidence>,
}

/// Groups of reports that copy one another, by their first report.
pub(crate) fn repeats(corpus: &Corpus<'_>, ties: &[Tie]) -> Vec<Repeat> {
    let place: HashMap<&str, usize> = corpus
        .reports
        .iter()
        .enumerate()
        .map(|(at, r)| (r.id(), at))
        .collect();
    let mut sets = Sets::new(corpus.reports.len());
    let mut copies: Vec<(usize, Copied)> = Vec::new();
    for tie in ties {
        let (Some(&report), Some(&of)) = (place.get(tie.report.as_str()), place.get(tie.to.as_str())) else {
            continue;
        };
        if let TieKind::Copied { layer, shared } = &tie.kind {
            sets.join(report, of);
            copies.push((
                report,
                Copied {
                    report: tie.report.clone(),
                    of: tie.to.clone(),
                    layer: *layer,
                    shared: shared.clone(),
                },
            ));
        }
    }
    copies.sort_by(|(a, one), (b, other)| (a, &one.of).cmp(&(b, &other.of)));
    let mut groups: BTreeMap<usize, Vec<Copied>> = BTreeMap::new();
    for (report, copied) in copies {
        groups.entry(sets.find(report)).or_default().push(copied);
    }
    let mut members: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (at, report) in corpus.reports.iter().enumerate() {
        members
            .entry(sets.find(at))
            .or_default()
            .push(report.id().to_owned());
    }
    groups
        .into_iter()
        .map(|(group, copied)| Repeat {
            reports: members.remove(&group).unwrap_or_default(),
            layer: copied.iter().map(|c| c.layer).max().unwrap_or(Layer::SameText),
            copied,
        })
        .collect()
}

/// Which reports say from which outlet they have what they tell: "Reuters reported that …", "…, he told Anadolu".
pub(crate) fn credited(corpus: &Corpus<'_>) -> Vec<Credited> {
    let mut out = Vec::new();
    let publishers: BTreeSet<String> = corpus
        .reports
        .iter()
        .filter_map(|report| report.record.report.publisher.as_deref().map(bare))
        .collect();
    for (at, report) in corpus.reports.iter().enumerate() {
        let mut by_outlet: BTreeMap<String, Credited> = BTreeMap::new();
        for attribution in &report.record.attributions {
            if attribution.source.is_empty() {
                continue;
            }
            let entity = attribution.source_entity.as_ref();
            let name = entity
                .and_then(|id| report.record.entities.iter().find(|e| e.id == *id))
                .map_or_else(|| report.words(&attribution.source), |entity| entity.name.clone());
            // A newspaper that other reports here are of is an outlet, whatever it was taken for.
            let is_outlet =
                attribution.source_kind == Some(SourceKind::Outlet) || publishers.contains(&bare(&name));
            if !is_outlet || is_own(report, &name) {
                continue;
            }
            let credited = by_outlet.entry(bare(&name)).or_insert_with(|| Credited {
                report: report.id().to_owned(),
                of: of_outlet(corpus, at, &name),
                outlet: name,
                evidence: Vec::new(),
            });
            credited
                .evidence
                .extend(attribution.source.iter().map(|&span| report.evidence(span)));
        }
        out.extend(by_outlet.into_values());
    }
    out
}

/// A name in lower case without an article.
fn bare(name: &str) -> String {
    let lower = name.to_lowercase();
    lower.strip_prefix("the ").unwrap_or(&lower).to_owned()
}

/// Whether a report speaks of its own publisher: "…, the official told AFP" in an AFP report.
fn is_own(report: &Text<'_>, name: &str) -> bool {
    let publisher = report.record.report.publisher.as_deref();
    publisher.is_some_and(|publisher| is_name_of(name, publisher))
}

/// Whether a name in a text is a publisher's: the same, or one holds the other's words.
fn is_name_of(name: &str, publisher: &str) -> bool {
    let words = |name: &str| {
        bare(name)
            .split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (name, publisher) = (words(name), words(publisher));
    let holds =
        |more: &[String], less: &[String]| !less.is_empty() && less.iter().all(|word| more.contains(word));
    holds(&name, &publisher) || holds(&publisher, &name)
}

fn of_outlet(corpus: &Corpus<'_>, at: usize, outlet: &str) -> Vec<String> {
    let day = corpus.reports[at].date();
    let by_outlet = corpus.reports.iter().filter(|other| {
        let publisher = other.record.report.publisher.as_deref();
        other.date() <= day && publisher.is_some_and(|publisher| is_name_of(outlet, publisher))
    });
    by_outlet.map(|other| other.id().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_publisher_is_known_by_its_names() {
        assert!(is_name_of("the Söderby Post", "Söderby Post"));
        assert!(is_name_of("Post newspaper", "post"));
        assert!(!is_name_of("Norland Wire", "The Söderby Post"));
    }
}
