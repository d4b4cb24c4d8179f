//! What readers of news know beforehand: states, their capitals and adjectives, peoples, cities, organizations, media.
//!
//! Tables of our own, written from facts, a line each or a few a line, in files beside this one; nothing of any text. A name that a table has is
//! mostly what the table says, not always: the text has the last word.

mod names;
mod states;

pub use names::{is_medium, is_part, names};
pub use states::{State, adjectives, of_adjective, of_capital, organization, state};
