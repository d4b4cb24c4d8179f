//! Rows of floats times a matrix that was taken apart beforehand, for processors with AVX2 but no byte products in
//! 32 bits.
//!
//! AVX2 multiplies 32 bytes without a sign (here of x, 128 added) with 32 that have one (weights) and adds the products in
//! pairs, in 16 bits. To be exact and fast, three things are settled before:
//! - *Pairs fit.* What a pair of weights has above 128 together (of one sign) is taken off and kept apart as one of
//!   few [`Extra`]s, so that no pair of products, at most 255 · 128, is cut off at 2¹⁵.
//! - *Sums wrap to the right number.* Pairs are added over [`BLOCK`] quads in 16 bits before they go on in 32. Such a sum,
//!   less the 128 · weights that it begins with, is right modulo 2¹⁶; and by Cauchy and Schwarz its magnitude is
//!   below 2¹⁵ where the norms of x and of the weights say so. Where they don't, pairs are added in 32 bits.
//! - *Rows lie in lanes.* A register holds four inputs of eight rows, a weight is given to all lanes; so a tile is
//!   some rows by four outputs, and rows needn't be a multiple of anything great.

use super::QUAD;
use super::columns_avx2::{self, Tile};
use super::rows::{Matrix, ZERO, quantize};
use super::rows_avx2;
use crate::avx2::Avx2;

/// Outputs in a group: what a tile has.
pub(super) const GROUP: usize = 4;
/// Quads of inputs whose pairs are added in 16 bits.
pub(super) const BLOCK: usize = 4;
/// Rows in a register.
pub(super) const LANES: usize = 8;
/// Registers of rows in a tile, at most.
pub(super) const VECTORS: usize = 3;
/// The most that two weights of a sign may add up to.
const MOST: i32 = 128;

/// A matrix as the tiles read it.
#[derive(Debug, Clone)]
pub(crate) struct Columns {
    avx2: Avx2,
    inputs: usize,
    /// Group after group, quad after quad: four weights of each of four outputs.
    weights: Vec<i8>,
    /// Group after group, block after block, for each of four outputs: -128 times the sum of its weights, modulo 2¹⁶,
    /// for the first two weights of quads in the lower half, and for the others in the upper half.
    starts: Vec<i32>,
    /// Group after group, block after block: the greatest square of the norm of what one sum multiplies.
    norms: Vec<u32>,
    extras: Vec<Extra>,
    /// Where each output's extras end.
    ends: Vec<usize>,
    /// For each output, -128 times the sum of its extras.
    corrections: Vec<i32>,
    scales: Vec<f32>,
    bias: Vec<f32>,
}

/// What was taken off the weights of a quad.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extra {
    pub quad: u32,
    pub weights: [i8; QUAD],
}

/// Rows in bytes, 128 added, as the tiles read them: quad after quad, four bytes of each row.
#[derive(Debug, Clone, Default)]
pub(crate) struct Block {
    row: Vec<u8>,
    bytes: Vec<u8>,
    scales: Vec<f32>,
    /// For each block of quads, the greatest square of the norm of what one sum multiplies.
    norms: Vec<u32>,
}

impl Columns {
    /// From rows of `inputs` weights between -127 and 127, one row an output; there are as many outputs as scales.
    pub fn of_rows(avx2: Avx2, rows: &[i8], inputs: usize, mut scales: Vec<f32>, mut bias: Vec<f32>) -> Self {
        let outputs = scales.len();
        let groups = outputs.div_ceil(GROUP);
        let quads = quads(inputs);
        let mut columns = Self {
            avx2,
            inputs,
            weights: vec![0; groups * quads * QUAD * GROUP],
            starts: vec![0; groups * quads / BLOCK * GROUP],
            norms: vec![0; groups * quads / BLOCK],
            extras: Vec::new(),
            ends: Vec::with_capacity(groups * GROUP),
            corrections: vec![0; groups * GROUP],
            scales: Vec::new(),
            bias: Vec::new(),
        };
        for (output, row) in rows.chunks_exact(inputs.max(1)).take(outputs).enumerate() {
            columns.put(output, quads, row);
            columns.ends.push(columns.extras.len());
        }
        columns.ends.resize(groups * GROUP, columns.extras.len());
        columns.measure();
        scales.resize(groups * GROUP, 0.0);
        bias.resize(groups * GROUP, 0.0);
        Self {
            scales,
            bias,
            ..columns
        }
    }

