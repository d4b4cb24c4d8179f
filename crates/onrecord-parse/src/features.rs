//! Tags → features, where a tag (and, for a few words, the form) leaves no choice.
//!
//! What would take more than that (whether "-ing" is a gerund, whether "that" is relative) isn't told.

/// Features in CoNLL-U's notation and order, or nothing.
pub(crate) fn features(xpos: &str, form: &str) -> &'static str {
    match xpos {
        "NN" | "NNP" => "Number=Sing",
        "NNS" | "NNPS" => "Number=Plur",
        "VB" => "VerbForm=Inf",
        "VBD" => "Mood=Ind|Tense=Past|VerbForm=Fin",
        "VBN" => "Tense=Past|VerbForm=Part",
        "VBP" => "Mood=Ind|Tense=Pres|VerbForm=Fin",
        "VBZ" => "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
        "MD" => "VerbForm=Fin",
        "JJ" => "Degree=Pos",
        "JJR" | "RBR" => "Degree=Cmp",
        "JJS" | "RBS" => "Degree=Sup",
        "DT" => determiner(&form.to_lowercase()),
        "PRP" => personal(&form.to_lowercase()),
        "PRP$" => possessive(&form.to_lowercase()),
        _ => "",
    }
}

fn determiner(form: &str) -> &'static str {
    match form {
        "the" => "Definite=Def|PronType=Art",
        "a" | "an" => "Definite=Ind|PronType=Art",
        "this" | "that" => "Number=Sing|PronType=Dem",
        "these" | "those" => "Number=Plur|PronType=Dem",
        _ => "",
    }
}

fn personal(form: &str) -> &'static str {
    match form {
        "i" => "Case=Nom|Number=Sing|Person=1|PronType=Prs",
        "me" => "Case=Acc|Number=Sing|Person=1|PronType=Prs",
        "we" => "Case=Nom|Number=Plur|Person=1|PronType=Prs",
        "us" => "Case=Acc|Number=Plur|Person=1|PronType=Prs",
        "he" => "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs",
        "him" => "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs",
        "she" => "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs",
        "they" => "Case=Nom|Number=Plur|Person=3|PronType=Prs",
        "them" => "Case=Acc|Number=Plur|Person=3|PronType=Prs",
        _ => "",
    }
}

fn possessive(form: &str) -> &'static str {
    match form {
        "my" => "Case=Gen|Number=Sing|Person=1|Poss=Yes|PronType=Prs",
        "our" => "Case=Gen|Number=Plur|Person=1|Poss=Yes|PronType=Prs",
        "your" => "Case=Gen|Person=2|Poss=Yes|PronType=Prs",
        "his" => "Case=Gen|Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
        "her" => "Case=Gen|Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
        "its" => "Case=Gen|Gender=Neut|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
        "their" => "Case=Gen|Number=Plur|Person=3|Poss=Yes|PronType=Prs",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::features;

    #[test]
    fn a_tag_tells_what_it_can() {
        assert_eq!(features("NNS", "talks"), "Number=Plur");
        assert_eq!(features("DT", "The"), "Definite=Def|PronType=Art");
        assert_eq!(features("VBG", "talking"), "");
    }
}
