//! Which mentions speak of the same: links between head words, found window by window.
//!
//! Word-level coreference (Dobrovolskii 2021): some tokens are taken for heads of mentions; each is linked to the
//! earlier head that it most likely goes on speaking of, or to none; and from a head the first and last token of
//! its mention are found. What grammar says of two mentions (`evidence.rs`, from what `phrase.rs` sees) is added to
//! what the net says. Heads are scored as soon as their window is seen, so a text of any length needs the same memory.

mod chains;
mod evidence;
mod phrase;
mod told;

use std::ops::Range;

use onrecord_nn::{Embedding, Linear, Weights, WeightsError, dots, gelu};
use onrecord_types::Upos;

pub(crate) use self::chains::Chains;
use self::chains::Head;
use self::evidence::{LEAST, TRUST, evidence};
use self::phrase::Phrase;
use crate::encoder::bucket;
use crate::syntax::Analysis;
use crate::tokens::Cut;

/// Of a window's tokens, how many may be heads of mentions: two of five.
const SHARE: (usize, usize) = (2, 5);
/// How many heads back an antecedent may be.
const REACH: usize = 1500;
/// Buckets of the distance between two heads.
const DISTANCES: u32 = 10;
/// Buckets of the distance between a head and an end of its mention, to both sides.
const ENDS: usize = 21;
/// Kinds of heads: pronouns, names, nouns, others.
const KINDS: usize = 4;

/// The heads of the net.
pub(crate) struct Coref {
    mention: Linear,
    score: Linear,
    later: Linear,
    earlier: Linear,
    distance: Embedding,
    kinds: Embedding,
    begin: Linear,
    end: Linear,
    reached: Linear,
    reach: Embedding,
}

/// What a window needs while it is read, kept for the next one.
#[derive(Default)]
pub(crate) struct Room {
    mentions: Vec<f32>,
    scores: Vec<f32>,
    later: Vec<f32>,
    earlier: Vec<f32>,
    begins: Vec<f32>,
    ends: Vec<f32>,
    reached: Vec<f32>,
    kept: Vec<f32>,
    products: Vec<f32>,
}

impl Coref {
    /// From opened weights.
    pub fn open(weights: &Weights<'_>) -> Result<Self, WeightsError> {
        let coref = Self {
            mention: weights.linear("coref.mention")?,
            score: weights.linear("coref.score")?,
            later: weights.linear("coref.later")?,
            earlier: weights.linear("coref.earlier")?,
            distance: weights.embedding("coref.distance.weight")?,
            kinds: weights.embedding("coref.kinds.weight")?,
            begin: weights.linear("coref.begin")?,
            end: weights.linear("coref.end")?,
            reached: weights.linear("coref.reached")?,
            reach: weights.embedding("coref.reach.weight")?,
        };
        let fits = coref.score.outputs() == 1
            && coref.later.outputs() == coref.earlier.outputs()
            && coref.begin.outputs() == coref.reached.outputs()
            && coref.end.outputs() == coref.reached.outputs();
        if fits {
            Ok(coref)
        } else {
            Err(WeightsError::new(
                "the sizes of the coreference nets don't fit one another",
            ))
        }
    }

    /// Adds a window's mentions. `first` has the state of each token's first piece, `analyses` what each token is,
    /// `form` gives a token's first word in lower case; `before` tokens stand before the window's body.
    pub fn link(
        &self,
        first: &[f32],
        Cut { tokens, sentences }: &Cut,
        analyses: &[Analysis],
        form: impl Fn(&Range<usize>) -> String,
        before: usize,
        chains: &mut Chains,
    ) {
        let room = &mut chains.room;
        self.mention.apply(first, &mut room.mentions);
        gelu(&mut room.mentions);
        self.score.apply(&room.mentions, &mut room.scores);
        self.reached.apply(first, &mut room.reached);
        let kept = best(&room.scores, (tokens.len() * SHARE.0 / SHARE.1).max(1));
        let width = first.len().checked_div(tokens.len()).unwrap_or(0);
        room.kept.clear();
        for &token in &kept {
            let state = first.get(token * width..(token + 1) * width);
            room.kept.extend_from_slice(state.unwrap_or_default());
        }
        self.later.apply(&room.kept, &mut room.later);
        self.earlier.apply(&room.kept, &mut room.earlier);
        self.begin.apply(&room.kept, &mut room.begins);
        self.end.apply(&room.kept, &mut room.ends);
        for (at, &token) in kept.iter().enumerate() {
            let (Some(words), Some(analysis)) = (tokens.get(token), analyses.get(token)) else {
                continue;
            };
            let number = sentences.partition_point(|s| s.end <= token);
            let sentence = sentences.get(number).cloned().unwrap_or(token..token + 1);
            let mut mention = self.mention_of(tokens, sentence.clone(), token, at, &chains.room);
            let phrase = Phrase::new(token, &mention, &sentence, tokens, analyses, &form);
            if phrase.stands_alone() {
                mention = token..token + 1;
            } else if phrase::governed(token, &mention, &sentence, analyses) {
                let below = phrase::below(token, &sentence, analyses);
                mention = mention.start.max(below.start)..mention.end.min(below.end);
            }
            let size = self.earlier.outputs();
            let head = Head {
                word: words.start,
                token: token + before,
                sentence: number + chains.sentences,
                kind: kind(analysis.upos),
                phrase,
                score: chains.room.scores.get(token).copied().unwrap_or_default(),
                mention: mention.start + before..mention.end + before,
                entity: None,
            };
            let antecedent = self.antecedent(&head, at, chains);
            chains.add(head, antecedent);
            let vector = chains.room.earlier.get(at * size..(at + 1) * size);
            chains.vectors.extend_from_slice(vector.unwrap_or_default());
            chains.forget(size);
        }
        chains.sentences += sentences.len();
    }

