//! How much linking and what is asked of links cost in a ledger of any size: its reports are those of another ledger over
//! and over, each time with other names, places and dates.
//!
//! `cargo run --release -p onrecord-ledger --example links -- LEDGER REPORTS [NEW LEDGER]`

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;

use jiff::ToSpan;
use onrecord_ledger::{ClaimQuery, Ledger, LinkQuery, ReportQuery, SourceQuery};
use onrecord_types::{Act, Record, SourceKind};

/// Days between one round's dates and the next's.
const DAYS: i32 = 37;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let from = args.next().ok_or("which ledger?")?;
    let most: usize = args.next().ok_or("how many reports?")?.parse()?;
    let folder = tempfile::tempdir()?;
    let path = args
        .next()
        .map_or_else(|| folder.path().join("ledger.db"), PathBuf::from);
    let records = Ledger::open(Path::new(&from))?.records(None)?;
    let mut ledger = Ledger::open(&path)?;
    if ledger.is_linked()? {
        println!("{}: as it is", path.display());
    } else {
        let began = Instant::now();
        let rounds = (0..).flat_map(|round| records.iter().map(move |record| (round, record)));
        for (round, record) in rounds.take(most) {
            ledger.add(&other(record, round), "links 1")?;
        }
        say("added, a report", began, most);
        let began = Instant::now();
        ledger.link()?;
        say("linked, a report", began, most);
    }
    let began = Instant::now();
    let last = records.len().min(most) / 2;
    ledger.add(
        &other(&records[last], i32::try_from(most / records.len() / 2 + 1)?),
        "links 1",
    )?;
    let mut new = other(&records[last], 1);
    new.report.id.push_str("/new");
    ledger.add(&new, "links 1")?;
    ledger.link()?;
    say("one more report added and linked", began, 1);
    let began = Instant::now();
    ledger.remove(&new.report.id)?;
    say("and removed", began, 1);
    drop(ledger);
    ask(&path)
}

fn say(what: &str, began: Instant, of: usize) {
    println!(
        "{what:<44}{:>10.2} ms",
        began.elapsed().as_secs_f64() * 1000.0 / of as f64
    );
}

