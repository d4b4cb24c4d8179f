//! What the encoder linked → the record's attributions.

use jiff::civil::Date;
use onrecord_types::{Act, Attribution, Parts, Span, Time};

use crate::acts;
use crate::directness::directness;
use crate::entities::Cast;
use crate::said_on::{Said, said_on};
use crate::sources::sources;
use crate::view::View;

/// Attributions in the order of the text.
pub(crate) fn attributions(view: &View<'_>, cast: &mut Cast, times: &[Time], date: Date) -> Vec<Attribution> {
    let found = &view.document.attributions;
    let sources = sources(view, cast, found.iter());
    let cast = &*cast;
    let acts: Vec<acts::Found> = found
        .iter()
        .zip(sources.iter())
        .map(|(attributed, source)| {
            let is_source = |at: usize| source.member.is_some() && cast.of_token(view, at) == source.member;
            let is_another = |at: usize| {
                let other = cast.of_token(view, at);
                other.is_some_and(|other| cast.is_told(other)) && other != source.member
            };
            acts::act(view, attributed, source.kind, &is_source, &is_another)
        })
        .collect();
    let said: Vec<Said<'_>> = found
        .iter()
        .zip(sources.iter().zip(&acts))
        .map(|(attributed, (source, act))| Said {
            attributed,
            member: source.member,
            speech: act.act != Act::Believe,
        })
        .collect();
    let days = said_on(view, &said, times, date);
    let ids = cast.ids();
    let spans = |parts: &Parts| parts.iter().filter_map(|part| view.span(part)).collect::<Vec<Span>>();
    let mut out: Vec<Attribution> = Vec::with_capacity(found.len());
    for (((attributed, source), act), day) in found.iter().zip(sources.iter()).zip(&acts).zip(days) {
        let attribution = Attribution {
            source: spans(&attributed.source),
            cue: spans(&attributed.cue),
            content: spans(&attributed.content),
            source_kind: source.kind,
            source_entity: source.member.and_then(|member| ids.get(member).cloned()),
            directness: directness(view, &attributed.content),
            said_on: day.as_ref().map(|(day, _)| *day),
            said_on_time: day.map(|(_, time)| time),
            act: Some(act.act),
            act_confidence: Some(act.ground.confidence()),
            ..Attribution::default()
        };
        if !(attribution.cue.is_empty() && attribution.content.is_empty()) {
            out.push(attribution);
        }
    }
    out.sort_by_key(|a| a.source.iter().chain(&a.cue).chain(&a.content).min().copied());
    for (index, attribution) in out.iter_mut().enumerate() {
        attribution.id = format!("a{}", index + 1);
    }
    out
}
