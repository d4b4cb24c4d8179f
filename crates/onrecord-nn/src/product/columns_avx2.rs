//! The tiles of [`super::columns`].

#![allow(
    clippy::needless_range_loop,
    reason = "loops over known ranges are laid open, so that registers hold what they index"
)]

use std::arch::x86_64::{
    __m128i, __m256i, _mm_extract_epi16, _mm_max_epu16, _mm_minpos_epu16, _mm_set1_epi16, _mm_xor_si128,
    _mm256_add_epi16, _mm256_add_epi32, _mm256_adds_epu16, _mm256_castsi256_si128, _mm256_extracti128_si256,
    _mm256_loadu_si256, _mm256_madd_epi16, _mm256_maddubs_epi16, _mm256_max_epu16, _mm256_mullo_epi16,
    _mm256_set1_epi8, _mm256_set1_epi16, _mm256_set1_epi32, _mm256_setzero_si256, _mm256_slli_epi16,
    _mm256_srai_epi16, _mm256_storeu_si256, _mm256_sub_epi16, _mm256_xor_si256,
};

use super::QUAD;
use super::columns::{BLOCK, Extra, GROUP, LANES, VECTORS};
use super::columns_finish::finish;
use crate::avx2::Avx2;

/// The greatest product of two norms' squares for which a sum's magnitude is below 2¹⁵.
const FITS: u64 = 32_767 * 32_767;

/// How many blocks a matrix has in which two are tried together. Rows of many inputs have small numbers, and two blocks nearly always fit; those of few
/// fit now and then, and what a processor guesses wrongly costs more than is saved.
const MANY: usize = 48;

/// Some rows and four outputs.
pub(super) struct Tile<'t> {
    /// Quad after quad, four bytes of each row; a multiple of [`LANES`] rows.
    pub x: &'t [u8],
    /// For each block of quads, the greatest square of a norm.
    pub x_norms: &'t [u32],
    /// A scale a row.
    pub x_scales: &'t [f32],
    pub weights: &'t [i8],
    pub starts: &'t [i32],
    pub norms: &'t [u32],
    /// The whole matrix's.
    pub extras: &'t [Extra],
    pub first_extra: usize,
    pub ends: &'t [usize],
    pub corrections: &'t [i32],
    pub scales: &'t [f32],
    pub bias: &'t [f32],
}

/// The sums of a tile: for each output, those of the rows.
pub(super) type Sums = [[[i32; LANES]; VECTORS]; GROUP];

/// Fills in outputs `first..first + 4` of the tile's rows, as far as there are so many in `out`, whose rows have
/// `stride` numbers.
pub(super) fn apply(_: Avx2, tile: &Tile<'_>, out: &mut [f32], first: usize, stride: usize) {
    let vectors = tile.x_scales.len() / LANES;
    // SAFETY: an `Avx2` is only made where the processor has been asked for AVX2.
    unsafe {
        match vectors {
            0 => {}
            1 => fill::<1>(tile, out, first, stride),
            2 => fill::<2>(tile, out, first, stride),
            _ => fill::<VECTORS>(tile, out, first, stride),
        }
    }
}

/// Fills in the greatest squares of norms for each block of quads.
pub(super) fn norms(_: Avx2, x: &[u8], vectors: usize, norms: &mut [u32]) {
    // SAFETY: as above.
    unsafe { squares(x, vectors, norms) }
}

#[target_feature(enable = "avx2")]
fn fill<const V: usize>(tile: &Tile<'_>, out: &mut [f32], first: usize, stride: usize) {
    let mut sums = [[[0; LANES]; VECTORS]; GROUP];
    for (sums, correction) in sums.iter_mut().zip(tile.corrections) {
        sums.as_flattened_mut().fill(*correction);
    }
    dense::<V>(tile, &mut sums);
    sparse::<V>(tile, &mut sums);
    finish::<V>(tile, &sums, out, first, stride);
}

/// Adds the products with the weights.
#[target_feature(enable = "avx2")]
fn dense<const V: usize>(tile: &Tile<'_>, sums: &mut Sums) {
    let blocks = tile.norms.len();
    let quads = blocks * BLOCK;
    let enough = V <= VECTORS
        && tile.x.len() >= quads * V * LANES * QUAD
        && tile.weights.len() >= quads * GROUP * QUAD
        && tile.starts.len() >= blocks * GROUP
        && tile.x_norms.len() >= blocks;
    debug_assert!(enough, "a tile isn't whole");
    if !enough {
        return;
    }
    let sums = sums.as_mut_ptr().cast::<i32>();
    let mut block = 0;
    while block < blocks {
        let fit = |count: usize| {
            let norms = tile.norms.get(block..block + count);
            let x_norms = tile.x_norms.get(block..block + count);
            norms.zip(x_norms).is_some_and(|(norms, x_norms)| {
                let sum = |of: &[u32]| of.iter().map(|&square| u64::from(square)).sum::<u64>();
                sum(norms) * sum(x_norms) <= FITS
            })
        };
        // Squares of norms add up, so that two blocks may fit together.
        let count = if blocks >= MANY && fit(2) { 2 } else { 1 };
        // SAFETY: `block + count <= blocks`, and `enough` says that there are `blocks` of each.
        unsafe {
            let x = tile.x.as_ptr().add(block * BLOCK * V * LANES * QUAD);
            let weights = tile.weights.as_ptr().add(block * BLOCK * GROUP * QUAD);
            let starts = tile.starts.as_ptr().add(block * GROUP);
            if count == 2 || fit(1) {
                in_16_bits::<V>(x, weights, starts, count, sums);
            } else {
                in_32_bits::<V>(x, weights, sums);
            }
        }
        block += count;
    }
}

