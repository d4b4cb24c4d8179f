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
//! | `repeats`, `copies` | which reports copy or update another's text, and which credit an outlet |
//! | `claims` | what is stated, by whom, in which reports, and which claims state the same |
//! | `answers` | which claim confirms, denies, rejects … which |
//! | `parties` | for whom a speaker speaks |
//! | `positions` | each actor's stances on issues |
//! | `agreements` | deals, and what is said of their status |
//! | `ties` | which reports copy an earlier one, or are on its matter |
//! | `stories` | reports on one matter |
//! | `choices`, `corrections` | what a user lays down of actors and claims |
//!
//! # Cost
//!
//! Linear in the number of reports: ties are looked for inside a window of days, with bounded lists of candidates, and
//! all else is linked story by story.

mod actors;
mod agreements;
mod answers;
mod choices;
mod claims;
mod copies;
mod corpus;
mod corrections;
mod parties;
mod positions;
mod repeats;
mod similar;
mod sketch;
mod states;
mod stories;
mod ties;

use jiff::civil::Date;
use onrecord_types::Record;
use serde::{Deserialize, Serialize};

pub use actors::{Actor, ActorKind};
pub use agreements::{Agreement, Class, Purpose, Status, StatusKind, Term, Told};
pub use answers::{Answer, Relation};
pub use choices::{Choices, Chosen, ChosenActor, ChosenLink, Correction, Found, name_key};
pub use claims::Claim;
pub use positions::{Position, Stance};
pub use repeats::{Copied, Credited, Layer, Repeat};
pub use stories::{Story, groups};
pub use ties::{Tie, TieKind, WINDOW, ties};

use crate::corpus::Corpus;

/// The number of the rules by which records are linked: another one means that what was linked before is to be linked
/// anew.
pub const RULES: u32 = 3;

/// A place in a report: its id, and where in its text (code points) something starts and ends.
pub type Evidence = (String, u32, u32);

/// What a set of records adds up to.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Linked {
    /// Who is who, by name.
    pub actors: Vec<Actor>,
    /// Reports that copy, update or shorten another's text, in groups.
    pub repeats: Vec<Repeat>,
    /// Reports that name the outlet they have something from.
    pub credited: Vec<Credited>,
    /// What is stated, in the order of first statement.
    pub claims: Vec<Claim>,
    /// Which attribution of which report stands in which claim: the names of both.
    #[serde(skip)]
    pub statements: Vec<(String, String)>,
    /// Which claim answers which.
    pub answers: Vec<Answer>,
    /// Stances on issues, by actor and day.
    pub positions: Vec<Position>,
    /// Deals, with what is said of their status.
    pub agreements: Vec<Agreement>,
    /// Reports on one matter.
    pub stories: Vec<Story>,
    /// Which of a user's corrections of claims hold here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
}

impl Linked {
    /// Links these records as one story. Records of one id count once: the last of the slice.
    pub fn of(records: &[Record]) -> Self {
        let reports = records.iter().map(|record| &record.report);
        Self::with(records, &ties(reports, Date::MIN), &Choices::default())
    }

    /// The same with ties that are known, of which those between these records count, and with a user's choices.
    pub fn with(records: &[Record], ties: &[Tie], choices: &Choices) -> Self {
        let corpus = Corpus::new(records);
        let mut cast = actors::Cast::new(&corpus);
        choices.apply(&corpus, &mut cast);
        let repeats = repeats::repeats(&corpus, ties);
        let parties = parties::Parties::new(&corpus, &cast);
        let mut claims = claims::Claims::new(&corpus, &cast, &parties, &repeats);
        let addresses = corrections::addresses(&corpus, &claims);
        let corrections = corrections::correct(&corpus, &mut claims, &addresses, &choices.links);
        if !corrections.is_empty() {
            corrections::count(&corpus, &mut claims, &repeats);
        }
        corrections::name(&mut claims, &addresses);
        let answers = answers::answers(&corpus, &cast, &claims);
        let positions = positions::positions(&corpus, &cast, &claims);
        let agreements = agreements::agreements(&corpus, &cast);
        let stories = stories::stories(&corpus, &cast, ties);
        let of = |&claim: &usize| claims.claims[claim].id.clone();
        Self {
            statements: addresses.into_iter().zip(claims.claim.iter().map(of)).collect(),
            actors: cast.actors,
            credited: repeats::credited(&corpus),
            repeats,
            claims: claims.claims,
            answers,
            positions,
            agreements,
            stories,
            corrections,
        }
    }
}
