//! Which words have to do with time, and what they are worth.

use crate::unit::{DayPart, Season, Unit};

/// The number of a known word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sym(pub u16);

impl Sym {
    /// Any word that no rule asks for.
    pub const UNKNOWN: Self = Self(0);
    const NUMBERS: [Class; 4] = [Class::Number, Class::Grouped, Class::Half, Class::Decimal];
}

/// What sort of word a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// No rule asks for it.
    Unknown,
    /// Digits: `1998`, `7`.
    Number,
    /// Digits in groups: `1,900`.
    Grouped,
    /// A whole number and a half: `2.5`.
    Half,
    /// Any other number: `3.1`.
    Decimal,
    /// A word or mark that a pattern names.
    Word,
    /// A month; the value is 1 to 12.
    Month,
    /// A month's abbreviation.
    MonthShort,
    /// A weekday; the value is 1 (Monday) to 7.
    Weekday,
    /// A weekday's abbreviation.
    WeekdayShort,
    /// Several weekdays of a name: `Mondays`.
    Weekdays,
    /// A unit of time in the singular; the value is an index into [`Unit::ALL`].
    Unit,
    /// A unit in the plural.
    Units,
    /// A season; the value is an index into [`Season::ALL`].
    Season,
    /// A part of the day; the value is an index into [`DayPart::ALL`].
    DayPart,
    /// A part of the day in the plural: `nights`.
    DayParts,
    /// A number below a hundred in words.
    Cardinal,
    /// `hundred`, `thousand`, `million`.
    Scale,
    /// `first` to `thirty-first` in words.
    Ordinal,
    /// `eighties`: the value is the decade's second digit times ten.
    Decade,
    /// A time zone: the value is minutes east of Greenwich.
    Zone,
}

impl Class {
    /// The symbol that all numbers of this class share.
    pub fn sym(self) -> Sym {
        let place = Sym::NUMBERS.iter().position(|&class| class == self);
        Sym(place.map_or(0, |place| place as u16 + 1))
    }
}

/// A known word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    /// What sort it is.
    pub class: Class,
    /// What it is worth.
    pub val: i32,
    /// The word in lower case; empty for numbers.
    pub name: &'static str,
}

/// The known words: an open-addressed table keyed by up to sixteen bytes in lower case.
pub(crate) struct Lexicon {
    slots: Vec<(u128, u16)>,
    /// Every known word by its symbol.
    pub entries: Vec<Entry>,
}

impl Lexicon {
    const BITS: u32 = 12;

    /// The words below; patterns add theirs.
    pub fn new() -> Self {
        let mut entries = vec![Entry {
            class: Class::Unknown,
            val: 0,
            name: "",
        }];
        entries.extend(Sym::NUMBERS.map(|class| Entry {
            class,
            val: 0,
            name: "",
        }));
        let mut lexicon = Self {
            slots: vec![(0, 0); 1 << Self::BITS],
            entries,
        };
        for &(class, words) in ROWS {
            for (val, word) in words.iter().enumerate() {
                for name in word.split_whitespace() {
                    lexicon.add(name, class, val as i32 + 1);
                }
            }
        }
        for (class, word, val) in pairs() {
            lexicon.add(word, class, val);
        }
        lexicon
    }

    /// The symbol of `word`, which becomes known if it wasn't.
    pub fn intern(&mut self, word: &'static str) -> Sym {
        match self.look_up(word.as_bytes()).0 {
            Sym::UNKNOWN => self.add(word, Class::Word, 0),
            sym => sym,
        }
    }

    fn add(&mut self, word: &'static str, class: Class, val: i32) -> Sym {
        let sym = self.entries.len() as u16;
        if let Some(key) = key(word.as_bytes()) {
            let mut at = Self::slot(key);
            while self
                .slots
                .get(at)
                .is_some_and(|slot| slot.0 != 0 && slot.0 != key)
            {
                at = (at + 1) % (1 << Self::BITS);
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = (key, sym);
            }
            self.entries.push(Entry {
                class,
                val,
                name: word,
            });
        }
        Sym(sym)
    }

    /// What is known of a word, in any case.
    pub fn look_up(&self, word: &[u8]) -> (Sym, Class, i32) {
        if let Some(key) = key(word) {
            let mut at = Self::slot(key);
            while let Some(&(found, sym)) = self.slots.get(at)
                && found != 0
            {
                if found == key {
                    let entry = self.entries.get(sym as usize);
                    return entry.map_or((Sym::UNKNOWN, Class::Unknown, 0), |e| (Sym(sym), e.class, e.val));
                }
                at = (at + 1) % (1 << Self::BITS);
            }
        }
        (Sym::UNKNOWN, Class::Unknown, 0)
    }

