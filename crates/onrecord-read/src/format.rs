use std::path::Path;

/// A way to write reports down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// One report as plain text, with its date before it.
    Text,
    /// JSON: an object, an array of objects, or an object that holds such an array.
    Json,
    /// JSON Lines: an object a line.
    Jsonl,
    /// An HTML page with one article.
    Html,
}

const ENDINGS: &[(&str, Format)] = &[
    ("txt", Format::Text),
    ("text", Format::Text),
    ("json", Format::Json),
    ("jsonl", Format::Jsonl),
    ("ndjson", Format::Jsonl),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
];

impl Format {
    /// The format that the ending of a file's name tells, also before `.gz`.
    ///
    /// ```
    /// use onrecord_read::Format;
    /// assert_eq!(Format::of_name("reports/2025.JSONL.gz".as_ref()), Some(Format::Jsonl));
    /// assert_eq!(Format::of_name("notes.md".as_ref()), None);
    /// ```
    pub fn of_name(path: &Path) -> Option<Self> {
        split(path.file_name()?.to_str()?).1
    }

    /// The format that the start of a file's content tells; what is neither JSON nor HTML is text.
    pub(crate) fn of_content(start: &[u8]) -> Self {
        let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
        // Of UTF-16 the zero bytes are left out: enough to tell the formats, which start in ASCII.
        let start: Vec<u8> = match start {
            [0xff, 0xfe, rest @ ..] | [0xfe, 0xff, rest @ ..] => {
                rest.iter().copied().filter(|&b| b != 0).collect()
            }
            _ => start.to_vec(),
        };
        let start = start.trim_ascii_start();
        match start.first() {
            Some(b'{') => {
                let line = start.split(|&b| b == b'\n').next().unwrap_or(start);
                let whole = serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok();
                let cut = line.len() == start.len() && line.len() >= PEEK / 2;
                if whole || cut { Self::Jsonl } else { Self::Json }
            }
            Some(b'[')
                if start[1..]
                    .trim_ascii_start()
                    .first()
                    .is_none_or(|b| matches!(b, b'{' | b']')) =>
            {
                Self::Json
            }
            Some(b'<') if is_html(start) => Self::Html,
            _ => Self::Text,
        }
    }
}

/// How much of a file is looked at to tell its format.
pub(crate) const PEEK: usize = 64 << 10;

fn is_html(start: &[u8]) -> bool {
    let head = start[..start.len().min(1024)].to_ascii_lowercase();
    let is = |tag: &[u8]| memchr::memmem::find(&head, tag).is_some();
    [&b"<!doctype html"[..], b"<html", b"<head", b"<body"]
        .iter()
        .any(|tag| is(tag))
}

/// A file's name without the ending that tells its format, and that format.
pub(crate) fn split(name: &str) -> (&str, Option<Format>) {
    let plain = strip(name, "gz").unwrap_or(name);
    for &(ending, format) in ENDINGS {
        if let Some(stem) = strip(plain, ending) {
            return (stem, Some(format));
        }
    }
    (plain, None)
}

fn strip<'n>(name: &'n str, ending: &str) -> Option<&'n str> {
    let at = name.len().checked_sub(ending.len() + 1)?;
    let (stem, tail) = (name.get(..at)?, name.get(at..)?);
    (!stem.is_empty() && tail.starts_with('.') && tail[1..].eq_ignore_ascii_case(ending)).then_some(stem)
}

/// The endings that are taken in a folder, for messages.
pub(crate) fn endings() -> String {
    ENDINGS
        .iter()
        .map(|(ending, _)| format!(".{ending}"))
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_content() {
        for (content, format) in [
            ("date 2025-03-06 Words.", Format::Text),
            ("", Format::Text),
            ("[Editor's note] Words.", Format::Text),
            ("{\"text\": \"a\"}\n{\"text\": \"b\"}", Format::Jsonl),
            ("{\n\"text\": \"a\"}", Format::Json),
            (" [ {\"text\": \"a\"}]", Format::Json),
            ("\u{feff}<!DOCTYPE HTML><p>", Format::Html),
            ("<?xml version='1.0'?>\n<html>", Format::Html),
            ("<b>Words</b>", Format::Text),
        ] {
            assert_eq!(Format::of_content(content.as_bytes()), format, "{content}");
        }
        assert_eq!(Format::of_content(b"\xff\xfe{\0\n\0"), Format::Json);
    }

    #[test]
    fn names_lose_only_endings_that_are_known() {
        assert_eq!(split("a.b.txt.gz"), ("a.b", Some(Format::Text)));
        assert_eq!(split("a.v2"), ("a.v2", None));
        assert_eq!(split(".txt"), (".txt", None));
        assert_eq!(split("é"), ("é", None));
    }
}
