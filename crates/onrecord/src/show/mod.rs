//! Output: tables for people, JSON Lines, JSON and CSV for programs.

mod conllu;
mod records;
mod rows;
mod table;
pub(crate) mod timeml;

pub(crate) use records::Records;
pub(crate) use rows::{Row, rows};
