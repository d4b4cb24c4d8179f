//! What the heads say of each word → spans of words.

use std::ops::Range;

/// Stretches of words with one label each, from numbers for "outside", "begins label 0", "goes on with label
/// 0", "begins label 1", … a word.
///
/// The best sequence in which nothing goes on that hasn't begun (Viterbi 1967), by the sum of the numbers.
pub(crate) fn spans(logits: &[f32], labels: usize) -> Vec<(usize, Range<usize>)> {
    let states = 2 * labels + 1;
    let rows: Vec<&[f32]> = logits.chunks_exact(states).collect();
    // State 2k+1 begins label k, 2k+2 goes on with it; going on needs one of the two before it.
    let mut best: Vec<f32> = vec![0.0; states];
    let mut from: Vec<Vec<u8>> = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let most = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let norm = most + row.iter().map(|v| (v - most).exp()).sum::<f32>().ln();
        let top = (0..states).fold(0, |a, b| if best[b] > best[a] { b } else { a });
        let (mut next, mut back) = (vec![f32::NEG_INFINITY; states], vec![0u8; states]);
        for state in 0..states {
            let goes_on = state > 0 && state % 2 == 0;
            let before = if !goes_on {
                top
            } else if at == 0 {
                continue;
            } else if best[state] > best[state - 1] {
                state
            } else {
                state - 1
            };
            next[state] = best[before] + row[state] - norm;
            back[state] = before as u8;
        }
        best = next;
        from.push(back);
    }
    let mut state = (0..states).fold(0, |a, b| if best[b] > best[a] { b } else { a });
    let mut path = vec![0usize; rows.len()];
    for at in (0..rows.len()).rev() {
        path[at] = state;
        state = usize::from(from[at][state]);
    }
    let mut out: Vec<(usize, Range<usize>)> = Vec::new();
    for (at, &state) in path.iter().enumerate() {
        if state % 2 == 1 {
            out.push((state / 2, at..at + 1));
        } else if state > 0
            && let Some(last) = out.last_mut()
        {
            last.1.end = at + 1;
        }
    }
    out
}

/// The numbers with `added`, one for each state, put to every word's.
pub(crate) fn weighed(logits: &[f32], added: &[f32]) -> Vec<f32> {
    let added = added.iter().cycle();
    logits
        .iter()
        .zip(added)
        .map(|(logit, more)| logit + more)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_goes_on_must_have_begun() {
        // The second word would rather go on with label 1, but label 0 has begun.
        let logits = [0.0, 5.0, 0.0, 0.0, 0.0, /**/ 0.0, 0.0, 2.0, 0.0, 3.0];
        assert_eq!(spans(&logits, 2), [(0, 0..2)]);
    }

    proptest! {
        #[test]
        fn spans_are_in_order_and_apart(logits in proptest::collection::vec(-9f32..9.0, 0..70)) {
            let mut next = 0;
            for (label, span) in spans(&logits, 3) {
                prop_assert!(label < 3 && span.start >= next && span.end > span.start);
                next = span.end;
            }
            prop_assert!(next <= logits.len() / 7);
        }
    }
}
