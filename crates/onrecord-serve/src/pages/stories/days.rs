//! Day by day: the reports, and who said what.

use std::collections::BTreeMap;

use jiff::civil::Date;
use maud::{Markup, html};
use onrecord_link::Claim;
use onrecord_types::Record;

use super::super::{act_label, day, shortened};
use super::graph::sources;
use super::words::Texts;
use crate::address;

/// Claims of a day that are shown at once.
const SHOWN: usize = 12;

/// What belongs to a day.
#[derive(Default)]
struct Day<'a> {
    reports: Vec<&'a Record>,
    claims: Vec<&'a Claim>,
}

pub(super) fn days(texts: &Texts<'_>, records: &[Record], claims: &[Claim]) -> Markup {
    let mut days: BTreeMap<Date, Day<'_>> = BTreeMap::new();
    for record in records {
        days.entry(record.report.date).or_default().reports.push(record);
    }
    // What a report states itself is the report; here stands what others say in it.
    let attributed = claims
        .iter()
        .filter(|claim| claim.source_kind.as_deref() != Some("report"));
    for claim in attributed {
        days.entry(claim.said_on.unwrap_or(claim.first))
            .or_default()
            .claims
            .push(claim);
    }
    for of_day in days.values_mut() {
        of_day
            .claims
            .sort_by_key(|claim| (std::cmp::Reverse(claim.number_of_sources), claim.first, &claim.id));
    }
    html! {
        section.days {
            h2 { "Day by day" }
            @for (on, of_day) in &days {
                section.of-day {
                    h3 { (day(*on)) }
                    div {
                        @for record in &of_day.reports {
                            p.reported {
                                @if let Some(publisher) = &record.report.publisher { span.publisher { (publisher) } " " }
                                a href=(address::report(&record.report.id)) dir="auto" {
                                    (shortened(record.report.title.as_deref().unwrap_or(&record.report.text), 120))
                                }
                            }
                        }
                        ol.said-on { @for claim in of_day.claims.iter().take(SHOWN) { (said(texts, claim)) } }
                        @if of_day.claims.len() > SHOWN {
                            details {
                                summary { (of_day.claims.len() - SHOWN) " more" }
                                ol.said-on { @for claim in of_day.claims.iter().skip(SHOWN) { (said(texts, claim)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn said(texts: &Texts<'_>, claim: &Claim) -> Markup {
    html! {
        li {
            b dir="auto" { (shortened(&claim.by, 60)) } " " (act_label(claim.act)) " "
            (texts.link(&claim.evidence, 180))
            @if !claim.via.is_empty() { " " span.small dir="auto" { "via " (shortened(&claim.via.join(", "), 60)) } }
            " " (sources(claim))
        }
    }
}
