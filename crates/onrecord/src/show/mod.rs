//! Output: tables for people, JSON Lines, JSON and CSV for programs.

mod actors;
mod conllu;
mod linked;
mod records;
mod rows;
mod table;
pub(crate) mod timeml;

pub(crate) use actors::{ActorLine, ActorRow};
pub(crate) use linked::{
    AgreementRow, AnswerRow, LinkedClaimRow, Place, PositionRow, RepeatRow, StoryRow, TimelineRow, json_name,
};
pub(crate) use records::Records;
pub(crate) use rows::{Row, rows};
