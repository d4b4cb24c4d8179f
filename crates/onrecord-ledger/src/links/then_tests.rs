//! A day in a ledger of many stories, of which a test has few (`kept::FEW`).
#![allow(clippy::unwrap_used)]

use onrecord_types::Record;
use serde::Serialize;

use crate::{Ledger, LinkQuery};

fn record(id: usize, day: u32, who: &str, what: &str) -> Record {
    let text = format!("{who} demanded that {what}.");
    let n = |words: &str| words.chars().count();
    let (a, b) = (n(who), n(who) + " demanded".len());
    serde_json::from_value(serde_json::json!({
        "id": format!("r{id}"), "date": format!("2031-{:02}-{:02}", 1 + day / 28, day % 28 + 1), "text": text,
        "sentences": [{"span": [0, n(&text)]}],
        "entities": [{"id": "e1", "type": "PERSON", "name": who, "mentions": [{"span": [0, a], "form": "name"}]}],
        "attributions": [{"id": "a1", "source": [[0, a]], "cue": [[a + 1, b]], "content": [[b + 1, n(&text) - 1]],
            "source_entity": "e1", "source_kind": "named", "act": "demand"}],
    }))
    .unwrap()
}

fn rebuilt<'r>(records: impl IntoIterator<Item = &'r Record>) -> Ledger {
    let mut ledger = Ledger::in_memory().unwrap();
    for record in records {
        ledger.add(record, "test").unwrap();
    }
    ledger.link().unwrap();
    ledger
}

fn lines<T: Serialize>(rows: &[T]) -> Vec<String> {
    rows.iter()
        .map(|row| serde_json::to_string(row).unwrap())
        .collect()
}

#[test]
fn pages_of_a_day_are_those_of_a_ledger_of_the_reports_up_to_it() {
    let harbour = "Norland must leave the harbour of Söderby before the treaty on fishing rights is signed";
    let bridge = "the rebels of the Lund Front reopen the bridge near Marstrand for lorries and farmers";
    // The name that most reports have changes, and so does its place in the order.
    let told = [
        (0, "Mahmoud Aho", harbour),
        (1, "Mahmoud Aho", harbour),
        (40, "Mahmud Aho", bridge),
        (41, "Mahmud Aho", bridge),
        (42, "Mahmud Aho", bridge),
        (80, "Helena Brandt", harbour),
        (81, "Karel Ihre", harbour),
        (120, "Helena Brandt", bridge),
    ];
    let records: Vec<Record> = told
        .iter()
        .enumerate()
        .map(|(id, (day, who, what))| record(id, *day, who, what))
        .collect();
    let ledger = rebuilt(&records);
    for record in &records {
        let day = record.report.date;
        let then = rebuilt(records.iter().filter(|record| record.report.date <= day));
        for limit in [Some(1), Some(2), None] {
            for name in [None, Some("aho"), Some("mahmud"), Some("mahmoud"), Some("z")] {
                let asked = LinkQuery {
                    name: name.map(str::to_owned),
                    limit,
                    ..LinkQuery::default()
                };
                let on = LinkQuery {
                    as_of: Some(day),
                    ..asked.clone()
                };
                let found = |ledger: &Ledger, query: &LinkQuery| {
                    [
                        lines(&ledger.positions(query).unwrap()),
                        lines(&ledger.days(query).unwrap()),
                        lines(&ledger.actors(query).unwrap()),
                        lines(&ledger.stories(query).unwrap()),
                    ]
                };
                assert_eq!(found(&ledger, &on), found(&then, &asked), "{day} {asked:?}");
            }
        }
    }
}
