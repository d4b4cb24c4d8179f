//! States with their capitals, adjectives and short names, and the organizations that world news needs: our own tables,
//! written from facts.

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
pub(crate) struct State {
    pub name: &'static str,
    pub code: &'static str,
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

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// A table's rows by each of their names, in lower case.
type Table<T> = LazyLock<HashMap<String, T>>;

static BY_NAME: Table<State> = LazyLock::new(|| {
    let mut out = HashMap::new();
    for [name, code, capital, others] in lines(STATES).filter_map(fields) {
        let state = State { name, code, capital };
        for name in others
            .split(',')
            .chain([name])
            .filter(|name| !name.trim().is_empty())
        {
            out.insert(name.trim().to_lowercase(), state);
        }
    }
    out
});

static BY_CAPITAL: Table<State> = LazyLock::new(|| {
    let states = BY_NAME.values();
    states
        .map(|state| (state.capital.to_lowercase(), *state))
        .collect()
});

static BY_ADJECTIVE: Table<&str> = LazyLock::new(|| {
    lines(ADJECTIVES)
        .filter_map(|line| line.split_once('='))
        .map(|(adjective, name)| (adjective.to_lowercase(), name))
        .collect()
});

static BY_ORGANIZATION: Table<&str> = LazyLock::new(|| {
    let mut out = HashMap::new();
    for [own, _, others, _] in lines(ORGANIZATIONS).filter_map(fields) {
        for name in others
            .split(',')
            .chain([own])
            .filter(|name| !name.trim().is_empty())
        {
            out.insert(name.trim().to_lowercase(), own);
        }
    }
    out
});

/// The state of this name, or of one of its other names (not of its capital).
pub(crate) fn state(name: &str) -> Option<State> {
    BY_NAME.get(&name.to_lowercase()).copied()
}

/// The state with this capital.
pub(crate) fn of_capital(name: &str) -> Option<State> {
    BY_CAPITAL.get(&name.to_lowercase()).copied()
}

/// Nouns for those who govern a state.
const GOVERNMENTS: &[&str] = &[
    "government",
    "Government",
    "administration",
    "regime",
    "authorities",
    "leadership",
];

/// The state whose government a description means: "the Peruvian government", "Peru's government", "government of Peru".
pub(crate) fn of_government(description: &str) -> Option<State> {
    let words = description
        .strip_prefix("the ")
        .or(description.strip_prefix("The "))
        .unwrap_or(description);
    let own = words
        .rsplit_once(' ')
        .filter(|(_, noun)| GOVERNMENTS.contains(noun));
    let owner = own
        .map(|(owner, _)| owner)
        .or(words.strip_prefix("government of "))?;
    let owner = owner
        .strip_suffix("'s")
        .or(owner.strip_suffix("’s"))
        .unwrap_or(owner);
    state(owner).or_else(|| of_adjective(owner))
}

/// What a body of a state is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Body {
    /// Its army, its troops.
    Forces,
    /// Its parliament.
    Parliament,
}

/// The state and which of its bodies a description means: "elite Peruvian troops", "Ethiopia's parliament".
pub(crate) fn body(description: &str) -> Option<(State, Body)> {
    let words: Vec<&str> = description
        .split(' ')
        .skip_while(|word| word.chars().next().is_some_and(char::is_lowercase))
        .collect();
    let [owner @ .., noun] = words.as_slice() else {
        return None;
    };
    let body = match noun.to_lowercase().as_str() {
        "troops" | "forces" | "soldiers" | "army" | "military" => Body::Forces,
        "parliament" => Body::Parliament,
        _ => return None,
    };
    let owner = match owner {
        [owner @ .., "security" | "armed" | "government"] if body == Body::Forces => owner,
        owner => owner,
    };
    let owner = owner.join(" ");
    let own = owner
        .strip_suffix("'s")
        .or(owner.strip_suffix("’s"))
        .unwrap_or(&owner);
    let of = of_adjective(own).or_else(|| state(own).filter(|_| own != owner))?;
    Some((of, body))
}

/// The state that an adjective belongs to: "Peruvian".
pub(crate) fn of_adjective(adjective: &str) -> Option<State> {
    state(BY_ADJECTIVE.get(&adjective.to_lowercase())?)
}

/// The adjectives of a state, by its name.
pub(crate) fn adjectives(state: &str) -> Vec<&'static str> {
    let pairs = lines(ADJECTIVES).filter_map(|line| line.split_once('='));
    pairs
        .filter(|(_, name)| *name == state)
        .map(|(adjective, _)| adjective)
        .collect()
}

/// The full name of a known organization.
pub(crate) fn organization(name: &str) -> Option<&'static str> {
    BY_ORGANIZATION.get(&name.to_lowercase()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_of_states_are_told_by_adjective_or_possessive() {
        let of = |words: &str| body(words).map(|(state, body)| (state.code, body));
        assert_eq!(of("elite Peruvian troops"), Some(("PER", Body::Forces)));
        assert_eq!(of("Peruvian security forces"), Some(("PER", Body::Forces)));
        assert_eq!(of("Ethiopia's parliament"), Some(("ETH", Body::Parliament)));
        assert_eq!(of("the army"), None);
        assert_eq!(of("Salvation Army"), None);
    }

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
        assert_eq!(
            of_government("the Peruvian government").map(|s| s.code),
            Some("PER")
        );
        for (adjective, name) in lines(ADJECTIVES).filter_map(|line| line.split_once('=')) {
            assert!(
                state(name).is_some(),
                "{adjective} belongs to {name}, which the table of states lacks"
            );
        }
        assert_eq!(organization("UN"), Some("United Nations"));
    }
}
