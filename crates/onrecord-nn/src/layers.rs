//! Layers, as loaded from a file of weights.

use crate::attention::Attention;
use crate::kernels::{gelu, normalize};
use crate::product::{Factor, Room};

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

/// `x · weight + bias`, in 8 bits: the weight with a scale an output, each row of `x` with a scale of its own.
#[derive(Debug, Clone)]
pub struct Linear {
    pub(crate) factor: Factor,
}

impl Linear {
    /// How many numbers a row that comes in has.
    pub fn inputs(&self) -> usize {
        self.factor.inputs()
    }

    /// How many numbers a row that goes out has.
    pub fn outputs(&self) -> usize {
        self.factor.outputs()
    }

    /// Fills `out` with one row for each row of `x`.
    pub fn apply(&self, x: &[f32], out: &mut Vec<f32>) {
        self.apply_in(x, out, &mut Room::default());
    }

    /// The same, in room that is there already.
    fn apply_in(&self, x: &[f32], out: &mut Vec<f32>, room: &mut Room) {
        self.factor.apply(x, out, room);
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
    room: Room,
    qkv: Vec<f32>,
    mixed: Vec<f32>,
    wide: Vec<f32>,
    narrow: Vec<f32>,
    attention: Attention,
}

impl Layer {
    /// Runs the layer over the rows of `x` (one sequence, every row seeing every other), in place.
    pub fn apply(&self, x: &mut [f32], scratch: &mut Scratch) {
        let width = self.out.outputs();
        let Scratch {
            room,
            qkv,
            mixed,
            wide,
            narrow,
            attention,
        } = scratch;
        self.qkv.apply_in(x, qkv, room);
        attention.apply(qkv, width, self.heads, &mut room.rows, mixed);
        self.out.apply_in(mixed, narrow, room);
        add(x, narrow);
        self.norm1.apply(x);
        self.up.apply_in(x, wide, room);
        gelu(wide);
        self.down.apply_in(wide, narrow, room);
        add(x, narrow);
        self.norm2.apply(x);
    }
}

fn add(x: &mut [f32], y: &[f32]) {
    x.iter_mut().zip(y).for_each(|(x, y)| *x += y);
}
