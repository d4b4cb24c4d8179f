//! Agreements: what they lay down, and what each side says of their status, side by side.

use std::collections::BTreeMap;

use maud::{Markup, html};
use onrecord_link::{Agreement, Class, Purpose, Status, StatusKind};

use super::super::{day, shortened};
use super::words::Texts;

/// So many terms and statements are shown.
const SHOWN: usize = 8;

pub(super) fn agreements(texts: &Texts<'_>, agreements: &[Agreement]) -> Markup {
    let mut all: Vec<&Agreement> = agreements.iter().collect();
    all.sort_by_key(|agreement| std::cmp::Reverse(agreement.status.len()));
    html! {
        @if !all.is_empty() {
            section {
                h2 { "Agreements" }
                @for agreement in all { (one(texts, agreement)) }
            }
        }
    }
}

fn one(texts: &Texts<'_>, agreement: &Agreement) -> Markup {
    let mut sides: BTreeMap<&str, Vec<&Status>> = BTreeMap::new();
    for status in &agreement.status {
        sides.entry(&status.says).or_default().push(status);
    }
    for told in sides.values_mut() {
        told.sort_by_key(|status| status.as_of);
    }
    // The report's own account stands before those of its sources.
    let mut sides: Vec<(&str, Vec<&Status>)> = sides.into_iter().collect();
    sides.sort_by_key(|(says, told)| (*says != "the report", std::cmp::Reverse(told.len()), *says));
    let last: std::collections::BTreeSet<StatusKind> = sides
        .iter()
        .filter_map(|(_, told)| told.last())
        .map(|status| status.status)
        .collect();
    html! {
        article.agreement {
            h3 dir="auto" { (shortened(&agreement.name, 80)) }
            p.small {
                @if !agreement.parties.is_empty() { "with " span dir="auto" { (shortened(&agreement.parties.join(", "), 160)) } }
                @if let Some(began) = agreement.began { " · since " (day(began)) }
                @if let Some(class) = &agreement.class { " · " (texts.named(&class.evidence, class_name(class.value))) }
                @for purpose in &agreement.purposes { " · " (texts.named(&purpose.evidence, purpose_name(purpose.value))) }
                @if last.len() > 1 { " · " b { "told differently" } }
            }
            @if !agreement.terms.is_empty() {
                ol.terms {
                    @for term in agreement.terms.iter().take(SHOWN) { li { (texts.link(&term.evidence, 200)) } }
                }
            }
            div.sides {
                @for (says, told) in sides.iter().take(SHOWN) {
                    section {
                        h4 dir="auto" { (shortened(says, 60)) }
                        ol {
                            @for status in told.iter().rev().take(SHOWN) {
                                li {
                                    span.status.(class(status.status)) { (name(status.status)) } " " span.small { (day(status.as_of)) }
                                    p { (texts.link(&status.evidence, 160)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn class_name(class: Class) -> &'static str {
    match class {
        Class::CessationOfHostilities => "cessation of hostilities",
        Class::Preliminary => "preliminary ceasefire",
        Class::Definitive => "definitive ceasefire",
    }
}

fn purpose_name(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::PeaceProcess => "for a peace process",
        Purpose::Humanitarian => "humanitarian",
        Purpose::Holiday => "for a holiday",
        Purpose::Election => "for an election",
    }
}

fn name(status: StatusKind) -> &'static str {
    match status {
        StatusKind::Proposed => "proposed",
        StatusKind::Agreed => "agreed",
        StatusKind::InForce => "in force",
        StatusKind::Extended => "extended",
        StatusKind::Suspended => "suspended",
        StatusKind::Violated => "violated",
        StatusKind::Collapsed => "collapsed",
        StatusKind::Completed => "completed",
    }
}

/// Whether a status speaks for the agreement, against it, or of none yet.
fn class(status: StatusKind) -> &'static str {
    match status {
        StatusKind::Proposed => "open",
        StatusKind::Suspended | StatusKind::Violated | StatusKind::Collapsed => "broken",
        _ => "holds",
    }
}
