//! Shares times values: what attention mixes of each row.
//!
//! Shares have 14 bits, so that many small ones aren't lost beside a great one, and values 8; both are kept in 16, two
//! positions beside each other, as processors multiply and add them in pairs.

use multiversion::multiversion;

use super::rows::{Matrix, rounded};
use super::{LANES, Path, ROWS};

/// Positions whose products fit in a sum of 32 bits: 16383 · 127 · 1032 < 2³¹.
const FITS: usize = 1032;

/// Rows of shares, in 16 bits with a scale each. Padded to a multiple of [`ROWS`] rows and to an even width.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shares {
    numbers: Vec<i16>,
    scales: Vec<f32>,
    width: usize,
    stride: usize,
}

impl Shares {
    /// Room for `count` rows of `width` shares.
    pub fn reset(&mut self, count: usize, width: usize) {
        (self.width, self.stride) = (width, width.next_multiple_of(2));
        self.scales.clear();
        // Every number of a row gets written; what stands in rows that aren't there is never used.
        self.numbers.resize(count.next_multiple_of(ROWS) * self.stride, 0);
    }

    /// Fills the next row by `fill`, which gives what all its shares sum to.
    pub fn next(&mut self, fill: impl FnOnce(&mut [i16]) -> f32) {
        let at = self.scales.len() * self.stride;
        let row = self.numbers.get_mut(at..at + self.stride);
        let (row, padding) = row
            .unwrap_or_default()
            .split_at_mut_checked(self.width)
            .unwrap_or_default();
        padding.fill(0);
        self.scales.push(1.0 / fill(row));
    }
}

/// A matrix of values, a row a position: each column in 8 bits with a scale of its own.
///
/// Columns are taken in panels of [`LANES`], rows in pairs: a panel holds, pair after pair, two numbers of each of its columns.
/// What is missing of the last pair or panel is 0.
#[derive(Debug, Clone, Default)]
pub(crate) struct Values {
    numbers: Vec<i16>,
    scales: Vec<f32>,
    inverses: Vec<f32>,
    columns: usize,
    pairs: usize,
}

impl Values {
    /// Quantizes a matrix: each column's greatest magnitude becomes 127.
    pub fn set(&mut self, matrix: Matrix<'_>) {
        (self.columns, self.pairs) = (matrix.width, matrix.count().div_ceil(2));
        let padded = matrix.width.next_multiple_of(LANES);
        self.scales.clear();
        self.scales.resize(padded, 0.0);
        greatest(&matrix, &mut self.scales);
        self.inverses.clear();
        for scale in &mut self.scales {
            let good = *scale > 0.0 && scale.is_finite();
            self.inverses.push(if good { 127.0 / *scale } else { 0.0 });
            *scale = if good { *scale / 127.0 } else { 0.0 };
        }
        let size = self.pairs * 2 * LANES;
        self.numbers.resize(padded * self.pairs * 2, 0);
        let mut rows = matrix.rows();
        for pair in 0..self.pairs {
            let two: [&[f32]; 2] = std::array::from_fn(|_| rows.next().unwrap_or_default());
            for (panel, inverses) in self.inverses.as_chunks::<LANES>().0.iter().enumerate() {
                let at = panel * size + pair * 2 * LANES;
                let numbers = two.map(|row| part(row, panel * LANES));
                if let Some(places) = self.numbers.get_mut(at..at + 2 * LANES) {
                    put_two(&numbers, inverses, places);
                }
            }
        }
    }

    /// The numbers of some of a panel's pairs.
    fn panel(&self, panel: usize, pairs: &std::ops::Range<usize>) -> &[i16] {
        let at = |pair: usize| (panel * self.pairs + pair) * 2 * LANES;
        self.numbers
            .get(at(pairs.start)..at(pairs.end))
            .unwrap_or_default()
    }
}

/// Raises `most` to the greatest magnitude in each column.
#[multiversion(targets("x86_64+avx512f+avx512vl", "x86_64+avx2+fma"))]
fn greatest(matrix: &Matrix<'_>, most: &mut [f32]) {
    for row in matrix.rows() {
        for (most, v) in most.iter_mut().zip(row) {
            let size = v.abs();
            *most = if size > *most { size } else { *most };
        }
    }
}

/// [`LANES`] numbers of a row from `first` on, 0 where there are no more.
fn part(row: &[f32], first: usize) -> [f32; LANES] {
    let row = row.get(first..).unwrap_or_default();
    row.first_chunk().copied().unwrap_or_else(|| {
        let mut part = [0.0; LANES];
        part.iter_mut().zip(row).for_each(|(to, from)| *to = *from);
        part
    })
}

/// Quantizes two rows of a panel and puts them side by side.
#[multiversion(targets("x86_64+avx512f+avx512vl+avx512bw", "x86_64+avx2+fma"))]
fn put_two(numbers: &[[f32; LANES]; 2], inverses: &[f32; LANES], places: &mut [i16]) {
    let Some(places) = places.as_chunks_mut::<2>().0.first_chunk_mut::<LANES>() else {
        return;
    };
    for lane in 0..LANES {
        let [a, b] = [numbers[0][lane], numbers[1][lane]].map(|v| rounded(v * inverses[lane]).cast_signed());
        places[lane] = [i16::from(a), i16::from(b)];
    }
}

