//! States with their capitals, adjectives and short names, and the organizations that world news needs.

use std::collections::HashMap;
use std::sync::LazyLock;

/// "name; ISO 3166 alpha-3; capital; other names, as news writes them".
const STATES: &str = include_str!("states.txt");

/// "name; kind; other names".
const ORGANIZATIONS: &str = include_str!("organizations.txt");

/// "adjective = state".
const ADJECTIVES: &str = include_str!("adjectives.txt");

/// A state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// As news writes it, in English.
    pub name: &'static str,
    /// ISO 3166-1's three letters.
    pub code: &'static str,
    /// The seat of its government.
    pub capital: &'static str,
}

fn fields(line: &'static str) -> Option<[&'static str; 4]> {
    let mut fields = line.split(';').map(str::trim);
    Some([
        fields.next()?,
        fields.next()?,
        fields.next()?,
        fields.next().unwrap_or_default(),
    ])
}

pub(crate) fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// A row's name and its other names.
fn spellings(name: &'static str, others: &'static str) -> impl Iterator<Item = &'static str> {
    let all = others.split(',').chain([name]).map(str::trim);
    all.filter(|name| !name.is_empty())
}

/// Every state by each of its names.
pub(crate) fn states() -> impl Iterator<Item = (&'static str, State)> {
    let rows = lines(STATES).filter_map(fields);
    rows.flat_map(|[name, code, capital, others]| {
        let state = State { name, code, capital };
        spellings(name, others).map(move |spelling| (spelling, state))
    })
}

/// Every organization's full name by each of its names.
pub(crate) fn organizations() -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = lines(ORGANIZATIONS).filter_map(fields);
    rows.flat_map(|[own, _, others, _]| spellings(own, others).map(move |spelling| (spelling, own)))
}

/// Every adjective, and the name of its state.
pub(crate) fn of_adjectives() -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(ADJECTIVES).filter_map(|line| line.split_once('='))
}

/// What names stand for, by the names in lower case.
type Table<T> = LazyLock<HashMap<String, T>>;

fn table<T>(named: impl Iterator<Item = (&'static str, T)>) -> HashMap<String, T> {
    named.map(|(name, of)| (name.to_lowercase(), of)).collect()
}

static BY_NAME: Table<State> = LazyLock::new(|| table(states()));

static BY_CAPITAL: Table<State> = LazyLock::new(|| table(states().map(|(_, state)| (state.capital, state))));

static BY_ADJECTIVE: Table<&str> = LazyLock::new(|| table(of_adjectives()));

static BY_ORGANIZATION: Table<&str> = LazyLock::new(|| table(organizations()));

/// The state of this name, or of one of its other names (not of its capital).
pub fn state(name: &str) -> Option<State> {
    BY_NAME.get(&name.to_lowercase()).copied()
}

/// The state with this capital.
pub fn of_capital(name: &str) -> Option<State> {
    BY_CAPITAL.get(&name.to_lowercase()).copied()
}

/// The state that an adjective belongs to: "Peruvian".
pub fn of_adjective(adjective: &str) -> Option<State> {
    state(BY_ADJECTIVE.get(&adjective.to_lowercase())?)
}

/// The adjectives of a state, by its name.
pub fn adjectives(state: &str) -> Vec<&'static str> {
    of_adjectives()
        .filter(|(_, name)| *name == state)
        .map(|(adjective, _)| adjective)
        .collect()
}

/// The full name of a known organization.
pub fn organization(name: &str) -> Option<&'static str> {
    BY_ORGANIZATION.get(&name.to_lowercase()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_whole() {
        let mut codes = Vec::new();
        for line in lines(STATES) {
            let [name, code, capital, _] = fields(line).unwrap_or_else(|| panic!("{line}"));
            assert!(
                !name.is_empty() && code.len() == 3 && !capital.is_empty(),
                "{line}"
            );
            codes.push(code);
        }
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count, "a code stands twice");
        assert!(count > 190);
        assert_eq!(state("U.S.").map(|s| s.code), Some("USA"));
        assert_eq!(of_capital("Kathmandu").map(|s| s.name), Some("Nepal"));
        for (adjective, name) in of_adjectives() {
            assert!(
                state(name).is_some(),
                "{adjective} belongs to {name}, which the table of states lacks"
            );
        }
        assert_eq!(organization("UN"), Some("United Nations"));
    }
}
