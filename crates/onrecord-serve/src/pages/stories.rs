//! The list of stories, and one story: who stands where, what is said of agreements, who answers whom.

use std::collections::BTreeMap;

use maud::{Markup, html};
use onrecord_link::{
    Agreement, Answer, Claim, Evidence, Linked, Position, Relation, Stance, StatusKind, Story,
};
use onrecord_types::{Offsets, Record, Span};

use super::{Place, act_label, count, day, layout, place_of, shortened};
use crate::{address, times};

/// The list of stories.
pub(crate) fn list(stories: &[Story]) -> Markup {
    let main = html! {
        h1 { "Stories" }
        @if stories.is_empty() {
            p.nothing #start tabindex="-1" { "No two reports of this ledger are on one matter." }
        } @else {
            p.total #start tabindex="-1" { (count(stories.len() as u64, "matter")) " with two reports or more, the latest first" }
            ol.reports {
                @for story in stories.iter().rev() {
                    li {
                        p.publisher { (times::days(story.first, story.last)) " · " (count(story.reports.len() as u64, "report")) }
                        h3 { a href=(address_of(story)) dir="auto" { (shortened(&story.title, 160)) } }
                        @if !story.actors.is_empty() { p.small dir="auto" { (story.actors.join(", ")) } }
                    }
                }
            }
        }
    };
    layout(Place::Stories, "Stories", None, &main)
}

/// Where a story's page is: by its first report, so that the address holds while others come.
fn address_of(story: &Story) -> String {
    let first = story.reports.first().map(String::as_str).unwrap_or_default();
    format!("/story?{}", address::query([("report", first)]))
}

/// One story's page. `linked` is of its reports alone.
pub(crate) fn one(story: &Story, records: &[Record], linked: &Linked) -> Markup {
    let texts = Texts::new(records);
    let main = html! {
        header.head {
            p.publisher { "Story · " (times::days(story.first, story.last)) " · " (count(story.reports.len() as u64, "report")) }
            h1 #start tabindex="-1" dir="auto" { (shortened(&story.title, 200)) }
        }
        div.story {
            (positions(&texts, &linked.positions))
            (agreements(&texts, &linked.agreements))
            (answers(&texts, &linked.claims, &linked.answers))
            (reports(records))
        }
    };
    layout(Place::Stories, &story.title, None, &main)
}

/// A story's texts, to show the words of a place and lead to it.
struct Texts<'r> {
    records: BTreeMap<&'r str, (&'r Record, Offsets)>,
}

impl<'r> Texts<'r> {
    fn new(records: &'r [Record]) -> Self {
        let of = |record: &'r Record| {
            (
                record.report.id.as_str(),
                (record, Offsets::new(&record.report.text)),
            )
        };
        Self {
            records: records.iter().map(of).collect(),
        }
    }

    fn words(&self, (id, start, end): &Evidence) -> &'r str {
        let words = |(record, offsets): &(&'r Record, Offsets)| {
            offsets.slice(&record.report.text, Span::new(*start, *end)?)
        };
        self.records.get(id.as_str()).and_then(words).unwrap_or_default()
    }

    /// The address of a place: of the attribution that stands there, else of its report.
    fn address(&self, (id, start, _): &Evidence) -> String {
        let here = |span: &Span| span.start() <= *start && *start < span.end();
        let attribution = self.records.get(id.as_str()).and_then(|(record, _)| {
            let mut all = record.attributions.iter();
            all.find(|a| a.content.iter().chain(&a.cue).any(here))
        });
        match attribution {
            Some(attribution) => place_of(id, &attribution.id),
            None => address::report(id),
        }
    }

    /// The words of a place, as a link to it.
    fn link(&self, evidence: &[Evidence], most: usize) -> Markup {
        let words: Vec<&str> = evidence.iter().map(|place| self.words(place)).collect();
        html! {
            @if let Some(first) = evidence.first() {
                a.words href=(self.address(first)) dir="auto" { (shortened(&words.join(" … "), most)) }
            }
        }
    }
}