    /// Puts the weights of an output in their places, less what is too much.
    fn put(&mut self, output: usize, quads: usize, row: &[i8]) {
        let from = output / GROUP * quads * GROUP + output % GROUP;
        let places = self.weights.as_chunks_mut::<QUAD>().0.iter_mut();
        let mut places = places.skip(from).step_by(GROUP);
        let (whole, rest) = row.as_chunks::<QUAD>();
        let mut last = [0; QUAD];
        last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        let last = Some(&last).filter(|_| !rest.is_empty());
        let mut off = 0;
        for (quad, weights) in whole.iter().chain(last).enumerate() {
            let Some(place) = places.next() else { break };
            *place = *weights;
            // Weights that are at most half as great can't be too much.
            if weights.iter().any(|w| w.unsigned_abs() > 64)
                && let Some(weights) = take_off(place)
            {
                off += weights.into_iter().map(i32::from).sum::<i32>();
                let quad = quad as u32;
                self.extras.push(Extra { quad, weights });
            }
        }
        if let Some(correction) = self.corrections.get_mut(output) {
            *correction = -128 * off;
        }
    }

    /// Fills `starts` and `norms` from `weights`.
    fn measure(&mut self) {
        let quads = self.weights.as_chunks::<QUAD>().0;
        let blocks = quads.as_chunks::<{ BLOCK * GROUP }>().0;
        let starts = self.starts.as_chunks_mut::<GROUP>().0;
        for ((weights, starts), norm) in blocks.iter().zip(starts).zip(&mut self.norms) {
            let mut sums = [[0i32; 2]; GROUP];
            let mut squares = [[0u32; 2]; GROUP];
            for of_quad in weights.as_chunks::<GROUP>().0 {
                for (output, quad) in of_quad.iter().enumerate() {
                    for (pair, two) in quad.as_chunks::<2>().0.iter().enumerate() {
                        let [a, b] = two.map(i32::from);
                        sums[output][pair] += a + b;
                        squares[output][pair] += (a * a + b * b).unsigned_abs();
                    }
                }
            }
            for (start, sums) in starts.iter_mut().zip(sums) {
                let [low, high] = sums.map(|sum| u32::from((-128 * sum) as u16));
                *start = (high << 16 | low).cast_signed();
            }
            *norm = squares.into_iter().flatten().fold(0, u32::max);
        }
    }

    /// How many numbers a row that comes in has.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// Fills `out` with rows of `outputs` numbers, as many as `x` has rows of [`Self::inputs`].
    pub fn apply(&self, x: &[f32], outputs: usize, out: &mut [f32], block: &mut Block) {
        let (inputs, quads) = (self.inputs.max(1), quads(self.inputs));
        let rows = x.chunks(inputs * LANES * VECTORS);
        for (x, out) in rows.zip(out.chunks_mut((outputs * LANES * VECTORS).max(1))) {
            block.set(self.avx2, Matrix::new(x, inputs), quads);
            let mut extras = 0;
            for (group, first) in (0..outputs).step_by(GROUP).enumerate() {
                let (blocks, of_group) = (quads / BLOCK, first..first + GROUP);
                let ends = self.ends.get(of_group.clone()).unwrap_or_default();
                let tile = Tile {
                    x: &block.bytes,
                    x_norms: &block.norms,
                    x_scales: &block.scales,
                    weights: part(&self.weights, group, quads * GROUP * QUAD),
                    starts: part(&self.starts, group, blocks * GROUP),
                    norms: part(&self.norms, group, blocks),
                    extras: &self.extras,
                    first_extra: extras,
                    ends,
                    corrections: self.corrections.get(of_group.clone()).unwrap_or_default(),
                    scales: self.scales.get(of_group.clone()).unwrap_or_default(),
                    bias: self.bias.get(of_group).unwrap_or_default(),
                };
                extras = ends.last().copied().unwrap_or(extras);
                columns_avx2::apply(self.avx2, &tile, out, first, outputs);
            }
        }
    }
}

