//! Descriptions in the plural that mean one actor: "the rebels", where the reports around have one movement of rebels.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use onrecord_types::Form;

use crate::actors::DAYS;
use crate::actors::names::{Name, Place};
use crate::corpus::{Corpus, Text, on_one_line};
use crate::similar::Sets;

/// Plurals for those who fight under a name: "the Hill Army guerrillas" are that army, and so are "the guerrillas" beside it.
const FIGHTERS: &[&str] = &[
    "rebels",
    "guerrillas",
    "insurgents",
    "militants",
    "separatists",
    "fighters",
];

/// Plurals that anybody may be.
const ANYBODY: &[&str] = &[
    "officials",
    "people",
    "residents",
    "witnesses",
    "leaders",
    "sources",
    "sides",
    "parties",
    "analysts",
    "members",
    "ministers",
    "countries",
    "others",
    "groups",
    "talks",
    "states",
    "nations",
    "men",
    "women",
    "two",
];

/// The set and the day of a report in which a description was seen to mean it.
type Seen = (Date, usize);

/// Which descriptions mean whom.
pub(super) struct Descriptions {
    meant: BTreeMap<String, Vec<Seen>>,
}

impl Descriptions {
    /// Descriptions are seen to mean an actor where coreference puts them with its name, or where they stand behind it:
    /// "Hill Army guerrillas".
    pub fn new(
        corpus: &Corpus<'_>,
        names: &[Name],
        sets: &mut Sets,
        places: &[Vec<Place>],
        of: &HashMap<(usize, String), usize>,
    ) -> Self {
        let mut meant: BTreeMap<String, Vec<Seen>> = BTreeMap::new();
        for (at, report) in corpus.reports.iter().enumerate() {
            for entity in &report.record.entities {
                let Some(&set) = of
                    .get(&(at, entity.id.clone()))
                    .filter(|set| !names[**set].person)
                else {
                    continue;
                };
                for mention in entity.mentions.iter().filter(|m| m.form == Form::Nominal) {
                    if let Some(words) = description(report.slice(mention.span)) {
                        meant.entry(words).or_default().push((report.date(), set));
                    }
                }
            }
            for &(_, end, name) in places[at].iter().filter(|place| names[place.2].is_organization()) {
                let behind = report.from(end);
                let word = behind
                    .strip_prefix(' ')
                    .and_then(|rest| rest.split(|c: char| !c.is_alphanumeric()).next());
                if let Some(word) = word.filter(|word| FIGHTERS.contains(word)) {
                    let set = sets.find(name);
                    // Said in so many words: it counts as seen twice.
                    meant
                        .entry(word.to_owned())
                        .or_default()
                        .extend([(report.date(), set); 2]);
                }
            }
        }
        Self { meant }
    }

    /// Entities that have no name but such a description are the one whom it means in the reports around, where that one
    /// is named in the same report.
    pub fn resolve(&self, corpus: &Corpus<'_>, of: &mut HashMap<(usize, String), usize>) {
        let mut in_report: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); corpus.reports.len()];
        for ((report, _), set) in of.iter() {
            in_report[*report].insert(*set);
        }
        for (at, report) in corpus.reports.iter().enumerate() {
            for entity in &report.record.entities {
                if of.contains_key(&(at, entity.id.clone())) {
                    continue;
                }
                let mentions = entity.mentions.iter().filter(|m| m.form == Form::Nominal);
                let found: BTreeSet<usize> = mentions
                    .filter_map(|m| description(report.slice(m.span)))
                    .flat_map(|words| self.near(&words, report))
                    .filter(|set| in_report[at].contains(set))
                    .collect();
                if let [set] = found.into_iter().collect::<Vec<_>>().as_slice() {
                    of.insert((at, entity.id.clone()), *set);
                }
            }
        }
    }

    /// Whom the reports around mean by it, where they agree.
    fn near(&self, words: &str, report: &Text<'_>) -> Option<usize> {
        let days = |date: &Date| date.until(report.date()).map_or(i32::MAX, |s| s.get_days().abs());
        let seen = self
            .meant
            .get(words)?
            .iter()
            .filter(|(date, _)| days(date) <= DAYS);
        let seen: Vec<usize> = seen.map(|(_, set)| *set).collect();
        let first = *seen.first()?;
        (seen.len() > 1 && seen.iter().all(|set| *set == first)).then_some(first)
    }

    /// The descriptions that mean this one alone, wherever they stand.
    pub fn of_one(&self, set: usize) -> Vec<String> {
        self.meant
            .iter()
            .filter(|(_, seen)| seen.len() > 1 && seen.iter().all(|(_, other)| *other == set))
            .map(|(words, _)| words.clone())
            .collect()
    }
}

/// A plural in small letters of two words at most, without its article: "the rebels", "former hostages".
fn description(words: &str) -> Option<String> {
    let words = on_one_line(words);
    let words = ["the ", "The "]
        .iter()
        .find_map(|article| words.strip_prefix(article))
        .unwrap_or(&words)
        .trim_end_matches(['\'', '’']);
    let last = words.split(' ').next_back()?;
    let fits = words.split(' ').count() <= 2
        && words.chars().all(|c| c.is_lowercase() || c == '-' || c == ' ')
        && last.len() > 3
        && last.ends_with('s')
        && !last.ends_with("ss")
        && !ANYBODY.contains(&last);
    fits.then(|| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_is_a_plural_in_small_letters() {
        assert_eq!(description("the rebels").as_deref(), Some("rebels"));
        assert_eq!(
            description("The former\nhostages'").as_deref(),
            Some("former hostages")
        );
        for other in [
            "the Norland rebels",
            "the officials",
            "the port",
            "three of the rebels",
            "the process",
        ] {
            assert_eq!(description(other), None, "{other}");
        }
    }
}
