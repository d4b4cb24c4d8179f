//! Whether the report says that a source asked not to be named, and in which words.

use std::ops::Range;

use crate::view::View;

/// Phrases that say so, in lower case, as words.
const PHRASES: &[&str] = &[
    "condition of anonymity",
    "conditions of anonymity",
    "requested anonymity",
    "requesting anonymity",
    "request anonymity",
    "anonymity because",
    "speaking anonymously",
    "spoke anonymously",
    "asked not to be named",
    "asked not to be identified",
    "asking not to be named",
    "asking not to be identified",
    "declined to be named",
    "declined to be identified",
    "declining to be named",
    "declining to be identified",
    "refused to be named",
    "refused to be identified",
    "did not want to be named",
    "did not want to be identified",
    "did not wish to be named",
    "did not wish to be identified",
    "not be named because",
    "not authorized to speak",
    "not authorised to speak",
    "not authorized to discuss",
    "not authorised to discuss",
    "not authorized to talk",
    "not authorised to talk",
    "not authorized to comment",
    "not authorised to comment",
    "wished to remain anonymous",
    "wanted to remain anonymous",
    "asked to remain anonymous",
    "who requested not to be named",
];

/// The words of a sentence that say so, with the reason behind them: up to the next comma or the sentence's end.
pub(crate) fn anonymity(view: &View<'_>, sentence: usize) -> Option<Range<usize>> {
    let words = view.document.sentences.get(sentence)?.clone();
    let text = view.words(&words).to_lowercase();
    let found = PHRASES
        .iter()
        .filter(|phrase| text.contains(**phrase))
        .collect::<Vec<_>>();
    // Found in the letters, then word by word, for its place.
    for phrase in found {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        let at = words.clone().find(|&at| {
            phrase
                .iter()
                .enumerate()
                .all(|(i, word)| view.word(at + i).eq_ignore_ascii_case(word))
        });
        if let Some(start) = at {
            let behind = start + phrase.len();
            let end = (behind..words.end)
                .find(|&at| matches!(view.word(at), "," | "." | ";" | "\"" | "”"))
                .unwrap_or(words.end);
            return Some(start..end);
        }
    }
    None
}