/// Takes what is too much off a quad's pairs, and gives it.
fn take_off(quad: &mut [i8; QUAD]) -> Option<[i8; QUAD]> {
    let mut extra = [0i8; QUAD];
    for (pair, extra) in quad.chunks_exact_mut(2).zip(extra.chunks_exact_mut(2)) {
        let sum = i32::from(pair[0]) + i32::from(pair[1]);
        if i32::from(pair[0]) * i32::from(pair[1]) > 0 && sum.abs() > MOST {
            // At most 254 - 128, which fits; taking it off the greater leaves that its sign, or 1 beside 127.
            let greater = usize::from(pair[1].unsigned_abs() > pair[0].unsigned_abs());
            let off = (sum - MOST * sum.signum()) as i8;
            extra[greater] = off;
            pair[greater] -= off;
        }
    }
    Some(extra).filter(|extra| *extra != [0; QUAD])
}

/// How many quads so many inputs are filled up to.
fn quads(inputs: usize) -> usize {
    inputs.div_ceil(QUAD).next_multiple_of(BLOCK)
}

/// The `index`th part of a length.
fn part<T>(of: &[T], index: usize, length: usize) -> &[T] {
    of.get(index * length..(index + 1) * length).unwrap_or_default()
}

impl Block {
    /// Quantizes up to [`LANES`] · [`VECTORS`] rows. What is missing of rows and inputs counts as 0.
    fn set(&mut self, avx2: Avx2, matrix: Matrix<'_>, quads: usize) {
        let padded = matrix.count().next_multiple_of(LANES);
        let stride = padded * QUAD;
        self.scales.clear();
        self.bytes.resize(stride * quads, ZERO);
        if matrix.width.is_multiple_of(LANES * QUAD) {
            let eights = matrix.numbers.chunks((matrix.width * LANES).max(1));
            for (index, eight) in eights.take(padded / LANES).enumerate() {
                let bytes = self.bytes.get_mut(index * LANES * QUAD..).unwrap_or_default();
                rows_avx2::lanes(avx2, eight, matrix.width, bytes, stride, &mut self.scales);
            }
        } else {
            self.set_any(matrix, padded, quads);
        }
        self.norms.clear();
        self.norms.resize(quads / BLOCK, 0);
        columns_avx2::norms(avx2, &self.bytes, padded / LANES, &mut self.norms);
    }

    /// Quantizes rows of any width.
    fn set_any(&mut self, matrix: Matrix<'_>, padded: usize, quads: usize) {
        self.bytes.fill(ZERO);
        self.row.clear();
        self.row.resize(quads * QUAD, ZERO);
        for (index, row) in matrix.rows().enumerate() {
            let bytes = self.row.get_mut(..row.len()).unwrap_or_default();
            self.scales.push(quantize(row, bytes));
            let places = self.bytes.as_chunks_mut::<QUAD>().0.iter_mut();
            let places = places.skip(index).step_by(padded.max(1));
            for (place, quad) in places.zip(self.row.as_chunks::<QUAD>().0) {
                *place = *quad;
            }
        }
        self.scales.resize(padded, 0.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_of_weights_fit_and_add_up_with_their_extras() {
        let Some(avx2) = Avx2::available() else { return };
        let all: Vec<i8> = (-127..=127).collect();
        let rows: Vec<i8> = all
            .iter()
            .flat_map(|&a| all.iter().flat_map(move |&b| [a, b]))
            .collect();
        let columns = Columns::of_rows(
            avx2,
            &rows,
            2,
            vec![1.0; rows.len() / 2],
            vec![0.0; rows.len() / 2],
        );
        for (output, row) in rows.chunks_exact(2).enumerate() {
            let at = (output / GROUP * quads(2) * GROUP + output % GROUP) * QUAD;
            let kept = &columns.weights[at..at + 2];
            let before = output.checked_sub(1).map_or(0, |before| columns.ends[before]);
            let extra = columns.extras[before..columns.ends[output]]
                .first()
                .map_or([0; 4], |extra| extra.weights);
            for i in 0..2 {
                assert_eq!(i32::from(kept[i]) + i32::from(extra[i]), i32::from(row[i]));
            }
            for sign in [1, -1] {
                let sum = |of: &[i8]| of.iter().map(|&w| (i32::from(w) * sign).max(0)).sum::<i32>();
                assert!(sum(kept) <= 128 && sum(&extra) <= 128, "{row:?}");
            }
        }
    }
}
