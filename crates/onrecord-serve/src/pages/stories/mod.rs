//! The list of stories, and one story: what was said when, who stands where, what is said of agreements, who answers whom.

mod agreements;
mod days;
mod graph;
mod positions;
mod strip;
mod words;

use jiff::civil::Date;
use maud::{Markup, html};
use onrecord_ledger::Whole;
use onrecord_link::Story;

use self::words::Texts;
use super::{Place, count, day, layout, shortened};
use crate::ask::{Asked, Page};
use crate::{address, times};

/// A page of the list of stories, the latest first.
pub(crate) fn list(asked: &Asked, page: Page, stories: &[Story], total: u64) -> Markup {
    let main = html! {
        h1 { "Stories" }
        @if stories.is_empty() {
            p.nothing #start tabindex="-1" { "No two reports of this ledger are on one matter." }
        } @else {
            p.total #start tabindex="-1" { (count(total, "story")) " of two reports or more, the latest first" }
            ol.reports {
                @for story in stories {
                    li {
                        p.publisher { (times::days(story.first, story.last)) " · " (count(story.reports.len() as u64, "report")) }
                        h3 { a href=(address_of(&story.id, None)) dir="auto" { (shortened(&story.title, 160)) } }
                        @if !story.actors.is_empty() { p.small dir="auto" { (story.actors.join(", ")) } }
                    }
                }
            }
            (super::filter::pager("/stories", asked, page, total))
        }
    };
    layout(Place::Stories, "Stories", None, &main)
}

/// Where the page is of the story that a report is in, as it was known on a day.
fn address_of(report: &str, as_of: Option<Date>) -> String {
    let day = as_of.map(|day| day.to_string());
    let pairs = [("report", Some(report)), ("as_of", day.as_deref())];
    let given = pairs.iter().filter_map(|(name, value)| Some((*name, (*value)?)));
    format!("/story?{}", address::query(given))
}

/// One story's page. `all_days` are the days of all its reports, those after `as_of` too.
pub(crate) fn one(whole: &Whole, as_of: Option<Date>, all_days: &[Date]) -> Markup {
    let texts = Texts::new(&whole.records);
    let linked = &whole.linked;
    let reports: Vec<_> = whole.records.iter().map(|record| &record.report).collect();
    let (Some(first), Some(last)) = (reports.first(), reports.last()) else {
        return layout(Place::Stories, "Story", None, &html! {});
    };
    let story = linked.stories.first();
    let opening = || first.title.clone().unwrap_or_else(|| shortened(&first.text, 120));
    let title = story.map_or_else(opening, |story| story.title.clone());
    let publishers: std::collections::BTreeSet<&str> = reports
        .iter()
        .filter_map(|report| report.publisher.as_deref())
        .collect();
    let main = html! {
        header.head.of-story {
            p.publisher {
                "Story · " (times::days(first.date, last.date)) " · " (count(reports.len() as u64, "report"))
                @if !publishers.is_empty() { " of " (publishers.into_iter().collect::<Vec<_>>().join(", ")) }
            }
            h1 #start tabindex="-1" dir="auto" { (shortened(&title, 200)) }
            @if let Some(story) = story.filter(|story| !story.actors.is_empty()) {
                p.cast dir="auto" { (story.actors.join(" · ")) }
            }
            (known(&first.id, as_of, all_days))
        }
        (strip::strip(&texts, &whole.records, linked))
        div.story {
            (positions::positions(&texts, &linked.positions))
            (agreements::agreements(&texts, &linked.agreements))
            (graph::graph(&texts, linked))
            (days::days(&texts, &whole.records, &linked.claims))
        }
    };
    layout(Place::Stories, &title, None, &main)
}

/// The days that the story can be looked back at.
fn known(report: &str, as_of: Option<Date>, all_days: &[Date]) -> Markup {
    html! {
        @if all_days.len() > 1 {
            nav.known aria-label="As known on" {
                span { "As known " }
                ol {
                    @for &on in all_days.iter().rev().skip(1).rev() {
                        li { a href=(address_of(report, Some(on))) aria-current=[(as_of == Some(on)).then_some("date")] { (day(on)) } }
                    }
                    li { a href=(address_of(report, None)) aria-current=[as_of.is_none().then_some("date")] { "today" } }
                }
            }
        }
    }
}
