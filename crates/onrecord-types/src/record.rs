use serde::{Deserialize, Serialize};

use crate::{Report, Span, Upos};

/// A report and everything found in it: one line of the record format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The report itself; its fields stand at the top of the JSON object.
    #[serde(flatten)]
    pub report: Report,
    /// The text's language (ISO 639-1); `null` where the text is too short to tell. What is found in another language
    /// than English isn't to be relied on.
    #[serde(default)]
    pub language: Option<String>,
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
    /// One vector for each sentence, for linking across reports; no part of the JSON. Empty in a record that was
    /// read back.
    #[serde(skip)]
    pub vectors: Vec<SentenceVector>,
}

/// What a sentence means, as a direction in a few hundred dimensions, in 8 bits each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentenceVector(Box<[i8]>);

impl SentenceVector {
    /// The same from floating-point numbers: scaled so that the greatest is 127.
    pub fn new(vector: &[f32]) -> Self {
        let most = vector.iter().fold(0.0f32, |most, v| most.max(v.abs()));
        let scale = if most > 0.0 { 127.0 / most } else { 0.0 };
        // A float becomes the nearest whole number that fits; none becomes 0.
        Self(vector.iter().map(|v| (v * scale).round() as i8).collect())
    }

    /// The same from its bytes, as [`SentenceVector::bytes`] gives them.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self(bytes.iter().map(|&byte| i8::from_ne_bytes([byte])).collect())
    }

    /// One byte a dimension, to be stored.
    pub fn bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|v| v.to_ne_bytes()).collect()
    }

    /// The cosine of the angle between two, from -1 to 1: the greater, the more they mean the same. 0 where one is
    /// empty or their lengths differ.
    pub fn similarity(&self, other: &Self) -> f32 {
        if self.0.len() != other.0.len() {
            return 0.0;
        }
        let product =
            |a: &[i8], b: &[i8]| -> i32 { a.iter().zip(b).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum() };
        let lengths = (product(&self.0, &self.0) as f32 * product(&other.0, &other.0) as f32).sqrt();
        if lengths > 0.0 {
            product(&self.0, &other.0) as f32 / lengths
        } else {
            0.0
        }
    }
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
    /// Whether the publisher states it in its own voice: no attribution has its cue or any of its content here.
    #[serde(default)]
    pub own_voice: bool,
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
    /// The first day that it covers; `null` where that end is open ("until Friday") or the days aren't known
    /// ("three weeks", "every Monday").
    #[serde(default)]
    pub from: Option<jiff::civil::Date>,
    /// The last day that it covers; `null` where that end is open ("since January") or the days aren't known.
    #[serde(default)]
    pub to: Option<jiff::civil::Date>,
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

/// What a source does in saying something. (The acts corpus gives the guideline.)
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// Withholds an answer: "declined to comment", "would not say".
    Decline,
    /// Says that a claim is false.
    Deny,
    /// Says that a claim is true.
    Confirm,
    /// Turns down what is proposed or asked.
    Reject,
    /// Agrees to what is proposed or asked.
    Accept,
    /// Puts a question.
    Ask,
    /// Says that harm may come, as a caution or a threat.
    Warn,
    /// Calls for another's action.
    Demand,
    /// Promises or proposes to do something.
    Offer,
    /// Blames or speaks ill of somebody.
    Accuse,
    /// Gives news of the source's own side, or news as an outlet.
    Announce,
    /// Thinks, hopes, wants to do: an attitude, not speech.
    Believe,
    /// None of the others.
    State,
}

impl Act {
    /// Every act, in the order in which the guideline prefers them where two fit.
    pub const ALL: [Act; 13] = [
        Self::Decline,
        Self::Deny,
        Self::Confirm,
        Self::Reject,
        Self::Accept,
        Self::Ask,
        Self::Warn,
        Self::Demand,
        Self::Offer,
        Self::Accuse,
        Self::Announce,
        Self::Believe,
        Self::State,
    ];

    /// The act's name in JSON, on the command line and on the page.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Decline => "decline",
            Self::Deny => "deny",
            Self::Confirm => "confirm",
            Self::Reject => "reject",
            Self::Accept => "accept",
            Self::Ask => "ask",
            Self::Warn => "warn",
            Self::Demand => "demand",
            Self::Offer => "offer",
            Self::Accuse => "accuse",
            Self::Announce => "announce",
            Self::Believe => "believe",
            Self::State => "state",
        }
    }
}

impl std::str::FromStr for Act {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|act| act.as_str() == name)
            .ok_or_else(|| {
                let known: Vec<_> = Self::ALL.iter().map(|act| act.as_str()).collect();
                format!("no act is called “{name}”; there are {}", known.join(", "))
            })
    }
}

/// How sure the program is of something: a probability from 0 to 1, in hundredths.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "f64", into = "f64")]
pub struct Confidence(u8);

impl Confidence {
    /// The same to the nearest hundredth; what lies outside of 0 to 1 is brought to its nearer end.
    pub fn new(probability: f64) -> Self {
        // A float becomes the nearest whole number that fits; none becomes 0.
        Self((probability.clamp(0.0, 1.0) * 100.0).round() as u8)
    }

    /// The probability.
    pub fn get(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl From<f64> for Confidence {
    fn from(probability: f64) -> Self {
        Self::new(probability)
    }
}

impl From<Confidence> for f64 {
    fn from(confidence: Confidence) -> Self {
        confidence.get()
    }
}

/// A number of things in a content, with its bounds: "at least 40 civilians", "between 30 and 50".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// The words: the number with what bounds it.
    pub span: Span,
    /// The least that they allow; `null` where they set no lower bound.
    pub low: Option<i64>,
    /// The number told ("40", "about 40", "at least 40"); `null` where the words give a range or only a bound
    /// ("more than 40", "up to 40").
    pub best: Option<i64>,
    /// The most that they allow; `null` where they set no upper bound.
    pub high: Option<i64>,
    /// What is counted, in the text's words (its lemma): "civilian"; `null` where that isn't told.
    #[serde(default)]
    pub of: Option<String>,
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
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// What the source does in saying it; `null` where the words don't tell.
    #[serde(default)]
    pub act: Option<Act>,
    /// The words that name whom the source speaks for: "White House" of "a White House spokeswoman".
    #[serde(default)]
    pub on_behalf_of: Option<String>,
    /// Where these words stand.
    #[serde(default)]
    pub on_behalf_of_span: Option<Span>,
    /// Whether the report says that the source asked not to be named.
    #[serde(default)]
    pub anonymity: bool,
    /// The words in which it says so, with the reason where it gives one.
    #[serde(default)]
    pub anonymity_span: Option<Span>,
    /// Whom the words were said to: "Anadolu" of "told Anadolu".
    #[serde(default)]
    pub addressee: Option<Span>,
    /// Where or by what they were said: "in a statement", "on X", "at a news conference".
    #[serde(default)]
    pub medium: Option<Span>,
    /// Whether the cue is told in the negative: "did not say whether".
    #[serde(default)]
    pub negated: bool,
    /// Whether the report leaves open that it was said: "is believed to have said", "reportedly".
    #[serde(default)]
    pub hedged: bool,
    /// Numbers of things in the content.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<Quantity>,
    /// Noun phrases that tell what the content speaks of, the main one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Span>,
    /// How sure it is that the report attributes this content to this source.
    #[serde(default)]
    pub confidence: Option<Confidence>,
    /// How sure the act is.
    #[serde(default)]
    pub act_confidence: Option<Confidence>,
    /// How sure the kind of source is.
    #[serde(default)]
    pub source_kind_confidence: Option<Confidence>,
}
