//! A report's text with its marks.

use maud::{Markup, html};
use onrecord_types::{Attribution, Record, Time, TimeType};

use super::on_record::Read;
use super::shortened;
use crate::paragraphs::{is_wrapped, paragraphs};
use crate::segments::{Mark, Role, Segment, cut, marks};
use crate::{address, times};

/// The text in its paragraphs. Its words are there unchanged and in order, but for white space between paragraphs.
///
/// Each segment has a class for what it is (`source`, `cue`, `content`, `time`), `mN` for each attribution it is
/// part of (N its place in the record, from 1), and `iN` for those that its words belong to most closely.
/// Behind each attribution's cue stands its number, which links to the list of who is on record, and is the place
/// that the list links to.
pub(crate) fn marked(read: &Read<'_>) -> Markup {
    let record = read.record;
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
        read,
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
                        @for &(_, of) in numbers.get(from..to).unwrap_or_default() { (whole.number(of, segment)) }
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
    read: &'r Read<'r>,
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
        let (mut starts, mut ends) = (false, false);
        for mark in self.on(segment) {
            classes.push(role_class(mark.role).to_owned());
            if mark.role == Role::Content {
                starts |= mark.bytes.start == segment.bytes.start;
                ends |= mark.bytes.end == segment.bytes.end;
            }
        }
        classes.sort_unstable();
        classes.extend(starts.then(|| "from".to_owned()));
        classes.extend(ends.then(|| "to".to_owned()));
        let marks = self.on(segment);
        classes.extend(depth(marks.filter(|mark| mark.role == Role::Content).count()));
        let marks = self.on(segment).filter(|mark| mark.role != Role::Time);
        classes.extend(marks.map(|mark| format!("m{}", mark.of + 1)));
        classes.extend(
            segment
                .innermost(self.marks)
                .into_iter()
                .map(|of| format!("i{}", of + 1)),
        );
        classes.dedup();
        classes.join(" ")
    }

    /// An attribution's number behind a segment, as a link. The number itself is put there by the style, so that who
    /// copies the text gets its words alone. Within a content that goes on, it is part of its ground.
    fn number(&self, of: usize, behind: &Segment) -> Markup {
        let Some(attribution) = self.record.attributions.get(of) else {
            return html! {};
        };
        let n = of + 1;
        let around: Vec<&Mark> = self
            .on(behind)
            .filter(|mark| mark.role == Role::Content && mark.bytes.end > behind.bytes.end)
            .collect();
        let mut classes = vec!["number".to_owned()];
        if !around.is_empty() {
            classes.push("content".to_owned());
        }
        classes.extend(depth(around.len()));
        classes.extend(
            around
                .iter()
                .filter(|mark| mark.of != of)
                .map(|mark| format!("m{}", mark.of + 1)),
        );
        classes.push(format!("m{n} i{n}"));
        let anchor = address::anchor(&attribution.id);
        let label = format!("Attribution {n}: {}", short(self.read, attribution));
        html! {
            a class=(classes.join(" ")) id=(anchor) href=(format!("#on-{anchor}")) data-number=(n) aria-label=(label) {}
        }
    }
}

fn role_class(role: Role) -> &'static str {
    match role {
        Role::Content => "content",
        Role::Cue => "cue",
        Role::Source => "source",
        Role::Time => "time",
    }
}

/// The class of words in contents within contents.
fn depth(contents: usize) -> Option<String> {
    (contents > 1).then(|| format!("d{}", contents.min(3)))
}

/// An attribution's source and cue, for those who hear the page.
fn short(read: &Read<'_>, attribution: &Attribution) -> String {
    let source = read.words(&attribution.source);
    let cue = read.words(&attribution.cue);
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
