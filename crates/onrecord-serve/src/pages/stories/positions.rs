//! Who stands where: a row for each actor's issue, the last stance first, what went before behind it.

use std::collections::BTreeMap;

use maud::{Markup, html};
use onrecord_link::Position;

use super::super::{day, shortened};
use super::words::{Texts, stance, stance_sign};

pub(super) fn positions(texts: &Texts<'_>, positions: &[Position]) -> Markup {
    let mut by_actor: BTreeMap<&str, BTreeMap<&str, Vec<&Position>>> = BTreeMap::new();
    for position in positions {
        let issues = by_actor.entry(&position.actor).or_default();
        issues.entry(&position.issue).or_default().push(position);
    }
    // Those who took most stands come first.
    let mut by_actor: Vec<_> = by_actor.into_iter().collect();
    by_actor.sort_by_key(|(actor, issues)| {
        (
            std::cmp::Reverse(issues.values().map(Vec::len).sum::<usize>()),
            *actor,
        )
    });
    html! {
        section {
            h2 { "Who stands where" }
            @if by_actor.is_empty() {
                p.nothing { "No position is told." }
            } @else {
                div.wide { table.positions {
                    thead { tr { th scope="col" { "Actor" } th scope="col" { "Issue" } th scope="col" { "Last stance" } th scope="col" { "Before" } } }
                    @for (actor, issues) in &by_actor {
                        tbody {
                            @for (row, (issue, held)) in issues.iter().enumerate() {
                                tr {
                                    @if row == 0 { th scope="rowgroup" rowspan=(issues.len()) dir="auto" { (shortened(actor, 60)) } }
                                    td dir="auto" { (shortened(issue, 60)) }
                                    td { @if let Some(last) = held.last() { (one(texts, last)) } }
                                    td { (before(texts, held)) }
                                }
                            }
                        }
                    }
                } }
            }
        }
    }
}

fn one(texts: &Texts<'_>, position: &Position) -> Markup {
    html! {
        span.act.(stance_sign(position.stance)) { (stance(position.stance)) } " " span.small { (day(position.as_of)) }
        p { (texts.link(&position.evidence, 140)) }
    }
}

/// The stances before the last one, and whether it's a change.
fn before(texts: &Texts<'_>, held: &[&Position]) -> Markup {
    let Some((last, earlier)) = held.split_last() else {
        return html! {};
    };
    html! {
        @if earlier.last().is_some_and(|previous| previous.stance != last.stance) { p.changed { "↻ changed" } }
        ol {
            @for position in earlier.iter().rev() {
                li {
                    span.act.(stance_sign(position.stance)) { (stance(position.stance)) } " " span.small { (day(position.as_of)) } " "
                    (texts.link(&position.evidence, 80))
                }
            }
        }
    }
}
