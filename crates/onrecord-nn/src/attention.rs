//! Multi-head attention (Vaswani et al. 2017) in 8 bits.
//!
//! Queries and keys are quantized row by row within each head, values column by column within each head; shares
//! have 14 bits, in two products, so that many small ones aren't lost beside a great one.

use crate::kernels::shares;
use crate::product::{Matrix, Onto, Packed, Path, Rows, product};

/// Room for intermediate results.
#[derive(Debug, Clone, Default)]
pub(crate) struct Attention {
    keys: Packed,
    values: Packed,
    scores: Vec<f32>,
    high: Rows,
    low: Rows,
}

impl Attention {
    /// From rows of query, key and value side by side, each `width` wide, to rows of `width` in `mixed`.
    pub fn apply(
        &mut self,
        qkv: &[f32],
        width: usize,
        heads: usize,
        queries: &mut Rows,
        mixed: &mut Vec<f32>,
    ) {
        let path = Path::best();
        let size = width / heads.max(1);
        let count = qkv.len() / (3 * width).max(1);
        mixed.resize(count * width, 0.0);
        self.scores.resize(count * count, 0.0);
        let scale = 1.0 / (size.max(1) as f32).sqrt();
        for head in 0..heads {
            let part = |which: usize| Matrix {
                numbers: qkv.get(which * width + head * size..).unwrap_or_default(),
                width: size,
                stride: 3 * width,
            };
            queries.set(part(0), scale);
            self.keys.set_transposed(part(1));
            product(path, queries, &self.keys, Onto::Bias, &mut self.scores, count);
            self.high.reset(count, count);
            self.low.reset(count, count);
            for row in self.scores.chunks_exact(count.max(1)) {
                let sum = shares(row, self.high.next(1.0), self.low.next(1.0));
                self.high.scale_last(128.0 / sum);
                self.low.scale_last(1.0 / sum);
            }
            self.values.set(part(2));
            let Some(mixed) = mixed.get_mut(head * size..) else {
                return;
            };
            product(path, &self.high, &self.values, Onto::Bias, mixed, width);
            product(path, &self.low, &self.values, Onto::Found, mixed, width);
        }
    }
}
