//! From a tile's sums to rows of numbers.

#![allow(
    clippy::needless_range_loop,
    reason = "loops over known ranges are laid open, so that registers hold what they index"
)]

use std::arch::x86_64::{
    __m128, __m256, __m256i, _mm_storeu_ps, _mm256_add_ps, _mm256_castpd_ps, _mm256_castps_pd,
    _mm256_castps256_ps128, _mm256_cvtepi32_ps, _mm256_extractf128_ps, _mm256_loadu_ps, _mm256_loadu_si256,
    _mm256_mul_ps, _mm256_set1_ps, _mm256_setzero_ps, _mm256_unpackhi_pd, _mm256_unpackhi_ps,
    _mm256_unpacklo_pd, _mm256_unpacklo_ps,
};

use super::columns::{GROUP, LANES};
use super::columns_avx2::{Sums, Tile};

/// Makes numbers of the sums, and turns them so that each row's outputs lie together.
#[target_feature(enable = "avx2")]
pub(super) fn finish<const V: usize>(
    tile: &Tile<'_>,
    sums: &Sums,
    out: &mut [f32],
    first: usize,
    stride: usize,
) {
    let (Some(scales), Some(bias)) = (
        tile.scales.first_chunk::<GROUP>(),
        tile.bias.first_chunk::<GROUP>(),
    ) else {
        return;
    };
    let rows = out.len() / stride.max(1);
    for (vector, x_scales) in tile.x_scales.as_chunks::<LANES>().0.iter().take(V).enumerate() {
        // SAFETY: `x_scales` are eight numbers of 4 bytes, which is what is loaded.
        let x_scales = unsafe { _mm256_loadu_ps(x_scales.as_ptr()) };
        let mut of_output = [_mm256_setzero_ps(); GROUP];
        for output in 0..GROUP {
            // SAFETY: as above.
            let sums = unsafe { _mm256_loadu_si256(sums[output][vector].as_ptr().cast::<__m256i>()) };
            let scale = _mm256_mul_ps(x_scales, _mm256_set1_ps(scales[output]));
            let scaled = _mm256_mul_ps(_mm256_cvtepi32_ps(sums), scale);
            of_output[output] = _mm256_add_ps(scaled, _mm256_set1_ps(bias[output]));
        }
        let of_row = turned(of_output);
        let row = vector * LANES;
        let whole = row + LANES <= rows && first + GROUP <= stride;
        if whole {
            for (index, four) in of_row.into_iter().enumerate() {
                // SAFETY: `row + index < rows` and `first + GROUP <= stride`, so that the four numbers end at
                // `rows * stride` at most, and there are that many.
                unsafe { _mm_storeu_ps(out.as_mut_ptr().add((row + index) * stride + first), four) };
            }
            continue;
        }
        for (out, four) in out.chunks_exact_mut(stride.max(1)).skip(row).zip(of_row) {
            let mut numbers = [0.0; GROUP];
            // SAFETY: there are four numbers of 4 bytes, which is what is stored.
            unsafe { _mm_storeu_ps(numbers.as_mut_ptr(), four) };
            out.iter_mut()
                .skip(first)
                .zip(numbers)
                .for_each(|(to, number)| *to = number);
        }
    }
}

/// From four outputs of eight rows to eight rows of four outputs.
#[inline]
#[target_feature(enable = "avx2")]
fn turned([a, b, c, d]: [__m256; GROUP]) -> [__m128; LANES] {
    let ab = _mm256_castps_pd(_mm256_unpacklo_ps(a, b));
    let cd = _mm256_castps_pd(_mm256_unpacklo_ps(c, d));
    let ab_high = _mm256_castps_pd(_mm256_unpackhi_ps(a, b));
    let cd_high = _mm256_castps_pd(_mm256_unpackhi_ps(c, d));
    // Rows 0 and 4, 1 and 5, and so on.
    let p = _mm256_castpd_ps(_mm256_unpacklo_pd(ab, cd));
    let q = _mm256_castpd_ps(_mm256_unpackhi_pd(ab, cd));
    let r = _mm256_castpd_ps(_mm256_unpacklo_pd(ab_high, cd_high));
    let s = _mm256_castpd_ps(_mm256_unpackhi_pd(ab_high, cd_high));
    [
        _mm256_castps256_ps128(p),
        _mm256_castps256_ps128(q),
        _mm256_castps256_ps128(r),
        _mm256_castps256_ps128(s),
        _mm256_extractf128_ps::<1>(p),
        _mm256_extractf128_ps::<1>(q),
        _mm256_extractf128_ps::<1>(r),
        _mm256_extractf128_ps::<1>(s),
    ]
}