fn ask(path: &Path) -> Result<(), Box<dyn Error>> {
    let ledger = Ledger::open_read_only(path)?;
    let page = LinkQuery {
        limit: Some(50),
        ..LinkQuery::default()
    };
    let time = |what: &str, question: Question<'_>| -> Result<(), Box<dyn Error>> {
        let mut best = f64::MAX;
        let mut rows = 0;
        for _ in 0..3 {
            let began = Instant::now();
            rows = question()?;
            best = best.min(began.elapsed().as_secs_f64() * 1000.0);
        }
        println!("{what:<44}{best:>10.2} ms {rows:>8} rows");
        Ok(())
    };
    let (latest, all) = ledger.latest_stories(50, 0)?;
    println!("{all} stories");
    let stories = ledger.stories(&LinkQuery::default())?;
    let largest = stories
        .iter()
        .max_by_key(|story| story.reports.len())
        .ok_or("no story")?;
    let some = latest.first().ok_or("no story")?;
    time("stories, a page of the latest", &|| {
        Ok(ledger.latest_stories(50, 0)?.0.len())
    })?;
    time("a story of the latest", &|| {
        Ok(ledger
            .story(&some.id, None)?
            .map_or(0, |whole| whole.records.len()))
    })?;
    time("the largest story", &|| {
        Ok(ledger
            .story(&largest.id, None)?
            .map_or(0, |whole| whole.records.len()))
    })?;
    time("actors, a page", &|| Ok(ledger.actors(&page)?.len()))?;
    let actor = ledger
        .positions(&page)?
        .last()
        .map(|p| p.actor.clone())
        .unwrap_or_default();
    let named = LinkQuery {
        name: Some(actor.clone()),
        ..page.clone()
    };
    time("actors of a name", &|| Ok(ledger.actors(&named)?.len()))?;
    time("an actor in full", &|| {
        Ok(ledger.actors_named(&actor, None)?.len())
    })?;
    time("positions, a page", &|| Ok(ledger.positions(&page)?.len()))?;
    time("positions of an actor", &|| Ok(ledger.positions(&named)?.len()))?;
    time("answers, a page", &|| Ok(ledger.answers(&page)?.len()))?;
    time("agreements, a page", &|| Ok(ledger.agreements(&page)?.len()))?;
    time("repeats, a page", &|| Ok(ledger.copied(&page)?.len()))?;
    time("timeline, a page", &|| Ok(ledger.days(&page)?.len()))?;
    time("claims with their links, a page", &|| {
        let query = ClaimQuery {
            limit: Some(50),
            ..ClaimQuery::default()
        };
        Ok(ledger.claims(&query)?.len())
    })?;
    let then = LinkQuery {
        as_of: Some(some.first),
        ..named.clone()
    };
    time("positions of an actor on a day", &|| {
        Ok(ledger.positions(&then)?.len())
    })?;
    time("actors of a name on a day", &|| Ok(ledger.actors(&then)?.len()))?;
    for (when, at) in [("a late day", latest.len() / 2), ("an early day", usize::MAX)] {
        let day = latest
            .get(at)
            .or(stories.get(100))
            .map_or(some.first, |story| story.first);
        let then = LinkQuery {
            as_of: Some(day),
            ..page.clone()
        };
        time(&format!("actors on {when}, a page"), &|| {
            Ok(ledger.actors(&then)?.len())
        })?;
        time(&format!("stories on {when}, a page"), &|| {
            Ok(ledger.stories(&then)?.len())
        })?;
        time(&format!("answers on {when}, a page"), &|| {
            Ok(ledger.answers(&then)?.len())
        })?;
        time(&format!("positions on {when}, a page"), &|| {
            Ok(ledger.positions(&then)?.len())
        })?;
        time(&format!("sources until {when}, a page"), &|| {
            let query = SourceQuery {
                until: Some(day),
                limit: Some(50),
                ..SourceQuery::default()
            };
            let (rows, all) = ledger.sources_and_all(&query)?;
            Ok(rows.len() + all as usize)
        })?;
    }
    ask_words(&ledger, &time)
}

