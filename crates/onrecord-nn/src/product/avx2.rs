//! The product with AVX2: 32 products of a byte without a sign and one with, added in pairs to 16 bits.
//!
//! The pairs can't overflow: the byte without a sign is the magnitude of x, and its sign is given to the weight;
//! both are at most 127, and 2 · 127 · 127 is less than 2¹⁵.

#![allow(
    clippy::needless_range_loop,
    reason = "loops over known ranges are laid open, so that registers hold what they index"
)]

use std::arch::x86_64::{
    __m256i, _mm256_abs_epi8, _mm256_add_epi32, _mm256_loadu_si256, _mm256_madd_epi16, _mm256_maddubs_epi16,
    _mm256_set1_epi8, _mm256_set1_epi16, _mm256_set1_epi32, _mm256_setzero_si256, _mm256_sign_epi8,
    _mm256_storeu_si256, _mm256_xor_si256,
};

use super::{LANES, QUAD, ROWS};

/// Rows computed at once: as many as the registers hold.
const BLOCK: usize = 3;

/// As [`super::path::Path::tile`] says. Rows are bytes with 128 added.
#[target_feature(enable = "avx2")]
pub(super) fn tile(
    panels: usize,
    rows: &[u8],
    stride: usize,
    weights: &[i8],
    quads: usize,
    sums: &mut [i32],
) {
    let panel_size = quads * QUAD * LANES;
    let enough = rows.len() >= (ROWS - 1) * stride + quads * QUAD
        && weights.len() >= panels * panel_size
        && sums.len() >= ROWS * panels * LANES;
    debug_assert!(enough, "a block of a product isn't whole");
    if !enough {
        return;
    }
    let (bias, ones) = (_mm256_set1_epi8(-128), _mm256_set1_epi16(1));
    for panel in 0..panels {
        for first in (0..ROWS).step_by(BLOCK) {
            let mut total = [[_mm256_setzero_si256(); 2]; BLOCK];
            for quad in 0..quads {
                let at = panel * panel_size + quad * QUAD * LANES;
                // SAFETY: `at + 64 <= panels * panel_size`, since `panel < panels` and `quad < quads`; that is
                // at most `weights.len()`, as `enough` has it. Two loads of 32 bytes are made.
                let b = unsafe {
                    let from = weights.as_ptr().add(at).cast::<__m256i>();
                    [_mm256_loadu_si256(from), _mm256_loadu_si256(from.add(1))]
                };
                for row in 0..BLOCK {
                    let at = (first + row) * stride + quad * QUAD;
                    // SAFETY: `first + row < ROWS`, so `at + 4 <= (ROWS - 1) * stride + quads * QUAD`, at most
                    // `rows.len()`, as `enough` has it.
                    let x = unsafe { rows.as_ptr().add(at).cast::<i32>().read_unaligned() };
                    let x = _mm256_xor_si256(_mm256_set1_epi32(x), bias);
                    let size = _mm256_abs_epi8(x);
                    for half in 0..2 {
                        let pairs = _mm256_maddubs_epi16(size, _mm256_sign_epi8(b[half], x));
                        total[row][half] = _mm256_add_epi32(total[row][half], _mm256_madd_epi16(pairs, ones));
                    }
                }
            }
            for (row, total) in total.into_iter().enumerate() {
                let at = ((first + row) * panels + panel) * LANES;
                if let Some(sums) = sums.get_mut(at..).and_then(|sums| sums.first_chunk_mut()) {
                    store(total, sums);
                }
            }
        }
    }
}

/// As [`super::path::Path::mix`] says.
#[target_feature(enable = "avx2")]
pub(super) fn mix(rows: &[i16], stride: usize, values: &[i16], sums: &mut [[i32; LANES]; ROWS]) {
    if !super::mix::whole(rows, stride, values) {
        return;
    }
    let mut total = [[_mm256_setzero_si256(); 2]; ROWS];
    for (pair, values) in values.as_chunks::<{ 2 * LANES }>().0.iter().enumerate() {
        // SAFETY: `values` has 32 numbers of 2 bytes, and two times 32 bytes are loaded.
        let values = unsafe {
            let from = values.as_ptr().cast::<__m256i>();
            [_mm256_loadu_si256(from), _mm256_loadu_si256(from.add(1))]
        };
        for row in 0..ROWS {
            // SAFETY: `row < ROWS`, so the two shares end at `(ROWS - 1) * stride + pairs * 2` at most, and `whole` says that
            // there are so many.
            let two = unsafe { super::mix::two(rows, row * stride + pair * 2) };
            let two = _mm256_set1_epi32(two);
            for half in 0..2 {
                let products = _mm256_madd_epi16(two, values[half]);
                total[row][half] = _mm256_add_epi32(total[row][half], products);
            }
        }
    }
    for (total, sums) in total.into_iter().zip(sums) {
        store(total, sums);
    }
}

/// Stores a row's sums of a panel.
#[inline]
#[target_feature(enable = "avx2")]
fn store([low, high]: [__m256i; 2], sums: &mut [i32; LANES]) {
    // SAFETY: `sums` has 16 numbers of 4 bytes, and two times 32 bytes are stored.
    unsafe {
        let to = sums.as_mut_ptr().cast::<__m256i>();
        _mm256_storeu_si256(to, low);
        _mm256_storeu_si256(to.add(1), high);
    }
}
