//! What each format gives where nothing is wrong.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::io::Write;

use common::{all, one};
use onrecord_read::{Format, Options, read_bytes};

const DAY: &str = "2031-05-02";

#[test]
fn text_with_headers() {
    let report = one(
        "in/harbor.txt",
        "date 2031-05-02\nid post/7\npublisher The Harbor Post\ntitle Envoy left\nurl https://h.example/7\n\nLind left.\n",
    );
    assert_eq!(
        (report.id.as_str(), report.publisher.as_deref()),
        ("post/7", Some("The Harbor Post"))
    );
    assert_eq!(
        (report.title.as_deref(), report.url.as_deref()),
        (Some("Envoy left"), Some("https://h.example/7"))
    );
    assert_eq!(report.text, "Lind left.\n");
}

#[test]
fn json_by_many_names() {
    for json in [
        r#"{"_id": 7, "pubDate": "Fri, 02 May 2031 10:00:00 GMT", "source": "Post", "headline": "T", "link": "u", "body": "Words"}"#,
        r#"{"docno": "7", "published_at": "2031-05-02T23:00:00-08:00", "source": {"id": null, "name": "Post"}, "title": "T", "uri": "u", "content": "Words"}"#,
        r#"{"guid": "7", "datetime": 1935446400, "outlet": "Post", "headline": {"main": "T"}, "url": "u", "story": "Words"}"#,
        r#"{"id": "7", "date": null, "created": 1935446400000, "agency": "Post", "Title": "T", "URL": "u", "FullText": "Words", "text": ""}"#,
        r#"{"_id": {"$oid": "7"}, "date": {"$date": "2031-05-02T00:00:00Z"}, "site": "Post", "title": "T", "url": "u", "article": "Words"}"#,
        r#"{"id": "7", "date": "in May", "published": 20310502, "publisher": {"name": "Post"}, "title": "T", "url": "u", "text": "Words"}"#,
    ] {
        for name in ["a.json", "a.jsonl", "a"] {
            let report = one(name, json);
            assert_eq!(
                (
                    report.id.as_str(),
                    report.date.to_string().as_str(),
                    report.text.as_str()
                ),
                ("7", DAY, "Words"),
                "{json}"
            );
            assert_eq!(
                (
                    report.publisher.as_deref(),
                    report.title.as_deref(),
                    report.url.as_deref()
                ),
                (Some("Post"), Some("T"), Some("u")),
                "{json}"
            );
        }
    }
    let report = one(
        "a.json",
        r#"{"date": "2031-05-02", "text": ["One.", "Two."], "title": null, "name": true, "url": ""}"#,
    );
    assert_eq!(
        (report.text.as_str(), report.title, report.url),
        ("One.\n\nTwo.", None, None)
    );
}

#[test]
fn json_in_every_shape() {
    let a = r#"{"date": "2031-05-02", "text": "a"}"#;
    let b = r#"{"date": "2031-05-02", "text": "b"}"#;
    let ids = |json: String| {
        all("dir/x.json", json)
            .into_iter()
            .map(|r| format!("{}={}", r.id, r.text))
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(a.to_string()), ["x=a"]);
    assert_eq!(ids(format!("[{a}, {b}]")), ["x:1=a", "x:2=b"]);
    assert_eq!(
        ids(format!("{{\"status\": \"ok\", \"articles\": [{a},\n{b}]}}")),
        ["x:1=a", "x:2=b"]
    );
    assert_eq!(
        ids(format!(
            "{{\"response\": {{\"total\": 2, \"results\": [{a}, {b}]}}}}"
        )),
        ["x:1=a", "x:2=b"]
    );
    assert_eq!(ids(format!("{a}\n{b}")), ["x=a", "x:2=b"]);
    assert_eq!(ids(format!("[{a}]\n[{b}]")), ["x:1=a", "x:2=b"]);
    assert_eq!(ids("[]".to_string()), Vec::<String>::new());
    let lines = all("x.jsonl", format!("{a}\n\n{b}\n{{\"items\": [{a}, {b}]}}"));
    assert_eq!(
        lines.iter().map(|r| r.id.as_str()).collect::<Vec<_>>(),
        ["x:1", "x:3", "x:4.1", "x:4.2"]
    );
    let url = all(
        "x.jsonl",
        r#"{"date": "2031-05-02", "text": "a", "url": "https://h.example/1"}"#,
    );
    assert_eq!(url[0].id, "https://h.example/1");
}

