//! Whatever the bytes, reading ends in reports that hold what they promise, or in errors of one line.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use onrecord_read::{Options, read_bytes};
use onrecord_types::Offsets;
use proptest::prelude::*;

/// What must hold of whatever is read.
fn hold(name: &str, bytes: &[u8]) {
    let options = Options {
        date: Some(jiff::civil::date(2031, 5, 2)),
        ..Options::default()
    };
    let found = read_bytes(name, bytes, &options);
    assert_eq!(found, read_bytes(name, bytes, &options));
    for report in found {
        match report {
            Ok(report) => {
                assert!(!report.text.trim().is_empty() && !report.id.trim().is_empty());
                let offsets = Offsets::new(&report.text);
                let span = offsets.span(0..report.text.len()).expect("a text");
                assert_eq!(offsets.slice(&report.text, span), Some(report.text.as_str()));
            }
            Err(error) => {
                assert!(!error.to_string().contains(char::is_control));
                assert!(error.hint().is_none_or(|hint| !hint.contains(char::is_control)));
            }
        }
    }
}

/// Bytes that come near to something readable: pieces of it in any order, and anything between.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    const KNOWN: &[&str] = &[
        "date 2031-05-02 ",
        "date 9999-99-99\n",
        "publisher Post\n",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"text\"",
        "\"date\"",
        "\"2031-05-02\"",
        "\"articles\"",
        "\"id\"",
        "\"\\ud800\"",
        "null",
        "1e9",
        "\"words\"",
        "\n",
        "<html>",
        "<p>",
        "</p>",
        "<div>",
        "<table>",
        "<td>",
        "<b>",
        "</b>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<svg>",
        "<template>",
        "<meta charset=latin1>",
        "<meta name=date content='2031-05-02'>",
        "<time datetime='2031-05-02'>",
        "<script type='application/ld+json'>{\"@type\":\"Article\"}</script>",
        "The council said it would vote on Monday. ",
        "\u{feff}",
        "\u{202e}",
        "👩‍👧",
        "&amp;",
        "&#0;",
        "<ul><li>",
        "</ul>",
        "<a href='x'>",
    ];
    let known = proptest::sample::select(KNOWN).prop_map(|piece| piece.as_bytes().to_vec());
    let piece = prop_oneof![8 => known, 1 => proptest::collection::vec(any::<u8>(), 0..6)];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn text_and_json(bytes in pieces()) {
        for name in ["a", "a.txt", "a.json", "a.jsonl", "a.txt.gz"] {
            hold(name, &bytes);
        }
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for name in ["a", "a.txt", "a.json", "a.jsonl", "a.html"] {
            hold(name, &bytes);
        }
    }

    #[test]
    fn html(bytes in pieces()) {
        hold("a.html", &bytes);
    }

    #[test]
    fn text_is_kept_as_it_is(text in "\\PC{0,20}[a-zé中][\\PC\r\n\t]{0,60}", lead in "[\r\n \t]{0,4}") {
        let json = serde_json::json!({"date": "2031-05-02", "text": format!("{lead}{text}")}).to_string();
        for (name, json) in [("a.json", format!("[{json}]")), ("a.jsonl", json)] {
            let found = read_bytes(name, json.as_bytes(), &Options::default()).remove(0).expect("a report");
            prop_assert_eq!(&found.text, &format!("{lead}{text}"));
        }
        let written = format!("date 2031-05-02 {lead}{text}");
        let found = read_bytes("a.txt", written.as_bytes(), &Options::default()).remove(0).expect("a report");
        prop_assert!(written.ends_with(&found.text));
    }
}
