//! `onrecord remove`: reports out of the ledger, with everything that follows from them.

use std::process::ExitCode;

use onrecord::ledger::Ledger;

use crate::args::Remove;
use crate::commands::{count, path};
use crate::failure::{SOME_FAILED, note};

pub(crate) fn run(args: &Remove) -> anyhow::Result<ExitCode> {
    let path = path(&args.ledger)?;
    // A ledger isn't made only to take something out of it.
    drop(Ledger::open_read_only(&path)?);
    let mut ledger = Ledger::open(&path)?;
    let (mut removed, mut missing) = (0, 0);
    for id in &args.ids {
        match ledger.remove(id)? {
            0 => {
                missing += 1;
                note(
                    &format!("the ledger has no report {id}"),
                    Some("`onrecord reports` lists those there are"),
                );
            }
            _ => removed += 1,
        }
    }
    eprintln!("{}: {} removed", path.display(), count(removed, "report"));
    Ok(if missing == 0 {
        ExitCode::SUCCESS
    } else {
        SOME_FAILED.into()
    })
}
