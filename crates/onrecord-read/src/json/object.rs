use onrecord_types::Report;
use serde_json::Value;
use serde_json::error::Category;

use super::elements::Elements;
use super::fields::{Fields, Role, as_string};
use crate::date;
use crate::decode::{Start, text};
use crate::error::{ReadError, Trouble, shown};
use crate::source::{Draft, Source};

/// How deep lists of reports may lie in objects (`{"response": {"results": […]}}` is 2 deep).
const MAX_LISTS: u32 = 4;

/// Names a report within its file; told whether it stands alone, and not in a list.
type Part<'p> = &'p mut dyn FnMut(bool) -> Option<String>;

/// The reports of one value: the object itself, or those of the lists that it holds.
pub(crate) fn reports(
    source: &Source,
    bytes: &[u8],
    start: Start,
    part: Part<'_>,
) -> Vec<Result<Report, ReadError>> {
    let mut out = Vec::new();
    match text(bytes, start) {
        Ok(json) => descend(source, json, start, part, 0, &mut out),
        Err((trouble, line)) => out.push(Err(source.error(trouble, line))),
    }
    out
}

fn descend(
    source: &Source,
    json: &str,
    start: Start,
    part: Part<'_>,
    depth: u32,
    out: &mut Vec<Result<Report, ReadError>>,
) {
    let fields: Fields<'_> = match serde_json::from_str(json) {
        Ok(fields) => fields,
        Err(error) => {
            let line = start.line + error.line().saturating_sub(1) as u64;
            out.push(Err(source.error(malformed(&error), line)));
            return;
        }
    };
    let lists: Vec<&str> = fields
        .lists
        .iter()
        .map(|list| list.get())
        .filter(|list| list.starts_with(['[', '{']))
        .collect();
    if fields.of(Role::Text).next().is_some() || lists.is_empty() {
        let part = part(depth == 0);
        out.push(match draft(&fields, part) {
            Ok(draft) => source.finish(draft, start.line),
            Err(trouble) => Err(source.error(trouble, start.line)),
        });
        return;
    }
    if depth == MAX_LISTS {
        let trouble = Trouble::new(format!(
            "lists of reports lie in one another more than {MAX_LISTS} deep"
        ));
        out.push(Err(
            source.error(trouble.hint("write the reports as JSON Lines"), start.line)
        ));
        return;
    }
    for list in lists {
        // A slice of `json`, so the difference of the two is where it starts.
        let before = &json[..(list.as_ptr() as usize)
            .saturating_sub(json.as_ptr() as usize)
            .min(json.len())];
        let lines = memchr::memchr_iter(b'\n', before.as_bytes()).count() as u64;
        let mut elements =
            Elements::new(list.as_bytes(), start.byte + before.len() as u64).starting_at(start.line + lines);
        while let Some(element) = elements.next() {
            match element {
                Err((trouble, line)) => out.push(Err(source.error(trouble, line))),
                Ok(element) => match text(&element.bytes, element.start) {
                    Ok(json) => descend(source, json, element.start, part, depth + 1, out),
                    Err((trouble, line)) => out.push(Err(source.error(trouble, line))),
                },
            }
        }
    }
}

fn malformed(error: &serde_json::Error) -> Trouble {
    let full = error.to_string();
    let what = full.split(" at line ").next().unwrap_or(&full);
    let column = error.column();
    if what.contains("surrogate") || what.contains("unexpected end of hex escape") {
        return Trouble::new(format!(
            "expected a character, found half of one (a lone surrogate \\uD800–\\uDFFF) at column {column}"
        ))
        .hint(
            "the text was cut inside a character when the JSON was written: write it anew from the source",
        );
    }
    match error.classify() {
        Category::Eof => Trouble::new(format!("the JSON ends before it is complete, at column {column}"))
            .hint("the file was likely cut off: get it whole again"),
        Category::Data => Trouble::new(shown(what, 200))
            .hint("each report is an object with keys such as id, date, publisher, title, url, text"),
        _ => Trouble::new(format!("malformed JSON: {} at column {column}", shown(what, 120)))
            .hint("mend the JSON there, or write the report anew"),
    }
}

fn draft(fields: &Fields<'_>, part: Option<String>) -> Result<Draft, Trouble> {
    let url = fields.string(Role::Url);
    Ok(Draft {
        text: body(fields)?,
        id: fields.string(Role::Id).or_else(|| url.clone()),
        part,
        date: day(fields),
        publisher: fields.string(Role::Publisher),
        title: fields.string(Role::Title),
        url,
    })
}

/// The first text that isn't blank. A list of strings is a list of paragraphs.
fn body(fields: &Fields<'_>) -> Result<String, Trouble> {
    let mut found = None;
    for (key, value) in fields.of(Role::Text) {
        let paragraphs = match value {
            Value::String(text) => Some(text.clone()),
            Value::Array(parts) => parts
                .iter()
                .map(Value::as_str)
                .collect::<Option<Vec<_>>>()
                .map(|p| p.join("\n\n")),
            _ => None,
        };
        match paragraphs {
            Some(text) if !text.trim().is_empty() => return Ok(text),
            Some(_) => {}
            None => {
                let key = shown(key, 40);
                let trouble = Trouble::new(format!("expected a string under `{key}`, found {}", kind(value)));
                found.get_or_insert(trouble.hint("write the report's text as one string"));
            }
        }
    }
    found.map_or(Ok(String::new()), Err)
}

/// The first day that can be read; if none can, why the first can't.
fn day(fields: &Fields<'_>) -> Option<Result<jiff::civil::Date, Trouble>> {
    let mut first = None;
    for (_, value) in fields.of(Role::Date) {
        let value = match value {
            // As MongoDB exports it: {"$date": "…"} or {"$date": {"$numberLong": "…"}}.
            Value::Object(map) => map
                .get("$date")
                .map_or(value, |date| date.get("$numberLong").unwrap_or(date)),
            _ => value,
        };
        let read = match value {
            Value::Number(number) => date::day_of_number(number.as_f64().unwrap_or(-1.0)),
            _ => match as_string(value) {
                Some(written) => date::day(&written),
                None if value.as_str().is_some() => continue,
                None => Err(Trouble::new(format!("expected a date, found {}", kind(value)))
                    .hint("write the day as a string, YYYY-MM-DD")),
            },
        };
        if read.is_ok() {
            return Some(read);
        }
        first.get_or_insert(read);
    }
    first
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
