//! Rows of the ledger's answers.

use std::io::Write;

use onrecord::ledger::{ClaimRow, ReportRow, SourceRow};
use serde::Serialize;

use crate::args::Format;
use crate::show::records::places;
use crate::show::table::{shown, table};

/// A row that can be written in every format.
pub(crate) trait Row: Serialize {
    /// The heads of a table for people, with the share of its width that a column may take.
    const HEADS: &'static [(&'static str, Option<u16>)];
    /// The columns as CSV.
    const COLUMNS: &'static [&'static str];
    /// What is said where there's no row.
    const NONE: &'static str;
    /// The cells of a table for people.
    fn cells(&self) -> Vec<String>;
    /// The fields as CSV.
    fn fields(&self) -> Vec<String>;
}

/// Writes rows in a format.
pub(crate) fn rows<R: Row>(
    format: Format,
    rows: &[R],
    on_terminal: bool,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    match format {
        Format::Jsonl => {
            for row in rows {
                serde_json::to_writer(&mut *out, row)?;
                out.write_all(b"\n")?;
            }
        }
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, rows)?;
            out.write_all(b"\n")?;
        }
        Format::Csv => {
            let mut csv = csv::Writer::from_writer(&mut *out);
            csv.write_record(R::COLUMNS)?;
            for row in rows {
                csv.write_record(row.fields())?;
            }
            csv.flush()?;
        }
        Format::Table if rows.is_empty() => writeln!(out, "{}", R::NONE)?,
        Format::Table => {
            let (heads, shares): (Vec<_>, Vec<_>) = R::HEADS.iter().copied().unzip();
            let cells = rows
                .iter()
                .map(|row| row.cells().iter().map(|cell| shown(cell)).collect())
                .collect();
            out.write_all(table(&heads, &shares, cells, on_terminal).as_bytes())?;
        }
    }
    Ok(())
}

fn or_dash(value: Option<&str>) -> String {
    value.unwrap_or("–").to_owned()
}

impl Row for ReportRow {
    const HEADS: &'static [(&'static str, Option<u16>)] = &[
        ("date", None),
        ("publisher", Some(14)),
        ("report", Some(30)),
        ("title", None),
        ("words", None),
        ("claims", None),
    ];
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "date",
        "publisher",
        "title",
        "opening",
        "version",
        "words",
        "attributions",
    ];
    const NONE: &'static str = "No report of the ledger fits.";

    fn cells(&self) -> Vec<String> {
        vec![
            self.date.to_string(),
            or_dash(self.publisher.as_deref()),
            self.id.clone(),
            self.title.clone().unwrap_or_else(|| self.opening.clone()),
            self.words.to_string(),
            self.attributions.to_string(),
        ]
    }

    fn fields(&self) -> Vec<String> {
        vec![
            self.id.clone(),
            self.date.to_string(),
            self.publisher.clone().unwrap_or_default(),
            self.title.clone().unwrap_or_default(),
            self.opening.clone(),
            self.version.to_string(),
            self.words.to_string(),
            self.attributions.to_string(),
        ]
    }
}

