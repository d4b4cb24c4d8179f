//! What a small transformer encoder needs to be run: kernels, layers, and a file of weights.
//!
//! *rows of numbers → rows of numbers.* Nothing here knows of language. Every function is deterministic:
//! the same rows give the same bytes, whatever thread or processor runs it, because products are of whole numbers
//! and floats are added in one order.
//!
//! The architecture is BERT's (Devlin et al. 2019): post-norm layers of multi-head attention and a GELU
//! feed-forward net. Weights are kept as 8-bit integers with one scale a row, and multiplied as such.

mod attention;
#[cfg(target_arch = "x86_64")]
mod avx2;
mod kernels;
mod layers;
mod product;
#[cfg(target_arch = "x86_64")]
mod shares_avx2;
mod weights;

pub use kernels::{dots, gelu};
pub use layers::{Embedding, Layer, Linear, Norm, Scratch};
pub use weights::{Weights, WeightsError};
