//! Linking across reports: *records → what they add up to*. Pure: the same set of records gives the same answer, in
//! whatever order they come.
//!
//! ```
//! use onrecord_link::Linked;
//! # let line = r#"{"id":"a","date":"2031-05-07","text":"Norland will sign, Aho said.",
//! #   "sentences":[{"span":[0,28]}],"entities":[{"id":"e1",
//! #   "type":"PERSON","name":"Aho","mentions":[{"span":[19,22],"form":"name"}]}],"attributions":
//! #   [{"id":"a1","source":[[19,22]],"cue":[[23,27]],"content":[[0,17]],"source_entity":"e1"}]}"#;
//! # let record: onrecord_types::Record = serde_json::from_str(line).unwrap();
//! let linked = Linked::of(&[record]);
//! assert_eq!(linked.actors[0].name, "Aho");
//! assert_eq!(linked.claims[0].says, "Norland will sign");
//! ```
//!
//! # Map
//!
//! | module | gives |
//! |---|---|
//! | `corpus` | the records made ready: sentences, words, in the order of their dates |
//! | `states` | states with their capitals and short names |
//! | `actors` | who is who across reports |
//! | `repeats` | which reports copy or update another's text |
//! | `claims` | what is stated, by whom, in which reports, and which claims state the same |
//! | `answers` | which claim confirms, denies, rejects … which |
//! | `parties` | for whom a speaker speaks |
//! | `positions` | each actor's stances on issues |
//! | `agreements` | deals, and what is said of their status |
//! | `stories` | reports on one matter |
//!
//! # Cost
//!
//! Linear in the number of reports: each report is compared with those that share rare words with it inside a window
//! of days, and every list of candidates is bounded (the constants in each module).

mod actors;
mod agreements;
mod answers;
mod claims;
mod corpus;
mod parties;
mod positions;
mod repeats;
mod similar;
mod states;
mod stories;

use onrecord_types::Record;
use serde::Serialize;

pub use actors::{Actor, ActorKind};
pub use agreements::{Agreement, Status, StatusKind, Term};
pub use answers::{Answer, Relation};
pub use claims::Claim;
pub use positions::{Position, Stance};
pub use repeats::{Layer, Repeat};
pub use stories::Story;

use crate::corpus::Corpus;

/// A place in a report: its id, and where in its text (code points) something starts and ends.
pub type Evidence = (String, u32, u32);

/// What a set of records adds up to.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Linked {
    /// Who is who, by name.
    pub actors: Vec<Actor>,
    /// Reports that copy, update or shorten another's text, in groups.
    pub repeats: Vec<Repeat>,
    /// What is stated, in the order of first statement.
    pub claims: Vec<Claim>,
    /// Which claim answers which.
    pub answers: Vec<Answer>,
    /// Stances on issues, by actor and day.
    pub positions: Vec<Position>,
    /// Deals, with what is said of their status.
    pub agreements: Vec<Agreement>,
    /// Reports on one matter.
    pub stories: Vec<Story>,
}

impl Linked {
    /// Links these records. Records of one id count once: the last of the slice.
    pub fn of(records: &[Record]) -> Self {
        let corpus = Corpus::new(records);
        let cast = actors::Cast::new(&corpus);
        let repeats = repeats::repeats(&corpus);
        let parties = parties::Parties::new(&corpus, &cast);
        let claims = claims::Claims::new(&corpus, &cast, &parties, &repeats);
        let answers = answers::answers(&corpus, &cast, &claims);
        let positions = positions::positions(&corpus, &cast, &claims);
        let agreements = agreements::agreements(&corpus, &cast);
        let stories = stories::stories(&corpus, &cast);
        Self {
            actors: cast.actors,
            repeats,
            claims: claims.claims,
            answers,
            positions,
            agreements,
            stories,
        }
    }
}
