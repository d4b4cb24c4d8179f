//! Mentions of one agreement, in one report and across reports.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::actors::Cast;
use crate::agreements::noun::{Family, Mention};
use crate::agreements::sides::Side;
use crate::agreements::{Agreement, Class, Parties, Purpose, Status, Term, Told, bare};

/// Days after which the same words are another agreement.
const DAYS: i32 = 60;
/// How many agreements of a family are looked at, the last ones.
const COMMON: usize = 40;

/// One mention with what its sentence tells.
pub(super) struct Seen {
    pub mention: Mention,
    pub parties: Parties,
    pub status: Vec<Status>,
    pub began: Option<Date>,
    pub terms: Vec<Term>,
    pub class: Option<Told<Class>>,
    pub purpose: Option<Told<Purpose>>,
}

/// The agreements found so far.
#[derive(Default)]
pub(super) struct Groups {
    groups: Vec<Group>,
    last: BTreeMap<Family, Vec<usize>>,
    day: Option<Date>,
    report: usize,
}

struct Group {
    name: String,
    own: Vec<String>,
    letters: Option<String>,
    family: Family,
    /// Who it's told to be between, by how often.
    sides: BTreeMap<Vec<Side>, usize>,
    named: BTreeMap<usize, usize>,
    began: Option<Date>,
    terms: Vec<Term>,
    class: Option<Told<Class>>,
    purposes: Vec<Told<Purpose>>,
    status: Vec<Status>,
    /// The last report and day that speak of it.
    report: usize,
    day: Date,
}

impl Groups {
    /// The mentions that follow are another report's.
    pub fn next_report(&mut self, day: Date) {
        self.report += 1;
        self.day = Some(day);
    }

    fn near(&self, family: Family) -> impl Iterator<Item = usize> {
        let last = self.last.get(&family).map(Vec::as_slice).unwrap_or_default();
        last.iter().rev().copied().filter(|&at| {
            let days = |day: Date| {
                self.groups[at]
                    .day
                    .until(day)
                    .map_or(i32::MAX, |span| span.get_days())
            };
            self.day.is_some_and(|day| days(day) <= DAYS)
        })
    }

    /// Where words are the letters that an agreement near has in brackets.
    pub fn by_letters(&self, words: &[&str]) -> Vec<Mention> {
        let known: Vec<usize> = self
            .last
            .keys()
            .flat_map(|&family| self.near(family))
            .filter(|&at| self.groups[at].letters.is_some())
            .collect();
        let mut out = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let is = |group: &&usize| {
                self.groups[**group].letters.as_deref() == Some(bare(word)) && !word.starts_with('(')
            };
            if let Some(&group) = known.iter().find(is) {
                let group = &self.groups[group];
                out.push(Mention {
                    family: group.family,
                    name: group.name.clone(),
                    own: group.own.clone(),
                    letters: group.letters.clone(),
                    indefinite: false,
                    at,
                });
            }
        }
        out
    }

    /// Puts a mention to the agreement that it's of: that of the same telling words, else of the same report where it has none
    /// of its own, else of the same parties.
    pub fn add(&mut self, seen: Seen) {
        let Some(day) = self.day else { return };
        let mention = &seen.mention;
        let parties = || seen.parties.named.iter();
        let score = |at: usize| {
            let group = &self.groups[at];
            let words = mention.own.iter().filter(|word| group.own.contains(word)).count();
            let shared = parties().filter(|party| group.named.contains_key(party)).count();
            let same_report = usize::from(group.report == self.report);
            // "a wider truce" is another than "the truce".
            let other = mention.indefinite || !group.own.is_empty();
            let told_apart = !mention.own.is_empty() && other && words == 0;
            let enough =
                words > 0 || !told_apart && (same_report > 0 || shared > 0) || told_apart && shared > 1;
            enough.then_some((words, same_report, shared))
        };
        let near = self.near(mention.family).filter_map(|at| Some((score(at)?, at)));
        let at = match near.max_by_key(|(score, at)| (*score, std::cmp::Reverse(*at))) {
            Some((_, at)) => at,
            // What has neither name nor party is nobody's, and of no use to a reader.
            None if mention.own.is_empty() && parties().next().is_none() => return,
            None => self.open(mention, day),
        };
        let report = self.report;
        let group = &mut self.groups[at];
        (group.report, group.day) = (report, day);
        if seen.mention.name.len() > group.name.len() {
            group.name = seen.mention.name;
        }
        for word in seen.mention.own {
            if !group.own.contains(&word) {
                group.own.push(word);
            }
        }
        group.letters = group.letters.take().or(seen.mention.letters);
        if !seen.parties.sides.is_empty() {
            *group.sides.entry(seen.parties.sides).or_default() += 1;
        }
        for party in seen.parties.named {
            *group.named.entry(party).or_default() += 1;
        }
        group.began = match (group.began, seen.began) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        for term in seen.terms {
            if !group.terms.contains(&term) {
                group.terms.push(term);
            }
        }
        // The furthest that is told.
        if let Some(class) = seen.class {
            match &mut group.class {
                Some(known) if known.value == class.value => known.evidence.extend(class.evidence),
                Some(known) if known.value > class.value => {}
                known => *known = Some(class),
            }
        }
        if let Some(purpose) = seen.purpose {
            match group
                .purposes
                .iter_mut()
                .find(|known| known.value == purpose.value)
            {
                Some(known) => known.evidence.extend(purpose.evidence),
                None => group.purposes.push(purpose),
            }
        }
        for status in seen.status {
            if !group.status.contains(&status) {
                group.status.push(status);
            }
        }
    }

    fn open(&mut self, mention: &Mention, day: Date) -> usize {
        let last = self.last.entry(mention.family).or_default();
        if last.len() == COMMON {
            last.remove(0);
        }
        last.push(self.groups.len());
        self.groups.push(Group {
            name: mention.name.clone(),
            own: Vec::new(),
            letters: None,
            family: mention.family,
            sides: BTreeMap::new(),
            named: BTreeMap::new(),
            began: None,
            terms: Vec::new(),
            class: None,
            purposes: Vec::new(),
            status: Vec::new(),
            report: self.report,
            day,
        });
        self.groups.len() - 1
    }

    /// The agreements of which something is told: those with a status or a term. Parties are those that it's most often
    /// told to be between.
    pub fn agreements(self, cast: &Cast) -> Vec<Agreement> {
        let told = self
            .groups
            .into_iter()
            .filter(|group| !group.status.is_empty() || !group.terms.is_empty());
        told.map(|group| {
            // Those told most often, and of these the best known.
            let known = |sides: &[Side]| sides.iter().filter(|side| matches!(side, Side::Actor(_))).count();
            let sides = group
                .sides
                .into_iter()
                .max_by_key(|(sides, times)| (*times, known(sides), std::cmp::Reverse(sides.clone())));
            let parties = sides.map(|(sides, _)| sides).unwrap_or_default();
            let name = |side| match side {
                Side::Actor(actor) => cast.actors[actor].name.clone(),
                Side::Words(words) => words,
            };
            let mut status = group.status;
            status.sort_by(|a, b| (a.as_of, a.status, &a.evidence).cmp(&(b.as_of, b.status, &b.evidence)));
            Agreement {
                name: group.name,
                parties: parties.into_iter().map(name).collect(),
                began: group.began,
                class: group.class,
                purposes: group.purposes,
                terms: group.terms,
                status,
            }
        })
        .collect()
    }
}
