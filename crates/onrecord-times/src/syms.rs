//! Sets of known words.

use crate::lexicon::Sym;

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
