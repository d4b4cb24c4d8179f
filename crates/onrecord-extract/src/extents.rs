//! Where sources, cues and contents begin and end, mended by the tree: the heads speak word by word, and may stop in the
//! middle of a phrase.

use std::ops::Range;

use onrecord_types::{Attributed, Upos};

use crate::parts::{joined, without};
use crate::subjects;
use crate::view::View;
use crate::{edges, layout, quotations, unsure};

/// How far behind its cut a phrase's own noun may stand, in words.
const REACH: usize = 5;

/// The attributions with whole phrases: none has a part of the dateline, a source ends with its noun and without the
/// day beside it, a content doesn't break off before a noun and doesn't begin behind one.
///
/// "PORT ALDERY, May 7 (CPA) -- Negotiators met": the content is "Negotiators met". "President Ana Lund Friday said":
/// Friday isn't of her name. "would open in the | northern capital": the capital belongs to it. "the envoy | Ana Lund met
/// them": so does the envoy.
pub(crate) fn mended(
    view: &View<'_>,
    found: &[Attributed],
    is_time: &dyn Fn(usize) -> bool,
) -> Vec<Attributed> {
    let dateline = dateline(view);
    let mut found = layout::applied(view, unsure::left_out(view, found));
    quotations::whole(view, &mut found);
    found
        .iter()
        .map(|attributed| {
            let mut out = attributed.clone();
            let taken = |at: usize| {
                [&attributed.source, &attributed.cue]
                    .into_iter()
                    .flatten()
                    .any(|part| part.contains(&at))
            };
            for parts in [&mut out.source, &mut out.content] {
                *parts = parts.iter().flat_map(|part| without(part, &dateline)).collect();
            }
            for part in &mut out.source {
                without_time(view, part, is_time);
                let free = |at: usize| !attributed.cue.iter().any(|cue| cue.contains(&at));
                part.end = to_noun(view, part, &free);
            }
            for part in &mut out.content {
                part.end = to_noun(view, part, &|at| !taken(at));
                part.start = from_noun(view, part, &|at| !taken(at));
            }
            joined(&mut out.content);
            if out.source.len() > 1 {
                out.source = subjects::one(view, &out);
            }
            edges::mended(view, &mut out);
            subjects::without_addressed(view, &mut out);
            if out.source.is_empty() {
                out.source = subjects::source(view, &out).unwrap_or_default();
            }
            out
        })
        .collect()
}

/// The dateline that a report begins with: "PORT ALDERY, May 7 (CPA) -- ", "OSMARK (AP) — ".
///
/// It's a place in capitals or a name, perhaps a day, perhaps an agency in brackets, and a dash, within the first words of
/// a line; empty where there is none.
fn dateline(view: &View<'_>) -> Range<usize> {
    /// A dateline's longest.
    const LONGEST: usize = 16;
    // Only in the first sentences: behind a headline at most.
    let reach = view.document.tokens.len().min(80);
    let mut at = 0;
    while at < reach {
        let line = view.line_end(at);
        let mut capitals = false;
        let mut brackets = false;
        for i in at..line.min(at + LONGEST) {
            let word = view.word(i);
            capitals |= i == at && word.len() > 2 && word.chars().all(|c| c.is_uppercase());
            brackets |= word == ")" || (word.ends_with(')') && word.starts_with('('));
            // A sentence has begun.
            if view
                .token(i)
                .is_some_and(|t| matches!(t.upos, Upos::Verb | Upos::Aux))
            {
                break;
            }
            let dash = matches!(word, "-" | "--" | "–" | "—" | "_")
                && view.token(i).zip(view.token(i + 1)).is_some_and(|(dash, next)| {
                    // Not the hyphen of "Aix-en-Provence".
                    view.text
                        .get(dash.bytes.end..next.bytes.start)
                        .is_some_and(|gap| !gap.is_empty())
                        || word.len() > 1
                        || brackets
                });
            if dash && (capitals || brackets) && i > at {
                let mut end = i + 1;
                while matches!(view.word(end), "-" | "–" | "—") {
                    end += 1;
                }
                return at..end;
            }
        }
        at = line.max(at + 1);
    }
    0..0
}

/// Takes a day off the end of a source.
fn without_time(view: &View<'_>, part: &mut Range<usize>, is_time: &dyn Fn(usize) -> bool) {
    let mut end = part.end;
    while end > part.start && is_time(end - 1) {
        end -= 1;
    }
    let can_end = |at: usize| {
        view.token(at)
            .is_some_and(|t| !matches!(t.upos, Upos::Adp | Upos::Det | Upos::Adj | Upos::Part))
    };
    if end < part.end && end > part.start && can_end(end - 1) {
        part.end = end;
    }
}

/// The end of a stretch, carried on to the noun that its last word belongs to where it stands a few words behind it.
fn to_noun(view: &View<'_>, part: &Range<usize>, free: &dyn Fn(usize) -> bool) -> usize {
    let Some(last) = part.end.checked_sub(1) else {
        return part.end;
    };
    let before_noun = |deprel: &str| {
        matches!(
            deprel,
            "det" | "amod" | "compound" | "nummod" | "nmod:poss" | "case" | "goeswith"
        )
    };
    let head = view
        .token(last)
        .filter(|token| before_noun(token.deprel))
        .and_then(|token| token.head)
        .filter(|&head| head > last && head <= last + REACH);
    let Some(head) = head else { return part.end };
    let noun = view
        .token(head)
        .is_some_and(|t| matches!(t.upos, Upos::Noun | Upos::Propn | Upos::Num));
    let same = view.sentence(head) == view.sentence(last);
    if noun && same && (part.end..=head).all(free) {
        head + 1
    } else {
        part.end
    }
}

/// The beginning of a stretch, brought forward to where the noun stands that its first word is the name of: "the envoy | Ana
/// Lund met them".
fn from_noun(view: &View<'_>, part: &Range<usize>, free: &dyn Fn(usize) -> bool) -> usize {
    let noun = view
        .token(part.start)
        .filter(|token| matches!(token.deprel, "appos" | "flat"))
        .and_then(|token| token.head)
        .filter(|&head| head < part.start && head + REACH >= part.start);
    let Some(noun) = noun.filter(|&noun| view.sentence(noun) == view.sentence(part.start)) else {
        return part.start;
    };
    let first = view
        .children(noun)
        .map(|(at, _)| at)
        .min()
        .map_or(noun, |at| at.min(noun));
    let whole = (first..part.start).all(|at| free(at) && !view.is_mark(at));
    if whole { first } else { part.start }
}