    /// The earlier head that this one, `at` among the window's kept, most likely goes back to, if that is likelier
    /// than none.
    fn antecedent(&self, head: &Head, at: usize, chains: &mut Chains) -> Option<usize> {
        let size = self.earlier.outputs();
        let scale = 1.0 / (size.max(1) as f32).sqrt();
        let Room { later, products, .. } = &mut chains.room;
        products.clear();
        products.resize(chains.heads.len(), 0.0);
        let query = later.get(at * size..(at + 1) * size);
        dots(query.unwrap_or_default(), &chains.vectors, products);
        let mut found: Option<(usize, f32)> = None;
        let candidates = chains.heads.iter().zip(products.iter()).enumerate();
        for (at, (earlier, product)) in candidates.skip(chains.heads.len().saturating_sub(REACH)) {
            let mut bias = [0.0];
            let distance = (head.word - earlier.word.min(head.word)).max(1);
            self.distance
                .add_to(distance.ilog2().min(DISTANCES - 1) as usize, &mut bias);
            let same = head.phrase.word == earlier.phrase.word;
            let kinds = head.kind * KINDS + earlier.kind;
            self.kinds.add_to(kinds * 2 + usize::from(same), &mut bias);
            let net = product * scale + head.score + earlier.score + bias[0];
            if net < LEAST && (!same || head.phrase.stands_alone()) {
                continue;
            }
            let between = head.sentence - earlier.sentence.min(head.sentence);
            let within = earlier.mention.contains(&head.token) || head.mention.contains(&earlier.token);
            let most = found.map_or(0.0, |(_, most)| most);
            let pair = TRUST * net.max(LEAST) + evidence(&head.phrase, &earlier.phrase, between, within);
            if pair <= most {
                continue;
            }
            let told = earlier.entity.and_then(|entity| chains.told.get(entity));
            let logit = pair + told.map_or(0.0, |told| told.against(&head.phrase));
            if logit > most {
                found = Some((at, logit));
            }
        }
        found.map(|(at, _)| at)
    }

    /// The tokens of the mention around a head; `at` is its row among the kept.
    fn mention_of(
        &self,
        tokens: &[Range<usize>],
        sentence: Range<usize>,
        head: usize,
        at: usize,
        room: &Room,
    ) -> Range<usize> {
        let size = self.reached.outputs();
        let scale = 1.0 / (size.max(1) as f32).sqrt();
        let start = |token: usize| tokens.get(token).map_or(0, |words| words.start as i64);
        let best = |queries: &[f32], candidates: Range<usize>, table: usize| {
            let query = queries.get(at * size..(at + 1) * size).unwrap_or_default();
            let mut logits = vec![0.0; candidates.len()];
            let keys = room.reached.get(candidates.start * size..candidates.end * size);
            dots(query, keys.unwrap_or_default(), &mut logits);
            let mut found = (head, f32::NEG_INFINITY);
            for (token, logit) in candidates.zip(logits) {
                let mut bias = [0.0];
                let place = bucket(start(token) - start(head)) + table * ENDS;
                self.reach.add_to(place, &mut bias);
                if logit * scale + bias[0] > found.1 {
                    found = (token, logit * scale + bias[0]);
                }
            }
            found.0
        };
        let first = best(&room.begins, sentence.start..head + 1, 0);
        let last = best(&room.ends, head..sentence.end, 1);
        first..last + 1
    }
}

fn kind(upos: Upos) -> usize {
    match upos {
        Upos::Pron => 0,
        Upos::Propn => 1,
        Upos::Noun => 2,
        _ => KINDS - 1,
    }
}

/// The places of the `count` greatest numbers, in order.
fn best(scores: &[f32], count: usize) -> Vec<usize> {
    let mut places: Vec<usize> = (0..scores.len()).collect();
    places.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    places.truncate(count);
    places.sort_unstable();
    places
}

#[cfg(test)]
mod tests {
    use super::best;

    #[test]
    fn the_best_are_given_in_the_order_of_the_text() {
        assert_eq!(best(&[1.0, 5.0, f32::NAN, 3.0, 4.0], 3), [1, 2, 4]);
        assert!(best(&[], 1).is_empty());
    }
}
