//! Matrices laid out as the kernels read them.

use multiversion::multiversion;

use super::rows::{Matrix, rounded};
use super::{LANES, QUAD};

/// A matrix in 8 bits with a scale and a bias an output.
///
/// Outputs are taken in panels of 16, inputs in fours: a panel holds, four inputs after four, the weights of its
/// 16 outputs for these, four bytes an output. What is missing of the last four is 0; what is missing of
/// the last panel may be anything, since no sum of it is used.
#[derive(Debug, Clone, Default)]
pub(crate) struct Packed {
    weights: Vec<i8>,
    /// For each output, -128 times the sum of its weights: what takes off the 128 that is added to each input.
    corrections: Vec<i32>,
    scales: Vec<f32>,
    bias: Vec<f32>,
    inputs: usize,
}

impl Packed {
    /// From rows of `inputs` weights, one row an output; there are as many outputs as scales.
    pub fn of_rows(rows: &[i8], inputs: usize, scales: Vec<f32>, bias: Vec<f32>) -> Self {
        let mut packed = Self::default();
        packed.reset(scales.len(), inputs);
        (packed.scales, packed.bias) = (scales, bias);
        for (output, row) in rows
            .chunks_exact(inputs.max(1))
            .take(packed.outputs())
            .enumerate()
        {
            packed.put(output, row.iter().copied());
        }
        packed
    }

    /// Packs the transposed matrix: each row becomes an output, quantized with its own scale, without bias.
    pub fn set_transposed(&mut self, matrix: Matrix<'_>) {
        self.reset(matrix.count(), matrix.width);
        for (output, row) in matrix.rows().enumerate() {
            let scale = scale(row.iter().copied());
            self.scales.push(scale);
            let inverse = inverse(scale);
            self.put(output, row.iter().map(|v| rounded(v * inverse).cast_signed()));
        }
        self.bias.resize(self.scales.len(), 0.0);
    }

    /// Packs the matrix as it is: each column is an output, quantized with its own scale, without bias.
    pub fn set(&mut self, matrix: Matrix<'_>) {
        self.reset(matrix.width, matrix.count());
        let mut most = vec![0.0f32; matrix.width];
        for row in matrix.rows() {
            for (most, v) in most.iter_mut().zip(row) {
                let size = v.abs();
                *most = if size > *most { size } else { *most };
            }
        }
        self.scales.extend(
            most.iter()
                .map(|most| most / 127.0)
                .map(|s| if s.is_finite() { s } else { 0.0 }),
        );
        self.bias.resize(self.scales.len(), 0.0);
        let mut inverses: Vec<f32> = self.scales.iter().map(|&scale| inverse(scale)).collect();
        // What is missing of the last panel, and of the last four rows, is 0.
        inverses.resize(self.corrections.len(), 0.0);
        let panel_size = self.panel_size();
        let part = |row: Option<&[f32]>, first: usize| {
            let mut part = [0.0f32; LANES];
            let found = row.and_then(|row| row.get(first..)).unwrap_or_default();
            part.iter_mut().zip(found).for_each(|(to, from)| *to = *from);
            part
        };
        let mut rows = matrix.rows();
        for quad in 0..matrix.count().div_ceil(QUAD) {
            let four: [Option<&[f32]>; QUAD] = std::array::from_fn(|_| rows.next());
            let corrections = self.corrections.as_chunks_mut::<LANES>().0;
            for (panel, (inverses, corrections)) in inverses
                .as_chunks::<LANES>()
                .0
                .iter()
                .zip(corrections)
                .enumerate()
            {
                let at = panel * panel_size + quad * QUAD * LANES;
                let Some(weights) = self.weights.get_mut(at..at + QUAD * LANES) else {
                    return;
                };
                let numbers = four.map(|row| part(row, panel * LANES));
                put_four(&numbers, inverses, weights, corrections);
            }
        }
    }

