//! The functions applied to every number.

use multiversion::multiversion;

/// 2^f between -1/2 and 1/2 as c0 + c1·f + … + c4·f⁴, fitted for the least relative error (2.6 parts in 10⁶).
const POWERS: [f32; 5] = [
    0.999_999_3,
    0.693_121_8,
    0.240_247_44,
    0.055_917_863,
    0.009_570_102,
];
/// Added to a number of a magnitude below 2²², this (1.5 · 2²³) rounds it to a whole one, which then lies in the lowest bits.
pub(crate) const ROUND: f32 = 12_582_912.0;
/// The greatest share.
const MOST: f32 = 16383.0;
/// The polynomial of 2^f, times [`MOST`].
pub(crate) const SHARES: [f32; 5] = {
    let [a, b, c, d, e] = POWERS;
    [a * MOST, b * MOST, c * MOST, d * MOST, e * MOST]
};

/// 2^x, times what `powers` are multiplied by, for an `x` with which that is a normal number: the power of a whole number by its
/// bits, the rest by a polynomial (Cody and Waite 1980).
#[inline(always)]
fn exp2(x: f32, powers: &[f32; 5]) -> f32 {
    let moved = x + ROUND;
    let f = x - (moved - ROUND);
    let [a, b, c, d, e] = *powers;
    let p = (((e * f + d) * f + c) * f + b) * f + a;
    f32::from_bits(p.to_bits().wrapping_add(moved.to_bits() << 23))
}

/// GELU by its tanh approximation (Hendrycks and Gimpel 2016), in place.
#[multiversion(targets("x86_64+avx512f+avx512vl", "x86_64+avx2+fma"))]
pub fn gelu(x: &mut [f32]) {
    for v in x {
        // x · (1 + tanh u) / 2 = x / (1 + e^(-2u)), where -2u · log₂ e = x · (-2.302… - 0.102… · x²)
        let power = *v * (-2.302_208_2 - 0.102_943_24 * *v * *v);
        *v /= 1.0 + exp2(power.clamp(-126.0, 126.0), &POWERS);
    }
}

/// From a row of scores, which are powers of two, to shares of 14 bits, the greatest being 16383. Gives what all shares sum to.
pub(crate) fn shares(scores: &[f32], shares: &mut [i16]) -> f32 {
    #[cfg(target_arch = "x86_64")]
    if let Some(avx2) = crate::avx2::Avx2::available() {
        return crate::shares_avx2::shares(avx2, scores, shares);
    }
    plain_shares(scores, shares)
}

/// The same on any processor.
pub(crate) fn plain_shares(scores: &[f32], shares: &mut [i16]) -> f32 {
    let most = scores
        .iter()
        .fold(f32::NEG_INFINITY, |most, &v| if v > most { v } else { most });
    let mut sum = 0;
    for (score, share) in scores.iter().zip(shares) {
        *share = bits(score - most);
        sum += u32::from(share.unsigned_abs());
    }
    sum as f32
}

/// 2^x · 16383, rounded, for an `x` of 0 or less.
#[inline(always)]
fn bits(x: f32) -> i16 {
    // Below that nothing is left; it's what stands for no number, too.
    let x = if x > LEAST { x } else { LEAST };
    // Adding 2²³ moves the whole number into the lowest bits.
    ((exp2(x, &SHARES) + 8_388_608.0).to_bits() & 16383) as i16
}

/// A power of two that leaves no share.
pub(crate) const LEAST: f32 = -24.0;

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
        fn exp2_is_close(x in -80.0f32..80.0) {
            let close = (exp2(x, &POWERS) / x.exp2() - 1.0).abs();
            prop_assert!(close < 4e-6, "{x}: {close}");
        }

        #[test]
        fn gelu_is_close(x in -20.0f32..20.0) {
            let mut got = [x];
            gelu(&mut got);
            let tanh = (0.797_884_6 * (x + 0.044_715 * x.powi(3))).tanh();
            prop_assert!((got[0] - 0.5 * x * (1.0 + tanh)).abs() < 5e-6 * x.abs().max(1.0));
        }

        #[test]
        fn shares_are_those_of_softmax(row in proptest::collection::vec(-30f32..30.0, 1..90)) {
            let n = row.len();
            let mut found = vec![0; n];
            let sum = shares(&row, &mut found);
            let most = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let expected: f32 = row.iter().map(|v| (v - most).exp2()).sum();
            for (v, share) in row.iter().zip(found) {
                prop_assert!((f32::from(share) / sum - (v - most).exp2() / expected).abs() < 1e-3);
            }
        }
    }
}
