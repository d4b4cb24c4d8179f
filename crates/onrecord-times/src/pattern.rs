//! The small language in which the rules are written, and its matching.
//!
//! A pattern is a row of items with white space between them:
//!
//! | item | stands for |
//! |---|---|
//! | `ago` | this word, in any case |
//! | `ago\|earlier` | one of these words |
//! | `UNIT` | one token of a class, or a part (see [`named`]) |
//! | `ITEM?` | the item or nothing; more is tried first |
//! | `< … >` | the expression's extent, where it is not the whole pattern |
//!
//! So `since < MONTH >` finds the month in "since January" and leaves "since" out of the expression.

use crate::context::Context;
use crate::lexicon::{Class, Entry, Lexicon, Sym};
use crate::parts::Part;
use crate::value::{Count, DayPart, Season, Unit};

/// A pattern made ready for matching.
pub(crate) struct Pattern {
    items: Vec<Item>,
}

struct Item {
    what: What,
    optional: bool,
    /// The words that it can take in first.
    first: Syms,
}

enum What {
    Words(Vec<Sym>),
    Class(&'static [Class]),
    Part(Part),
    Open,
    Close,
}

/// What one item of a pattern took in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Datum {
    Clock { hour: i8, minute: Option<i8> },
    Count(Count),
    Day(i8),
    DayPart(DayPart),
    Decade(i32),
    Modifier(Option<&'static str>),
    Month(i8),
    Number(i32),
    Ordinal(i32),
    Season(Season),
    Unit(Unit),
    Weekday(i8),
    Year(i16),
}

/// The classes and parts that a pattern can name.
fn named(name: &str) -> Option<What> {
    Some(match name {
        "UNIT" => What::Class(&[Class::Unit, Class::Units]),
        "UNIT1" => What::Class(&[Class::Unit]),
        "UNITS" => What::Class(&[Class::Units]),
        "SEASON" => What::Class(&[Class::Season]),
        "DAYPART" => What::Class(&[Class::DayPart]),
        "DAYPARTS" => What::Class(&[Class::DayParts]),
        "WEEKDAYS" => What::Class(&[Class::Weekdays]),
        "NUMBER" => What::Class(&[Class::Number]),
        "DECADE" => What::Class(&[Class::Decade]),
        "ZONE" => What::Class(&[Class::Zone]),
        "WEEKDAY" => What::Part(Part::Weekday),
        "MONTH" => What::Part(Part::Month),
        "DAY" => What::Part(Part::Day),
        "YEAR" => What::Part(Part::Year),
        "COUNT" => What::Part(Part::Count),
        "ORDINAL" => What::Part(Part::Ordinal),
        "CLOCK" => What::Part(Part::Clock),
        "ROUGH" => What::Part(Part::Rough),
        "STAGE" => What::Part(Part::Stage),
        _ => return None,
    })
}

impl Pattern {
    /// The pattern that `source` writes. Its words become known to `lexicon`.
    pub fn new(source: &'static str, lexicon: &mut Lexicon) -> Self {
        let items = source.split_whitespace().map(|word| {
            let (word, optional) = match word.strip_suffix('?') {
                Some(rest) if !rest.is_empty() => (rest, true),
                _ => (word, false),
            };
            let what = match word {
                "<" => What::Open,
                ">" => What::Close,
                _ => named(word)
                    .unwrap_or_else(|| What::Words(word.split('|').map(|one| lexicon.intern(one)).collect())),
            };
            Item {
                what,
                optional,
                first: Syms::new(0),
            }
        });
        Self {
            items: items.collect(),
        }
    }

    /// Readies the pattern, once all words are known.
    pub fn prepare(&mut self, entries: &[Entry]) {
        for item in &mut self.items {
            item.first = Syms::new(entries.len());
            for (sym, entry) in (0u16..).zip(entries) {
                if item.what.fits(Sym(sym), entry) {
                    item.first.insert(Sym(sym));
                }
            }
        }
    }

    /// Whether a text can match that starts with this word.
    pub fn can_start(&self, sym: Sym) -> bool {
        starts(&self.items, sym)
    }

