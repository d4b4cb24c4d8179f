//! A text and the marks on it → stretches that each carry one set of marks.
//!
//! Marks overlap, nest and come in several parts, which HTML elements can't. So the text is cut wherever any mark
//! starts or ends, and each stretch knows every mark on it.

use std::collections::BTreeSet;
use std::ops::Range;

use onrecord_types::{Offsets, Record, Span};

/// What marked words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// An attribution's source.
    Source,
    /// An attribution's cue.
    Cue,
    /// An attribution's content.
    Content,
    /// A time.
    Time,
}

/// One part of an attribution, or a time, on the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Where it lies.
    pub bytes: Range<usize>,
    /// What it is.
    pub role: Role,
    /// Of which attribution or time: its place in the record, from 0.
    pub of: usize,
}

/// A stretch of text on which no mark starts or ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Segment {
    /// Where it lies.
    pub bytes: Range<usize>,
    /// The marks on it, as places in the list of marks, in its order.
    pub marks: Vec<usize>,
}

/// Every mark that a record puts on its text. Spans outside the text are left out.
pub(crate) fn marks(record: &Record) -> Vec<Mark> {
    let offsets = Offsets::new(&record.report.text);
    let mut marks = Vec::new();
    let mut put = |spans: &[Span], role, of| {
        for &span in spans {
            if let Some(bytes) = offsets.bytes(span) {
                marks.push(Mark { bytes, role, of });
            }
        }
    };
    for (of, attribution) in record.attributions.iter().enumerate() {
        put(&attribution.content, Role::Content, of);
        put(&attribution.source, Role::Source, of);
        put(&attribution.cue, Role::Cue, of);
    }
    for (of, time) in record.times.iter().enumerate() {
        if time.value.is_some() {
            put(&[time.span], Role::Time, of);
        }
    }
    marks
}

/// Cuts a text of `length` bytes at the ends of all marks and at `cuts`. Joined, the segments are the text.
pub(crate) fn cut(length: usize, marks: &[Mark], cuts: impl IntoIterator<Item = usize>) -> Vec<Segment> {
    let mut starts: Vec<(usize, usize)> = marks.iter().map(|m| m.bytes.start).zip(0..).collect();
    let mut ends: Vec<(usize, usize)> = marks.iter().map(|m| m.bytes.end).zip(0..).collect();
    starts.sort_unstable();
    ends.sort_unstable();
    let places: BTreeSet<usize> = (starts.iter().chain(&ends).map(|&(at, _)| at))
        .chain(cuts)
        .chain([length])
        .filter(|&at| at > 0 && at <= length)
        .collect();

    let (mut starts, mut ends) = (starts.into_iter().peekable(), ends.into_iter().peekable());
    let mut open = BTreeSet::new();
    let mut from = 0;
    let mut segments = Vec::with_capacity(places.len());
    for to in places {
        while let Some((_, mark)) = starts.next_if(|&(at, _)| at <= from) {
            open.insert(mark);
        }
        while let Some((_, mark)) = ends.next_if(|&(at, _)| at <= from) {
            open.remove(&mark);
        }
        segments.push(Segment {
            bytes: from..to,
            marks: open.iter().copied().collect(),
        });
        from = to;
    }
    segments
}

impl Segment {
    /// The attributions that the words belong to most closely: those of the shortest marks on them. Several, where
    /// they share those words.
    pub fn innermost(&self, marks: &[Mark]) -> Vec<usize> {
        let on = || {
            self.marks
                .iter()
                .map(|&m| &marks[m])
                .filter(|m| m.role != Role::Time)
        };
        let shortest = on().map(|m| m.bytes.len()).min();
        let mut of: Vec<usize> = on()
            .filter(|m| Some(m.bytes.len()) == shortest)
            .map(|m| m.of)
            .collect();
        of.dedup();
        of
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_types::{Attribution, Report};
    use proptest::prelude::*;

    fn attribution(at: usize, parts: &[(u8, u32, u32)]) -> Attribution {
        let of = |role: u8| {
            let mine = parts.iter().filter(move |(r, ..)| *r == role);
            mine.filter_map(|&(_, a, b)| Span::new(a, b)).collect::<Vec<_>>()
        };
        Attribution {
            id: format!("a{}", at + 1),
            source: of(0),
            cue: of(1),
            content: of(2),
            ..Attribution::default()
        }
    }

    fn record(text: String, attributions: Vec<Vec<(u8, u32, u32)>>) -> Record {
        Record {
            report: Report {
                id: "r".into(),
                date: jiff::civil::date(2031, 5, 7),
                publisher: None,
                title: None,
                url: None,
                text,
            },
            sentences: vec![],
            times: vec![],
            entities: vec![],
            attributions: attributions
                .iter()
                .enumerate()
                .map(|(at, parts)| attribution(at, parts))
                .collect(),
            events: vec![],
            vectors: vec![],
            language: None,
        }
    }

    proptest! {
        /// Whatever the marks, the segments joined are the text, and each carries exactly the marks that cover it.
        #[test]
        fn the_segments_joined_are_the_text(
            text in "(\\PC|\n|[áあ🕊\u{301}]){0,60}",
            attributions in prop::collection::vec(prop::collection::vec((0u8..3, 0u32..70, 0u32..70), 0..5), 0..6),
            cuts in prop::collection::vec(0usize..200, 0..4),
        ) {
            let record = record(text, attributions);
            let text = &record.report.text;
            let marks = marks(&record);
            let cuts = cuts.into_iter().filter(|&at| text.is_char_boundary(at));
            let segments = cut(text.len(), &marks, cuts);
            let joined: String = segments.iter().map(|s| &text[s.bytes.clone()]).collect();
            prop_assert_eq!(&joined, text);
            for segment in &segments {
                prop_assert!(!segment.bytes.is_empty());
                let covering: Vec<usize> = (0..marks.len())
                    .filter(|&m| {
                        marks[m].bytes.start <= segment.bytes.start && segment.bytes.end <= marks[m].bytes.end
                    })
                    .collect();
                prop_assert_eq!(&segment.marks, &covering);
            }
        }
    }

    #[test]
    fn words_belong_to_the_innermost_attribution() {
        // "Ann said Bo told her no" — Bo's claim lies in the content of Ann's.
        let record = record(
            "Ann said Bo told her no".into(),
            vec![
                vec![(0, 0, 3), (1, 4, 8), (2, 9, 23)],
                vec![(0, 9, 11), (1, 12, 16), (2, 21, 23)],
            ],
        );
        let marks = marks(&record);
        let segments = cut(record.report.text.len(), &marks, []);
        let of = |words: &str| {
            let segment = segments
                .iter()
                .find(|s| &record.report.text[s.bytes.clone()] == words);
            segment.map(|s| s.innermost(&marks))
        };
        assert_eq!(of("said"), Some(vec![0]));
        assert_eq!(of("Bo"), Some(vec![1]));
        assert_eq!(of(" her "), Some(vec![0]));
        assert_eq!(of("no"), Some(vec![1]));
    }
}
