//! What the encoder linked, and what the tree shows inside of it → the record's attributions.

use std::ops::Range;

use jiff::civil::Date;
use onrecord_types::{Act, Attribution, Confidence, Parts, SourceKind, Span, Time};

use crate::about::about;
use crate::acts;
use crate::anonymity::anonymity;
use crate::behalf::on_behalf_of;
use crate::circumstances::circumstances;
use crate::directness::directness;
use crate::entities::Cast;
use crate::extents::mended;
use crate::nested::{Nested, nested};
use crate::numbers::numbers;
use crate::said_on::{Said, said_on};
use crate::sources::{Source, sources};
use crate::view::View;

/// Attributions in the order of the text.
pub(crate) fn attributions(view: &View<'_>, cast: &mut Cast, times: &[Time], date: Date) -> Vec<Attribution> {
    let is_time = time_words(view, times);
    let in_time = |at: usize| is_time.get(at).copied().unwrap_or(false);
    let mended = mended(view, &view.document.attributions, &in_time);
    let found = nested(view, &mended);
    let sources = sources(view, cast, found.iter().map(|nested| &nested.attributed));
    let cast = &*cast;
    let acts: Vec<acts::Found> = found
        .iter()
        .zip(&sources)
        .map(|(nested, source)| {
            let is_source = |at: usize| source.member.is_some() && cast.of_token(view, at) == source.member;
            let is_another = |at: usize| {
                let other = cast.of_token(view, at);
                other.is_some_and(|other| cast.is_told(other)) && other != source.member
            };
            acts::act(view, &nested.attributed, source.kind, &is_source, &is_another)
        })
        .collect();
    let said: Vec<Said<'_>> = found
        .iter()
        .zip(sources.iter().zip(&acts))
        .map(|(nested, (source, act))| Said {
            attributed: &nested.attributed,
            member: source.member,
            speech: act.act != Act::Believe,
            nameless: matches!(
                source.kind,
                Some(SourceKind::Unnamed | SourceKind::Institution | SourceKind::Spokesperson)
            ),
            is_body: matches!(
                source.kind,
                Some(SourceKind::Institution | SourceKind::Outlet | SourceKind::Document)
            ),
            named: matches!(source.kind, Some(SourceKind::Named | SourceKind::Spokesperson)),
        })
        .collect();
    let days = said_on(view, &said, times, date, &|at| cast.of_token(view, at));
    let asked = anonymous(view, &found, &sources);
    let ids = cast.ids();
    let spans = |parts: &Parts| {
        parts
            .iter()
            .filter_map(|part| view.span(part))
            .collect::<Vec<Span>>()
    };
    let mut out: Vec<Attribution> = Vec::with_capacity(found.len());
    for (at, (nested, source)) in found.iter().zip(&sources).enumerate() {
        let (attributed, act, day) = (&nested.attributed, &acts[at], days[at].clone());
        let behalf = on_behalf_of(view, &attributed.source, source.kind);
        let around = circumstances(view, attributed);
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
            on_behalf_of: behalf.as_ref().map(|words| on_one_line(view.words(words))),
            on_behalf_of_span: behalf.and_then(|words| view.span(&words)),
            anonymity: asked[at].is_some(),
            anonymity_span: asked[at].as_ref().and_then(|words| view.span(words)),
            addressee: around.addressee.and_then(|words| view.span(&words)),
            medium: around.medium.and_then(|words| view.span(&words)),
            negated: around.negated,
            hedged: around.hedged,
            numbers: attributed
                .content
                .iter()
                .flat_map(|part| numbers(view, part, &in_time))
                .collect(),
            about: about(view, &attributed.content, &in_time)
                .iter()
                .filter_map(|words| view.span(words))
                .collect(),
            confidence: Some(Confidence::new(f64::from(attributed.certainty))),
            act_confidence: Some(act.ground.confidence()),
            source_kind_confidence: source.kind.map(|_| source.confidence()),
            ..Attribution::default()
        };
        out.push(attribution);
    }
    let order = in_order(&out, &found);
    let mut id = vec![String::new(); out.len()];
    for (number, &at) in order.iter().enumerate() {
        id[at] = format!("a{}", number + 1);
    }
    order
        .into_iter()
        .map(|at| Attribution {
            id: id[at].clone(),
            parent: found[at].parent.and_then(|parent| id.get(parent).cloned()),
            ..std::mem::take(&mut out[at])
        })
        .collect()
}

/// The order of the text, by the first word of the outermost attribution; what lies inside one comes after it.
fn in_order(out: &[Attribution], found: &[Nested]) -> Vec<usize> {
    let first = |at: usize| {
        let a = &out[at];
        a.source.iter().chain(&a.cue).chain(&a.content).min().copied()
    };
    // From the outermost to itself; parents make a tree.
    let path = |at: usize| {
        let mut path = vec![at];
        while let Some(parent) = path.last().and_then(|&at| found[at].parent) {
            path.push(parent);
        }
        path.reverse();
        path
    };
    let mut order: Vec<usize> = (0..out.len()).collect();
    order.sort_by_cached_key(|&at| path(at).into_iter().map(|at| (first(at), at)).collect::<Vec<_>>());
    order
}

/// For each attribution, the words by which its source asked not to be named, in its own sentence or in that of
/// another attribution to the same source.
fn anonymous(view: &View<'_>, found: &[Nested], sources: &[Source]) -> Vec<Option<Range<usize>>> {
    let sentence = |nested: &Nested| {
        let first = nested.attributed.cue.first().or(nested.attributed.source.first());
        first.map(|words| view.sentence(words.start))
    };
    let own: Vec<Option<Range<usize>>> = found
        .iter()
        .map(|nested| {
            // Whom a source speaks of asked for nothing.
            if nested.attributed.source.is_empty() || nested.by_tree && nested.parent.is_some() {
                return None;
            }
            anonymity(view, sentence(nested)?)
        })
        .collect();
    let of_same = |at: usize| {
        let member = sources[at].member?;
        let same = sources
            .iter()
            .zip(&own)
            .find(|(other, own)| other.member == Some(member) && own.is_some());
        same.and_then(|(_, own)| own.clone())
    };
    (0..found.len())
        .map(|at| own[at].clone().or_else(|| of_same(at)))
        .collect()
}

/// For each token, whether it belongs to a time.
fn time_words(view: &View<'_>, times: &[Time]) -> Vec<bool> {
    let mut out = vec![false; view.document.tokens.len()];
    for bytes in times.iter().filter_map(|time| view.offsets.bytes(time.span)) {
        let first = view
            .document
            .tokens
            .partition_point(|t| t.bytes.end <= bytes.start);
        let inside = view.document.tokens.iter().enumerate().skip(first);
        for (at, _) in inside.take_while(|(_, token)| token.bytes.start < bytes.end) {
            out[at] = true;
        }
    }
    out
}

fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
