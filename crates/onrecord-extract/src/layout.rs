//! Attributions that the page's layout makes, without a verb: transcripts and quotations signed with a dash.
//!
//! Both are conventions of print older than any corpus. The heads know them from a handful of articles: in PolNeAR's train
//! set (840 articles) all 6 turns that are found here are attributions of its annotators, and all 7 signed quotations.

use std::collections::HashMap;
use std::ops::Range;

use onrecord_types::{Attributed, Parts, Upos};

use crate::parts::{overlap, without};
use crate::view::{View, is_quotation_mark};

/// A label before a colon, or a name behind a dash, has no more words than this.
const LONGEST: usize = 6;
/// How sure such an attribution is.
const SURE: f32 = 0.95;

/// The heads' attributions and the layout's: where both have the same words, the layout decides.
pub(crate) fn applied(view: &View<'_>, mut found: Vec<Attributed>) -> Vec<Attributed> {
    let mut laid_out = turns(view);
    laid_out.extend(signed(view));
    for own in &laid_out {
        let words = || own.source.iter().chain(&own.cue).chain(&own.content);
        let is_label = |part: &Range<usize>| {
            let mut label = own.source.iter().chain(&own.cue);
            label.any(|word| overlap(word, part))
        };
        found.retain(|other| !other.cue.iter().any(is_label));
        for other in &mut found {
            let inside = |cue: &Range<usize>| own.content.iter().any(|part| part.contains(&cue.start));
            if other.cue.first().is_some_and(inside) {
                continue;
            }
            let overlaps = |part: &Range<usize>| words().any(|word| overlap(word, part));
            if !other.content.iter().any(overlaps) {
                continue;
            }
            for part in words() {
                other.content = other.content.iter().flat_map(|own| without(own, part)).collect();
            }
            // All that it had was the layout's.
            if other.content.is_empty() {
                other.cue.clear();
            }
        }
        found.retain(|other| !other.cue.is_empty());
    }
    found.extend(laid_out);
    found.sort_by_key(|attributed| attributed.cue.first().map(|cue| cue.start));
    found
}

/// Whether a mark is the cue: a colon or a dash.
pub(crate) fn by_mark(view: &View<'_>, attributed: &Attributed) -> bool {
    let is_one = |at: usize| view.word(at) == ":" || is_dash(view.word(at));
    !attributed.cue.is_empty() && attributed.cue.iter().cloned().flatten().all(is_one)
}

fn attributed(source: Range<usize>, cue: Range<usize>, content: Range<usize>) -> Attributed {
    Attributed {
        source: Parts::from([source]),
        cue: std::iter::once(cue).collect(),
        content: Parts::from([content]),
        certainty: SURE,
    }
}

/// The turns of a transcript: lines that begin with a name in capitals and a colon ("LUND: We never met."), where at least two
/// names come back. A label that stands alone heads a list or a table ("POPULATION: 4.1 million").
fn turns(view: &View<'_>) -> Vec<Attributed> {
    let labelled: Vec<(Range<usize>, Range<usize>)> = lines(view)
        .filter_map(|line| Some((label(view, &line)?, line)))
        .collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for (label, _) in &labelled {
        *times.entry(view.words(label)).or_default() += 1;
    }
    if times.values().filter(|times| **times > 1).count() < 2 {
        return Vec::new();
    }
    labelled
        .into_iter()
        .map(|(label, line)| {
            let colon = label.end;
            attributed(label, colon..colon + 1, colon + 1..line.end)
        })
        .collect()
}

/// The name in capitals that a line begins with, before a colon and words.
fn label(view: &View<'_>, line: &Range<usize>) -> Option<Range<usize>> {
    let start = line.start + usize::from(is_quotation_mark(view.word(line.start)));
    let colon = (start..line.end.min(start + LONGEST + 1)).find(|&at| view.word(at) == ":")?;
    let capitals = |at: usize| {
        let word = view.word(at);
        word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase)
            || matches!(word, "." | "-" | "'" | "’")
    };
    let long = view
        .words(&(start..colon))
        .chars()
        .filter(|c| c.is_alphabetic())
        .count()
        > 1;
    (start < colon && colon + 1 < line.end && long && (start..colon).all(capitals)).then_some(start..colon)
}

/// Quotations that fill a paragraph and are signed with a dash and a name, on their line or the next: "“We never met.” —
/// Ana Lund".
fn signed(view: &View<'_>) -> Vec<Attributed> {
    let lines: Vec<Range<usize>> = lines(view).collect();
    let mut out = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        if !is_quotation_mark(view.word(line.start)) {
            continue;
        }
        let Some(close) = line.clone().skip(1).rfind(|&at| is_quotation_mark(view.word(at))) else {
            continue;
        };
        let signature = if close + 1 < line.end {
            close + 1..line.end
        } else if let Some(next) = lines.get(number + 1) {
            next.clone()
        } else {
            continue;
        };
        let mut name = signature.start;
        while name < signature.end && is_dash(view.word(name)) {
            name += 1;
        }
        let end = (name..signature.end)
            .find(|&at| matches!(view.word(at), "," | "." | ";" | "(") || at > name + LONGEST)
            .unwrap_or(signature.end);
        let is_name = |at: usize| {
            let word = view.word(at);
            view.token(at).is_some_and(|token| token.upos == Upos::Propn)
                && word.chars().next().is_some_and(char::is_uppercase)
        };
        // Nothing but the name follows, and perhaps who that is.
        let closed = end == signature.end || matches!(view.word(end), "," | "(") || end + 1 == signature.end;
        if signature.start < name && name < end && end <= name + LONGEST && is_name(name) && closed {
            out.push(attributed(
                name..end,
                signature.start..name,
                line.start..close + 1,
            ));
        }
    }
    out
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "--" | "–" | "—" | "―")
}

/// The text's lines that have words, as ranges of tokens.
fn lines(view: &View<'_>) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        if at >= view.document.tokens.len() {
            return None;
        }
        let start = at;
        at = view.line_end(at);
        Some(start..at)
    })
}
