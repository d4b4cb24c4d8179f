//! Products of 8-bit numbers, exact, with a path for each kind of processor.
//!
//! *rows of floats → rows of bytes → sums in 32 bits → rows of floats.* Rows are quantized one by one when they
//! come (symmetric, 8 bits, as in Jacob et al. 2018 for activations with a scale a row); weights are packed once.
//! Sums of whole numbers have no rounding and no order, so every path gives the same bytes.
//!
//! Matrices that are known beforehand are [`Factor`]s, laid out as the processor's path wants them; attention's come as
//! [`Packed`].

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod columns;
#[cfg(target_arch = "x86_64")]
mod columns_avx2;
#[cfg(target_arch = "x86_64")]
mod columns_finish;
mod factor;
mod mix;
mod packed;
mod path;
mod portable;
mod rows;
#[cfg(target_arch = "x86_64")]
mod rows_avx2;
#[cfg(target_arch = "x86_64")]
mod vnni;

pub(crate) use factor::{Factor, Room};
pub(crate) use mix::{Shares, Values, mix};
pub(crate) use packed::Packed;
pub(crate) use path::Path;
pub(crate) use rows::{Matrix, Rows};

use multiversion::multiversion;

/// Rows that a kernel computes at once. [`Rows`] are padded to a multiple of it.
pub(crate) const ROWS: usize = 6;
/// Outputs in a panel of [`Packed`].
pub(crate) const LANES: usize = 16;
/// Inputs that are multiplied together.
pub(crate) const QUAD: usize = 4;
/// The most panels that a kernel computes at once.
const PANELS: usize = 4;

/// `out = rows · matrix`, a row of `matrix.outputs()` numbers every `stride` numbers of `out`. Rows of another
/// width than the matrix has inputs, or an `out` too short for them, are a fault of the caller: nothing is
/// computed then.
pub(crate) fn product(path: Path, rows: &Rows, matrix: &Packed, out: &mut [f32], stride: usize) {
    let outputs = matrix.outputs();
    let fits = rows.width() == matrix.inputs()
        && stride >= outputs
        && (rows.count() == 0 || out.len() >= (rows.count() - 1) * stride + outputs);
    debug_assert!(fits, "shapes of a product don't fit");
    if !fits || outputs == 0 {
        return;
    }
    let mut sums = [0i32; ROWS * PANELS * LANES];
    let mut panel = 0;
    while panel < matrix.panels() {
        // Four panels, or two, or one, as many as there are.
        let at_once = match matrix.panels() - panel {
            PANELS.. => PANELS,
            2.. => 2,
            _ => 1,
        };
        let weights = matrix.weights(panel, at_once);
        let (first, last) = (panel * LANES, outputs.min((panel + at_once) * LANES));
        for row in (0..rows.count()).step_by(ROWS) {
            let block = rows.block(row);
            path.tile(at_once, block, weights, matrix.corrections(panel), &mut sums);
            let count = ROWS.min(rows.count() - row);
            let Some(out) = out.get_mut(row * stride + first..) else {
                return;
            };
            let tile = Tile {
                sums: &sums,
                width: at_once * LANES,
                rows: rows.scales(row, count),
                columns: matrix.scales(first, last),
                bias: matrix.bias(first, last),
            };
            finish(&tile, out, stride);
        }
        panel += at_once;
    }
}

/// A block of sums, and what makes numbers of them.
struct Tile<'t> {
    sums: &'t [i32],
    /// How many sums a row has.
    width: usize,
    /// A scale a row, for as many rows as are wanted.
    rows: &'t [f32],
    /// A scale a column, for as many columns as are wanted.
    columns: &'t [f32],
    /// An addend a column.
    bias: &'t [f32],
}

#[multiversion(targets("x86_64+avx512f+avx512vl", "x86_64+avx2+fma"))]
fn finish(tile: &Tile<'_>, out: &mut [f32], stride: usize) {
    let sums = tile.sums.chunks_exact(tile.width);
    for ((sums, &scale), out) in sums.zip(tile.rows).zip(out.chunks_mut(stride)) {
        for (((out, &sum), &column), &bias) in out.iter_mut().zip(sums).zip(tile.columns).zip(tile.bias) {
            *out = sum as f32 * (scale * column) + bias;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn product_by(
        path: Path,
        x: &[f32],
        inputs: usize,
        weights: &[i8],
        scales: &[f32],
        bias: &[f32],
    ) -> Vec<f32> {
        let rows = Rows::of(Matrix::new(x, inputs));
        let matrix = Packed::of_rows(weights, inputs, scales.to_vec(), bias.to_vec());
        let mut out = vec![0.5; rows.count() * scales.len()];
        product(path, &rows, &matrix, &mut out, scales.len().max(1));
        out
    }

    proptest! {
        #[test]
        fn every_path_gives_the_same_bytes(
            rows in 0usize..15, inputs in 1usize..70, outputs in 1usize..150, seed in any::<u32>(), extreme: bool,
        ) {
            let mut state = u64::from(seed) | 1;
            let mut next = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 33) as u32
            };
            let mut byte = || match next() {
                n if extreme => if n % 2 == 0 { 127 } else { -127 },
                n => (n % 255) as i16 as i8,
            };
            let weights: Vec<i8> = (0..inputs * outputs).map(|_| byte().max(-127)).collect();
            let x: Vec<f32> = (0..rows * inputs).map(|_| f32::from(byte()) / 3.0).collect();
            let scales: Vec<f32> = (0..outputs).map(|i| 0.01 + i as f32 / 99.0).collect();
            let bias: Vec<f32> = (0..outputs).map(|i| i as f32 / 7.0 - 3.0).collect();
            let expected = product_by(Path::PORTABLE, &x, inputs, &weights, &scales, &bias);
            for path in Path::available() {
                let found = product_by(path, &x, inputs, &weights, &scales, &bias);
                prop_assert!(found == expected, "{path:?}");
            }
        }

        #[test]
        fn it_is_near_the_product_of_the_floats(rows in 1usize..9, inputs in 1usize..40, outputs in 1usize..40, seed in 0u32..999) {
            let number = |i: usize| ((i as u32).wrapping_mul(2_654_435_761).wrapping_add(seed) % 1000) as f32 / 500.0 - 1.0;
            let x: Vec<f32> = (0..rows * inputs).map(number).collect();
            let weights: Vec<i8> = (0..inputs * outputs).map(|i| (number(i + 77) * 127.0) as i8).collect();
            let out = product_by(Path::PORTABLE, &x, inputs, &weights, &vec![1.0 / 127.0; outputs], &vec![0.0; outputs]);
            for r in 0..rows {
                for o in 0..outputs {
                    let sum: f32 = (0..inputs).map(|i| x[r * inputs + i] * f32::from(weights[o * inputs + i]) / 127.0).sum();
                    let close = (out[r * outputs + o] - sum).abs();
                    prop_assert!(close < 0.01 * inputs as f32, "{close}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_number_does_no_harm() {
        let x = [f32::NAN, f32::INFINITY, 1.0, f32::NEG_INFINITY, 0.0, -0.0];
        for path in Path::available() {
            assert_eq!(
                product_by(path, &x, 3, &[1, 2, 3, 4, 5, 6], &[1.0, 1.0], &[0.0, 0.0]).len(),
                4
            );
        }
    }
}
