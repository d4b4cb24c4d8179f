//! The router over a real ledger, asked without a network.

#![allow(clippy::unwrap_used)]

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use http_body_util::BodyExt;
use onrecord_ledger::Ledger;
use onrecord_serve::router;
use onrecord_types::Record;
use tempfile::TempDir;
use tower::ServiceExt;

/// A report with nested, discontinuous and broken attributions, and markup wherever words can stand.
const NASTY: &str = include_str!("nested.json");

struct Site {
    _folder: TempDir,
    router: Router,
}

fn site(records: &[Record]) -> Site {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.db");
    let mut ledger = Ledger::open(&path).unwrap();
    for record in records {
        ledger.add(record, "test").unwrap();
    }
    Site {
        router: router(&path),
        _folder: folder,
    }
}

fn nasty() -> Record {
    serde_json::from_str(NASTY).unwrap()
}

/// A plain report of the `n`th day of a year.
fn plain(n: i64) -> Record {
    let date = jiff::civil::date(2031, 1, 1)
        .checked_add(jiff::Span::new().days(n))
        .unwrap();
    let text = format!("Report {n}: the harbour stays open, Aho said.");
    let at = text.find("Aho").unwrap() as u32;
    let line = serde_json::json!({
        "id": format!("plain/{n}"), "date": date, "publisher": if n % 2 == 0 { "Even Post" } else { "Odd Post" },
        "title": format!("Title {n}"), "text": text,
        "attributions": [{"id": "a1", "source": [[at, at + 3]], "cue": [[at + 4, at + 8]],
            "content": [[at - 30, at - 2]], "source_kind": "named"}],
    });
    serde_json::from_value(line).unwrap()
}

impl Site {
    async fn ask(&self, request: Request<Body>) -> Response<Body> {
        self.router.clone().oneshot(request).await.unwrap()
    }

    async fn get(&self, address: &str) -> (StatusCode, String) {
        let request = Request::get(address).body(Body::empty()).unwrap();
        let response = self.ask(request).await;
        let status = response.status();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    }

    async fn page(&self, address: &str) -> String {
        let (status, page) = self.get(address).await;
        assert_eq!(status, StatusCode::OK, "{address}: {page}");
        page
    }
}

/// The attributes of an element, and its name, as a browser would see tags: what lies between `<` and `>` outside
/// of the text, with quoted values left out.
fn tags(page: &str) -> Vec<String> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let mut tag = String::new();
        let mut quoted = false;
        let mut length = 0;
        for c in rest[at + 1..].chars() {
            length += c.len_utf8();
            match c {
                '"' => quoted = !quoted,
                '>' if !quoted => break,
                c if !quoted => tag.push(c),
                _ => {}
            }
        }
        tags.push(tag);
        rest = &rest[at + 1 + length..];
    }
    tags
}

fn assert_nothing_foreign(page: &str, what: &str) {
    for tag in tags(page) {
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        assert!(
            !matches!(name.as_str(), "img" | "svg" | "iframe" | "i" | "style" | "object"),
            "{what}: <{tag}>"
        );
        assert!(
            name != "script" || tag == "script src= defer" || tag == "/script",
            "{what}: <{tag}>"
        );
        let handler = tag
            .split_whitespace()
            .skip(1)
            .any(|attribute| attribute.starts_with("on"));
        assert!(!handler && !tag.contains("style="), "{what}: <{tag}>");
    }
    assert!(
        !page.contains("href=\"javascript:"),
        "{what} links to a javascript address"
    );
}

#[tokio::test]
async fn what_stands_in_reports_is_never_markup() {
    let site = site(&[nasty()]);
    let hostile = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E%3Cimg%20src=x%20onerror=alert(1)%3E";
    for address in [
        "/".to_owned(),
        "/claims".to_owned(),
        "/sources".to_owned(),
        "/report/nested/%3Cb%3E%26%22x%22%20%C3%BC%3F%23%25".to_owned(),
        format!("/?q={hostile}&publisher={hostile}"),
        format!("/claims?by={hostile}&about={hostile}&report={hostile}"),
        format!("/sources?by={hostile}"),
        format!("/?since={hostile}"),
        format!("/claims?kind={hostile}"),
        format!("/report/{hostile}"),
        format!("/report?id={hostile}"),
        format!("/{hostile}"),
    ] {
        let (_, page) = site.get(&address).await;
        assert_nothing_foreign(&page, &address);
    }
}

