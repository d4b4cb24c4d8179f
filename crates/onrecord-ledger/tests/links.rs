//! What the reports add up to: the same for the same reports, however they came, and without those that went.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)] // a test may

mod common;

use common::{BY, folder};
use onrecord_ledger::{ClaimQuery, Ledger, LinkQuery};
use onrecord_link::{Choices, ChosenActor, ChosenLink};
use onrecord_types::Record;
use proptest::prelude::*;

/// A report of two sentences: somebody says something of a matter, and denies something else.
fn record(id: &str, day: u32, publisher: &str, who: &str, matter: &str) -> Record {
    let what = match matter {
        "harbour" => {
            "Norland must leave the harbour of Söderby before the treaty on fishing rights is signed"
        }
        "bridge" => {
            "the rebels of the Lund Front would reopen the bridge near Marstrand for lorries and farmers"
        }
        _ => "turnips sold poorly at the autumn market in Kalvik because rain had spoiled the roads there",
    };
    let first = format!("{who} demanded that {what}.");
    let text = format!("{first}\n\n{who} denied that anyone in the capital had been asked about it.");
    let n = |words: &str| words.chars().count();
    let (a, b) = (n(who), n(who) + " demanded".len());
    let second = n(&first) + 2;
    serde_json::from_value(serde_json::json!({
        "id": id, "date": format!("2031-{:02}-{:02}", 4 + day / 28, day % 28 + 1), "publisher": publisher, "text": text,
        "sentences": [{"span": [0, n(&first)]}, {"span": [second, n(&text)]}],
        "entities": [{"id": "e1", "type": "PERSON", "name": who,
            "mentions": [{"span": [0, a], "form": "name"}, {"span": [second, second + a], "form": "name"}]}],
        "attributions": [
            {"id": "a1", "source": [[0, a]], "cue": [[a + 1, b]], "content": [[b + 1, n(&first) - 1]],
                "source_entity": "e1", "source_kind": "named", "act": "demand"},
            {"id": "a2", "source": [[second, second + a]], "cue": [[second + a + 1, second + a + 7]],
                "content": [[second + a + 8, n(&text) - 1]], "source_entity": "e1", "source_kind": "named", "act": "deny"}],
    }))
    .unwrap()
}

fn some() -> impl Strategy<Value = Vec<Record>> {
    let who = prop::sample::select(vec![
        "Mahmud Aho",
        "Mahmoud Aho",
        "Aho",
        "Helena Brandt",
        "Karel Brandt",
    ]);
    let matter = prop::sample::select(vec!["harbour", "bridge", "turnips"]);
    let publisher = prop::sample::select(vec!["Norland Wire", "The Söderby Post"]);
    let one = (0u32..50, publisher, who, matter);
    prop::collection::vec(one, 1..10).prop_map(|found| {
        let numbered = found.into_iter().enumerate();
        numbered
            .map(|(id, (day, publisher, who, matter))| record(&format!("r{id}"), day, publisher, who, matter))
            .collect()
    })
}

/// Everything that a ledger's reports add up to, as it answers, on a day or in all.
fn everything(ledger: &Ledger, as_of: Option<&str>) -> Vec<String> {
    let as_of = as_of.map(|day| day.parse().unwrap());
    let query = LinkQuery {
        as_of,
        ..LinkQuery::default()
    };
    let claims = ClaimQuery {
        as_of,
        ..ClaimQuery::default()
    };
    fn lines<T: serde::Serialize>(what: &str, rows: Vec<T>) -> Vec<String> {
        let line = |row: &T| format!("{what} {}", serde_json::to_string(row).unwrap());
        rows.iter().map(line).collect()
    }
    [
        lines("story", ledger.stories(&query).unwrap()),
        lines("actor", ledger.actors(&query).unwrap()),
        lines("copied", ledger.copied(&query).unwrap()),
        lines("credited", ledger.credited(&query).unwrap()),
        lines("claim", ledger.claims(&claims).unwrap()),
        lines("answer", ledger.answers(&query).unwrap()),
        lines("position", ledger.positions(&query).unwrap()),
        lines("agreement", ledger.agreements(&query).unwrap()),
        lines("day", ledger.days(&query).unwrap()),
        lines("Aho", ledger.actors_named("aho", as_of).unwrap()),
    ]
    .concat()
}

