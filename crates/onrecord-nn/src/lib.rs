//! What a small transformer encoder needs to be run: kernels, layers, and a file of weights.
//!
//! *rows of numbers → rows of numbers.* Nothing here knows of language. Every function is deterministic:
//! the same rows give the same bytes, whatever thread runs it, because no product is ever split between
//! threads and every row block is computed in one call.
//!
//! The architecture is BERT's (Devlin et al. 2019): post-norm layers of multi-head attention and a GELU
//! feed-forward net. Weights are kept as 8-bit integers with one scale a row, and widened when loaded.

mod kernels;
mod layers;
mod weights;

pub use kernels::{gelu, multiply, softmax};
pub use layers::{Embedding, Layer, Linear, Norm, Scratch};
pub use weights::{Weights, WeightsError};
