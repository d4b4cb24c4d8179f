//! Between whom an agreement is told to be.

use std::ops::Range;

use crate::agreements::noun::{Family, bare, is_one_of};

/// One who makes an agreement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    /// An actor.
    Actor(usize),
    /// Whom the words describe and no name tells: "guerrillas".
    Words(String),
}

/// A sentence's words with the actors that it mentions.
pub(super) struct Sentence<'s> {
    /// As they stand.
    pub words: &'s [&'s str],
    /// Bare and in lower case.
    pub lower: &'s [String],
    /// Where agreements are named.
    pub nouns: &'s [usize],
    /// Mentions of actors, as places among the words.
    pub actors: &'s [(Range<usize>, usize)],
}

/// How far behind an agreement's noun it's said between whom it is, in words: "talks aimed at averting a war between".
const REACH: usize = 8;
/// How far behind the noun "with" stands.
const NEAR: usize = 3;
/// A side's words at most.
const LONGEST: usize = 8;
/// How many words may stand before the subject that makes an agreement: "On Monday the Front signed".
const BEFORE_SUBJECT: usize = 4;

/// Words that end a side.
const END: &str = "on in at from that which who to for over under last late next have has had was were is are will would could may \
                   after before since when while as but with by into about during until through this monday tuesday wednesday \
                   thursday friday saturday sunday yesterday today hold holds end ends begin begins continue \
                   continues fail fails collapse collapses resume resumes";
/// What those do who make an agreement, or leave it.
const MAKE: &str = "sign signs signed signing reach reaches reached reaching strike struck seal sealed conclude concluded agree agreed \
                    hold held holding begin began begun open opened resume resumed start started have make made break broke \
                    broken suspend suspended ratify ratified join joined withdraw withdraws withdrew withdrawn withdrawing give gave \
                    given pledge pledged offer offered renew renewed extend extended seek sought negotiate negotiated finalize \
                    finalized endorse endorsed";

impl Sentence<'_> {
    /// Who makes the agreement that a noun names; nobody where the sentence doesn't tell, or tells of one alone.
    ///
    /// "a truce between Norland and the Front", "Norland's talks with the Front", "Norland signed a truce with the Front",
    /// "Norland and the Front signed a truce", "The Front withdrew its support from the government".
    pub fn sides(&self, noun: usize, family: Family) -> Vec<Side> {
        let mut sides = self.between(noun);
        for tell in [Self::with, Self::together] {
            if sides.len() < 2 {
                sides = tell(self, noun, family);
            }
        }
        let mut out: Vec<Side> = Vec::new();
        for side in sides {
            if !out.contains(&side) {
                out.push(side);
            }
        }
        if out.len() < 2 {
            out.clear();
        }
        out
    }

    fn is(&self, at: usize, words: &str) -> bool {
        self.lower.get(at).is_some_and(|word| is_one_of(words, word))
    }

    /// Where one of some words stands behind the noun, in its part of the sentence.
    fn behind(&self, noun: usize, reach: usize, words: &str) -> Option<usize> {
        let until = self.lower.len().min(noun + 1 + reach);
        let ends =
            |at: &usize| self.words[*at].ends_with([',', '.', ';', ':']) || self.nouns.contains(&(at + 1));
        let until = (noun..until).find(ends).unwrap_or(until);
        (noun + 1..until).find(|&at| self.is(at, words))
    }

    fn between(&self, noun: usize) -> Vec<Side> {
        let Some(between) = self.behind(noun, REACH, "between") else {
            return Vec::new();
        };
        let mut first = between + 1;
        let mut sides = Vec::new();
        // "between Norland, the Front and the Union"
        while sides.len() < LONGEST {
            let side = self.side(first);
            if side.is_empty() {
                break;
            }
            sides.push(self.named(&side));
            let listed = self.words[side.end - 1].ends_with(',') && self.words.get(side.end).is_some();
            let and = self.is(side.end, "and");
            if !and && !listed {
                break;
            }
            first = side.end + usize::from(and);
            if and {
                sides.extend(
                    Some(self.side(first))
                        .filter(|side| !side.is_empty())
                        .map(|side| self.named(&side)),
                );
                return sides;
            }
        }
        // Where no "and" came, that was no list of sides.
        Vec::new()
    }

    fn with(&self, noun: usize, family: Family) -> Vec<Side> {
        let words = if family == Family::Support {
            "to from for"
        } else {
            "with"
        };
        let Some(with) = self.behind(noun, NEAR, words) else {
            return Vec::new();
        };
        let other = self.side(with + 1);
        let owner = self.owner(noun).or_else(|| self.subject(noun).pop());
        match owner {
            Some(owner) if !other.is_empty() => vec![Side::Actor(owner), self.named(&other)],
            _ => Vec::new(),
        }
    }

    fn together(&self, noun: usize, _: Family) -> Vec<Side> {
        self.subject(noun).into_iter().map(Side::Actor).collect()
    }

    /// The actor whose agreement it is: "Norland's fresh talks".
    fn owner(&self, noun: usize) -> Option<usize> {
        let at = (noun.saturating_sub(NEAR + 1)..noun)
            .rev()
            .find(|&at| is_owner(self.words[at]))?;
        self.actors
            .iter()
            .find(|(words, _)| words.contains(&at))
            .map(|(_, actor)| *actor)
    }

    /// The actors that a sentence begins with, where it goes on with what those do who make an agreement.
    fn subject(&self, noun: usize) -> Vec<usize> {
        let mut out: Vec<usize> = Vec::new();
        let mut end = 0;
        // "India's Congress party withdrew": the party did.
        let own = |words: &Range<usize>| !is_owner(self.words[words.end - 1]);
        for (words, actor) in self
            .actors
            .iter()
            .filter(|(words, _)| words.end <= noun && own(words))
        {
            let follows = match out.last() {
                None => words.start <= BEFORE_SUBJECT,
                Some(_) => {
                    words.start >= end
                        && (end..words.start).all(|at| self.is(at, "and the a"))
                        && words.start > end
                }
            };
            if !follows {
                break;
            }
            out.push(*actor);
            end = words.end;
        }
        if (end..noun).any(|at| self.is(at, MAKE)) {
            out
        } else {
            Vec::new()
        }
    }

    /// The words of a side that begin at a place.
    fn side(&self, mut first: usize) -> Range<usize> {
        while self.is(first, "the a an both its their his her") {
            first += 1;
        }
        let mut end = first;
        let mut capital = false;
        while let (Some(word), Some(lower)) = (self.words.get(end), self.lower.get(end)) {
            let is_capital = word
                .trim_start_matches(['(', '"', '“'])
                .starts_with(char::is_uppercase);
            // "Norland and the Front | failed"
            let goes_on = is_capital || !capital || matches!(lower.as_str(), "of" | "the");
            let past = end > first && lower.ends_with("ed") && !is_capital;
            if end - first == LONGEST || lower == "and" || is_one_of(END, lower) || !goes_on || past {
                break;
            }
            capital |= is_capital;
            end += 1;
            if word.ends_with([',', '.', ';', ':', '?', '!']) {
                break;
            }
        }
        first..end
    }

    /// The actor that a side's words mention, the longest mention of several; else the words.
    fn named(&self, side: &Range<usize>) -> Side {
        let inside = self
            .actors
            .iter()
            .filter(|(words, _)| words.start >= side.start && words.start < side.end);
        match inside.max_by_key(|(words, _)| words.len()) {
            Some((_, actor)) => Side::Actor(*actor),
            None => {
                let words: Vec<&str> = self.words[side.clone()].iter().map(|word| bare(word)).collect();
                Side::Words(words.join(" "))
            }
        }
    }
}

