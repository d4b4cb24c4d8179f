//! The product in plain Rust: what the other paths are tested against.

use super::{LANES, QUAD};

/// As [`super::path::Path::tile`] says. Whatever of the rows or weights isn't there counts as nothing.
pub(super) fn tile(
    panels: usize,
    rows: &[u8],
    stride: usize,
    weights: &[i8],
    quads: usize,
    sums: &mut [i32],
) {
    let panel_size = quads * QUAD * LANES;
    for (row, sums) in rows
        .chunks(stride.max(1))
        .zip(sums.chunks_exact_mut(panels * LANES))
    {
        for (panel, sums) in weights
            .chunks_exact(panel_size.max(1))
            .zip(sums.chunks_exact_mut(LANES))
        {
            sums.fill(0);
            for (x, weights) in row.chunks_exact(QUAD).zip(panel.chunks_exact(QUAD * LANES)) {
                for (sum, weights) in sums.iter_mut().zip(weights.chunks_exact(QUAD)) {
                    let products = x
                        .iter()
                        .zip(weights)
                        .map(|(&x, &w)| (i32::from(x) - 128) * i32::from(w));
                    *sum += products.sum::<i32>();
                }
            }
        }
    }
}