#[tokio::test]
async fn a_report_is_found_by_any_id_and_marked() {
    let mut odd: Vec<Record> = ["../up", "https://h.example/a?b#c", "", "a/./b", "ü 字", "100%"]
        .iter()
        .map(|id| {
            let mut record = plain(1);
            record.report.id = (*id).to_owned();
            record
        })
        .collect();
    odd.push(nasty());
    let site = site(&odd);
    let list = site.page("/").await;
    let links: Vec<&str> = list
        .split("href=\"")
        .filter_map(|part| part.split('"').next().filter(|link| link.starts_with("/report")))
        .collect();
    assert_eq!(links.len(), odd.len());
    for link in links {
        site.page(link).await;
        site.page(&format!("/api{link}")).await;
    }

    let page = site
        .page("/report/nested/%3Cb%3E%26%22x%22%20%C3%BC%3F%23%25")
        .await;
    for expected in [
        // The innermost attribution owns the words, all of them know them.
        r#"<span class="content from to d3 m1 m2 m3 i3">&quot;the port,&quot;</span>"#,
        r#"<span class="source m4 i4">Roos</span>"#,
        r##"<a class="number m4 i4" id="a4" href="#on-a4""##,
        r#"datetime="2031-05-07" data-value="Wednesday 7 May 2031" tabindex="0">Wednesday</time>"#,
        r#"data-value="before Sunday 1 June 2031""#,
        // An id of the record's can't be taken for one of the page's.
        r#"id="x6d61696e""#,
        r#"<span class="original">javascript:alert(1)</span>"#,
        "within <a href=\"#a1\">1</a>",
    ] {
        assert!(page.contains(expected), "{expected} in {page}");
    }
}

/// The text that a browser shows of the marked report is the report's.
#[tokio::test]
async fn the_marked_text_is_the_reports_text() {
    let record = nasty();
    let site = site(std::slice::from_ref(&record));
    let page = site
        .page("/report/nested/%3Cb%3E%26%22x%22%20%C3%BC%3F%23%25")
        .await;
    let from = page.find("<div class=\"text").unwrap();
    let text = &page[from..from + page[from..].find("</div>").unwrap()];
    let mut shown = String::new();
    let mut in_tag = false;
    for c in text.replace("</p><p", "</p>\n\n<p").chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag => shown.push(c),
            _ => {}
        }
    }
    let shown = shown
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    assert_eq!(shown, record.report.text);
}

