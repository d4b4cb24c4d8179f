//! Names that mean one actor although they are written otherwise.

use std::collections::BTreeMap;

use onrecord_types::Span;

use crate::actors::names::{Name, Place};
use crate::corpus::{Corpus, stem};
use crate::similar::Sets;
use crate::states;

/// Full names of people that differ as transliterations do.
pub(super) fn spellings(names: &[Name], sets: &mut Sets) {
    let mut by_skeleton: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, name) in names
        .iter()
        .enumerate()
        .filter(|(_, name)| name.person && name.words.len() > 1)
    {
        let last = name.words.last().map_or("", String::as_str);
        by_skeleton.entry(skeleton(last)).or_default().push(at);
    }
    for alike in by_skeleton.into_values() {
        for (i, &a) in alike.iter().enumerate() {
            for &b in alike.iter().skip(i + 1).take(50) {
                if given_names_agree(&names[a], &names[b]) && lasts_agree(&names[a], &names[b]) {
                    sets.join(a, b);
                }
            }
        }
    }
}

/// The consonants of a word, doubled ones once.
fn skeleton(word: &str) -> String {
    let mut out = String::new();
    for c in word
        .chars()
        .filter(|c| c.is_alphabetic() && !"aeiouyhw".contains(*c))
    {
        let c = if c == 'q' || c == 'c' { 'k' } else { c };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    if out.len() < 2 { word.to_owned() } else { out }
}

/// Last names are the same, or long enough that their vowels may differ.
fn lasts_agree(a: &Name, b: &Name) -> bool {
    let (a, b) = (a.words.last(), b.words.last());
    a == b
        || a.zip(b).is_some_and(|(a, b)| {
            a.len().min(b.len()) >= 5
                && a.chars().next() == b.chars().next()
                && a.len().abs_diff(b.len()) <= 2
        })
}

/// The first given names are the same, one's initial is the other's, or they have the same consonants.
fn given_names_agree(a: &Name, b: &Name) -> bool {
    let (Some(a), Some(b)) = (a.words.first(), b.words.first()) else {
        return false;
    };
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    a == b
        || initial(a, b)
        || initial(b, a)
        || (a.chars().next() == b.chars().next() && skeleton(a) == skeleton(b))
}

/// A name of capitals alone, and one whose words begin with them, in one report.
pub(super) fn acronyms(corpus: &Corpus<'_>, names: &[Name], sets: &mut Sets) {
    let mut by_report: Vec<Vec<usize>> = vec![Vec::new(); corpus.reports.len()];
    for (at, name) in names.iter().enumerate().filter(|(_, name)| !name.person) {
        for &report in &name.reports {
            by_report[report].push(at);
        }
    }
    for of_report in by_report {
        for &short in &of_report {
            let Some(letters) = acronym(&names[short]) else {
                continue;
            };
            for &long in of_report
                .iter()
                .filter(|&&long| long != short && names[long].words.len() > 1)
            {
                if initials(&names[long]).contains(&letters) {
                    sets.join(short, long);
                }
            }
        }
    }
}

fn acronym(name: &Name) -> Option<String> {
    let spelling = name.spellings.keys().next()?;
    let letters: String = spelling.chars().filter(|c| *c != '.').collect();
    let fits =
        (2..=7).contains(&letters.len()) && letters.chars().all(|c| c.is_ascii_uppercase() || c == '-');
    fits.then(|| letters.to_lowercase().replace('-', ""))
}

/// A name's initials, with and without its small words.
fn initials(name: &Name) -> [String; 2] {
    let first = |word: &String| word.chars().find(|c| c.is_alphanumeric());
    let all = name.words.iter().filter_map(first).collect();
    [
        all,
        name.words
            .iter()
            .filter(|word| !is_small(word))
            .filter_map(first)
            .collect(),
    ]
}

/// Words of names that initials leave out.
fn is_small(word: &str) -> bool {
    matches!(word, "of" | "the" | "and" | "for" | "in" | "on" | "de" | "la")
}

/// "the Norrut Kansan Party (Norland People's Party, NKP)": organizations' names in brackets behind one are its other
/// names. A place isn't glossed so: "KARSHOLM (CPA)" is a dateline.
pub(super) fn glosses(corpus: &Corpus<'_>, names: &[Name], places: &[Vec<Place>], sets: &mut Sets) {
    for (report, places) in corpus.reports.iter().zip(places) {
        let mut places: Vec<Place> = places
            .iter()
            .copied()
            .filter(|&(_, _, name)| names[name].is_organization())
            .collect();
        places.sort_unstable();
        let between = |from: u32, to: u32| Span::new(from, to).map_or("", |span| report.slice(span));
        for pair in places.windows(2) {
            let ((_, end, name), (start, _, gloss)) = (pair[0], pair[1]);
            if !matches!(between(end, start).trim_start(), "(" | "(the " | "(or ") {
                continue;
            }
            sets.join(name, gloss);
            for &(next, next_end, other) in places.iter().skip_while(|place| place.0 <= start).take(1) {
                if !between(start, next).contains(')') && between(next_end, next_end + 1) == ")" {
                    sets.join(name, other);
                }
            }
        }
    }
}

/// Names of the same words in another order or number: "the Union of Coastal Fishers" and "the Coastal Fishers Union",
/// "Hussein Mohamed Aho" and "Mohamed Hussein Aho". Two words may be two things ("Bank of Norland", "Norland Bank").
pub(super) fn reordered(names: &[Name], sets: &mut Sets) {
    let mut by_words: BTreeMap<(bool, Vec<&str>), Vec<usize>> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        let words = name.words.iter().map(String::as_str);
        let mut words: Vec<&str> = words.filter(|word| !is_small(word)).map(stem).collect();
        // A person's last name stays the last.
        let to = words.len().saturating_sub(usize::from(name.person));
        words[..to].sort_unstable();
        if words.len() > 2 && (name.person || name.is_organization()) {
            by_words.entry((name.person, words)).or_default().push(at);
        }
    }
    for same in by_words.into_values() {
        for pair in same.windows(2) {
            sets.join(pair[0], pair[1]);
        }
    }
}

