//! The chains of mentions found so far, and the heads that a later mention may go back to.

use std::ops::Range;

use super::phrase::Phrase;
use super::told::Told;
use super::{REACH, Room};

/// What has been found so far.
#[derive(Default)]
pub(crate) struct Chains {
    /// Entities of two or more mentions, in the order of their first links; mentions are ranges of tokens.
    pub entities: Vec<Vec<Range<usize>>>,
    /// What each of `entities` is.
    pub told: Vec<Told>,
    pub heads: Vec<Head>,
    /// A row for each of `heads`.
    pub vectors: Vec<f32>,
    /// How many sentences stood in the windows before.
    pub sentences: usize,
    pub room: Room,
}

/// The head of a mention that a later one may go back to.
pub(crate) struct Head {
    pub word: usize,
    pub token: usize,
    pub sentence: usize,
    pub kind: usize,
    pub phrase: Phrase,
    pub score: f32,
    pub mention: Range<usize>,
    pub entity: Option<usize>,
}

impl Chains {
    /// Adds a head; `antecedent` is the place of the one that it goes back to.
    pub fn add(&mut self, mut head: Head, antecedent: Option<usize>) {
        if let Some(earlier) = antecedent.and_then(|at| self.heads.get_mut(at)) {
            let entity = *earlier.entity.get_or_insert_with(|| {
                self.entities.push(vec![earlier.mention.clone()]);
                let mut told = Told::default();
                told.add(&earlier.phrase);
                self.told.push(told);
                self.entities.len() - 1
            });
            head.entity = Some(entity);
            if let Some(mentions) = self.entities.get_mut(entity) {
                mentions.push(head.mention.clone());
            }
            if let Some(told) = self.told.get_mut(entity) {
                told.add(&head.phrase);
            }
        }
        self.heads.push(head);
    }

    /// Drops heads that are out of reach, many at a time; a row has `size` numbers.
    pub fn forget(&mut self, size: usize) {
        if self.heads.len() >= 2 * REACH {
            self.heads.drain(..REACH);
            self.vectors.drain(..REACH * size);
        }
    }
}
