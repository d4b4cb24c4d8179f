//! Rows of floats → rows of bytes with a scale each.

use super::{QUAD, ROWS};
use crate::kernels::ROUND;

/// Rows of floats inside a slice.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Matrix<'x> {
    /// The numbers, from the first row's first on.
    pub numbers: &'x [f32],
    /// How many numbers of each row are meant.
    pub width: usize,
    /// How far apart rows begin.
    pub stride: usize,
}

impl<'x> Matrix<'x> {
    /// Rows that follow one another.
    pub fn new(numbers: &'x [f32], width: usize) -> Self {
        Self {
            numbers,
            width,
            stride: width,
        }
    }

    /// How many whole rows there are.
    pub fn count(&self) -> usize {
        if self.width == 0 || self.numbers.len() < self.width {
            0
        } else {
            (self.numbers.len() - self.width) / self.stride.max(1) + 1
        }
    }

    /// The rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = &'x [f32]> {
        let width = self.width;
        self.numbers
            .chunks(self.stride.max(1))
            .filter_map(move |row| row.get(..width).filter(|row| !row.is_empty()))
    }
}

/// Rows of numbers in 8 bits: a byte less 128, times the row's scale. Padded to a multiple of [`ROWS`] rows,
/// and each row to a multiple of [`QUAD`], with bytes that don't matter: no product of theirs is used.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rows {
    bytes: Vec<u8>,
    scales: Vec<f32>,
    width: usize,
    stride: usize,
}

/// Rows that a kernel computes at once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block<'r> {
    pub bytes: &'r [u8],
    /// How many bytes lie between the beginnings of rows.
    pub stride: usize,
}

/// The byte that stands for 0.
pub(super) const ZERO: u8 = 128;

impl Rows {
    /// Quantizes: each row's greatest magnitude becomes 127.
    #[cfg(test)]
    pub fn of(matrix: Matrix<'_>) -> Self {
        let mut rows = Self::default();
        rows.set(matrix, 1.0);
        rows
    }

    /// Quantizes other rows in the same room, as if multiplied by `factor`.
    pub fn set(&mut self, matrix: Matrix<'_>, factor: f32) {
        let count = matrix.count();
        (self.width, self.stride) = (matrix.width, matrix.width.next_multiple_of(QUAD));
        self.scales.clear();
        self.bytes
            .resize(count.next_multiple_of(ROWS) * self.stride, ZERO);
        for (row, bytes) in matrix.rows().zip(self.bytes.chunks_exact_mut(self.stride.max(1))) {
            self.scales.push(quantize(row, bytes) * factor);
        }
    }

    /// How many numbers a row has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.scales.len()
    }

    /// [`ROWS`] rows from `row` on.
    pub fn block(&self, row: usize) -> Block<'_> {
        let bytes = self.bytes.get(row * self.stride..(row + ROWS) * self.stride);
        Block {
            bytes: bytes.unwrap_or_default(),
            stride: self.stride,
        }
    }

    /// The scales of some rows.
    pub fn scales(&self, row: usize, count: usize) -> &[f32] {
        self.scales.get(row..row + count).unwrap_or_default()
    }
}

/// Fills `bytes` with the numbers of a row divided by the scale that is returned, plus 128, rounded.
pub(super) fn quantize(row: &[f32], bytes: &mut [u8]) -> f32 {
    #[cfg(target_arch = "x86_64")]
    if let Some(avx2) = crate::avx2::Avx2::available() {
        return super::rows_avx2::quantize(avx2, row, bytes);
    }
    plain_quantize(row, bytes)
}

/// The same on any processor.
pub(super) fn plain_quantize(row: &[f32], bytes: &mut [u8]) -> f32 {
    let (whole, rest) = row.as_chunks::<16>();
    let mut most = [0.0f32; 16];
    most.iter_mut()
        .zip(rest)
        .for_each(|(most, v)| *most = most.max(v.abs()));
    for part in whole {
        for (most, v) in most.iter_mut().zip(part) {
            let size = v.abs();
            *most = if size > *most { size } else { *most };
        }
    }
    let most = most.into_iter().fold(0.0, f32::max);
    let Some(bytes) = bytes.get_mut(..row.len()) else {
        return 0.0;
    };
    if !(most > 0.0 && most.is_finite()) {
        bytes.fill(ZERO);
        return 0.0;
    }
    let inverse = 127.0 / most;
    let (whole_bytes, rest_bytes) = bytes.as_chunks_mut::<16>();
    for (bytes, part) in whole_bytes.iter_mut().zip(whole) {
        for i in 0..16 {
            bytes[i] = rounded(part[i] * inverse) ^ ZERO;
        }
    }
    for (byte, v) in rest_bytes.iter_mut().zip(rest) {
        *byte = rounded(v * inverse) ^ ZERO;
    }
    most / 127.0
}

/// The low byte of the nearest whole number (of two, the even one), for numbers of a magnitude below 2²².
#[inline(always)]
pub(crate) fn rounded(v: f32) -> u8 {
    (v + ROUND).to_bits() as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_row_comes_back_to_half_a_step(row in proptest::collection::vec(-50f32..50.0, 1..80)) {
            let rows = Rows::of(Matrix::new(&row, row.len()));
            let scale = rows.scales(0, 1)[0];
            for (v, byte) in row.iter().zip(rows.block(0).bytes) {
                prop_assert!((v - (f32::from(*byte) - 128.0) * scale).abs() <= 0.501 * scale);
            }
        }
    }

    #[test]
    fn rows_may_lie_apart() {
        let numbers = [1.0, 2.0, 9.0, 3.0, 4.0, 9.0, 5.0, 6.0];
        let matrix = Matrix {
            numbers: &numbers,
            width: 2,
            stride: 3,
        };
        assert_eq!(matrix.count(), 3);
        assert_eq!(
            matrix.rows().collect::<Vec<_>>(),
            [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]
        );
    }
}
