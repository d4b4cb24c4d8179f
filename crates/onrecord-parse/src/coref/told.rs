//! What an entity's mentions so far tell of it, which a later mention must not gainsay.
//!
//! A link asks two mentions only. Without this, "Lund … he … Berg" would be one person, if Berg is linked to "he".

use super::evidence::ANOTHERS;
use super::phrase::{Phrase, Pronoun, Sort};

/// A name that shares no word with any name of the entity, or "she" where the entity is "he". Set by hand: in the 128
/// free OntoGUM train documents that's so of 149 of 2480 later names, and of 1 of 968 pronouns.
const GAINSAID: f32 = -1.0;

/// The names of an entity, and whether it was "he" or "she".
#[derive(Default)]
pub(crate) struct Told {
    /// The words of each name, its head the first.
    names: Vec<Vec<String>>,
    /// Whose it is, by name.
    owners: Vec<String>,
    he: bool,
    she: bool,
}

impl Told {
    /// What one more mention tells.
    pub fn add(&mut self, phrase: &Phrase) {
        let owner = phrase.owner.iter().filter(|owner| !self.owners.contains(owner));
        let owner: Vec<String> = owner.cloned().collect();
        self.owners.extend(owner);
        match phrase.sort {
            Sort::Pronoun(Pronoun::He) => self.he = true,
            Sort::Pronoun(Pronoun::She) => self.she = true,
            Sort::Name => {
                let words = [&phrase.word].into_iter().chain(&phrase.words).cloned();
                let words: Vec<String> = words.collect();
                if !self.names.contains(&words) {
                    self.names.push(words);
                }
            }
            _ => {}
        }
    }

    /// How much speaks against `later` being one of its mentions.
    pub fn against(&self, later: &Phrase) -> f32 {
        let gainsaid = match later.sort {
            Sort::Pronoun(Pronoun::He) => self.she,
            Sort::Pronoun(Pronoun::She) => self.he,
            Sort::Name => !self.names.is_empty() && !self.names.iter().any(|name| shares(name, later)),
            _ => false,
        };
        let anothers = |owner: &String| !self.owners.is_empty() && !self.owners.contains(owner);
        if later.owner.as_ref().is_some_and(anothers) {
            ANOTHERS
        } else if gainsaid {
            GAINSAID
        } else {
            0.0
        }
    }
}

/// Whether the head of one is among the words of the other: "Ada Lund", "Lund".
fn shares(name: &[String], later: &Phrase) -> bool {
    name.contains(&later.word) || name.first().is_some_and(|head| later.words.contains(head))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrase(sort: Sort, words: &[&str]) -> Phrase {
        Phrase {
            sort,
            owner: None,
            word: words.first().map_or_else(String::new, |&w| w.to_owned()),
            modifiers: Vec::new(),
            words: words.iter().map(|&w| w.to_owned()).collect(),
            plural: None,
            modifies: false,
        }
    }

    #[test]
    fn another_name_and_another_gender_speak_against() {
        let mut told = Told::default();
        let name = |words| phrase(Sort::Name, words);
        assert!(told.against(&name(&["berg"])) >= 0.0);
        told.add(&name(&["ada", "lund"]));
        told.add(&phrase(Sort::Pronoun(Pronoun::She), &["she"]));
        assert!(told.against(&name(&["lund"])) >= 0.0);
        assert!(told.against(&name(&["berg"])) < 0.0);
        assert!(told.against(&phrase(Sort::Pronoun(Pronoun::He), &["he"])) < 0.0);
        assert!(told.against(&phrase(Sort::Pronoun(Pronoun::She), &["she"])) >= 0.0);
    }

    #[test]
    fn what_is_anothers_is_another() {
        let office = |owner: &str| Phrase {
            owner: Some(owner.to_owned()),
            ..phrase(
                Sort::Noun(super::super::phrase::Determiner::Possessor),
                &["office"],
            )
        };
        let mut told = Told::default();
        assert!(told.against(&office("lund")) >= 0.0);
        told.add(&office("lund"));
        assert!(told.against(&office("lund")) >= 0.0);
        assert!(told.against(&office("union")) < 0.0);
    }
}
