//! Addresses within the page.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What is escaped in a segment of a path: all but RFC 3986's unreserved characters and a few that read well.
const IN_PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b':')
    .remove(b'@');

/// The address of a report's page.
pub(crate) fn report(id: &str) -> String {
    of_id("/report", id)
}

/// The address of a report's record as JSON.
pub(crate) fn record(id: &str) -> String {
    of_id("/api/report", id)
}

/// The id stands in the path, slashes and all, where browsers leave that path as it is. They don't where it
/// has `.` or `..` or nothing between slashes; there it stands in the query.
fn of_id(under: &str, id: &str) -> String {
    if id.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return format!("{under}?{}", query([("id", id)]));
    }
    let parts: Vec<String> = id
        .split('/')
        .map(|part| utf8_percent_encode(part, IN_PATH).to_string())
        .collect();
    format!("{under}/{}", parts.join("/"))
}

/// The id in a path, or in a query's `id`; `None` where there is none or it isn't UTF-8.
pub(crate) fn id(under: &str, path: &str, asked: Option<String>) -> Option<String> {
    match path.strip_prefix(under)?.strip_prefix('/') {
        Some(id) if !id.is_empty() => percent_decode_str(id).decode_utf8().ok().map(Into::into),
        _ => asked,
    }
}

/// A query string of these pairs.
pub(crate) fn query<'q>(pairs: impl IntoIterator<Item = (&'q str, &'q str)>) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}

/// The HTML id of an attribution (or time) in the text: its own (`a1`, `t1`), or one made of its bytes where that
/// could be taken for another of the page's.
pub(crate) fn anchor(id: &str) -> String {
    let numbered = |letter| {
        id.strip_prefix(letter).is_some_and(|number| {
            !number.is_empty() && number.len() < 10 && number.bytes().all(|b| b.is_ascii_digit())
        })
    };
    if numbered('a') || numbered('t') {
        id.to_owned()
    } else {
        id.bytes()
            .fold("x".to_owned(), |anchor, byte| format!("{anchor}{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ids_read_well_where_they_can() {
        assert_eq!(report("cpa/20310507-0912"), "/report/cpa/20310507-0912");
        assert_eq!(report("a b?#%"), "/report/a%20b%3F%23%25");
        assert_eq!(report("../x"), "/report?id=..%2Fx");
        assert_eq!(
            report("https://h.example/1"),
            "/report?id=https%3A%2F%2Fh.example%2F1"
        );
        assert_eq!(report(""), "/report?id=");
        assert_eq!(anchor("a12"), "a12");
        assert_eq!(anchor("main"), "x6d61696e");
    }

    proptest! {
        #[test]
        fn every_id_comes_back(name in "(\\PC|[/.%?#\0]){0,20}") {
            let address = report(&name);
            let (path, query) = address.split_once('?').unwrap_or((&address, ""));
            let asked = form_urlencoded::parse(query.as_bytes()).next().map(|(_, value)| value.into_owned());
            prop_assert_eq!(id("/report", path, asked), Some(name));
        }
    }
}
