//! What kind of a ceasefire it is, in the classes and purposes of the ETH/PRIO Civil Conflict Ceasefire data (Clayton and
//! others 2022), as far as the sentences that name it say so.

use serde::{Deserialize, Serialize};

use crate::Evidence;

/// Something told of an agreement, with its words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Told<T> {
    /// What is told.
    pub value: T,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// How far a ceasefire goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Nothing but a halt to fighting.
    CessationOfHostilities,
    /// It is to be watched over, or forces are to part.
    Preliminary,
    /// Fighters are to be disarmed and sent home.
    Definitive,
}

/// What a ceasefire is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To let talks go on or begin.
    PeaceProcess,
    /// To bring aid in, or people out.
    Humanitarian,
    /// For a feast.
    Holiday,
    /// For a vote.
    Election,
}

/// The class that a sentence's words tell, all in lower case.
pub(super) fn class(lower: &[String]) -> Option<Class> {
    let any = |stems: &[&str]| {
        lower
            .iter()
            .any(|word| stems.iter().any(|stem| word.starts_with(stem)))
    };
    let text = lower.join(" ");
    if any(&["disarm", "demobili"]) || text.contains("lay down their arms") {
        Some(Class::Definitive)
    } else if any(&["monitor", "verif", "observer", "peacekeep", "redeploy"])
        || text.contains("buffer zone")
        || text.contains("pull back")
        || text.contains("withdrawal of forces")
    {
        Some(Class::Preliminary)
    } else if text.contains("cessation of hostilities") {
        Some(Class::CessationOfHostilities)
    } else {
        None
    }
}

/// The purpose that a sentence's words tell, all in lower case.
pub(super) fn purpose(lower: &[String]) -> Option<Purpose> {
    let is = |words: &[&str]| lower.iter().any(|word| words.contains(&word.as_str()));
    let text = lower.join(" ");
    let aim = is(&["allow", "let", "permit", "deliver", "evacuate", "for", "enable"]);
    if is(&["humanitarian"]) || aim && is(&["aid", "relief", "medicine", "vaccines", "wounded"]) {
        Some(Purpose::Humanitarian)
    } else if is(&[
        "christmas",
        "easter",
        "ramadan",
        "eid",
        "diwali",
        "nowruz",
        "holiday",
    ]) {
        Some(Purpose::Holiday)
    } else if is(&["election", "elections", "polls", "referendum"])
        && is(&["for", "during", "ahead", "allow"])
    {
        Some(Purpose::Election)
    } else if text.contains("peace process")
        || text.contains("peace talks")
        || text.contains("pave the way for talks")
        || is(&["allow", "pave", "enable"]) && is(&["talks", "negotiations"])
    {
        Some(Purpose::PeaceProcess)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_lowercase).collect()
    }

    #[test]
    fn classes_are_told_by_what_is_laid_down() {
        let of = |text| class(&words(text));
        assert_eq!(of("Monitors will watch over the truce"), Some(Class::Preliminary));
        assert_eq!(
            of("Under the ceasefire the Front is to disarm"),
            Some(Class::Definitive)
        );
        assert_eq!(of("The truce holds"), None);
    }

    #[test]
    fn purposes_are_told_by_what_it_is_for() {
        let of = |text| purpose(&words(text));
        assert_eq!(
            of("a truce to let aid into Karsholm"),
            Some(Purpose::Humanitarian)
        );
        assert_eq!(of("a Christmas truce"), Some(Purpose::Holiday));
        assert_eq!(of("a ceasefire for the election"), Some(Purpose::Election));
        assert_eq!(of("a ceasefire to allow talks"), Some(Purpose::PeaceProcess));
        assert_eq!(of("the truce collapsed"), None);
    }
}
