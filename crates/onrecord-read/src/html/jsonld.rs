use serde_json::{Map, Value};

/// What a page's JSON-LD says of its article.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Article {
    pub(crate) title: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) url: Option<String>,
    /// `datePublished` and then `dateCreated`.
    pub(crate) dates: Vec<String>,
}

/// The article in a page's JSON-LD scripts: the first object of an article's type, else the first with a day of
/// publication. Scripts that aren't JSON are passed over.
pub(crate) fn article(scripts: &[String]) -> Article {
    let roots: Vec<Value> = scripts
        .iter()
        .filter_map(|script| serde_json::from_str(script.trim()).ok())
        .collect();
    let objects = objects(&roots);
    let found = objects
        .iter()
        .find(|object| is_article(object))
        .or_else(|| objects.iter().find(|o| o.contains_key("datePublished")));
    let Some(found) = found else {
        return Article::default();
    };
    let string = |key: &str| name(found.get(key)?);
    Article {
        title: string("headline").or_else(|| string("name")),
        publisher: found
            .get("publisher")
            .and_then(|publisher| publisher_name(publisher, &objects)),
        url: string("url")
            .or_else(|| string("mainEntityOfPage"))
            .filter(|url| url.starts_with("http")),
        dates: ["datePublished", "dateCreated"]
            .iter()
            .filter_map(|key| string(key))
            .collect(),
    }
}

/// All objects at the top, in lists and in `@graph`s, in the order of the page.
fn objects(roots: &[Value]) -> Vec<&Map<String, Value>> {
    let mut out = Vec::new();
    let mut work: Vec<&Value> = roots.iter().rev().collect();
    while let Some(value) = work.pop() {
        match value {
            Value::Array(values) => work.extend(values.iter().rev()),
            Value::Object(object) => {
                out.push(object);
                work.extend(["mainEntity", "@graph"].iter().filter_map(|key| object.get(*key)));
            }
            _ => {}
        }
    }
    out
}

fn is_article(object: &Map<String, Value>) -> bool {
    let is = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report"
        })
    };
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

fn publisher_name(publisher: &Value, objects: &[&Map<String, Value>]) -> Option<String> {
    let publisher = publisher
        .as_array()
        .map_or(Some(publisher), |list| list.first())?;
    if let Some(name) = publisher.as_str() {
        return name_of(name);
    }
    let named = publisher.get("name").and_then(name);
    // {"@id": "…"}: what stands elsewhere under that name.
    named.or_else(|| {
        let id = publisher.get("@id")?;
        objects
            .iter()
            .find(|object| object.get("@id") == Some(id) && object.contains_key("name"))
            .and_then(|object| name(object.get("name")?))
    })
}

fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(string) => name_of(string),
        Value::Array(values) => values.iter().find_map(|value| value.as_str().and_then(name_of)),
        Value::Object(object) => object
            .get("@id")
            .or_else(|| object.get("@value"))
            .and_then(Value::as_str)
            .and_then(name_of),
        _ => None,
    }
}

fn name_of(string: &str) -> Option<String> {
    (!string.trim().is_empty()).then(|| string.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_of_a_graph() {
        let found = article(&[
            "not json".to_string(),
            r##"{"@graph": [
                {"@type": "WebPage", "datePublished": "2031-01-01", "name": "no"},
                {"@type": "Organization", "@id": "#org", "name": "The Harbor Post"},
                {"@type": ["NewsArticle"], "headline": "Envoy", "datePublished": "2031-05-02T01:00Z",
                 "publisher": {"@id": "#org"}, "mainEntityOfPage": {"@id": "https://h.example/1"}}
            ]}"##
                .to_string(),
        ]);
        assert_eq!(found.title.as_deref(), Some("Envoy"));
        assert_eq!(found.publisher.as_deref(), Some("The Harbor Post"));
        assert_eq!(found.url.as_deref(), Some("https://h.example/1"));
        assert_eq!(found.dates, ["2031-05-02T01:00Z"]);
        assert_eq!(article(&[]), Article::default());
    }
}