/// Who stands where: a row for each actor's issue, its stances in the order of their days.
fn positions(texts: &Texts<'_>, positions: &[Position]) -> Markup {
    let mut by_issue: BTreeMap<(&str, &str), Vec<&Position>> = BTreeMap::new();
    for position in positions {
        by_issue
            .entry((&position.actor, &position.issue))
            .or_default()
            .push(position);
    }
    html! {
        section {
            h2 { "Who stands where" }
            @if by_issue.is_empty() {
                p.nothing { "No position is told." }
            } @else {
                div.wide { table.positions {
                    thead { tr { th scope="col" { "Actor" } th scope="col" { "Issue" } th scope="col" { "Stance, by day" } } }
                    tbody {
                        @for ((actor, issue), held) in &by_issue {
                            tr {
                                th scope="row" dir="auto" { (shortened(actor, 60)) }
                                td dir="auto" { (shortened(issue, 60)) }
                                td { ol {
                                    @for (at, position) in held.iter().enumerate() {
                                        li {
                                            span.act.(stance_sign(position.stance)) { (stance(position.stance)) }
                                            @if at > 0 && held[at - 1].stance != position.stance { " " b { "(changed)" } }
                                            " " span.small { (day(position.as_of)) }
                                            " " (texts.link(&position.evidence, 140))
                                        }
                                    }
                                } }
                            }
                        }
                    }
                } }
            }
        }
    }
}

/// What is said of each agreement's status, contradictions side by side.
fn agreements(texts: &Texts<'_>, agreements: &[Agreement]) -> Markup {
    html! {
        @if !agreements.is_empty() {
            section {
                h2 { "Agreements" }
                @for agreement in agreements {
                    h3 dir="auto" { (agreement.name) }
                    p.small {
                        @if !agreement.parties.is_empty() { "named with it: " span dir="auto" { (shortened(&agreement.parties.join(", "), 160)) } }
                        @if let Some(began) = agreement.began { " · since " (day(began)) }
                    }
                    ol.statuses {
                        @for status in &agreement.status {
                            li {
                                b { (status_name(status.status)) } ", says " span dir="auto" { (shortened(&status.says, 60)) }
                                " " span.small { (day(status.as_of)) }
                                p { (texts.link(&status.evidence, 240)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Who answers whom.
fn answers(texts: &Texts<'_>, claims: &[Claim], answers: &[Answer]) -> Markup {
    let claim = |id: &str| claims.iter().find(|claim| claim.id == id);
    let pairs = answers
        .iter()
        .filter_map(|answer| Some((answer, claim(&answer.claim)?, claim(&answer.of)?)));
    let pairs: Vec<_> = pairs.collect();
    html! {
        @if !pairs.is_empty() {
            section {
                h2 { "Who answers whom" }
                ol.answers {
                    @for (answer, claim, of) in pairs {
                        li {
                            p {
                                b dir="auto" { (shortened(&claim.by, 60)) } " " span.relation { (relation(answer.relation)) }
                                " " b dir="auto" { (shortened(&of.by, 60)) } " " (act_label(of.act))
                            }
                            p { (texts.link(&of.evidence, 200)) }
                            p.answer { "← " (texts.link(&claim.evidence, 200)) }
                        }
                    }
                }
            }
        }
    }
}

fn reports(records: &[Record]) -> Markup {
    html! {
        section {
            h2 { "Reports" }
            ol.reports {
                @for record in records {
                    li {
                        p.publisher { (day(record.report.date)) @if let Some(publisher) = &record.report.publisher { " · " (publisher) } }
                        p { a href=(address::report(&record.report.id)) dir="auto" {
                            (shortened(record.report.title.as_deref().unwrap_or(&record.report.text), 120))
                        } }
                    }
                }
            }
        }
    }
}

fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Demands => "demands",
        Stance::Offers => "offers",
        Stance::Accepts => "accepts",
        Stance::Rejects => "rejects",
        Stance::Supports => "supports",
        Stance::Opposes => "opposes",
    }
}

/// The act whose colour and sign a stance has.
fn stance_sign(stance: Stance) -> &'static str {
    match stance {
        Stance::Demands => "demand",
        Stance::Offers | Stance::Accepts | Stance::Supports => "accept",
        Stance::Rejects | Stance::Opposes => "reject",
    }
}

fn status_name(status: StatusKind) -> &'static str {
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

fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Confirms => "confirms",
        Relation::Denies => "denies",
        Relation::Declines => "declines to answer",
        Relation::Rejects => "rejects what is asked by",
        Relation::Accepts => "accepts what is asked by",
        Relation::Contradicts => "contradicts",
        Relation::Repeats => "states the same as",
    }
}
