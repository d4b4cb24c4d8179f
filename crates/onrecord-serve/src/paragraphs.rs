//! Where a text's paragraphs lie.

use std::ops::Range;

/// The paragraphs of a text, without the white space between them.
///
/// Blank lines part them; in a text without blank lines, each line is one.
pub(crate) fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let lines = lines(text);
    let parted = lines
        .iter()
        .skip_while(|line| line.is_empty())
        .collect::<Vec<_>>()
        .windows(2)
        .any(|two| two[0].is_empty() && !two[1].is_empty());
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut goes_on = false;
    for line in lines {
        if line.is_empty() {
            goes_on = false;
            continue;
        }
        match found.last_mut() {
            Some(last) if goes_on && parted => last.end = line.end,
            _ => found.push(line),
        }
        goes_on = true;
    }
    found
}

/// Whether a text's lines were broken to a width, so that their ends mean nothing.
pub(crate) fn is_wrapped(text: &str) -> bool {
    let inner: Vec<usize> = paragraphs(text)
        .into_iter()
        .flat_map(|p| {
            let mut lengths: Vec<usize> = text[p].lines().map(|line| line.chars().count()).collect();
            lengths.pop();
            lengths
        })
        .collect();
    let full = inner.iter().filter(|length| (50..=100).contains(*length)).count();
    !inner.is_empty() && full * 10 >= inner.len() * 7
}

/// The lines of a text without white space around them; blank ones are empty.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let start = at + (line.len() - line.trim_start().len());
            at += line.len();
            start..start.max(start + line.trim().len())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> Vec<&str> {
        paragraphs(text).into_iter().map(|p| &text[p]).collect()
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        assert_eq!(of("\n One.\r\n \r\nTwo\nlines.\n\n"), ["One.", "Two\nlines."]);
        assert_eq!(of("One.\nTwo.\n"), ["One.", "Two."]);
        assert_eq!(of("One.\n\n"), ["One."]);
        assert!(of(" \n").is_empty());
    }

    #[test]
    fn lines_of_one_width_were_wrapped() {
        let line = "the envoy said that the talks would go on until the";
        assert!(is_wrapped(&format!("{line}\n{line}\nend.\n\nMore.")));
        assert!(!is_wrapped("Talks:\n- first\n- second\n\nMore."));
        assert!(!is_wrapped("One.\n\nTwo."));
    }

    proptest! {
        #[test]
        fn only_white_space_lies_between(text in "[a-c \n\r\té\u{2003}]{0,40}") {
            let mut at = 0;
            for p in paragraphs(&text) {
                prop_assert!(text[at..p.start].trim().is_empty() && !p.is_empty());
                at = p.end;
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
