//! Forms → lemmas, by the script that the lemma head chooses.
//!
//! A script says how much of a form's end is cut off and what takes its place (Chrupała 2006): of "talks", cut
//! one letter; of "went", cut four and put "go".

/// How a form becomes its lemma.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Script {
    lower: bool,
    cut: usize,
    end: &'static str,
}

impl Script {
    /// From its notation in the weights: `l 1+` (lower case, one letter cut, nothing put), `= 0+` (as it is).
    pub fn new(notation: &'static str) -> Option<Self> {
        let (case, rest) = notation.split_once(' ')?;
        let (cut, end) = rest.split_once('+')?;
        Some(Self {
            lower: case == "l",
            cut: cut.parse().ok()?,
            end,
        })
    }

    /// The lemma of a form; the form itself where the script would leave nothing.
    pub fn apply(&self, form: &str) -> String {
        let mut lemma = if self.lower {
            form.to_lowercase()
        } else {
            form.to_owned()
        };
        let kept = lemma.chars().count().saturating_sub(self.cut);
        if let Some((at, _)) = lemma.char_indices().nth(kept) {
            lemma.truncate(at);
        }
        lemma.push_str(self.end);
        if lemma.is_empty() { form.to_owned() } else { lemma }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lemma(notation: &'static str, form: &str) -> String {
        Script::new(notation).unwrap().apply(form)
    }

    #[test]
    fn ends_are_cut_and_put() {
        assert_eq!(lemma("l 1+", "Talks"), "talk");
        assert_eq!(lemma("l 4+go", "went"), "go");
        assert_eq!(lemma("= 0+", "Doha"), "Doha");
        assert_eq!(lemma("l 3+not", "N'T"), "not");
        assert_eq!(lemma("l 9+", "it"), "it");
        assert_eq!(lemma("= 1+", "né"), "n");
    }

    #[test]
    fn what_is_no_script_is_refused() {
        assert!(Script::new("l1+").is_none() && Script::new("= x+").is_none());
    }
}
