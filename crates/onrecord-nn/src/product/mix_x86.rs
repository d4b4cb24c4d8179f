//! [`super::mix`]'s tiles with AVX2 and with AVX-512 VNNI.

#![allow(
    clippy::needless_range_loop,
    reason = "loops over known ranges are laid open, so that registers hold what they index"
)]

use std::arch::x86_64::{
    __m256i, __m512i, _mm256_add_epi32, _mm256_loadu_si256, _mm256_madd_epi16, _mm256_set1_epi32,
    _mm256_setzero_si256, _mm256_storeu_si256, _mm512_dpwssd_epi32, _mm512_loadu_si512, _mm512_set1_epi32,
    _mm512_setzero_si512, _mm512_storeu_si512,
};

use super::{LANES, ROWS};

/// Whether there are [`ROWS`] rows of shares for all pairs of values.
fn whole(rows: &[i16], stride: usize, values: &[i16]) -> bool {
    let pairs = values.len() / (2 * LANES);
    let whole = pairs == 0 || rows.len() >= (ROWS - 1) * stride + pairs * 2;
    debug_assert!(whole, "a block of shares isn't whole");
    whole
}

/// As [`super::path::Path::mix`] says.
#[target_feature(enable = "avx2")]
pub(super) fn avx2(rows: &[i16], stride: usize, values: &[i16], sums: &mut [[i32; LANES]; ROWS]) {
    if !whole(rows, stride, values) {
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
            let two = unsafe { share(rows, row * stride + pair * 2) };
            let two = _mm256_set1_epi32(two);
            for half in 0..2 {
                let products = _mm256_madd_epi16(two, values[half]);
                total[row][half] = _mm256_add_epi32(total[row][half], products);
            }
        }
    }
    for (total, sums) in total.iter().zip(sums) {
        // SAFETY: `sums` has 16 numbers of 4 bytes, and two times 32 bytes are stored.
        unsafe {
            let to = sums.as_mut_ptr().cast::<__m256i>();
            _mm256_storeu_si256(to, total[0]);
            _mm256_storeu_si256(to.add(1), total[1]);
        }
    }
}

/// As [`super::path::Path::mix`] says.
#[target_feature(enable = "avx512f,avx512vnni")]
pub(super) fn vnni(rows: &[i16], stride: usize, values: &[i16], sums: &mut [[i32; LANES]; ROWS]) {
    if !whole(rows, stride, values) {
        return;
    }
    let mut total = [_mm512_setzero_si512(); ROWS];
    for (pair, values) in values.as_chunks::<{ 2 * LANES }>().0.iter().enumerate() {
        // SAFETY: `values` has 32 numbers of 2 bytes, which is what is loaded.
        let values = unsafe { _mm512_loadu_si512(values.as_ptr().cast::<__m512i>()) };
        for row in 0..ROWS {
            // SAFETY: as in `avx2`.
            let two = unsafe { share(rows, row * stride + pair * 2) };
            total[row] = _mm512_dpwssd_epi32(total[row], _mm512_set1_epi32(two), values);
        }
    }
    for (total, sums) in total.iter().zip(sums) {
        // SAFETY: `sums` has 16 numbers of 4 bytes, which is what is stored.
        unsafe { _mm512_storeu_si512(sums.as_mut_ptr().cast::<__m512i>(), *total) };
    }
}

/// Two shares, as one number.
///
/// # Safety
///
/// There are `at + 2` shares.
#[inline(always)]
unsafe fn share(rows: &[i16], at: usize) -> i32 {
    // SAFETY: as asked of the caller.
    unsafe { rows.as_ptr().add(at).cast::<i32>().read_unaligned() }
}