impl Row for ClaimRow {
    const HEADS: &'static [(&'static str, Option<u16>)] = &[
        ("who", Some(24)),
        ("act", None),
        ("cue", Some(12)),
        ("what", None),
        ("said on", None),
        ("where", Some(24)),
    ];
    const COLUMNS: &'static [&'static str] = &[
        "report",
        "date",
        "publisher",
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
        "act",
        "on_behalf_of",
        "anonymity",
        "negated",
        "hedged",
        "addressee",
        "medium",
        "parent",
        "chain",
        "confidence",
        "source_original",
        "source_office",
        "claim",
        "number_of_sources",
        "independent_reports",
        "same_as",
        "via",
    ];
    const NONE: &'static str = "No claim of the ledger fits.";

    fn cells(&self) -> Vec<String> {
        let kind = self.source_kind.map_or("kind unknown", |kind| kind.as_str());
        let who = match (&self.source_name, self.source.as_str()) {
            (_, "") => "(no source)".to_owned(),
            (Some(name), source) if !shown(source).to_lowercase().contains(&name.to_lowercase()) => {
                format!("{source} = {name} ({kind})")
            }
            (_, source) => format!("{source} ({kind})"),
        };
        let who = if self.chain.is_empty() {
            who
        } else {
            // "officials ← Axios": who passes it on.
            format!("{who} ← {}", self.chain.join(" ← "))
        };
        let place = self.content_spans.first().or(self.cue_spans.first());
        vec![
            who,
            or_dash(self.act.map(|act| act.as_str())),
            self.cue.clone(),
            self.content.clone(),
            self.said_on.map_or_else(|| "–".to_owned(), |day| day.to_string()),
            format!(
                "{} {}",
                self.report,
                place.map(|&span| places(&[span])).unwrap_or_default()
            ),
        ]
    }

    fn fields(&self) -> Vec<String> {
        vec![
            self.report.clone(),
            self.date.to_string(),
            self.publisher.clone().unwrap_or_default(),
            self.attribution.clone(),
            self.source.clone(),
            places(&self.source_spans),
            self.source_name.clone().unwrap_or_default(),
            self.source_kind
                .map(|kind| kind.as_str().to_owned())
                .unwrap_or_default(),
            self.cue.clone(),
            places(&self.cue_spans),
            self.content.clone(),
            places(&self.content_spans),
            self.directness.map(|d| d.as_str().to_owned()).unwrap_or_default(),
            self.said_on.map(|day| day.to_string()).unwrap_or_default(),
            self.act.map(|act| act.as_str().to_owned()).unwrap_or_default(),
            self.on_behalf_of.clone().unwrap_or_default(),
            self.anonymity.to_string(),
            self.negated.to_string(),
            self.hedged.to_string(),
            self.addressee.clone().unwrap_or_default(),
            self.medium.clone().unwrap_or_default(),
            self.parent.clone().unwrap_or_default(),
            self.chain.join(" ← "),
            self.confidence.map(|c| c.get().to_string()).unwrap_or_default(),
            self.source_original.clone().unwrap_or_default(),
            self.source_office.clone().unwrap_or_default(),
            self.link.claim.clone().unwrap_or_default(),
            self.link.number_of_sources.to_string(),
            self.link.independent_reports.to_string(),
            self.link.same_as.join("|"),
            self.link.via.join(" ← "),
        ]
    }
}

impl Row for SourceRow {
    const HEADS: &'static [(&'static str, Option<u16>)] = &[
        ("source", Some(36)),
        ("kind", None),
        ("claims", None),
        ("reports", None),
        ("publishers", None),
        ("first", None),
        ("last", None),
        ("for one", Some(26)),
    ];
    const COLUMNS: &'static [&'static str] = &[
        "name",
        "kind",
        "attributions",
        "reports",
        "publishers",
        "first",
        "last",
        "report",
        "attribution",
        "span",
    ];
    const NONE: &'static str = "No source of the ledger fits.";

    fn cells(&self) -> Vec<String> {
        vec![
            self.name.clone(),
            or_dash(self.kind.map(|kind| kind.as_str())),
            self.attributions.to_string(),
            self.reports.to_string(),
            self.publishers.to_string(),
            self.first.to_string(),
            self.last.to_string(),
            format!(
                "{} {}",
                self.report,
                self.span.map(|span| places(&[span])).unwrap_or_default()
            ),
        ]
    }

    fn fields(&self) -> Vec<String> {
        vec![
            self.name.clone(),
            self.kind.map(|kind| kind.as_str().to_owned()).unwrap_or_default(),
            self.attributions.to_string(),
            self.reports.to_string(),
            self.publishers.to_string(),
            self.first.to_string(),
            self.last.to_string(),
            self.report.clone(),
            self.attribution.clone(),
            self.span.map(|span| places(&[span])).unwrap_or_default(),
        ]
    }
}
