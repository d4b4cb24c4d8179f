//! The form above a list, and the links to its other pages.

use maud::{Markup, html};
use onrecord_types::{Act, SourceKind};

use super::kind_name;
use crate::address;
use crate::ask::{Asked, Page};

/// A field of words.
pub(crate) struct Words {
    pub name: &'static str,
    pub label: &'static str,
}

/// What kinds a form asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kinds {
    None,
    Sources,
    SourcesAndActs,
}

/// A form that asks for a list again: words first, then the kind of source, the publisher and the days.
pub(crate) fn form(
    action: &str,
    asked: &Asked,
    words: &[Words],
    kinds: Kinds,
    publishers: &[(String, u64)],
) -> Markup {
    let filled = !asked.filled().is_empty();
    html! {
        search {
            form.filter method="get" action=(action) {
                @for field in words {
                    p.words {
                        label for=(field.name) { (field.label) }
                        input type="search" id=(field.name) name=(field.name) value=[asked.text(field.name)] dir="auto";
                    }
                }
                @if kinds != Kinds::None { (kind(asked)) }
                @if kinds == Kinds::SourcesAndActs { (act(asked)) }
                @if !publishers.is_empty() { (publisher(asked, publishers)) }
                p.day {
                    label for="since" { "From" }
                    input type="date" id="since" name="since" value=[asked.text("since")];
                }
                p.day {
                    label for="until" { "To" }
                    input type="date" id="until" name="until" value=[asked.text("until")];
                }
                @if let Some(report) = asked.text("report") {
                    input type="hidden" name="report" value=(report);
                }
                p.go {
                    button type="submit" { "Search" }
                    @if filled { a href=(action) { "Clear" } }
                }
            }
        }
    }
}

fn kind(asked: &Asked) -> Markup {
    let chosen = asked.text("kind");
    html! {
        p {
            label for="kind" { "Kind of source" }
            select id="kind" name="kind" {
                option value="" { "any" }
                @for kind in SourceKind::ALL.into_iter().filter(|&kind| kind != SourceKind::None) {
                    option value=(kind.as_str()) selected[chosen.as_deref() == Some(kind.as_str())] { (kind_name(kind)) }
                }
            }
        }
    }
}

fn act(asked: &Asked) -> Markup {
    let chosen = asked.text("act");
    html! {
        p {
            label for="act" { "What they do" }
            select id="act" name="act" {
                option value="" { "any" }
                @for act in Act::ALL {
                    option value=(act.as_str()) selected[chosen.as_deref() == Some(act.as_str())] { (act.as_str()) }
                }
            }
        }
    }
}

fn publisher(asked: &Asked, publishers: &[(String, u64)]) -> Markup {
    let chosen = asked.text("publisher").unwrap_or_default().to_lowercase();
    html! {
        p {
            label for="publisher" { "Publisher" }
            select id="publisher" name="publisher" {
                option value="" { "any" }
                @for (name, reports) in publishers {
                    option value=(name) selected[name.to_lowercase() == chosen] { (name) " (" (reports) ")" }
                }
            }
        }
    }
}

/// The links to the pages before and after.
pub(crate) fn pager(action: &str, asked: &Asked, page: Page, total: u64) -> Markup {
    let last = Page::last(total);
    let to = |n: usize| {
        let number = n.to_string();
        let mut pairs = asked.filled();
        pairs.push(("page", &number));
        format!("{action}?{}", address::query(pairs))
    };
    html! {
        @if last > 1 {
            nav.pager aria-label="Pages" {
                @if page.0 > 1 { a rel="prev" href=(to((page.0 - 1).min(last))) { "← Back" } }
                span { "Page " (page.0) " of " (last) }
                @if page.0 < last { a rel="next" href=(to(page.0 + 1)) { "More →" } }
            }
        }
    }
}

/// What is said where a list has nothing to show.
pub(crate) fn nothing(asked: &Asked, page: Page, total: u64, what: &str) -> Markup {
    html! {
        p.nothing #start tabindex="-1" {
            @if total > 0 {
                "There is no page " (page.0) ": the last one is " (Page::last(total)) "."
            } @else if asked.filled().is_empty() {
                "The ledger holds no " (what) " yet: add some reports with " code { "onrecord add FOLDER" } "."
            } @else {
                "No " (what) " fits all of this. Fewer words, or other days, may find some."
            }
        }
    }
}
