//! The product with AVX-512 VNNI: 64 products of a byte without a sign and one with, in one instruction.

use std::arch::x86_64::{
    __m512i, _mm512_dpbusd_epi32, _mm512_dpwssd_epi32, _mm512_loadu_si512, _mm512_set1_epi32,
    _mm512_setzero_si512, _mm512_storeu_si512,
};

use super::{LANES, PANELS, QUAD, ROWS};

/// As [`super::path::Path::tile`] says. Rows are bytes with 128 added; `corrections` takes that off again.
#[target_feature(enable = "avx512f,avx512vnni")]
pub(super) fn tile<const P: usize>(
    rows: &[u8],
    stride: usize,
    weights: &[i8],
    quads: usize,
    corrections: &[i32],
    sums: &mut [i32; ROWS * PANELS * LANES],
) {
    let enough = rows.len() >= (ROWS - 1) * stride + quads * QUAD
        && weights.len() >= P * quads * QUAD * LANES
        && corrections.len() >= P * LANES
        && P <= PANELS;
    debug_assert!(enough, "a block of a product isn't whole");
    if !enough {
        return;
    }
    let mut total = [[_mm512_setzero_si512(); P]; ROWS];
    for (panel, start) in corrections.chunks_exact(LANES).take(P).enumerate() {
        // SAFETY: `start` has 16 numbers of 4 bytes, which is what is loaded.
        let start = unsafe { _mm512_loadu_si512(start.as_ptr().cast::<__m512i>()) };
        for row in &mut total {
            row[panel] = start;
        }
    }
    let panel_size = quads * QUAD * LANES;
    for quad in 0..quads {
        let mut b = [_mm512_setzero_si512(); P];
        for (panel, b) in b.iter_mut().enumerate() {
            let at = panel * panel_size + quad * QUAD * LANES;
            // SAFETY: `at + 64 <= P * panel_size`, since `panel < P` and `quad < quads`; that is at most
            // `weights.len()`, as `enough` has it.
            *b = unsafe { _mm512_loadu_si512(weights.as_ptr().add(at).cast::<__m512i>()) };
        }
        for (row, total) in total.iter_mut().enumerate() {
            let at = row * stride + quad * QUAD;
            // SAFETY: `at + 4 <= (ROWS - 1) * stride + quads * QUAD`, at most `rows.len()`, as `enough` has it.
            let x = unsafe { rows.as_ptr().add(at).cast::<i32>().read_unaligned() };
            let x = _mm512_set1_epi32(x);
            for (total, &b) in total.iter_mut().zip(&b) {
                *total = _mm512_dpbusd_epi32(*total, x, b);
            }
        }
    }
    for (total, sums) in total.iter().flatten().zip(sums.chunks_exact_mut(LANES)) {
        // SAFETY: `sums` has 16 numbers of 4 bytes, which is what is stored.
        unsafe { _mm512_storeu_si512(sums.as_mut_ptr().cast::<__m512i>(), *total) };
    }
}

/// As [`super::path::Path::mix`] says.
#[target_feature(enable = "avx512f,avx512vnni")]
pub(super) fn mix(rows: &[i16], stride: usize, values: &[i16], sums: &mut [[i32; LANES]; ROWS]) {
    if !super::mix::whole(rows, stride, values) {
        return;
    }
    let mut total = [_mm512_setzero_si512(); ROWS];
    for (pair, values) in values.as_chunks::<{ 2 * LANES }>().0.iter().enumerate() {
        // SAFETY: `values` has 32 numbers of 2 bytes, which is what is loaded.
        let values = unsafe { _mm512_loadu_si512(values.as_ptr().cast::<__m512i>()) };
        for (row, total) in total.iter_mut().enumerate() {
            // SAFETY: `row < ROWS`, so the two shares end at `(ROWS - 1) * stride + pairs * 2` at most, and `whole` says that
            // there are so many.
            let two = unsafe { super::mix::two(rows, row * stride + pair * 2) };
            *total = _mm512_dpwssd_epi32(*total, _mm512_set1_epi32(two), values);
        }
    }
    for (total, sums) in total.iter().zip(sums) {
        // SAFETY: `sums` has 16 numbers of 4 bytes, which is what is stored.
        unsafe { _mm512_storeu_si512(sums.as_mut_ptr().cast::<__m512i>(), *total) };
    }
}
