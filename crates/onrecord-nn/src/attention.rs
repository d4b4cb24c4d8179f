//! Multi-head attention (Vaswani et al. 2017) in 8 bits.
//!
//! Queries and keys are quantized row by row within each head, values column by column within each head; shares
//! have 14 bits.

use crate::kernels;
use crate::product::{Matrix, Packed, Path, Rows, Shares, Values, mix, product};

/// Room for intermediate results.
#[derive(Debug, Clone, Default)]
pub(crate) struct Attention {
    keys: Packed,
    values: Values,
    scores: Vec<f32>,
    shares: Shares,
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
        // Scores are powers of two, not of e.
        let scale = std::f32::consts::LOG2_E / (size.max(1) as f32).sqrt();
        for head in 0..heads {
            let part = |which: usize| Matrix {
                numbers: qkv.get(which * width + head * size..).unwrap_or_default(),
                width: size,
                stride: 3 * width,
            };
            queries.set(part(0), scale);
            self.keys.set_transposed(part(1));
            product(path, queries, &self.keys, &mut self.scores, count);
            self.shares.reset(count, count);
            for row in self.scores.chunks_exact(count.max(1)) {
                self.shares.next(|shares| kernels::shares(row, shares));
            }
            self.values.set(part(2));
            let Some(mixed) = mixed.get_mut(head * size..) else {
                return;
            };
            mix(path, &self.shares, &self.values, mixed, width);
        }
    }
}
