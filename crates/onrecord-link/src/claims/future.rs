//! What a content says will be: whose doing, denied or not.

/// Who speaks, as contents may name him or his side.
pub(super) struct Speaker<'n> {
    by: String,
    /// The last of the words that he goes by.
    last: Vec<String>,
    sides: Vec<&'n [Vec<String>]>,
}

impl<'n> Speaker<'n> {
    /// One who goes by these words, with the names of his own and of the body that he speaks for, in words.
    pub fn new(by: &str, sides: Vec<&'n [Vec<String>]>) -> Self {
        let last = by.split(' ').next_back().filter(|last| last.len() > 2);
        Self {
            by: by.to_lowercase(),
            last: last.map(words).unwrap_or_default(),
            sides,
        }
    }

    /// Whether his words call him one of these.
    pub fn is_one_of(&self, kinds: &[&str]) -> bool {
        kinds.iter().any(|kind| self.by.contains(kind))
    }

    /// Whether a subject's words are of himself or his side.
    pub fn is(&self, subject: &[String], direct: bool) -> bool {
        /// A subject's words at most.
        const LONGEST: usize = 6;
        let that = usize::from(subject.first().is_some_and(|word| word == "that"));
        let subject = subject.get(that..).unwrap_or_default();
        let quoted = ["i", "we", "our", "my"];
        let told = ["he", "she", "it", "they", "his", "her", "its", "their"];
        let named = |name: &Vec<String>| {
            !name.is_empty() && subject.windows(name.len()).any(|words| words == name.as_slice())
        };
        let mut names = self.sides.iter().copied().flatten().chain([&self.last]);
        subject.len() <= LONGEST
            && (subject.first().is_some_and(|word| {
                quoted.contains(&word.as_str()) || !direct && told.contains(&word.as_str())
            }) || names.any(named))
    }
}

/// The first "will", "would" or "going to" of a content, with what stands around it.
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
        // "is going to"
        let going = |pair: &[String]| pair[0] == "going" && pair[1] == "to";
        let (will, going) = (words.iter().position(modal), words.windows(2).position(going));
        let (at, length) = match (will, going) {
            (Some(will), going) if going.is_none_or(|going| will < going) => (will, 1),
            (_, going) => (going?, 2),
        };
        if at > 12 {
            return None;
        }
        let behind = &words[at + length..];
        // "we are | going to": the auxiliary isn't of the subject.
        let be = |word: &&String| {
            !matches!(
                word.as_str(),
                "am" | "is" | "are" | "was" | "were" | "'re" | "not" | "n't"
            )
        };
        let subject = match length {
            1 => &words[..at],
            _ => &words[..words[..at].iter().take_while(be).count()],
        };
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
            subject: subject.to_vec(),
            // "will not sign", "will release no prisoners".
            negated: words[at] == "cannot"
                || behind.first().is_some_and(negation)
                || length == 2 && words[at.saturating_sub(2)..at].iter().any(negation)
                || none,
            passive: verb == "be" && (next.ends_with("ed") || next.ends_with("en")),
            verb,
        })
    }

    /// Whether the source speaks of itself or its side.
    pub fn is_own(&self, speaker: &Speaker<'_>, direct: bool) -> bool {
        speaker.is(&self.subject, direct)
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
        let names = [words("Norland")];
        let aho = Speaker::new("Mahmud Aho", vec![&names]);
        let plan = of("he will hand over no ships");
        assert!(plan.as_ref().is_some_and(|f| f.negated && f.is_own(&aho, false)));
        let passive = of("the levy would be raised on June 1");
        assert!(
            passive
                .as_ref()
                .is_some_and(|f| f.passive && !f.is_own(&aho, false))
        );
        assert!(of("the harbour is shallow").is_none());
        let own = |content| of(content).is_some_and(|f| f.is_own(&aho, true));
        assert!(own("Norland would carry out its plan"));
        assert!(own("we will carry out our plan"));
        assert!(!own("Sudmark would carry out its plan"));
        assert!(!own("he will carry out his plan"), "in a quotation he is another");
    }
}
