//! What of a content's parts is kept, and where each ends.

use std::ops::Range;

use onrecord_types::Parts;

use crate::attributions::{CONTENT_OF, Heads};

/// A fragment of another sentence that is linked less strongly than this doesn't belong to the cue.
const LEAST_LINK: f32 = 2.0;

/// A content's parts in order, without stray ones, each cut behind its last word that can end one, and those that touch
/// joined.
///
/// A source goes on speaking in whole sentences ("Prices rose, Lund said. Wages did not."), so a few words of another
/// sentence are a stray, unless they are quoted or the heads are sure of them.
pub(super) fn mended(heads: &Heads<'_>, cue: &Range<usize>, parts: &mut Parts) {
    parts.sort_by_key(|part| part.start);
    let own = heads.sentence(cue.start);
    if parts.len() > 1 {
        let strays: Vec<bool> = parts.iter().map(|part| is_stray(heads, own, cue, part)).collect();
        if !strays.iter().all(|stray| *stray) {
            let mut strays = strays.into_iter();
            parts.retain(|_| !strays.next().unwrap_or(false));
        }
    }
    for part in parts.iter_mut() {
        while part.len() > 1 && leaves_open(heads, part.end - 1) {
            part.end -= 1;
        }
    }
    parts.dedup_by(|later, earlier| {
        let touch = later.start <= earlier.end;
        if touch {
            earlier.end = earlier.end.max(later.end);
        }
        touch
    });
}

/// Whether a part is a few words out of another sentence than the cue's.
fn is_stray(heads: &Heads<'_>, own: usize, cue: &Range<usize>, part: &Range<usize>) -> bool {
    let at = heads.sentence(part.start);
    let whole = heads.sentences.get(at).map_or(0, ExactSizeIterator::len);
    let quoted = heads.is_quoted(part.start) && heads.is_quoted(part.end - 1);
    at != own
        && heads.sentence(part.end - 1) == at
        && 2 * part.len() < whole
        && !quoted
        && heads
            .strength(CONTENT_OF, cue.start, part)
            .is_none_or(|linked| linked < LEAST_LINK)
}

/// Whether no content ends with this word: a conjunction, an article, a relative pronoun, a comma outside of quotation
/// marks ("the bridge was closed, and | added …").
fn leaves_open(heads: &Heads<'_>, word: usize) -> bool {
    match heads.word(word).to_lowercase().as_str() {
        "," => !heads.is_quoted(word),
        "and" | "but" | "or" | ";" | "the" | "a" | "an" | "-" | "–" | "--" | "—" | "which" | "who" => {
            true
        }
        _ => false,
    }
}
