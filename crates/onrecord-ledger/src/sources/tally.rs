//! What is counted of one source.

use std::collections::BTreeSet;

use onrecord_types::SourceKind;
use rusqlite::Row;

use crate::SourceRow;
use crate::claims::spans;
use crate::condition::read_back;

/// What is counted of one source, its claims coming in the order of date and report.
#[derive(Default)]
pub(super) struct Tally {
    claims: u32,
    reports: u32,
    publishers: BTreeSet<String>,
    names: Vec<(String, u32)>,
    kinds: Vec<(String, u32)>,
    first: String,
    last: String,
    /// The last report's number.
    report: i64,
    /// The first claims of the last day's reports.
    starts: Vec<i64>,
}

impl Tally {
    /// The columns of claims (`c`) that it counts; its source's key comes behind them.
    pub const COLUMNS: &str =
        "coalesce(c.source_name, c.source), c.source_kind, c.report, c.date, c.publisher_key, c.number";
    pub const KEY: usize = 6;

    /// Counts a claim.
    pub fn count(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        add(&mut self.names, row.get_ref(0)?.as_str()?);
        if let Some(kind) = row.get_ref(1)?.as_str_or_null()? {
            add(&mut self.kinds, kind);
        }
        let report = row.get(2)?;
        if self.claims == 0 || self.report != report {
            self.begin(report, row)?;
        }
        self.claims += 1;
        Ok(())
    }

    /// Counts a report by the first of its claims.
    fn begin(&mut self, report: i64, row: &Row<'_>) -> rusqlite::Result<()> {
        let day = row.get_ref(3)?.as_str()?;
        if self.last != day {
            self.starts.clear();
            day.clone_into(&mut self.last);
        }
        if self.claims == 0 {
            self.first.clone_from(&self.last);
        }
        self.starts.push(row.get(5)?);
        self.reports += 1;
        self.report = report;
        if let Some(publisher) = row.get_ref(4)?.as_str_or_null()?
            && !self.publishers.contains(publisher)
        {
            self.publishers.insert(publisher.to_owned());
        }
        Ok(())
    }

    /// The claims of which one is to start from: the first ones in the last day's reports.
    pub fn starts(&self) -> &[i64] {
        &self.starts
    }

    /// The answer, given the report, id and spans of the claim to start from.
    pub fn row(&self, row: &Row<'_>) -> rusqlite::Result<SourceRow> {
        let (span, _, _) = spans(row, 2)?;
        let name = most(&self.names).map_or("", String::as_str);
        let kinds = self
            .kinds
            .iter()
            .map(|(kind, count)| Ok((read_back(kind, 1)?, *count)));
        let kinds: Vec<(SourceKind, u32)> = kinds.collect::<rusqlite::Result<_>>()?;
        Ok(SourceRow {
            name: name.split_whitespace().collect::<Vec<_>>().join(" "),
            kind: most(&kinds).copied(),
            attributions: self.claims,
            reports: self.reports,
            publishers: u32::try_from(self.publishers.len()).unwrap_or(u32::MAX),
            first: read_back(&self.first, 3)?,
            last: read_back(&self.last, 3)?,
            report: row.get(0)?,
            attribution: row.get(1)?,
            span: span.first().copied(),
        })
    }
}

fn add(counts: &mut Vec<(String, u32)>, value: &str) {
    match counts.iter_mut().find(|(known, _)| known == value) {
        Some((_, count)) => *count += 1,
        None => counts.push((value.to_owned(), 1)),
    }
}

/// The most frequent; of equals the first in order.
fn most<T: Ord>(counts: &[(T, u32)]) -> Option<&T> {
    counts
        .iter()
        .max_by(|(a, one), (b, other)| one.cmp(other).then_with(|| b.cmp(a)))
        .map(|(value, _)| value)
}
