//! What must hold of whatever bytes a reader is given.

use onrecord_read::{Format, Options, read_bytes};
use onrecord_types::Offsets;

/// Reads the bytes in a format and checks what the crate promises of each report and each error.
pub fn read(name: &str, format: Format, bytes: &[u8]) {
    let options = Options {
        date: Some(jiff::civil::date(2031, 5, 2)),
        format: Some(format),
        ..Options::default()
    };
    let found = read_bytes(name, bytes, &options);
    assert_eq!(found, read_bytes(name, bytes, &options), "two readings differ");
    for report in &found {
        match report {
            Ok(report) => {
                assert!(!report.text.trim().is_empty(), "a report without text");
                assert!(!report.text.contains('\0'), "a NUL in a text");
                assert!(!report.id.trim().is_empty(), "a report without id");
                for field in [
                    Some(&report.id),
                    report.publisher.as_ref(),
                    report.title.as_ref(),
                    report.url.as_ref(),
                ] {
                    assert!(
                        field.is_none_or(|field| !field.contains(char::is_control)),
                        "a control character in a name"
                    );
                }
                round_trip(&report.text);
            }
            Err(error) => {
                assert_eq!(error.place().file(), name);
                assert!(error.line() != Some(0), "lines are counted from 1");
                assert!(
                    !error.to_string().contains(char::is_control),
                    "an error of several lines"
                );
                assert!(error.hint().is_some(), "an error without a hint: {error}");
            }
        }
    }
}

/// Every word's span leads back to the word.
fn round_trip(text: &str) {
    let offsets = Offsets::new(text);
    for word in text.split_whitespace() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let range = start..start + word.len();
        let span = offsets.span(range.clone()).expect("a word lies on characters");
        assert_eq!(offsets.bytes(span), Some(range));
        assert_eq!(offsets.slice(text, span), Some(word));
    }
}
