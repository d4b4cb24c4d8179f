//! What can be said on the command line.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::builder::Styles;
use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use onrecord_ledger::Period;
use onrecord_types::{Act, SourceKind};

const EXIT_CODES: &str = "Exit codes: 0 all went well, 1 some reports failed and the others went on, \
    2 wrong usage, 3 it could not be done.";

/// Who said what, on whose word, when: dated news reports become a ledger of attributions.
///
/// Everything is done on this machine; nothing is sent or fetched.
#[derive(Debug, Parser)]
#[command(version, styles = Styles::plain(), after_help = EXIT_CODES, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read reports and print who said what in each
    Read(Read),
    /// Read reports and keep their records in the ledger
    ///
    /// A report that the ledger has already changes nothing; another text under the same id becomes a new
    /// version, and the old one is kept. It can be stopped at any moment and run again: nothing is lost or
    /// doubled.
    Add(Add),
    /// Take reports out of the ledger, with all their versions and everything that follows from them
    Remove(Remove),
    /// List the ledger's reports
    Reports(Reports),
    /// Show one report of the ledger: its text's claims, or its whole record
    Report(OneReport),
    /// List who said what, over all reports of the ledger
    Claims(Claims),
    /// List who is on record, how often, in how many reports and publishers
    Sources(Sources),
    /// List who is who across the ledger's reports, or those with NAME in a name
    Actors(Actors),
    /// Show one actor: names, roles by day, whom it speaks for, claims, positions; or lay down who it is
    ///
    /// What is laid down outlives whatever is derived anew. What the program found by itself stays beside it in JSON.
    Actor(OneActor),
    /// List reports that copy or update another's text, and those that name the outlet they have something from
    Repeats(Derived),
    /// Show one claim in all reports that have it, with what answers it; or lay down what it's the same as
    Claim(OneClaim),
    /// List which claims confirm, deny, reject, accept, contradict or repeat which
    Answers(Derived),
    /// List what each actor demands, offers, accepts, rejects, supports or opposes, by day
    Positions(Positions),
    /// List what is said of the status of agreements, by whom
    Agreements(Derived),
    /// List the matters that reports are on
    Stories(Derived),
    /// Show one story: everything in JSON, its timeline as a table
    Story(OneStory),
    /// List positions and the status of agreements by day
    Timeline(Derived),
    /// Look at the ledger in a browser
    Serve(Serve),
}

/// How output is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Table,
    /// JSON Lines: one object a line
    Jsonl,
    /// One JSON array
    Json,
    /// Comma-separated values with a head line
    Csv,
}

/// How whole records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RecordFormat {
    /// Who said what, for people
    Table,
    /// JSON Lines: one record a line
    Jsonl,
    /// One JSON array of records
    Json,
    /// Comma-separated values with a head line, an attribution a line
    Csv,
    /// CoNLL-U: sentences, words, tags, lemmas and dependency trees, after Universal Dependencies
    Conllu,
    /// TimeML: the text with its times marked, one document a report, as TempEval-3's tools read it
    Timeml,
}

impl From<Format> for RecordFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Table => Self::Table,
            Format::Jsonl => Self::Jsonl,
            Format::Json => Self::Json,
            Format::Csv => Self::Csv,
        }
    }
}

/// Where reports come from.
#[derive(Debug, Group)]
pub(crate) struct Inputs {
    /// Files or folders of reports (.txt, .json, .jsonl, .html, also gzipped); `-` is standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The date of reports that have none of their own
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<Date>,
    /// The publisher of reports that name none
    #[arg(long = "published-by", value_name = "NAME")]
    pub published_by: Option<String>,
    /// Take all inputs for this format, whatever their names say
    #[arg(long = "from", value_name = "FORMAT", value_parser = input_format)]
    pub from: Option<onrecord::Format>,
    /// Leave out reports in other languages than these (ISO 639-1 codes, as in `en,fr`); a text too short to tell stays.
    /// Without this, every report is read, and those that aren't in English are told
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub language: Vec<String>,
    /// Stop at the first report that fails
    #[arg(long)]
    pub strict: bool,
    /// How many threads work; as many as there are processors by default. The output is the same for any
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
}

