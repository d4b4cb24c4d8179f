//! `onrecord actors`, `repeats`, `answers`, `positions`, `agreements`, `stories`, `story`, `claim`, `timeline`: what the
//! reports of a ledger add up to.

use std::collections::HashMap;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use onrecord::ledger::Ledger;
use onrecord::link::{Evidence, Linked};
use onrecord::{Offsets, Record, Span};

use crate::args::{Actors, Derived, Format, OneClaim, OneStory, Positions};
use crate::commands::path;
use crate::failure::Failure;
use crate::show::{
    self, ActorRow, AgreementRow, AnswerRow, LinkedClaimRow, Place, PositionRow, RepeatRow, Row, StoryRow,
    TimelineRow,
};

/// A ledger's records, linked.
struct Whole {
    records: Vec<Record>,
    linked: Linked,
}

impl Whole {
    fn load(args: &Derived) -> anyhow::Result<Self> {
        let records = Ledger::open_read_only(&path(&args.ledger)?)?.records(args.as_of)?;
        Ok(Self {
            linked: Linked::of(&records),
            records,
        })
    }

    fn places(&self, evidence: &[Evidence]) -> Vec<Place> {
        let by_id: HashMap<&str, &Record> = self.records.iter().map(|r| (r.report.id.as_str(), r)).collect();
        evidence
            .iter()
            .filter_map(|(id, start, end)| {
                let text = &by_id.get(id.as_str())?.report.text;
                let span = Span::new(*start, *end)?;
                Some(Place {
                    report: id.clone(),
                    start: *start,
                    end: *end,
                    words: Offsets::new(text).slice(text, span)?.to_owned(),
                })
            })
            .collect()
    }
}

fn fits(words: &Option<String>, text: &str) -> bool {
    words
        .as_ref()
        .is_none_or(|words| text.to_lowercase().contains(&words.to_lowercase()))
}

pub(crate) fn actors(args: &Actors) -> anyhow::Result<ExitCode> {
    let whole = Whole::load(&args.derived)?;
    let rows: Vec<ActorRow> = whole
        .linked
        .actors
        .iter()
        .filter(|actor| {
            args.name.is_none()
                || actor
                    .aliases
                    .iter()
                    .chain([&actor.name])
                    .any(|alias| fits(&args.name, alias))
        })
        .map(|actor| ActorRow {
            claims: whole
                .linked
                .claims
                .iter()
                .filter(|claim| claim.by == actor.name)
                .count(),
            actor: actor.clone(),
        })
        .collect();
    write(args.derived.format, &rows)
}

pub(crate) fn repeats(args: &Derived) -> anyhow::Result<ExitCode> {
    let whole = Whole::load(args)?;
    let rows: Vec<RepeatRow> = whole
        .linked
        .repeats
        .iter()
        .map(|repeat| {
            let shared: Vec<Evidence> = repeat.shared.iter().take(1).map(|(one, _)| one.clone()).collect();
            RepeatRow {
                words: whole
                    .places(&shared)
                    .pop()
                    .map(|place| place.words)
                    .unwrap_or_default(),
                repeat: repeat.clone(),
            }
        })
        .collect();
    write(args.format, &rows)
}

pub(crate) fn answers(args: &Derived) -> anyhow::Result<ExitCode> {
    let whole = Whole::load(args)?;
    let by_id: HashMap<&str, &onrecord::link::Claim> =
        whole.linked.claims.iter().map(|c| (c.id.as_str(), c)).collect();
    let rows: Vec<AnswerRow> = whole
        .linked
        .answers
        .iter()
        .filter_map(|answer| {
            let (claim, of) = (by_id.get(answer.claim.as_str())?, by_id.get(answer.of.as_str())?);
            Some(AnswerRow {
                claim: claim.id.clone(),
                by: claim.by.clone(),
                relation: answer.relation,
                of: of.id.clone(),
                of_by: of.by.clone(),
                places: whole.places(&claim.evidence),
                of_places: whole.places(&of.evidence),
            })
        })
        .collect();
    write(args.format, &rows)
}

pub(crate) fn positions(args: &Positions) -> anyhow::Result<ExitCode> {
    let whole = Whole::load(&args.derived)?;
    let rows: Vec<PositionRow> = whole
        .linked
        .positions
        .iter()
        .filter(|position| fits(&args.actor, &position.actor) && fits(&args.issue, &position.issue))
        .map(|position| PositionRow {
            actor: position.actor.clone(),
            issue: position.issue.clone(),
            stance: position.stance,
            as_of: position.as_of,
            places: whole.places(&position.evidence),
        })
        .collect();
    write(args.derived.format, &rows)
}

pub(crate) fn agreements(args: &Derived) -> anyhow::Result<ExitCode> {
    let whole = Whole::load(args)?;
    let mut rows = Vec::new();
    for agreement in &whole.linked.agreements {
        for status in &agreement.status {
            rows.push(AgreementRow {
                agreement: agreement.name.clone(),
                parties: agreement.parties.clone(),
                began: agreement.began,
                status: status.status,
                as_of: status.as_of,
                says: status.says.clone(),
                places: whole.places(&status.evidence),
            });
        }
    }
    write(args.format, &rows)
}

