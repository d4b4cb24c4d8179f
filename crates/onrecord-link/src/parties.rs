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

/// Words between a body and one who leads its mission, at most.
const LONGEST: usize = 6;

/// In which office a person stands to a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Office {
    Agent,
    Leader,
}

/// Words for bodies by which a state speaks.
const STATE_BODIES: &[&str] = &[
    "ministry",
    "government",
    "embassy",
    "consulate",
    "cabinet",
    "presidency",
    "department",
    "mission",
    "delegation",
];

/// Houses and departments that everybody knows a state by, with its name.
const HOUSES: &[(&str, &str)] = &[
    ("white house", "United States"),
    ("state department", "United States"),
    ("pentagon", "United States"),
    ("kremlin", "Russia"),
    ("downing street", "United Kingdom"),
    ("foreign office", "United Kingdom"),
    ("elysee", "France"),
    ("élysée", "France"),
    ("quai d'orsay", "France"),
    ("blue house", "South Korea"),
];

/// Bodies that people speak for.
pub(crate) struct Parties {
    /// By report and person.
    of: HashMap<(usize, usize), (usize, Office)>,
    /// The states that bodies speak for.
    states: HashMap<usize, usize>,
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
        // What somebody was called last: later reports may have no more than the name.
        let mut last: HashMap<usize, (usize, Office)> = HashMap::new();
        for (at, report) in corpus.reports.iter().enumerate() {
            for sentence in &report.sentences {
                let mentions: Vec<(u32, u32, usize)> = cast.in_span(at, sentence.span).collect();
                let is_person = |actor: usize| cast.actors[actor].kind == ActorKind::Person;
                for &(start, end, person) in mentions.iter().filter(|m| is_person(m.2)) {
                    let bodies = mentions.iter().filter(|m| !is_person(m.2));
                    let mut found = bodies.filter_map(|&(s, e, body)| {
                        let office = office(report, (start, end), (s, e))?;
                        Some((body, of_organization(cast, body, office)))
                    });
                    let described = || {
                        let before =
                            Span::new(sentence.span.start(), start).map_or("", |span| report.slice(span));
                        let own = Span::new(start, end).map_or("", |span| title(report.slice(span)));
                        let (state, office) = of_state(before).or_else(|| of_state(own))?;
                        Some((*by_alias.get(&state.to_lowercase())?, office))
                    };
                    match found.next().or_else(described) {
                        Some(found) => {
                            of.entry((at, person)).or_insert(found);
                            last.insert(person, found);
                        }
                        None => {
                            if let Some(&known) = last.get(&person) {
                                of.entry((at, person)).or_insert(known);
                            }
                        }
                    }
                }
            }
        }
        let state_of = |body: usize| {
            let actor = &cast.actors[body];
            let state = actor.aliases.iter().find_map(|alias| state_of_body(alias))?;
            by_alias
                .get(&state.to_lowercase())
                .copied()
                .filter(|&state| state != body)
        };
        let organizations =
            (0..cast.actors.len()).filter(|&at| cast.actors[at].kind == ActorKind::Organization);
        let states = organizations.filter_map(|at| Some((at, state_of(at)?))).collect();
        Self { of, states, by_alias }
    }

    /// The body that a person has an office in, as a report tells or the last one did.
    pub fn body(&self, report: usize, person: usize) -> Option<usize> {
        self.of.get(&(report, person)).map(|(body, _)| *body)
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
        if let Some(&state) = self.states.get(&actor?) {
            return Some(state);
        }
        let (body, office) = *self.of.get(&(at, actor?))?;
        (office == Office::Agent || says_we(report, attribution)).then_some(body)
    }
}

/// Who leads a body of states, the United Nations or the African Union, speaks for it.
fn of_organization(cast: &Cast, body: usize, office: Office) -> Office {
    let known = |alias: &String| states::organization(alias).is_some();
    if cast.actors[body].aliases.iter().any(known) {
        Office::Agent
    } else {
        office
    }
}

