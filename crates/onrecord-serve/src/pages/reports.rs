//! The list of reports.

use maud::{Markup, html};
use onrecord_ledger::ReportRow;

use super::filter::{Kinds, Words, form, nothing, pager};
use super::{Place, count, layout};
use crate::ask::{Asked, Page};
use crate::{address, times};

pub(crate) fn page(
    asked: &Asked,
    page: Page,
    rows: &[ReportRow],
    total: u64,
    publishers: &[(String, u64)],
) -> Markup {
    let words = [Words {
        name: "q",
        label: "Words",
    }];
    let main = html! {
        h1 { "Reports" }
        (form("/", asked, &words, Kinds::None, publishers))
        @if rows.is_empty() {
            (nothing(asked, page, total, "report"))
        } @else {
            p.total #start tabindex="-1" { (count(total, "report")) ", newest first" }
            @for of_day in rows.chunk_by(|a, b| a.date == b.date) {
                section.of-day {
                    h2 {
                        @if let Some(row) = of_day.first() {
                            time datetime=(row.date) {
                                (row.date.strftime("%A").to_string()) " " span { (times::day(row.date)) }
                            }
                        }
                    }
                    ol.reports { @for row in of_day { (report(row)) } }
                }
            }
        }
        (pager("/", asked, page, total))
    };
    layout(Place::Reports, "Reports", None, &main)
}

/// An opening that was cut within a word, cut before it.
fn whole_words(opening: &str) -> String {
    let cut = opening.strip_suffix('…').and_then(|cut| cut.rsplit_once(' '));
    cut.map_or_else(
        || opening.to_owned(),
        |(whole, _)| format!("{}\u{a0}…", whole.trim_end_matches([',', ';', ':', '—', ' '])),
    )
}

fn report(row: &ReportRow) -> Markup {
    let title = row.title.as_deref().unwrap_or(&row.opening);
    let title = if title.trim().is_empty() { &row.id } else { title };
    html! {
        li {
            @if let Some(publisher) = &row.publisher { p.publisher dir="auto" { (publisher) } }
            h3 dir="auto" { a href=(address::report(&row.id)) { (title) } }
            @if row.title.is_some() { p.opening dir="auto" { (whole_words(&row.opening)) } }
            p.small {
                (count(row.attributions.into(), "attribution")) " · " (count(row.words.into(), "word"))
                @if row.version > 1 { " · version " (row.version) }
            }
        }
    }
}
