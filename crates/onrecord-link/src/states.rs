//! States with their capitals, adjectives and short names, and the organizations that world news needs: our own tables,
//! written from facts.

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

/// The state of this name, or of one of its other names (not of its capital).
pub(crate) fn state(name: &str) -> Option<State> {
    lines(STATES)
        .filter_map(fields)
        .find_map(|[own, code, capital, others]| {
            let is = |other: &str| other.trim().eq_ignore_ascii_case(name);
            (is(own) || others.split(',').any(is)).then_some(State {
                name: own,
                code,
                capital,
            })
        })
}

/// The state with this capital.
pub(crate) fn of_capital(name: &str) -> Option<State> {
    lines(STATES)
        .filter_map(fields)
        .find_map(|[own, code, capital, _]| {
            capital.eq_ignore_ascii_case(name).then_some(State {
                name: own,
                code,
                capital,
            })
        })
}

/// The state whose government a description means: "the Peruvian government", "Peru's government", "government of Peru".
pub(crate) fn of_government(description: &str) -> Option<State> {
    let words = description
        .strip_prefix("the ")
        .or(description.strip_prefix("The "))
        .unwrap_or(description);
    let owner = words
        .strip_suffix(" government")
        .or(words.strip_suffix(" Government"));
    let owner = owner.or(words.strip_prefix("government of "))?;
    let owner = owner
        .strip_suffix("'s")
        .or(owner.strip_suffix("’s"))
        .unwrap_or(owner);
    state(owner).or_else(|| of_adjective(owner))
}

/// The state that an adjective belongs to: "Peruvian".
fn of_adjective(adjective: &str) -> Option<State> {
    let pairs = lines(ADJECTIVES).filter_map(|line| line.split_once('='));
    pairs
        .into_iter()
        .find(|(word, _)| word.eq_ignore_ascii_case(adjective))
        .and_then(|(_, name)| state(name))
}

/// The full name of a known organization.
pub(crate) fn organization(name: &str) -> Option<&'static str> {
    lines(ORGANIZATIONS)
        .filter_map(fields)
        .find_map(|[own, _, others, _]| {
            let is = |other: &str| other.trim().eq_ignore_ascii_case(name);
            (is(own) || others.split(',').any(is)).then_some(own)
        })
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
