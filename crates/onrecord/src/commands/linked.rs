//! `onrecord repeats`, `answers`, `positions`, `agreements`, `stories`, `story`, `timeline`: what the reports of a ledger
//! add up to.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use onrecord::ledger::{DayEntry, Ledger, LinkQuery, Whole};
use onrecord::link::Evidence;
use onrecord::{Offsets, Span};

use crate::args::{Derived, Format, OneStory, Positions};
use crate::commands::linked_ledger;
use crate::failure::Failure;
use crate::show::{self, AgreementRow, AnswerRow, Place, PositionRow, RepeatRow, Row, StoryRow, TimelineRow};

/// The words of places, each report's text read once.
pub(crate) struct Places<'l> {
    ledger: &'l Ledger,
    texts: RefCell<HashMap<String, Option<(String, Offsets)>>>,
}

impl<'l> Places<'l> {
    pub fn new(ledger: &'l Ledger) -> Self {
        Self {
            ledger,
            texts: RefCell::default(),
        }
    }

    /// The day that a report is dated.
    pub fn day(&self, report: &str) -> anyhow::Result<Option<jiff::civil::Date>> {
        Ok(self.ledger.day_of(report)?)
    }

    /// Where words stand first in a report.
    pub fn first(&self, report: &str, words: &str) -> anyhow::Result<Vec<Place>> {
        let text = self.ledger.text(report)?.unwrap_or_default();
        let span = text
            .find(words)
            .and_then(|at| Offsets::new(&text).span(at..at + words.len()));
        match span {
            Some(span) => self.of(&[(report.to_owned(), span.start(), span.end())]),
            None => Ok(Vec::new()),
        }
    }

    /// Where evidence stands, with its words.
    pub fn of(&self, evidence: &[Evidence]) -> anyhow::Result<Vec<Place>> {
        let mut out = Vec::new();
        let mut texts = self.texts.borrow_mut();
        for (id, start, end) in evidence {
            if !texts.contains_key(id) {
                let text = self.ledger.text(id)?;
                let with_offsets = text.map(|text| {
                    let offsets = Offsets::new(&text);
                    (text, offsets)
                });
                texts.insert(id.clone(), with_offsets);
            }
            let words = texts
                .get(id)
                .and_then(Option::as_ref)
                .zip(Span::new(*start, *end))
                .and_then(|((text, offsets), span)| offsets.slice(text, span));
            out.extend(words.map(|words| Place {
                report: id.clone(),
                start: *start,
                end: *end,
                words: words.to_owned(),
            }));
        }
        Ok(out)
    }
}

/// The question that arguments ask.
pub(crate) fn query(args: &Derived) -> LinkQuery {
    LinkQuery {
        as_of: args.as_of,
        limit: args.limit,
        ..LinkQuery::default()
    }
}

pub(crate) fn repeats(args: &Derived) -> anyhow::Result<ExitCode> {
    let ledger = linked_ledger(&args.ledger)?;
    let places = Places::new(&ledger);
    let mut rows = Vec::new();
    for copied in ledger.copied(&query(args))? {
        let own: Vec<Evidence> = copied.shared.iter().map(|(own, _)| own.clone()).collect();
        let others: Vec<Evidence> = copied.shared.iter().map(|(_, other)| other.clone()).collect();
        rows.push(RepeatRow {
            kind: "copied",
            report: copied.report,
            of: copied.of,
            layer: Some(copied.layer),
            places: places.of(&own)?,
            of_places: places.of(&others)?,
        });
    }
    for credited in ledger.credited(&query(args))? {
        rows.push(RepeatRow {
            kind: "credited",
            report: credited.report,
            of: credited.outlet,
            layer: None,
            places: places.of(&credited.evidence)?,
            of_places: Vec::new(),
        });
    }
    rows.truncate(args.limit.unwrap_or(usize::MAX));
    write(args.format, &rows)
}

pub(crate) fn answers(args: &Derived) -> anyhow::Result<ExitCode> {
    let ledger = linked_ledger(&args.ledger)?;
    let places = Places::new(&ledger);
    let mut rows = Vec::new();
    for answer in ledger.answers(&query(args))? {
        rows.push(AnswerRow {
            places: places.of(&answer.evidence)?,
            of_places: places.of(&answer.of_evidence)?,
            claim: answer.claim,
            by: answer.by,
            relation: answer.relation,
            of: answer.of,
            of_by: answer.of_by,
        });
    }
    write(args.format, &rows)
}

