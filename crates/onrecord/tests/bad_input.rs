//! Input that is broken, hostile or huge: an error that helps, never a panic, and the rest goes on.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{err, lines, onrecord, out, run, run_with};

/// Runs, and checks that it ended by itself with this code and no panic.
fn ends(args: &[&str], input: &[u8], code: i32) -> std::process::Output {
    let output = run_with(args, input);
    assert_eq!(output.status.code(), Some(code), "{args:?}: {}", err(&output));
    assert!(!err(&output).contains("panicked"), "{}", err(&output));
    output
}

#[test]
fn broken_reports_are_told_with_file_line_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    put("a_empty.txt", b"");
    put("b_no_date.txt", b"Aho said it rains.");
    put("c_nul.txt", b"date 2031-05-07 Aho\0said.");
    put("d_latin1.txt", b"date 2031-05-07 Andr\xe9 said it rains.");
    put("e_far.txt", b"date 9999-99-99 Aho said it rains.");
    put("f_bad.jsonl", b"{\"date\":\"2031-05-07\",\"text\":\"Aho said it rains.\"}\n{\"date\": \"2031-05-07\", \"text\": \"\\ud800\"}\n{\"date\":\n");
    put(
        "g_good.txt",
        "\u{feff}date 2031-05-07\r\n\r\nAho said it rains.\r\n".as_bytes(),
    );
    let path = folder.path().to_str().unwrap();
    let output = ends(&["read", path, "--format", "jsonl"], b"", 1);
    assert_eq!(lines(&output).len(), 2, "{}", err(&output));
    let told = err(&output);
    for place in [
        "a_empty.txt",
        "b_no_date.txt",
        "c_nul.txt",
        "d_latin1.txt",
        "e_far.txt",
        "f_bad.jsonl:2",
        "f_bad.jsonl:3",
    ] {
        assert!(told.contains(place), "{place} in {told}");
    }
    assert_eq!(told.matches("hint: ").count(), 7, "{told}");
    let strict = ends(&["read", path, "--strict"], b"", 3);
    assert!(
        err(&strict).contains("a_empty.txt") && !err(&strict).contains("b_no_date.txt"),
        "{}",
        err(&strict)
    );
}

#[test]
fn a_line_of_fifty_megabytes_is_an_error_not_a_crash() {
    let mut line = b"{\"date\":\"2031-05-07\",\"text\":\"".to_vec();
    line.resize(50 << 20, b'a');
    line.extend_from_slice(b"\"}\n{\"date\":\"2031-05-07\",\"text\":\"Aho said it rains.\"}\n");
    let output = ends(&["read", "--from", "jsonl", "--format", "jsonl"], &line, 1);
    assert_eq!(lines(&output).len(), 1);
}

#[test]
fn strange_but_sound_text_is_read_unchanged() {
    for text in [
        "هو قال إن المحادثات مستمرة. שלום, he said.",
        "👩‍👩‍👧 said: “e\u{301}té” 🇳🇴.",
        "A\r\nsaid\r\n\r\nB",
        "\u{202e}reversed\u{202c} said X",
        "\u{2028}\u{85}He said\u{0b}so.",
    ] {
        let json = serde_json::json!({ "id": "x", "date": "2031-05-07", "text": text }).to_string();
        let output = ends(
            &["read", "--from", "json", "--format", "jsonl"],
            json.as_bytes(),
            0,
        );
        assert_eq!(lines(&output)[0]["text"], text);
    }
    let long = "said ".repeat(40_000);
    ends(
        &["read", "--date", "2031-05-07", "--format", "jsonl", "-"],
        long.as_bytes(),
        0,
    );
}

#[test]
fn a_page_of_ten_thousand_nested_tags_is_told() {
    let page = format!(
        "<html><body>{}Aho said it rains.</body></html>",
        "<div>".repeat(10_000)
    );
    let output = run_with(
        &["read", "--from", "html", "--date", "2031-05-07"],
        page.as_bytes(),
    );
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", err(&output));
    assert!(!err(&output).contains("panicked"), "{}", err(&output));
}

#[test]
fn control_characters_of_a_report_do_not_reach_the_terminal() {
    let json = r#"{"id":"x","date":"2031-05-07","title":"\u001b[31mred","text":"Lund said\u001b]0;x\u0007 it rains."}"#;
    let output = ends(&["read", "--from", "json"], json.as_bytes(), 0);
    assert!(!out(&output).contains('\u{1b}') && !out(&output).contains('\u{7}'));
}

#[cfg(unix)]
#[test]
fn a_folder_that_links_to_itself_is_read_once() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "date 2031-05-07 Aho said it rains.").unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).unwrap();
    let output = run(&["read", folder.path().to_str().unwrap(), "--format", "jsonl"]);
    assert_eq!(lines(&output).len(), 1, "{}", err(&output));
}

#[test]
fn a_ledger_that_cannot_be_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let report = b"date 2031-05-07 Aho said it rains.";
    let told = |ledger: &str| {
        let output = ends(&["add", "-", "--ledger", ledger], report, 3);
        assert!(err(&output).contains("hint: "), "{}", err(&output));
        err(&output)
    };
    std::fs::write(
        at("text.db"),
        "this is not a database, it is a text of some length".repeat(30),
    )
    .unwrap();
    assert!(told(&at("text.db")).contains("not a ledger"));
    assert!(told("/proc/ledger.db").contains("/proc"));
    assert!(told("/dev/full").contains("/dev/full"));
    // A ledger of a newer schema is left as it is.
    ends(&["add", "-", "--ledger", &at("new.db")], report, 0);
    let connection = rusqlite::Connection::open(at("new.db")).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    assert!(told(&at("new.db")).contains("schema 99"));
    let asked = ends(&["claims", "--ledger", &at("new.db")], b"", 3);
    assert!(err(&asked).contains("schema 99"));
    let none = ends(&["claims", "--ledger", &at("none.db")], b"", 3);
    assert!(err(&none).contains("there is no ledger"), "{}", err(&none));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let child = onrecord()
        .args(["read", "examples/reports", "--format", "jsonl"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut child = child;
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(err(&output), "");
}

#[test]
fn wrong_usage_is_exit_code_two() {
    ends(&["read", "--format", "xml"], b"", 2);
    ends(&["claims", "--kind", "anybody"], b"", 2);
    ends(&["read", "--date", "yesterday"], b"", 2);
}