#[test]
fn lines_in_nested_lists_are_those_of_the_file() {
    let found = read_bytes(
        "a.json",
        b"{\n \"x\": 1,\n \"articles\": [\n  {\"text\": \"a\"},\n  {\"text\": 3}\n ]\n}",
        &Options::default(),
    );
    let lines: Vec<_> = found
        .iter()
        .map(|report| report.as_ref().map_err(|error| error.line()).err())
        .collect();
    assert_eq!(lines, [Some(Some(4)), Some(Some(5))]);
}

#[test]
fn html_with_all_it_declares() {
    let page = r#"<!doctype html><html><head><title>Envoy left - The Harbor Post</title>
        <meta property="og:site_name" content="The Harbor Post"><link rel="canonical" href="https://h.example/7">
        <script type="application/ld+json">{"@type": "NewsArticle", "headline": "Envoy left", "datePublished": "2031-05-02T23:30:00-05:00"}</script>
        </head><body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Envoy left</h1>
        <p>The envoy <b>Mara Lind</b>, who came on <a href="/m">Monday</a>, left the city “in
        good spirits”, a clerk of the council said.</p><p>She declined to comment<br>on the talks, which took two hours.</p>
        </article><footer>Copyright 2020 The Harbor Post</footer></body></html>"#;
    for name in ["in/harbor.html", "harbor"] {
        let report = one(name, page);
        assert_eq!(
            (report.id.as_str(), report.date.to_string().as_str()),
            ("harbor", DAY)
        );
        assert_eq!(report.publisher.as_deref(), Some("The Harbor Post"));
        assert_eq!(
            (report.title.as_deref(), report.url.as_deref()),
            (Some("Envoy left"), Some("https://h.example/7"))
        );
        assert!(
            report.text.contains(
                "The envoy Mara Lind, who came on Monday, left the city “in good spirits”, a clerk"
            )
        );
        assert!(
            report
                .text
                .contains("said.\n\nShe declined to comment\non the talks"),
            "{}",
            report.text
        );
        assert!(!report.text.contains("Copyright") && !report.text.contains("World"));
    }
}

#[test]
fn html_dates_from_elsewhere() {
    let words =
        "<p>The council said on Monday that it would vote on the harbor, after two hours of talks.</p>";
    let day = |head: &str| {
        read_bytes(
            "a.html",
            format!("<html>{head}{words}</html>").as_bytes(),
            &Options::default(),
        )
        .remove(0)
        .map(|r| r.date.to_string())
    };
    for head in [
        "<meta property=article:published_time content=2031-05-02T00:10:00+09:00>",
        "<meta name=pubdate content=soon><meta name=DC.date.issued content=2031-05-02>",
        "<span itemprop=datePublished content=2031-05-02></span>",
        "<time datetime=2031-05-02T10:00>today</time><time datetime=2031-05-02>x</time>",
        "<script type=application/ld+json>{broken</script><meta itemprop=datePublished content='2 May 2031'>",
    ] {
        assert_eq!(day(head).as_deref(), Ok(DAY), "{head}");
    }
    assert!(day("<time datetime=2031-05-02>x</time><time datetime=2031-05-03>y</time>").is_err());
    assert!(day("<link rel=canonical href=https://h.example/2031/05/02/vote>").is_err());
}

#[test]
fn html_in_its_own_encoding() {
    let page = b"<html><head><meta charset=windows-1252><meta name=date content=2031-05-02></head><body><p>The caf\xe9 owner said \x93no\x94 to the council on Monday.</p></body></html>";
    assert!(one("a.html", page).text.contains("café owner said “no”"));
}

#[test]
fn gzip_and_given_formats() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(b"{\"date\": \"2031-05-02\", \"text\": \"a\"}\n")
        .expect("in memory");
    let bytes = gzip.finish().expect("in memory");
    assert_eq!(one("x.jsonl.gz", &bytes).id, "x:1");
    assert_eq!(one("x", &bytes).id, "x:1");
    let cut = read_bytes("x.jsonl.gz", &bytes[..bytes.len() - 12], &Options::default());
    assert!(cut.iter().any(Result::is_err));
    let options = Options {
        format: Some(Format::Text),
        publisher: Some("Post".into()),
        ..Options::default()
    };
    let report = read_bytes("x.json", b"date 2031-05-02 {}", &options)
        .remove(0)
        .expect("text");
    assert_eq!(
        (report.text.as_str(), report.publisher.as_deref()),
        ("{}", Some("Post"))
    );
}
