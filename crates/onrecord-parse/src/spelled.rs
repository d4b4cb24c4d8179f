//! A token's letters and its place in the tree → its tag, where these leave no choice.
//!
//! Each of these was counted on the trees of EWT's training set; the counts are beside them.

use onrecord_types::Upos;

/// Words that stand before a noun, belong to a verb, or stand alone: "up the hill", "give up", "up there".
const PARTICLES: &[&str] = &[
    "about", "across", "along", "around", "by", "down", "in", "off", "on", "out", "over", "through", "to",
    "up",
];

/// Endings of files' names.
const FILES: &[&str] = &[
    "doc", "docx", "pdf", "xls", "xlsx", "ppt", "pptx", "jpg", "jpeg", "gif", "png", "txt", "zip", "csv",
    "rtf",
];

/// The tag and part of speech of a token, given what the heads say of it; `last` is for a sentence's last.
pub(crate) fn settled(
    (upos, xpos): (Upos, &'static str),
    form: &str,
    deprel: &str,
    last: bool,
) -> (Upos, &'static str) {
    let lower = form.to_lowercase();
    match (lower.as_str(), deprel) {
        // 40 of 40: "see Figures.pdf".
        _ if is_file_name(form) => (Upos::Noun, "NN"),
        // 99 of 99. (GUM's proper nouns are left.)
        _ if is_mail_address(form) && xpos != "NNP" => (Upos::Propn, "ADD"),
        // 577 of 577, and 325 of 325.
        ("'s" | "’s", "case") => (Upos::Part, "POS"),
        ("'s" | "’s", "cop" | "aux" | "aux:pass") => (Upos::Aux, "VBZ"),
        // 6,908 of 6,910: "to" before a noun too.
        (word, "case") if PARTICLES.contains(&word) => (Upos::Adp, "IN"),
        // 710 of 710.
        (word, "compound:prt") if PARTICLES.contains(&word) => (Upos::Adp, "RP"),
        // 965 of 965; a "that" that stands for something is no mark.
        ("that", "mark") if xpos == "WDT" => (Upos::Sconj, "IN"),
        // 208 of 222, not the last.
        _ if xpos == "." && !last && is_ellipsis(form) => (Upos::Punct, ","),
        // 48 commas, 1 symbol.
        ("/", "punct") if xpos == "SYM" => (Upos::Punct, ","),
        _ => (upos, xpos),
    }
}

/// Whether something is a file's name, by its ending.
pub(crate) fn is_file_name(form: &str) -> bool {
    form.rsplit_once('.').is_some_and(|(name, ending)| {
        let ending = ending.to_ascii_lowercase();
        let plain = |c: char| c.is_alphanumeric() || "._-&+()".contains(c);
        FILES.contains(&ending.as_str()) && !name.is_empty() && name.chars().all(plain)
    })
}

fn is_mail_address(form: &str) -> bool {
    form.split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'))
}

fn is_ellipsis(form: &str) -> bool {
    form == "…" || form.len() > 1 && form.chars().all(|c| c == '.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use Upos::{Adp, Adv, Noun, Part, Pron, Propn, Punct, Sconj, Sym, Verb};

    #[test]
    fn letters_settle_the_tag_of_files_and_addresses() {
        let of = |form| settled((Propn, "NNP"), form, "appos", false);
        assert_eq!(of("Figures.pdf"), (Noun, "NN"));
        assert_eq!(of("MAY-2.XLS"), (Noun, "NN"));
        assert_eq!(of("Norland.com"), (Propn, "NNP"));
        assert_eq!(of(".doc"), (Propn, "NNP"));
        assert_eq!(of("aho@norland.com"), (Propn, "NNP"));
        assert_eq!(
            settled((Noun, "NN"), "aho@norland.com", "list", false),
            (Propn, "ADD")
        );
    }

    #[test]
    fn the_tree_settles_what_a_small_word_is() {
        assert_eq!(settled((Adv, "RB"), "On", "case", false), (Adp, "IN"));
        assert_eq!(settled((Part, "TO"), "to", "case", false), (Adp, "IN"));
        assert_eq!(settled((Adv, "RB"), "down", "compound:prt", false), (Adp, "RP"));
        assert_eq!(settled((Adv, "RB"), "down", "advmod", false), (Adv, "RB"));
        assert_eq!(settled((Verb, "VBZ"), "'s", "case", false), (Part, "POS"));
        assert_eq!(settled((Pron, "WDT"), "that", "mark", false), (Sconj, "IN"));
    }

    #[test]
    fn marks_inside_of_a_sentence_are_commas() {
        assert_eq!(settled((Punct, "."), "...", "punct", false), (Punct, ","));
        assert_eq!(settled((Punct, "."), "...", "punct", true), (Punct, "."));
        assert_eq!(settled((Punct, "."), ".", "punct", false), (Punct, "."));
        assert_eq!(settled((Sym, "SYM"), "/", "punct", false), (Punct, ","));
    }
}
