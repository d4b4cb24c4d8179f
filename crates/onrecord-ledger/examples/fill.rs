//! Fills a ledger from a file of records and says how fast that went, how big it is and how fast it answers.
//!
//! `cargo run --release -p onrecord-ledger --example fill -- RECORDS.jsonl [LEDGER] [WORDS]`

use std::error::Error;
use std::io::BufRead;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use onrecord_ledger::{ClaimQuery, Ledger, LedgerError, ReportQuery, SourceQuery};
use onrecord_types::Record;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let records = args.next().ok_or("which file of records?")?;
    let passing = tempfile::tempdir()?;
    let path = args
        .next()
        .map_or_else(|| passing.path().join("ledger.db"), PathBuf::from);
    let words = args.next().unwrap_or_else(|| "government".into());

    let records: Vec<Record> = std::io::BufReader::new(std::fs::File::open(records)?)
        .lines()
        .map(|line| Ok(serde_json::from_str(&line?)?))
        .collect::<Result<_, Box<dyn Error>>>()?;
    let count = records.len() as f64;
    let all: usize = records
        .iter()
        .map(|r| r.report.text.split_whitespace().count())
        .sum();

    let mut ledger = Ledger::open(&path)?;
    for round in ["added", "added again"] {
        let began = Instant::now();
        for record in &records {
            ledger.add(record, "fill 1")?;
        }
        let took = began.elapsed().as_secs_f64();
        println!("{round:<24}{count:>8} reports {:>10.0} reports/s", count / took);
    }
    drop(ledger);
    let size = std::fs::metadata(&path)?.len();
    println!(
        "size{:>28} bytes {:>12.1} bytes a word of text",
        size,
        size as f64 / all as f64
    );

    let took = time(|| Ledger::open_read_only(&path))?;
    println!("{:<24}{:>8} {:>24.2} ms", "opened to read", "", took.1);
    let ledger = Ledger::open_read_only(&path)?;
    let about = Some(words.clone());
    let say = |what: &str, (rows, ms): (usize, f64)| println!("{what:<24}{rows:>8} rows {ms:>19.2} ms");
    let page = Some(50);
    say(
        "reports",
        time(|| count_of(ledger.reports(&ReportQuery::default())))?,
    );
    let query = ReportQuery {
        about: about.clone(),
        ..Default::default()
    };
    say("reports about", time(|| count_of(ledger.reports(&query)))?);
    say(
        "claims",
        time(|| count_of(ledger.claims(&ClaimQuery::default())))?,
    );
    let query = ClaimQuery {
        limit: page,
        offset: 1000,
        ..Default::default()
    };
    say("claims, a page", time(|| count_of(ledger.claims(&query)))?);
    let query = ClaimQuery {
        about,
        ..Default::default()
    };
    say("claims about", time(|| count_of(ledger.claims(&query)))?);
    let query = ClaimQuery {
        by: Some("minister".into()),
        ..Default::default()
    };
    say("claims by", time(|| count_of(ledger.claims(&query)))?);
    let all = ClaimQuery::default();
    say(
        "claims counted",
        time(|| Ok(ledger.count_claims(&all)? as usize))?,
    );
    say(
        "sources",
        time(|| count_of(ledger.sources(&SourceQuery::default())))?,
    );
    let query = SourceQuery {
        limit: page,
        ..Default::default()
    };
    say("sources, a page", time(|| count_of(ledger.sources(&query)))?);
    say("publishers", time(|| count_of(ledger.publishers()))?);
    let id = records.first().map(|r| r.report.id.clone()).unwrap_or_default();
    say(
        "a record",
        time(|| Ok(usize::from(ledger.record(&id)?.is_some())))?,
    );
    Ok(())
}

fn count_of<T>(rows: Result<Vec<T>, LedgerError>) -> Result<usize, LedgerError> {
    Ok(rows?.len())
}

/// The answer, and the shortest of five times to it in milliseconds.
fn time<T>(ask: impl Fn() -> Result<T, LedgerError>) -> Result<(T, f64), LedgerError> {
    let mut best = Duration::MAX;
    let mut answer = ask()?;
    for _ in 0..5 {
        let began = Instant::now();
        answer = ask()?;
        best = best.min(began.elapsed());
    }
    Ok((answer, best.as_secs_f64() * 1000.0))
}
