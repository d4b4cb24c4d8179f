//! Whole records, one after the other.

use std::io::Write;

use onrecord_types::{Attribution, Offsets, Record, Span};

use crate::args::RecordFormat as Format;
use crate::failure::Failure;
use crate::show::table::{shown, table};
use crate::show::{conllu, timeml};

/// Writes records in one format.
pub(crate) struct Records {
    format: Format,
    on_terminal: bool,
    written: usize,
}

/// The columns of a record's attributions as CSV.
const COLUMNS: [&str; 26] = [
    "report",
    "date",
    "publisher",
    "title",
    "attribution",
    "source",
    "source_spans",
    "source_name",
    "source_kind",
    "cue",
    "cue_spans",
    "content",
    "content_spans",
    "directness",
    "said_on",
    "parent",
    "url",
    "act",
    "on_behalf_of",
    "anonymity",
    "negated",
    "hedged",
    "addressee",
    "medium",
    "chain",
    "confidence",
];

impl Records {
    pub fn new(format: impl Into<Format>, on_terminal: bool) -> Self {
        Self {
            format: format.into(),
            on_terminal,
            written: 0,
        }
    }

    pub fn write(&mut self, record: &Record, out: &mut impl Write) -> anyhow::Result<()> {
        let first = self.written == 0;
        self.written += 1;
        match self.format {
            Format::Jsonl => {
                serde_json::to_writer(&mut *out, record)?;
                out.write_all(b"\n")?;
            }
            Format::Json => {
                out.write_all(if first { b"[\n" } else { b",\n" })?;
                serde_json::to_writer(&mut *out, record)?;
            }
            Format::Csv => {
                let mut csv = csv::Writer::from_writer(&mut *out);
                if first {
                    csv.write_record(COLUMNS)?;
                }
                let offsets = Offsets::new(&record.report.text);
                for attribution in &record.attributions {
                    csv.write_record(fields(record, attribution, &offsets))?;
                }
                csv.flush()?;
            }
            Format::Conllu => conllu::write(record, out)?,
            Format::Timeml if first => timeml::write(record, out)?,
            Format::Timeml => {
                return Err(Failure::new(
                    "there is more than one report, and a TimeML document holds one",
                    "name a folder for them: `onrecord read --format timeml --out FOLDER …`",
                )
                .into());
            }
            Format::Table => {
                if !first {
                    out.write_all(b"\n")?;
                }
                out.write_all(as_table(record, self.on_terminal).as_bytes())?;
            }
        }
        Ok(())
    }

    pub fn finish(&mut self, out: &mut impl Write) -> anyhow::Result<()> {
        match self.format {
            Format::Json if self.written == 0 => out.write_all(b"[]\n")?,
            Format::Json => out.write_all(b"\n]\n")?,
            Format::Csv if self.written == 0 => writeln!(out, "{}", COLUMNS.join(","))?,
            _ => {}
        }
        Ok(())
    }
}

/// The words of spans; the parts of a discontinuous one are joined by " … ".
fn words(text: &str, offsets: &Offsets, spans: &[Span]) -> String {
    spans
        .iter()
        .filter_map(|&span| offsets.slice(text, span))
        .collect::<Vec<_>>()
        .join(" … ")
}

/// "0:24 30:41": where each part starts and ends.
pub(crate) fn places(spans: &[Span]) -> String {
    spans
        .iter()
        .map(|s| format!("{}:{}", s.start(), s.end()))
        .collect::<Vec<_>>()
        .join(" ")
}

