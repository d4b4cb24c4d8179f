//! What a user's choices change in the cast.

use std::collections::BTreeSet;

use crate::actors::{Cast, mentioned};
use crate::corpus::Corpus;

impl Cast {
    /// Lets an entity of a report be another actor.
    pub fn give(&mut self, report: usize, entity: &str, actor: usize) {
        self.of.insert((report, entity.to_owned()), actor);
    }

    /// Whether any entity is this actor.
    pub fn has_entities(&self, actor: usize) -> bool {
        self.of.values().any(|&of| of == actor)
    }

    /// The reports with an entity that is this actor.
    pub fn reports_of(&self, actor: usize) -> BTreeSet<usize> {
        self.of
            .iter()
            .filter(|(_, of)| **of == actor)
            .map(|((report, _), _)| *report)
            .collect()
    }

    /// Leaves out actors that no entity is any more, and brings the others into the order of their names; where they
    /// are mentioned follows.
    pub fn settle(&mut self, corpus: &Corpus<'_>) {
        let used: BTreeSet<usize> = self.of.values().copied().collect();
        let mut order: Vec<usize> = used.into_iter().collect();
        order.sort_by(|&a, &b| {
            let (a, b) = (&self.actors[a], &self.actors[b]);
            (&a.name, a.kind, &a.reports).cmp(&(&b.name, b.kind, &b.reports))
        });
        let mut place = vec![0; self.actors.len()];
        for (new, &old) in order.iter().enumerate() {
            place[old] = new;
        }
        for actor in self.of.values_mut() {
            *actor = place[*actor];
        }
        self.actors = order.into_iter().map(|old| self.actors[old].clone()).collect();
        self.mentioned = mentioned(corpus, &self.of);
    }
}
