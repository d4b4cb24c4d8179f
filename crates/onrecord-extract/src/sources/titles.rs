//! Whom a description stands for that is another's title: "the prime minister", after "Norland's Prime Minister Ana Lund".

use std::ops::Range;

use onrecord_types::EntityType;

use crate::entities::Cast;
use crate::sources::nouns::{self, Noun};
use crate::view::View;

/// How many words before a name its title may have.
const LONGEST: usize = 6;

/// The person named last before a description whose title holds all the description's words but the article.
///
/// "The Norland president" is the "Norland President Ana Lund" of before, and "the minister" is "Foreign Minister Aho";
/// "the foreign minister" isn't "Prime Minister Lund".
pub(super) fn bearer(view: &View<'_>, cast: &Cast, phrase: &Range<usize>) -> Option<usize> {
    let said: Vec<String> = phrase.clone().map(|at| view.word(at).to_lowercase()).collect();
    let (article, said) = said.split_first()?;
    let title = said.last()?;
    if article != "the" || nouns::noun(title) != Some(Noun::Person) {
        return None;
    }
    let names = view.document.names.iter().enumerate().rev();
    let mut people =
        names.filter(|(_, name)| name.kind == EntityType::Person && name.tokens.end <= phrase.start);
    people.find_map(|(index, name)| {
        // The title stands before the name, or is taken for a part of it.
        let first = name.tokens.start.saturating_sub(LONGEST);
        let first = first.max(
            view.document
                .sentences
                .get(view.sentence(name.tokens.start))?
                .start,
        );
        let before: Vec<String> = (first..name.tokens.end - 1)
            .map(|at| view.word(at).to_lowercase())
            .collect();
        let next_to = (name.tokens.start.checked_sub(1)?..name.tokens.end - 1)
            .any(|at| view.word(at).to_lowercase() == *title);
        let bears = next_to && said.iter().all(|word| before.contains(word));
        bears.then(|| cast.of_name(index)).flatten()
    })
}