    fn slot(key: u128) -> usize {
        let folded = (key as u64) ^ ((key >> 64) as u64).rotate_left(29);
        (folded.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - Self::BITS)) as usize
    }
}

/// Up to sixteen ASCII bytes as one number, letters in lower case.
fn key(word: &[u8]) -> Option<u128> {
    if word.is_empty() || word.len() > 16 {
        return None;
    }
    let mut bytes = [0; 16];
    bytes.get_mut(..word.len())?.copy_from_slice(word);
    bytes.make_ascii_lowercase();
    Some(u128::from_le_bytes(bytes))
}

/// Words whose worth is their place in the row, from 1.
#[rustfmt::skip]
const ROWS: &[(Class, &[&str])] = &[
    (Class::Month, &[
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december",
    ]),
    (Class::MonthShort, &[
        "jan", "feb", "mar", "apr", "", "jun", "jul", "aug", "sept sep", "oct", "nov", "dec",
    ]),
    (Class::Weekday, &[
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]),
    (Class::WeekdayShort, &[
        "mon", "tue tues", "wed", "thu thur thurs", "fri", "sat", "sun",
    ]),
    (Class::Weekdays, &[
        "mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays",
    ]),
    (Class::Cardinal, &[
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ]),
    (Class::Ordinal, &[
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
        "eighteenth", "nineteenth", "twentieth",
    ]),
];

/// Words with a worth of their own.
fn pairs() -> Vec<(Class, &'static str, i32)> {
    let mut pairs = vec![
        (Class::Scale, "hundred", 100),
        (Class::Scale, "thousand", 1000),
        (Class::Scale, "million", 1_000_000),
        (Class::Zone, "gmt", 0),
        (Class::Zone, "utc", 0),
        (Class::Zone, "est", -300),
        (Class::Zone, "edt", -240),
        (Class::Zone, "cst", -360),
        (Class::Zone, "cdt", -300),
        (Class::Zone, "mst", -420),
        (Class::Zone, "mdt", -360),
        (Class::Zone, "pst", -480),
        (Class::Zone, "pdt", -420),
        (Class::Zone, "bst", 60),
        (Class::Zone, "cet", 60),
        (Class::Zone, "cest", 120),
    ];
    let tens = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    pairs.extend(
        tens.iter()
            .zip(2..)
            .map(|(&word, n)| (Class::Cardinal, word, n * 10)),
    );
    let decades = [
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
    ];
    pairs.extend(
        decades
            .iter()
            .zip(2..)
            .map(|(&word, n)| (Class::Decade, word, n * 10)),
    );
    for (i, unit) in Unit::ALL.into_iter().enumerate() {
        // "second" is an ordinal far more often than a unit, so only "seconds" is one.
        if unit != Unit::Second {
            pairs.push((Class::Unit, unit.name(), i as i32));
        }
        pairs.push((Class::Units, unit.plural(), i as i32));
    }
    for (i, season) in Season::ALL.into_iter().enumerate() {
        pairs.extend(season.names().iter().map(|&name| (Class::Season, name, i as i32)));
    }
    for (i, part) in DayPart::ALL.into_iter().enumerate() {
        let (one, many) = part.names();
        pairs.push((Class::DayPart, one, i as i32));
        pairs.push((Class::DayParts, many, i as i32));
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_up_in_any_case() {
        let lexicon = Lexicon::new();
        assert_eq!(lexicon.look_up(b"September").1, Class::Month);
        assert_eq!(lexicon.look_up(b"SEPT").2, 9);
        assert_eq!(lexicon.look_up(b"nineties").2, 90);
        assert_eq!(lexicon.look_up(b"second").1, Class::Ordinal);
        assert_eq!(lexicon.look_up(b"parliament").0, Sym::UNKNOWN);
        assert_eq!(lexicon.look_up("à".as_bytes()).0, Sym::UNKNOWN);
    }

    #[test]
    fn learns_words() {
        let mut lexicon = Lexicon::new();
        let sym = lexicon.intern("ago");
        assert_eq!(lexicon.intern("ago"), sym);
        assert_eq!(lexicon.look_up(b"AGO").0, sym);
    }
}
