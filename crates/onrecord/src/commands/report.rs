//! `onrecord report ID`: one report of the ledger.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use onrecord::ledger::{Ledger, ReportQuery};

use crate::args::OneReport;
use crate::commands::path;
use crate::failure::Failure;
use crate::show;

pub(crate) fn run(args: &OneReport) -> anyhow::Result<ExitCode> {
    let ledger = Ledger::open_read_only(&path(&args.ledger)?)?;
    let record = match args.version {
        Some(version) => ledger.record_version(&args.id, version)?,
        None => ledger.record(&args.id)?,
    };
    let Some(record) = record else {
        return Err(unknown(&ledger, args)?.into());
    };
    let stdout = io::stdout();
    let mut writer = show::Records::new(args.format, stdout.is_terminal());
    let mut out = BufWriter::new(stdout.lock());
    writer.write(&record, &mut out)?;
    writer.finish(&mut out)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn unknown(ledger: &Ledger, args: &OneReport) -> anyhow::Result<Failure> {
    if let Some(version) = args.version
        && ledger.record(&args.id)?.is_some()
    {
        let versions = ledger.versions(&args.id)?.len();
        return Ok(Failure::new(
            format!("report {} has no version {version}", args.id),
            format!("it has {versions}, counted from 1"),
        ));
    }
    let all = ledger.reports(&ReportQuery::default())?;
    let wanted = args.id.to_lowercase();
    let close: Vec<&str> = all
        .iter()
        .map(|row| row.id.as_str())
        .filter(|id| id.to_lowercase().contains(&wanted) || wanted.contains(&id.to_lowercase()))
        .take(5)
        .collect();
    let hint = if close.is_empty() {
        "`onrecord reports` lists the ids there are".to_owned()
    } else {
        format!("did you mean {}?", close.join(", "))
    };
    Ok(Failure::new(
        format!("the ledger has no report {}", args.id),
        hint,
    ))
}
