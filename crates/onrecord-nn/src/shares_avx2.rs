//! [`super::kernels::shares`] with AVX2, step by step the same.

use std::arch::x86_64::{
    __m256, __m256i, _mm_storeu_si128, _mm256_add_epi32, _mm256_add_ps, _mm256_and_si256,
    _mm256_castps_si256, _mm256_castsi256_ps, _mm256_castsi256_si128, _mm256_extracti128_si256,
    _mm256_loadu_ps, _mm256_max_ps, _mm256_min_ps, _mm256_mul_ps, _mm256_or_si256, _mm256_packus_epi16,
    _mm256_packus_epi32, _mm256_permute4x64_epi64, _mm256_set1_epi16, _mm256_set1_epi32, _mm256_set1_ps,
    _mm256_setzero_si256, _mm256_slli_epi32, _mm256_srli_epi16, _mm256_storeu_ps, _mm256_storeu_si256,
    _mm256_sub_ps,
};

use crate::avx2::Avx2;

/// Numbers taken at once.
const STEP: usize = 16;

/// As [`super::kernels::shares`].
pub(crate) fn shares(_: Avx2, scores: &[f32], high: &mut [u8], low: &mut [u8]) -> f32 {
    // SAFETY: an `Avx2` is only made where the processor has been asked for AVX2.
    unsafe { shares_of(scores, high, low) }
}

#[target_feature(enable = "avx2")]
fn shares_of(scores: &[f32], high: &mut [u8], low: &mut [u8]) -> f32 {
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
    let (whole_high, rest_high) = high.as_chunks_mut::<STEP>();
    let (whole_low, rest_low) = low.as_chunks_mut::<STEP>();
    for ((part, high), low) in whole.iter().zip(whole_high).zip(whole_low) {
        sums = _mm256_add_epi32(sums, share(part, most, high, low));
    }
    if !rest.is_empty() {
        let (mut high, mut low) = ([0; STEP], [0; STEP]);
        sums = _mm256_add_epi32(sums, share(&last, most, &mut high, &mut low));
        rest_high.iter_mut().zip(high).for_each(|(to, from)| *to = from);
        rest_low.iter_mut().zip(low).for_each(|(to, from)| *to = from);
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

/// Fills in 16 shares, and gives them added up in eight lanes.
#[inline]
#[target_feature(enable = "avx2")]
fn share(scores: &[f32; STEP], most: __m256, high: &mut [u8; STEP], low: &mut [u8; STEP]) -> __m256i {
    let [a, b] = load(scores);
    let (a, b) = (bits(_mm256_sub_ps(a, most)), bits(_mm256_sub_ps(b, most)));
    let sums = _mm256_add_epi32(a, b);
    // Packing goes on within halves of 128 bits; permuting brings the middle two quarters in order.
    let both = _mm256_permute4x64_epi64::<0b11_01_10_00>(_mm256_packus_epi32(a, b));
    let add = _mm256_set1_epi16(128);
    let of_high = _mm256_or_si256(_mm256_srli_epi16::<7>(both), add);
    let of_low = _mm256_or_si256(_mm256_and_si256(both, _mm256_set1_epi16(127)), add);
    let bytes = _mm256_permute4x64_epi64::<0b11_01_10_00>(_mm256_packus_epi16(of_high, of_low));
    // SAFETY: each has 16 bytes, which is what is stored.
    unsafe {
        _mm_storeu_si128(high.as_mut_ptr().cast(), _mm256_castsi256_si128(bytes));
        _mm_storeu_si128(low.as_mut_ptr().cast(), _mm256_extracti128_si256::<1>(bytes));
    }
    sums
}

/// The 14 bits of e^x · 16383.
#[inline]
#[target_feature(enable = "avx2")]
fn bits(x: __m256) -> __m256i {
    let scaled = _mm256_mul_ps(exp(x), _mm256_set1_ps(16383.0));
    let moved = _mm256_add_ps(scaled, _mm256_set1_ps(8_388_608.0));
    _mm256_and_si256(_mm256_castps_si256(moved), _mm256_set1_epi32(16383))
}

/// As [`super::kernels`]'s.
#[inline]
#[target_feature(enable = "avx2")]
fn exp(x: __m256) -> __m256 {
    let (mul, add, all) = (
        |a, b| _mm256_mul_ps(a, b),
        |a, b| _mm256_add_ps(a, b),
        |v| _mm256_set1_ps(v),
    );
    let x = _mm256_min_ps(all(88.0), _mm256_max_ps(all(-87.0), x));
    let moved = add(mul(x, all(std::f32::consts::LOG2_E)), all(12_582_912.0));
    let n = _mm256_sub_ps(moved, all(12_582_912.0));
    let r = add(
        _mm256_sub_ps(x, mul(n, all(0.693_359_4))),
        mul(n, all(2.121_944_4e-4)),
    );
    let mut p = all(1.987_569_1e-4);
    for next in [1.398_199_9e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_5e-1, 0.5] {
        p = add(mul(p, r), all(next));
    }
    let p = add(add(mul(mul(p, r), r), r), all(1.0));
    let power = _mm256_slli_epi32::<23>(_mm256_add_epi32(
        _mm256_castps_si256(moved),
        _mm256_set1_epi32(127),
    ));
    mul(p, _mm256_castsi256_ps(power))
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
            let (mut high, mut low, mut high_too, mut low_too) = (vec![0; n], vec![0; n], vec![0; n], vec![0; n]);
            let sum = shares(avx2, &row, &mut high, &mut low);
            prop_assert_eq!(sum, crate::kernels::plain_shares(&row, &mut high_too, &mut low_too));
            prop_assert!(high == high_too && low == low_too);
        }
    }
}
