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
use crate::found::{Datum, Match};
use crate::lexicon::{Class, Entry, Lexicon, Sym};
use crate::parts::Part;
use crate::syms::Syms;
use crate::unit::{DayPart, Season, Unit};

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
        "DECIMAL" => What::Class(&[Class::Decimal]),
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
