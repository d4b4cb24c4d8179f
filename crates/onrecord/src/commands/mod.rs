//! One module a command.

mod add;
mod chosen;
mod claim;
mod linked;
mod list;
mod read;
mod remove;
mod report;
mod serve;

use std::path::PathBuf;
use std::process::ExitCode;

use onrecord::ledger::Ledger;

use crate::args::{self, Args, Command};
use crate::failure::{Failure, SOME_FAILED};
use crate::run::Outcome;

/// Does what the arguments say.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    match args.command {
        Command::Read(read) => read::run(&read),
        Command::Add(add) => add::run(&add),
        Command::Remove(remove) => remove::run(&remove),
        Command::Reports(reports) => list::reports(reports),
        Command::Report(report) => report::run(&report),
        Command::Claims(claims) => list::claims(claims),
        Command::Sources(sources) => list::sources(sources),
        Command::Actors(actors) => chosen::actors(&actors),
        Command::Actor(actor) => chosen::actor(&actor),
        Command::Repeats(derived) => linked::repeats(&derived),
        Command::Claim(claim) => claim::run(&claim),
        Command::Answers(derived) => linked::answers(&derived),
        Command::Positions(positions) => linked::positions(&positions),
        Command::Agreements(derived) => linked::agreements(&derived),
        Command::Stories(derived) => linked::stories(&derived),
        Command::Story(story) => linked::story(&story),
        Command::Timeline(derived) => linked::timeline(&derived),
        Command::Serve(serve) => serve::run(&serve),
    }
}

/// The exit code of a run, after a word on what failed.
fn code(outcome: Outcome) -> ExitCode {
    if outcome.failed == 0 {
        return ExitCode::SUCCESS;
    }
    eprintln!(
        "{} of {} could not be read",
        count(outcome.failed, "report"),
        outcome.done + outcome.failed
    );
    SOME_FAILED.into()
}

/// "1 report", "2 reports".
fn count(n: u64, what: &str) -> String {
    if n == 1 {
        format!("1 {what}")
    } else {
        format!("{n} {what}s")
    }
}

/// The ledger that is meant, to read, with its links up to date.
fn linked_ledger(ledger: &args::Ledger) -> anyhow::Result<Ledger> {
    let path = path(ledger)?;
    let read = Ledger::open_read_only(&path)?;
    if read.is_linked()? {
        return Ok(read);
    }
    // Whoever added reports was stopped before this, or another onrecord did.
    drop(read);
    Ledger::open(&path)?.link()?;
    Ok(Ledger::open_read_only(&path)?)
}

/// The file of the ledger that is meant.
fn path(ledger: &args::Ledger) -> anyhow::Result<PathBuf> {
    ledger
        .ledger
        .clone()
        .or_else(Ledger::default_path)
        .ok_or_else(|| {
            Failure::new(
                "this user has no data folder for the ledger",
                "name a file with --ledger FILE",
            )
            .into()
        })
}
