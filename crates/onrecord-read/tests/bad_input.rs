//! Every bad input gets an error that names its place and what to do, or is read for what it is.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::time::{Duration, Instant};

use common::{all, dated, error, one, said};
use onrecord_read::{MAX_TEXT, Options, read_bytes};

const FORMATS: [&str; 4] = ["a.txt", "a.json", "a.jsonl", "a.html"];

#[test]
fn empty_and_blank_files() {
    for name in FORMATS {
        for bytes in ["", " \r\n\t\n", "\u{feff}", "\u{feff}\n"] {
            let said = error(name, bytes);
            assert!(said.contains("is empty, or holds only white space"), "{said}");
        }
    }
    assert!(
        error("a.txt", "date 2031-05-02\npublisher Post\n\n")
            .contains("expected a report's text, found none")
    );
    assert!(
        error("a.jsonl", "{\"date\": \"2031-05-02\", \"text\": \" \\n\"}")
            .contains("a.jsonl:1: expected a report's text")
    );
    assert!(error("a.html", "<html><script>x()</script></html>").contains("found no main text"));
}

#[test]
fn a_date_that_is_none() {
    let shown = error("a.txt", "\n\ndate 9999-99-99 Lind left.");
    assert!(
        shown.starts_with(
            "a.txt:3: the date `9999-99-99` is not in the calendar (write the day as YYYY-MM-DD"
        ),
        "{shown}"
    );
    for date in [
        "\"9999-99-99\"",
        "\"03/04/2031\"",
        "\"soon\"",
        "true",
        "[]",
        "-1",
        "1e300",
        "{}",
        "[[\"2031-05-02\"]]",
    ] {
        let json = format!("{{\"date\": {date}, \"text\": \"Lind left.\"}}");
        // The day of the options is for reports without a date, not for those with a wrong one.
        let found = read_bytes("a.jsonl", json.as_bytes(), &dated());
        let said = said(found[0].as_ref().expect_err("no date"));
        assert!(
            said.starts_with("a.jsonl:1: ") && said.contains("YYYY-MM-DD"),
            "{said}"
        );
    }
    assert!(error("a.json", r#"{"date": "03/04/2031", "text": "a"}"#).contains("ambiguous"));
    assert!(error("a.html", page("<meta name=date content=03/04/2031>")).contains("ambiguous"));
    assert!(error("a.html", page("")).contains("the report has no date"));
    assert!(error("a.txt", "Lind left.").contains("--date"));
}

#[test]
fn bytes_that_are_not_utf_8() {
    let said = error("a.txt", b"date 2031-05-02 One\nTwo caf\xe9 three");
    assert!(
        said.starts_with(
            "a.txt:2: expected UTF-8, found the byte 0xE9 at byte 27 (convert the file with iconv"
        ),
        "{said}"
    );
    let found = read_bytes(
        "a.jsonl",
        b"{\"text\": \"caf\xe9\"}\n{\"text\": \"caf\xc3\xa9\"}\n",
        &dated(),
    );
    assert!(said_of(&found, 0).starts_with("a.jsonl:1: expected UTF-8, found the byte 0xE9 at byte 13"));
    assert_eq!(found[1].as_ref().map(|report| report.text.as_str()), Ok("café"));
    let found = read_bytes(
        "a.json",
        b"[{\"text\": \"caf\xe9\"},\n{\"text\": \"caf\xc3\xa9\"}]",
        &dated(),
    );
    assert!(said_of(&found, 0).starts_with("a.json:1: expected UTF-8"));
    assert!(found[1].is_ok());
    assert!(error("a.html", b"<p>caf\xe9</p>").contains("0xE9 at byte 6"));
    assert!(error("a.txt", b"date 2031-05-02 caf\xc3").contains("cut off"));
    assert!(error("a.txt", b"\xff\xfed\0a").contains("UTF-16 is broken"));
}

#[test]
fn nul_bytes() {
    assert!(
        error("a.txt", b"date 2031-05-02 a\nb\0c")
            .starts_with("a.txt:2: expected text, found a NUL byte at byte 19")
    );
    assert!(error("a.json", b"{\"text\": \"a\0\"}").contains("NUL"));
    assert!(error("a.jsonl", b"{\"text\": \"a\\u0000b\", \"date\": \"2031-05-02\"}").contains("NUL"));
    assert!(error("a.html", b"<p>a\0b").contains("NUL"));
    assert!(error("a", b"%PDF-1.7").contains("a PDF file"));
}

#[test]
fn half_characters_in_json() {
    for text in [r"\ud800", r"\ud800x", r"\ud83d\ud83d", r"\udc00", r"\ud800\n"] {
        let json = format!("{{\"date\": \"2031-05-02\",\n\"text\": \"a {text}\"}}");
        let said = error("a.json", &json);
        assert!(
            said.starts_with("a.json:2: expected a character, found half of one"),
            "{text}: {said}"
        );
    }
    assert_eq!(
        one("a.json", r#"{"date": "2031-05-02", "text": "\ud83d\ude00"}"#).text,
        "😀"
    );
}

#[test]
fn truncated_and_malformed_json() {
    let cut = |json: &str| error("a.json", json);
    assert!(
        cut("[{\"text\":\n\"a").starts_with("a.json:2: expected the end of the value that starts on line 1")
    );
    assert!(cut("{\"text\": \"a\"\n\n").contains("found the end of the file"));
    let found = read_bytes("a.json", b"[{\"text\": \"a\"},\n{\"text\": \"b\"}\n", &dated());
    assert_eq!(found.iter().filter(|report| report.is_ok()).count(), 2);
    assert!(said_of(&found, 2).contains("expected the end of the array that starts on line 1"));
    let found = read_bytes(
        "a.jsonl",
        b"{\"text\": \"a\"}\n{\"text\": \"b\n{\"text\": \"c\"}\n{\"tex",
        &dated(),
    );
    assert!(found[0].is_ok() && found[2].is_ok());
    assert!(said_of(&found, 1).starts_with("a.jsonl:2: "));
    assert!(
        said_of(&found, 3).contains("a.jsonl:4: the JSON ends before it is complete")
            && said_of(&found, 3).contains("cut off")
    );
    for (json, say) in [
        ("\"words\"", "expected a JSON object or array, found `\"`"),
        ("[1]", "expected an object"),
        ("[\"a\"]", "expected an object"),
        ("[[1]]", "expected an object"),
        ("[,]", "found `,`"),
        (
            "[{\"text\": \"a\", \"date\": \"2031-05-02\", \"x\": 1e}]",
            "malformed JSON",
        ),
        (
            "{\"text\": 5, \"date\": \"2031-05-02\"}",
            "expected a string under `text`, found a number",
        ),
        (
            "{\"text\": \"a\", \"text\": \"b\"}",
            "the key `text` stands in it twice",
        ),
        (
            "{\"summary\": \"a\", \"date\": \"2031-05-02\"}",
            "expected a report's text",
        ),
        ("}", "found `}`"),
    ] {
        let said = cut(json);
        assert!(
            said.starts_with("a.json:1: ") && said.contains(say),
            "{json}: {said}"
        );
    }
    assert!(cut(&"{\"data\":".repeat(200)).contains("end of the file"));
    assert!(cut(&format!("{}1{}", "{\"data\":".repeat(200), "}".repeat(200))).contains("a.json:1: "));
    assert!(
        cut(&format!(
            "{{\"x\": {}{}}}",
            "[".repeat(100_000),
            "]".repeat(100_000)
        ))
        .contains("expected a report's text")
    );
}

#[test]
fn a_mistake_in_an_array_ends_only_what_it_must() {
    let found = read_bytes(
        "a.json",
        b"[{\"text\": nul}, {\"text\": \"b\"} {\"text\": \"c\"}]",
        &dated(),
    );
    assert!(said_of(&found, 0).contains("malformed JSON"));
    assert!(found[1].is_ok());
    assert!(said_of(&found, 2).contains("expected `,` or `]`") && found.len() == 3);
}

#[test]
fn fifty_megabytes_on_one_line() {
    let started = Instant::now();
    let words = "word ".repeat(10 << 20);
    let said_by = |name: &str, bytes: String| {
        let found = read_bytes(name, bytes.as_bytes(), &dated());
        said_of(&found, 0)
    };
    assert!(said_by("a.txt", words.clone()).contains("larger than 16 MiB"));
    assert!(said_by("a.html", words.clone()).contains("larger than 16 MiB"));
    assert!(said_by("a.jsonl", words.clone()).contains("a.jsonl:1: malformed JSON"));
    assert!(
        said_by("a.jsonl", format!("{{\"text\": \"{words}\"}}")).contains("the text is larger than 16 MiB")
    );
    assert!(said_by("a.json", format!("[{{\"text\": \"{words}{words}\"}}]")).contains("larger than 64 MiB"));
    let after = format!("{{\"text\": \"{words}{words}\"}}\n{{\"text\": \"b\"}}");
    let found = read_bytes("a.jsonl", after.as_bytes(), &dated());
    assert!(said_of(&found, 0).contains("the line is larger than 64 MiB"));
    assert_eq!(found[1].as_ref().map(|report| report.id.as_str()), Ok("a:2"));
    let most = format!("date 2031-05-02 {}", &words[..MAX_TEXT - 20]);
    assert_eq!(one("a.txt", most).text.len(), MAX_TEXT - 20);
    assert!(
        started.elapsed() < Duration::from_secs(60),
        "{:?}",
        started.elapsed()
    );
}

#[test]
fn tags_in_tags() {
    let started = Instant::now();
    for (open, close) in [
        ("<div>", "</div>"),
        ("<b>", ""),
        ("<table><tr><td>", ""),
        ("<ul><li>", "</ul>"),
        ("<svg><g>", ""),
    ] {
        for times in [10_000, 1_000_000] {
            let html = page(&format!(
                "{}<p>Lind left, she said.</p>{}",
                open.repeat(times),
                close.repeat(times)
            ));
            let found = read_bytes("a.html", html.as_bytes(), &dated());
            match &found[0] {
                Ok(report) => assert!(report.text.contains("Lind left"), "{open}"),
                Err(error) => assert!(said(error).contains("the most that is read"), "{error}"),
            }
        }
    }
    let html = page(&format!(
        "{}<p>Lind left, she said.</p>{}",
        "<div>".repeat(390),
        "</div>".repeat(390)
    ));
    assert!(
        read_bytes("a.html", html.as_bytes(), &dated())[0]
            .as_ref()
            .is_ok_and(|report| report.text.contains("Lind left"))
    );
    assert!(
        started.elapsed() < Duration::from_secs(60),
        "{:?}",
        started.elapsed()
    );
}

#[test]
fn script_never_becomes_text() {
    let html = page(
        "<meta name=date content=2031-05-02><style>p{evil}</style><article><p onclick=\"evil()\">The council said it would \
         vote.<script>evil()</script></p><p>Lind <img src=x onerror=evil()> &lt;script&gt;quoted&lt;/script&gt; left.</p>\
         <noscript>evil</noscript><template><p>evil</p></template><iframe>evil</iframe></article>",
    );
    let text = one("a.html", html).text;
    assert!(
        text.contains("vote.") && text.contains("<script>quoted</script> left.") && !text.contains("evil"),
        "{text}"
    );
}

#[test]
fn marks_that_are_kept() {
    let words = "\u{200f}قال الوزير\u{202b} «نعم»\r\ne\u{301} 👩‍👩‍👧 x\u{2028}y\u{feff}z\r\n";
    assert_eq!(
        one("a.txt", format!("\u{feff}date 2031-05-02\r\n\r\n{words}")).text,
        words
    );
    let json = serde_json::json!({"date": "2031-05-02", "text": format!("\n\n{words}")});
    assert_eq!(
        one("a.jsonl", format!("\u{feff}{json}\r\n")).text,
        format!("\n\n{words}")
    );
    let utf_16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(
            format!("date 2031-05-02 {words}")
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        )
        .collect();
    assert_eq!(one("a.txt", utf_16).text, words.to_string());
    assert_eq!(
        all("a.jsonl", "\n{\"date\": \"2031-05-02\", \"text\": \"a\"}\r\n\r\n").len(),
        1
    );
}

#[test]
fn without_a_prefix_the_text_is_the_whole_file() {
    let found = read_bytes("a.txt", b"\n Lind left.\n", &dated());
    assert_eq!(
        found[0].as_ref().map(|report| report.text.as_str()),
        Ok("\n Lind left.\n")
    );
    assert!(Options::default().date.is_none());
}

fn page(inside: &str) -> String {
    format!(
        "<!doctype html><html><body>{inside}<p>The council of the harbor said on Monday that it would vote.</p></body></html>"
    )
}

fn said_of(found: &[Result<onrecord_read::Report, onrecord_read::ReadError>], index: usize) -> String {
    said(found[index].as_ref().expect_err("an error"))
}
