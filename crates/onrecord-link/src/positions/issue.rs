//! Issues: short noun phrases, one for all wordings that share their main words.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::corpus::words;
use crate::similar::jaccard;

/// Issues are one where their words agree so far.
const SAME: f32 = 0.5;
/// Days after which the same words are another issue.
const DAYS: i32 = 60;
/// A word that so many issues have brings no candidates but the last.
const COMMON: usize = 40;
/// Words of a phrase at most.
const LONGEST: usize = 8;

/// The issues found so far.
#[derive(Default)]
pub(super) struct Issues {
    known: Vec<(String, Vec<u64>, Date)>,
    with: HashMap<u64, Vec<usize>>,
}

impl Issues {
    /// The name of the issue that a phrase speaks of: that of an earlier one that shares its main words, else its own; none
    /// for a phrase that says nothing.
    pub fn name(&mut self, phrase: &str, day: Date) -> Option<String> {
        let of_phrase = words(phrase).0;
        if of_phrase.is_empty() {
            return None;
        }
        let mut candidates: Vec<usize> = of_phrase
            .iter()
            .filter_map(|word| self.with.get(word))
            .flatten()
            .copied()
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        let best = candidates
            .into_iter()
            .map(|at| (jaccard(&self.known[at].1, &of_phrase), at))
            .filter(|(likeness, at)| {
                let days = self.known[*at]
                    .2
                    .until(day)
                    .map_or(i32::MAX, |span| span.get_days().abs());
                *likeness >= SAME && days <= DAYS
            })
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        if let Some((_, at)) = best {
            self.known[at].2 = day;
            return Some(self.known[at].0.clone());
        }
        for &word in &of_phrase {
            let with = self.with.entry(word).or_default();
            if with.len() == COMMON {
                with.remove(0);
            }
            with.push(self.known.len());
        }
        self.known.push((phrase.to_owned(), of_phrase, day));
        Some(phrase.to_owned())
    }
}

/// A phrase for what a content speaks of: for "to free the crew" and "the council to free the crew" the doing ("freeing
/// crew"), else the first noun phrase that says something, else its first words.
pub(super) fn phrase(content: &str, about: &[String]) -> String {
    let content = content.split(" … ").next().unwrap_or(content);
    let content = content.trim_start_matches(|c: char| !c.is_alphanumeric());
    let lower = content.to_ascii_lowercase();
    let opening = OPENINGS.iter().find(|opening| lower.starts_with(**opening));
    let content = opening
        .and_then(|opening| content.get(opening.len()..))
        .unwrap_or(content);
    if let Some(doing) = doing(content) {
        return doing;
    }
    let noun = about
        .iter()
        .map(|phrase| trimmed(phrase))
        .find(|phrase| content.contains(phrase.as_str()) && words(phrase).0.len() > 1);
    noun.unwrap_or_else(|| trimmed(content))
}

/// Openings of contents that name nothing.
const OPENINGS: &[&str] = &[
    "there is no question of ",
    "there should be ",
    "there must be ",
    "we need ",
    "we want ",
    "we don't want ",
    "we do not want ",
    "let us ",
    "let's ",
    "we ask ",
    "we are calling for ",
    "we call for ",
    "i want ",
];

/// "freeing crew" of "to free the crew", "the council to free the crew", "he was willing to free the crew", "we will not free
/// the crew".
fn doing(content: &str) -> Option<String> {
    let words: Vec<&str> = content.split(' ').collect();
    let lower: Vec<String> = words
        .iter()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .collect();
    let is = |at: usize, any: &[&str]| lower.get(at).is_some_and(|word| any.contains(&word.as_str()));
    let from = usize::from(is(0, &["that"]));
    let own = is(from, &["i", "we", "he", "she", "it", "they"]);
    let modal = [
        "will", "would", "shall", "can", "cannot", "won't", "wouldn't", "can't",
    ];
    let ready = ["willing", "ready", "prepared", "happy"];
    let mut at = if own && is(from + 1, &modal) {
        from + 2
    } else if let Some(ready) = (from + 1..from + 4).find(|&at| own && is(at, &ready) && is(at + 1, &["to"]))
    {
        ready + 2
    } else {
        let to = lower.iter().position(|word| word == "to").filter(|to| *to <= 4)?;
        let clause = [
            "that", "i", "we", "he", "it", "they", "she", "will", "would", "is", "was", "are", "be", "has",
            "have",
        ];
        if lower[..to].iter().any(|word| clause.contains(&word.as_str())) {
            return None;
        }
        to + 1
    };
    while is(at, &["not", "never", "also", "soon"]) {
        at += 1;
    }
    let verb = words
        .get(at)
        .filter(|verb| verb.chars().all(|c| c.is_ascii_lowercase()))?;
    if verb.is_empty()
        || is(
            at,
            &["the", "a", "an", "be", "his", "her", "its", "their", "have", "no"],
        )
    {
        return None;
    }
    let rest = trimmed(&words[at + 1..].join(" "));
    Some(format!("{} {rest}", gerund(verb)).trim_end().to_owned())
}