/// Adds the products of some blocks where all their sums fit in 16 bits.
///
/// # Safety
///
/// `x` points to `count` times [`BLOCK`] quads of `V` times [`LANES`] rows, `weights` to as many of [`GROUP`] outputs, `starts` to
/// `count` times [`GROUP`] numbers, `sums` to [`Sums`] that nothing else refers to; and `V` is at most [`VECTORS`].
#[inline]
#[target_feature(enable = "avx2")]
unsafe fn in_16_bits<const V: usize>(
    x: *const u8,
    weights: *const i8,
    starts: *const i32,
    count: usize,
    sums: *mut i32,
) {
    let mut pairs = [[_mm256_setzero_si256(); V]; GROUP];
    for output in 0..GROUP {
        // SAFETY: there are so many starts.
        let mut start = unsafe { _mm256_set1_epi32(*starts.add(output)) };
        if count == 2 {
            // SAFETY: as above.
            start = _mm256_add_epi16(start, unsafe { _mm256_set1_epi32(*starts.add(GROUP + output)) });
        }
        for vector in 0..V {
            pairs[output][vector] = start;
        }
    }
    for quad in 0..count * BLOCK {
        let mut of_quad = [_mm256_setzero_si256(); V];
        for vector in 0..V - 1 {
            // SAFETY: these 32 bytes are the `vector`th of the `quad`th of `BLOCK` quads.
            of_quad[vector] = unsafe { load(x.add((quad * V + vector) * LANES * QUAD)) };
        }
        for output in 0..GROUP {
            // SAFETY: these 4 bytes are the `output`th of the `quad`th of `BLOCK` quads.
            let weights = unsafe { spread(weights.add((quad * GROUP + output) * QUAD)) };
            // Kept from output to output, the last would be one more than there are registers.
            // SAFETY: as above.
            of_quad[V - 1] = unsafe { load(x.add(hidden((quad * V + V - 1) * LANES * QUAD))) };
            for vector in 0..V {
                let two = _mm256_maddubs_epi16(of_quad[vector], weights);
                pairs[output][vector] = _mm256_add_epi16(pairs[output][vector], two);
            }
        }
    }
    let ones = _mm256_set1_epi16(1);
    for output in 0..GROUP {
        for vector in 0..V {
            // SAFETY: `output < GROUP` and `vector < V <= VECTORS`, as `add_to` asks.
            unsafe {
                add_to(
                    sums,
                    output,
                    vector,
                    _mm256_madd_epi16(pairs[output][vector], ones),
                )
            };
        }
    }
}

/// Adds a block's products whatever they are.
///
/// # Safety
///
/// As with [`in_16_bits`], for one block.
#[cold]
#[target_feature(enable = "avx2")]
unsafe fn in_32_bits<const V: usize>(x: *const u8, weights: *const i8, sums: *mut i32) {
    let (ones, zero) = (_mm256_set1_epi16(1), _mm256_set1_epi8(-128));
    for quad in 0..BLOCK {
        for output in 0..GROUP {
            // SAFETY: as in `in_16_bits`.
            let weights = unsafe { spread(weights.add((quad * GROUP + output) * QUAD)) };
            let off = _mm256_maddubs_epi16(zero, weights);
            for vector in 0..V {
                // SAFETY: as in `in_16_bits`.
                unsafe {
                    let x = load(x.add((quad * V + vector) * LANES * QUAD));
                    // What is left is at most 2 · 128 · 127.
                    let pairs = _mm256_sub_epi16(_mm256_maddubs_epi16(x, weights), off);
                    add_to(sums, output, vector, _mm256_madd_epi16(pairs, ones));
                }
            }
        }
    }
}

/// The same number, of which the compiler doesn't know that it is: what is loaded from there isn't kept for another load.
#[inline(always)]
fn hidden(mut number: usize) -> usize {
    // SAFETY: no instruction at all.
    unsafe { std::arch::asm!("/* {0} */", inout(reg) number, options(nomem, nostack, preserves_flags)) };
    number
}

