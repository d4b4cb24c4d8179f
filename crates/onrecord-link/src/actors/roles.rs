//! What the texts call people before their names.

use onrecord_types::EntityType;

use crate::corpus::Corpus;

/// Words before a person's name that say what they are: "Prime Minister Aho".
pub(super) fn roles(
    corpus: &Corpus<'_>,
    reports: &[usize],
    aliases: &[String],
    kind: EntityType,
) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    if kind != EntityType::Person {
        return out;
    }
    for &at in reports.iter().take(200) {
        let report = &corpus.reports[at];
        let text = &report.record.report.text;
        for alias in aliases.iter().filter(|alias| alias.contains(' ')) {
            let Some(before) = text.find(alias.as_str()).and_then(|place| text.get(..place)) else {
                continue;
            };
            let sentence = before
                .rsplit(['.', '\n', ',', '"', '(', ';'])
                .next()
                .unwrap_or_default();
            let words: Vec<&str> = sentence.split_whitespace().rev().take(5).collect();
            let title: Vec<&str> = words.into_iter().take_while(|word| is_title(word)).collect();
            let role = title.into_iter().rev().collect::<Vec<_>>().join(" ");
            if !role.is_empty() && !out.iter().any(|(known, _)| *known == role) {
                out.push((role, report.id().to_owned()));
            }
        }
    }
    out
}

/// Words that titles are made of.
const TITLES: &str = "president prime minister foreign defence defense interior justice finance deputy vice chief leader spokesman \
                      spokeswoman spokesperson secretary general envoy special ambassador chairman chairwoman director \
                      head mayor governor king queen prince princess sheikh ayatollah colonel commander senator \
                      congressman justice judge professor doctor premier chancellor negotiator mediator archbishop bishop \
                      cardinal pope former acting top army rebel opposition party security adviser advisor state home";

fn is_title(word: &str) -> bool {
    let word = word.to_lowercase();
    TITLES.split_ascii_whitespace().any(|title| title == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_words_of_office() {
        assert!(is_title("Minister") && is_title("former"));
        assert!(!is_title("Norland"));
    }
}