pub(crate) fn stories(args: &Derived) -> anyhow::Result<ExitCode> {
    let whole = Whole::load(args)?;
    let rows: Vec<StoryRow> = whole
        .linked
        .stories
        .iter()
        .cloned()
        .map(|story| StoryRow { story })
        .collect();
    write(args.format, &rows)
}

/// One story, or the whole ledger as one: for programs everything that is known of it, for people its timeline.
pub(crate) fn story(args: &OneStory) -> anyhow::Result<ExitCode> {
    let mut whole = Whole::load(&args.derived)?;
    if let Some(id) = &args.id {
        let Some(story) = whole.linked.stories.iter().find(|story| story.id == *id) else {
            let hint = "`onrecord stories` lists those there are; `--all` takes the whole ledger as one";
            return Err(Failure::new(format!("the ledger has no story {id}"), hint).into());
        };
        let reports = story.reports.clone();
        whole.records.retain(|record| reports.contains(&record.report.id));
        whole.linked = Linked::of(&whole.records);
    } else if !args.all {
        let hint = "name one that `onrecord stories` lists, or take the whole ledger with --all";
        return Err(Failure::new("no story is named", hint).into());
    }
    let stdout = io::stdout();
    match args.derived.format {
        Format::Json | Format::Jsonl => {
            let mut out = BufWriter::new(stdout.lock());
            if args.derived.format == Format::Json {
                serde_json::to_writer_pretty(&mut out, &whole.linked)?;
            } else {
                serde_json::to_writer(&mut out, &whole.linked)?;
            }
            out.write_all(b"\n")?;
            out.flush()?;
            Ok(ExitCode::SUCCESS)
        }
        Format::Table | Format::Csv => write(args.derived.format, &days(&whole)),
    }
}

pub(crate) fn timeline(args: &Derived) -> anyhow::Result<ExitCode> {
    let whole = Whole::load(args)?;
    write(args.format, &days(&whole))
}

/// Positions and statuses by day.
fn days(whole: &Whole) -> Vec<TimelineRow> {
    let mut rows: Vec<TimelineRow> = Vec::new();
    for position in &whole.linked.positions {
        let stance = serde_json::to_value(position.stance).ok();
        rows.push(TimelineRow {
            day: position.as_of,
            who: position.actor.clone(),
            what: format!(
                "{} {}",
                stance.as_ref().and_then(|s| s.as_str()).unwrap_or_default(),
                position.issue
            ),
            places: whole.places(&position.evidence),
        });
    }
    for agreement in &whole.linked.agreements {
        for status in &agreement.status {
            let name = serde_json::to_value(status.status).ok();
            rows.push(TimelineRow {
                day: status.as_of,
                who: status.says.clone(),
                what: format!(
                    "{}: {}",
                    agreement.name,
                    name.as_ref().and_then(|s| s.as_str()).unwrap_or_default()
                ),
                places: whole.places(&status.evidence),
            });
        }
    }
    rows.sort_by(|a, b| (a.day, &a.who, &a.what).cmp(&(b.day, &b.who, &b.what)));
    rows
}

pub(crate) fn claim(args: &OneClaim) -> anyhow::Result<ExitCode> {
    let whole = Whole::load(&args.derived)?;
    let claims = &whole.linked.claims;
    let Some(asked) = claims.iter().find(|claim| claim.id == args.id) else {
        let hint = "`onrecord story --all --format json` and `onrecord answers --format json` give the ids";
        return Err(Failure::new(format!("the ledger has no claim {}", args.id), hint).into());
    };
    let mut rows = Vec::new();
    let mut add = |claim: &onrecord::link::Claim, relation: &str| {
        for place in whole.places(&claim.evidence) {
            rows.push(LinkedClaimRow {
                relation: relation.to_owned(),
                id: claim.id.clone(),
                by: claim.by.clone(),
                source_kind: claim.source_kind.clone(),
                act: claim.act.map(|act| act.as_str().to_owned()),
                said_on: claim.said_on,
                number_of_sources: claim.number_of_sources,
                independent_reports: claim.independent_reports,
                place,
            });
        }
    };
    add(asked, "itself");
    for claim in claims.iter().filter(|claim| asked.same_as.contains(&claim.id)) {
        add(claim, "same as");
    }
    for answer in &whole.linked.answers {
        let relation = serde_json::to_value(answer.relation).ok();
        let relation = relation.as_ref().and_then(|r| r.as_str()).unwrap_or_default();
        let other = |id: &str| claims.iter().find(|claim| claim.id == id);
        if answer.of == asked.id {
            other(&answer.claim)
                .into_iter()
                .for_each(|claim| add(claim, &format!("{relation} it")));
        } else if answer.claim == asked.id {
            other(&answer.of)
                .into_iter()
                .for_each(|claim| add(claim, &format!("it {relation}")));
        }
    }
    write(args.derived.format, &rows)
}

fn write<R: Row>(format: Format, rows: &[R]) -> anyhow::Result<ExitCode> {
    let stdout = io::stdout();
    let on_terminal = stdout.is_terminal();
    let mut out = BufWriter::new(stdout.lock());
    show::rows(format, rows, on_terminal, &mut out)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
