//! Scores of arcs → the best tree of a sentence.

/// The head of each of `n` tokens, itself for the root: the tree with one root that has the greatest sum of
/// `scores`, a row of `n` numbers a token, one for each head; a token's number for itself is that of being the
/// root (McDonald et al. 2005, with the algorithm of Chu and Liu 1965 and Edmonds 1967).
///
/// Where the best trees of all have several roots, only these roots are tried one by one. Scores that are too
/// few for `n` tokens, or not numbers, count as worst.
pub(crate) fn tree(scores: &[f32], n: usize) -> Vec<usize> {
    let score = |token: usize, head: usize| {
        let at = scores.get(token * n + head).copied().unwrap_or(WORST);
        if at > WORST { at } else { WORST }
    };
    let greedy: Vec<usize> = (0..n).map(|token| best(n, |head| score(token, head))).collect();
    if is_tree(&greedy) {
        return greedy;
    }
    // The root is a node of its own, number `n`.
    let graph = |only: Option<usize>| -> Vec<Vec<f32>> {
        (0..n)
            .map(|token| {
                let mut row: Vec<f32> = (0..n).map(|head| score(token, head)).collect();
                let root = std::mem::replace(&mut row[token], f32::NEG_INFINITY);
                row.push(if only.is_none_or(|one| one == token) {
                    root
                } else {
                    FORBIDDEN
                });
                row
            })
            .collect()
    };
    let free = arborescence(&graph(None));
    let roots: Vec<usize> = (0..n).filter(|&token| free[token] == n).collect();
    let heads = if roots.len() < 2 {
        free
    } else {
        let total = |heads: &[usize]| -> f32 {
            let one = |(token, &head)| score(token, if head == n { token } else { head });
            heads.iter().enumerate().map(one).sum()
        };
        roots
            .into_iter()
            .map(|root| arborescence(&graph(Some(root))))
            .reduce(|a, b| if total(&b) > total(&a) { b } else { a })
            .unwrap_or_default()
    };
    heads
        .into_iter()
        .enumerate()
        .map(|(token, head)| if head == n { token } else { head })
        .collect()
}

/// No score is lower.
const WORST: f32 = -1e6;
/// Low enough that a tree without such an arc is better whatever its other arcs.
const FORBIDDEN: f32 = -1e12;

/// The first of the numbers below `n` with the greatest value.
fn best(n: usize, value: impl Fn(usize) -> f32) -> usize {
    (1..n).fold(0, |a, b| if value(b) > value(a) { b } else { a })
}

/// Whether heads (itself: a root) make one tree.
fn is_tree(heads: &[usize]) -> bool {
    let roots = heads
        .iter()
        .enumerate()
        .filter(|(token, head)| token == *head)
        .count();
    roots == 1 && cycle(heads, usize::MAX).is_none()
}

/// A cycle of two or more tokens, if there is one. Whoever is its own head or has the head `root` ends a path.
fn cycle(heads: &[usize], root: usize) -> Option<Vec<usize>> {
    // 0: not seen; otherwise the path on which it was seen.
    let mut seen = vec![0usize; heads.len()];
    for start in 0..heads.len() {
        let (mut at, path) = (start, start + 1);
        while seen[at] == 0 {
            seen[at] = path;
            let head = heads[at];
            if head == root || head == at {
                break;
            }
            at = head;
            if seen[at] == path {
                let mut found = vec![at];
                let mut next = heads[at];
                while next != at {
                    found.push(next);
                    next = heads[next];
                }
                return Some(found);
            }
        }
    }
    None
}

