//! What ties the reports of a file, without their records: repeats as `stories.py` scores them, and how large the stories
//! are. Texts, titles and dates are enough for this.
//!
//! `cargo run --release -p onrecord-link --example ties -- REPORTS.jsonl > ties.json`

use std::collections::BTreeMap;
use std::error::Error;
use std::io::BufRead;

use jiff::civil::Date;
use onrecord_link::{TieKind, groups, ties};
use onrecord_types::Report;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("which file of reports?")?;
    let mut reports: Vec<Report> = std::io::BufReader::new(std::fs::File::open(path)?)
        .lines()
        .map(|line| Ok(serde_json::from_str(&line?)?))
        .collect::<Result<_, Box<dyn Error>>>()?;
    reports.sort_by(|a, b| (a.date, &a.id).cmp(&(b.date, &b.id)));
    let began = std::time::Instant::now();
    let all = ties(&reports, Date::MIN);
    eprintln!(
        "{} reports, {:.3} ms each",
        reports.len(),
        began.elapsed().as_secs_f64() * 1000.0 / reports.len() as f64
    );
    let ids: Vec<&str> = reports.iter().map(|report| report.id.as_str()).collect();
    let copied: Vec<_> = all
        .iter()
        .filter(|tie| matches!(tie.kind, TieKind::Copied { .. }))
        .cloned()
        .collect();
    let mut layers: BTreeMap<String, usize> = BTreeMap::new();
    for tie in &copied {
        if let TieKind::Copied { layer, .. } = &tie.kind {
            *layers
                .entry(format!("{}", serde_json::to_value(layer)?))
                .or_default() += 1;
        }
    }
    eprintln!("copied, by layer: {layers:?}");
    let named = |groups: Vec<Vec<usize>>| -> Vec<Vec<&str>> {
        let many = groups.into_iter().filter(|group| group.len() > 1);
        many.map(|group| group.into_iter().map(|at| ids[at]).collect())
            .collect()
    };
    let stories = named(groups(&ids, &all));
    let mut sizes: Vec<usize> = stories.iter().map(Vec::len).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    sizes.truncate(10);
    eprintln!("{} stories, the largest of {sizes:?} reports", stories.len());
    let out =
        serde_json::json!({ "repeats": named(groups(&ids, &copied)), "stories": stories, "copied": copied });
    println!("{out}");
    Ok(())
}