    fn reset(&mut self, outputs: usize, inputs: usize) {
        self.inputs = inputs;
        let padded = outputs.next_multiple_of(LANES);
        self.weights.resize(padded * inputs.next_multiple_of(QUAD), 0);
        if !inputs.is_multiple_of(QUAD) {
            // Rows have any bytes where inputs are missing of the last four: these count for nothing.
            let size = self.panel_size();
            for panel in self.weights.chunks_exact_mut(size) {
                panel
                    .iter_mut()
                    .rev()
                    .take(QUAD * LANES)
                    .for_each(|weight| *weight = 0);
            }
        }
        self.corrections.clear();
        self.corrections.resize(padded, 0);
        self.scales.clear();
        self.bias.clear();
    }

    fn put(&mut self, output: usize, row: impl Iterator<Item = i8>) {
        let start = output / LANES * self.panel_size() + output % LANES * QUAD;
        let mut sum = 0;
        let mut row = row.fuse();
        for quad in 0..self.inputs.div_ceil(QUAD) {
            let bytes: [i8; QUAD] = std::array::from_fn(|_| row.next().unwrap_or(0));
            let at = start + quad * QUAD * LANES;
            if let Some(weights) = self.weights.get_mut(at..at + QUAD) {
                weights.copy_from_slice(&bytes);
            }
            sum += bytes.into_iter().map(i32::from).sum::<i32>();
        }
        if let Some(correction) = self.corrections.get_mut(output) {
            *correction = -128 * sum;
        }
    }

    /// How many bytes a panel has.
    fn panel_size(&self) -> usize {
        self.inputs.next_multiple_of(QUAD) * LANES
    }

    /// How many numbers a row that comes in has.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// How many numbers a row that goes out has.
    pub fn outputs(&self) -> usize {
        self.scales.len()
    }

    /// How many panels there are.
    pub fn panels(&self) -> usize {
        self.outputs().div_ceil(LANES)
    }

    /// The weights of some panels.
    pub fn weights(&self, panel: usize, count: usize) -> &[i8] {
        let size = self.panel_size();
        self.weights
            .get(panel * size..(panel + count) * size)
            .unwrap_or_default()
    }

    /// The corrections of the outputs from a panel on.
    pub fn corrections(&self, panel: usize) -> &[i32] {
        self.corrections.get(panel * LANES..).unwrap_or_default()
    }

    /// The scales of some outputs.
    pub fn scales(&self, first: usize, last: usize) -> &[f32] {
        self.scales.get(first..last).unwrap_or_default()
    }

    /// The biases of some outputs.
    pub fn bias(&self, first: usize, last: usize) -> &[f32] {
        self.bias.get(first..last).unwrap_or_default()
    }
}

/// Quantizes four inputs of 16 outputs, puts them side by side, and takes them off the corrections.
#[multiversion(targets("x86_64+avx512f+avx512vl+avx512bw", "x86_64+avx2+fma"))]
fn put_four(
    numbers: &[[f32; LANES]; QUAD],
    inverses: &[f32; LANES],
    weights: &mut [i8],
    corrections: &mut [i32; LANES],
) {
    let mut words = [0u32; LANES];
    let mut sums = [0i32; LANES];
    for (of_input, numbers) in numbers.iter().enumerate() {
        for lane in 0..LANES {
            // As `rounded`, but for the higher bytes.
            let bits = (numbers[lane] * inverses[lane] + 12_582_912.0).to_bits();
            words[lane] |= (bits & 255) << (8 * of_input);
            sums[lane] += (bits << 24).cast_signed() >> 24;
        }
    }
    for (correction, sum) in corrections.iter_mut().zip(sums) {
        *correction -= 128 * sum;
    }
    for (weights, word) in weights.as_chunks_mut::<QUAD>().0.iter_mut().zip(words) {
        *weights = word.to_le_bytes().map(u8::cast_signed);
    }
}

/// What the greatest magnitude divided by 127 is; 0 where there is none, or an infinite one.
fn scale(numbers: impl Iterator<Item = f32>) -> f32 {
    let most = numbers.fold(0.0f32, |most, v| if v.abs() > most { v.abs() } else { most });
    if most.is_finite() { most / 127.0 } else { 0.0 }
}

fn inverse(scale: f32) -> f32 {
    if scale > 0.0 { 1.0 / scale } else { 0.0 }
}
