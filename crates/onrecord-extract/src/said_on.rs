//! On which day something was said: a day told beside the cue ("… said Wednesday", "on Monday Lund denied …").

use jiff::civil::Date;
use onrecord_types::{Attributed, Time, TimeType};

use crate::view::View;

/// The day and the time it was read from: the full day nearest to the cue in its sentence that stands
/// outside of every content, at most 12 words off. A day after the report's isn't one of saying.
pub(crate) fn said_on(
    view: &View<'_>,
    attributed: &Attributed,
    all: &[Attributed],
    times: &[Time],
    date: Date,
) -> Option<(Date, String)> {
    let cue = attributed.cue.first()?;
    let sentence = view.document.sentences.get(view.sentence(cue.start))?.clone();
    let mut best: Option<(usize, Date, &Time)> = None;
    for time in times {
        let Some(day) = full_day(time).filter(|&day| day <= date) else {
            continue;
        };
        let Some(bytes) = view.offsets.bytes(time.span) else {
            continue;
        };
        let at = view
            .document
            .tokens
            .partition_point(|t| t.bytes.end <= bytes.start);
        if !sentence.contains(&at) || inside_content(all, at) {
            continue;
        }
        let distance = if at < cue.start {
            cue.start - at
        } else {
            at.saturating_sub(cue.end)
        };
        // Another cue that stands nearer has the better claim to it.
        let nearer = all
            .iter()
            .filter(|other| *other != attributed)
            .filter_map(|other| other.cue.first())
            .any(|other| {
                sentence.contains(&other.start)
                    && distance
                        > if at < other.start {
                            other.start - at
                        } else {
                            at.saturating_sub(other.end)
                        }
            });
        if distance <= 12 && !nearer && best.is_none_or(|(least, _, _)| distance < least) {
            best = Some((distance, day, time));
        }
    }
    best.map(|(_, day, time)| (day, time.id.clone()))
}

fn inside_content(all: &[Attributed], at: usize) -> bool {
    all.iter().flat_map(|a| &a.content).any(|part| part.contains(&at))
}

/// The day of a DATE or TIME that names one.
fn full_day(time: &Time) -> Option<Date> {
    let value = time
        .value
        .as_deref()
        .filter(|_| matches!(time.kind, TimeType::Date | TimeType::Time))?;
    let day = value.get(..10)?;
    let rest = value.get(10..)?;
    if !(rest.is_empty() || rest.starts_with('T')) {
        return None;
    }
    day.parse().ok()
}