/// `out = shares · values`, a row of as many numbers as there are columns every `stride` numbers of `out`.
pub(crate) fn mix(path: Path, shares: &Shares, values: &Values, out: &mut [f32], stride: usize) {
    let fits = shares.width.div_ceil(2) == values.pairs && stride >= values.columns;
    debug_assert!(fits, "shapes of shares and values don't fit");
    if !fits {
        return;
    }
    for first in (0..values.pairs).step_by(FITS / 2) {
        let pairs = first..values.pairs.min(first + FITS / 2);
        for panel in 0..values.columns.div_ceil(LANES) {
            let columns = panel * LANES..values.columns.min((panel + 1) * LANES);
            let scales = values.scales.get(columns.clone()).unwrap_or_default();
            for row in (0..shares.scales.len()).step_by(ROWS) {
                let rows = shares
                    .numbers
                    .get(row * shares.stride + first * 2..)
                    .unwrap_or_default();
                let mut sums = [[0; LANES]; ROWS];
                path.mix(rows, shares.stride, values.panel(panel, &pairs), &mut sums);
                let out = out.get_mut(row * stride + columns.start..).unwrap_or_default();
                let of_rows = shares.scales.get(row..).unwrap_or_default();
                finish(&sums, of_rows, scales, first > 0, out, stride);
            }
        }
    }
}

/// Makes numbers of sums, instead of what is in `out` or added to it.
#[multiversion(targets("x86_64+avx512f+avx512vl", "x86_64+avx2+fma"))]
fn finish(
    sums: &[[i32; LANES]; ROWS],
    rows: &[f32],
    columns: &[f32],
    add: bool,
    out: &mut [f32],
    stride: usize,
) {
    for ((sums, &scale), out) in sums.iter().zip(rows).zip(out.chunks_mut(stride.max(1))) {
        for ((out, &sum), &column) in out.iter_mut().zip(sums).zip(columns) {
            let mixed = sum as f32 * (scale * column);
            *out = if add { *out + mixed } else { mixed };
        }
    }
}

/// Whether there are [`ROWS`] rows of shares for all pairs of values.
#[cfg(target_arch = "x86_64")]
pub(super) fn whole(rows: &[i16], stride: usize, values: &[i16]) -> bool {
    let pairs = values.len() / (2 * LANES);
    let whole = pairs == 0 || rows.len() >= (ROWS - 1) * stride + pairs * 2;
    debug_assert!(whole, "a block of shares isn't whole");
    whole
}

/// Two shares, as one number.
///
/// # Safety
///
/// There are `at + 2` shares.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
pub(super) unsafe fn two(rows: &[i16], at: usize) -> i32 {
    // SAFETY: as asked of the caller.
    unsafe { rows.as_ptr().add(at).cast::<i32>().read_unaligned() }
}

/// The sums of a tile in plain Rust: what the other paths are tested against. Whatever of the rows isn't there counts as
/// nothing.
pub(super) fn portable(rows: &[i16], stride: usize, values: &[i16], sums: &mut [[i32; LANES]; ROWS]) {
    for (row, sums) in rows.chunks(stride.max(1)).zip(sums) {
        for (shares, values) in row
            .as_chunks::<2>()
            .0
            .iter()
            .zip(values.as_chunks::<{ 2 * LANES }>().0)
        {
            for (sum, values) in sums.iter_mut().zip(values.as_chunks::<2>().0) {
                for (&share, &value) in shares.iter().zip(values) {
                    *sum = sum.wrapping_add(i32::from(share) * i32::from(value));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Rows of shares and a row of values for each share.
    fn mixed(path: Path, shares: &[&[i16]], values: &[f32], columns: usize) -> Vec<f32> {
        let mut rows = Shares::default();
        // What was there before doesn't matter.
        rows.reset(7, 5);
        (0..7).for_each(|_| {
            rows.next(|row| {
                row.fill(99);
                1.0
            });
        });
        rows.reset(shares.len(), shares.first().map_or(0, |row| row.len()));
        for shares in shares {
            rows.next(|row| {
                row.copy_from_slice(shares);
                shares.iter().map(|&share| i64::from(share)).sum::<i64>() as f32
            });
        }
        let mut packed = Values::default();
        packed.set(Matrix::new(&[5.0; 99], 3));
        packed.set(Matrix::new(values, columns));
        let mut out = vec![f32::NAN; shares.len() * columns];
        mix(path, &rows, &packed, &mut out, columns);
        out
    }

    proptest! {
        #[test]
        fn every_path_gives_the_same_bytes(
            count in 1usize..30, columns in 1usize..40, shares in proptest::collection::vec(0i16..16384, 30 * 30),
            values in proptest::collection::vec(-9f32..9.0, 30 * 40), full: bool,
        ) {
            let shares: Vec<i16> = shares.into_iter().map(|share| if full { 16383 } else { share }).collect();
            let rows: Vec<&[i16]> = shares.chunks_exact(count).take(count).collect();
            let by = |path| mixed(path, &rows, &values[..count * columns], columns);
            let expected = by(Path::PORTABLE);
            for path in Path::available() {
                prop_assert!(by(path) == expected, "{path:?}");
            }
            for (out, row) in expected.chunks_exact(columns).zip(rows) {
                let sum: f32 = row.iter().map(|&share| f32::from(share)).sum();
                for (column, out) in out.iter().enumerate() {
                    let products = row.iter().enumerate().map(|(at, &share)| f32::from(share) * values[at * columns + column]);
                    prop_assert!((out - products.sum::<f32>() / sum).abs() < 9.0 / 250.0);
                }
            }
        }
    }

    #[test]
    fn sums_of_very_many_positions_fit() {
        let count = 3 * FITS + 1;
        let shares = vec![16383; count];
        for path in Path::available() {
            let out = mixed(path, &[&shares], &vec![-3.0; count * 17], 17);
            assert!(out.iter().all(|v| (v + 3.0).abs() < 1e-4), "{path:?}: {out:?}");
        }
    }
}
