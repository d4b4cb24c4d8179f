//! Layers, as loaded from a file of weights.

use crate::kernels::{View, add_bias, gelu, normalize, product, softmax};

/// A table of rows, kept in 8 bits and widened row by row.
#[derive(Debug, Clone)]
pub struct Embedding {
    pub(crate) rows: Vec<i8>,
    pub(crate) scales: Vec<f32>,
}

impl Embedding {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.scales.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.scales.is_empty()
    }

    /// How many numbers a row has.
    pub fn width(&self) -> usize {
        self.rows.len().checked_div(self.len()).unwrap_or(0)
    }

    /// Adds row `index` to `out`; a row that isn't there adds nothing.
    pub fn add_to(&self, index: usize, out: &mut [f32]) {
        let (width, Some(&scale)) = (self.width(), self.scales.get(index)) else {
            return;
        };
        if let Some(row) = self.rows.get(index * width..(index + 1) * width) {
            out.iter_mut()
                .zip(row)
                .for_each(|(o, &q)| *o += f32::from(q) * scale);
        }
    }
}

/// `x · weight + bias`; the weight lies with a row an input, as the product reads it fastest.
#[derive(Debug, Clone)]
pub struct Linear {
    pub(crate) weight: Vec<f32>,
    pub(crate) bias: Vec<f32>,
    pub(crate) inputs: usize,
}

impl Linear {
    /// How many numbers a row that comes in has.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// How many numbers a row that goes out has.
    pub fn outputs(&self) -> usize {
        self.bias.len()
    }

    /// Fills `out` with one row for each row of `x`.
    pub fn apply(&self, x: &[f32], out: &mut Vec<f32>) {
        let rows = x.len() / self.inputs.max(1);
        out.clear();
        out.resize(rows * self.outputs(), 0.0);
        crate::multiply(x, &self.weight, self.inputs, self.outputs(), out);
        add_bias(out, &self.bias);
    }
}

/// Layer normalization.
#[derive(Debug, Clone)]
pub struct Norm {
    pub(crate) gain: Vec<f32>,
    pub(crate) bias: Vec<f32>,
}

impl Norm {
    /// How many numbers a row has.
    pub fn width(&self) -> usize {
        self.gain.len()
    }

    /// Normalizes each row of `x`, in place.
    pub fn apply(&self, x: &mut [f32]) {
        normalize(x, &self.gain, &self.bias);
    }
}

/// One layer of the encoder.
#[derive(Debug, Clone)]
pub struct Layer {
    pub(crate) heads: usize,
    pub(crate) qkv: Linear,
    pub(crate) out: Linear,
    pub(crate) norm1: Norm,
    pub(crate) up: Linear,
    pub(crate) down: Linear,
    pub(crate) norm2: Norm,
}

/// Room for a layer's intermediate results, to be used again for the next.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    qkv: Vec<f32>,
    scores: Vec<f32>,
    mixed: Vec<f32>,
    wide: Vec<f32>,
    narrow: Vec<f32>,
}

impl Layer {
    /// Runs the layer over the rows of `x` (one sequence, every row seeing every other), in place.
    pub fn apply(&self, x: &mut [f32], scratch: &mut Scratch) {
        let width = self.out.outputs();
        let rows = x.len() / width.max(1);
        self.qkv.apply(x, &mut scratch.qkv);
        self.attend(rows, width, scratch);
        self.out.apply(&scratch.mixed, &mut scratch.narrow);
        add(x, &scratch.narrow);
        self.norm1.apply(x);
        self.up.apply(x, &mut scratch.wide);
        gelu(&mut scratch.wide);
        self.down.apply(&scratch.wide, &mut scratch.narrow);
        add(x, &scratch.narrow);
        self.norm2.apply(x);
    }

    /// From `scratch.qkv` (query, key and value side by side) to `scratch.mixed`, head by head.
    fn attend(&self, rows: usize, width: usize, scratch: &mut Scratch) {
        let size = width / self.heads.max(1);
        let view = View {
            rows,
            columns: size,
            stride: 3 * width,
        };
        scratch.scores.clear();
        scratch.scores.resize(rows * rows, 0.0);
        scratch.mixed.clear();
        scratch.mixed.resize(rows * width, 0.0);
        let scale = 1.0 / (size.max(1) as f32).sqrt();
        for head in 0..self.heads {
            let at = head * size;
            let (Some(query), Some(key), Some(value)) = (
                scratch.qkv.get(at..),
                scratch.qkv.get(width + at..),
                scratch.qkv.get(2 * width + at..),
            ) else {
                return;
            };
            product(query, view, key, view, true, &mut scratch.scores, rows);
            softmax(&mut scratch.scores, rows, scale);
            let scores = View {
                rows,
                columns: rows,
                stride: rows,
            };
            if let Some(mixed) = scratch.mixed.get_mut(at..) {
                product(&scratch.scores, scores, value, view, false, mixed, width);
            }
        }
    }
}

fn add(x: &mut [f32], y: &[f32]) {
    x.iter_mut().zip(y).for_each(|(x, y)| *x += y);
}
