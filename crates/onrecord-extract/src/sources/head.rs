//! The head of a source's noun phrase: "official" in "a senior official from the group Hamas".

use std::ops::Range;

use onrecord_types::Upos;

use crate::sources::phrases;
use crate::view::View;

/// The head of a noun phrase.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Head {
    /// The word, in lower case.
    pub word: String,
    /// The words of the phrase up to and with the head.
    pub phrase: Range<usize>,
    /// The document's name that the head is part of.
    pub name: Option<usize>,
}

/// The head of the noun phrase that `words` begins with: the last word before what follows a head (a comma, a
/// preposition, a relative pronoun …), where a name is never cut.
pub(crate) fn head(view: &View<'_>, words: &Range<usize>) -> Head {
    let name_at = |at: usize| view.name_at(at);
    let mut end = words.start;
    while end < words.end {
        // "the peace force (PF) spokesman": the short form in brackets is none of the phrase.
        if let Some(behind) = short_form(view, end, words) {
            end = behind;
            continue;
        }
        let inside = end > words.start && name_at(end).is_some_and(|name| name_at(end - 1) == Some(name));
        let word = view.word(end).to_lowercase();
        // A verb form behind the first word begins a clause about the head: "the daily quoting …".
        let is_verb = view.token(end).is_some_and(|t| {
            t.upos == Upos::Verb && matches!(t.deprel, "acl" | "acl:relcl" | "root" | "advcl")
        });
        if end > words.start
            && !inside
            && (is_verb || phrases::ends_phrase(&word) || is_closing_mark(view, end, words))
        {
            break;
        }
        end += 1;
    }
    // A quantity is headed by what it's a quantity of: "one of the officials".
    if end < words.end && view.word(end).eq_ignore_ascii_case("of") && end > words.start {
        let before = view.word(end - 1).to_lowercase();
        if phrases::is_quantity(&before) {
            return head(view, &(end + 1..words.end));
        }
    }
    let mut last = end.saturating_sub(1).max(words.start);
    // A possessive ending, or a mark, is no head.
    while last > words.start && !view.word(last).starts_with(char::is_alphanumeric) {
        last -= 1;
    }
    // "left-wing and anti-racist groups": what stands before "and" isn't a noun yet, so the tree tells.
    let is_noun = |at: usize| {
        view.token(at).is_some_and(|t| {
            matches!(
                t.upos,
                Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::X
            )
        })
    };
    if !is_noun(last) && name_at(last).is_none() {
        let by_tree = view.head(words);
        if by_tree > last && is_noun(by_tree) {
            last = by_tree;
        }
    }
    // "Norland and Osmark officials": what stands before "and" names the officials.
    let above = view
        .token(last)
        .filter(|token| matches!(token.deprel, "compound" | "amod" | "nmod:poss"))
        .and_then(|token| token.head)
        .filter(|above| *above > last && words.contains(above) && is_noun(*above));
    if let Some(above) = above.filter(|_| name_at(last).is_none_or(|name| name_at(last + 1) != Some(name))) {
        last = above;
    }
    Head {
        word: view.word(last).to_lowercase(),
        phrase: words.start..last + 1,
        name: name_at(last),
    }
}

/// A mark that ends a phrase; a hyphen, an apostrophe or a full stop inside a word doesn't.
fn is_closing_mark(view: &View<'_>, at: usize, words: &Range<usize>) -> bool {
    let mark = view.word(at);
    match mark {
        "-" | "'" | "’" | "'s" | "’s" | "." | "&" | "/" => false,
        "\"" | "“" | "”" => at > words.start + 1,
        _ => !mark.starts_with(char::is_alphanumeric),
    }
}

/// Behind "(PF)", where a noun goes on with the phrase.
fn short_form(view: &View<'_>, at: usize, words: &Range<usize>) -> Option<usize> {
    let closed = view.word(at) == "(" && view.word(at + 2) == ")";
    let goes_on = view
        .token(at + 3)
        .is_some_and(|token| matches!(token.upos, Upos::Noun | Upos::Propn));
    (closed && at > words.start && at + 3 < words.end && goes_on).then_some(at + 3)
}
