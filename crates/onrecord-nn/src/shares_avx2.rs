//! [`super::kernels::shares`] with AVX2, step by step the same.

use std::arch::x86_64::{
    __m256, __m256i, _mm256_add_epi32, _mm256_add_ps, _mm256_and_si256, _mm256_castps_si256,
    _mm256_castsi256_ps, _mm256_loadu_ps, _mm256_max_ps, _mm256_mul_ps, _mm256_packus_epi32,
    _mm256_permute4x64_epi64, _mm256_set1_epi32, _mm256_set1_ps, _mm256_setzero_si256, _mm256_slli_epi32,
    _mm256_storeu_ps, _mm256_storeu_si256, _mm256_sub_ps,
};

use crate::avx2::Avx2;
use crate::kernels::{LEAST, ROUND, SHARES};

/// Numbers taken at once.
const STEP: usize = 16;

/// As [`super::kernels::shares`].
pub(crate) fn shares(_: Avx2, scores: &[f32], shares: &mut [i16]) -> f32 {
    // SAFETY: an `Avx2` is only made where the processor has been asked for AVX2.
    unsafe { shares_of(scores, shares) }
}

#[target_feature(enable = "avx2")]
fn shares_of(scores: &[f32], shares: &mut [i16]) -> f32 {
    let (whole, rest) = scores.as_chunks::<STEP>();
    let mut last = [f32::NEG_INFINITY; STEP];
    last.iter_mut().zip(rest).for_each(|(last, v)| *last = *v);
    let [mut most, mut most_too] = load(&last);
    for part in whole {
        let [a, b] = load(part);
        (most, most_too) = (_mm256_max_ps(a, most), _mm256_max_ps(b, most_too));
    }
    let mut of_lanes = [0.0f32; 8];
    // SAFETY: `of_lanes` has eight numbers of 4 bytes, which is what is stored.
    unsafe { _mm256_storeu_ps(of_lanes.as_mut_ptr(), _mm256_max_ps(most, most_too)) };
    let most = _mm256_set1_ps(of_lanes.into_iter().fold(f32::NEG_INFINITY, f32::max));
    let mut sums = _mm256_setzero_si256();
    let (whole_shares, rest_shares) = shares.as_chunks_mut::<STEP>();
    for (part, shares) in whole.iter().zip(whole_shares) {
        sums = _mm256_add_epi32(sums, share(part, most, shares));
    }
    if !rest.is_empty() {
        let mut shares = [0; STEP];
        sums = _mm256_add_epi32(sums, share(&last, most, &mut shares));
        rest_shares
            .iter_mut()
            .zip(shares)
            .for_each(|(to, from)| *to = from);
    }
    let mut of_lanes = [0u32; 8];
    // SAFETY: `of_lanes` has eight numbers of 4 bytes, which is what is stored.
    unsafe { _mm256_storeu_si256(of_lanes.as_mut_ptr().cast::<__m256i>(), sums) };
    of_lanes.into_iter().sum::<u32>() as f32
}

#[inline]
#[target_feature(enable = "avx2")]
fn load(from: &[f32; STEP]) -> [__m256; 2] {
    // SAFETY: `from` has 16 numbers of 4 bytes, and two times eight are loaded.
    unsafe {
        [
            _mm256_loadu_ps(from.as_ptr()),
            _mm256_loadu_ps(from.as_ptr().add(8)),
        ]
    }
}

/// Fills in 16 shares and gives eight sums of two.
#[inline]
#[target_feature(enable = "avx2")]
fn share(scores: &[f32; STEP], most: __m256, shares: &mut [i16; STEP]) -> __m256i {
    let [a, b] = load(scores).map(|scores| bits(_mm256_sub_ps(scores, most)));
    // Packing goes on within halves of 128 bits; permuting brings the middle two quarters in order.
    let both = _mm256_permute4x64_epi64::<0b11_01_10_00>(_mm256_packus_epi32(a, b));
    // SAFETY: `shares` has 16 numbers of 2 bytes, which is what is stored.
    unsafe { _mm256_storeu_si256(shares.as_mut_ptr().cast::<__m256i>(), both) };
    _mm256_add_epi32(a, b)
}

/// The 14 bits of 2^x · 16383.
#[inline]
#[target_feature(enable = "avx2")]
fn bits(x: __m256) -> __m256i {
    // What is no number becomes the second of the two, as in `kernels`.
    let x = _mm256_max_ps(x, _mm256_set1_ps(LEAST));
    let moved = _mm256_add_ps(x, _mm256_set1_ps(ROUND));
    let f = _mm256_sub_ps(x, _mm256_sub_ps(moved, _mm256_set1_ps(ROUND)));
    let [first @ .., last] = SHARES;
    let mut p = _mm256_set1_ps(last);
    for next in first.into_iter().rev() {
        p = _mm256_add_ps(_mm256_mul_ps(p, f), _mm256_set1_ps(next));
    }
    let power = _mm256_slli_epi32::<23>(_mm256_castps_si256(moved));
    let scaled = _mm256_castsi256_ps(_mm256_add_epi32(_mm256_castps_si256(p), power));
    let whole = _mm256_add_ps(scaled, _mm256_set1_ps(8_388_608.0));
    _mm256_and_si256(_mm256_castps_si256(whole), _mm256_set1_epi32(16383))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn they_are_the_portable_ones(row in proptest::collection::vec(-200f32..60.0, 0..70)) {
            let Some(avx2) = Avx2::available() else { return Ok(()) };
            let n = row.len();
            let (mut ours, mut plain) = (vec![0; n], vec![0; n]);
            let sum = shares(avx2, &row, &mut ours);
            prop_assert_eq!(sum, crate::kernels::plain_shares(&row, &mut plain));
            prop_assert_eq!(ours, plain);
        }
    }
}
