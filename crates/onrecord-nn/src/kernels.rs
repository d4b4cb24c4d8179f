//! The functions applied to every number.

use multiversion::multiversion;

/// e^x to about 1 part in 10⁷: the power of two by its bits, the rest by a polynomial (Cody and Waite 1980).
#[inline(always)]
fn exp(x: f32) -> f32 {
    let x = x.clamp(-87.0, 88.0);
    // Adding 1.5 · 2²³ rounds to a whole number, which then lies in the lowest bits.
    let moved = x * std::f32::consts::LOG2_E + 12_582_912.0;
    let n = moved - 12_582_912.0;
    let r = x - n * 0.693_359_4 + n * 2.121_944_4e-4;
    let p = 1.987_569_1e-4;
    let p = p * r + 1.398_199_9e-3;
    let p = p * r + 8.333_452e-3;
    let p = p * r + 4.166_579_6e-2;
    let p = p * r + 1.666_666_5e-1;
    let p = p * r + 0.5;
    let p = p * r * r + r + 1.0;
    p * f32::from_bits(moved.to_bits().wrapping_add(127) << 23)
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

/// From a row of scores to shares in two bytes each (the high and the low 7 of 14 bits, both with 128 added), the
/// greatest share being 16383. Gives what all shares sum to.
pub(crate) fn shares(scores: &[f32], high: &mut [u8], low: &mut [u8]) -> f32 {
    #[cfg(target_arch = "x86_64")]
    if let Some(avx2) = crate::avx2::Avx2::available() {
        return crate::shares_avx2::shares(avx2, scores, high, low);
    }
    plain_shares(scores, high, low)
}

/// The same on any processor.
pub(crate) fn plain_shares(scores: &[f32], high: &mut [u8], low: &mut [u8]) -> f32 {
    let (whole, rest) = scores.as_chunks::<16>();
    let mut last = [f32::NEG_INFINITY; 16];
    last.iter_mut().zip(rest).for_each(|(last, v)| *last = *v);
    let mut most = last;
    for part in whole {
        for (m, &v) in most.iter_mut().zip(part) {
            *m = if v > *m { v } else { *m };
        }
    }
    let most = most.into_iter().fold(f32::NEG_INFINITY, f32::max);
    let mut sums = [0u32; 16];
    let (whole_high, rest_high) = high.as_chunks_mut::<16>();
    let (whole_low, rest_low) = low.as_chunks_mut::<16>();
    for ((part, high), low) in whole.iter().zip(whole_high).zip(whole_low) {
        share(part, most, high, low, &mut sums);
    }
    let (mut high, mut low) = ([0; 16], [0; 16]);
    share(&last, most, &mut high, &mut low, &mut sums);
    rest_high.iter_mut().zip(high).for_each(|(to, from)| *to = from);
    rest_low.iter_mut().zip(low).for_each(|(to, from)| *to = from);
    sums.iter().sum::<u32>() as f32
}

#[inline(always)]
fn share(scores: &[f32; 16], most: f32, high: &mut [u8; 16], low: &mut [u8; 16], sums: &mut [u32; 16]) {
    for i in 0..16 {
        // Adding 2²³ moves the whole number into the lowest bits.
        let bits = (exp(scores[i] - most) * 16383.0 + 8_388_608.0).to_bits() & 16383;
        sums[i] += bits;
        high[i] = (bits >> 7) as u8 | 128;
        low[i] = (bits & 127) as u8 | 128;
    }
}

/// The scalar product of `query` with each row of its length; a number for each that `out` has room for.
#[multiversion(targets("x86_64+avx512f+avx512vl", "x86_64+avx2+fma"))]
pub fn dots(query: &[f32], rows: &[f32], out: &mut [f32]) {
    let (whole, rest) = query.as_chunks::<16>();
    for (row, out) in rows.chunks_exact(query.len().max(1)).zip(out) {
        let (row, row_rest) = row.as_chunks::<16>();
        let mut sums = [0.0f32; 16];
        for (a, b) in whole.iter().zip(row) {
            for i in 0..16 {
                sums[i] += a[i] * b[i];
            }
        }
        for ((sum, a), b) in sums.iter_mut().zip(rest).zip(row_rest) {
            *sum += a * b;
        }
        *out = sums.iter().sum();
    }
}

/// Each row of `x` gets mean 0 and variance 1, then `gain` and `bias`, in place (Ba et al. 2016).
#[multiversion(targets("x86_64+avx512f+avx512vl", "x86_64+avx2+fma"))]
pub(crate) fn normalize(x: &mut [f32], gain: &[f32], bias: &[f32]) {
    let n = gain.len().max(1);
    for row in x.chunks_exact_mut(n) {
        let mean = sum(row, |v| v) / n as f32;
        row.iter_mut().for_each(|v| *v -= mean);
        let scale = 1.0 / (sum(row, |v| v * v) / n as f32 + 1e-12).sqrt();
        for ((v, g), b) in row.iter_mut().zip(gain).zip(bias) {
            *v = *v * scale * g + b;
        }
    }
}

/// A sum in 16 lanes, the order in which it is the same on every processor.
#[inline(always)]
fn sum(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let (whole, rest) = row.as_chunks::<16>();
    let mut sums = [0.0f32; 16];
    for part in whole {
        sums.iter_mut().zip(part).for_each(|(s, v)| *s += of(*v));
    }
    sums.iter_mut().zip(rest).for_each(|(s, v)| *s += of(*v));
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
        fn shares_are_those_of_softmax(row in proptest::collection::vec(-30f32..30.0, 1..90)) {
            let n = row.len();
            let (mut high, mut low) = (vec![0; n], vec![0; n]);
            let sum = shares(&row, &mut high, &mut low);
            let most = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let expected: f32 = row.iter().map(|v| (v - most).exp()).sum();
            for (v, (high, low)) in row.iter().zip(high.iter().zip(&low)) {
                let share = f32::from(high - 128) * 128.0 + f32::from(low - 128);
                prop_assert!((share / sum - (v - most).exp() / expected).abs() < 1e-3);
            }
        }
    }
}
