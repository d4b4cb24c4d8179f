//! Questions about who said what.

use onrecord_types::{Confidence, Directness, Span};
use rusqlite::{OptionalExtension, Row, params_from_iter};

use crate::condition::{Condition, OnReports, needed, page, parsed};
use crate::{ClaimLink, ClaimQuery, ClaimRow, Ledger, LedgerError};

/// In whose content a time is named that covers days of a period.
const ABOUT_TIME: &str = "SELECT claim FROM claim_times WHERE last >= ? AND first <= ?";
/// Whose source speaks for somebody whose name holds words.
const ON_BEHALF_OF: &str = "SELECT number FROM claims INDEXED BY claims_by_behalf
    WHERE on_behalf_of IS NOT NULL AND instr(lower(on_behalf_of), lower(?)) > 0";
/// Where more claims than this are in all sets, claims are walked through by date until enough fit, and else those in the
/// sets are put in order.
const MANY: u64 = 10_000;

fn condition(query: &ClaimQuery) -> Condition {
    let on = OnReports {
        since: query.since,
        until: query.until.into_iter().chain(query.as_of).min(),
        publisher: &query.publisher,
        report: &query.report,
    };
    let mut condition = Condition::on_claims(&on);
    condition.value(
        "c.source_kind = ?",
        query.kind.map(|kind| kind.as_str().to_owned()),
    );
    condition.value("c.act = ?", query.act.map(|act| act.as_str().to_owned()));
    condition.set_of_value("c.number", ON_BEHALF_OF, query.on_behalf_of.clone());
    if query.anonymous {
        condition.fixed("c.anonymity = 1");
    }
    condition.days(
        "c.said_on IS NOT NULL AND c.said_on BETWEEN ? AND ?",
        query.said_on,
    );
    condition.set_of_days("c.number", ABOUT_TIME, query.about_time);
    condition.words("claim_words", "source name", "c.number", &query.by);
    condition.words("claim_words", "content", "c.number", &query.about);
    condition
}

impl Ledger {
    /// The claims that fit, by their report's date, its id, and their order in it.
    pub fn claims(&self, query: &ClaimQuery) -> Result<Vec<ClaimRow>, LedgerError> {
        let mut rows = self.read(|ledger| ledger.fitting(query))?;
        if let Some(day) = query.as_of {
            let mut then = self.claim_links_on(day)?;
            for row in &mut rows {
                if let Some(link) = then.remove(&format!("{}#{}", row.report, row.attribution)) {
                    row.link = link;
                }
            }
        }
        Ok(rows)
    }

