//! Contents that no cue claims, and the words that could be their cues.

use std::ops::Range;

use onrecord_types::Attributed;

use crate::attributions::{CONTENT_OF, CUE, Heads};

/// A word that is less likely a cue's than this can't be an overlooked one.
const LEAST_SHARE: f32 = 0.08;
/// A content that is linked less strongly than this to a word isn't what that word is the cue of.
const LEAST_LINK: f32 = -4.0;
/// A word behind an overlooked cue's first belongs to it where it's likelier than this to go on with a cue.
const GOES_ON: f32 = 0.3;

/// Attributions for contents that no cue claims: for each, the word that is most likely a cue and the content's.
///
/// "Residents' outrage that the mill is to close": where the heads are sure that something is said and doubt that
/// "outrage" says it, the doubt is resolved by the content, since what is said has somebody saying it. A content that
/// no word could be the cue of is none.
pub(super) fn with_cues(
    heads: &Heads<'_>,
    taken: &[Range<usize>],
    alone: Vec<Range<usize>>,
) -> Vec<Attributed> {
    let free = |word: &usize| !taken.iter().any(|span| span.contains(word));
    let mut found: Vec<Attributed> = Vec::new();
    for content in alone {
        let Some(first) = best(heads, &content, &free) else {
            continue;
        };
        let same = |attributed: &&mut Attributed| attributed.cue.iter().any(|cue| cue.contains(&first));
        if let Some(attributed) = found.iter_mut().find(same) {
            attributed.content.push(content);
            continue;
        }
        let mut cue = first..first + 1;
        while free(&cue.end) && heads.goes_on(CUE, cue.end) > GOES_ON {
            cue.end += 1;
        }
        found.push(Attributed {
            source: Vec::new(),
            cue: Vec::from([cue]),
            content: Vec::from([content]),
            certainty: 0.0,
        });
    }
    found
}

/// The free word that is most likely a cue and this content's.
fn best(heads: &Heads<'_>, content: &Range<usize>, free: &impl Fn(&usize) -> bool) -> Option<usize> {
    let reach = content.start.saturating_sub(REACH)..(content.end + REACH).min(heads.words());
    let candidates = reach.filter(|word| free(word) && !content.contains(word));
    let scored = candidates.filter_map(|word| {
        let share = heads.share(CUE, word);
        let linked = (share >= LEAST_SHARE).then(|| heads.strength(CONTENT_OF, word, content))??;
        (linked >= LEAST_LINK).then(|| (linked + share.ln(), word))
    });
    scored
        .reduce(|a, b| if b.0 > a.0 { b } else { a })
        .map(|(_, word)| word)
}

/// How far from its content an overlooked cue may stand, in words.
const REACH: usize = 60;