/// A ledger of these records, added and linked at once.
fn rebuilt<'r>(records: impl IntoIterator<Item = &'r Record>) -> Ledger {
    let mut ledger = Ledger::in_memory().unwrap();
    for record in records {
        ledger.add(record, BY).unwrap();
    }
    ledger.link().unwrap();
    ledger
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn one_by_one_in_any_order_gives_the_same_as_all_at_once(records in some(), seed in 0usize..1000) {
        let mut turned = records.clone();
        turned.reverse();
        let by = seed % turned.len();
        turned.rotate_left(by);
        let mut ledger = Ledger::in_memory().unwrap();
        for record in &turned {
            ledger.add(record, BY).unwrap();
            ledger.link().unwrap();
        }
        prop_assert_eq!(everything(&ledger, None), everything(&rebuilt(&records), None));
    }

    #[test]
    fn a_report_that_is_withdrawn_leaves_no_trace(records in some(), seed in 0usize..1000) {
        let mut ledger = rebuilt(&records);
        let gone = records[seed % records.len()].report.id.clone();
        prop_assert_eq!(ledger.remove(&gone).unwrap(), 1);
        let left = records.iter().filter(|record| record.report.id != gone);
        prop_assert_eq!(everything(&ledger, None), everything(&rebuilt(left), None));
    }

    #[test]
    fn a_day_knows_what_a_ledger_of_the_reports_up_to_it_knows(records in some()) {
        let day = "2031-04-20";
        let until = records.iter().filter(|r| r.report.date.to_string().as_str() <= day);
        prop_assert_eq!(everything(&rebuilt(&records), Some(day)), everything(&rebuilt(until), None));
    }

    #[test]
    fn choices_give_the_same_before_and_after_the_reports(records in some()) {
        let choices = chosen();
        let mut before = Ledger::in_memory().unwrap();
        before.choose(&choices).unwrap();
        for record in &records {
            before.add(record, BY).unwrap();
            before.link().unwrap();
        }
        let mut after = rebuilt(&records);
        after.choose(&choices).unwrap();
        prop_assert_eq!(everything(&before, None), everything(&after, None));
        after.choose(&Choices::default()).unwrap();
        prop_assert_eq!(everything(&after, None), everything(&rebuilt(&records), None));
    }
}

fn chosen() -> Choices {
    Choices {
        actors: vec![ChosenActor {
            name: "H. Brandt".into(),
            aliases: vec!["Helena Brandt".into(), "Mahmud Aho".into()],
            tags: vec!["watched".into()],
            cameo: Some("NORGOV".into()),
            ..ChosenActor::default()
        }],
        links: vec![ChosenLink {
            claim: "r0#a1".into(),
            other: "r1#a1".into(),
            same: true,
        }],
    }
}

#[test]
fn a_new_version_takes_the_place_of_the_old_one() {
    let first = record("r1", 3, "Norland Wire", "Mahmud Aho", "harbour");
    let other = record("r2", 4, "Norland Wire", "Mahmud Aho", "harbour");
    let mut second = record("r1", 9, "Norland Wire", "Helena Brandt", "bridge");
    second.report.title = Some("Bridge".into());
    let mut ledger = rebuilt([&first, &other]);
    assert_eq!(ledger.stories(&LinkQuery::default()).unwrap().len(), 1);
    ledger.add(&second, BY).unwrap();
    ledger.link().unwrap();
    assert_eq!(
        everything(&ledger, None),
        everything(&rebuilt([&second, &other]), None)
    );
    assert_eq!(ledger.remove("r1").unwrap(), 2);
    assert_eq!(everything(&ledger, None), everything(&rebuilt([&other]), None));
}

#[test]
fn no_word_of_a_withdrawn_report_is_left_in_the_file() {
    let (folder, path) = folder();
    let mut ledger = Ledger::open(&path).unwrap();
    ledger
        .add(&record("r1", 3, "Norland Wire", "Mahmud Aho", "harbour"), BY)
        .unwrap();
    ledger
        .add(&record("r2", 4, "Norland Wire", "Helena Brandt", "turnips"), BY)
        .unwrap();
    ledger.link().unwrap();
    assert_eq!(ledger.remove("r2").unwrap(), 1);
    assert_eq!(ledger.remove("r2").unwrap(), 0);
    drop(ledger);
    common::assert_sound(&path);
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        for word in ["Helena", "turnips"] {
            assert!(
                !bytes.windows(word.len()).any(|part| part == word.as_bytes()),
                "{word}"
            );
        }
    }
}

#[test]
fn what_the_program_found_stays_beside_what_was_chosen() {
    let records = [
        record("r0", 3, "Norland Wire", "Mahmud Aho", "harbour"),
        record("r1", 4, "Norland Wire", "Helena Brandt", "harbour"),
    ];
    let mut ledger = rebuilt(&records);
    ledger.choose(&chosen()).unwrap();
    let actors = ledger.actors(&LinkQuery::default()).unwrap();
    assert_eq!(actors.len(), 1);
    assert_eq!(
        (actors[0].name.as_str(), actors[0].reports, actors[0].claims),
        ("H. Brandt", 2, 4)
    );
    let of = actors[0].chosen.as_ref().unwrap();
    assert_eq!(
        (of.cameo.as_deref(), of.tags.as_slice()),
        (Some("NORGOV"), ["watched".to_owned()].as_slice())
    );
    let found: Vec<&str> = of.found.iter().map(|found| found.name.as_str()).collect();
    assert_eq!(found, ["Helena Brandt", "Mahmud Aho"]);
    let whole = ledger.story("r0", None).unwrap().unwrap();
    assert_eq!(whole.linked.corrections.len(), 1);
    assert!(whole.linked.corrections[0].link.same);
}
