//! Descriptions of states' governments and bodies: "the Peruvian government", "Ethiopia's parliament".

pub(crate) use onrecord_known::{State, adjectives, of_adjective, of_capital, organization, state};

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
    fn governments_are_their_states() {
        assert_eq!(
            of_government("the Peruvian government").map(|s| s.code),
            Some("PER")
        );
    }
}
