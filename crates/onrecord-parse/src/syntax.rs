//! The encoder's states of a sentence's tokens → tags, lemmas and a tree.

use std::ops::Range;

use onrecord_nn::{Embedding, Linear, Weights, WeightsError, dots, gelu};
use onrecord_types::Upos;

use crate::encoder::bucket;
use crate::lemma::{Script, choose};
use crate::pos;
use crate::tokens::Cut;
use crate::tree::tree;

/// What is said of one token.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Analysis {
    pub upos: Upos,
    pub xpos: &'static str,
    /// The likeliest scripts for the lemma, the best first.
    pub scripts: Vec<usize>,
    /// The head's index in the sentence; its own for the root.
    pub head: usize,
    pub deprel: &'static str,
}

/// The heads for tags, lemmas and trees (arcs as Dozat and Manning 2017 score them, with one product).
pub(crate) struct Syntax {
    upos: Linear,
    xpos: Linear,
    lemma: Linear,
    dependent: Linear,
    head: Linear,
    arc: Linear,
    root: Linear,
    distance: Embedding,
    lower: Linear,
    upper: Linear,
    deprel: Linear,
    tags: Vec<&'static str>,
    relations: Vec<&'static str>,
    scripts: Vec<Script>,
}

/// Room for intermediate results.
#[derive(Default)]
pub(crate) struct Room {
    upos: Vec<f32>,
    xpos: Vec<f32>,
    lemma: Vec<f32>,
    dependents: Vec<f32>,
    heads: Vec<f32>,
    arcs: Vec<f32>,
    roots: Vec<f32>,
    lower: Vec<f32>,
    upper: Vec<f32>,
    relations: Vec<f32>,
    scores: Vec<f32>,
}

