//! What the names head says → names.
//!
//! The head speaks of each word by itself. What it leaves open a report's other words tell: where a name ends, by the
//! proper nouns beside it; whether something is a name, by how sure the head is of it elsewhere in the report.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use onrecord_types::{EntityType, Name, Upos};

use crate::encoder::Read;
use crate::tags::spans;

/// Labels of the names head, in order.
const KINDS: [EntityType; 4] = [
    EntityType::Person,
    EntityType::Organization,
    EntityType::Place,
    EntityType::Group,
];
/// What the head says of a word: outside, and for each label that it begins and that it goes on.
const STATES: usize = 2 * KINDS.len() + 1;

/// What no name begins or ends with; "The Hague" begins with an article. None of the 2,333 longer names of EWT's training
/// set does.
const EDGES: &[&str] = &["of", "and", "at", "in", "for", "@", ",", "-", "/", "("];

/// How likely a proper noun beside a name must be a part of it, to be one: behind it, and before it. (Of two proper nouns
/// side by side, the first of them in a name, 2,007 of 2,166 are in one name in EWT's training set.)
const BEHIND: f32 = 0.05;
const BEFORE: f32 = 0.1;

/// How likely a name must be one, in the mean over all the places where it's written.
const DOUBTED: f32 = 0.4;
/// How likely one of these places must be.
const HARDLY: f32 = 0.02;

/// Names in the order of the text, as ranges of tokens, whose forms are given.
pub(crate) fn names(read: &Read, forms: &[&str]) -> Vec<Name> {
    let of_word = |word: usize| read.tokens.partition_point(|token| token.end <= word);
    let mut names: Vec<Name> = Vec::new();
    for (label, words) in spans(&read.names, KINDS.len()) {
        let tokens = of_word(words.start)..of_word(words.end.saturating_sub(1)) + 1;
        let apart = names.last().is_none_or(|last| last.tokens.end <= tokens.start);
        if let Some(kind) = KINDS.get(label).filter(|_| apart) {
            names.push(Name { tokens, kind: *kind });
        }
    }
    let heads = Heads { read, forms };
    names.iter_mut().for_each(|name| heads.trim(&mut name.tokens));
    for at in 0..names.len() {
        let room = at
            .checked_sub(1)
            .and_then(|before| names.get(before))
            .map_or(0, |n| n.tokens.end)
            ..names.get(at + 1).map_or(forms.len(), |n| n.tokens.start);
        if let Some(name) = names.get_mut(at) {
            heads.widen(name, room);
        }
    }
    heads.alike(names)
}

/// What the heads say of a text's tokens.
struct Heads<'a> {
    read: &'a Read,
    forms: &'a [&'a str],
}

