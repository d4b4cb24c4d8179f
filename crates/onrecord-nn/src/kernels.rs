//! Products, and the functions applied to every number.

use multiversion::multiversion;

/// `out = x · weight`.
///
/// `x` has rows of `inputs` numbers, `weight` has `inputs` rows of `outputs` numbers, `out` gets one row of
/// `outputs` numbers for each row of `x`. Slices that don't fit that are cut to whole rows.
pub fn multiply(x: &[f32], weight: &[f32], inputs: usize, outputs: usize, out: &mut [f32]) {
    if inputs == 0 || outputs == 0 {
        return;
    }
    let rows = (x.len() / inputs).min(out.len() / outputs);
    let x_view = View {
        rows,
        columns: inputs,
        stride: inputs,
    };
    let view = View {
        rows: inputs,
        columns: outputs,
        stride: outputs,
    };
    product(x, x_view, weight, view, false, out, outputs);
}

/// The shape of a matrix inside a slice: `rows` rows of `columns` numbers, `stride` numbers apart.
#[derive(Clone, Copy)]
pub(crate) struct View {
    pub rows: usize,
    pub columns: usize,
    pub stride: usize,
}

impl View {
    /// The length of slice that the matrix reaches over.
    fn reach(self) -> usize {
        if self.rows == 0 {
            0
        } else {
            (self.rows - 1) * self.stride + self.columns
        }
    }
}

/// `out = a · b`, where `b` is taken transposed if `transposed`. A matrix that doesn't fit its
/// slice, or shapes that don't fit each other, are a fault of the caller: nothing is computed then.
pub(crate) fn product(
    a: &[f32],
    a_view: View,
    b: &[f32],
    b_view: View,
    transposed: bool,
    out: &mut [f32],
    out_stride: usize,
) {
    let (inner, columns) = if transposed {
        (b_view.columns, b_view.rows)
    } else {
        (b_view.rows, b_view.columns)
    };
    let out_view = View {
        rows: a_view.rows,
        columns,
        stride: out_stride,
    };
    let fits = a_view.columns == inner
        && out_stride >= columns
        && a_view.reach() <= a.len()
        && b_view.reach() <= b.len()
        && out_view.reach() <= out.len();
    debug_assert!(fits, "shapes of a product don't fit");
    if !fits || a_view.rows == 0 || columns == 0 {
        return;
    }
    let (b_row, b_column) = if transposed {
        (1, b_view.stride as isize)
    } else {
        (b_view.stride as isize, 1)
    };
    // SAFETY: `fits` holds: each of the three matrices lies wholly inside its slice (its last number is at
    // `reach() - 1`), the inner sizes agree, and `out` is borrowed mutably, so that it overlaps neither.
    unsafe {
        matrixmultiply::sgemm(
            a_view.rows,
            inner,
            columns,
            1.0,
            a.as_ptr(),
            a_view.stride as isize,
            1,
            b.as_ptr(),
            b_row,
            b_column,
            0.0,
            out.as_mut_ptr(),
            out_stride as isize,
            1,
        );
    }
}

/// e^x to about 1 part in 10⁷: the power of two by its bits, the rest by a polynomial (Cody and Waite 1980).
#[inline(always)]
fn exp(x: f32) -> f32 {
    let x = x.clamp(-87.0, 88.0);
    let n = (x * std::f32::consts::LOG2_E + 12_582_912.0) - 12_582_912.0; // rounds to a whole number
    let r = x - n * 0.693_359_4 + n * 2.121_944_4e-4;
    let p = 1.987_569_1e-4;
    let p = p * r + 1.398_199_9e-3;
    let p = p * r + 8.333_452e-3;
    let p = p * r + 4.166_579_6e-2;
    let p = p * r + 1.666_666_5e-1;
    let p = p * r + 0.5;
    let p = p * r * r + r + 1.0;
    p * f32::from_bits((((n as i32) + 127) << 23) as u32)
}

/// GELU by its tanh approximation (Hendrycks and Gimpel 2016), in place.
#[multiversion(targets("x86_64+avx512f+avx512vl", "x86_64+avx2+fma"))]
pub fn gelu(x: &mut [f32]) {
    for v in x {
        // x · (1 + tanh u) / 2 = x / (1 + e^(-2u))
        let u = 0.797_884_6 * (*v + 0.044_715 * *v * *v * *v);
        *v /= 1.0 + exp(-2.0 * u);
    }
}

