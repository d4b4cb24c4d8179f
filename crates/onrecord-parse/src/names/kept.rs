//! Names that are none of the kinds asked for, or written the other way round.

use std::collections::HashSet;

use onrecord_types::{EntityType, Name};

use super::Heads;

/// What stands before the name that a storm was given.
const STORMS: &[&str] = &["Hurricane", "Typhoon", "Cyclone", "Storm"];

impl<'a> Heads<'a> {
    /// Leaves out the names of storms, here and wherever else the report has them: "Hurricane Rita" isn't a person's name, nor
    /// is "Rita" after it. (Of UNER's kinds none are events; what the wire calls by a first name alone is often one.)
    pub(super) fn without_storms(&self, names: Vec<Name>) -> Vec<Name> {
        let named_after = |name: &Name| {
            let before = name.tokens.start.checked_sub(1).and_then(|at| self.forms.get(at));
            before.is_some_and(|word| STORMS.contains(word))
        };
        let begins_with = |name: &Name| {
            self.words(&name.tokens)
                .first()
                .is_some_and(|w| STORMS.contains(w))
        };
        let storms: HashSet<&str> = names
            .iter()
            .filter(|name| name.tokens.len() == if begins_with(name) { 2 } else { 1 })
            .filter(|name| begins_with(name) || named_after(name))
            .filter(|name| name.kind != EntityType::Organization)
            .filter_map(|name| self.words(&name.tokens).last().copied())
            .collect();
        let is_storm = |name: &Name| match self.words(&name.tokens) {
            [word] => storms.contains(word),
            [first, word] => STORMS.contains(first) && storms.contains(word),
            _ => false,
        };
        names.into_iter().filter(|name| !is_storm(name)).collect()
    }

    /// A person's name as address books have it, in quotation marks, is one: "Lund, Eva" <lund@example.org>. (EWT's
    /// training set has a comma inside 13 persons' names, most in heads of letters.)
    pub(super) fn turned_round(&self, names: Vec<Name>) -> Vec<Name> {
        let mut out: Vec<Name> = Vec::with_capacity(names.len());
        for name in names {
            match out.last_mut().filter(|last| self.is_turned_round(last, &name)) {
                Some(last) => last.tokens.end = name.tokens.end,
                None => out.push(name),
            }
        }
        out
    }

    fn is_turned_round(&self, last: &Name, first: &Name) -> bool {
        let form = |at: Option<usize>| at.and_then(|at| self.forms.get(at)).copied();
        last.kind == EntityType::Person
            && first.kind == EntityType::Person
            && last.tokens.end + 1 == first.tokens.start
            && form(Some(last.tokens.end)) == Some(",")
            && form(last.tokens.start.checked_sub(1)).is_some_and(|word| "\"“".contains(word))
            && form(Some(first.tokens.end)).is_some_and(|word| "\"”".contains(word))
    }

    /// "The" with a capital inside a sentence is part of the name behind it: "a column in The Hill" (33 of 39 in EWT's
    /// training set).
    pub(super) fn with_article(&self, name: &mut Name, from: usize) {
        let Some(before) = name.tokens.start.checked_sub(1) else {
            return;
        };
        if before >= from
            && matches!(name.kind, EntityType::Organization | EntityType::Place)
            && self.forms.get(before) == Some(&"The")
            && !self.begins_sentence(before)
            && before
                .checked_sub(1)
                .and_then(|at| self.forms.get(at))
                .is_some_and(|word| word.starts_with(char::is_lowercase))
        {
            name.tokens.start = before;
        }
    }
}
