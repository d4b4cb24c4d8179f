//! `onrecord add`: reports in, their records kept.

use std::process::ExitCode;

use onrecord::Detail;
use onrecord::ledger::{Added, Ledger};

use crate::args::Add;
use crate::commands::{code, count, path};
use crate::run;

/// What became of the reports.
#[derive(Default)]
struct Tally {
    new: u64,
    versions: u64,
    renewed: u64,
    unchanged: u64,
}

pub(crate) fn run(args: &Add) -> anyhow::Result<ExitCode> {
    crate::commands::read::need_inputs(&args.inputs)?;
    let path = path(&args.ledger)?;
    let (tally, outcome) = keep(&args.inputs, &mut Ledger::open(&path)?)?;
    eprintln!(
        "{}: {}, {}, {} renewed, {} unchanged",
        path.display(),
        count(tally.new, "new report"),
        count(tally.versions, "new version"),
        tally.renewed,
        tally.unchanged
    );
    Ok(code(outcome))
}

/// Adds the inputs' records to a ledger.
fn keep(inputs: &crate::args::Inputs, ledger: &mut Ledger) -> anyhow::Result<(Tally, run::Outcome)> {
    let extractor = onrecord::extractor();
    let mut tally = Tally::default();
    let unchanged = std::cell::Cell::new(0);
    // Both closures need the ledger, one after the other.
    let ledger = std::cell::RefCell::new(ledger);
    let outcome = run::run(
        inputs,
        Detail::default(),
        false,
        |report| {
            let known = ledger.borrow().has(report, &extractor)?;
            unchanged.set(unchanged.get() + u64::from(known));
            Ok(known)
        },
        |record| {
            match ledger.borrow_mut().add(&record, &extractor)? {
                Added::New => tally.new += 1,
                Added::NewVersion(_) => tally.versions += 1,
                Added::Renewed => tally.renewed += 1,
                Added::Unchanged => tally.unchanged += 1,
            }
            Ok(())
        },
    )?;
    tally.unchanged += unchanged.get();
    ledger.borrow_mut().link()?;
    Ok((tally, outcome))
}

/// Adds the inputs' records to the ledger at `path`, and says how many reports failed.
pub(crate) fn keep_at(inputs: &crate::args::Inputs, path: &std::path::Path) -> anyhow::Result<run::Outcome> {
    Ok(keep(inputs, &mut Ledger::open(path)?)?.1)
}
