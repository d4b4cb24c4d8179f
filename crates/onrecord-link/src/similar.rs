//! How alike two sentences are.

/// How many words two sorted lists share.
pub(crate) fn shared(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                i += 1;
                j += 1;
            }
        }
    }
    count
}

/// The share of all their words that two sentences have in common (Jaccard).
pub(crate) fn jaccard(a: &[u64], b: &[u64]) -> f32 {
    let both = shared(a, b);
    let all = a.len() + b.len() - both;
    if all == 0 { 0.0 } else { both as f32 / all as f32 }
}

/// The weight of the words in common, as a share of that of the lighter sentence: 1 where one says all that the other
/// says.
pub(crate) fn containment(a: &[u64], b: &[u64], weight: &dyn Fn(u64) -> f32) -> f32 {
    let sum = |words: &[u64]| words.iter().map(|&word| weight(word)).sum::<f32>();
    let both: f32 = a
        .iter()
        .filter(|word| b.binary_search(word).is_ok())
        .map(|&word| weight(word))
        .sum();
    let least = sum(a).min(sum(b));
    if least > 0.0 { both / least } else { 0.0 }
}

/// Sets that grow together (Galler and Fischer 1964).
pub(crate) struct Sets(Vec<usize>);

impl Sets {
    pub fn new(len: usize) -> Self {
        Self((0..len).collect())
    }

    /// The least member of the set that holds this one.
    pub fn find(&mut self, at: usize) -> usize {
        let mut root = at;
        while self.0[root] != root {
            root = self.0[root];
        }
        let mut at = at;
        while self.0[at] != root {
            (at, self.0[at]) = (self.0[at], root);
        }
        root
    }

    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        let (least, most) = (a.min(b), a.max(b));
        self.0[most] = least;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_of_words() {
        assert_eq!(shared(&[1, 3, 5], &[3, 4, 5]), 2);
        assert!((jaccard(&[1, 3, 5], &[3, 4, 5]) - 0.5).abs() < 1e-6);
        assert!((containment(&[1, 2], &[1, 2, 3, 4], &|_| 1.0) - 1.0).abs() < 1e-6);
        assert_eq!(jaccard(&[], &[]), 0.0);
    }
}
