//! Matrices laid out as the kernels read them.

use super::rows::{Matrix, ZERO, quantize};
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
    /// Room for a row in bytes.
    row: Vec<u8>,
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
        let mut bytes = std::mem::take(&mut self.row);
        bytes.resize(matrix.width, ZERO);
        for (output, row) in matrix.rows().enumerate() {
            self.scales.push(quantize(row, &mut bytes));
            self.put(output, bytes.iter().map(|byte| (byte ^ ZERO).cast_signed()));
        }
        self.row = bytes;
        self.bias.resize(self.scales.len(), 0.0);
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
