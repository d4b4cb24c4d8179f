//! Names of a report that are written alike → one decision for all of them.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use onrecord_types::{EntityType, Name};

use super::Heads;

/// How likely a name must be one, in the mean over all the places where it's written.
const DOUBTED: f32 = 0.4;
/// How likely one of these places must be.
const HARDLY: f32 = 0.02;

impl<'a> Heads<'a> {
    /// One decision for the same words throughout: what is a name here is one there. In EWT's training set 19 of 4,482
    /// further places of a report's names aren't names. Peoples are left as they are, being adjectives too, and short
    /// forms in capitals aren't doubted.
    pub(super) fn alike(&self, names: Vec<Name>) -> Vec<Name> {
        let mut taken = vec![false; self.forms.len()];
        let mut of_words: HashMap<&[&str], Vec<&Name>> = HashMap::new();
        for name in &names {
            if let Some(taken) = taken.get_mut(name.tokens.clone()) {
                taken.fill(true);
            }
            of_words.entry(self.words(&name.tokens)).or_default().push(name);
        }
        // Where names may begin, by their first word, and by it and the second: many have the first in common.
        let mut begun: HashMap<&[&str], Vec<usize>> = HashMap::new();
        for (at, form) in self.forms.iter().enumerate() {
            if form.starts_with(char::is_uppercase) {
                for words in [self.forms.get(at..=at), self.forms.get(at..at + 2)]
                    .into_iter()
                    .flatten()
                {
                    begun.entry(words).or_default().push(at);
                }
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
            let others: Vec<Range<usize>> = words
                .get(..words.len().min(2))
                .and_then(|first| begun.get(first))
                .into_iter()
                .flatten()
                .map(|&at| at..at + words.len())
                .filter(|tokens| self.words(tokens) == words && free(&taken, tokens))
                .collect();
            let all = same.iter().map(|name| &name.tokens).chain(&others);
            let count = (same.len() + others.len()) as f32;
            let mean = all.map(|tokens| self.named(tokens)).sum::<f32>() / count;
            if kind != EntityType::Group {
                if count > 1.0 && mean < DOUBTED && !words.iter().all(|word| is_short_form(word)) {
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

    /// A person's last name is a person's, whatever it looks like: "Lund", where the report has "Eva Lund" (452 of 452 in
    /// EWT's training set).
    pub(super) fn last_names(&self, names: &mut [Name]) {
        let of_person = |name: &&Name| name.kind == EntityType::Person && name.tokens.len() > 1;
        let last = |name: &Name| self.words(&name.tokens).last().copied();
        let lasts: HashSet<&str> = names.iter().filter(of_person).filter_map(last).collect();
        for name in names {
            if let [word] = self.words(&name.tokens)
                && lasts.contains(word)
                && self.is_capital(name.tokens.start)
            {
                name.kind = EntityType::Person;
            }
        }
    }
}

/// Whether a word is in capitals: "LDP".
fn is_short_form(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(char::is_uppercase)
}

/// The kind that most of some names are of, the first of several.
fn common(names: &[&Name]) -> Option<EntityType> {
    let mut counts: Vec<(EntityType, usize)> = Vec::new();
    for name in names {
        match counts.iter_mut().find(|(kind, _)| *kind == name.kind) {
            Some((_, count)) => *count += 1,
            None => counts.push((name.kind, 1)),
        }
    }
    let more = |a: (EntityType, usize), b: (EntityType, usize)| if b.1 > a.1 { b } else { a };
    counts.into_iter().reduce(more).map(|(kind, _)| kind)
}
