//! For whom a speaker speaks: a spokesman, an envoy or a treasurer for his party; its leader for himself, but for the party
//! where he says "we".

use std::collections::HashMap;

use onrecord_types::{Attribution, Directness, Span};

use crate::actors::{ActorKind, Cast};
use crate::corpus::{Corpus, Text};
use crate::states;

/// Offices of those who speak for others.
const AGENTS: &[&str] = &[
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "treasurer",
    "member",
    "negotiator",
    "envoy",
    "commissioner",
    "secretary",
    "official",
    "commander",
    "representative",
    "delegate",
    "ambassador",
    "lawmaker",
    "deputy",
    "diplomat",
    "mediator",
    "adviser",
];

/// Offices of those who lead, and are known for what they say themselves.
const LEADERS: &[&str] = &[
    "leader",
    "president",
    "minister",
    "premier",
    "chairman",
    "chairwoman",
    "chief",
    "head",
    "chancellor",
    "king",
    "director",
    "general",
];

/// In which office a person stands to a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Office {
    Agent,
    Leader,
}

/// Bodies that people speak for.
pub(crate) struct Parties {
    /// By report and person.
    of: HashMap<(usize, usize), (usize, Office)>,
    /// Actors by their aliases in lower case.
    by_alias: HashMap<String, usize>,
}

impl Parties {
    pub fn new(corpus: &Corpus<'_>, cast: &Cast) -> Self {
        let mut by_alias: HashMap<String, usize> = HashMap::new();
        for (at, actor) in cast.actors.iter().enumerate() {
            for alias in actor.aliases.iter().chain([&actor.name]) {
                by_alias.entry(alias.to_lowercase()).or_insert(at);
            }
        }
        let mut of = HashMap::new();
        for (at, report) in corpus.reports.iter().enumerate() {
            for sentence in &report.sentences {
                let mentions: Vec<(u32, u32, usize)> = cast.in_span(at, sentence.span).collect();
                let is_person = |actor: usize| cast.actors[actor].kind == ActorKind::Person;
                for &(start, end, person) in mentions.iter().filter(|m| is_person(m.2)) {
                    let bodies = mentions.iter().filter(|m| !is_person(m.2));
                    let mut found = bodies
                        .filter_map(|&(s, e, body)| Some((body, office(report, (start, end), (s, e))?)));
                    let before = || {
                        let before = Span::new(sentence.span.start(), start)?;
                        let (state, office) = of_state(report.slice(before))?;
                        Some((*by_alias.get(&state.to_lowercase())?, office))
                    };
                    if let Some(found) = found.next().or_else(before) {
                        of.entry((at, person)).or_insert(found);
                    }
                }
            }
        }
        Self { of, by_alias }
    }

    /// Whom an attribution's source speaks for, where that is another than he.
    pub fn of(
        &self,
        report: &Text<'_>,
        at: usize,
        attribution: &Attribution,
        actor: Option<usize>,
    ) -> Option<usize> {
        if let Some(behalf) = &attribution.on_behalf_of {
            return self.by_alias.get(&behalf.to_lowercase()).copied();
        }
        let (body, office) = *self.of.get(&(at, actor?))?;
        (office == Office::Agent || says_we(report, attribution)).then_some(body)
    }
}

/// Whether somebody says "we" of his own side.
fn says_we(report: &Text<'_>, attribution: &Attribution) -> bool {
    let content = report.words(&attribution.content).to_lowercase();
    let opening = content.trim_start_matches(|c: char| !c.is_alphabetic());
    attribution.directness == Some(Directness::Direct)
        && (opening.starts_with("we ") || opening.starts_with("our "))
}

/// The office that joins a person to a body, where both stand side by side: "Norland envoy Aho", "Aho, a member of the
/// Green Front", "Aho, a senior Green Front member".
fn office(report: &Text<'_>, person: (u32, u32), body: (u32, u32)) -> Option<Office> {
    let between = |from: u32, to: u32| Span::new(from, to).map(|span| report.slice(span));
    if body.1 < person.0 {
        let words = between(body.1, person.0)?;
        let fits = words.split_whitespace().count() <= 4
            && words
                .chars()
                .all(|c| c.is_alphabetic() || c == ' ' || c == '-' || c == '\n');
        return fits.then(|| office_of(words)).flatten();
    }
    let words = between(person.1, body.0)?;
    let after = words
        .trim_start()
        .strip_prefix(',')
        .filter(|words| !words.contains([',', '.', ';', '"']))?;
    if after.split_whitespace().count() > 7 {
        return None;
    }
    let ends = |word: &&str| matches!(*word, "of" | "for" | "at" | "in" | "with" | "to" | "from");
    let last = after.split_whitespace().rev().find(|word| *word != "the");
    if last.as_ref().is_some_and(ends) {
        return office_of(after);
    }
    let behind = report.from(body.1).trim_start();
    office_of(behind.split([',', '.', ' ']).next()?)
}

/// The state whose adjective or possessive stands before an office: "… Norlandish Prime Minister".
fn of_state(before: &str) -> Option<(&'static str, Office)> {
    let words: Vec<&str> = before.split_whitespace().rev().take(4).collect();
    let office = office_of(&words.join(" "))?;
    let name = words.iter().find_map(|word| {
        let own = word.strip_suffix("'s").or(word.strip_suffix("’s"));
        states::of_adjective(word).or_else(|| states::state(own?))
    })?;
    let near = words.first().is_some_and(|word| office_of(word).is_some());
    near.then_some((name.name, office))
}

fn office_of(words: &str) -> Option<Office> {
    let has = |offices: &[&str]| {
        words
            .split_whitespace()
            .any(|word| offices.contains(&word.to_lowercase().as_str()))
    };
    if has(AGENTS) {
        Some(Office::Agent)
    } else {
        has(LEADERS).then_some(Office::Leader)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_are_told_from_each_other() {
        assert_eq!(office_of(" treasurer "), Some(Office::Agent));
        assert_eq!(office_of("Prime Minister"), Some(Office::Leader));
        assert_eq!(office_of("in the harbour"), None);
    }

    #[test]
    fn a_state_stands_before_its_office() {
        let of = |words| of_state(words).map(|(state, _)| state);
        assert_eq!(of("On Friday Peruvian Foreign Minister "), Some("Peru"));
        assert_eq!(of("Peru's ambassador "), Some("Peru"));
        assert_eq!(of("the Peruvian coast, where "), None);
    }
}
