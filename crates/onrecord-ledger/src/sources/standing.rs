//! Which sources fit a question, those with most claims first.

use std::cmp::Reverse;

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::condition;
use crate::condition::{Condition, OnReports, page};
use crate::{Ledger, SourceQuery};

/// The sources that a question asks for.
pub(super) struct Standing {
    /// The keys of those on the page asked for, in order.
    pub keys: Vec<String>,
    /// How many there are on all pages.
    pub all: u64,
}

/// The table that tells how many claims each source has among those that a question is about.
enum Counted {
    /// `source_counts`, with the kind, empty for all.
    Kind(&'static str),
    /// `source_days`.
    Days,
    /// Only the claims themselves.
    Claims,
}

impl Counted {
    fn of(query: &SourceQuery) -> Self {
        match query {
            SourceQuery {
                by: None,
                report: None,
                since: None,
                until: None,
                publisher: None,
                kind,
                ..
            } => Self::Kind(kind.map_or("", |kind| kind.as_str())),
            SourceQuery {
                by: None,
                report: None,
                ..
            } => Self::Days,
            _ => Self::Claims,
        }
    }
}

/// Where the page asked for ends.
fn until(query: &SourceQuery) -> usize {
    query
        .limit
        .map_or(usize::MAX, |limit| query.offset.saturating_add(limit))
}

impl Ledger {
    /// The sources that fit, by claims, most first, then by key.
    pub(super) fn standing(&self, query: &SourceQuery) -> rusqlite::Result<Standing> {
        match Counted::of(query) {
            Counted::Kind(kind) => self.standing_of_kind(query, kind),
            Counted::Days => self.standing_by_days(query),
            Counted::Claims => self.standing_by_claims(query),
        }
    }

    fn standing_of_kind(&self, query: &SourceQuery, kind: &str) -> rusqlite::Result<Standing> {
        let mut values = vec![Value::Text(kind.to_owned())];
        let page = page(query.limit, query.offset, &mut values);
        let sql = format!("SELECT key FROM source_counts WHERE kind = ? ORDER BY claims DESC, key {page}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let keys = statement.query_map(params_from_iter(values), |row| row.get(0))?;
        Ok(Standing {
            keys: keys.collect::<rusqlite::Result<_>>()?,
            all: self
                .connection
                .prepare_cached("SELECT count(*) FROM source_counts WHERE kind = ?")?
                .query_row([kind], |row| row.get(0))?,
        })
    }

    fn standing_by_days(&self, query: &SourceQuery) -> rusqlite::Result<Standing> {
        let mut claims = self.claims_by_source(query)?;
        let all = claims.len() as u64;
        let until = until(query);
        if let Some(last) = until.checked_sub(1)
            && last < claims.len()
        {
            // Those that can come to the page: with as many claims as its last, or more.
            let (_, &mut (_, least), _) =
                claims.select_nth_unstable_by_key(last, |&(_, claims)| Reverse(claims));
            claims.retain(|&(_, claims)| claims >= least);
        }
        let mut named = self.named(&claims)?;
        named.sort_unstable_by(|(a, one), (b, other)| other.cmp(one).then_with(|| a.cmp(b)));
        let keys = named
            .into_iter()
            .map(|(key, _)| key)
            .take(until)
            .skip(query.offset);
        Ok(Standing {
            keys: keys.collect(),
            all,
        })
    }

    /// How many claims the sources have by `source_days`, as (`sources.number`, claims), by number.
    fn claims_by_source(&self, query: &SourceQuery) -> rusqlite::Result<Vec<(i64, u32)>> {
        let mut condition = Condition::default();
        condition.value("day >= ?", query.since.map(|day| day.to_string()));
        condition.value("day <= ?", query.until.map(|day| day.to_string()));
        condition.value("kind = ?", query.kind.map(|kind| kind.as_str().to_owned()));
        condition.value("publisher = ?", OnReports::key(&query.publisher));
        let sql = format!("SELECT source, claims FROM source_days {}", condition.sql());
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(condition.values()))?;
        // Numbers are handed out one by one, so a place for each is no waste.
        let mut counts: Vec<u32> = Vec::new();
        while let Some(row) = rows.next()? {
            let place = usize::try_from(row.get::<_, i64>(0)?).unwrap_or_default();
            if counts.len() <= place {
                counts.resize(place + 1, 0);
            }
            counts[place] += row.get::<_, u32>(1)?;
        }
        let found = counts.into_iter().enumerate().filter(|&(_, claims)| claims > 0);
        Ok(found.map(|(place, claims)| (place as i64, claims)).collect())
    }

    /// The keys of numbered sources.
    fn named(&self, claims: &[(i64, u32)]) -> rusqlite::Result<Vec<(String, u32)>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT key FROM sources WHERE number = ?")?;
        claims
            .iter()
            .map(|&(number, claims)| Ok((statement.query_row([number], |row| row.get(0))?, claims)))
            .collect()
    }

    fn standing_by_claims(&self, query: &SourceQuery) -> rusqlite::Result<Standing> {
        let condition = condition(query);
        let sql = format!(
            "SELECT c.source_key FROM claims c {} GROUP BY c.source_key ORDER BY count(*) DESC, c.source_key",
            condition.sql()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(condition.values()))?;
        let page = query.offset..until(query);
        let (mut keys, mut all) = (Vec::new(), 0);
        while let Some(row) = rows.next()? {
            if page.contains(&all) {
                keys.push(row.get(0)?);
            }
            all += 1;
        }
        Ok(Standing {
            keys,
            all: all as u64,
        })
    }
}
