//! Quantizing rows with AVX2, step by step as [`super::rows`] does.

#![allow(
    clippy::needless_range_loop,
    reason = "loops over known ranges are laid open, so that registers hold what they index"
)]

use std::arch::x86_64::{
    __m256, __m256i, _mm256_add_ps, _mm256_and_si256, _mm256_andnot_ps, _mm256_castps_si256, _mm256_loadu_ps,
    _mm256_max_ps, _mm256_mul_ps, _mm256_packus_epi16, _mm256_packus_epi32, _mm256_permute2x128_si256,
    _mm256_permutevar8x32_epi32, _mm256_set1_epi8, _mm256_set1_epi32, _mm256_set1_ps, _mm256_setr_epi32,
    _mm256_setzero_ps, _mm256_setzero_si256, _mm256_storeu_ps, _mm256_storeu_si256, _mm256_unpackhi_epi32,
    _mm256_unpackhi_epi64, _mm256_unpacklo_epi32, _mm256_unpacklo_epi64, _mm256_xor_si256,
};

use super::QUAD;
use super::rows::{ZERO, rounded};
use crate::avx2::Avx2;
use crate::kernels::ROUND;

/// Numbers taken at once.
const STEP: usize = 32;
/// Rows of a vector in [`lanes`].
const ROWS: usize = 8;

/// As [`super::rows::quantize`].
pub(super) fn quantize(_: Avx2, row: &[f32], bytes: &mut [u8]) -> f32 {
    // SAFETY: an `Avx2` is only made where the processor has been asked for AVX2.
    unsafe { quantize_row(row, bytes) }
}

/// Quantizes up to eight rows of `width` numbers, a multiple of 32, so that they lie in lanes: four bytes of each row
/// every `stride` bytes. What is missing of eight rows counts as 0. Adds eight scales.
pub(super) fn lanes(
    _: Avx2,
    rows: &[f32],
    width: usize,
    bytes: &mut [u8],
    stride: usize,
    scales: &mut Vec<f32>,
) {
    // SAFETY: as above.
    unsafe { quantize_lanes(rows, width, bytes, stride, scales) }
}

#[target_feature(enable = "avx2")]
fn quantize_row(row: &[f32], bytes: &mut [u8]) -> f32 {
    let most = greatest(row);
    let Some(bytes) = bytes.get_mut(..row.len()) else {
        return 0.0;
    };
    if !(most > 0.0 && most.is_finite()) {
        bytes.fill(ZERO);
        return 0.0;
    }
    let inverse = 127.0 / most;
    let (whole, rest) = row.as_chunks::<STEP>();
    let (whole_bytes, rest_bytes) = bytes.as_chunks_mut::<STEP>();
    for (part, bytes) in whole.iter().zip(whole_bytes) {
        let packed = pack(part, _mm256_set1_ps(inverse));
        // SAFETY: `bytes` are 32, which is what is stored.
        unsafe { _mm256_storeu_si256(bytes.as_mut_ptr().cast::<__m256i>(), packed) };
    }
    for (byte, v) in rest_bytes.iter_mut().zip(rest) {
        *byte = rounded(v * inverse) ^ ZERO;
    }
    most / 127.0
}

#[target_feature(enable = "avx2")]
fn quantize_lanes(rows: &[f32], width: usize, bytes: &mut [u8], stride: usize, scales: &mut Vec<f32>) {
    let mut inverses = [0.0f32; ROWS];
    let mut row_of = [rows.get(..width).unwrap_or_default(); ROWS];
    for (index, inverse) in inverses.iter_mut().enumerate() {
        let Some(row) = rows.get(index * width..(index + 1) * width) else {
            scales.push(0.0);
            continue;
        };
        row_of[index] = row;
        let most = greatest(row);
        let good = most > 0.0 && most.is_finite();
        *inverse = if good { 127.0 / most } else { 0.0 };
        scales.push(if good { most / 127.0 } else { 0.0 });
    }
    let quads = bytes
        .chunks_mut(stride.max(1))
        .filter_map(|quad| quad.first_chunk_mut::<STEP>());
    let mut quads = quads;
    for at in (0..width).step_by(STEP) {
        let mut packed = [_mm256_set1_epi8(ZERO.cast_signed()); ROWS];
        for ((packed, row), &inverse) in packed.iter_mut().zip(row_of).zip(&inverses) {
            // A row of zeros, of no finite scale or that isn't there: all its bytes stand for 0.
            if inverse > 0.0
                && let Some(part) = row.get(at..).and_then(|row| row.first_chunk::<STEP>())
            {
                *packed = pack(part, _mm256_set1_ps(inverse));
            }
        }
        for (of_quad, quad) in turned(packed).into_iter().zip(&mut quads) {
            // SAFETY: `quad` has 32 bytes, which is what is stored.
            unsafe { _mm256_storeu_si256(quad.as_mut_ptr().cast::<__m256i>(), of_quad) };
        }
    }
}

/// The greatest magnitude of what is a number.
#[inline]
#[target_feature(enable = "avx2")]
fn greatest(row: &[f32]) -> f32 {
    let sign = _mm256_set1_ps(-0.0);
    let (whole, rest) = row.as_chunks::<STEP>();
    let mut most = [_mm256_setzero_ps(); 4];
    for part in whole {
        let four = load(part);
        for i in 0..4 {
            most[i] = _mm256_max_ps(_mm256_andnot_ps(sign, four[i]), most[i]);
        }
    }
    let most = _mm256_max_ps(_mm256_max_ps(most[0], most[1]), _mm256_max_ps(most[2], most[3]));
    let mut of_lanes = [0.0f32; 8];
    // SAFETY: `of_lanes` has eight numbers of 4 bytes, which is what is stored.
    unsafe { _mm256_storeu_ps(of_lanes.as_mut_ptr(), most) };
    let rest = rest.iter().map(|v| v.abs());
    of_lanes.into_iter().chain(rest).fold(0.0, f32::max)
}