/// "freeing" of "free".
fn gerund(verb: &str) -> String {
    let letters: Vec<char> = verb.chars().collect();
    let vowel = |c: char| "aeiou".contains(c);
    match letters.as_slice() {
        [stem @ .., 'i', 'e'] => format!("{}ying", stem.iter().collect::<String>()),
        [.., 'e', 'e'] => format!("{verb}ing"),
        [stem @ .., 'e'] if stem.len() > 1 => format!("{}ing", stem.iter().collect::<String>()),
        // "quitting", "stopping": a short word with one vowel before its last letter.
        [first @ .., before, v, last]
            if first.len() < 2
                && !vowel(*last)
                && !"wxy".contains(*last)
                && vowel(*v)
                && (!vowel(*before) || *before == 'u' && first == ['q']) =>
        {
            format!("{verb}{last}ing")
        }
        _ => format!("{verb}ing"),
    }
}

/// A phrase without its determiners, marks and what hangs behind it.
fn trimmed(phrase: &str) -> String {
    let small = [
        "the", "a", "an", "that", "this", "these", "those", "its", "his", "her", "their", "our", "my",
        "some", "any", "all", "such", "for", "of", "on", "over", "it", "him", "them",
    ];
    let mark = |c: char| !c.is_alphanumeric();
    let mut out: Vec<&str> = Vec::new();
    for word in phrase.split(' ') {
        let bare = word.trim_matches(|c| mark(c) && c != '-' && c != '.');
        let lower = bare.to_lowercase();
        if out.is_empty() && (bare.is_empty() || small.contains(&lower.as_str())) {
            continue;
        }
        if matches!(
            lower.as_str(),
            "who" | "which" | "that" | "after" | "because" | "while" | "although" | "where"
        ) || out.len() == LONGEST
        {
            break;
        }
        out.push(bare.trim_end_matches(['.', ',']));
        if word.ends_with([',', ';', ':', '?', '!']) || word.ends_with('.') && word.len() > 4 {
            break;
        }
    }
    // "at least two rebels were executed by the | soldiers": what is cut off leads to nothing.
    while out.len() > 1 && out.last().is_some_and(|last| leads_on(last)) {
        out.pop();
    }
    out.join(" ").trim().to_owned()
}

/// Whether a phrase doesn't end with this word: an article, a preposition, a conjunction.
fn leads_on(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "a" | "an"
            | "the"
            | "its"
            | "his"
            | "her"
            | "their"
            | "our"
            | "my"
            | "of"
            | "in"
            | "on"
            | "at"
            | "to"
            | "by"
            | "for"
            | "from"
            | "with"
            | "without"
            | "into"
            | "over"
            | "under"
            | "about"
            | "against"
            | "between"
            | "among"
            | "during"
            | "through"
            | "until"
            | "till"
            | "upon"
            | "within"
            | "and"
            | "or"
            | "but"
            | "as"
            | "than"
            | "if"
            | "is"
            | "was"
            | "are"
            | "were"
            | "be"
            | "been"
            | "has"
            | "have"
            | "had"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_short_and_bare() {
        let about = ["the release of the crew".to_owned()];
        assert_eq!(
            phrase("the release of the crew, who were taken in May", &about),
            "release of the crew"
        );
        assert_eq!(phrase("the council to free the crew", &[]), "freeing crew");
        assert_eq!(phrase("We will not free the crew.", &[]), "freeing crew");
        assert_eq!(phrase("he was willing to quit as head", &[]), "quitting as head");
        assert_eq!(phrase("to quit his post", &[]), "quitting post");
        assert_eq!(phrase("a second vote after the storm", &[]), "second vote");
        assert_eq!(
            phrase("it a shameful price for the crew", &[]),
            "shameful price for the crew"
        );
        let cut = phrase("the reopening of both lanes of the bridge by the Front", &[]);
        assert_eq!(cut, "reopening of both lanes of the bridge");
    }

    #[test]
    fn gerunds_are_spelled_as_english_does() {
        for (verb, doing) in [
            ("free", "freeing"),
            ("leave", "leaving"),
            ("stop", "stopping"),
            ("join", "joining"),
            ("tie", "tying"),
            ("sign", "signing"),
        ] {
            assert_eq!(gerund(verb), doing);
        }
    }

    #[test]
    fn wordings_that_share_their_main_words_are_one_issue_for_a_time() {
        let mut issues = Issues::default();
        let day = jiff::civil::date(2031, 5, 7);
        assert_eq!(
            issues.name("release of the crew", day).as_deref(),
            Some("release of the crew")
        );
        assert_eq!(
            issues.name("crew's release", day).as_deref(),
            Some("release of the crew")
        );
        assert_eq!(issues.name("the of", day), None);
        let later = jiff::civil::date(2031, 12, 7);
        assert_eq!(
            issues.name("crew's release", later).as_deref(),
            Some("crew's release")
        );
    }
}