/// Loads 32 bytes.
///
/// # Safety
///
/// There are so many.
#[inline]
#[target_feature(enable = "avx2")]
unsafe fn load(from: *const u8) -> __m256i {
    // SAFETY: as asked of the caller.
    unsafe { _mm256_loadu_si256(from.cast::<__m256i>()) }
}

/// Loads four weights, eight times.
///
/// # Safety
///
/// There are so many.
#[inline]
#[target_feature(enable = "avx2")]
unsafe fn spread(from: *const i8) -> __m256i {
    // SAFETY: as asked of the caller.
    unsafe { _mm256_set1_epi32(from.cast::<i32>().read_unaligned()) }
}

/// Adds eight numbers to a tile's sums.
///
/// # Safety
///
/// `sums` is the beginning of [`Sums`] that nothing else refers to, `output` less than [`GROUP`] and `vector` less than
/// [`VECTORS`].
#[inline]
#[target_feature(enable = "avx2")]
unsafe fn add_to(sums: *mut i32, output: usize, vector: usize, more: __m256i) {
    // SAFETY: the eight numbers end at `GROUP * VECTORS * LANES` at most, which is how many there are.
    unsafe {
        let at = sums.add((output * VECTORS + vector) * LANES).cast::<__m256i>();
        _mm256_storeu_si256(at, _mm256_add_epi32(_mm256_loadu_si256(at), more));
    }
}

/// Adds the products with what was taken off the weights.
#[target_feature(enable = "avx2")]
fn sparse<const V: usize>(tile: &Tile<'_>, sums: &mut Sums) {
    let ones = _mm256_set1_epi16(1);
    let mut first = tile.first_extra;
    for (sums, &end) in sums.iter_mut().zip(tile.ends) {
        let extras = tile.extras.get(first..end).unwrap_or_default();
        first = end;
        if extras.is_empty() {
            continue;
        }
        let mut total = [_mm256_setzero_si256(); V];
        for extra in extras {
            let weights = _mm256_set1_epi32(i32::from_ne_bytes(extra.weights.map(i8::cast_unsigned)));
            let at = extra.quad as usize * V * LANES * QUAD;
            let Some(x) = tile.x.get(at..at + V * LANES * QUAD) else {
                continue;
            };
            for vector in 0..V {
                // SAFETY: `x` has `V` times 32 bytes.
                let x = unsafe { load(x.as_ptr().add(vector * LANES * QUAD)) };
                let pairs = _mm256_maddubs_epi16(x, weights);
                total[vector] = _mm256_add_epi32(total[vector], _mm256_madd_epi16(pairs, ones));
            }
        }
        for (sums, total) in sums.iter_mut().zip(total) {
            let at = sums.as_mut_ptr().cast::<__m256i>();
            // SAFETY: `sums` are eight numbers of 4 bytes, which is what is loaded and stored.
            unsafe { _mm256_storeu_si256(at, _mm256_add_epi32(_mm256_loadu_si256(at), total)) };
        }
    }
}

/// The greatest square of a norm of what one sum multiplies, for each block of quads.
#[target_feature(enable = "avx2")]
fn squares(x: &[u8], vectors: usize, norms: &mut [u32]) {
    let zero = _mm256_set1_epi8(-128);
    for (x, norm) in x.chunks_exact((vectors * LANES * QUAD * BLOCK).max(1)).zip(norms) {
        let mut most = _mm256_setzero_si256();
        for vector in 0..vectors {
            let mut sum = _mm256_setzero_si256();
            let of_vector = x.as_chunks::<{ LANES * QUAD }>().0.iter().skip(vector);
            for x in of_vector.step_by(vectors) {
                // SAFETY: `x` has 32 bytes, which is what is loaded.
                let x = unsafe { _mm256_loadu_si256(x.as_ptr().cast::<__m256i>()) };
                let x = _mm256_xor_si256(x, zero);
                let first = _mm256_srai_epi16::<8>(_mm256_slli_epi16::<8>(x));
                let second = _mm256_srai_epi16::<8>(x);
                // Two squares, at most 2 · 128², fit in 16 bits without a sign.
                let two = _mm256_add_epi16(
                    _mm256_mullo_epi16(first, first),
                    _mm256_mullo_epi16(second, second),
                );
                sum = _mm256_adds_epu16(sum, two);
            }
            most = _mm256_max_epu16(most, sum);
        }
        let most = _mm_max_epu16(_mm256_castsi256_si128(most), _mm256_extracti128_si256::<1>(most));
        let least: __m128i = _mm_minpos_epu16(_mm_xor_si128(most, _mm_set1_epi16(-1)));
        let most = 0xffff - _mm_extract_epi16::<0>(least).cast_unsigned();
        // A sum that may have been cut off says nothing.
        *norm = if most == 0xffff { u32::MAX } else { most };
    }
}
