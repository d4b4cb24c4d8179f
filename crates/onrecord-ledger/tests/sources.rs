//! Who is on record how often: the same however it's counted.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)] // a test may

mod common;

use std::collections::HashMap;

use common::{BY, Telling, record};
use onrecord_ledger::{ClaimQuery, Ledger, SourceQuery};
use onrecord_types::{Record, SourceKind};
use proptest::prelude::*;

const PUBLISHERS: [&str; 2] = ["Norland Wire", "The Söderby Post"];

/// A report in which some speak; an id may come twice, as a new version.
fn report() -> impl Strategy<Value = Record> {
    let says = (
        prop::sample::select(vec!["Aho", "Brandt", "Lind", "Ministers"]),
        prop::sample::select(vec![None, Some(SourceKind::Named), Some(SourceKind::Unnamed)]),
    );
    let publisher = prop::option::of(prop::sample::select(&PUBLISHERS[..]));
    (0u32..6, 1u32..9, publisher, prop::collection::vec(says, 0..4)).prop_map(|(id, day, publisher, says)| {
        let told: Vec<String> = says
            .iter()
            .map(|(who, _)| format!("{who} said it rained."))
            .collect();
        let text = format!("Rain on day {day}.\n{}", told.join("\n"));
        let mut record = record(&format!("r{id}"), &text).on(&format!("2031-05-{day:02}"));
        if let Some(publisher) = publisher {
            record = record.of(publisher);
        }
        for (who, kind) in says {
            record = record.says(who, "said", "it rained");
            if let Some(kind) = kind {
                record = record.kind(kind);
            }
        }
        record
    })
}

fn question() -> impl Strategy<Value = SourceQuery> {
    let day = || prop::option::of((1u32..9).prop_map(|day| format!("2031-05-{day:02}").parse().unwrap()));
    (
        (day(), day()),
        prop::option::of(prop::sample::select(&PUBLISHERS[..])),
        prop::option::of(Just(SourceKind::Named)),
        prop::option::of(Just("aho".to_owned())),
        (prop::option::of(0usize..4), 0usize..3),
    )
        .prop_map(
            |((since, until), publisher, kind, by, (limit, offset))| SourceQuery {
                since,
                until,
                publisher: publisher.map(str::to_uppercase),
                kind,
                by,
                limit,
                offset,
                ..SourceQuery::default()
            },
        )
}

/// The sources by the claims that fit: name, attributions, reports, publishers.
fn by_claims(ledger: &Ledger, query: &SourceQuery) -> Vec<(String, u32, usize, usize)> {
    let claims = ledger.claims(&ClaimQuery {
        since: query.since,
        until: query.until,
        publisher: query.publisher.clone(),
        kind: query.kind,
        by: query.by.clone(),
        ..ClaimQuery::default()
    });
    let mut sources: HashMap<String, Vec<(String, Option<String>)>> = HashMap::new();
    for claim in claims.unwrap() {
        sources
            .entry(claim.source)
            .or_default()
            .push((claim.report, claim.publisher));
    }
    let different = |mut of: Vec<&String>| {
        of.sort();
        of.dedup();
        of.len()
    };
    let mut rows: Vec<_> = sources
        .iter()
        .map(|(name, of)| {
            (
                name.clone(),
                of.len() as u32,
                different(of.iter().map(|(report, _)| report).collect()),
                different(
                    of.iter()
                        .filter_map(|(_, publisher)| publisher.as_ref())
                        .collect(),
                ),
            )
        })
        .collect();
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    rows
}

proptest! {
    #[test]
    fn sources_are_counted_as_their_claims_are(
        reports in prop::collection::vec(report(), 1..12),
        gone in prop::collection::vec(0u32..6, 0..3),
        query in question(),
    ) {
        let mut ledger = Ledger::in_memory().unwrap();
        for report in &reports {
            ledger.add(report, BY).unwrap();
        }
        for id in gone {
            ledger.remove(&format!("r{id}")).unwrap();
        }
        let expected = by_claims(&ledger, &query);
        let (rows, all) = ledger.sources_and_all(&query).unwrap();
        prop_assert_eq!(all, expected.len() as u64);
        let found: Vec<_> = rows
            .into_iter()
            .map(|row| (row.name, row.attributions, row.reports as usize, row.publishers as usize))
            .collect();
        let limit = query.limit.unwrap_or(usize::MAX);
        let page: Vec<_> = expected.into_iter().skip(query.offset).take(limit).collect();
        prop_assert_eq!(found, page);
    }
}
