//! A report's text with its marks.

use maud::{Markup, html};
use onrecord_types::{Attribution, Record, Time, TimeType};

use super::{on_record, shortened};
use crate::paragraphs::{is_wrapped, paragraphs};
use crate::segments::{Mark, Role, Segment, cut, marks};
use crate::{address, times};

/// The text in its paragraphs. Its words are there unchanged and in order, but for white space between paragraphs.
///
/// Each segment has a class for what it is (`source`, `cue`, `content`, `time`), `mN` for each attribution it is
/// part of (N its place in the record, from 1), and `iN` for those that its words belong to most closely.
/// Behind each attribution's cue stands its number, which links to the list of who is on record, and is the place
/// that the list links to.
pub(crate) fn marked(record: &Record) -> Markup {
    let text = &record.report.text;
    let marks = marks(record);
    let paragraphs = paragraphs(text);
    let segments = cut(
        text.len(),
        &marks,
        paragraphs.iter().flat_map(|p| [p.start, p.end]),
    );
    let numbers = numbers(record, &marks);
    let whole = Whole {
        record,
        marks: &marks,
    };
    html! {
        div.text.lines[!is_wrapped(text)] {
            @for paragraph in &paragraphs {
                @let start = segments.partition_point(|s| s.bytes.end <= paragraph.start);
                @let end = segments.partition_point(|s| s.bytes.end <= paragraph.end);
                p dir="auto" {
                    @for segment in segments.get(start..end).unwrap_or_default() {
                        (whole.segment(segment))
                        @let from = numbers.partition_point(|(at, _)| *at <= segment.bytes.start);
                        @let to = numbers.partition_point(|(at, _)| *at <= segment.bytes.end);
                        @for &(_, of) in numbers.get(from..to).unwrap_or_default() { (whole.number(of)) }
                    }
                }
            }
        }
    }
}

/// Where each attribution's number stands: behind its cue, else its source, else its content. In order; one without
/// a place in the text has none.
fn numbers(record: &Record, marks: &[Mark]) -> Vec<(usize, usize)> {
    let mut at: Vec<[Option<usize>; 3]> = vec![[None; 3]; record.attributions.len()];
    for mark in marks {
        let role = match mark.role {
            Role::Cue => 0,
            Role::Source => 1,
            Role::Content => 2,
            Role::Time => continue,
        };
        // White space at its end may lie between paragraphs, where nothing is shown.
        let words = record
            .report
            .text
            .get(mark.bytes.clone())
            .unwrap_or_default()
            .trim_end();
        if let Some(ends) = at.get_mut(mark.of)
            && !words.is_empty()
        {
            ends[role] = ends[role].max(Some(mark.bytes.start + words.len()));
        }
    }
    let mut numbers: Vec<(usize, usize)> = at
        .into_iter()
        .enumerate()
        .filter_map(|(of, ends)| Some((ends.into_iter().flatten().next()?, of)))
        .collect();
    numbers.sort_unstable();
    numbers
}

struct Whole<'r> {
    record: &'r Record,
    marks: &'r [Mark],
}

impl Whole<'_> {
    fn segment(&self, segment: &Segment) -> Markup {
        let Some(words) = self.record.report.text.get(segment.bytes.clone()) else {
            return html! {};
        };
        if segment.marks.is_empty() {
            return html! { (words) };
        }
        let classes = self.classes(segment);
        let time = self.on(segment).find(|mark| mark.role == Role::Time);
        match time.and_then(|mark| Some((mark, self.record.times.get(mark.of)?))) {
            None => html! { span class=(classes) { (words) } },
            Some((mark, time)) => {
                // One that is cut in pieces is one place to go to, and says its value once.
                let first = (mark.bytes.start == segment.bytes.start).then(|| address::anchor(&time.id));
                let said = (mark.bytes.end == segment.bytes.end).then(|| value(time));
                let focus = said.is_some().then_some("0");
                match time.value.as_deref().and_then(times::datetime) {
                    Some(datetime) => html! {
                        time class=(classes) id=[first] datetime=(datetime) data-value=[said] tabindex=[focus] { (words) }
                    },
                    None => html! {
                        span class=(classes) id=[first] data-value=[said] tabindex=[focus] { (words) }
                    },
                }
            }
        }
    }

    fn on<'s>(&'s self, segment: &'s Segment) -> impl Iterator<Item = &'s Mark> {
        segment.marks.iter().filter_map(|&mark| self.marks.get(mark))
    }

    fn classes(&self, segment: &Segment) -> String {
        let mut classes: Vec<String> = Vec::new();
        let mut put = |class: String| {
            if !classes.contains(&class) {
                classes.push(class);
            }
        };
        let mut depth = 0;
        for mark in self.on(segment) {
            put(match mark.role {
                Role::Source => "source".into(),
                Role::Cue => "cue".into(),
                Role::Content => "content".into(),
                Role::Time => "time".into(),
            });
            if mark.role == Role::Content {
                depth += 1;
                if mark.bytes.start == segment.bytes.start {
                    put("from".into());
                }
                if mark.bytes.end == segment.bytes.end {
                    put("to".into());
                }
            }
            if mark.role != Role::Time {
                put(format!("m{}", mark.of + 1));
            }
        }
        if depth > 1 {
            put(format!("d{}", depth.min(3)));
        }
        for of in segment.innermost(self.marks) {
            put(format!("i{}", of + 1));
        }
        classes.join(" ")
    }

    /// An attribution's number, as a link. The number itself is put there by the style, so that who copies the text
    /// gets its words alone.
    fn number(&self, of: usize) -> Markup {
        let Some(attribution) = self.record.attributions.get(of) else {
            return html! {};
        };
        let anchor = address::anchor(&attribution.id);
        let n = of + 1;
        let label = format!(
            "Attribution {n}: {}",
            short(&self.record.report.text, attribution)
        );
        html! {
            a class=(format!("number i{n} m{n}")) id=(anchor) href=(format!("#on-{anchor}")) data-number=(n) aria-label=(label) {}
        }
    }
}

/// An attribution's source and cue, for those who hear the page.
fn short(text: &str, attribution: &Attribution) -> String {
    let source = on_record::words(text, &attribution.source);
    let cue = on_record::words(text, &attribution.cue);
    let source = if source.is_empty() {
        "no source named".to_owned()
    } else {
        shortened(&source, 80)
    };
    format!("{source}, {}", shortened(&cue, 60))
}

/// A time's value in words.
pub(crate) fn value(time: &Time) -> String {
    let value = time.value.as_deref().unwrap_or_default();
    times::in_words(value, time.modifier.as_deref(), time.kind == TimeType::Set)
}