    /// The claims that fit, with the links that they have now.
    fn fitting(&self, query: &ClaimQuery) -> rusqlite::Result<Vec<ClaimRow>> {
        let mut condition = condition(query);
        let (by, until) = self.last_day(query, &condition)?;
        condition.value("c.date <= ?", until);
        let mut values = condition.values();
        let sql = format!(
            "SELECT r.id, r.date, r.publisher, c.attribution, c.source, c.source_name, c.source_kind, c.cue,
                c.content, c.spans, c.directness, c.said_on, c.act, c.on_behalf_of, c.anonymity, c.negated, c.hedged,
                c.addressee, c.medium, c.parent, c.chain, c.confidence, s.claim, s.sources, s.independent, s.same_as,
                s.via
             FROM claims c {by} JOIN reports r ON r.number = c.report
             LEFT JOIN statements s ON s.report = c.report AND s.attribution = c.attribution {} ORDER BY c.date, r.id, c.position {}",
            condition.sql(),
            page(query.limit, query.offset, &mut values)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        statement.query_map(params_from_iter(values), claim)?.collect()
    }

    /// How many claims fit, whatever the query's limit.
    pub fn count_claims(&self, query: &ClaimQuery) -> Result<u64, LedgerError> {
        let condition = condition(query);
        let counted = if condition.is_of_sets() {
            self.count_sets(&condition)
        } else {
            let sql = format!("SELECT count(*) FROM claims c {}", condition.sql());
            self.connection
                .query_row(&sql, params_from_iter(condition.values()), |row| row.get(0))
        };
        counted.map_err(|e| self.failed(e))
    }

    /// How many numbers are in all sets of a condition; 0 where there are none.
    fn count_sets(&self, condition: &Condition) -> rusqlite::Result<u64> {
        condition.sets().map_or(Ok(0), |(sets, values)| {
            self.connection
                .prepare_cached(&format!("SELECT count(*) FROM ({sets})"))?
                .query_row(params_from_iter(values), |row| row.get(0))
        })
    }

    /// The index to read by, where it's not SQLite's to choose, and the day of the last row that a limited query comes to:
    /// what is later need not be put in order.
    fn last_day(
        &self,
        query: &ClaimQuery,
        condition: &Condition,
    ) -> rusqlite::Result<(&'static str, Option<String>)> {
        let Some(last) = query
            .limit
            .and_then(|limit| query.offset.checked_add(limit)?.checked_sub(1))
        else {
            return Ok(("", None));
        };
        // Other conditions may be narrow, and have indexes of their own.
        let only_sets_and_days = matches!(
            query,
            ClaimQuery {
                kind: None,
                act: None,
                anonymous: false,
                said_on: None,
                publisher: None,
                report: None,
                ..
            }
        );
        let by = if only_sets_and_days && self.count_sets(condition)? > MANY {
            "INDEXED BY claims_by_date"
        } else {
            ""
        };
        let mut values = condition.values();
        let sql = format!(
            "SELECT c.date FROM claims c {by} {} ORDER BY c.date {}",
            condition.sql(),
            page(Some(1), last, &mut values)
        );
        let day = self
            .connection
            .prepare_cached(&sql)?
            .query_row(params_from_iter(values), |row| row.get(0))
            .optional()?;
        Ok((by, day))
    }
}

fn claim(row: &Row<'_>) -> rusqlite::Result<ClaimRow> {
    let (source_spans, cue_spans, content_spans) = spans(row, 9)?;
    let directness: Option<String> = row.get(10)?;
    Ok(ClaimRow {
        report: row.get(0)?,
        date: needed(row, 1)?,
        publisher: row.get(2)?,
        attribution: row.get(3)?,
        source: row.get(4)?,
        source_spans,
        source_name: row.get(5)?,
        source_kind: parsed(row, 6)?,
        cue: row.get(7)?,
        cue_spans,
        content: row.get(8)?,
        content_spans,
        directness: [Directness::Direct, Directness::Indirect, Directness::Mixed]
            .into_iter()
            .find(|d| directness.as_deref() == Some(d.as_str())),
        said_on: parsed(row, 11)?,
        act: parsed(row, 12)?,
        on_behalf_of: row.get(13)?,
        anonymity: row.get(14)?,
        negated: row.get(15)?,
        hedged: row.get(16)?,
        addressee: row.get(17)?,
        medium: row.get(18)?,
        parent: row.get(19)?,
        chain: match row.get::<_, Option<String>>(20)? {
            Some(names) => serde_json::from_str(&names).map_err(|e| {
                rusqlite::Error::FromSqlConversionFailure(20, rusqlite::types::Type::Text, Box::new(e))
            })?,
            None => Vec::new(),
        },
        confidence: row
            .get::<_, Option<f64>>(21)?
            .map(|hundredths| Confidence::new(hundredths / 100.0)),
        source_original: {
            let name: Option<String> = row.get(5)?;
            let words: String = row.get(4)?;
            name.or_else(|| (!words.is_empty()).then_some(words))
        },
        source_office: row.get(2)?,
        link: link(row)?,
    })
}

/// The claim that an attribution states, from the columns behind the others; all empty where links are still to be made.
fn link(row: &Row<'_>) -> rusqlite::Result<ClaimLink> {
    let list = |column| -> rusqlite::Result<Vec<String>> {
        let names: Option<String> = row.get(column)?;
        names.map_or_else(
            || Ok(Vec::new()),
            |names| {
                serde_json::from_str(&names).map_err(|e| {
                    rusqlite::Error::FromSqlConversionFailure(
                        column,
                        rusqlite::types::Type::Text,
                        Box::new(e),
                    )
                })
            },
        )
    };
    Ok(ClaimLink {
        claim: row.get(22)?,
        number_of_sources: row.get::<_, Option<usize>>(23)?.unwrap_or_default(),
        independent_reports: row.get::<_, Option<usize>>(24)?.unwrap_or_default(),
        same_as: list(25)?,
        via: list(26)?,
    })
}

/// A claim's spans: its source's, its cue's, its content's.
pub(crate) type Spans = (Vec<Span>, Vec<Span>, Vec<Span>);

/// The column of a claim's spans.
pub(crate) fn spans(row: &Row<'_>, column: usize) -> rusqlite::Result<Spans> {
    serde_json::from_str(row.get_ref(column)?.as_str()?).map_err(|e| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(e))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::{ClaimQuery, Ledger};

    #[test]
    fn by_days_said_and_days_spoken_of() {
        let line = r#"{"id": "a", "date": "2031-05-07", "text": "Norland will sign in June, Aho said Monday. Now it rains.",
            "times": [
                {"id": "t1", "span": [21, 25], "type": "DATE", "value": "2031-06", "from": "2031-06-01", "to": "2031-06-30"},
                {"id": "t2", "span": [36, 42], "type": "DATE", "value": "2031-05-05", "from": "2031-05-05", "to": "2031-05-05"},
                {"id": "t3", "span": [44, 47], "type": "DATE", "value": "PRESENT_REF", "from": "2031-05-07", "to": "2031-05-07"}
            ],
            "attributions": [
                {"id": "a1", "source": [[27, 30]], "cue": [[31, 35]], "content": [[0, 25]], "said_on": "2031-05-05"},
                {"id": "a2", "source": [], "cue": [[31, 35]], "content": [[44, 56]]}
            ]}"#;
        let mut ledger = Ledger::in_memory().unwrap();
        ledger.add(&serde_json::from_str(line).unwrap(), "test").unwrap();
        let found = |said_on: Option<&str>, about_time: Option<&str>| -> Vec<String> {
            let query = ClaimQuery {
                said_on: said_on.map(|days| days.parse().unwrap()),
                about_time: about_time.map(|days| days.parse().unwrap()),
                ..ClaimQuery::default()
            };
            let claims = ledger.claims(&query).unwrap();
            assert_eq!(ledger.count_claims(&query).unwrap(), claims.len() as u64);
            claims.into_iter().map(|claim| claim.attribution).collect()
        };
        assert_eq!(found(Some("2031-05-05"), None), ["a1"]);
        assert_eq!(found(Some("2031-05-06.."), None), [""; 0]);
        assert_eq!(found(None, Some("2031-06-15")), ["a1"]);
        assert_eq!(found(None, Some("..2031-06-01")), ["a1"]);
        // The day of saying isn't spoken of, nor is "now" a day.
        assert_eq!(found(None, Some("2031-05")), [""; 0]);
        assert_eq!(found(Some("2031"), Some("2031")), ["a1"]);
    }
}