    /// The words that can stand second where the text starts with this word; `None`: any, or the end.
    pub fn seconds(&self, sym: Sym, words: usize) -> Option<Syms> {
        let mut seconds = Syms::new(words);
        for (i, item) in self.items.iter().enumerate() {
            if item.first.has(sym) {
                if matches!(item.what, What::Part(_)) {
                    return None;
                }
                let rest = self.items.get(i + 1..)?;
                if rest
                    .iter()
                    .all(|item| item.optional || matches!(item.what, What::Open | What::Close))
                {
                    return None;
                }
                for item in rest {
                    seconds.extend(&item.first);
                    if !item.optional && !matches!(item.what, What::Open | What::Close) {
                        break;
                    }
                }
            }
            if !item.optional && !matches!(item.what, What::Open | What::Close) {
                break;
            }
        }
        Some(seconds)
    }

    /// The match that starts with the token at `at`.
    pub fn matches<'a>(&self, cx: &'a Context<'a>, at: usize) -> Option<Match<'a>> {
        let mut found = Match {
            cx,
            first: at,
            last: at,
            start: at,
            end: None,
            data: [None; 8],
            taken: 0,
        };
        let end = rest(&self.items, &mut found, at)?;
        found.last = end;
        let extent = found.end.unwrap_or(end);
        found.end = Some(extent);
        (extent > found.start).then_some(found)
    }
}

/// Whether a text can match these items that starts with this word.
fn starts(items: &[Item], sym: Sym) -> bool {
    for item in items {
        if item.first.has(sym) {
            return true;
        }
        if !item.optional && !matches!(item.what, What::Open | What::Close) {
            return false;
        }
    }
    false
}

impl What {
    /// Whether it can take in this word first.
    fn fits(&self, sym: Sym, entry: &Entry) -> bool {
        match self {
            Self::Words(words) => words.contains(&sym),
            Self::Class(classes) => classes.contains(&entry.class),
            Self::Part(part) => part.can_start(entry),
            Self::Open | Self::Close => false,
        }
    }
}

/// A set of words.
#[derive(Clone)]
pub(crate) struct Syms(Vec<u64>);

impl Syms {
    /// No words, of so many.
    pub fn new(len: usize) -> Self {
        Self(vec![0; len / 64 + 1])
    }

    /// Adds a word.
    pub fn insert(&mut self, sym: Sym) {
        if let Some(bits) = self.0.get_mut(usize::from(sym.0) / 64) {
            *bits |= 1 << (sym.0 % 64);
        }
    }

    /// Whether the word is in it.
    pub fn has(&self, sym: Sym) -> bool {
        self.0
            .get(usize::from(sym.0) / 64)
            .is_some_and(|bits| bits >> (sym.0 % 64) & 1 == 1)
    }

