use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use crate::decode::{self, Start};
use crate::error::Trouble;

/// A page as text: by its byte order mark, else by the encoding that it declares in its first 1,024 bytes, else
/// as UTF-8. Bytes that are wrong in that encoding are an error and not replaced.
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, (Trouble, u64)> {
    let (encoding, skipped) =
        Encoding::for_bom(bytes).unwrap_or_else(|| (declared(bytes).unwrap_or(UTF_8), 0));
    let rest = &bytes[skipped..];
    if encoding == UTF_8 {
        return decode::text(
            rest,
            Start {
                line: 1,
                byte: skipped as u64,
            },
        )
        .map(Cow::Borrowed);
    }
    let text = encoding
        .decode_without_bom_handling_and_without_replacement(rest)
        .ok_or_else(|| {
            let trouble = Trouble::new(format!(
                "expected {}, as the page declares, found bytes that are not",
                encoding.name()
            ));
            (
                trouble.hint("convert the page to UTF-8 and declare that, or save it anew"),
                1,
            )
        })?;
    match memchr::memchr(0, text.as_bytes()) {
        Some(_) => decode::text(text.as_bytes(), Start { line: 1, byte: 0 }).map(|_| text.clone()),
        None => Ok(text),
    }
}

/// The encoding in `<meta charset=…>`, `<meta http-equiv … content="…; charset=…">` or `<?xml … encoding=…?>`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(1024)].to_ascii_lowercase();
    ["charset", "encoding"].iter().find_map(|key| {
        memchr::memmem::find_iter(&head, key.as_bytes()).find_map(|at| {
            let before = &head[..at];
            let opened = memchr::memrchr(b'<', before)?;
            let tag = &before[opened..];
            if memchr::memchr(b'>', tag).is_some()
                || !(tag.starts_with(b"<meta") || tag.starts_with(b"<?xml"))
            {
                return None;
            }
            let value = head[at + key.len()..].trim_ascii_start().strip_prefix(b"=")?;
            let value = value.trim_ascii_start();
            let value = value
                .strip_prefix(b"\"")
                .or_else(|| value.strip_prefix(b"'"))
                .unwrap_or(value);
            let end = value
                .iter()
                .position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b)))
                .unwrap_or(value.len());
            let encoding = Encoding::for_label(&value[..end])?;
            // A page in UTF-16 could not have been searched for its declaration: the standard takes UTF-8.
            Some(if encoding.is_ascii_compatible() {
                encoding
            } else {
                UTF_8
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declaration_counts_inside_its_tag_only() {
        let page = |head: &str| {
            decode(&[head.as_bytes(), b"caf\xe9"].concat())
                .map(|text| text.ends_with("café"))
                .is_ok_and(|right| right)
        };
        assert!(page("<meta charset=\"ISO-8859-1\">"));
        assert!(page(
            "<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset = windows-1252'>"
        ));
        assert!(page("<?xml version='1.0' encoding='latin1'?>"));
        assert!(!page("<meta charset=utf-8>"));
        assert!(!page("<meta name=x> charset=latin1"));
        assert!(!page("<p>"));
    }
}
