//! Serves a ledger's file, or records in JSON Lines, without the stages before:
//! `cargo run -p onrecord-serve --example look -- ledger.db|records.jsonl [PORT]`.

use std::error::Error;
use std::path::PathBuf;

use onrecord_ledger::Ledger;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut ledger = PathBuf::from(arguments.next().ok_or("name a ledger or records")?);
    let port = arguments.next().map_or(Ok(0), |port| port.parse())?;
    let folder = tempfile::tempdir()?;
    if ledger
        .extension()
        .is_some_and(|ending| ending == "jsonl" || ending == "json")
    {
        let records = std::fs::read_to_string(&ledger)?;
        ledger = folder.path().join("ledger.db");
        let mut kept = Ledger::open(&ledger)?;
        for record in serde_json::Deserializer::from_str(&records).into_iter() {
            kept.add(&record?, "look")?;
        }
    }
    let host = std::net::Ipv4Addr::LOCALHOST.into();
    onrecord_serve::run(onrecord_serve::Options { ledger, host, port }, |address| {
        println!("http://{address}");
    })?;
    Ok(())
}
