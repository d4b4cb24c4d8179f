//! The story at a glance: its days from left to right, its reports on top, below each actor's stances.

use std::collections::BTreeMap;

use jiff::civil::Date;
use maud::{Markup, html};
use onrecord_link::{Linked, Position};
use onrecord_types::Record;

use super::super::shortened;
use super::words::{Texts, stance, stance_sign};
use crate::{address, times};

/// Actors with a lane of their own at most.
const LANES: usize = 7;
const WIDTH: u32 = 960;
const LEFT: u32 = 200;
const RIGHT: u32 = 72;
const TOP: u32 = 46;
const LANE: u32 = 30;

/// Where days stand.
struct Axis {
    first: Date,
    days: u32,
}

impl Axis {
    fn x(&self, day: Date) -> u32 {
        let at = self.first.until(day).map_or(0, |span| span.get_days());
        let at = u32::try_from(at).unwrap_or(0).min(self.days);
        LEFT + 12 + at * (WIDTH - LEFT - RIGHT - 12) / self.days.max(1)
    }
}

pub(super) fn strip(texts: &Texts<'_>, records: &[Record], linked: &Linked) -> Markup {
    let days = || {
        let reports = records.iter().map(|record| record.report.date);
        reports.chain(linked.positions.iter().map(|position| position.as_of))
    };
    let (Some(first), Some(last)) = (days().min(), days().max()) else {
        return html! {};
    };
    // Stances told long after, or before, would press all others together.
    let reported = records
        .iter()
        .map(|record| record.report.date)
        .min()
        .unwrap_or(first);
    let first = first.max(reported.saturating_sub(jiff::Span::new().days(7)));
    let axis = Axis {
        first,
        days: first.until(last).map_or(0, |span| span.get_days()).unsigned_abs(),
    };
    let mut lanes: BTreeMap<&str, Vec<&Position>> = BTreeMap::new();
    for position in linked.positions.iter().filter(|position| position.as_of >= first) {
        lanes.entry(&position.actor).or_default().push(position);
    }
    let mut lanes: Vec<(&str, Vec<&Position>)> = lanes.into_iter().collect();
    lanes.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(b.0)));
    lanes.truncate(LANES);
    let height = TOP + LANE * u32::try_from(lanes.len()).unwrap_or(0) + 14;
    html! {
        div.wide tabindex="0" role="group" aria-label="The story by days" {
            svg.strip viewBox=(format!("0 0 {WIDTH} {height}")) role="img" aria-label=(format!(
                "{} reports and {} stances from {}", records.len(), linked.positions.len(), times::days(first, last)
            )) {
                @for day in ticks(&axis) {
                    line.rule x1=(axis.x(day)) x2=(axis.x(day)) y1="20" y2=(height - 8) {}
                    text.tick x=(axis.x(day)) y="13" text-anchor="middle" { (times::day(day)) }
                }
                text.name x=(LEFT - 12) y="38" text-anchor="end" { "reports" }
                @for (n, record) in stacked(records, |record| record.report.date) {
                    a href=(address::report(&record.report.id)) {
                        rect.report-mark x=(axis.x(record.report.date) + n * 7 - 3) y="27" width="5" height="14" {
                            title { (times::day(record.report.date)) ": " (shortened(record.report.title.as_deref().unwrap_or(&record.report.text), 100)) }
                        }
                    }
                }
                @for (row, (actor, held)) in lanes.iter().enumerate() {
                    @let y = TOP + LANE * u32::try_from(row).unwrap_or(0) + 15;
                    line.lane x1=(LEFT) x2=(WIDTH - 8) y1=(y) y2=(y) {}
                    text.name x=(LEFT - 12) y=(y + 4) text-anchor="end" { (shortened(actor, 22)) }
                    @for (n, position) in stacked(held, |position| position.as_of) {
                        a href=[position.evidence.first().map(|place| texts.address(place))] {
                            text.mark.(stance_sign(position.stance)) x=(axis.x(position.as_of) + n * 13) y=(y + 5) text-anchor="middle" {
                                (sign(stance_sign(position.stance)))
                                title {
                                    (actor) " " (stance(position.stance)) " " (shortened(&position.issue, 60)) ", "
                                    (times::day(position.as_of)) ": " (shortened(&texts.first(&position.evidence), 140))
                                }
                            }
                        }
                    }
                }
            }
        }
        p.small.key { "✓ accepts, offers, supports · ✕ rejects, opposes · ! demands. Each sign leads to its words." }
    }
}

fn sign(act: &str) -> &'static str {
    match act {
        "accept" => "✓",
        "reject" => "✕",
        _ => "!",
    }
}

/// Things with how many others of their day stand before them.
fn stacked<T>(all: &[T], day: impl Fn(&T) -> Date) -> impl Iterator<Item = (u32, &T)> {
    let mut before: BTreeMap<Date, u32> = BTreeMap::new();
    all.iter().map(move |one| {
        let n = before.entry(day(one)).or_default();
        *n += 1;
        (*n - 1, one)
    })
}

/// The days that are named: no more than there is room for.
fn ticks(axis: &Axis) -> Vec<Date> {
    let step = axis.days / 8 + 1;
    (0..=axis.days)
        .step_by(step as usize)
        .map(|at| axis.first.saturating_add(jiff::Span::new().days(i64::from(at))))
        .collect()
}
