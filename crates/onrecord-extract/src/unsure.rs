//! What is hardly sure is left out, and its words go back to the attribution around it.

use std::ops::Range;

use onrecord_types::{Act, Attributed, Upos};

use crate::acts;
use crate::parts::{joined, overlap};
use crate::view::View;

/// An attribution that is less sure than this is none, unless it says that an answer was withheld, which is rare and plain. F1
/// is greatest where those are left out that are right less often than half of it (Lipton, Elkan and Naryanaswamy 2014),
/// here .37; below .3 four of five are wrong on PolNeAR dev.
const UNSURE: f32 = 0.3;

/// The attributions without those that are hardly sure. The heads gave each word to one attribution; where one is dropped, its
/// words are of the other in its sentence: "the envoy met the Front to *discuss the crew*, officials said" is said by officials
/// as a whole.
pub(crate) fn left_out(view: &View<'_>, found: &[Attributed]) -> Vec<Attributed> {
    let sure = |a: &&Attributed| a.certainty >= UNSURE || declines(view, a);
    let (mut kept, dropped): (Vec<Attributed>, Vec<Attributed>) =
        found.iter().cloned().partition(|a| sure(&a));
    for out in dropped {
        give_back(view, &mut kept, &out);
    }
    kept
}

/// Whether the cue says that its source won't answer.
fn declines(view: &View<'_>, attributed: &Attributed) -> bool {
    let found = acts::act(view, attributed, None, &|_| false, &|_| false);
    found.act == Act::Decline && found.ground == acts::Ground::Cue
}

/// Gives an attribution's words to the only one that has its cue in the same sentence, where what that one has is without a verb and
/// stands on the same side of its cue: from the first to the last word of both.
fn give_back(view: &View<'_>, kept: &mut [Attributed], dropped: &Attributed) {
    let Some(cue) = dropped.cue.first() else { return };
    let sentence = view.sentence(cue.start);
    let inside = |part: &Range<usize>| {
        view.sentence(part.start) == sentence && view.sentence(part.end - 1) == sentence
    };
    let mut near = kept
        .iter()
        .enumerate()
        .filter(|(_, other)| other.cue.first().is_some_and(inside))
        .map(|(at, _)| at);
    let (Some(only), None) = (near.next(), near.next()) else {
        return;
    };
    let taken: Vec<Range<usize>> = kept
        .iter()
        .flat_map(|a| a.source.iter().chain(&a.cue))
        .cloned()
        .collect();
    let Some(other) = kept.get_mut(only) else { return };
    let words = || dropped.source.iter().chain(&dropped.cue).chain(&dropped.content);
    let own = words().filter(|part| inside(part)).cloned().reduce(hull);
    let Some(own) = own else { return };
    // What has a verb may be whole as it is.
    let is_cut = |part: &Range<usize>| {
        let mut verbs = part.clone().filter_map(|at| view.token(at));
        !verbs.any(|token| matches!(token.upos, Upos::Verb | Upos::Aux))
    };
    let reached = other
        .content
        .iter()
        .filter(|part| inside(part) && is_cut(part))
        .map(|part| hull(part.clone(), own.clone()))
        .find(|whole| !taken.iter().any(|part| overlap(part, whole)));
    if let Some(whole) = reached {
        other.content.push(whole);
        joined(&mut other.content);
    }
}

fn hull(a: Range<usize>, b: Range<usize>) -> Range<usize> {
    a.start.min(b.start)..a.end.max(b.end)
}
