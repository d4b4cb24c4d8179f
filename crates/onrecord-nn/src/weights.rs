//! A file of weights: safetensors, with matrices in 8 bits and one scale a row.

use safetensors::{Dtype, SafeTensors};
use thiserror::Error;

use crate::layers::{Embedding, Layer, Linear, Norm};
use crate::product::{Factor, Path};

/// The metadata that a file of ours carries, checked when it's opened.
const FORMAT: (&str, &str) = ("format", "onrecord-weights 1");

/// The sums of longer rows might not fit in 32 bits: each product is at most 255 · 128.
const LONGEST_ROW: usize = 65_536;

/// What is wrong with a file of weights.
#[derive(Debug, Error)]
#[error("the weights can't be used: {0}")]
pub struct WeightsError(String);

impl WeightsError {
    /// An error of weights that are well-formed but not what a net needs.
    pub fn new(what: impl Into<String>) -> Self {
        Self(what.into())
    }
}

fn wrong<T>(what: impl Into<String>) -> Result<T, WeightsError> {
    Err(WeightsError(what.into()))
}

/// An opened file of weights.
///
/// A matrix `m` is stored as `m` (8-bit integers, a row an output) and `m.scale` (32-bit floats, one a row);
/// vectors are stored as 32-bit floats; `text` tensors are plain bytes.
pub struct Weights<'a> {
    tensors: SafeTensors<'a>,
}

impl<'a> Weights<'a> {
    /// Opens the bytes of a file; an error where they aren't weights of this format's version.
    pub fn open(bytes: &'a [u8]) -> Result<Self, WeightsError> {
        let (_, head) = SafeTensors::read_metadata(bytes).map_err(|e| WeightsError(e.to_string()))?;
        let found = head
            .metadata()
            .as_ref()
            .and_then(|m| m.get(FORMAT.0))
            .map(String::as_str);
        if found != Some(FORMAT.1) {
            return wrong(format!(
                "expected {:?}, found {:?}",
                FORMAT.1,
                found.unwrap_or("none")
            ));
        }
        let tensors = SafeTensors::deserialize(bytes).map_err(|e| WeightsError(e.to_string()))?;
        Ok(Self { tensors })
    }

    fn tensor(&self, name: &str, kind: Dtype) -> Result<(&'a [u8], Vec<usize>), WeightsError> {
        let tensor = self
            .tensors
            .tensor(name)
            .map_err(|e| WeightsError(format!("{name}: {e}")))?;
        if tensor.dtype() != kind {
            return wrong(format!("{name}: expected {kind:?}, found {:?}", tensor.dtype()));
        }
        Ok((tensor.data(), tensor.shape().to_vec()))
    }

    /// A vector of 32-bit floats.
    pub fn vector(&self, name: &str) -> Result<Vec<f32>, WeightsError> {
        let (bytes, _) = self.tensor(name, Dtype::F32)?;
        Ok(bytes
            .as_chunks::<4>()
            .0
            .iter()
            .map(|b| f32::from_le_bytes(*b))
            .collect())
    }

    /// Plain text (UTF-8).
    pub fn text(&self, name: &str) -> Result<&'a str, WeightsError> {
        let (bytes, _) = self.tensor(name, Dtype::U8)?;
        std::str::from_utf8(bytes).map_err(|e| WeightsError(format!("{name}: {e}")))
    }

    /// A table of rows.
    pub fn embedding(&self, name: &str) -> Result<Embedding, WeightsError> {
        let (bytes, shape) = self.tensor(name, Dtype::I8)?;
        let scales = self.vector(&format!("{name}.scale"))?;
        if shape.len() != 2 || shape.first() != Some(&scales.len()) {
            return wrong(format!("{name}: shape {shape:?} with {} scales", scales.len()));
        }
        Ok(Embedding {
            rows: bytes.iter().map(|&b| b.cast_signed()).collect(),
            scales,
        })
    }

    /// A linear layer: `name.weight` and `name.bias`.
    pub fn linear(&self, name: &str) -> Result<Linear, WeightsError> {
        let table = self.embedding(&format!("{name}.weight"))?;
        let bias = self.vector(&format!("{name}.bias"))?;
        let inputs = table.width();
        if bias.len() != table.len() {
            return wrong(format!("{name}: {} rows with {} biases", table.len(), bias.len()));
        }
        // A kernel changes weights' signs, which -128 hasn't got another of.
        if table.rows.contains(&i8::MIN) {
            return wrong(format!("{name}: a weight of -128, where -127 is the least"));
        }
        if inputs > LONGEST_ROW {
            return wrong(format!(
                "{name}: rows of {inputs} numbers, where {LONGEST_ROW} are the most"
            ));
        }
        Ok(Linear {
            factor: Factor::of_rows(Path::best(), &table.rows, inputs, table.scales, bias),
        })
    }

    /// A layer normalization: `name.weight` and `name.bias`.
    pub fn norm(&self, name: &str) -> Result<Norm, WeightsError> {
        let norm = Norm {
            gain: self.vector(&format!("{name}.weight"))?,
            bias: self.vector(&format!("{name}.bias"))?,
        };
        if norm.gain.len() != norm.bias.len() {
            return wrong(format!(
                "{name}: {} gains with {} biases",
                norm.gain.len(),
                norm.bias.len()
            ));
        }
        Ok(norm)
    }

    /// The encoder layers `name.0`, `name.1` and so on, as many as there are, with `heads` attention heads each.
    pub fn layers(&self, name: &str, heads: usize) -> Result<Vec<Layer>, WeightsError> {
        (0..)
            .map(|i| format!("{name}.{i}"))
            .take_while(|layer| self.tensors.tensor(&format!("{layer}.qkv.weight")).is_ok())
            .map(|layer| self.layer(&layer, heads))
            .collect()
    }

    /// An encoder layer with `heads` attention heads, every part's size checked against the others.
    pub fn layer(&self, name: &str, heads: usize) -> Result<Layer, WeightsError> {
        let layer = Layer {
            heads,
            qkv: self.linear(&format!("{name}.qkv"))?,
            out: self.linear(&format!("{name}.out"))?,
            norm1: self.norm(&format!("{name}.norm1"))?,
            up: self.linear(&format!("{name}.up"))?,
            down: self.linear(&format!("{name}.down"))?,
            norm2: self.norm(&format!("{name}.norm2"))?,
        };
        let width = layer.out.outputs();
        let fits = layer.qkv.inputs() == width
            && layer.qkv.outputs() == 3 * width
            && layer.out.inputs() == width
            && layer.up.inputs() == width
            && layer.down.inputs() == layer.up.outputs()
            && layer.down.outputs() == width
            && layer.norm1.gain.len() == width
            && layer.norm2.gain.len() == width
            && heads > 0
            && width.is_multiple_of(heads);
        if fits {
            Ok(layer)
        } else {
            wrong(format!("{name}: the parts' sizes don't fit one another"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_of_weights_is_refused() {
        assert!(Weights::open(b"").is_err());
        assert!(Weights::open(b"not weights at all, but long enough to be read as a header").is_err());
    }
}
