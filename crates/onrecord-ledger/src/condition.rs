//! The conditions of a question, as SQL.

use jiff::civil::Date;
use rusqlite::types::Value;

use crate::Period;

/// Conditions that must all hold, and the values they speak of.
#[derive(Default)]
pub(crate) struct Condition {
    sql: Vec<String>,
    pub values: Vec<Value>,
}

/// The conditions that every question can have on reports.
pub(crate) struct OnReports<'q> {
    pub since: Option<Date>,
    pub until: Option<Date>,
    pub publisher: &'q Option<String>,
    pub report: &'q Option<String>,
}

impl Condition {
    /// On the newest versions of reports (`r`).
    pub fn on_reports(on: &OnReports<'_>) -> Self {
        let mut condition = Self {
            sql: vec!["r.newest = 1".to_owned()],
            values: Vec::new(),
        };
        condition.value("r.date >= ?", on.since.map(|day| day.to_string()));
        condition.value("r.date <= ?", on.until.map(|day| day.to_string()));
        condition.value(
            "r.publisher_key = ?",
            on.publisher.as_ref().map(|name| name.to_lowercase()),
        );
        condition.value("r.id = ?", on.report.clone());
        condition
    }

    /// Adds a condition with one value, where there is one.
    pub fn value(&mut self, sql: &str, value: Option<String>) {
        if let Some(value) = value {
            self.sql.push(sql.to_owned());
            self.values.push(Value::Text(value));
        }
    }

    /// Adds a condition with the first and the last day of a period, where there is one.
    pub fn days(&mut self, sql: &str, period: Option<Period>) {
        if let Some(period) = period {
            self.sql.push(sql.to_owned());
            let day = |day: Option<Date>, open: Date| Value::Text(day.unwrap_or(open).to_string());
            self.values.push(day(period.from, Date::ZERO));
            self.values.push(day(period.to, Date::MAX));
        }
    }

    /// Adds a condition without a value.
    pub fn fixed(&mut self, sql: &str) {
        self.sql.push(sql.to_owned());
    }

    /// Adds that all of `words` stand in one of `columns` of the search table `table`, by its numbers in `number`.
    /// Words without a letter or digit are left out; where no other is left, nothing fits.
    pub fn words(&mut self, table: &str, columns: &str, number: &str, words: &Option<String>) {
        let Some(words) = words.as_ref().filter(|words| !words.trim().is_empty()) else {
            return;
        };
        match all_of(words) {
            Some(all) => {
                self.sql.push(format!(
                    "{number} IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)"
                ));
                self.values.push(Value::Text(format!("{{{columns}}} : ({all})")));
            }
            None => self.sql.push("0".to_owned()),
        }
    }

    /// `WHERE …`
    pub fn sql(&self) -> String {
        format!("WHERE {}", self.sql.join(" AND "))
    }
}

/// Words as a full-text query in which nothing is syntax.
fn all_of(words: &str) -> Option<String> {
    let quoted: Vec<String> = words
        .split(|c: char| c.is_whitespace() || c == '\0')
        .filter(|word| word.contains(char::is_alphanumeric))
        .map(|word| format!("\"{}\"", word.replace('"', " ")))
        .collect();
    (!quoted.is_empty()).then(|| quoted.join(" AND "))
}

/// `LIMIT …` with its values.
pub(crate) fn page(limit: Option<usize>, offset: usize, values: &mut Vec<Value>) -> &'static str {
    values.push(Value::Integer(
        limit.map_or(-1, |n| i64::try_from(n).unwrap_or(i64::MAX)),
    ));
    values.push(Value::Integer(i64::try_from(offset).unwrap_or(i64::MAX)));
    "LIMIT ? OFFSET ?"
}

/// A column that holds one of ours in text; what can't be read back counts as a damaged column.
pub(crate) fn parsed<T: std::str::FromStr>(
    row: &rusqlite::Row<'_>,
    column: usize,
) -> rusqlite::Result<Option<T>>
where
    T::Err: std::fmt::Display,
{
    let Some(text) = row.get::<_, Option<String>>(column)? else {
        return Ok(None);
    };
    text.parse().map(Some).map_err(|e: T::Err| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, e.to_string().into())
    })
}

/// The same of a column that always holds one.
pub(crate) fn needed<T: std::str::FromStr>(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<T>
where
    T::Err: std::fmt::Display,
{
    parsed(row, column)?.ok_or_else(|| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Null, "nothing there".into())
    })
}

#[cfg(test)]
mod tests {
    use super::all_of;

    #[test]
    fn nothing_a_user_writes_is_syntax() {
        assert_eq!(
            all_of("truce AND \"not\" *").as_deref(),
            Some("\"truce\" AND \"AND\" AND \" not \"")
        );
        assert_eq!(all_of(" -- * "), None);
    }
}