fn fields(record: &Record, a: &Attribution, offsets: &Offsets) -> [String; 26] {
    let report = &record.report;
    let words = |spans: &[Span]| words(&report.text, offsets, spans);
    let optional = |field: &Option<String>| field.clone().unwrap_or_default();
    [
        report.id.clone(),
        report.date.to_string(),
        optional(&report.publisher),
        optional(&report.title),
        a.id.clone(),
        words(&a.source),
        places(&a.source),
        name(record, a).unwrap_or_default().to_owned(),
        a.source_kind
            .map(|kind| kind.as_str().to_owned())
            .unwrap_or_default(),
        words(&a.cue),
        places(&a.cue),
        words(&a.content),
        places(&a.content),
        a.directness.map(|d| d.as_str().to_owned()).unwrap_or_default(),
        a.said_on.map(|day| day.to_string()).unwrap_or_default(),
        optional(&a.parent),
        optional(&report.url),
        a.act.map(|act| act.as_str().to_owned()).unwrap_or_default(),
        optional(&a.on_behalf_of),
        a.anonymity.to_string(),
        a.negated.to_string(),
        a.hedged.to_string(),
        a.addressee.map(|span| words(&[span])).unwrap_or_default(),
        a.medium.map(|span| words(&[span])).unwrap_or_default(),
        outwards(record, a, offsets).join(" ← "),
        a.confidence.map(|c| c.get().to_string()).unwrap_or_default(),
    ]
}

/// The name of the entity that the source is.
fn name<'r>(record: &'r Record, a: &Attribution) -> Option<&'r str> {
    let id = a.source_entity.as_ref()?;
    record
        .entities
        .iter()
        .find(|e| e.id == *id)
        .map(|e| e.name.as_str())
}

fn as_table(record: &Record, on_terminal: bool) -> String {
    let report = &record.report;
    let (bold, plain) = if on_terminal {
        ("\x1b[1m", "\x1b[0m")
    } else {
        ("", "")
    };
    let head: Vec<String> = [
        Some(report.date.to_string()),
        report.publisher.clone(),
        report.title.clone(),
    ]
    .into_iter()
    .flatten()
    .map(|part| shown(&part))
    .collect();
    let mut out = format!("{bold}{}{plain}\n{}\n", head.join(" · "), shown(&report.id));
    if record.attributions.is_empty() {
        out.push_str("(nobody is on record here)\n");
        return out;
    }
    let offsets = Offsets::new(&report.text);
    let rows = record
        .attributions
        .iter()
        .map(|a| {
            let words = |spans: &[Span]| shown(&words(&report.text, &offsets, spans));
            let mut who = who(record, a, &words(&a.source));
            for outer in outwards(record, a, &offsets) {
                // "officials ← Axios": who passes it on.
                who.push_str(" ← ");
                who.push_str(&shown(&outer));
            }
            vec![
                who,
                a.act.map_or("–", |act| act.as_str()).to_owned(),
                words(&a.cue),
                words(&a.content),
                said_on(a),
            ]
        })
        .collect();
    let shares = [Some(30), None, Some(16), None, None];
    out + &table(
        &["who", "act", "cue", "what", "said on"],
        &shares,
        rows,
        on_terminal,
    )
}

/// Who passes an attribution on, from its parent's source outwards.
fn outwards(record: &Record, a: &Attribution, offsets: &Offsets) -> Vec<String> {
    let parent_of = |a: &Attribution| {
        record
            .attributions
            .iter()
            .find(|p| a.parent.as_ref() == Some(&p.id))
    };
    let mut out = Vec::new();
    let mut at = parent_of(a);
    // Parents make a tree, but a record from elsewhere may say otherwise.
    while let Some(parent) = at.filter(|_| out.len() < record.attributions.len()) {
        let source = || words(&record.report.text, offsets, &parent.source);
        out.push(name(record, parent).map_or_else(source, str::to_owned));
        at = parent_of(parent);
    }
    out
}

/// The source's words, its name where that says more, and its kind.
fn who(record: &Record, a: &Attribution, source: &str) -> String {
    let kind = a.source_kind.map_or("kind unknown", |kind| kind.as_str());
    if source.is_empty() {
        return "(no source)".to_owned();
    }
    match name(record, a)
        .map(shown)
        .filter(|name| !source.to_lowercase().contains(&name.to_lowercase()))
    {
        Some(name) => format!("{source} = {name} ({kind})"),
        None => format!("{source} ({kind})"),
    }
}

fn said_on(a: &Attribution) -> String {
    a.said_on.map_or_else(|| "–".to_owned(), |day| day.to_string())
}
