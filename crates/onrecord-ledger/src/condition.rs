//! The conditions of a question, as SQL.

use jiff::civil::Date;
use rusqlite::types::Value;

use crate::Period;

/// Conditions that must all hold.
#[derive(Default)]
pub(crate) struct Condition {
    parts: Vec<Part>,
}

/// One of them, with the values it speaks of.
struct Part {
    sql: String,
    values: Vec<Value>,
    /// The query whose numbers fit, where that is all there is to it.
    set: Option<String>,
}

/// The conditions that every question can have on reports.
pub(crate) struct OnReports<'q> {
    pub since: Option<Date>,
    pub until: Option<Date>,
    pub publisher: &'q Option<String>,
    pub report: &'q Option<String>,
}

impl OnReports<'_> {
    /// A publisher's name as the ledger compares it.
    pub fn key(publisher: &Option<String>) -> Option<String> {
        publisher.as_ref().map(|name| name.to_lowercase())
    }
}

impl Condition {
    /// On the newest versions of reports (`r`).
    pub fn on_reports(on: &OnReports<'_>) -> Self {
        let mut condition = Self::default();
        condition.fixed("r.newest = 1");
        condition.value("r.date >= ?", on.since.map(|day| day.to_string()));
        condition.value("r.date <= ?", on.until.map(|day| day.to_string()));
        condition.value("r.publisher_key = ?", OnReports::key(on.publisher));
        condition.value("r.id = ?", on.report.clone());
        condition
    }

    /// On the reports of claims (`c`), which are of newest versions, without a look at the reports.
    pub fn on_claims(on: &OnReports<'_>) -> Self {
        let mut condition = Self::default();
        condition.value("c.date >= ?", on.since.map(|day| day.to_string()));
        condition.value("c.date <= ?", on.until.map(|day| day.to_string()));
        condition.value("c.publisher_key = ?", OnReports::key(on.publisher));
        condition.value(
            "c.report = (SELECT number FROM reports WHERE id = ? AND newest = 1)",
            on.report.clone(),
        );
        condition
    }

    fn part(&mut self, sql: impl Into<String>, values: Vec<Value>) {
        self.parts.push(Part {
            sql: sql.into(),
            values,
            set: None,
        });
    }

    /// Adds a condition with one value, where there is one.
    pub fn value(&mut self, sql: &str, value: Option<String>) {
        if let Some(value) = value {
            self.part(sql, vec![Value::Text(value)]);
        }
    }

    /// Adds a condition with the first and the last day of a period, where there is one.
    pub fn days(&mut self, sql: &str, period: Option<Period>) {
        if let Some(period) = period {
            self.part(sql, ends(period));
        }
    }

    /// Adds a condition without a value.
    pub fn fixed(&mut self, sql: &str) {
        self.part(sql, Vec::new());
    }

    /// Adds that a column holds one of some values.
    pub fn any_of(&mut self, column: &str, values: &[String]) {
        let marks = vec!["?"; values.len()].join(", ");
        let values = values.iter().cloned().map(Value::Text).collect();
        self.part(format!("{column} IN ({marks})"), values);
    }

    /// Adds that a number is one of those that a query gives.
    fn set(&mut self, number: &str, query: String, values: Vec<Value>) {
        self.parts.push(Part {
            sql: format!("{number} IN ({query})"),
            values,
            set: Some(query),
        });
    }

    /// Adds that a number is one of those that a query about one value gives, where there is one.
    pub fn set_of_value(&mut self, number: &str, query: &str, value: Option<String>) {
        if let Some(value) = value {
            self.set(number, query.to_owned(), vec![Value::Text(value)]);
        }
    }

    /// Adds that a number is one of those that a query about a period's first and last day gives, where there is one.
    pub fn set_of_days(&mut self, number: &str, query: &str, period: Option<Period>) {
        if let Some(period) = period {
            self.set(number, query.to_owned(), ends(period));
        }
    }

    /// Adds that all of `words` stand in one of `columns` of the search table `table`, by its numbers in `number`.
    /// Words without a letter or digit are left out; where no other is left, nothing fits.
    pub fn words(&mut self, table: &str, columns: &str, number: &str, words: &Option<String>) {
        let Some(words) = words.as_ref().filter(|words| !words.trim().is_empty()) else {
            return;
        };
        match all_of(words) {
            Some(all) => {
                let query = format!("SELECT rowid FROM {table} WHERE {table} MATCH ?");
                self.set(
                    number,
                    query,
                    vec![Value::Text(format!("{{{columns}}} : ({all})"))],
                );
            }
            None => self.fixed("0"),
        }
    }

    /// `WHERE …`; nothing where it holds for everything.
    pub fn sql(&self) -> String {
        if self.parts.is_empty() {
            return String::new();
        }
        let all: Vec<&str> = self.parts.iter().map(|part| part.sql.as_str()).collect();
        format!("WHERE {}", all.join(" AND "))
    }

    /// The values that `sql` speaks of, in order.
    pub fn values(&self) -> Vec<Value> {
        self.parts
            .iter()
            .flat_map(|part| part.values.iter().cloned())
            .collect()
    }

    /// The query whose numbers are in all sets, and its values; none where there are no sets.
    pub fn sets(&self) -> Option<(String, Vec<Value>)> {
        let sets = self.parts.iter().filter(|part| part.set.is_some());
        let queries: Vec<&str> = sets.clone().filter_map(|part| part.set.as_deref()).collect();
        let values = sets.flat_map(|part| part.values.iter().cloned()).collect();
        (!queries.is_empty()).then(|| {
            (
                format!("SELECT DISTINCT * FROM ({})", queries.join(" INTERSECT ")),
                values,
            )
        })
    }

    /// Whether there are sets and nothing else.
    pub fn is_of_sets(&self) -> bool {
        !self.parts.is_empty() && self.parts.iter().all(|part| part.set.is_some())
    }
}

/// A period's first and last day, those of the calendar where it's open.
fn ends(period: Period) -> Vec<Value> {
    let day = |day: Option<Date>, open: Date| Value::Text(day.unwrap_or(open).to_string());
    vec![day(period.from, Date::ZERO), day(period.to, Date::MAX)]
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

/// One of ours from the text of a column; what can't be read back counts as a damaged column.
pub(crate) fn read_back<T: std::str::FromStr>(text: &str, column: usize) -> rusqlite::Result<T>
where
    T::Err: std::fmt::Display,
{
    text.parse().map_err(|e: T::Err| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, e.to_string().into())
    })
}

/// A column that holds one of ours in text, or nothing.
pub(crate) fn parsed<T: std::str::FromStr>(
    row: &rusqlite::Row<'_>,
    column: usize,
) -> rusqlite::Result<Option<T>>
where
    T::Err: std::fmt::Display,
{
    let text = row.get_ref(column)?.as_str_or_null()?;
    text.map(|text| read_back(text, column)).transpose()
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
