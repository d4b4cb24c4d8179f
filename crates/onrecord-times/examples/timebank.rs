//! Reads records (JSON Lines with `id`, `date`, `text`) and writes them with the `times` found.
//!
//! ```text
//! cargo run --release -p onrecord-times --example timebank -- IN.jsonl > OUT.jsonl
//! ```
//!
//! Spans are `[start, end)` in code points. Standard error gets the speed of the finding alone.

use std::error::Error;
use std::io::{BufWriter, Write, stdout};
use std::time::{Duration, Instant};

use jiff::civil::Date;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("a file of records is needed")?;
    let mut out = BufWriter::new(stdout().lock());
    let (mut words, mut spent) = (0, Duration::ZERO);
    for line in std::fs::read_to_string(path)?
        .lines()
        .filter(|line| !line.trim().is_empty())
    {
        let record: Value = serde_json::from_str(line)?;
        let text = record["text"].as_str().ok_or("a record without a text")?;
        let date: Date = record["date"]
            .as_str()
            .and_then(|d| d.get(..10))
            .ok_or("a record without a date")?
            .parse()?;
        let start = Instant::now();
        let found = onrecord_times::find(text, date);
        spent += start.elapsed();
        words += text.split_whitespace().count();
        let (mut byte, mut point) = (0, 0);
        let mut points = |to: usize| {
            point += text.get(byte..to).map_or(0, |part| part.chars().count());
            byte = to;
            point
        };
        let times: Vec<Value> = found
            .iter()
            .zip(1..)
            .map(|(e, n)| {
                let span = [points(e.bytes.start), points(e.bytes.end)];
                json!({"id": format!("t{n}"), "span": span, "type": e.kind.as_str(), "value": e.value, "mod": e.modifier,
                    "from": e.from, "to": e.to})
            })
            .collect();
        writeln!(
            out,
            "{}",
            json!({"id": record["id"], "date": record["date"], "text": text, "times": times})
        )?;
    }
    eprintln!(
        "{words} words in {spent:?}: {:.0} words/s",
        words as f64 / spent.as_secs_f64()
    );
    Ok(())
}
