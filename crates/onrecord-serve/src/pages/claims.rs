//! The list of who said what.

use maud::{Markup, html};
use onrecord_ledger::ClaimRow;

use super::filter::{Kinds, Words, form, nothing, pager};
use super::{Place, act_label, count, day, kind_label, layout, place_of, shortened};
use crate::ask::{Asked, Page};

pub(crate) fn page(
    asked: &Asked,
    page: Page,
    rows: &[ClaimRow],
    total: u64,
    publishers: &[(String, u64)],
) -> Markup {
    let words = [
        Words {
            name: "by",
            label: "Said by",
        },
        Words {
            name: "about",
            label: "Words in what is said",
        },
        Words {
            name: "said_on",
            label: "Said on (day, month)",
        },
        Words {
            name: "about_time",
            label: "About these days",
        },
    ];
    let main = html! {
        h1 { "Claims" }
        (form("/claims", asked, &words, Kinds::SourcesAndActs, publishers))
        @if rows.is_empty() {
            (nothing(asked, page, total, "claim"))
        } @else {
            p.total #start tabindex="-1" { (count(total, "claim")) ", in the order of their reports" }
            ol.claims { @for row in rows { (claim(row)) } }
        }
        (pager("/claims", asked, page, total))
    };
    layout(Place::Claims, "Claims", None, &main)
}

fn claim(row: &ClaimRow) -> Markup {
    let name = row.source_name.as_deref().unwrap_or(&row.source);
    html! {
        li {
            p.who {
                @if name.is_empty() { span.no-source { "No source named" } }
                @else { b dir="auto" { (shortened(name, 120)) } }
                " " (kind_label(row.source_kind)) " " (act_label(row.act))
                @if let Some(behalf) = &row.on_behalf_of { " " span.behalf { "for " span dir="auto" { (shortened(behalf, 60)) } } }
                @if row.anonymity { " " span.behalf { "asked not to be named" } }
            }
            p.said dir="auto" {
                @if name != row.source && !row.source.is_empty() {
                    span.source { (shortened(&row.source, 120)) } " "
                }
                span.cue { (row.cue) }
                @if !row.content.is_empty() { ": " span.content { (shortened(&row.content, 600)) } }
            }
            p.small {
                a href=(place_of(&row.report, &row.attribution)) {
                    @if let Some(publisher) = &row.publisher { (publisher) ", " }
                    (day(row.date))
                }
                @if let Some(directness) = row.directness { " · " (directness.as_str()) }
                @if let Some(said_on) = row.said_on { " · said on " (day(said_on)) }
                @if let Some(medium) = &row.medium { " · " span dir="auto" { (shortened(medium, 60)) } }
                @if let Some(addressee) = &row.addressee { " · to " span dir="auto" { (shortened(addressee, 60)) } }
                @if row.hedged { " · as the report has it, without certainty" }
                @if !row.chain.is_empty() { " · passed on by " span dir="auto" { (shortened(&row.chain.join(" ← "), 160)) } }
            }
        }
    }
}
