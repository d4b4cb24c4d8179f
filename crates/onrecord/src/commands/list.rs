//! `onrecord reports`, `claims`, `sources`: what the ledger holds.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use onrecord::ledger::{ClaimQuery, Ledger, ReportQuery, SourceQuery};

use crate::args::{Claims, Listing, Reports, Sources};
use crate::commands::{linked_ledger, path};
use crate::show::{self, Row};

pub(crate) fn reports(args: Reports) -> anyhow::Result<ExitCode> {
    let Listing {
        ledger,
        format,
        since,
        until,
        publisher,
        as_of,
        limit,
    } = args.listing;
    let query = ReportQuery {
        about: args.about,
        publisher,
        since,
        until: until.into_iter().chain(as_of).min(),
        limit,
        offset: 0,
    };
    write(format, &Ledger::open_read_only(&path(&ledger)?)?.reports(&query)?)
}

pub(crate) fn claims(args: Claims) -> anyhow::Result<ExitCode> {
    let Listing {
        ledger,
        format,
        since,
        until,
        publisher,
        as_of,
        limit,
    } = args.listing;
    let query = ClaimQuery {
        by: args.by,
        about: args.about,
        kind: args.kind,
        act: args.act,
        on_behalf_of: args.on_behalf_of,
        anonymous: args.anonymous,
        said_on: args.said_on,
        about_time: args.about_time,
        since,
        until,
        as_of,
        publisher,
        limit,
        ..ClaimQuery::default()
    };
    write(format, &linked_ledger(&ledger)?.claims(&query)?)
}

pub(crate) fn sources(args: Sources) -> anyhow::Result<ExitCode> {
    let Listing {
        ledger,
        format,
        since,
        until,
        publisher,
        as_of,
        limit,
    } = args.listing;
    let query = SourceQuery {
        by: args.by,
        kind: args.kind,
        since,
        until: until.into_iter().chain(as_of).min(),
        publisher,
        limit,
        ..SourceQuery::default()
    };
    write(format, &Ledger::open_read_only(&path(&ledger)?)?.sources(&query)?)
}

fn write<R: Row>(format: crate::args::Format, rows: &[R]) -> anyhow::Result<ExitCode> {
    let stdout = io::stdout();
    let on_terminal = stdout.is_terminal();
    let mut out = BufWriter::new(stdout.lock());
    show::rows(format, rows, on_terminal, &mut out)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
