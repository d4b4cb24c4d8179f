//! Names that readers know beforehand → more for their kind, wherever a text has them.

use std::sync::LazyLock;

use onrecord_types::EntityType;
use rustc_hash::FxHashMap;

use super::{KINDS, STATES};
use crate::encoder::Read;

/// No known name has more bytes.
const LONGEST: usize = 64;

/// Known names that are as often something else: somebody's name, a word, an airline. Nothing is presumed of them.
const DOUBTFUL: &str = "Washington;Jordan;Georgia;Virginia;Maine;Montana;Chad;Israel;Paris;Sofia;Lima;Kingston;Victoria;Wellington;Georgetown;\
    Guinea;Macedonia;Male;Mali;Niger;Benin;San Jose;Santiago;Nassau;Dominica;Holland;Sucre;Roseau;Emirates;Turkey;\
    Islamic Republic;Jewish state;White House;Vatican;PA;AU;CIS;GAM;ICC;PLA;WHO;Lao;Turkmen;Time;Vice;Vox;Dawn;\
    Fars;Mehr;Petra;Rossiya;Sputnik;Hindu;Statesman;Guardian;Economist;Bild;MENA;SANA;RT;EFE;ANSA;PTI;Bloomberg;Globo;Breitbart";

/// Added to what the head says of an organization where one is known: a preference that only a head that is quite sure overrules.
const MORE: f32 = 4.0;
/// Added for what is behind the first word of a known place or people: "Northern Ireland" is one name.
const ON: f32 = 1.5;
/// Taken off what it says of the kinds that a known name hardly is.
const LESS: f32 = 2.0;

/// The known names' kinds, by their words without the spaces between: how a text's tokens cut them doesn't matter then.
static KNOWN: LazyLock<FxHashMap<String, EntityType>> = LazyLock::new(|| {
    let doubtful: Vec<&str> = DOUBTFUL.split(';').collect();
    onrecord_known::names()
        .filter(|(name, _)| !doubtful.contains(name))
        .map(|(name, kind)| (name.split_whitespace().collect(), kind))
        .collect()
});

/// The kinds that a known name hardly is. A place often stands for its government, a people for its army, so these may be organizations.
fn hardly(kind: EntityType) -> &'static [EntityType] {
    match kind {
        EntityType::Organization => &[EntityType::Person, EntityType::Place],
        EntityType::Place => &[EntityType::Person, EntityType::Group],
        EntityType::Group => &[EntityType::Person, EntityType::Place],
        EntityType::Person | EntityType::Other => &[],
    }
}

/// The names head's numbers, changed where tokens, whose forms are given, are a known name, the longest that begins there.
pub(super) fn with_known(read: &Read, forms: &[&str]) -> Vec<f32> {
    let mut numbers = read.names.clone();
    let mut key = String::new();
    let mut at = 0;
    while let Some(rest) = forms.get(at..).filter(|rest| !rest.is_empty()) {
        let Some((length, kind)) = longest(rest, &mut key) else {
            at += 1;
            continue;
        };
        let tokens = read.tokens.get(at..at + length).unwrap_or_default();
        let first = tokens.first().map_or(0, |token| token.start);
        for word in first..tokens.last().map_or(0, |token| token.end) {
            let Some(row) = numbers.get_mut(word * STATES..(word + 1) * STATES) else {
                break;
            };
            let of_kinds = row.get_mut(1..).unwrap_or_default().as_chunks_mut::<2>().0;
            for ([begins, goes_on], of) in of_kinds.iter_mut().zip(KINDS) {
                if hardly(kind).contains(&of) {
                    *begins -= LESS;
                    *goes_on -= LESS;
                } else if of == kind {
                    let is_body = kind == EntityType::Organization;
                    if word > first {
                        // What has begun goes on to its end.
                        *goes_on += if is_body { MORE } else { ON };
                    } else if is_body {
                        // It may be the end of a longer name.
                        *begins += MORE;
                        *goes_on += MORE;
                    }
                }
            }
        }
        at += length;
    }
    numbers
}

/// How many tokens from the first on are a known name, and its kind.
fn longest(forms: &[&str], key: &mut String) -> Option<(usize, EntityType)> {
    let begins = |form: &str| form.chars().any(char::is_uppercase) || form.eq_ignore_ascii_case("al");
    if !forms.first().is_some_and(|form| begins(form)) {
        return None;
    }
    key.clear();
    let mut found = None;
    for (count, form) in forms.iter().enumerate() {
        if key.len() + form.len() > LONGEST {
            break;
        }
        key.push_str(form);
        found = KNOWN.get(key.as_str()).map(|kind| (count + 1, *kind)).or(found);
    }
    found
}

#[cfg(test)]
mod tests {
    use EntityType::{Group, Organization, Person, Place};

    use super::super::tests::of;
    use super::*;

    const O: usize = 0;
    const P: usize = 1;
    const PL: usize = 5;

    #[test]
    fn what_is_known_has_its_kind() {
        let kind = |words: &[(&'static str, usize, usize)]| {
            of(words).into_iter().map(|(_, kind)| kind).collect::<Vec<_>>()
        };
        assert_eq!(kind(&[("Golkar", P, 3), ("won", O, O)]), [Organization]);
        assert_eq!(kind(&[("Zairean", P, 7), ("troops", O, O)]), [Group]);
        assert_eq!(kind(&[("Kinshasa", P, PL), ("fell", O, O)]), [Place]);
        // The head is asked all the same.
        assert_eq!(kind(&[("Washington", P, PL), ("fell", O, O)]), [Person]);
    }

    #[test]
    fn a_known_name_goes_on_to_its_end() {
        let mut read = Read::default();
        read.names = vec![0.0; 2 * STATES];
        read.tokens = vec![0..1, 1..2];
        let numbers = with_known(&read, &["Northern", "Ireland"]);
        let (first, second) = numbers.split_at(STATES);
        assert_eq!((first[PL], first[PL + 1]), (0.0, 0.0));
        assert_eq!((second[PL], second[PL + 1]), (0.0, ON));
    }

    #[test]
    fn no_known_name_is_too_long() {
        assert!(onrecord_known::names().all(|(name, _)| name.len() <= LONGEST));
    }

    #[test]
    fn a_known_name_may_be_a_longer_ones_end() {
        let longer = [
            ("Buddhist", 3, O),
            ("Liberal", 4, O),
            ("Democratic", 4, O),
            ("Party", 4, O),
        ];
        assert_eq!(
            of(&longer),
            [("Buddhist Liberal Democratic Party".to_owned(), Organization)]
        );
    }
}
