//! Plain text → a report.
//!
//! The text starts with its day, `date YYYY-MM-DD`, on a line of its own or before the first words; white space
//! before it is allowed. Directly below a date that stands alone on its line may come lines `id …`,
//! `publisher …`, `title …` and `url …`, in any order, each at most once, in small letters. A colon may follow
//! each word. The report's text is what is left behind these and the white space that follows them, unchanged.
//! Without a date before it, the whole file is the text.

use std::io::{BufRead, Read};

use onrecord_types::Report;

use crate::date;
use crate::decode::{Start, text};
use crate::error::ReadError;
use crate::limit::MAX_FILE;
use crate::source::{Draft, Source, too_large};
use crate::walk::cannot_read;

/// The one report of a text that starts `skipped` bytes into its file.
pub(crate) fn report(source: &Source, input: impl BufRead, skipped: u64) -> Result<Report, ReadError> {
    let mut bytes = Vec::new();
    let read = input.take(MAX_FILE as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| source.error(cannot_read(&error), None))?;
    if bytes.len() > MAX_FILE {
        return Err(source.error(too_large("the file", MAX_FILE), None));
    }
    let whole = text(
        &bytes,
        Start {
            line: 1,
            byte: skipped,
        },
    )
    .map_err(|(trouble, line)| source.error(trouble, line))?;
    if whole.trim().is_empty() {
        return Err(source.empty());
    }
    let draft = draft(whole);
    let line = 1 + whole[..whole.len() - whole.trim_start().len()]
        .matches('\n')
        .count() as u64;
    source.finish(draft, line)
}

fn draft(whole: &str) -> Draft {
    let Some((day, rest)) = prefix(whole) else {
        return Draft {
            text: whole.to_string(),
            ..Draft::default()
        };
    };
    let mut draft = Draft {
        date: Some(date::day(day)),
        ..Draft::default()
    };
    let mut rest = rest;
    if let Some(below) = rest.trim_start_matches([' ', '\t', '\r']).strip_prefix('\n') {
        rest = headers(below, &mut draft);
    }
    draft.text = rest.trim_start().to_string();
    draft
}

/// The day in `date DAY …` and what follows it.
fn prefix(whole: &str) -> Option<(&str, &str)> {
    let start = whole.trim_start();
    let word = start.get(..4).filter(|word| word.eq_ignore_ascii_case("date"))?;
    let after = &start[word.len()..];
    let behind = after.strip_prefix(':').unwrap_or(after);
    let value = behind.trim_start_matches([' ', '\t']);
    let end = value.find(char::is_whitespace).unwrap_or(value.len());
    let apart = value.len() < after.len();
    (apart && date::looks_like_a_date(&value[..end])).then(|| value.split_at(end))
}

/// Reads header lines off the start of `text` into the draft; what is left.
fn headers<'t>(text: &'t str, draft: &mut Draft) -> &'t str {
    let mut rest = text;
    loop {
        let (line, below) = rest.split_once('\n').unwrap_or((rest, ""));
        let Some((key, value)) = line.split_once([' ', ':', '\t']) else {
            return rest;
        };
        let field = match key {
            "id" => &mut draft.id,
            "publisher" => &mut draft.publisher,
            "title" => &mut draft.title,
            "url" => &mut draft.url,
            _ => return rest,
        };
        let value = value.trim_start_matches([':', ' ', '\t']).trim_end();
        if field.is_some() || value.is_empty() {
            return rest;
        }
        *field = Some(value.to_string());
        rest = below;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day_and_text(whole: &str) -> (Option<String>, String) {
        let draft = draft(whole);
        (
            draft
                .date
                .map(|day| day.map_or("bad".to_string(), |day| day.to_string())),
            draft.text,
        )
    }

    #[test]
    fn the_prefix_ends_where_the_words_start() {
        let day = Some("2031-05-02".to_string());
        for whole in [
            "date 2031-05-02 Lind met.\r\nThen",
            " \n DATE: 2031-05-02\n\n Lind met.\r\nThen",
            "Date 2031-05-02T10:00Z\tLind met.\r\nThen",
        ] {
            assert_eq!(
                day_and_text(whole),
                (day.clone(), "Lind met.\r\nThen".to_string()),
                "{whole}"
            );
        }
        assert_eq!(
            day_and_text("date 9999-99-99 Lind"),
            (Some("bad".to_string()), "Lind".to_string())
        );
        for whole in [
            "date palms grow",
            "dates 2031-05-02",
            "date 5-year plans",
            "Date",
            "  no date",
            "date2031-05-02 a",
            "datę 1",
        ] {
            assert_eq!(day_and_text(whole), (None, whole.to_string()));
        }
    }

    #[test]
    fn headers_stand_below_the_date_only() {
        let draft = draft(
            "date 2031-05-02\r\npublisher The Harbor Post\r\ntitle: Envoy: a start\nurl https://h.example/1\n\nTitle fights began.",
        );
        assert_eq!(draft.publisher.as_deref(), Some("The Harbor Post"));
        assert_eq!(draft.title.as_deref(), Some("Envoy: a start"));
        assert_eq!(draft.url.as_deref(), Some("https://h.example/1"));
        assert_eq!(draft.text, "Title fights began.");
        assert_eq!(
            super::draft("date 2031-05-02 Lind\ntitle fights").text,
            "Lind\ntitle fights"
        );
        assert_eq!(
            super::draft("date 2031-05-02\n\ntitle fights").text,
            "title fights"
        );
        assert_eq!(
            super::draft("date 2031-05-02\nPublisher Hale said").text,
            "Publisher Hale said"
        );
        assert_eq!(
            super::draft("date 2031-05-02\ntitle One\ntitle Two").text,
            "title Two"
        );
    }
}
