//! Whether a content is in the source's own words: by the quotation marks around its words.

use onrecord_types::{Directness, Parts};

use crate::view::View;

/// Direct where every word stands inside quotation marks, indirect where none does, else mixed.
pub(crate) fn directness(view: &View<'_>, content: &Parts) -> Option<Directness> {
    let (mut quoted, mut all) = (0usize, 0usize);
    for at in content.iter().cloned().flatten() {
        let is_word = view.word(at).starts_with(char::is_alphanumeric);
        if let Some(token) = view.document.tokens.get(at).filter(|_| is_word) {
            all += 1;
            quoted += usize::from(token.quoted);
        }
    }
    match (quoted, all) {
        (_, 0) => None,
        (0, _) => Some(Directness::Indirect),
        // "that" before a quotation doesn't make it a mixed one.
        (q, a) if q == a || (q + 1 == a && begins_with_that(view, content)) => Some(Directness::Direct),
        _ => Some(Directness::Mixed),
    }
}

fn begins_with_that(view: &View<'_>, content: &Parts) -> bool {
    content
        .first()
        .is_some_and(|part| view.word(part.start).eq_ignore_ascii_case("that"))
}
