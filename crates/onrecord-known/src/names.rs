//! Every name of every table, with its kind.

use std::collections::HashSet;
use std::sync::LazyLock;

use onrecord_types::EntityType;

use crate::states::{lines, of_adjectives, organizations, states};

/// Organizations of which no more than the name is needed.
const BODIES: &str = include_str!("bodies.txt");

/// News media.
const MEDIA: &str = include_str!("media.txt");

/// Places that are no states or capitals.
const PLACES: &str = include_str!("places.txt");

/// Parts of states that are told behind a place as states are.
const PARTS: &str = include_str!("parts.txt");

/// Peoples and religions.
const PEOPLES: &str = include_str!("peoples.txt");

/// Every known name as news writes it, and what it mostly is: a place, a group or an organization. The same name may come more than
/// once: what comes last is meant more often.
pub fn names() -> impl Iterator<Item = (&'static str, EntityType)> {
    let places = states()
        .flat_map(|(name, state)| [name, state.capital])
        .chain(listed(PLACES))
        .chain(listed(PARTS))
        .map(|name| (name, EntityType::Place));
    let groups = of_adjectives()
        .map(|(adjective, _)| adjective)
        .chain(listed(PEOPLES))
        .map(|name| (name, EntityType::Group));
    let bodies = organizations()
        .map(|(name, _)| name)
        .chain(listed(BODIES))
        .chain(listed(MEDIA))
        .map(|name| (name, EntityType::Organization));
    places.chain(groups).chain(bodies)
}

static BY_MEDIUM: LazyLock<HashSet<String>> = LazyLock::new(|| small(MEDIA));

static BY_PART: LazyLock<HashSet<String>> = LazyLock::new(|| small(PARTS));

/// Whether a name is of a part of a state that is told behind a place as states are ("Renton Washington"), in capitals or not.
pub fn is_part(name: &str) -> bool {
    BY_PART.contains(&name.to_lowercase())
}

/// Whether a name is a news medium's, with its article or without, in capitals or not.
pub fn is_medium(name: &str) -> bool {
    let name = name.to_lowercase();
    let bare = name.strip_prefix("the ").unwrap_or(&name);
    BY_MEDIUM.contains(&name) || BY_MEDIUM.contains(bare)
}

/// A table's names in small letters.
fn small(table: &'static str) -> HashSet<String> {
    listed(table).map(str::to_lowercase).collect()
}

/// The names of a table that has a few a line.
fn listed(table: &'static str) -> impl Iterator<Item = &'static str> {
    lines(table).flat_map(|line| line.split(';').map(str::trim))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_gives_names() {
        let all: Vec<_> = names().collect();
        for known in [
            ("Kathmandu", EntityType::Place),
            ("Ivory Coast", EntityType::Place),
            ("Chechen", EntityType::Group),
            ("Nepalese", EntityType::Group),
            ("UNITA", EntityType::Organization),
            ("Haaretz", EntityType::Organization),
        ] {
            assert!(all.contains(&known), "{known:?}");
        }
        assert!(
            all.iter()
                .all(|(name, _)| !name.is_empty() && !name.contains([',', ';', '#']))
        );
    }

    #[test]
    fn media_are_told_from_what_is_called_alike() {
        assert!(is_medium("The New York Times") && is_medium("new york times") && is_medium("The Hill"));
        assert!(!is_medium("Hill") && !is_medium("the") && !is_medium(""));
    }

    #[test]
    fn no_list_has_a_name_twice() {
        for table in [BODIES, MEDIA, PARTS, PLACES, PEOPLES] {
            let mut names: Vec<&str> = listed(table).collect();
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count);
        }
    }
}