type Question<'a> = &'a dyn Fn() -> Result<usize, Box<dyn Error>>;
type Time<'a> = &'a dyn Fn(&str, Question<'_>) -> Result<(), Box<dyn Error>>;

/// Reports, sources and claims, each with the number of all that fit, as the page and the program show them.
fn ask_words(ledger: &Ledger, time: Time<'_>) -> Result<(), Box<dyn Error>> {
    for about in [None, Some("president"), Some("ceasefire talks")] {
        let query = ReportQuery {
            about: about.map(str::to_owned),
            limit: Some(50),
            ..ReportQuery::default()
        };
        time(&format!("reports, {}", about.unwrap_or("a page")), &|| {
            Ok(ledger.reports(&query)?.len() + ledger.count_reports(&query)? as usize)
        })?;
    }
    let all = SourceQuery {
        limit: Some(50),
        ..SourceQuery::default()
    };
    let by = SourceQuery {
        by: Some("president".to_owned()),
        ..all.clone()
    };
    let kind = SourceQuery {
        kind: Some(SourceKind::Unnamed),
        ..all.clone()
    };
    let publisher = ledger
        .reports(&ReportQuery {
            limit: Some(1),
            ..ReportQuery::default()
        })?
        .remove(0)
        .publisher;
    let of = SourceQuery {
        publisher: publisher.clone(),
        ..all.clone()
    };
    let since = SourceQuery {
        since: "1998-01-01".parse().ok(),
        ..all.clone()
    };
    let of_kind_since = SourceQuery {
        since: since.since,
        ..kind.clone()
    };
    let sources = [
        ("all", all),
        ("president", by),
        ("unnamed", kind),
        ("of a publisher", of),
        ("since 1998", since),
        ("unnamed since 1998", of_kind_since),
    ];
    for (what, query) in sources {
        time(&format!("sources, {what}"), &|| {
            let (rows, all) = ledger.sources_and_all(&query)?;
            Ok(rows.len() + all as usize)
        })?;
    }
    let page = || ClaimQuery {
        limit: Some(50),
        ..ClaimQuery::default()
    };
    let claims = [
        (
            "by president",
            ClaimQuery {
                by: Some("president".to_owned()),
                ..page()
            },
        ),
        (
            "about talks",
            ClaimQuery {
                about: Some("talks".to_owned()),
                ..page()
            },
        ),
        (
            "by president about talks",
            ClaimQuery {
                by: Some("president".to_owned()),
                about: Some("talks".to_owned()),
                ..page()
            },
        ),
        (
            "of kind unnamed",
            ClaimQuery {
                kind: Some(SourceKind::Unnamed),
                ..page()
            },
        ),
        (
            "of act deny",
            ClaimQuery {
                act: Some(Act::Deny),
                ..page()
            },
        ),
        (
            "of act deny and kind unnamed",
            ClaimQuery {
                act: Some(Act::Deny),
                kind: Some(SourceKind::Unnamed),
                ..page()
            },
        ),
        (
            "on behalf of the ministry",
            ClaimQuery {
                on_behalf_of: Some("ministry".to_owned()),
                ..page()
            },
        ),
        (
            "anonymous",
            ClaimQuery {
                anonymous: true,
                ..page()
            },
        ),
        (
            "said in 2005",
            ClaimQuery {
                said_on: "2005".parse().ok(),
                ..page()
            },
        ),
        (
            "about 2005",
            ClaimQuery {
                about_time: "2005".parse().ok(),
                ..page()
            },
        ),
        ("of a publisher", ClaimQuery { publisher, ..page() }),
    ];
    for (what, query) in claims {
        time(&format!("claims {what}"), &|| {
            Ok(ledger.claims(&query)?.len() + ledger.count_claims(&query)? as usize)
        })?;
    }
    Ok(())
}

/// The same record with other names and places in its text, all letters of a capitalised word changed, and another date.
fn other(record: &Record, round: i32) -> Record {
    let mut record = record.clone();
    if round == 0 {
        return record;
    }
    let report = &mut record.report;
    report.id = format!("{}/{round}", report.id);
    report.date = report.date.saturating_add((round * DAYS).days());
    report.text = renamed(&report.text, round);
    report.title = report.title.as_ref().map(|title| renamed(title, round));
    for entity in &mut record.entities {
        entity.name = renamed(&entity.name, round);
    }
    for attribution in &mut record.attributions {
        attribution.said_on = attribution
            .said_on
            .map(|day| day.saturating_add((round * DAYS).days()));
        attribution.on_behalf_of = attribution.on_behalf_of.as_ref().map(|name| renamed(name, round));
    }
    record
}

/// Words of the same length in their places: vowels become others, and so do consonants.
fn renamed(text: &str, round: i32) -> String {
    const VOWELS: &str = "aeiou";
    const CONSONANTS: &str = "bcdfghjklmnpqrstvwxyz";
    let turned = |c: char| -> char {
        let lower = c.to_ascii_lowercase();
        for letters in [VOWELS, CONSONANTS] {
            if let Some(at) = letters.find(lower) {
                let at = (at + round as usize * 7 + round as usize / 5) % letters.len();
                let new = letters.as_bytes()[at] as char;
                return if c.is_uppercase() {
                    new.to_ascii_uppercase()
                } else {
                    new
                };
            }
        }
        c
    };
    let mut out = String::with_capacity(text.len());
    let mut in_name = false;
    let mut before = ' ';
    for c in text.chars() {
        if !before.is_alphanumeric() {
            in_name = c.is_uppercase();
        }
        before = c;
        out.push(if in_name { turned(c) } else { c });
    }
    out
}
