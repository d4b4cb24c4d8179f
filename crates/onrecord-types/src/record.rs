use serde::{Deserialize, Serialize};

use crate::{Report, Span, Upos};

/// A report and everything found in it: one line of the record format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The report itself; its fields stand at the top of the JSON object.
    #[serde(flatten)]
    pub report: Report,
    /// Sentences in the order of the text; they don't overlap.
    #[serde(default)]
    pub sentences: Vec<Sentence>,
    /// Temporal expressions in the order of the text.
    #[serde(default)]
    pub times: Vec<Time>,
    /// People, organizations and places, in the order of their first mention.
    #[serde(default)]
    pub entities: Vec<Entity>,
    /// Who said what, in the order of the text.
    #[serde(default)]
    pub attributions: Vec<Attribution>,
    /// Who did what to whom, in PLOVER's types. No stage finds events yet, so this is empty.
    #[serde(default)]
    pub events: Vec<Event>,
}

/// Who did what to whom, as the report tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its name in the record: `v1`, `v2`, …
    pub id: String,
    /// Its PLOVER event type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its PLOVER mode, where it has one.
    #[serde(default)]
    pub mode: Option<String>,
    /// The words that tell of it.
    pub trigger: Vec<Span>,
    /// Ids of the entities that did it.
    #[serde(default)]
    pub actors: Vec<String>,
    /// Ids of the entities it was done to.
    #[serde(default)]
    pub recipients: Vec<String>,
    /// The day on which it happened, where that is known.
    #[serde(default)]
    pub date: Option<jiff::civil::Date>,
}

/// A sentence (a headline or a dateline counts as one).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Its words, where they were asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tokens: Vec<Word>,
}

/// A syntactic word of Universal Dependencies, as the record has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// Its lemma.
    pub lemma: String,
    /// Its part of speech.
    pub upos: Upos,
    /// Its tag in the Penn Treebank's set.
    pub xpos: String,
    /// Its features in CoNLL-U's notation ("Number=Plur"), as far as they are told; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub feats: String,
    /// The number of its head in the sentence, from 1; 0 for the root.
    pub head: usize,
    /// Its relation to its head.
    pub deprel: String,
}

/// The type of a temporal expression, as TIMEX3 (TimeML 1.2.1) has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeType {
    /// A calendar time of a day or longer.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

/// A temporal expression, resolved against the report's date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// Its name in the record: `t1`, `t2`, …
    pub id: String,
    /// Its words.
    pub span: Span,
    /// TIMEX3's `type`.
    #[serde(rename = "type")]
    pub kind: TimeType,
    /// TIMEX3's normalized `value` ("2025-03-05", "P2W", "PAST_REF"); `null` where the text doesn't say.
    pub value: Option<String>,
    /// TIMEX3's `mod` ("START", "APPROX"), if any.
    #[serde(rename = "mod", default)]
    pub modifier: Option<String>,
}

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum EntityType {
    /// A person.
    Person,
    /// A government body, company, party, armed group, news medium …
    Organization,
    /// A country, city, region, landmark.
    Place,
    /// A nationality, religion or people.
    Group,
    /// Anything else.
    Other,
}

/// How a mention refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// By a proper name.
    Name,
    /// By a description ("the spokesperson").
    Nominal,
    /// By a pronoun.
    Pronoun,
}

/// One place where an entity is referred to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The words.
    pub span: Span,
    /// How they refer.
    pub form: Form,
}

/// Somebody or something that the report speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Its name in the record: `e1`, `e2`, …
    pub id: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// Its fullest name in this report, or the fullest description of one that has no name.
    pub name: String,
    /// Where it is mentioned, in the order of the text.
    pub mentions: Vec<Mention>,
}

/// What kind of source an attribution has. (The acts corpus gives the guideline.)
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// The text names no source.
    None,
    /// A report, statement, poll, study, letter, law, records …
    Document,
    /// A news medium, or a reporter as reporter.
    Outlet,
    /// One whom the report calls spokesman, spokeswoman, spokesperson or press secretary.
    Spokesperson,
    /// One person or several, named here or elsewhere in the report.
    Named,
    /// A government, army, party, company, armed group, as such.
    Institution,
    /// People not named who are known by what they do or saw: a source, officials, witnesses.
    Unnamed,
    /// A population, a following or a kind of people.
    GroupOfPeople,
}

impl SourceKind {
    /// Every kind, in the order in which the guideline tries them.
    pub const ALL: [SourceKind; 8] = [
        Self::None,
        Self::Document,
        Self::Outlet,
        Self::Spokesperson,
        Self::Named,
        Self::Institution,
        Self::Unnamed,
        Self::GroupOfPeople,
    ];

    /// The kind's name in JSON, on the command line and on the page.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Document => "document",
            Self::Outlet => "outlet",
            Self::Spokesperson => "spokesperson",
            Self::Named => "named",
            Self::Institution => "institution",
            Self::Unnamed => "unnamed",
            Self::GroupOfPeople => "group-of-people",
        }
    }
}

impl std::str::FromStr for SourceKind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == name)
            .ok_or_else(|| {
                let known: Vec<_> = Self::ALL.iter().map(|kind| kind.as_str()).collect();
                format!(
                    "no kind of source is called “{name}”; there are {}",
                    known.join(", ")
                )
            })
    }
}

/// Whether the content is given in the source's own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Directness {
    /// All of it stands in quotation marks.
    Direct,
    /// None of it does.
    Indirect,
    /// Part of it does.
    Mixed,
}

impl Directness {
    /// The name in JSON, on the command line and on the page.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

/// An attribution: who (source) said or holds (cue) what (content), as PolNeAR and PARC 3 define it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// Its name in the record: `a1`, `a2`, …
    pub id: String,
    /// Whose words or attitude it is; empty where the text names no source. Discontinuous spans are several.
    pub source: Vec<Span>,
    /// The words that say that something is said, wished or held.
    pub cue: Vec<Span>,
    /// What is said, wished or held.
    pub content: Vec<Span>,
    /// The attribution whose content holds this one, where one source quotes another.
    #[serde(default)]
    pub parent: Option<String>,
    /// What kind of source it is; `null` where that isn't known.
    #[serde(default)]
    pub source_kind: Option<SourceKind>,
    /// The entity that the source is, where it is known.
    #[serde(default)]
    pub source_entity: Option<String>,
    /// Whether the content is in the source's own words; `null` for an attribution without content.
    #[serde(default)]
    pub directness: Option<Directness>,
    /// The day (ISO 8601) on which it was said, where the report tells it.
    #[serde(default)]
    pub said_on: Option<jiff::civil::Date>,
    /// The time (`t1`) that `said_on` was read from.
    #[serde(default)]
    pub said_on_time: Option<String>,
}