pub(crate) fn positions(args: &Positions) -> anyhow::Result<ExitCode> {
    let ledger = linked_ledger(&args.derived.ledger)?;
    let places = Places::new(&ledger);
    let asked = LinkQuery {
        name: args.actor.clone(),
        about: args.issue.clone(),
        ..query(&args.derived)
    };
    let mut rows = Vec::new();
    for position in ledger.positions(&asked)? {
        rows.push(PositionRow {
            places: places.of(&position.evidence)?,
            actor: position.actor,
            issue: position.issue,
            stance: position.stance,
            as_of: position.as_of,
        });
    }
    write(args.derived.format, &rows)
}

pub(crate) fn agreements(args: &Derived) -> anyhow::Result<ExitCode> {
    let ledger = linked_ledger(&args.ledger)?;
    let places = Places::new(&ledger);
    let mut rows = Vec::new();
    for agreement in ledger.agreements(&query(args))? {
        for status in &agreement.status {
            rows.push(AgreementRow {
                agreement: agreement.name.clone(),
                parties: agreement.parties.clone(),
                began: agreement.began,
                class: agreement.class.as_ref().map(|class| class.value),
                purposes: agreement.purposes.iter().map(|purpose| purpose.value).collect(),
                status: status.status,
                as_of: status.as_of,
                says: status.says.clone(),
                places: places.of(&status.evidence)?,
            });
        }
    }
    rows.truncate(args.limit.unwrap_or(usize::MAX));
    write(args.format, &rows)
}

pub(crate) fn stories(args: &Derived) -> anyhow::Result<ExitCode> {
    let stories = linked_ledger(&args.ledger)?.stories(&query(args))?;
    let rows: Vec<StoryRow> = stories.into_iter().map(|story| StoryRow { story }).collect();
    write(args.format, &rows)
}

/// One story, or the whole ledger as one: for programs everything that is known of it, for people its timeline.
pub(crate) fn story(args: &OneStory) -> anyhow::Result<ExitCode> {
    let ledger = linked_ledger(&args.derived.ledger)?;
    let whole = match &args.id {
        Some(id) => ledger.story(id, args.derived.as_of)?.ok_or_else(|| {
            let hint = "`onrecord stories` lists those there are; `--all` takes the whole ledger as one";
            Failure::new(format!("the ledger has no story {id}"), hint)
        })?,
        None if args.all => ledger.whole(args.derived.as_of)?,
        None => {
            let hint = "name one that `onrecord stories` lists, or take the whole ledger with --all";
            return Err(Failure::new("no story is named", hint).into());
        }
    };
    match args.derived.format {
        Format::Json | Format::Jsonl => {
            let mut out = BufWriter::new(io::stdout().lock());
            if args.derived.format == Format::Json {
                serde_json::to_writer_pretty(&mut out, &whole.linked)?;
            } else {
                serde_json::to_writer(&mut out, &whole.linked)?;
            }
            out.write_all(b"\n")?;
            out.flush()?;
            Ok(ExitCode::SUCCESS)
        }
        Format::Table | Format::Csv => timeline_of(&args.derived, &ledger, days(&whole)),
    }
}

fn days(whole: &Whole) -> Vec<DayEntry> {
    DayEntry::of(&whole.linked)
}

pub(crate) fn timeline(args: &Derived) -> anyhow::Result<ExitCode> {
    let ledger = linked_ledger(&args.ledger)?;
    let entries = ledger.days(&query(args))?;
    timeline_of(args, &ledger, entries)
}

fn timeline_of(args: &Derived, ledger: &Ledger, entries: Vec<DayEntry>) -> anyhow::Result<ExitCode> {
    let places = Places::new(ledger);
    let mut rows = Vec::new();
    for entry in entries.into_iter().take(args.limit.unwrap_or(usize::MAX)) {
        rows.push(TimelineRow {
            places: places.of(&entry.evidence)?,
            day: entry.day,
            who: entry.who,
            what: entry.what,
        });
    }
    write(args.format, &rows)
}

pub(crate) fn write<R: Row>(format: Format, rows: &[R]) -> anyhow::Result<ExitCode> {
    let stdout = io::stdout();
    let on_terminal = stdout.is_terminal();
    let mut out = BufWriter::new(stdout.lock());
    show::rows(format, rows, on_terminal, &mut out)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