/// The heads that make the best tree below the root, which is node `graph.len()`; `graph` has a row a node, with
/// a number for each head, the root's last.
fn arborescence(graph: &[Vec<f32>]) -> Vec<usize> {
    let n = graph.len();
    let heads: Vec<usize> = graph
        .iter()
        .enumerate()
        .map(|(node, row)| {
            let all = (0..=n).filter(|&head| head != node);
            all.reduce(|a, b| if row[b] > row[a] { b } else { a })
                .unwrap_or(n)
        })
        .collect();
    let Some(cycle) = cycle(&heads, n) else {
        return heads;
    };
    // The cycle becomes one node, the last but the root; the others keep their order.
    let outside: Vec<usize> = (0..n).filter(|node| !cycle.contains(node)).collect();
    let rows = |node: usize| graph[node].as_slice();
    // Which node of the cycle is head of an outer node, and which takes the head from outside.
    let leave: Vec<usize> = outside
        .iter()
        .map(|&node| {
            cycle
                .iter()
                .copied()
                .fold(cycle[0], |a, b| if rows(node)[b] > rows(node)[a] { b } else { a })
        })
        .collect();
    let gain = |node: usize, head: usize| rows(node)[head] - rows(node)[heads[node]];
    let heads_outside: Vec<usize> = outside.iter().copied().chain([n]).collect();
    let enter: Vec<usize> = heads_outside
        .iter()
        .map(|&head| {
            cycle
                .iter()
                .copied()
                .fold(cycle[0], |a, b| if gain(b, head) > gain(a, head) { b } else { a })
        })
        .collect();
    let mut smaller: Vec<Vec<f32>> = outside
        .iter()
        .zip(&leave)
        .map(|(&node, &by)| {
            let mut row: Vec<f32> = outside.iter().map(|&head| rows(node)[head]).collect();
            row.push(rows(node)[by]);
            row.push(rows(node)[n]);
            row
        })
        .collect();
    let mut row: Vec<f32> = heads_outside
        .iter()
        .zip(&enter)
        .map(|(&head, &by)| gain(by, head))
        .collect();
    row.insert(outside.len(), f32::NEG_INFINITY);
    smaller.push(row);
    let found = arborescence(&smaller);
    let mut out = heads.clone();
    for (index, &node) in outside.iter().enumerate() {
        out[node] = match found[index] {
            head if head < outside.len() => outside[head],
            head if head == outside.len() => leave[index],
            _ => n,
        };
    }
    let head = found[outside.len()];
    let at = head.min(outside.len());
    let entered = enter[at];
    out[entered] = heads_outside[at];
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn total(scores: &[f32], heads: &[usize]) -> f32 {
        heads
            .iter()
            .enumerate()
            .map(|(t, &h)| scores[t * heads.len() + h])
            .sum()
    }

    /// Every way to give `n` tokens heads that make a tree.
    fn all_trees(n: usize) -> Vec<Vec<usize>> {
        (0..n.pow(n as u32))
            .map(|code| (0..n).map(|k| code / n.pow(k as u32) % n).collect::<Vec<_>>())
            .filter(|heads| is_tree(heads))
            .collect()
    }

    proptest! {
        #[test]
        fn it_is_a_tree_with_one_root(n in 1usize..30, seed in proptest::collection::vec(-9f32..9.0, 900)) {
            prop_assert!(is_tree(&tree(&seed[..n * n], n)));
        }

        #[test]
        fn it_is_near_the_best_of_all(n in 1usize..5, seed in proptest::collection::vec(-9f32..9.0, 16)) {
            let scores = &seed[..n * n];
            let ours = tree(scores, n);
            let best = all_trees(n).into_iter().map(|t| total(scores, &t)).fold(f32::NEG_INFINITY, f32::max);
            let free_roots = {
                // With one root in the best trees of all, ours is the best; else one of these roots is taken.
                let one = (0..n).filter(|&t| best_row(scores, n, t) == t).count();
                one <= 1
            };
            prop_assert!(!free_roots || total(scores, &ours) <= best + 1e-4);
            prop_assert!(total(scores, &ours) <= best + 1e-4);
        }
    }

    fn best_row(scores: &[f32], n: usize, token: usize) -> usize {
        best(n, |head| scores[token * n + head])
    }

    #[test]
    fn a_cycle_is_broken_where_it_costs_least() {
        // 0 and 1 want each other; 2 wants 1. Being the root costs 0 least.
        let scores = [1.0, 9.0, 0.0, /**/ 9.0, 0.0, 0.0, /**/ 0.0, 5.0, -1.0];
        assert_eq!(tree(&scores, 3), [0, 0, 1]);
    }

    #[test]
    fn what_is_no_number_does_no_harm() {
        assert!(is_tree(&tree(&[f32::NAN; 9], 3)));
        assert!(is_tree(&tree(&[], 4)));
        assert!(tree(&[], 0).is_empty());
    }
}