impl Syntax {
    /// From opened weights.
    pub fn open(weights: &Weights<'static>) -> Result<Self, WeightsError> {
        let list = |name: &str| -> Result<Vec<&'static str>, WeightsError> {
            Ok(weights.text(name)?.split('\n').collect())
        };
        let scripts = list("labels.scripts")?;
        let syntax = Self {
            upos: weights.linear("upos")?,
            xpos: weights.linear("xpos")?,
            lemma: weights.linear("lemma")?,
            dependent: weights.linear("dependent")?,
            head: weights.linear("head")?,
            arc: weights.linear("arc")?,
            root: weights.linear("root")?,
            distance: weights.embedding("arc_distance.weight")?,
            lower: weights.linear("lower")?,
            upper: weights.linear("upper")?,
            deprel: weights.linear("deprel")?,
            tags: list("labels.xpos")?,
            relations: list("labels.deprel")?,
            scripts: scripts
                .iter()
                .map(|notation| Script::new(notation))
                .collect::<Option<_>>()
                .ok_or_else(|| WeightsError::new("a lemma script can't be read"))?,
        };
        let fits = syntax.upos.outputs() == Upos::ALL.len()
            && syntax.xpos.outputs() == syntax.tags.len()
            && syntax.lemma.outputs() == syntax.scripts.len()
            && syntax.deprel.outputs() == syntax.relations.len();
        if fits {
            Ok(syntax)
        } else {
            Err(WeightsError::new("the heads don't fit their lists of labels"))
        }
    }

    /// The lemma of a form that is tagged `xpos`; `known` tells whether something is a word.
    pub fn lemma(&self, analysis: &Analysis, form: &str, xpos: &str, known: impl Fn(&str) -> bool) -> String {
        let likely = analysis
            .scripts
            .iter()
            .filter_map(|&script| Some(self.scripts.get(script)?.apply(form)));
        choose(form, xpos, likely, known)
    }

    /// Analyses the sentences of a window. `first` has the state of each token's first piece, `both` that and
    /// the one of its last.
    pub fn analyse(
        &self,
        first: &[f32],
        both: &[f32],
        Cut { tokens, sentences }: &Cut,
        room: &mut Room,
        out: &mut Vec<Analysis>,
    ) {
        self.upos.apply(both, &mut room.upos);
        self.xpos.apply(both, &mut room.xpos);
        self.lemma.apply(both, &mut room.lemma);
        self.dependent.apply(first, &mut room.dependents);
        gelu(&mut room.dependents);
        self.head.apply(first, &mut room.heads);
        gelu(&mut room.heads);
        self.arc.apply(&room.dependents, &mut room.arcs);
        self.root.apply(&room.dependents, &mut room.roots);
        self.lower.apply(first, &mut room.lower);
        self.upper.apply(first, &mut room.upper);
        let before = out.len();
        for sentence in sentences {
            self.scores(
                tokens.get(sentence.clone()).unwrap_or_default(),
                sentence.start,
                room,
            );
            let heads = tree(&room.scores, sentence.len());
            for (own, head) in heads.into_iter().enumerate() {
                let token = sentence.start + own;
                add_row(
                    &mut room.lower,
                    token,
                    &room.upper,
                    sentence.start + head,
                    self.lower.outputs(),
                );
                let (upos, xpos) = pos::likeliest(
                    row(&room.upos, token, Upos::ALL.len()),
                    row(&room.xpos, token, self.tags.len()),
                    &self.tags,
                    own + 1 == sentence.len(),
                );
                out.push(Analysis {
                    upos,
                    xpos,
                    scripts: likeliest(row(&room.lemma, token, self.scripts.len())),
                    head,
                    deprel: "root",
                });
            }
        }
        gelu(&mut room.lower);
        self.deprel.apply(&room.lower, &mut room.relations);
        let root = self.relations.iter().position(|name| *name == "root");
        let mut token = 0;
        for sentence in sentences {
            for own in 0..sentence.len() {
                let scores = row(&room.relations, token, self.relations.len());
                // Only a root is a root.
                let found = (0..scores.len())
                    .filter(|at| Some(*at) != root)
                    .reduce(|a, b| if scores[b] > scores[a] { b } else { a });
                if let Some(analysis) = out
                    .get_mut(before + token)
                    .filter(|analysis| analysis.head != own)
                {
                    analysis.deprel = found
                        .and_then(|at| self.relations.get(at))
                        .copied()
                        .unwrap_or("dep");
                }
                token += 1;
            }
        }
    }

    /// Fills `room.scores` with a number for each token of a sentence and each head; `first` is the number of
    /// the sentence's first token in the window.
    fn scores(&self, sentence: &[Range<usize>], first: usize, room: &mut Room) {
        let width = self.arc.outputs();
        let scale = 1.0 / (width.max(1) as f32).sqrt();
        room.scores.clear();
        let end = first + sentence.len();
        let heads = room.heads.get(first * width..end * width).unwrap_or_default();
        for (token, words) in sentence.iter().enumerate() {
            let from = room.scores.len();
            room.scores.resize(from + sentence.len(), 0.0);
            let Some(scores) = room.scores.get_mut(from..) else {
                return;
            };
            dots(row(&room.arcs, first + token, width), heads, scores);
            for (head, (score, others)) in scores.iter_mut().zip(sentence).enumerate() {
                if head == token {
                    *score = room.roots.get(first + token).copied().unwrap_or_default();
                } else {
                    let mut bias = [0.0];
                    let distance = others.start as i64 - words.start as i64;
                    self.distance.add_to(bucket(distance), &mut bias);
                    *score = *score * scale + bias[0];
                }
            }
        }
    }
}

fn row(rows: &[f32], at: usize, width: usize) -> &[f32] {
    rows.get(at * width..(at + 1) * width).unwrap_or_default()
}

fn add_row(to: &mut [f32], at: usize, from: &[f32], other: usize, width: usize) {
    if let Some(to) = to.get_mut(at * width..(at + 1) * width) {
        to.iter_mut()
            .zip(row(from, other, width))
            .for_each(|(a, b)| *a += b);
    }
}

/// How much less likely (as a logit) than the best a script for a lemma may be to be tried.
const NEAR: f32 = 4.0;

/// The indices of the greatest number and of at most three that are near it, in order.
fn likeliest(scores: &[f32]) -> Vec<usize> {
    let most = scores.get(best(scores)).copied().unwrap_or_default();
    let mut near: Vec<usize> = (0..scores.len())
        .filter(|&at| scores[at] >= most - NEAR)
        .collect();
    near.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    near.truncate(4);
    near
}

/// The index of the greatest number, the first of several; 0 of none.
pub(crate) fn best(scores: &[f32]) -> usize {
    (1..scores.len()).fold(0, |a, b| if scores[b] > scores[a] { b } else { a })
}