/// A person's name of two words or more that begins one other of the same report: "H.D. Lund" beside "H.D. Lund Berg".
pub(super) fn beginnings(corpus: &Corpus<'_>, names: &[Name], sets: &mut Sets) {
    let mut by_report: Vec<Vec<usize>> = vec![Vec::new(); corpus.reports.len()];
    for (at, name) in names
        .iter()
        .enumerate()
        .filter(|(_, name)| name.person && name.words.len() > 1)
    {
        for &report in &name.reports {
            by_report[report].push(at);
        }
    }
    for of_report in by_report {
        for &short in &of_report {
            let words = &names[short].words;
            let mut longer = of_report.iter().copied().filter(|&long| {
                names[long].words.len() > words.len() && names[long].words.starts_with(words)
            });
            if let (Some(long), None) = (longer.next(), longer.next()) {
                sets.join(short, long);
            }
        }
    }
}

/// A report and a short name in it.
pub(super) type Short = (usize, usize);

/// Organizations' names that begin or end one other organization's name of the same report: "the Front" beside "the
/// United Front", with that name. One that the reports around mostly have without the longer name is a name of its own.
pub(super) fn parts(corpus: &Corpus<'_>, names: &[Name]) -> BTreeMap<Short, usize> {
    let mut by_report: Vec<Vec<usize>> = vec![Vec::new(); corpus.reports.len()];
    let may_be_part = |name: &Name| {
        name.is_organization()
            && states::state(&name.words.join(" ")).is_none()
            && states::of_adjective(&name.words.join(" ")).is_none()
    };
    for (at, name) in names
        .iter()
        .enumerate()
        .filter(|(_, name)| name.is_organization())
    {
        for &report in &name.reports {
            by_report[report].push(at);
        }
    }
    let mut out = BTreeMap::new();
    for (report, of_report) in by_report.iter().enumerate() {
        for &part in of_report.iter().filter(|&&part| may_be_part(&names[part])) {
            let words = &names[part].words;
            let mut whole = of_report.iter().copied().filter(|&whole| {
                let longer = &names[whole].words;
                longer.len() > words.len() && (longer.starts_with(words) || longer.ends_with(words))
            });
            if let (Some(whole), None) = (whole.next(), whole.next()) {
                out.insert((report, part), whole);
            }
        }
    }
    let mut beside: BTreeMap<usize, usize> = BTreeMap::new();
    for (_, part) in out.keys() {
        *beside.entry(*part).or_default() += 1;
    }
    out.retain(|(_, part), _| 2 * beside[part] > names[*part].reports.len());
    out
}

#[cfg(test)]
mod tests {
    use onrecord_types::EntityType;

    use super::*;

    fn name(words: &str, person: bool, reports: &[usize]) -> Name {
        Name {
            words: words.to_lowercase().split(' ').map(str::to_owned).collect(),
            person,
            kind: if person {
                EntityType::Person
            } else {
                EntityType::Organization
            },
            spellings: [(words.to_owned(), 1)].into(),
            reports: reports.to_vec(),
        }
    }

    #[test]
    fn the_same_words_in_another_order_are_one_name_where_there_are_three() {
        let names = [
            name("Union of Coastal Fishers", false, &[]),
            name("Coastal Fishers Union", false, &[]),
            name("Bank of Norland", false, &[]),
            name("Norland Bank", false, &[]),
            name("Hussein Mohamed Aho", true, &[]),
            name("Mohamed Hussein Aho", true, &[]),
            name("Aho Hussein Mohamed", true, &[]),
        ];
        let mut sets = Sets::new(names.len());
        reordered(&names, &mut sets);
        let found: Vec<usize> = (0..names.len()).map(|at| sets.find(at)).collect();
        assert_eq!(found, [0, 0, 2, 3, 4, 4, 6]);
    }

    #[test]
    fn initials_are_taken_with_and_without_small_words() {
        let long = name("Party of the Northern Coast", false, &[]);
        assert_eq!(initials(&long), ["potnc", "pnc"]);
        assert_eq!(acronym(&name("P.N.C.", false, &[])).as_deref(), Some("pnc"));
        assert_eq!(acronym(&name("Norland", false, &[])), None);
    }
}
