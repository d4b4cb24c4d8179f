//! Where a sentence names an agreement: the noun, and the words before it that belong to its name.

/// What an agreement is about; one isn't another where these differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Family {
    Truce,
    Accord,
    Talks,
    Constitution,
    Exchange,
    /// One party's support of another's government.
    Support,
}

/// A place where an agreement is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    pub family: Family,
    /// Its name, without article.
    pub name: String,
    /// What tells it from others of its family: its words but the noun and the common ones, in lower case.
    pub own: Vec<String>,
    /// Capitals in brackets behind it: "(CPA)".
    pub letters: Option<String>,
    /// Whether it has "a" before it: one that is told of for the first time, or may come.
    pub indefinite: bool,
    /// The place of the noun among the sentence's words.
    pub at: usize,
}

/// Words before the noun at most.
const BEFORE: usize = 4;

/// Words that don't belong to a name.
const OUTSIDE: &str = "a an the to of in on for and or but by with from at as is are was were be been has have had that this its \
                       their his her any no all said say it he she they who which after before signed sign reached reach \
                       under into over about between such will would could may can not latest landmark fresh historic \
                       proposed possible current previous earlier last another another's per our your my new these those \
                       hold held holding begin began resume resumed approving approve finalize further more told whose during although \
                       though since while when without within start starts started stop stopped withdrew withdrawn withdrawing \
                       pledged pledging renewed restored offered promised extended approved signing reaching seeking making \
                       wider broader week's month's year's accept accepting monday tuesday wednesday thursday friday saturday sunday both each whether if how despite towards toward \
                       against through party parties government coming out up back down only even still also just";

/// Words of names that tell nothing.
const COMMON: &str = "peace draft final formal direct face-to-face political comprehensive broad wider full";

/// The mentions of a sentence's words.
pub(super) fn mentions(words: &[&str]) -> Vec<Mention> {
    let lower: Vec<String> = words.iter().map(|word| bare(word).to_lowercase()).collect();
    let mut out = Vec::new();
    for at in 0..words.len() {
        let Some(family) = family(&lower, at) else {
            continue;
        };
        let mut first = at;
        while first > 0
            && at - first < BEFORE
            && belongs(&lower[first - 1])
            && !words[first - 1].ends_with([',', '.', ';', ':', '"', ')'])
        {
            first -= 1;
        }
        let letters = words.get(at + 1).and_then(|next| {
            let next = next.strip_prefix('(')?;
            let letters = if next.is_empty() { words.get(at + 2)? } else { next };
            let letters = bare(letters);
            let capitals = letters.len() > 1 && letters.chars().all(|c| c.is_ascii_uppercase());
            capitals.then(|| letters.to_owned())
        });
        out.push(Mention {
            family,
            name: words[first..=at]
                .iter()
                .map(|word| bare(word))
                .collect::<Vec<_>>()
                .join(" "),
            own: lower[first..at]
                .iter()
                .filter(|word| !is_one_of(COMMON, word))
                .cloned()
                .collect(),
            letters,
            indefinite: first > 0 && matches!(lower[first - 1].as_str(), "a" | "an"),
            at,
        });
    }
    out
}

/// Whether a word before the noun is of its name: no small word, no doing ("hammering out a deal").
fn belongs(word: &str) -> bool {
    let doing = word.ends_with("ing") && !word.contains('-');
    !(word.is_empty() || doing || is_one_of(OUTSIDE, word))
}

fn family(lower: &[String], at: usize) -> Option<Family> {
    let word = lower[at].as_str();
    let near = |offset: isize| {
        at.checked_add_signed(offset)
            .and_then(|at| lower.get(at))
            .map_or("", String::as_str)
    };
    let (before, next) = (near(-1), near(1));
    match word {
        "ceasefire" | "cease-fire" | "truce" | "armistice" | "ceasefires" | "truces" => Some(Family::Truce),
        "agreement" | "agreements" | "accord" | "accords" | "pact" | "treaty" | "memorandum" | "roadmap" => {
            Some(Family::Accord)
        }
        // "they deal with it", "a great deal": no agreements.
        "deal" => {
            let verb = is_one_of(
                "they we he she who to must can will would could should not i you it",
                before,
            );
            let phrase = verb || is_one_of("great good big", before) || is_one_of("with in", next);
            (!phrase).then_some(Family::Accord)
        }
        "settlement" => {
            is_one_of("peace political negotiated final lasting", before).then_some(Family::Accord)
        }
        "plan" => (before == "peace").then_some(Family::Accord),
        "map" => (before == "road").then_some(Family::Accord),
        "talks" | "negotiations" => (before != "he" && before != "she").then_some(Family::Talks),
        "constitution" => {
            is_one_of("interim new draft transitional provisional", before).then_some(Family::Constitution)
        }
        "exchange" | "swap" => {
            let captives = |word: &str| {
                is_one_of(
                    "prisoner prisoners hostage hostages captives detainee detainees",
                    word.trim_end_matches("'s"),
                )
            };
            // "in exchange for prisoners" is a price.
            (captives(before) || next == "of" && captives(near(2))).then_some(Family::Exchange)
        }
        "support" | "backing" => {
            let moved = (1..=4).any(|back| is_support_verb(near(-back)));
            let ruled = lower.iter().any(|word| {
                is_one_of(
                    "government coalition cabinet alliance administration parliament",
                    word,
                )
            });
            (moved && ruled).then_some(Family::Support)
        }
        _ => None,
    }
}

fn is_support_verb(word: &str) -> bool {
    ["withdr", "pledg", "renew", "restor", "extend", "offer", "promis"]
        .iter()
        .any(|stem| word.starts_with(stem))
}

/// A word without the marks around it.
pub(super) fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-')
}

pub(super) fn is_one_of(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|other| other == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(sentence: &str) -> Vec<String> {
        let words: Vec<&str> = sentence.split(' ').collect();
        mentions(&words).into_iter().map(|mention| mention.name).collect()
    }

    #[test]
    fn agreements_are_named_by_their_nouns() {
        assert_eq!(
            names("The latest six-point agreement followed the Harbour Peace Accord (HPA)."),
            ["six-point agreement", "Harbour Peace Accord"]
        );
        assert_eq!(
            names("An exchange of prisoners was part of the interim constitution"),
            ["exchange", "interim constitution"]
        );
        assert_eq!(
            names("The Green party withdrew its support from the government"),
            ["support"]
        );
    }

    #[test]
    fn verbs_and_prices_are_no_agreements() {
        for sentence in [
            "They deal with a great deal of mail",
            "the port in exchange for prisoners",
            "a settlement on the hill",
            "the constitution of the country",
            "an exchange of fire",
        ] {
            assert_eq!(names(sentence), [""; 0], "{sentence}");
        }
    }

    #[test]
    fn letters_behind_a_name_are_kept() {
        let words: Vec<&str> = "the Harbour Peace Accord (HPA) holds".split(' ').collect();
        let found = mentions(&words);
        assert_eq!(found[0].letters.as_deref(), Some("HPA"));
        assert_eq!(found[0].own, ["harbour"]);
    }
}
