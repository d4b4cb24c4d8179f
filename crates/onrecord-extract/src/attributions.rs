//! What the encoder linked → the record's attributions.

use jiff::civil::Date;
use onrecord_types::{Attribution, Parts, Span, Time};

use crate::directness::directness;
use crate::entities::Cast;
use crate::said_on::said_on;
use crate::sources::Sources;
use crate::view::View;

/// Attributions in the order of the text.
pub(crate) fn attributions(view: &View<'_>, cast: &mut Cast, times: &[Time], date: Date) -> Vec<Attribution> {
    let found = &view.document.attributions;
    let sources = Sources::of(view, cast, found);
    let mut out: Vec<Attribution> = found
        .iter()
        .zip(sources.iter())
        .filter_map(|(attributed, source)| {
            let spans = |parts: &Parts| {
                parts
                    .iter()
                    .filter_map(|part| view.span(part))
                    .collect::<Vec<Span>>()
            };
            let said = said_on(view, attributed, found, times, date);
            Some(Attribution {
                id: String::new(),
                source: spans(&attributed.source),
                cue: spans(&attributed.cue),
                content: spans(&attributed.content),
                parent: None,
                source_kind: source.kind,
                source_entity: source.member.and_then(|member| cast.id(member)),
                directness: directness(view, &attributed.content),
                said_on: said.as_ref().map(|(day, _)| *day),
                said_on_time: said.map(|(_, time)| time),
                ..Attribution::default()
            })
            .filter(|a| !(a.cue.is_empty() && a.content.is_empty()))
        })
        .collect();
    out.sort_by_key(|a| a.source.iter().chain(&a.cue).chain(&a.content).min().copied());
    for (index, attribution) in out.iter_mut().enumerate() {
        attribution.id = format!("a{}", index + 1);
    }
    out
}
