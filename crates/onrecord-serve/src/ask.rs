//! A request's query string → a question to the ledger.

use std::str::FromStr;

use jiff::civil::Date;
use onrecord_ledger::{ClaimQuery, Period, ReportQuery, SourceQuery};
use onrecord_types::{Act, SourceKind};

use crate::fault::Fault;

/// What was asked for. Empty fields count as not there, since forms send them.
pub(crate) struct Asked(Vec<(String, String)>);

impl Asked {
    pub fn new(query: Option<&str>) -> Self {
        let pairs = form_urlencoded::parse(query.unwrap_or_default().as_bytes());
        Self(pairs.into_owned().collect())
    }

    /// A field as it was sent, even if empty.
    pub fn raw(&self, field: &str) -> Option<&str> {
        let mut of_field = self.0.iter().filter(|(name, _)| name == field);
        of_field.next_back().map(|(_, value)| value.as_str())
    }

    /// A field's words.
    pub fn text(&self, field: &str) -> Option<String> {
        let value = self.raw(field)?.trim();
        (!value.is_empty()).then(|| value.to_owned())
    }

    fn parsed<T: FromStr>(&self, field: &str, expected: &str) -> Result<Option<T>, Fault> {
        let Some(value) = self.text(field) else {
            return Ok(None);
        };
        let parsed = value.parse().map(Some);
        parsed.map_err(|_| Fault::wrong(format!("“{field}” can't be “{value}”"), expected))
    }

    /// A day.
    pub fn day(&self, field: &str) -> Result<Option<Date>, Fault> {
        self.parsed(field, "It is a day, written YYYY-MM-DD.")
    }

    fn period(&self, field: &str) -> Result<Option<Period>, Fault> {
        self.parsed(
            field,
            "It is a day, a month, a year, or from..to, written 2025-03-05, 2025-03, 2025.",
        )
    }

    fn kind(&self) -> Result<Option<SourceKind>, Fault> {
        let known: Vec<_> = SourceKind::ALL.iter().map(|kind| kind.as_str()).collect();
        self.parsed("kind", &format!("It is one of {}.", known.join(", ")))
    }

    fn act(&self) -> Result<Option<Act>, Fault> {
        let known: Vec<_> = Act::ALL.iter().map(|act| act.as_str()).collect();
        self.parsed("act", &format!("It is one of {}.", known.join(", ")))
    }

    /// A whole number.
    pub fn number(&self, field: &str, least: usize, most: usize) -> Result<Option<usize>, Fault> {
        let expected = format!("It is a whole number from {least} to {most}.");
        let number: Option<usize> = self.parsed(field, &expected)?;
        match number {
            Some(n) if !(least..=most).contains(&n) => {
                Err(Fault::wrong(format!("“{field}” can't be {n}"), expected))
            }
            number => Ok(number),
        }
    }

    pub fn reports(&self) -> Result<ReportQuery, Fault> {
        Ok(ReportQuery {
            about: self.text("q"),
            publisher: self.text("publisher"),
            since: self.day("since")?,
            until: self.day("until")?,
            ..ReportQuery::default()
        })
    }

    pub fn claims(&self) -> Result<ClaimQuery, Fault> {
        Ok(ClaimQuery {
            by: self.text("by"),
            about: self.text("about"),
            kind: self.kind()?,
            act: self.act()?,
            on_behalf_of: self.text("on_behalf_of"),
            anonymous: self.text("anonymous").is_some(),
            said_on: self.period("said_on")?,
            about_time: self.period("about_time")?,
            publisher: self.text("publisher"),
            report: self.text("report"),
            since: self.day("since")?,
            until: self.day("until")?,
            ..ClaimQuery::default()
        })
    }

    pub fn sources(&self) -> Result<SourceQuery, Fault> {
        Ok(SourceQuery {
            by: self.text("by"),
            kind: self.kind()?,
            publisher: self.text("publisher"),
            report: self.text("report"),
            since: self.day("since")?,
            until: self.day("until")?,
            ..SourceQuery::default()
        })
    }

    /// The part of a list that a page shows.
    pub fn page(&self) -> Result<Page, Fault> {
        Ok(Page(self.number("page", 1, 1_000_000_000)?.unwrap_or(1)))
    }

    /// The fields that are filled in, but for the page.
    pub fn filled(&self) -> Vec<(&str, &str)> {
        let pairs = self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        pairs
            .filter(|(name, value)| *name != "page" && !value.trim().is_empty())
            .collect()
    }
}

/// A page of a list, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Page(pub usize);

impl Page {
    /// Rows on a page.
    pub const ROWS: usize = 50;

    /// How many rows come before it.
    pub fn offset(self) -> usize {
        (self.0 - 1).saturating_mul(Self::ROWS)
    }

    /// The pages that `total` rows fill; at least one.
    pub fn last(total: u64) -> usize {
        usize::try_from(total)
            .unwrap_or(usize::MAX)
            .div_ceil(Self::ROWS)
            .max(1)
    }

    /// Offset and limit of its rows where the list is turned round, its end first.
    pub fn counted_back(self, total: u64) -> (usize, usize) {
        let total = usize::try_from(total).unwrap_or(usize::MAX);
        let end = total.saturating_sub(self.offset());
        let start = end.saturating_sub(Self::ROWS);
        (start, end - start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_fields_are_not_there_and_wrong_ones_are_told() {
        let asked = Asked::new(Some("q=+&publisher=A%26B&since=&until=2031-05-07&page=3"));
        let query = asked.reports().unwrap();
        assert_eq!(
            (query.about, query.publisher.as_deref(), query.since),
            (None, Some("A&B"), None)
        );
        assert_eq!(query.until.unwrap().to_string(), "2031-05-07");
        assert_eq!(asked.page().unwrap(), Page(3));
        let asked = Asked::new(Some("said_on=2031-05&about_time=..2031"))
            .claims()
            .unwrap();
        assert_eq!(asked.said_on, "2031-05-01..2031-05-31".parse().ok());
        assert_eq!(asked.about_time, "..2031-12-31".parse().ok());
        for wrong in [
            "since=9999-99-99",
            "kind=x",
            "act=x",
            "said_on=May",
            "about_time=2031-05-07..2031-05-01",
        ] {
            assert!(Asked::new(Some(wrong)).claims().is_err());
        }
        for wrong in ["page=0", "page=-1", "page=99999999999999999999"] {
            assert!(Asked::new(Some(wrong)).page().is_err());
        }
    }

    #[test]
    fn pages_counted_back_hold_every_row_once() {
        assert_eq!(Page(1).counted_back(120), (70, 50));
        assert_eq!(Page(3).counted_back(120), (0, 20));
        assert_eq!(Page(4).counted_back(120), (0, 0));
        assert_eq!((Page::last(0), Page::last(100), Page::last(101)), (1, 2, 3));
    }
}
