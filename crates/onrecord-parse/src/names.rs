//! What the names head says → names.
//!
//! The head speaks of each word by itself. What it leaves open a report's other words tell: where a name ends, by the
//! proper nouns beside it; whether something is a name, by how sure the head is of it elsewhere in the report.

mod kept;
mod known;
mod throughout;
mod within;

use std::ops::Range;

use onrecord_types::{EntityType, Name, Upos};

use crate::encoder::Read;
use crate::tags::{spans, weighed};

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

/// What is added to each state of the names head before the best sequence is taken: places are seen too seldom, and persons
/// in what is none. Chosen by UNER's dev set (docs/ACCURACY.md, "What is wrong with names").
const WEIGHED: [f32; STATES] = [0.0, -0.3, -0.3, 0.0, 0.0, 0.3, 0.3, 0.0, 0.0];

/// Names in the order of the text, as ranges of tokens, whose forms are given.
pub(crate) fn names(read: &Read, forms: &[&str]) -> Vec<Name> {
    let numbers = known::with_known(read, forms);
    let of_word = |word: usize| read.tokens.partition_point(|token| token.end <= word);
    let mut names: Vec<Name> = Vec::new();
    for (label, words) in spans(&weighed(&numbers, &WEIGHED), KINDS.len()) {
        let tokens = of_word(words.start)..of_word(words.end.saturating_sub(1)) + 1;
        let apart = names.last().is_none_or(|last| last.tokens.end <= tokens.start);
        if let Some(kind) = KINDS.get(label).filter(|_| apart) {
            names.push(Name { tokens, kind: *kind });
        }
    }
    let heads = Heads { read, forms, numbers };
    names.retain(|name| !heads.is_pronoun(&name.tokens));
    let mut names = heads.joined(names);
    for at in 0..names.len() {
        let before = at.checked_sub(1).and_then(|before| names.get(before));
        let from = before.map_or(0, |name| name.tokens.end);
        let to = names.get(at + 1).map_or(forms.len(), |name| name.tokens.start);
        if let Some(name) = names.get_mut(at) {
            heads.widen(name, from..to);
            heads.with_article(name, from);
        }
    }
    let names = heads.turned_round(heads.without_storms(heads.alike(names)));
    let mut names = heads.apart(names);
    heads.last_names(&mut names);
    names
}

/// What the heads say of a text's tokens.
struct Heads<'a> {
    read: &'a Read,
    forms: &'a [&'a str],
    /// What the names head says, with what is known beforehand.
    numbers: Vec<f32>,
}

