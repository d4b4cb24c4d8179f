//! Stretches of words: joined, cut apart, compared.

use std::ops::Range;

use onrecord_types::Parts;

/// Joins parts that touch or overlap.
pub(crate) fn joined(parts: &mut Parts) {
    parts.sort_by_key(|part| part.start);
    parts.dedup_by(|later, earlier| {
        let touch = later.start <= earlier.end;
        if touch {
            earlier.end = earlier.end.max(later.end);
        }
        touch
    });
}

/// What of a stretch lies before another and behind it.
pub(crate) fn without(part: &Range<usize>, other: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let before = part.start..part.end.min(other.start);
    let behind = part.start.max(other.end)..part.end;
    [before, behind]
        .into_iter()
        .filter(|piece| piece.start < piece.end)
}

/// Whether two stretches have a word in common.
pub(crate) fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_without_another() {
        let of = |part, other| -> Vec<(usize, usize)> {
            without(&part, &other)
                .map(|piece| (piece.start, piece.end))
                .collect()
        };
        assert_eq!(of(2..9, 4..6), [(2, 4), (6, 9)]);
        assert_eq!(of(2..9, 0..4), [(4, 9)]);
        assert_eq!(of(2..9, 10..12), [(2, 9)]);
        assert_eq!(of(5..9, 0..0), [(5, 9)]);
        assert_eq!(of(5..9, 4..9), []);
    }
}
