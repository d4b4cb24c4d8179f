use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

/// What a key of an object stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Id,
    Date,
    Publisher,
    Title,
    Url,
    Text,
    /// A list of reports.
    List,
}

/// The names of each role, the first the best: letters and digits only, since `_`, `-` and the like are
/// dropped from a key before it is compared, and its capitals lowered.
const NAMES: &[(Role, &[&str])] = &[
    (
        Role::Id,
        &[
            "id",
            "docid",
            "docno",
            "documentid",
            "articleid",
            "reportid",
            "identifier",
            "uid",
            "uuid",
            "guid",
        ],
    ),
    (
        Role::Date,
        &[
            "date",
            "datepublished",
            "publicationdate",
            "publisheddate",
            "publishdate",
            "pubdate",
            "published",
            "publishedat",
            "publishedon",
            "publishedtime",
            "publishtime",
            "webpublicationdate",
            "dateissued",
            "issued",
            "datetime",
            "timestamp",
            "datecreated",
            "createdat",
            "created",
        ],
    ),
    (
        Role::Publisher,
        &[
            "publisher",
            "publishername",
            "publication",
            "outlet",
            "newspaper",
            "agency",
            "sitename",
            "site",
            "sourcename",
            "source",
            "sourcedomain",
            "provider",
        ],
    ),
    (
        Role::Title,
        &["title", "headline", "heading", "head", "webtitle", "name"],
    ),
    (
        Role::Url,
        &[
            "url",
            "link",
            "uri",
            "href",
            "permalink",
            "canonicalurl",
            "weburl",
            "sourceurl",
        ],
    ),
    (
        Role::Text,
        &[
            "text",
            "fulltext",
            "articlebody",
            "articletext",
            "bodytext",
            "maintext",
            "plaintext",
            "body",
            "content",
            "article",
            "story",
        ],
    ),
    (
        Role::List,
        &[
            "reports",
            "articles",
            "documents",
            "docs",
            "items",
            "results",
            "entries",
            "records",
            "stories",
            "news",
            "data",
            "response",
        ],
    ),
];

fn role(key: &str) -> Option<(Role, usize)> {
    let plain: String = key
        .chars()
        .filter(|c| c.is_alphanumeric())
        .take(24)
        .flat_map(char::to_lowercase)
        .collect();
    NAMES
        .iter()
        .find_map(|(role, names)| Some((*role, names.iter().position(|name| *name == plain)?)))
}

/// The fields of an object that have a role.
#[derive(Default)]
pub(crate) struct Fields<'j> {
    found: Vec<(Role, usize, String, Value)>,
    pub(crate) lists: Vec<&'j RawValue>,
}

impl Fields<'_> {
    /// The values of a role that are not null, best name first, each with its key.
    pub(crate) fn of(&self, role: Role) -> impl Iterator<Item = (&str, &Value)> {
        self.found
            .iter()
            .filter(move |field| field.0 == role)
            .map(|(_, _, key, value)| (key.as_str(), value))
    }

    /// The first string among a role's values: itself, or what an object has under a usual name.
    pub(crate) fn string(&self, role: Role) -> Option<String> {
        self.of(role).find_map(|(_, value)| as_string(value))
    }
}

/// A value's string; a number's digits; of an object the string under its name.
pub(crate) fn as_string(value: &Value) -> Option<String> {
    const INNER: &[&str] = &[
        "name", "title", "main", "rendered", "value", "text", "#text", "$t", "href", "url", "$oid", "@id",
        "id",
    ];
    match value {
        Value::String(string) if string.trim().is_empty() => None,
        Value::String(string) => Some(string.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(map) => INNER
            .iter()
            .find_map(|key| map.get(*key).filter(|v| !v.is_object()).and_then(as_string)),
        Value::Array(values) => values
            .iter()
            .find_map(|value| if value.is_array() { None } else { as_string(value) }),
        Value::Null | Value::Bool(_) => None,
    }
}

impl<'de: 'j, 'j> Deserialize<'de> for Fields<'j> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer
            .deserialize_map(FieldsVisitor)
            .map(|mut fields: Fields<'j>| {
                fields.found.sort_by_key(|field| field.1);
                fields
            })
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a report's id, date, publisher, title, url and text")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
        let mut fields = Fields::default();
        while let Some(key) = map.next_key::<String>()? {
            match role(&key) {
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
                Some((Role::List, _)) => fields.lists.push(map.next_value()?),
                Some(_) if fields.found.iter().any(|field| field.2 == key) => {
                    return Err(A::Error::custom(format_args!(
                        "the key `{key}` stands in it twice"
                    )));
                }
                Some((role, rank)) => {
                    let value: Value = map.next_value()?;
                    if !value.is_null() {
                        fields.found.push((role, rank, key, value));
                    }
                }
            }
        }
        Ok(fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_by_any_spelling() {
        for (key, expected) in [
            ("pub_date", Some(Role::Date)),
            ("publishedAt", Some(Role::Date)),
            ("date-published", Some(Role::Date)),
            ("_id", Some(Role::Id)),
            ("DOCNO", Some(Role::Id)),
            ("full_text", Some(Role::Text)),
            ("dateline", None),
            ("description", None),
            ("date_modified", None),
            ("", None),
        ] {
            assert_eq!(role(key).map(|(role, _)| role), expected, "{key}");
        }
    }

    #[test]
    fn the_best_name_comes_first() {
        let fields: Fields<'_> =
            serde_json::from_str(r#"{"name": "b", "headline": {"main": "a"}, "x": [1, {}]}"#).unwrap();
        assert_eq!(fields.string(Role::Title).as_deref(), Some("a"));
        assert!(serde_json::from_str::<Fields<'_>>(r#"{"text": "b", "text": "c"}"#).is_err());
    }
}