    /// Adds the words of another.
    pub fn extend(&mut self, other: &Self) {
        for (bits, more) in self.0.iter_mut().zip(&other.0) {
            *bits |= more;
        }
    }
}

fn rest(items: &[Item], found: &mut Match<'_>, at: usize) -> Option<usize> {
    let Some((item, others)) = items.split_first() else {
        return Some(at);
    };
    let (start, end, taken) = (found.start, found.end, found.taken);
    let marker = matches!(item.what, What::Open | What::Close);
    let fits = || {
        found
            .cx
            .tokens
            .get(at)
            .is_some_and(|token| item.first.has(token.sym))
    };
    if (marker || fits())
        && let Some(next) = one(&item.what, found, at)
        && let Some(last) = rest(others, found, next)
    {
        return Some(last);
    }
    (found.start, found.end, found.taken) = (start, end, taken);
    if item.optional {
        rest(others, found, at)
    } else {
        None
    }
}

/// What the item takes in, whose first word fits.
fn one(what: &What, found: &mut Match<'_>, at: usize) -> Option<usize> {
    match what {
        What::Open => found.start = at,
        What::Close => found.end = Some(at),
        What::Words(_) => return Some(at + 1),
        What::Class(_) => {
            let token = found.cx.tokens.get(at)?;
            if token.class == Class::Zone {
                return Some(at + 1);
            }
            let place = usize::try_from(token.val).ok()?;
            let datum = match token.class {
                Class::Unit | Class::Units => Datum::Unit(*Unit::ALL.get(place)?),
                Class::Season => Datum::Season(*Season::ALL.get(place)?),
                Class::DayPart | Class::DayParts => Datum::DayPart(*DayPart::ALL.get(place)?),
                Class::Weekdays => Datum::Weekday(token.val as i8),
                Class::Decade => Datum::Decade(token.val),
                _ => Datum::Number(token.val),
            };
            found.take(datum)?;
            return Some(at + 1);
        }
        What::Part(part) => {
            let (next, datum) = part.read(found.cx, at)?;
            found.take(datum)?;
            return Some(next);
        }
    }
    Some(at)
}

/// A pattern found in a text.
pub(crate) struct Match<'a> {
    /// What surrounds it.
    pub cx: &'a Context<'a>,
    /// The first token that the pattern took in.
    pub first: usize,
    /// One past the last such token.
    pub last: usize,
    /// The expression's first token.
    pub start: usize,
    end: Option<usize>,
    data: [Option<Datum>; 8],
    taken: usize,
}

/// Getters for what a match took in, the first of its sort.
macro_rules! getters {
    ($($name:ident $variant:ident $type:ty;)*) => {
        $(pub fn $name(&self) -> Option<$type> {
            self.data().find_map(|datum| if let Datum::$variant(it) = datum { Some(it) } else { None })
        })*
    };
}

impl Match<'_> {
    fn take(&mut self, datum: Datum) -> Option<()> {
        *self.data.get_mut(self.taken)? = Some(datum);
        self.taken += 1;
        Some(())
    }

    fn data(&self) -> impl Iterator<Item = Datum> {
        self.data.iter().take(self.taken).flatten().copied()
    }

    getters! {
        count Count Count;
        day Day i8;
        daypart DayPart DayPart;
        decade Decade i32;
        month Month i8;
        number Number i32;
        ordinal Ordinal i32;
        season Season Season;
        unit Unit Unit;
        weekday Weekday i8;
        year Year i16;
    }

    /// The numbers that it took in, in order.
    pub fn numbers(&self) -> impl Iterator<Item = i32> {
        self.data().filter_map(|datum| {
            if let Datum::Number(n) = datum {
                Some(n)
            } else {
                None
            }
        })
    }

    /// The years that it took in, in order.
    pub fn years(&self) -> impl Iterator<Item = i16> {
        self.data()
            .filter_map(|datum| if let Datum::Year(n) = datum { Some(n) } else { None })
    }

    /// Hour and minute of the clock time that it took in.
    pub fn clock(&self) -> Option<(i8, Option<i8>)> {
        self.data().find_map(|d| {
            if let Datum::Clock { hour, minute } = d {
                Some((hour, minute))
            } else {
                None
            }
        })
    }

    /// The modifier of its words: "about", "early".
    pub fn modifier(&self) -> Option<&'static str> {
        self.data()
            .find_map(|d| if let Datum::Modifier(m) = d { m } else { None })
    }

    /// One past the expression's last token.
    pub fn end(&self) -> usize {
        self.end.unwrap_or(self.last)
    }

    /// Whether a token of the match is one of these words (given in lower case).
    pub fn has(&self, words: &[&str]) -> bool {
        (self.first..self.last).any(|at| self.cx.is(at, words))
    }

    /// Whether the token `n` places before the expression (1: just before) is one of these words.
    pub fn after(&self, n: usize, words: &[&str]) -> bool {
        self.start.checked_sub(n).is_some_and(|at| self.cx.is(at, words))
    }

    /// Whether the token `n` places after the expression (1: just after) is one of these words.
    pub fn before(&self, n: usize, words: &[&str]) -> bool {
        self.cx.is(self.end() + n - 1, words)
    }
}