#[derive(Debug, Group)]
pub(crate) struct Read {
    #[command(flatten)]
    pub inputs: Inputs,
    /// How the output is written
    #[arg(long, value_enum, default_value_t = RecordFormat::Table)]
    pub format: RecordFormat,
    /// Write TimeML to files in this folder, one a report: ID.tml
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// Give each sentence's words in JSON, with tags, lemmas and dependency trees
    #[arg(long)]
    pub tokens: bool,
}

#[derive(Debug, Group)]
pub(crate) struct Add {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub ledger: Ledger,
}

/// Which ledger.
#[derive(Debug, Group)]
pub(crate) struct Ledger {
    /// The ledger's file [default: onrecord/ledger.db in the user's data folder]
    #[arg(long, value_name = "FILE", env = "ONRECORD_LEDGER")]
    pub ledger: Option<PathBuf>,
}

/// Which part of a list.
#[derive(Debug, Group)]
pub(crate) struct Listing {
    #[command(flatten)]
    pub ledger: Ledger,
    /// How the output is written
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// In reports dated on this day or later
    #[arg(long, value_name = "DATE")]
    pub since: Option<Date>,
    /// In reports dated on this day or earlier
    #[arg(long, value_name = "DATE")]
    pub until: Option<Date>,
    /// In reports of this publisher
    #[arg(long, value_name = "NAME")]
    pub publisher: Option<String>,
    /// What was known on this day: from reports dated up to it
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// At most so many rows
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

#[derive(Debug, Group)]
pub(crate) struct Reports {
    /// Words that all stand in the report
    #[arg(long, value_name = "WORDS")]
    pub about: Option<String>,
    #[command(flatten)]
    pub listing: Listing,
}

#[derive(Debug, Group)]
pub(crate) struct OneReport {
    /// The report's id, as `onrecord reports` lists it
    pub id: String,
    /// An earlier version of it, counted from 1
    #[arg(long, value_name = "N")]
    pub version: Option<u32>,
    #[command(flatten)]
    pub ledger: Ledger,
    /// How the output is written
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
}

#[derive(Debug, Group)]
pub(crate) struct Claims {
    /// Of sources with these words in their name or description
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// With all these words in what is said
    #[arg(long, value_name = "WORDS")]
    pub about: Option<String>,
    /// Of sources of this kind: none, document, outlet, spokesperson, named, institution, unnamed, group-of-people
    #[arg(long, value_name = "KIND")]
    pub kind: Option<SourceKind>,
    /// In which the source does this: state, announce, confirm, deny, decline, accuse, demand, offer, accept, reject,
    /// warn, ask, believe
    #[arg(long, value_name = "ACT")]
    pub act: Option<Act>,
    /// Of sources that the report says speak for this one
    #[arg(long, value_name = "NAME")]
    pub on_behalf_of: Option<String>,
    /// Of sources that asked not to be named
    #[arg(long)]
    pub anonymous: bool,
    /// Said on these days: a day (2025-03-05), a month (2025-03), a year, or from..to
    #[arg(long, value_name = "DAYS")]
    pub said_on: Option<Period>,
    /// With a time in what is said that covers one of these days
    #[arg(long, value_name = "DAYS")]
    pub about_time: Option<Period>,
    #[command(flatten)]
    pub listing: Listing,
}

#[derive(Debug, Group)]
pub(crate) struct Sources {
    /// With these words in their name or description
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Of this kind: document, outlet, spokesperson, named, institution, unnamed, group-of-people
    #[arg(long, value_name = "KIND")]
    pub kind: Option<SourceKind>,
    #[command(flatten)]
    pub listing: Listing,
}

/// What is derived from all reports of a ledger.
#[derive(Debug, Group)]
pub(crate) struct Derived {
    #[command(flatten)]
    pub ledger: Ledger,
    /// How the output is written
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// What was known on this day: from reports dated up to it
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

#[derive(Debug, Group)]
pub(crate) struct Remove {
    /// The reports' ids, as `onrecord reports` lists them
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<String>,
    #[command(flatten)]
    pub ledger: Ledger,
}

#[derive(Debug, Group)]
pub(crate) struct Actors {
    /// Words of one of its names
    pub name: Option<String>,
    /// Lay down who is who, and which claims are the same, as in this file (TOML), in the place of what was laid down
    /// before
    #[arg(long, value_name = "FILE", conflicts_with_all = ["name", "export"])]
    pub import: Option<PathBuf>,
    /// Write what is laid down to this file (TOML); `-` is standard output
    #[arg(long, value_name = "FILE", conflicts_with = "name")]
    pub export: Option<PathBuf>,
    #[command(flatten)]
    pub derived: Derived,
}

#[derive(Debug, Group)]
pub(crate) struct OneActor {
    /// One of its names
    pub name: String,
    /// The actor of this name is the same
    #[arg(long, value_name = "NAME")]
    pub merge: Vec<String>,
    /// This one of its names is another's
    #[arg(long, value_name = "NAME")]
    pub split: Vec<String>,
    /// It's to be called this
    #[arg(long, value_name = "NAME")]
    pub rename: Option<String>,
    /// This is a name of it
    #[arg(long, value_name = "NAME")]
    pub alias: Vec<String>,
    /// It's this: person, organization, place/government, group
    #[arg(long, value_parser = kind)]
    pub kind: Option<onrecord::link::ActorKind>,
    /// What it does or is head of
    #[arg(long, value_name = "WORDS")]
    pub role: Option<String>,
    /// A word of yours for it
    #[arg(long, value_name = "WORD")]
    pub tag: Vec<String>,
    /// ISO 3166-1 alpha-3 of the state that it is or belongs to: NOR
    #[arg(long, value_name = "CODE")]
    pub iso3166: Option<String>,
    /// A code in CAMEO's style: NORGOV
    #[arg(long, value_name = "CODE")]
    pub cameo: Option<String>,
    /// Take back what was laid down of it
    #[arg(long)]
    pub forget: bool,
    #[command(flatten)]
    pub derived: Derived,
}

#[derive(Debug, Group)]
pub(crate) struct OneClaim {
    /// The claim's name: a report's id and one of its attributions, REPORT#a3, as `onrecord claims --format csv` lists it
    pub id: String,
    /// This claim states the same
    #[arg(long, value_name = "ID")]
    pub same_as: Vec<String>,
    /// This claim, or this statement of it, states something else
    #[arg(long = "not", value_name = "ID")]
    pub not: Vec<String>,
    #[command(flatten)]
    pub derived: Derived,
}

#[derive(Debug, Group)]
pub(crate) struct Positions {
    /// Of actors with these words in their name
    #[arg(long, value_name = "NAME")]
    pub actor: Option<String>,
    /// On issues with these words
    #[arg(long, value_name = "WORDS")]
    pub issue: Option<String>,
    #[command(flatten)]
    pub derived: Derived,
}

#[derive(Debug, Group)]
pub(crate) struct OneStory {
    /// The story's id, as `onrecord stories` lists it, or that of any report in it
    pub id: Option<String>,
    /// Take the whole ledger as one story
    #[arg(long, conflicts_with = "id")]
    pub all: bool,
    #[command(flatten)]
    pub derived: Derived,
}

#[derive(Debug, Group)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub ledger: Ledger,
    /// The port to listen on; 0 takes any free one
    #[arg(long, value_name = "N", default_value_t = 7878)]
    pub port: u16,
    /// The address to listen on; another than this machine's own lets others read the ledger
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: IpAddr,
}

fn kind(name: &str) -> Result<onrecord::link::ActorKind, String> {
    serde_json::from_value(name.into())
        .map_err(|_| "the kinds are person, organization, place/government and group".to_owned())
}

fn input_format(name: &str) -> Result<onrecord::Format, String> {
    use onrecord::Format;
    match name {
        "text" => Ok(Format::Text),
        "json" => Ok(Format::Json),
        "jsonl" => Ok(Format::Jsonl),
        "html" => Ok(Format::Html),
        _ => Err("the formats are text, json, jsonl and html".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_arguments_are_sound() {
        use clap::CommandFactory;
        super::Args::command().debug_assert();
    }
}
