//! UPOS and XPOS → the likeliest pair of the two that goes together.

use onrecord_types::Upos;
use onrecord_types::Upos::{
    Adj, Adp, Adv, Aux, Cconj, Det, Intj, Noun, Num, Part, Pron, Propn, Punct, Sconj, Sym, Verb, X,
};

use crate::syntax::best;

/// Penn's tags with the parts of speech that UD's English treebanks have for them.
const PAIRS: &[(&str, &[Upos])] = &[
    ("$", &[Sym]),
    ("''", &[Punct]),
    (",", &[Punct, Sym]),
    ("-LRB-", &[Punct]),
    ("-RRB-", &[Punct]),
    (".", &[Punct]),
    (":", &[Punct]),
    ("ADD", &[Propn, X]),
    ("AFX", &[X, Adv, Noun, Verb, Adj]),
    ("CC", &[Cconj]),
    ("CD", &[Num, Pron]),
    ("DT", &[Det, Pron]),
    ("EX", &[Pron]),
    ("FW", &[X, Noun, Adv, Det]),
    ("HYPH", &[Punct, Sym]),
    ("IN", &[Adp, Sconj, Adv]),
    ("JJ", &[Adj, X]),
    ("JJR", &[Adj]),
    ("JJS", &[Adj]),
    ("LS", &[Num, X]),
    ("MD", &[Aux]),
    ("NFP", &[Punct, Sym]),
    ("NN", &[Noun, Pron, Sym, X]),
    ("NNP", &[Propn, Adj, Verb, Num, Adv, Aux]),
    ("NNPS", &[Propn]),
    ("NNS", &[Noun]),
    ("PDT", &[Det]),
    ("POS", &[Part]),
    ("PRP", &[Pron]),
    ("PRP$", &[Pron]),
    ("RB", &[Adv, Part, X]),
    ("RBR", &[Adv]),
    ("RBS", &[Adv]),
    ("RP", &[Adp]),
    ("SYM", &[Sym, Punct]),
    ("TO", &[Part]),
    ("UH", &[Intj]),
    ("VB", &[Verb, Aux, X]),
    ("VBD", &[Verb, Aux]),
    ("VBG", &[Verb, Aux]),
    ("VBN", &[Verb, Aux]),
    ("VBP", &[Verb, Aux]),
    ("VBZ", &[Verb, Aux]),
    ("WDT", &[Pron, Det, Sconj]),
    ("WP", &[Pron]),
    ("WP$", &[Pron]),
    ("WRB", &[Adv]),
    ("``", &[Punct]),
];

/// Whether a tag and a part of speech go together; a tag that isn't in the list goes with any ("GW", a part of a word).
fn go_together(upos: Upos, xpos: &str) -> bool {
    PAIRS
        .iter()
        .find(|(tag, _)| *tag == xpos)
        .is_none_or(|(_, all)| all.contains(&upos))
}

/// What the number of the tag of full stops is raised by at a sentence's end: an ellipsis there mostly ends it and isn't
/// a comma (120 of 161 in EWT's training set, where 13 of 222 inside of a sentence are full stops).
const ENDS: f32 = 2.0;

/// The pair with the greatest sum of its two numbers, of those that go together: what two heads say apart may be no
/// part of speech that English has. `upos` has a number for each of [`Upos::ALL`], `xpos` one for each of `tags`; `last`
/// is for a sentence's last token.
pub(crate) fn likeliest(
    upos: &[f32],
    xpos: &[f32],
    tags: &[&'static str],
    last: bool,
) -> (Upos, &'static str) {
    let stop = tags.iter().position(|tag| last && *tag == ".");
    let raised: Vec<f32> = xpos
        .iter()
        .enumerate()
        .map(|(at, score)| if Some(at) == stop { score + ENDS } else { *score })
        .collect();
    let xpos = raised.as_slice();
    let order = |scores: &[f32]| {
        let mut order: Vec<usize> = (0..scores.len()).collect();
        order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
        order
    };
    let pair = |u: usize, x: usize| Some((*Upos::ALL.get(u)?, *tags.get(x)?));
    let given = !upos.is_empty() && !xpos.is_empty();
    let Some(apart) = pair(best(upos), best(xpos)).filter(|_| given) else {
        return (X, "XX");
    };
    if go_together(apart.0, apart.1) {
        return apart;
    }
    let xpos_order = order(xpos);
    let mut top = (f32::NEG_INFINITY, apart);
    for u in order(upos) {
        let found = xpos_order
            .iter()
            .filter_map(|&x| Some((upos.get(u)? + xpos.get(x)?, pair(u, x)?)))
            .find(|(_, (upos, xpos))| go_together(*upos, xpos));
        if let Some(found) = found.filter(|found| found.0 > top.0) {
            top = found;
        }
    }
    top.1
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAGS: [&str; 3] = ["NN", "VB", "GW"];

    /// Numbers for the parts of speech: 0 but for these.
    fn upos(some: &[(Upos, f32)]) -> Vec<f32> {
        let number = |of: &Upos| some.iter().find(|(upos, _)| upos == of).map_or(0.0, |(_, n)| *n);
        Upos::ALL.iter().map(number).collect()
    }

    #[test]
    fn the_surer_head_decides() {
        let unsure = upos(&[(Noun, 4.0), (Verb, 3.5)]);
        assert_eq!(likeliest(&unsure, &[1.0, 9.0, 0.0], &TAGS, false), (Verb, "VB"));
        assert_eq!(likeliest(&unsure, &[8.8, 9.0, 0.0], &TAGS, false), (Noun, "NN"));
        assert_eq!(likeliest(&unsure, &[1.0, 2.0, 9.0], &TAGS, false), (Noun, "GW"));
    }

    #[test]
    fn an_ellipsis_can_end_a_sentence() {
        let (upos, tags) = (upos(&[(Punct, 9.0)]), [",", "."]);
        assert_eq!(likeliest(&upos, &[5.0, 4.0], &tags, true), (Punct, "."));
        assert_eq!(likeliest(&upos, &[5.0, 4.0], &tags, false), (Punct, ","));
        assert_eq!(likeliest(&upos, &[9.0, 4.0], &tags, true), (Punct, ","));
    }

    #[test]
    fn without_numbers_nothing_is_said() {
        assert_eq!(likeliest(&[], &[], &TAGS, true), (X, "XX"));
    }
}
