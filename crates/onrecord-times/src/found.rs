//! A pattern found in a text, and what its items took in.

use crate::context::Context;
use crate::unit::{Count, DayPart, Season, Unit};

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
    /// One past its last token, where the pattern marks it.
    pub end: Option<usize>,
    /// What the items took in; the first `taken` of them hold.
    pub data: [Option<Datum>; 8],
    /// How many items took something in.
    pub taken: usize,
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
    /// Keeps what an item took in; `None` where there is no more room.
    pub fn take(&mut self, datum: Datum) -> Option<()> {
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

    /// The months that it took in, in order.
    pub fn months(&self) -> impl Iterator<Item = i8> {
        self.data().filter_map(|datum| {
            if let Datum::Month(n) = datum {
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