/// The state that a body's name tells it to be of: "French foreign ministry", "Norland's government", "White House".
fn state_of_body(name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    if let Some((_, state)) = HOUSES.iter().find(|(house, _)| *house == bare) {
        return Some(state);
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let last = words.last()?.to_lowercase();
    let is_body = STATE_BODIES.contains(&last.as_str());
    let owner = |word: &&str| {
        let own = word.strip_suffix("'s").or(word.strip_suffix("’s"));
        states::of_adjective(word).or_else(|| states::state(own.unwrap_or(word)))
    };
    let state = words.iter().find_map(owner).filter(|_| is_body)?;
    Some(state.name)
}

/// What stands before the name in a mention with a title: "Norlandish Foreign Minister" of "Norlandish Foreign Minister Aho".
fn title(mention: &str) -> &str {
    let mut end = 0;
    let mut at = 0;
    for word in mention.split_inclusive(char::is_whitespace) {
        at += word.len();
        if office_of(word).is_some() {
            end = at;
        }
    }
    mention.get(..end).unwrap_or_default()
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
    // "US Secretary of State Ana Lund", all of it one mention.
    if person.0 <= body.0 && body.1 < person.1 {
        return office_of(between(body.1, person.1)?);
    }
    if body.1 < person.0 {
        let words = between(body.1, person.0)?;
        // "the head of the Norland Union's mission, Ana Lund,"
        if let Some(mission) = words.trim_end().strip_suffix(',')
            && !mission.contains([',', '.', ';', '"'])
            && mission.split_whitespace().count() <= LONGEST
        {
            let before = between(body.0.saturating_sub(40), body.0)?;
            let mut words = before.split_whitespace().rev().skip_while(|word| *word == "the");
            return words
                .next()
                .filter(|word| *word == "of")
                .and_then(|_| office_of(words.next()?));
        }
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
    // Only one state calls its foreign minister so.
    if before.trim_end().ends_with("Secretary of State") && !is_past(before) {
        return Some(("United States", Office::Agent));
    }
    let words: Vec<&str> = before.split_whitespace().rev().take(6).collect();
    let office = office_of(&words.join(" "))?;
    let name = words.iter().find_map(|word| {
        let own = word.strip_suffix("'s").or(word.strip_suffix("’s"));
        states::of_adjective(word).or_else(|| states::state(own?))
    })?;
    let near = words.first().is_some_and(|word| office_of(word).is_some());
    near.then_some((name.name, office))
}

/// Whether an office is told of that somebody had: "former Norlandish minister".
fn is_past(words: &str) -> bool {
    let mut words = words.split_whitespace().rev().take(6);
    words.any(|word| word.eq_ignore_ascii_case("former") || word.to_lowercase().starts_with("ex-"))
}

fn office_of(words: &str) -> Option<Office> {
    if is_past(words) {
        return None;
    }
    let has = |offices: &[&str]| {
        words
            .split_whitespace()
            .any(|word| offices.contains(&word.to_lowercase().as_str()))
    };
    // A minister speaks for the government; the prime minister for himself.
    let departmental = has(&["minister"]) && !has(&["prime", "chief", "first"]);
    if has(AGENTS) || departmental {
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
        assert_eq!(office_of("Foreign Minister"), Some(Office::Agent));
        assert_eq!(office_of("in the harbour"), None);
        assert_eq!(office_of("former Foreign Minister"), None);
    }

    #[test]
    fn a_state_stands_before_its_office() {
        let of = |words| of_state(words).map(|(state, _)| state);
        assert_eq!(of("On Friday Peruvian Foreign Minister "), Some("Peru"));
        assert_eq!(of("Peru's ambassador "), Some("Peru"));
        assert_eq!(of("the Peruvian coast, where "), None);
        assert_eq!(of("the former Peruvian Foreign Minister "), None);
        assert_eq!(of("On Friday Secretary of State "), Some("United States"));
        assert_eq!(of(title("Peruvian Foreign Minister Ana Lund")), Some("Peru"));
        assert_eq!(title("Ana Lund"), "");
    }

    #[test]
    fn bodies_of_states_are_told_by_their_names() {
        assert_eq!(state_of_body("French foreign ministry"), Some("France"));
        assert_eq!(state_of_body("Peru's government"), Some("Peru"));
        assert_eq!(state_of_body("the White House"), Some("United States"));
        assert_eq!(state_of_body("French Socialist Party"), None);
        assert_eq!(state_of_body("foreign ministry"), None);
    }
}
