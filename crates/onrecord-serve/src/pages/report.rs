//! One report: its text with what was found in it, and who is on record beside it.

use maud::{Markup, html};
use onrecord_ledger::VersionRow;
use onrecord_types::{Record, TimeType};

use super::on_record::Read;
use super::{Place, count, layout, on_record, shortened, text};
use crate::{address, times};

/// `version`: the one that was asked for, where one was.
pub(crate) fn page(record: &Record, version: Option<u32>, versions: &[VersionRow]) -> Markup {
    let report = &record.report;
    let read = Read::new(record);
    let opening = shortened(&report.text, 90);
    let title = report.title.as_deref().unwrap_or(&opening);
    let title = if title.trim().is_empty() {
        "A report without words"
    } else {
        title
    };
    let main = html! {
        article.report {
            header.head {
                p.publisher {
                    @if let Some(publisher) = &report.publisher { span dir="auto" { (publisher) } " · " }
                    time datetime=(report.date) { (times::full_day(report.date)) }
                }
                h1 dir="auto" { (title) }
                p.small {
                    a href="#on-record" { (count(record.attributions.len() as u64, "attribution")) }
                    " of " (count(on_record::sources(&read) as u64, "source"))
                    @if let Some(url) = &report.url { " · " (original(url)) }
                    " · " a href=(address::record(&report.id)) { "record as JSON" }
                }
                (other_versions(&report.id, version, versions))
            }
            div.body #start tabindex="-1" {
                @if !record.attributions.is_empty() || !record.times.is_empty() { (legend()) }
                @if report.text.trim().is_empty() { p.nothing { "The report has no text." } }
                (text::marked(&read))
            }
            aside #on-record tabindex="-1" aria-labelledby="on-record-head" {
                h2 #on-record-head { "On record" }
                @if record.attributions.is_empty() {
                    p.nothing { "No attribution was found in this report." }
                }
                (on_record::list(&read))
                (points(&read))
            }
        }
    };
    layout(Place::Report, title, Some(record.attributions.len()), &main)
}

/// The address of the original. Only one of the web becomes a link.
fn original(url: &str) -> Markup {
    let start: String = url.chars().take(8).collect::<String>().to_ascii_lowercase();
    let shown = shortened(url, 60);
    html! {
        @if start.starts_with("http://") || start.starts_with("https://") {
            a.original href=(url) rel="noreferrer noopener external" { (shown) }
        } @else {
            span.original { (shown) }
        }
    }
}

fn other_versions(id: &str, version: Option<u32>, versions: &[VersionRow]) -> Markup {
    let newest = versions.last().map_or(1, |row| row.version);
    let shown = version.unwrap_or(newest);
    let here = address::report(id);
    let sign = if here.contains('?') { '&' } else { '?' };
    html! {
        @if versions.len() > 1 {
            nav.versions aria-label="Versions" {
                "Versions: "
                ol {
                    @for row in versions {
                        li {
                            @if row.version == shown { span aria-current="true" { (row.version) } }
                            @else { a href=(format!("{here}{sign}version={}", row.version)) { (row.version) } }
                        }
                    }
                }
                @if shown != newest { strong { "This is an earlier version." } }
            }
        }
    }
}

/// What the marks mean.
fn legend() -> Markup {
    html! {
        p.legend {
            span.hidden { "In the text, marked: " }
            span.source { "source" } " "
            span.cue { "cue" } " "
            span.content.from.to { "content" } " "
            span.time { "time" } " "
            span.small { "Point at one, or follow its number, to see its other parts." }
        }
    }
}

/// The days and times of day that the text speaks of, each once.
fn points(read: &Read<'_>) -> Markup {
    let mut rows: Vec<(String, String, &str)> = Vec::new();
    let points = read.record.times.iter().filter(|time| {
        matches!(time.kind, TimeType::Date | TimeType::Time)
            && time
                .value
                .as_deref()
                .is_some_and(|value| !value.ends_with("_REF"))
    });
    for time in points {
        let words = read.words(&[time.span]);
        let value = text::value(time);
        if !rows.iter().any(|(w, v, _)| *w == words && *v == value) {
            rows.push((words, value, &time.id));
        }
    }
    html! {
        @if !rows.is_empty() {
            section.points {
                h2 { "Times" }
                p.small { "Resolved by the report’s date." }
                ul {
                    @for (words, value, id) in &rows {
                        li {
                            a href=(format!("#{}", address::anchor(id))) dir="auto" { (shortened(words, 60)) }
                            " " span { (value) }
                        }
                    }
                }
            }
        }
    }
}
