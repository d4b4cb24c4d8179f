//! Serves a ledger's file: `cargo run -p onrecord-serve --example look -- ledger.db [PORT]`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(ledger), port) = (arguments.next(), arguments.next()) else {
        eprintln!("name a ledger's file");
        return ExitCode::from(2);
    };
    let options = onrecord_serve::Options {
        ledger: ledger.into(),
        host: std::net::Ipv4Addr::LOCALHOST.into(),
        port: port.and_then(|port| port.parse().ok()).unwrap_or(0),
    };
    match onrecord_serve::run(options, |address| println!("http://{address}")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}: {}", error.hint().unwrap_or_default());
            ExitCode::FAILURE
        }
    }
}
