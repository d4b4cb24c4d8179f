//! Every name of every table, with its kind.

use onrecord_types::EntityType;

use crate::states::{all_adjectives, lines, organizations, states};

/// Organizations of which no more than the name is needed.
const BODIES: &str = include_str!("bodies.txt");

/// Places that are no states or capitals.
const PLACES: &str = include_str!("places.txt");

/// Peoples and religions.
const PEOPLES: &str = include_str!("peoples.txt");

/// Every known name as news writes it, and what it mostly is: a place, a group or an organization. The same name may come more than
/// once: what comes last is meant more often.
pub fn names() -> impl Iterator<Item = (&'static str, EntityType)> {
    let of_states = states().flat_map(|[name, _, capital, others]| others.split(',').chain([name, capital]));
    let of_bodies = organizations().flat_map(|[name, _, others, _]| others.split(',').chain([name]));
    let places = of_states
        .chain(listed(PLACES))
        .map(|name| (name, EntityType::Place));
    let groups = all_adjectives()
        .chain(listed(PEOPLES))
        .map(|name| (name, EntityType::Group));
    let bodies = of_bodies
        .chain(listed(BODIES))
        .map(|name| (name, EntityType::Organization));
    let all = places.chain(groups).chain(bodies);
    all.map(|(name, kind)| (name.trim(), kind))
        .filter(|(name, _)| !name.is_empty())
}

/// The names of a table that has a few a line.
fn listed(table: &'static str) -> impl Iterator<Item = &'static str> {
    lines(table).flat_map(|line| line.split(';'))
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
        assert!(all.iter().all(|(name, _)| !name.contains([',', ';', '#'])));
    }

    #[test]
    fn no_list_has_a_name_twice() {
        for table in [BODIES, PLACES, PEOPLES] {
            let mut names: Vec<&str> = listed(table).map(str::trim).collect();
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count);
        }
    }
}