/// Each row of `columns` numbers, times `scale`, becomes shares that sum to 1, in place.
#[multiversion(targets("x86_64+avx512f+avx512vl", "x86_64+avx2+fma"))]
pub fn softmax(x: &mut [f32], columns: usize, scale: f32) {
    for row in x.chunks_exact_mut(columns.max(1)) {
        let mut most = [f32::NEG_INFINITY; 16];
        for part in row.chunks(16) {
            for (m, &v) in most.iter_mut().zip(part) {
                *m = if v > *m { v } else { *m };
            }
        }
        let most = most.into_iter().fold(f32::NEG_INFINITY, f32::max);
        let mut sums = [0.0f32; 16];
        for part in row.chunks_mut(16) {
            for (s, v) in sums.iter_mut().zip(part) {
                *v = exp((*v - most) * scale);
                *s += *v;
            }
        }
        let share = 1.0 / sums.iter().sum::<f32>();
        row.iter_mut().for_each(|v| *v *= share);
    }
}

/// Adds `bias` to every row of `x`, in place.
pub(crate) fn add_bias(x: &mut [f32], bias: &[f32]) {
    for row in x.chunks_exact_mut(bias.len().max(1)) {
        row.iter_mut().zip(bias).for_each(|(v, b)| *v += b);
    }
}

/// Each row of `x` gets mean 0 and variance 1, then `gain` and `bias`, in place (Ba et al. 2016).
#[multiversion(targets("x86_64+avx512f+avx512vl", "x86_64+avx2+fma"))]
pub(crate) fn normalize(x: &mut [f32], gain: &[f32], bias: &[f32]) {
    let n = gain.len().max(1);
    for row in x.chunks_exact_mut(n) {
        let mean = sum(row) / n as f32;
        row.iter_mut().for_each(|v| *v -= mean);
        let mut squares = [0.0f32; 16];
        for part in row.chunks(16) {
            squares.iter_mut().zip(part).for_each(|(s, v)| *s += v * v);
        }
        let scale = 1.0 / (squares.iter().sum::<f32>() / n as f32 + 1e-12).sqrt();
        for ((v, g), b) in row.iter_mut().zip(gain).zip(bias) {
            *v = *v * scale * g + b;
        }
    }
}

#[inline(always)]
fn sum(row: &[f32]) -> f32 {
    let mut sums = [0.0f32; 16];
    for part in row.chunks(16) {
        sums.iter_mut().zip(part).for_each(|(s, v)| *s += v);
    }
    sums.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn exp_is_close(x in -80.0f32..80.0) {
            let close = (exp(x) / x.exp() - 1.0).abs();
            prop_assert!(close < 1e-6, "{x}: {close}");
        }

        #[test]
        fn gelu_is_close(x in -20.0f32..20.0) {
            let mut got = [x];
            gelu(&mut got);
            let tanh = (0.797_884_6 * (x + 0.044_715 * x.powi(3))).tanh();
            prop_assert!((got[0] - 0.5 * x * (1.0 + tanh)).abs() < 2e-6 * x.abs().max(1.0));
        }

        #[test]
        fn softmax_sums_to_one(row in proptest::collection::vec(-30.0f32..30.0, 1..50)) {
            let (mut got, n) = (row.clone(), row.len());
            softmax(&mut got, n, 0.5);
            prop_assert!((got.iter().sum::<f32>() - 1.0).abs() < 1e-5);
        }

        #[test]
        fn multiply_is_the_sum_of_products(
            rows in 0usize..5, inputs in 1usize..9, outputs in 1usize..9, seed in 0u32..1000,
        ) {
            let number = |i: usize| ((i as u32).wrapping_mul(2_654_435_761).wrapping_add(seed) % 17) as f32 - 8.0;
            let x: Vec<f32> = (0..rows * inputs).map(number).collect();
            let w: Vec<f32> = (0..outputs * inputs).map(|i| number(i + 99)).collect();
            let mut out = vec![0.0; rows * outputs];
            multiply(&x, &w, inputs, outputs, &mut out);
            for r in 0..rows {
                for o in 0..outputs {
                    let expected: f32 = (0..inputs).map(|i| x[r * inputs + i] * w[i * outputs + o]).sum();
                    prop_assert_eq!(out[r * outputs + o], expected);
                }
            }
        }
    }
}
