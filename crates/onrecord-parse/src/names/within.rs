//! A place and what it lies in, written without a comma, are two names.

use onrecord_types::{EntityType, Name};

use super::Heads;

/// The United States' states as their post has them.
const POSTAL: &[&str] = &[
    "AK", "AL", "AR", "AZ", "CA", "CO", "CT", "FL", "GA", "IA", "ID", "IL", "KS", "KY", "MA", "MD", "MI",
    "MN", "MO", "MS", "MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV", "NY", "OH", "OK", "PA", "RI", "SC",
    "SD", "TN", "TX", "UT", "VA", "VT", "WA", "WI", "WV", "WY",
];

/// What makes one name with the word behind it: "Northern Ireland", "Lake Michigan", "Republic of Iraq".
const MODIFIERS: &str = "north south east west northern southern eastern western northeast northwest southeast southwest central \
    upper lower inner outer upstate downtown rural new old great greater little lake mount mt. fort ft. \
    port gulf cape river st. saint nazi soviet imperial tsarist vichy communist red british french american \
    eretz baja the of and de da del & - / , .";

impl Heads<'_> {
    /// Cuts a place's name before the state or the country that it ends with. (In UNER's training set "Renton WA" and the like are two
    /// names, 7 of 7; what is one there has a word of [`MODIFIERS`] before, 27 of 27.)
    pub(super) fn apart(&self, names: Vec<Name>) -> Vec<Name> {
        let mut out = Vec::with_capacity(names.len());
        for name in names {
            match self.whole(&name) {
                Some(at) => {
                    let (first, second) = (name.tokens.start..at, at..name.tokens.end);
                    out.extend([first, second].map(|tokens| Name {
                        tokens,
                        ..name.clone()
                    }));
                }
                None => out.push(name),
            }
        }
        out
    }

    /// The token that what a place lies in begins with, if its name ends with that.
    fn whole(&self, name: &Name) -> Option<usize> {
        if name.kind != EntityType::Place {
            return None;
        }
        let forms = self.words(&name.tokens);
        let words: Vec<String> = forms.iter().map(|form| form.to_lowercase()).collect();
        let is_whole = |of: &str| onrecord_known::state(of).is_some() || onrecord_known::is_part(of);
        let is_postal = |form: &&str| {
            form.starts_with(char::is_uppercase)
                && POSTAL.contains(&form.trim_end_matches('.').to_uppercase().as_str())
        };
        let two = words.len().checked_sub(2).and_then(|at| words.get(at..));
        let length = if two.is_some_and(|two| is_whole(&two.join(" "))) {
            2
        } else if words.last().is_some_and(|word| is_whole(word)) || forms.last().is_some_and(is_postal) {
            1
        } else {
            return None;
        };
        let before = words.len().checked_sub(length + 1).and_then(|at| words.get(at))?;
        // "Equatorial Guinea" is one state.
        let is_one = MODIFIERS.split(' ').any(|word| word == before)
            || onrecord_known::state(&words.join(" ")).is_some();
        (!is_one).then(|| name.tokens.end - length)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{PL, of};

    #[test]
    fn a_place_and_its_state_are_two_names() {
        let found = |words: &[&'static str]| {
            let first = words.iter().take(1).map(|word| (*word, PL, 0));
            let rest = words.iter().skip(1).map(|word| (*word, PL + 1, 0));
            let names = of(&first.chain(rest).collect::<Vec<_>>());
            names.into_iter().map(|(name, _)| name).collect::<Vec<_>>()
        };
        assert_eq!(found(&["San", "Rafael", "Ca"]), ["San Rafael", "Ca"]);
        assert_eq!(found(&["brittany", "france"]), ["brittany", "france"]);
        assert_eq!(found(&["Albany", "New", "York"]), ["Albany", "New York"]);
        for whole in [
            &["Northern", "Ireland"][..],
            &["New", "York"],
            &["Republic", "of", "Iraq"],
            &["Lake", "Michigan"],
            &["Papua", "New", "Guinea"],
            &["San", "Salvador"],
        ] {
            assert_eq!(found(whole), [whole.join(" ")]);
        }
    }
}
