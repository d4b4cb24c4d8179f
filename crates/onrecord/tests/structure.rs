//! The project's own rules, held by tests: the way of the data, and the licences of what is built in.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeSet;
use std::process::Command;

fn metadata(more: &[&str]) -> serde_json::Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline"])
        .args(more)
        .current_dir(common::root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", common::err(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn no_stage_leans_on_another() {
    let found = metadata(&["--no-deps"]);
    let mut edges = BTreeSet::new();
    for package in found["packages"].as_array().unwrap() {
        for dependency in package["dependencies"].as_array().unwrap() {
            let (from, to) = (
                package["name"].as_str().unwrap(),
                dependency["name"].as_str().unwrap(),
            );
            if to.starts_with("onrecord") && dependency["kind"].is_null() {
                edges.insert((from.to_owned(), to.to_owned()));
            }
        }
    }
    let allowed = |from: &str, to: &str| {
        from == "onrecord"
            || to == "onrecord-types"
            || (from, to) == ("onrecord-parse", "onrecord-nn")
            || (from, to) == ("onrecord-parse", "onrecord-known")
            || (from, to) == ("onrecord-extract", "onrecord-known")
            || (from, to) == ("onrecord-link", "onrecord-known")
            || (from, to) == ("onrecord-ledger", "onrecord-link")
            || (from, to) == ("onrecord-serve", "onrecord-ledger")
            || (from, to) == ("onrecord-serve", "onrecord-link")
    };
    let wrong: Vec<_> = edges.iter().filter(|(from, to)| !allowed(from, to)).collect();
    assert!(wrong.is_empty(), "edges against the way of the data: {wrong:?}");
    for alone in ["onrecord-types", "onrecord-nn", "onrecord-times"] {
        assert!(
            !edges.iter().any(|(from, _)| from == alone),
            "{alone} stands alone"
        );
    }
}

#[test]
fn everything_built_in_is_freely_licensed() {
    let free: BTreeSet<&str> = [
        "MIT",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "ISC",
        "Unicode-3.0",
        "Unlicense",
        "Zlib",
        "MPL-2.0",
        "0BSD",
        "CC0-1.0",
        "BSL-1.0",
        "MIT-0",
        "Apache-2.0 WITH LLVM-exception",
    ]
    .into();
    let rustc = Command::new("rustc").arg("-vV").output().unwrap();
    let host = common::out(&rustc)
        .lines()
        .find_map(|line| line.strip_prefix("host: ").map(str::to_owned))
        .unwrap();
    let found = metadata(&["--filter-platform", &host]);
    for package in found["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        let licence = package["license"]
            .as_str()
            .unwrap_or("none")
            .replace('/', " OR ")
            .replace(['(', ')'], "");
        // One of the alternatives must be free in all its parts.
        let fine = licence
            .split(" OR ")
            .any(|one| one.split(" AND ").all(|part| free.contains(part.trim())));
        assert!(fine, "{name}: {licence}");
    }
}
