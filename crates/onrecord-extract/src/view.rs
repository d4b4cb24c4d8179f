//! A document beside its text, for the modules that read words.

use std::ops::Range;

use onrecord_types::{Document, Offsets, Span, Token, Upos, Word};

pub(crate) struct View<'a> {
    pub text: &'a str,
    pub document: &'a Document,
    pub offsets: Offsets,
}

impl<'a> View<'a> {
    pub fn new(text: &'a str, document: &'a Document) -> Self {
        Self {
            text,
            document,
            offsets: Offsets::new(text),
        }
    }

    /// One word.
    pub fn word(&self, at: usize) -> &'a str {
        self.document
            .tokens
            .get(at)
            .and_then(|t| self.text.get(t.bytes.clone()))
            .unwrap_or_default()
    }

    /// One token.
    pub fn token(&self, at: usize) -> Option<&'a Token> {
        self.document.tokens.get(at)
    }

    /// A token's lemma, in lower case.
    pub fn lemma(&self, at: usize) -> String {
        self.token(at)
            .map(|token| token.lemma.to_lowercase())
            .unwrap_or_default()
    }

    /// The tokens that depend on one.
    pub fn children(&self, of: usize) -> impl Iterator<Item = (usize, &'a Token)> {
        let sentence = self
            .document
            .sentences
            .get(self.sentence(of))
            .cloned()
            .unwrap_or_default();
        let tokens = self.document.tokens.get(sentence.clone()).unwrap_or_default();
        sentence
            .zip(tokens)
            .filter(move |(_, token)| token.head == Some(of))
    }

    /// The subject of a verb or a predicate; that of the verb it's coordinated with where it has none.
    pub fn subject(&self, of: usize) -> Option<usize> {
        let own = |at: usize| {
            self.children(at)
                .find(|(_, child)| child.deprel.starts_with("nsubj") || child.deprel.starts_with("csubj"))
                .map(|(at, _)| at)
        };
        own(of).or_else(|| {
            let token = self.token(of).filter(|token| token.deprel == "conj")?;
            own(token.head?)
        })
    }

    /// Whether a verb or a predicate is negated: "not", "never", "no longer" beside it.
    pub fn is_negated(&self, at: usize) -> bool {
        self.children(at).any(|(_, child)| {
            matches!(child.lemma.as_str(), "not" | "never" | "n't" | "neither" | "nor")
                && matches!(child.upos, Upos::Part | Upos::Adv | Upos::Cconj)
        })
    }

    /// The first token behind the line that a token stands in.
    pub fn line_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        while let (Some(before), Some(here)) = (self.token(end - 1), self.token(end)) {
            let gap = self.text.get(before.bytes.end..here.bytes.start);
            if gap.is_some_and(|gap| gap.contains('\n')) {
                break;
            }
            end += 1;
        }
        end
    }

    /// The bytes from a range's first word to its last.
    pub fn bytes(&self, words: &Range<usize>) -> Option<Range<usize>> {
        let first = self.document.tokens.get(words.start)?;
        let last = self.document.tokens.get(words.end.checked_sub(1)?)?;
        (first.bytes.start < last.bytes.end).then_some(first.bytes.start..last.bytes.end)
    }

    /// The words of a range, as the text has them.
    pub fn words(&self, words: &Range<usize>) -> &'a str {
        self.bytes(words)
            .and_then(|bytes| self.text.get(bytes))
            .unwrap_or_default()
    }

    /// The span of a range of words.
    pub fn span(&self, words: &Range<usize>) -> Option<Span> {
        self.offsets.span(self.bytes(words)?)
    }

    /// The head of a phrase: its first token, other than a mark, whose own head lies outside.
    pub fn head(&self, words: &Range<usize>) -> usize {
        let outside = |at: &usize| {
            self.token(*at).is_some_and(|token| {
                token.upos != Upos::Punct && token.head.is_none_or(|head| !words.contains(&head))
            })
        };
        words.clone().find(outside).unwrap_or(words.start)
    }

    /// Whether a token is a punctuation mark.
    pub fn is_mark(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.upos == Upos::Punct)
    }

    /// Whether a token is another, or depends on it over others of their sentence.
    pub fn depends_on(&self, token: usize, head: usize) -> bool {
        let depth = self
            .document
            .sentences
            .get(self.sentence(head))
            .map_or(0, Range::len);
        let mut at = token;
        // A sentence's depth is less than its length.
        for _ in 0..depth {
            if at == head {
                return true;
            }
            match self.token(at).and_then(|token| token.head) {
                Some(above) => at = above,
                None => return false,
            }
        }
        false
    }

    /// What a relative pronoun stands for: the word that the clause it stands in describes.
    pub fn antecedent(&self, pronoun: usize) -> Option<usize> {
        let token = |at: usize| self.document.tokens.get(at);
        let mut at = token(pronoun)?.head?;
        // The pronoun depends on the clause's verb, or on something in it.
        for _ in 0..3 {
            let found = token(at)?;
            if found.deprel == "acl:relcl" {
                return found.head.filter(|head| *head < pronoun);
            }
            at = found.head?;
        }
        None
    }

    /// The name (its index in the document) that a token is part of.
    pub fn name_at(&self, token: usize) -> Option<usize> {
        let names = &self.document.names;
        let at = names.partition_point(|name| name.tokens.end <= token);
        names
            .get(at)
            .filter(|name| name.tokens.contains(&token))
            .map(|_| at)
    }

    /// The tokens of a sentence, as the record has them.
    pub fn tokens(&self, sentence: &Range<usize>) -> Vec<Word> {
        let tokens = self.document.tokens.get(sentence.clone()).unwrap_or_default();
        let word = |token: &Token| {
            Some(Word {
                span: self.offsets.span(token.bytes.clone())?,
                lemma: token.lemma.clone(),
                upos: token.upos,
                xpos: token.xpos.to_owned(),
                feats: token.feats.to_owned(),
                head: token.head.map_or(0, |head| head + 1 - sentence.start.min(head)),
                deprel: token.deprel.to_owned(),
            })
        };
        tokens.iter().filter_map(word).collect()
    }

    /// The index of the sentence that holds a word.
    pub fn sentence(&self, word: usize) -> usize {
        self.document.sentences.partition_point(|s| s.end <= word)
    }
}

/// Whether a word is a quotation mark, opening or closing.
pub(crate) fn is_quotation_mark(word: &str) -> bool {
    matches!(word, "\"" | "“" | "”" | "``" | "''")
}
