//! The same set of records adds up to the same, in whatever order they come.
#![allow(missing_docs, clippy::unwrap_used)]

use onrecord_link::Linked;
use onrecord_types::Record;
use proptest::prelude::*;

/// A record of one sentence: somebody says something.
fn record(id: usize, day: usize, who: &str, cue: &str, what: &str) -> Record {
    let text = format!("{who} {cue} {what}.");
    let (a, b) = (who.chars().count(), who.chars().count() + 1 + cue.chars().count());
    let end = b + 1 + what.chars().count();
    serde_json::from_value(serde_json::json!({
        "id": format!("r{id}"), "date": format!("2031-05-{:02}", day + 1), "publisher": "P", "text": text,
        "sentences": [{"span": [0, end + 1]}],
        "entities": [{"id": "e1", "type": "PERSON", "name": who, "mentions": [{"span": [0, a], "form": "name"}]}],
        "attributions": [{"id": "a1", "source": [[0, a]], "cue": [[a + 1, b]], "content": [[b + 1, end]],
            "source_entity": "e1", "act": "deny"}],
    }))
    .unwrap()
}

fn records() -> impl Strategy<Value = Vec<Record>> {
    let who = prop::sample::select(vec![
        "Mahmud Aho",
        "Mahmoud Aho",
        "Aho",
        "Helena Brandt",
        "Brandt",
        "Karel Brandt",
    ]);
    let what = prop::sample::select(vec![
        "that Norland will sign the harbour treaty",
        "the harbour treaty will be signed by Norland",
        "that thirty fishermen were taken near the lighthouse",
        "taking fishermen near the lighthouse",
    ]);
    let one = (0usize..9, who, what);
    prop::collection::vec(one, 1..12).prop_map(|found| {
        let number = found.into_iter().enumerate();
        number
            .map(|(id, (day, who, what))| record(id, day, who, "denied", what))
            .collect()
    })
}

proptest! {
    #[test]
    fn order_of_arrival_does_not_matter(records in records(), seed in 0usize..1000) {
        let mut turned = records.clone();
        turned.reverse();
        let by = seed % turned.len();
        turned.rotate_left(by);
        prop_assert_eq!(Linked::of(&records), Linked::of(&turned));
    }

    #[test]
    fn evidence_lies_on_the_text(records in records()) {
        let linked = Linked::of(&records);
        for (id, start, end) in linked.claims.iter().flat_map(|claim| &claim.evidence) {
            let record = records.iter().find(|r| r.report.id == *id).unwrap();
            prop_assert!(start < end && *end as usize <= record.report.text.chars().count());
        }
    }
}

#[test]
fn spellings_of_one_name_are_one_actor_and_two_people_stay_two() {
    let records = [
        record(0, 0, "Mahmud Aho", "denied", "that the harbour treaty was signed"),
        record(
            1,
            1,
            "Mahmoud Aho",
            "denied",
            "that the harbour treaty was signed",
        ),
        record(2, 1, "Helena Brandt", "denied", "everything"),
        record(3, 2, "Karel Brandt", "denied", "everything"),
    ];
    let names: Vec<Vec<String>> = Linked::of(&records)
        .actors
        .into_iter()
        .map(|actor| actor.aliases)
        .collect();
    assert_eq!(
        names,
        [
            vec!["Helena Brandt"],
            vec!["Karel Brandt"],
            vec!["Mahmoud Aho", "Mahmud Aho"]
        ]
    );
}

#[test]
fn one_source_quoted_twice_is_one_claim() {
    let records = [
        record(
            0,
            0,
            "Mahmud Aho",
            "denied",
            "that the harbour treaty was signed in secret",
        ),
        record(
            1,
            1,
            "Mahmud Aho",
            "denied",
            "that the harbour treaty was signed in secret",
        ),
    ];
    let mut records = records.to_vec();
    for record in &mut records {
        record.vectors = vec![onrecord_types::SentenceVector::new(&[1.0, 0.5, 0.25])];
    }
    let linked = Linked::of(&records);
    assert_eq!(linked.claims.len(), 1);
    assert_eq!(
        (
            linked.claims[0].number_of_sources,
            linked.claims[0].evidence.len()
        ),
        (1, 2)
    );
}