#[tokio::test]
async fn lists_are_searched_filtered_and_paged() {
    let records: Vec<Record> = (0..120).map(plain).collect();
    let site = site(&records);

    let first = site.page("/").await;
    assert!(first.contains("120 reports, newest first") && first.contains("Page 1 of 3"));
    assert!(first.contains(">Title 119<") && first.contains(">Title 70<") && !first.contains(">Title 69<"));
    assert!(first.find(">Title 119<") < first.find(">Title 118<"));
    let last = site.page("/?page=3").await;
    assert!(
        last.contains(">Title 19<") && last.contains(">Title 0<") && !last.contains(">Title 20<"),
        "{last}"
    );
    assert!(site.page("/?page=4").await.contains("the last one is 3"));

    let even = site
        .page("/?publisher=even+post&since=2031-01-03&until=2031-01-05")
        .await;
    assert!(even.contains("2 reports") && even.contains(">Title 2<") && even.contains(">Title 4<"));
    assert!(
        even.contains(r#"<option value="Even Post" selected>"#)
            && even.contains(r#"name="since" value="2031-01-03""#)
    );

    let found = site.page("/?q=17").await;
    assert!(found.contains("1 report,") && found.contains(">Title 17<"));
    assert!(
        site.page("/?q=nowhere")
            .await
            .contains("No report fits all of this")
    );
    assert!(
        site.page("/?q=%22+OR+*")
            .await
            .contains("No report fits all of this"),
        "no syntax"
    );

    let claims = site.page("/claims?by=aho&about=harbour&kind=named&page=2").await;
    assert!(claims.contains("120 claims") && claims.contains("page=3"));
    assert!(
        claims.contains("by=aho&amp;about=harbour&amp;kind=named"),
        "filters go along"
    );
    let sources = site.page("/sources").await;
    assert!(sources.contains("120 attributions in 120 reports of 2 publishers"));
    assert!(sources.contains(r#"href="/report/plain/119#a1""#));
}

#[tokio::test]
async fn an_empty_ledger_says_what_to_do() {
    let site = site(&[]);
    for address in ["/", "/claims", "/sources"] {
        assert!(
            site.page(address).await.contains("onrecord add FOLDER"),
            "{address}"
        );
    }
}

#[tokio::test]
async fn wrong_questions_get_words() {
    let site = site(&[plain(1)]);
    for (address, status, words) in [
        ("/nowhere", 404, "There is no page here"),
        ("/report/nope", 404, "The ledger holds no report “nope”"),
        ("/report", 404, "There is no page here"),
        ("/report/%FF", 404, "There is no page here"),
        ("/report/plain/1?version=7", 404, "no version 7"),
        ("/?since=9999-99-99", 400, "YYYY-MM-DD"),
        ("/claims?kind=gossip", 400, "It is one of none, document"),
        ("/?page=0", 400, "whole number"),
    ] {
        let (got, page) = site.get(address).await;
        assert_eq!(got.as_u16(), status, "{address}");
        assert!(page.contains(words), "{address}: {page}");
    }
    let post = Request::post("/").body(Body::empty()).unwrap();
    assert_eq!(site.ask(post).await.status(), StatusCode::METHOD_NOT_ALLOWED);
    let head = Request::head("/").body(Body::empty()).unwrap();
    let answer = site.ask(head).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(answer.into_body().collect().await.unwrap().to_bytes().is_empty());
}

#[tokio::test]
async fn a_ledger_that_went_away_gets_words_too() {
    let folder = tempfile::tempdir().unwrap();
    let site = Site {
        router: router(&folder.path().join("none.db")),
        _folder: folder,
    };
    let (status, page) = site.get("/").await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(page.contains("there is no ledger"), "{page}");
}

#[tokio::test]
async fn every_answer_carries_the_policy() {
    let site = site(&[plain(1)]);
    for address in [
        "/",
        "/report/plain/1",
        "/nowhere",
        "/api/reports",
        "/style.css",
        "/?page=0",
    ] {
        let response = site.ask(Request::get(address).body(Body::empty()).unwrap()).await;
        let policy = response.headers()["content-security-policy"].to_str().unwrap();
        assert!(
            policy.starts_with("default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'"),
            "{address}"
        );
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
        assert!(
            !policy.contains("unsafe") && !policy.contains('*') && !policy.contains("http"),
            "{policy}"
        );
    }
}

#[tokio::test]
async fn a_foreign_name_is_not_answered() {
    let site = site(&[plain(1)]);
    for (host, status) in [("rebound.example:7878", 403), ("localhost:7878", 200)] {
        let request = Request::get("/api/reports").header("host", host);
        assert_eq!(
            site.ask(request.body(Body::empty()).unwrap())
                .await
                .status()
                .as_u16(),
            status
        );
    }
}

#[tokio::test]
async fn the_api_gives_the_same_rows_and_the_record() {
    let records: Vec<Record> = (0..3).map(plain).collect();
    let site = site(&records);
    let json = |page: String| serde_json::from_str::<serde_json::Value>(&page).unwrap();

    let reports = json(site.page("/api/reports?limit=2&offset=1").await);
    assert_eq!((&reports["total"], &reports["offset"]), (&3.into(), &1.into()));
    assert_eq!(reports["reports"].as_array().unwrap().len(), 2);
    assert_eq!(
        reports["reports"][0]["id"], "plain/1",
        "in the ledger's order: by date"
    );
    let claims = json(site.page("/api/claims?by=aho").await);
    assert_eq!(claims["claims"][0]["source_spans"], serde_json::json!([[34, 37]]));
    let sources = json(site.page("/api/sources").await);
    assert_eq!(sources["sources"][0]["name"], "Aho");
    let record: Record = serde_json::from_str(&site.page("/api/report/plain/2").await).unwrap();
    assert_eq!(record, records[2]);

    for (address, status) in [
        ("/api/report/nope", 404),
        ("/api/nowhere", 404),
        ("/api/reports?limit=1001", 400),
    ] {
        let (got, page) = site.get(address).await;
        assert_eq!(got.as_u16(), status);
        assert!(json(page)["error"].is_string());
    }
}

#[tokio::test]
async fn earlier_versions_can_be_read() {
    let mut newer = plain(1);
    newer.report.text.push_str(" Corrected.");
    let site = site(&[plain(1), newer]);
    let page = site.page("/report/plain/1").await;
    assert!(page.contains("Corrected.") && page.contains("href=\"/report/plain/1?version=1\""));
    let old = site.page("/report/plain/1?version=1").await;
    assert!(!old.contains("Corrected.") && old.contains("This is an earlier version."));
}

#[tokio::test]
async fn style_and_script_are_kept_and_come_from_here() {
    let site = site(&[plain(1)]);
    let page = site.page("/report/plain/1").await;
    let own: Vec<&str> = page
        .split('"')
        .filter(|part| part.contains(".css?") || part.contains(".js?") || part.ends_with(".svg"))
        .collect();
    assert_eq!(own.len(), 4, "{own:?}");
    for address in own {
        let address = address.replace("&amp;", "&");
        let response = site
            .ask(Request::get(&address).body(Body::empty()).unwrap())
            .await;
        assert_eq!(response.status(), StatusCode::OK, "{address}");
        assert!(
            response.headers()["cache-control"]
                .to_str()
                .unwrap()
                .contains("immutable")
        );
    }
    assert_eq!(site.get("/joins.css?n=99999").await.0, StatusCode::BAD_REQUEST);
}

/// A report in which Aho demands something and Brandt rejects it.
fn of_talks(id: &str, day: u32, demand: &str) -> Record {
    let first =
        format!("Ilmari Aho demanded that {demand} before the treaty on fishing in Söderby is signed.");
    let second = "Helena Brandt rejected that the harbour of Söderby be opened before the treaty is signed.";
    let text = format!("{first}\n\n{second}");
    let n = |words: &str| words.chars().count();
    let at = n(&first) + 2;
    serde_json::from_value(serde_json::json!({
        "id": id, "date": format!("2031-05-{day:02}"), "publisher": "Norland Wire", "title": format!("Talks, day {day}"),
        "text": text, "sentences": [{"span": [0, n(&first)]}, {"span": [at, n(&text)]}],
        "entities": [
            {"id": "e1", "type": "PERSON", "name": "Ilmari Aho", "mentions": [{"span": [0, 10], "form": "name"}]},
            {"id": "e2", "type": "PERSON", "name": "Helena Brandt", "mentions": [{"span": [at, at + 13], "form": "name"}]}],
        "attributions": [
            {"id": "a1", "source": [[0, 10]], "cue": [[11, 19]], "content": [[20, n(&first) - 1]], "source_entity": "e1",
                "source_kind": "named", "act": "demand"},
            {"id": "a2", "source": [[at, at + 13]], "cue": [[at + 14, at + 22]], "content": [[at + 23, n(&text) - 1]],
                "source_entity": "e2", "source_kind": "named", "act": "reject"}],
    }))
    .unwrap()
}

#[tokio::test]
async fn a_story_is_shown_and_each_of_its_items_leads_to_the_words() {
    let site = site(&[
        of_talks("t/1", 5, "Norland open the harbour to all boats"),
        of_talks("t/2", 7, "Norland close the harbour to all boats"),
        nasty(),
    ]);
    let list = site.page("/stories").await;
    assert!(
        list.contains("/story?report=t%2F1") && list.contains("1 story"),
        "{list}"
    );
    let page = site.page("/story?report=t%2F2").await;
    for part in [
        "Who stands where",
        "Claims and answers",
        "Day by day",
        "class=\"strip\"",
        "class=\"graph\"",
        "Helena Brandt",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let leads: Vec<&str> = page
        .match_indices("href=\"/report/t/")
        .map(|(at, _)| &page[at + 6..at + 20])
        .collect();
    assert!(
        leads.iter().any(|lead| lead.starts_with("/report/t/1#a1")),
        "{leads:?}"
    );
    assert!(
        !page.contains("<script") && !page.contains("style="),
        "it needs no script and no style of its own"
    );
}

#[tokio::test]
async fn a_story_is_shown_as_it_was_known_on_a_day() {
    let site = site(&[
        of_talks("t/1", 5, "Norland open the harbour to all boats"),
        of_talks("t/2", 7, "Norland close the harbour to all boats"),
    ]);
    let page = site.page("/story?report=t%2F1").await;
    assert!(page.contains("as_of=2031-05-05"), "{page}");
    let then = site.page("/story?report=t%2F1&as_of=2031-05-05").await;
    assert!(then.contains("Talks, day 5") && !then.contains("Talks, day 7"));
    let (status, _) = site.get("/story?report=t%2F2&as_of=2031-05-05").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let (status, _) = site.get("/story?report=t%2F2&as_of=soon").await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}