#[inline]
#[target_feature(enable = "avx2")]
fn load(from: &[f32; STEP]) -> [__m256; 4] {
    // SAFETY: `from` has 32 numbers of 4 bytes, and four times eight are loaded.
    unsafe {
        let from = from.as_ptr();
        [
            _mm256_loadu_ps(from),
            _mm256_loadu_ps(from.add(8)),
            _mm256_loadu_ps(from.add(16)),
            _mm256_loadu_ps(from.add(24)),
        ]
    }
}

/// 32 numbers times `inverse`, rounded, plus 128, in bytes.
#[inline]
#[target_feature(enable = "avx2")]
fn pack(from: &[f32; STEP], inverse: __m256) -> __m256i {
    let mut words = [_mm256_setzero_si256(); 4];
    let four = load(from);
    for i in 0..4 {
        // As `rounded` does it.
        let moved = _mm256_add_ps(_mm256_mul_ps(four[i], inverse), _mm256_set1_ps(ROUND));
        words[i] = _mm256_and_si256(_mm256_castps_si256(moved), _mm256_set1_epi32(255));
    }
    let [a, b, c, d] = words;
    // Packing goes on within halves of 128 bits; permuting brings the eighths in order.
    let bytes = _mm256_packus_epi16(_mm256_packus_epi32(a, b), _mm256_packus_epi32(c, d));
    let bytes = _mm256_permutevar8x32_epi32(bytes, _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7));
    _mm256_xor_si256(bytes, _mm256_set1_epi8(ZERO.cast_signed()))
}

/// From eight rows of eight quads to eight quads of eight rows.
#[inline]
#[target_feature(enable = "avx2")]
fn turned([a, b, c, d, e, f, g, h]: [__m256i; ROWS]) -> [__m256i; STEP / QUAD] {
    let (ab, ab_high) = (_mm256_unpacklo_epi32(a, b), _mm256_unpackhi_epi32(a, b));
    let (cd, cd_high) = (_mm256_unpacklo_epi32(c, d), _mm256_unpackhi_epi32(c, d));
    let (ef, ef_high) = (_mm256_unpacklo_epi32(e, f), _mm256_unpackhi_epi32(e, f));
    let (gh, gh_high) = (_mm256_unpacklo_epi32(g, h), _mm256_unpackhi_epi32(g, h));
    // Quads 0 and 4, 1 and 5, and so on, of four rows.
    let first = [
        _mm256_unpacklo_epi64(ab, cd),
        _mm256_unpackhi_epi64(ab, cd),
        _mm256_unpacklo_epi64(ab_high, cd_high),
        _mm256_unpackhi_epi64(ab_high, cd_high),
    ];
    let last = [
        _mm256_unpacklo_epi64(ef, gh),
        _mm256_unpackhi_epi64(ef, gh),
        _mm256_unpacklo_epi64(ef_high, gh_high),
        _mm256_unpackhi_epi64(ef_high, gh_high),
    ];
    [
        _mm256_permute2x128_si256::<0x20>(first[0], last[0]),
        _mm256_permute2x128_si256::<0x20>(first[1], last[1]),
        _mm256_permute2x128_si256::<0x20>(first[2], last[2]),
        _mm256_permute2x128_si256::<0x20>(first[3], last[3]),
        _mm256_permute2x128_si256::<0x31>(first[0], last[0]),
        _mm256_permute2x128_si256::<0x31>(first[1], last[1]),
        _mm256_permute2x128_si256::<0x31>(first[2], last[2]),
        _mm256_permute2x128_si256::<0x31>(first[3], last[3]),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::rows::plain_quantize;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bytes_are_the_portable_ones(row in proptest::collection::vec(-50f32..50.0, 0..100), bad in any::<u8>()) {
            let Some(avx2) = Avx2::available() else { return Ok(()) };
            let mut row = row;
            if let Some(v) = row.get_mut(usize::from(bad)) {
                *v = [f32::NAN, f32::INFINITY, 0.0][usize::from(bad) % 3];
            }
            let (mut ours, mut plain) = (vec![7; row.len()], vec![7; row.len()]);
            let (scale, plain_scale) = (quantize(avx2, &row, &mut ours), plain_quantize(&row, &mut plain));
            prop_assert_eq!(scale, plain_scale);
            prop_assert_eq!(ours, plain);
        }

        #[test]
        fn lanes_hold_the_same_bytes(
            x in proptest::collection::vec(-50f32..50.0, 8 * 64), count in 1usize..9, zeros in 0usize..8, more in 0usize..9,
        ) {
            let Some(avx2) = Avx2::available() else { return Ok(()) };
            let mut x = x;
            x[zeros * 64..(zeros + 1) * 64].fill(0.0);
            let (stride, mut scales) = (32 + more * 32, Vec::new());
            let mut bytes = vec![7; 16 * stride];
            lanes(avx2, &x[..count * 64], 64, &mut bytes, stride, &mut scales);
            prop_assert_eq!(scales.len(), 8);
            for row in 0..8 {
                let mut plain = vec![ZERO; 64];
                let scale = x.get(row * 64..(row + 1) * 64).filter(|_| row < count).map_or(0.0, |x| plain_quantize(x, &mut plain));
                prop_assert_eq!(scales[row], scale);
                for (at, byte) in plain.into_iter().enumerate() {
                    prop_assert_eq!(bytes[at / 4 * stride + row * 4 + at % 4], byte);
                }
            }
        }
    }
}
