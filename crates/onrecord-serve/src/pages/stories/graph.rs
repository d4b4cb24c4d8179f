//! Claims and their answers: who states what from left to right, arcs from each answer to what it answers.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use onrecord_link::{Answer, Claim, Linked, Relation};

use super::super::{act_label, count, day, shortened};
use super::words::{Texts, relation, relation_sign};

/// Claims that are drawn at most.
const DRAWN: usize = 16;
const WIDTH: u32 = 960;
/// Where names end, words begin, and arcs leave.
const NAMES: u32 = 200;
const WORDS: u32 = 232;
const ARCS: u32 = 720;
const ROW: u32 = 34;

pub(super) fn graph(texts: &Texts<'_>, linked: &Linked) -> Markup {
    let by_id: BTreeMap<&str, &Claim> = linked
        .claims
        .iter()
        .map(|claim| (claim.id.as_str(), claim))
        .collect();
    let answers: Vec<(&Answer, &Claim, &Claim)> = linked
        .answers
        .iter()
        .filter_map(|answer| {
            Some((
                answer,
                *by_id.get(answer.claim.as_str())?,
                *by_id.get(answer.of.as_str())?,
            ))
        })
        .collect();
    html! {
        @if !answers.is_empty() {
            section {
                h2 { "Claims and answers" }
                (drawn(texts, &answers))
                details open[answers.len() <= 6] {
                    summary { (count(answers.len() as u64, "answer")) " in words" }
                    (listed(texts, &answers))
                }
            }
        }
    }
}

/// The claims to draw: those of the answers that say most, as long as there is room, in the order of their days.
fn rows<'c>(answers: &[(&'c Answer, &'c Claim, &'c Claim)]) -> Vec<&'c Claim> {
    let mut ranked: Vec<_> = answers.iter().collect();
    ranked.sort_by_key(|(answer, claim, of)| {
        let plain = matches!(answer.relation, Relation::Repeats);
        (
            plain,
            std::cmp::Reverse(claim.number_of_sources + of.number_of_sources),
            claim.first,
            &claim.id,
        )
    });
    let mut chosen: BTreeMap<(jiff::civil::Date, &str), &Claim> = BTreeMap::new();
    for (_, claim, of) in ranked {
        let new = [claim, of]
            .iter()
            .filter(|c| !chosen.contains_key(&(c.first, c.id.as_str())))
            .count();
        if chosen.len() + new <= DRAWN {
            for claim in [claim, of] {
                chosen.insert((claim.first, claim.id.as_str()), claim);
            }
        }
    }
    chosen.into_values().collect()
}

fn drawn(texts: &Texts<'_>, answers: &[(&Answer, &Claim, &Claim)]) -> Markup {
    let rows = rows(answers);
    let row_of: BTreeMap<&str, u32> = rows
        .iter()
        .zip(0..)
        .map(|(claim, row)| (claim.id.as_str(), row))
        .collect();
    let y = |row: u32| 24 + row * ROW;
    let height = y(u32::try_from(rows.len()).unwrap_or(0));
    let mut arcs: BTreeSet<(u32, u32, Relation)> = answers
        .iter()
        .filter_map(|(answer, claim, of)| {
            Some((
                *row_of.get(claim.id.as_str())?,
                *row_of.get(of.id.as_str())?,
                answer.relation,
            ))
        })
        .collect();
    // Who confirms a claim also states it.
    let said: BTreeSet<(u32, u32)> = arcs
        .iter()
        .filter(|(_, _, how)| *how != Relation::Repeats)
        .flat_map(|&(a, b, _)| [(a, b), (b, a)])
        .collect();
    arcs.retain(|&(a, b, how)| how != Relation::Repeats || !said.contains(&(a, b)));
    html! {
        div.wide tabindex="0" role="group" aria-label="Claims and answers, drawn" {
            svg.graph viewBox=(format!("0 0 {WIDTH} {height}")) role="img" aria-label="Each claim with its source; arcs lead from answers to what they answer" {
                defs {
                    marker #head viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto" {
                        path.head d="M0 0 L8 4 L0 8 z" {}
                    }
                }
                @for (claim, row) in rows.iter().zip(0u32..) {
                    a href=[claim.evidence.first().map(|place| texts.address(place))] {
                        text.name x=(NAMES) y=(y(row) + 4) text-anchor="end" { (shortened(&claim.by, 26)) }
                        circle.node cx=(NAMES + 15) cy=(y(row)) r=(4 + 2 * claim.number_of_sources.min(4)) {}
                        text.said x=(WORDS) y=(y(row) + 4) { (shortened(&texts.first(&claim.evidence), 62)) }
                        title { (claim.by) ": " (shortened(&texts.first(&claim.evidence), 240)) }
                    }
                    line.lane x1=(WORDS) x2=(ARCS) y1=(y(row) + 14) y2=(y(row) + 14) {}
                }
                @for &(from, to, how) in &arcs {
                    @let (a, b) = (y(from), y(to));
                    @let bulge = 24 + 16 * from.abs_diff(to).min(8);
                    path.arc.(relation_sign(how)) d=(format!("M{ARCS} {a} C{} {a} {} {b} {ARCS} {b}", ARCS + bulge, ARCS + bulge)) marker-end="url(#head)" {}
                    text.how.(relation_sign(how)) x=(ARCS + bulge * 3 / 4 + 6) y=(u32::midpoint(a, b) + 4) { (short(how)) }
                }
            }
        }
        p.small.key { "The larger a dot, the more sources state the claim. Arrows lead from an answer to what it answers." }
    }
}

/// A relation in a word, for an arc.
fn short(how: Relation) -> &'static str {
    match how {
        Relation::Declines => "declines",
        Relation::Repeats => "same",
        how => relation(how),
    }
}

fn listed(texts: &Texts<'_>, answers: &[(&Answer, &Claim, &Claim)]) -> Markup {
    html! {
        ol.answers {
            @for (answer, claim, of) in answers {
                li {
                    p {
                        b dir="auto" { (shortened(&claim.by, 60)) } " " span.act.(relation_sign(answer.relation)) { (relation(answer.relation)) }
                        " " b dir="auto" { (shortened(&of.by, 60)) } " " (act_label(of.act)) " " span.small { (day(claim.said_on.unwrap_or(claim.first))) }
                    }
                    p { (texts.link(&of.evidence, 200)) " " (sources(of)) }
                    p.answer { "← " (texts.link(&claim.evidence, 200)) " " (sources(claim)) }
                }
            }
        }
    }
}

/// On how many words a claim stands.
pub(super) fn sources(claim: &Claim) -> Markup {
    html! {
        @if claim.number_of_sources > 1 || claim.independent_reports > 1 {
            span.small { (count(claim.number_of_sources as u64, "source")) ", " (count(claim.independent_reports as u64, "independent report")) }
        }
    }
}
