//! The list of who is on record.

use maud::{Markup, html};
use onrecord_ledger::SourceRow;

use super::filter::{Kinds, Words, form, nothing, pager};
use super::{Place, count, kind_label, layout, place_of, shortened};
use crate::ask::{Asked, Page};
use crate::{address, times};

pub(crate) fn page(
    asked: &Asked,
    page: Page,
    rows: &[SourceRow],
    total: u64,
    publishers: &[(String, u64)],
) -> Markup {
    let words = [Words {
        name: "by",
        label: "Name",
    }];
    let main = html! {
        h1 { "Sources" }
        (form("/sources", asked, &words, Kinds::Sources, publishers))
        @if rows.is_empty() {
            (nothing(asked, page, total, "source"))
        } @else {
            p.total #start tabindex="-1" { (count(total, "source")) ", those most on record first" }
            ol.sources { @for row in rows { (source(row)) } }
        }
        (pager("/sources", asked, page, total))
    };
    layout(Place::Sources, "Sources", None, &main)
}

fn source(row: &SourceRow) -> Markup {
    let claims = format!("/claims?{}", address::query([("by", row.name.as_str())]));
    html! {
        li {
            p.who {
                a href=(claims) { b dir="auto" { (shortened(&row.name, 160)) } } " " (kind_label(row.kind))
            }
            p.small {
                (count(row.attributions.into(), "attribution")) " in " (count(row.reports.into(), "report"))
                @if row.publishers > 0 { " of " (count(row.publishers.into(), "publisher")) }
                " · " (times::days(row.first, row.last)) " · "
                a href=(place_of(&row.report, &row.attribution)) {
                    "latest" span.hidden { " of " (shortened(&row.name, 60)) }
                }
            }
        }
    }
}
