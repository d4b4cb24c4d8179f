//! `onrecord serve`: the ledger in a browser.

use std::io::Write;
use std::process::ExitCode;

use onrecord::ledger::Ledger;

use crate::args::Serve;
use crate::commands::{add, path};
use crate::failure::SOME_FAILED;

pub(crate) fn run(args: &Serve) -> anyhow::Result<ExitCode> {
    // Reports named here are looked at without touching the user's ledger, unless that is named too.
    let passing = tempfile::Builder::new().prefix("onrecord-").tempdir()?;
    let own = !args.inputs.paths.is_empty() && args.ledger.ledger.is_none();
    let ledger = if own {
        passing.path().join("ledger.db")
    } else {
        path(&args.ledger)?
    };
    let mut failed = 0;
    if !args.inputs.paths.is_empty() {
        failed = add::keep_at(&args.inputs, &ledger)?.failed;
    }
    // A clear word before the server starts, rather than an error on every page.
    drop(Ledger::open_read_only(&ledger)?);
    let options = onrecord::serve::Options {
        ledger,
        host: args.host,
        port: args.port,
    };
    onrecord::serve::run(options, |address| {
        let mut out = std::io::stdout().lock();
        // The server goes on where nobody reads its address.
        let _ = writeln!(out, "http://{address}");
        let _ = out.flush();
        eprintln!("Ctrl-C stops it.");
    })?;
    Ok(if failed == 0 {
        ExitCode::SUCCESS
    } else {
        SOME_FAILED.into()
    })
}