impl<'a> Heads<'a> {
    fn words(&self, tokens: &Range<usize>) -> &'a [&'a str] {
        self.forms.get(tokens.clone()).unwrap_or_default()
    }

    /// How likely each state is for a word.
    fn chances(&self, word: usize) -> [f32; STATES] {
        let mut out = [0.0; STATES];
        let Some(row) = self.read.names.get(word * STATES..(word + 1) * STATES) else {
            return out;
        };
        let most = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let all: f32 = row.iter().map(|v| (v - most).exp()).sum();
        out.iter_mut()
            .zip(row)
            .for_each(|(o, v)| *o = (v - most).exp() / all);
        out
    }

    /// How likely a token is to go on with a name of a kind, or (`from` the first of the two) to begin one or go on with it.
    fn part(&self, token: usize, kind: EntityType, from: usize) -> f32 {
        let label = KINDS.iter().position(|k| *k == kind).unwrap_or_default();
        let word = self
            .read
            .tokens
            .get(token)
            .map_or(usize::MAX / STATES - 1, |t| t.start);
        self.chances(word)
            .get(2 * label + 1 + from..2 * label + 3)
            .map_or(0.0, |both| both.iter().sum())
    }

    /// How likely tokens are names' parts, in the mean over their words.
    fn named(&self, tokens: &Range<usize>) -> f32 {
        let of = |at: usize| self.read.tokens.get(at).cloned().unwrap_or_default();
        let words = of(tokens.start).start..of(tokens.end.saturating_sub(1)).end;
        let count = words.len().max(1) as f32;
        words.map(|word| 1.0 - self.chances(word)[0]).sum::<f32>() / count
    }

    fn is_proper(&self, token: usize) -> bool {
        let analysis = self.read.analyses.get(token);
        analysis.is_some_and(|analysis| analysis.upos == Upos::Propn)
    }

    fn begins_sentence(&self, token: usize) -> bool {
        self.read
            .sentences
            .binary_search_by_key(&token, |sentence| sentence.start)
            .is_ok()
    }

    /// Takes off what no name ends or begins with: "the Bank of" in "the Bank of and for Norland".
    fn trim(&self, tokens: &mut Range<usize>) {
        let edge = |at: usize, more: bool| {
            let form = self
                .forms
                .get(at)
                .map(|form| form.to_lowercase())
                .unwrap_or_default();
            EDGES.contains(&form.as_str()) || more && form == "the"
        };
        while tokens.len() > 1 && edge(tokens.end - 1, true) {
            tokens.end -= 1;
        }
        while tokens.len() > 1 && edge(tokens.start, false) {
            tokens.start += 1;
        }
    }

    /// Puts proper nouns beside a name to it that the head doesn't quite refuse: "Aker House", where it found "Aker".
    fn widen(&self, name: &mut Name, room: Range<usize>) {
        let tokens = &mut name.tokens;
        while tokens.end < room.end
            && !self.begins_sentence(tokens.end)
            && self.is_proper(tokens.end)
            && self.part(tokens.end, name.kind, 1) > BEHIND
        {
            tokens.end += 1;
        }
        while tokens.start > room.start
            && !self.begins_sentence(tokens.start)
            && self.is_proper(tokens.start - 1)
            && self.part(tokens.start - 1, name.kind, 0) > BEFORE
        {
            tokens.start -= 1;
        }
    }

    /// One decision for the same words throughout: what is a name here is one there. In EWT's training set 19 of 4,482
    /// further places of a report's names aren't names. Peoples are left as they are, being adjectives too.
    fn alike(&self, names: Vec<Name>) -> Vec<Name> {
        let mut taken = vec![false; self.forms.len()];
        let mut of_words: HashMap<&[&str], Vec<&Name>> = HashMap::new();
        for name in &names {
            if let Some(taken) = taken.get_mut(name.tokens.clone()) {
                taken.fill(true);
            }
            of_words.entry(self.words(&name.tokens)).or_default().push(name);
        }
        let mut begun: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, form) in self.forms.iter().enumerate() {
            if form.starts_with(char::is_uppercase) {
                begun.entry(form).or_default().push(at);
            }
        }
        let mut order: Vec<&Name> = names.iter().collect();
        order.sort_by_key(|name| (Reverse(name.tokens.len()), name.tokens.start));
        let (mut done, mut out) = (HashSet::new(), Vec::with_capacity(names.len()));
        for name in order {
            let words = self.words(&name.tokens);
            if !done.insert(words) {
                continue;
            }
            let same = of_words.get(words).cloned().unwrap_or_default();
            let kind = common(&same).unwrap_or(name.kind);
            let free = |taken: &[bool], tokens: &Range<usize>| {
                taken
                    .get(tokens.clone())
                    .is_some_and(|taken| !taken.contains(&true))
            };
            let first = words.first().copied().unwrap_or_default();
            let others: Vec<Range<usize>> = begun
                .get(first)
                .into_iter()
                .flatten()
                .map(|&at| at..at + words.len())
                .filter(|tokens| self.words(tokens) == words && free(&taken, tokens))
                .collect();
            let all = same.iter().map(|name| &name.tokens).chain(&others);
            let count = (same.len() + others.len()) as f32;
            let mean = all.map(|tokens| self.named(tokens)).sum::<f32>() / count;
            if kind != EntityType::Group {
                if count > 1.0 && mean < DOUBTED {
                    continue;
                }
                for tokens in others {
                    if self.named(&tokens) > HARDLY && free(&taken, &tokens) {
                        if let Some(taken) = taken.get_mut(tokens.clone()) {
                            taken.fill(true);
                        }
                        out.push(Name { tokens, kind });
                    }
                }
            }
            out.extend(same.into_iter().cloned());
        }
        out.sort_by_key(|name| name.tokens.start);
        out
    }
}

/// The kind that most of some names are of, the first of several.
fn common(names: &[&Name]) -> Option<EntityType> {
    let count = |kind: EntityType| names.iter().filter(|name| name.kind == kind).count();
    names
        .iter()
        .map(|name| name.kind)
        .reduce(|a, b| if count(b) > count(a) { b } else { a })
}
