//! What a content says will be: whose doing, denied or not.

/// The first "will" or "would" of a content, with what stands around it.
pub(super) struct Future {
    subject: Vec<String>,
    pub negated: bool,
    pub passive: bool,
    pub verb: String,
}

impl Future {
    pub fn of(words: &[String]) -> Option<Self> {
        let modal = |word: &String| {
            matches!(
                word.as_str(),
                "will" | "would" | "shall" | "wo" | "'ll" | "cannot"
            )
        };
        let at = words.iter().position(modal).filter(|at| *at <= 12)?;
        let behind = &words[at + 1..];
        let adverb = |word: &&String| {
            matches!(
                word.as_str(),
                "not" | "n't" | "never" | "also" | "soon" | "then" | "now" | "no"
            ) || word.ends_with("ly")
        };
        let mut rest = behind.iter().skip_while(adverb);
        let verb = rest.next().cloned().unwrap_or_default();
        let next = rest.next().cloned().unwrap_or_default();
        let none = next == "no" || rest.next().is_some_and(|word| word == "no");
        let negation = |word: &String| matches!(word.as_str(), "not" | "n't" | "never");
        Some(Self {
            subject: words[..at].to_vec(),
            // "will not sign", "will release no prisoners".
            negated: words[at] == "cannot" || behind.first().is_some_and(negation) || none,
            passive: verb == "be" && (next.ends_with("ed") || next.ends_with("en")),
            verb,
        })
    }

    /// Whether the source speaks of itself or its side.
    pub fn is_own(&self, by: &str, direct: bool) -> bool {
        let subject: Vec<&str> = self
            .subject
            .iter()
            .map(String::as_str)
            .skip_while(|word| *word == "that")
            .collect();
        let quoted = ["i", "we", "our", "my"];
        let told = ["he", "she", "it", "they", "his", "her", "its", "their"];
        let last = by.split(' ').next_back().unwrap_or_default().to_lowercase();
        subject.len() <= 6
            && (subject
                .first()
                .is_some_and(|word| quoted.contains(word) || !direct && told.contains(word))
                || subject.len() <= 4 && last.len() > 2 && subject.contains(&last.as_str()))
    }
}

/// The words of a text in lower case, without marks; "n't" and "'ll" are words.
pub(super) fn words(text: &str) -> Vec<String> {
    let text = text
        .to_lowercase()
        .replace('’', "'")
        .replace("n't", " n't")
        .replace("'ll", " 'll");
    text.split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| word.chars().any(char::is_alphabetic))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(content: &str) -> Option<Future> {
        Future::of(&words(content))
    }

    #[test]
    fn the_future_is_somebodys_and_may_be_denied() {
        let plan = of("he will hand over no ships");
        assert!(
            plan.as_ref()
                .is_some_and(|f| f.negated && f.is_own("Mahmud Aho", false))
        );
        let passive = of("the levy would be raised on June 1");
        assert!(
            passive
                .as_ref()
                .is_some_and(|f| f.passive && !f.is_own("Mahmud Aho", false))
        );
        assert!(of("the harbour is shallow").is_none());
    }
}
