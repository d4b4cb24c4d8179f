//! A document beside its text, for the modules that read words.

use std::ops::Range;

use onrecord_types::{Document, Offsets, Span, Token, Word};

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

    /// The head of a phrase: its first token whose own head lies outside.
    pub fn head(&self, words: &Range<usize>) -> usize {
        let outside = |at: &usize| {
            let head = self.document.tokens.get(*at).and_then(|token| token.head);
            head.is_none_or(|head| !words.contains(&head))
        };
        words.clone().find(outside).unwrap_or(words.start)
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