fn is_owner(word: &str) -> bool {
    ["'s", "’s", "s'", "s’"]
        .iter()
        .any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sides by their words; names are those that begin with a capital.
    fn told(sentence: &str, noun: &str, family: Family) -> Vec<String> {
        let words: Vec<&str> = sentence.split(' ').collect();
        let lower: Vec<String> = words.iter().map(|word| bare(word).to_lowercase()).collect();
        let names = ["Norland", "Norland's", "Front", "Union"];
        let actors: Vec<(Range<usize>, usize)> = words
            .iter()
            .enumerate()
            .filter_map(|(at, word)| {
                let name = names
                    .iter()
                    .position(|name| *name == bare(word) || *name == *word)?;
                Some((at..at + 1, name.max(1)))
            })
            .collect();
        let is_agreement = |word: &&str| matches!(bare(word), "truce" | "support" | "talks");
        let nouns: Vec<usize> = (0..words.len()).filter(|&at| is_agreement(&words[at])).collect();
        let sentence = Sentence {
            words: &words,
            lower: &lower,
            actors: &actors,
            nouns: &nouns,
        };
        let noun = words.iter().position(|word| bare(word) == noun).unwrap();
        let name = |side| match side {
            Side::Actor(1) => "Norland".to_owned(),
            Side::Actor(at) => names[at].to_owned(),
            Side::Words(words) => words,
        };
        sentence.sides(noun, family).into_iter().map(name).collect()
    }

    #[test]
    fn sides_are_told_in_several_ways() {
        let truce = |sentence| told(sentence, "truce", Family::Truce);
        assert_eq!(
            truce("A truce between Norland and the Front collapsed."),
            ["Norland", "Front"]
        );
        assert_eq!(
            truce("A truce between the ruling Front and guerrillas on Monday failed."),
            ["Front", "guerrillas"]
        );
        assert_eq!(
            truce("A truce between Norland, the Front and the Union was signed."),
            ["Norland", "Front", "Union"]
        );
        assert_eq!(
            truce("Norland signed a truce with the Front on Monday."),
            ["Norland", "Front"]
        );
        assert_eq!(truce("Norland's truce with rebels holds."), ["Norland", "rebels"]);
        assert_eq!(
            truce("Norland and the Front signed a truce."),
            ["Norland", "Front"]
        );
        let support = told(
            "The Front withdrew its support from the government.",
            "support",
            Family::Support,
        );
        assert_eq!(support, ["Front", "government"]);
    }

    #[test]
    fn nobody_is_a_side_who_is_not_told_to_be_one() {
        let truce = |sentence| told(sentence, "truce", Family::Truce);
        for sentence in [
            "Norland urged the Front to accept a truce.",
            "A truce will hold, the Front said.",
            "Norland said the truce with shelling every night is over.",
            "Norland called for a truce before talks between the Front and the Union.",
        ] {
            assert!(truce(sentence).is_empty(), "{sentence}: {:?}", truce(sentence));
        }
    }
}