impl<'a> Heads<'a> {
    fn words(&self, tokens: &Range<usize>) -> &'a [&'a str] {
        self.forms.get(tokens.clone()).unwrap_or_default()
    }

    /// How likely each state is for a word.
    fn chances(&self, word: usize) -> [f32; STATES] {
        let mut out = [0.0; STATES];
        let Some(row) = self.numbers.get(word * STATES..(word + 1) * STATES) else {
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

    /// Whether tokens are "us": the encoder's words have no capitals, so it's "US" to it.
    fn is_pronoun(&self, tokens: &Range<usize>) -> bool {
        self.words(tokens) == ["us"]
    }

    fn is_proper(&self, token: usize) -> bool {
        let analysis = self.read.analyses.get(token);
        analysis.is_some_and(|analysis| analysis.upos == Upos::Propn)
    }

    fn is_capital(&self, token: usize) -> bool {
        self.forms
            .get(token)
            .is_some_and(|form| form.starts_with(char::is_uppercase))
    }

    fn form(&self, token: usize) -> String {
        self.forms
            .get(token)
            .map(|form| form.to_lowercase())
            .unwrap_or_default()
    }

    fn begins_sentence(&self, token: usize) -> bool {
        self.read
            .sentences
            .binary_search_by_key(&token, |sentence| sentence.start)
            .is_ok()
    }

    /// Names of which none ends in the middle: "Bank of" goes on with the proper noun behind it, a name or not (62 of 71
    /// times, where a name has "of" before one, both are one name in EWT's training set), or is "Bank".
    fn joined(&self, names: Vec<Name>) -> Vec<Name> {
        let mut out: Vec<Name> = Vec::with_capacity(names.len());
        for name in names {
            match out.last_mut().filter(|last| self.goes_on(&last.tokens)) {
                Some(last) if last.tokens.end == name.tokens.start => last.tokens.end = name.tokens.end,
                _ => out.push(name),
            }
        }
        for name in &mut out {
            if self.goes_on(&name.tokens) {
                name.tokens.end += 1;
            }
            self.trim(&mut name.tokens);
        }
        out
    }

    /// Whether a name ends in "of", and a proper noun follows.
    fn goes_on(&self, name: &Range<usize>) -> bool {
        name.len() > 1
            && self.form(name.end - 1) == "of"
            && !self.words(name).contains(&",")
            && self.is_capital(name.end)
            && self.is_proper(name.end)
            && !self.begins_sentence(name.end)
    }

    /// Takes off what no name ends or begins with.
    fn trim(&self, tokens: &mut Range<usize>) {
        let edge = |at: usize| EDGES.contains(&self.form(at).as_str());
        while tokens.len() > 1 && (edge(tokens.end - 1) || self.form(tokens.end - 1) == "the") {
            tokens.end -= 1;
        }
        while tokens.len() > 1 && edge(tokens.start) {
            tokens.start += 1;
        }
    }

    /// Puts proper nouns beside a name to it that the head doesn't quite refuse: "Aker House", where it found "Aker".
    fn widen(&self, name: &mut Name, room: Range<usize>) {
        let tokens = &mut name.tokens;
        let written = self.is_capital(tokens.start);
        while tokens.end < room.end
            && !self.begins_sentence(tokens.end)
            && self.is_proper(tokens.end)
            && self.is_capital(tokens.end) >= written
            && self.part(tokens.end, name.kind, 1) > BEHIND
        {
            tokens.end += 1;
        }
        while tokens.start > room.start
            && !self.begins_sentence(tokens.start)
            && self.is_proper(tokens.start - 1)
            && self.is_capital(tokens.start - 1) >= written
            && self.part(tokens.start - 1, name.kind, 0) > BEFORE
        {
            tokens.start -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Analysis;
    use EntityType::{Organization, Person, Place};

    /// States of the head: outside, and a person, an organization or a place that begins or goes on.
    const O: usize = 0;
    const P: usize = 1;
    const ORG: usize = 3;
    const IN_ORG: usize = 4;
    pub(super) const PL: usize = 5;

    /// The names of one sentence, each word with its likeliest state and the next; those in capitals are proper nouns.
    pub(super) fn of(sentence: &[(&str, usize, usize)]) -> Vec<(String, EntityType)> {
        let mut read = Read::default();
        for (at, (form, first, second)) in sentence.iter().enumerate() {
            let mut row = [0.0; STATES];
            row[*second] = 4.0;
            row[*first] = 6.0;
            read.names.extend(row);
            read.tokens.push(at..at + 1);
            let proper = form.starts_with(char::is_uppercase);
            read.analyses.push(Analysis {
                upos: if proper { Upos::Propn } else { Upos::Noun },
                xpos: "NN",
                scripts: Vec::new(),
                head: 0,
                deprel: "dep",
            });
        }
        read.sentences.push(0..sentence.len());
        let forms: Vec<&str> = sentence.iter().map(|(form, _, _)| *form).collect();
        let words = |name: &Name| forms[name.tokens.clone()].join(" ");
        names(&read, &forms)
            .iter()
            .map(|name| (words(name), name.kind))
            .collect()
    }

    #[test]
    fn no_name_ends_in_the_middle() {
        let bank = [("the", O, O), ("Bank", ORG, O), ("of", IN_ORG, O)];
        let with = |more: &[(&'static str, usize, usize)]| of(&[&bank, more].concat());
        let norland = [("Bank of Norland".to_owned(), Organization)];
        assert_eq!(with(&[("Norland", PL, O)]), norland);
        assert_eq!(with(&[("Norland", O, O)]), norland);
        assert_eq!(with(&[("fish", O, O)]), [("Bank".to_owned(), Organization)]);
    }

    #[test]
    fn proper_nouns_beside_a_name_are_of_it() {
        let all = of(&[
            ("Aker", ORG, O),
            ("House", O, IN_ORG),
            ("staff", O, IN_ORG),
            ("Oslo", O, O),
        ]);
        assert_eq!(all, [("Aker House".to_owned(), Organization)]);
    }

    #[test]
    fn what_is_a_name_once_is_one_throughout() {
        let all = of(&[("Aker", ORG, O), ("and", O, O), ("Aker", O, ORG)]);
        assert_eq!(all, vec![("Aker".to_owned(), Organization); 2]);
        // Once of many.
        let once = [
            ("Sterling", P, O),
            ("fell", O, O),
            ("Sterling", O, O),
            ("Sterling", O, O),
        ];
        assert_eq!(of(&once), []);
        let short = [("UNB", ORG, O), ("fell", O, O), ("UNB", O, ORG), ("UNB", O, ORG)];
        assert_eq!(of(&short).len(), 3);
    }

    #[test]
    fn storms_have_no_kind() {
        let all = of(&[
            ("Hurricane", O, O),
            ("Rita", P, O),
            ("neared", O, O),
            ("Cuba", PL, O),
            ("Rita", P, O),
            ("grew", O, O),
        ]);
        assert_eq!(all, [("Cuba".to_owned(), Place)]);
        assert_eq!(of(&[("Rita", P, O), ("left", O, O)]).len(), 1);
    }

    #[test]
    fn a_name_may_be_turned_round() {
        let quoted = [
            ("\"", O, O),
            ("Lund", P, O),
            (",", O, O),
            ("Eva", P, O),
            ("\"", O, O),
        ];
        assert_eq!(of(&quoted), [("Lund , Eva".to_owned(), Person)]);
        assert_eq!(of(&quoted[1..]).len(), 2);
    }

    #[test]
    fn an_article_with_a_capital_is_part_of_a_name() {
        let all = of(&[("in", O, O), ("The", O, O), ("Tower", ORG, O)]);
        assert_eq!(all, [("The Tower".to_owned(), Organization)]);
        let first = of(&[("The", O, O), ("Tower", ORG, O), ("said", O, O)]);
        assert_eq!(first, [("Tower".to_owned(), Organization)]);
    }

    #[test]
    fn a_last_name_is_a_persons() {
        let all = of(&[("Eva", P, O), ("Lund", P + 1, O), ("said", O, O), ("Lund", PL, O)]);
        assert_eq!(
            all,
            [("Eva Lund".to_owned(), Person), ("Lund".to_owned(), Person)]
        );
        assert_eq!(of(&[("Lund", PL, O)]), [("Lund".to_owned(), Place)]);
    }
}
