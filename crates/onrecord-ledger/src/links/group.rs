//! Which reports are tied to which, and so which are one story.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::ToSpan;
use jiff::civil::Date;
use onrecord_link::{TieKind, WINDOW, ties};
use onrecord_types::Report;
use rusqlite::{Connection, OptionalExtension, params};

use crate::condition::needed;
use crate::links::actors::refresh;
use crate::links::make::forget_rows;

/// Days whose reports are looked at together at most; those in the window before come on top.
const DAYS: i32 = 45;

/// Forgets everything that was linked by other rules than today's.
pub(super) fn forget_other_rules(connection: &Connection) -> rusqlite::Result<()> {
    let rules: Option<u32> = connection
        .query_row("SELECT rules FROM linker", [], |row| row.get(0))
        .optional()?;
    if rules == Some(onrecord_link::RULES) {
        return Ok(());
    }
    for table in [
        "linker",
        "ties",
        "stories",
        "story_reports",
        "linked",
        "statements",
        "actors",
        "actor_words",
    ] {
        connection.execute(&format!("DELETE FROM {table}"), [])?;
    }
    for parts in ["position_parts", "actor_parts"] {
        connection.execute(
            &format!("INSERT INTO {parts} ({parts}) VALUES ('delete-all')"),
            [],
        )?;
    }
    connection.execute("INSERT INTO linker VALUES (?1)", [onrecord_link::RULES])?;
    connection.execute(
        "INSERT OR IGNORE INTO unlinked SELECT date FROM reports WHERE newest = 1",
        [],
    )?;
    Ok(())
}

/// Finds the ties of reports on days that changed, and makes anew the stories that this touches; their links are left
/// to be made.
pub(super) fn group(connection: &Connection) -> rusqlite::Result<()> {
    let mut touched: BTreeSet<i64> = BTreeSet::new();
    for (from, to) in ranges(&changed(connection)?) {
        renew_ties(connection, from, to, &mut touched)?;
    }
    connection.execute("DELETE FROM unlinked", [])?;
    let stories = stories_of(connection, &touched)?;
    let mut members: BTreeSet<i64> = BTreeSet::new();
    let mut gone: BTreeSet<i64> = BTreeSet::new();
    let mut of_story = connection.prepare_cached(
        "SELECT s.report, r.number IS NOT NULL FROM story_reports s
         LEFT JOIN reports r ON r.number = s.report AND r.newest = 1 WHERE s.story = ?1",
    )?;
    for story in &stories {
        let mut rows = of_story.query([story])?;
        while let Some(row) = rows.next()? {
            let of = if row.get(1)? { &mut members } else { &mut gone };
            of.insert(row.get(0)?);
        }
    }
    let mut is_newest =
        connection.prepare_cached("SELECT 1 FROM reports WHERE number = ?1 AND newest = 1")?;
    for report in touched {
        if is_newest.exists([report])? {
            members.insert(report);
        }
    }
    let mut actors: BTreeSet<String> = BTreeSet::new();
    for story in stories {
        forget_rows(connection, story, &mut actors)?;
        connection.execute("DELETE FROM story_reports WHERE story = ?1", [story])?;
        connection.execute("DELETE FROM stories WHERE number = ?1", [story])?;
    }
    refresh(connection, &actors)?;
    for report in gone {
        connection.execute("DELETE FROM ties WHERE report = ?1 OR other = ?1", [report])?;
    }
    for group in groups(connection, &members)? {
        put(connection, &group)?;
    }
    Ok(())
}

fn changed(connection: &Connection) -> rusqlite::Result<Vec<Date>> {
    let mut days = connection.prepare_cached("SELECT day FROM unlinked ORDER BY day")?;
    days.query_map([], |row| needed(row, 0))?.collect()
}

/// Spans of days on which ties may be others, for days on which reports are.
fn ranges(days: &[Date]) -> Vec<(Date, Date)> {
    let mut out: Vec<(Date, Date)> = Vec::new();
    for &day in days {
        let end = later(day, WINDOW);
        let joined = out.last().copied().filter(|&(_, last)| day <= later(last, 1));
        match joined {
            Some((first, last)) if first.until(end).is_ok_and(|span| span.get_days() <= DAYS) => {
                out.pop();
                out.push((first, last.max(end)));
            }
            Some((_, last)) => out.push((later(last, 1), end.max(later(last, 1)))),
            None => out.push((day, end)),
        }
    }
    out
}

fn later(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}

/// Puts the ties of reports dated in a span of days right. `touched` gets the reports whose ties were others, both ends,
/// and those that are in no story yet.
fn renew_ties(
    connection: &Connection,
    from: Date,
    to: Date,
    touched: &mut BTreeSet<i64>,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "SELECT number, id, date, publisher, title, text FROM reports
         WHERE newest = 1 AND date BETWEEN ?1 AND ?2",
    )?;
    let mut numbers: HashMap<String, i64> = HashMap::new();
    let mut reports: Vec<Report> = Vec::new();
    let mut rows = statement.query(params![later(from, -WINDOW).to_string(), to.to_string()])?;
    while let Some(row) = rows.next()? {
        let report = Report {
            id: row.get(1)?,
            date: needed(row, 2)?,
            publisher: row.get(3)?,
            title: row.get(4)?,
            url: None,
            text: row.get(5)?,
        };
        numbers.insert(report.id.clone(), row.get(0)?);
        reports.push(report);
    }
    let mut found: HashMap<i64, BTreeSet<(i64, String)>> = HashMap::new();
    for tie in ties(&reports, from) {
        if let (Some(&report), Some(&other)) = (numbers.get(&tie.report), numbers.get(&tie.to)) {
            found.entry(report).or_default().insert((other, json(&tie.kind)?));
        }
    }
    let mut known = connection.prepare_cached("SELECT other, data FROM ties WHERE report = ?1")?;
    let mut forget = connection.prepare_cached("DELETE FROM ties WHERE report = ?1")?;
    let mut tie = connection.prepare_cached("INSERT INTO ties VALUES (?1, ?2, ?3)")?;
    let mut in_story = connection.prepare_cached("SELECT 1 FROM story_reports WHERE report = ?1")?;
    for report in reports.iter().filter(|report| report.date >= from) {
        let Some(&number) = numbers.get(&report.id) else {
            continue;
        };
        let new = found.remove(&number).unwrap_or_default();
        let old: BTreeSet<(i64, String)> = known
            .query_map([number], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        if new != old {
            touched.insert(number);
            touched.extend(old.iter().chain(&new).map(|(other, _)| *other));
            forget.execute([number])?;
            for (other, data) in new {
                tie.execute(params![number, other, data])?;
            }
        } else if !in_story.exists([number])? {
            touched.insert(number);
        }
    }
    Ok(())
}

/// A value of ours as JSON.
pub(super) fn json(value: &impl serde::Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))
}

/// What is kept of a tie, read back; none where it can't be.
pub(super) fn kind(data: &str) -> Option<TieKind> {
    serde_json::from_str(data).ok()
}

/// The stories of these reports, and those that are stale.
fn stories_of(connection: &Connection, reports: &BTreeSet<i64>) -> rusqlite::Result<BTreeSet<i64>> {
    let mut stale = connection.prepare_cached("SELECT number FROM stories WHERE stale = 1")?;
    let mut out: BTreeSet<i64> = stale
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut of = connection.prepare_cached("SELECT story FROM story_reports WHERE report = ?1")?;
    for report in reports {
        out.extend(of.query_row([report], |row| row.get::<_, i64>(0)).optional()?);
    }
    Ok(out)
}

/// The groups that ties make of reports.
pub(super) fn groups(connection: &Connection, members: &BTreeSet<i64>) -> rusqlite::Result<Vec<Vec<i64>>> {
    let mut root: HashMap<i64, i64> = members.iter().map(|&member| (member, member)).collect();
    fn find(root: &mut HashMap<i64, i64>, at: i64) -> i64 {
        let mut top = at;
        while let Some(&above) = root.get(&top).filter(|above| **above != top) {
            top = above;
        }
        let mut at = at;
        while at != top {
            at = root.insert(at, top).unwrap_or(top);
        }
        top
    }
    let mut tied = connection.prepare_cached("SELECT other FROM ties WHERE report = ?1")?;
    for &member in members {
        let mut rows = tied.query([member])?;
        while let Some(row) = rows.next()? {
            let other: i64 = row.get(0)?;
            if members.contains(&other) {
                let (a, b) = (find(&mut root, member), find(&mut root, other));
                root.insert(a.max(b), a.min(b));
            }
        }
    }
    let mut groups: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for &member in members {
        groups.entry(find(&mut root, member)).or_default().push(member);
    }
    Ok(groups.into_values().collect())
}

/// Keeps a story of these reports, its links still to be made.
fn put(connection: &Connection, group: &[i64]) -> rusqlite::Result<()> {
    let mut head = connection.prepare_cached("SELECT date, id FROM reports WHERE number = ?1")?;
    let mut heads: Vec<(String, String)> = group
        .iter()
        .map(|report| head.query_row([report], |row| Ok((row.get(0)?, row.get(1)?))))
        .collect::<rusqlite::Result<_>>()?;
    heads.sort_unstable();
    let (Some((first, id)), Some((last, _))) = (heads.first(), heads.last()) else {
        return Ok(());
    };
    connection
        .prepare_cached("INSERT INTO stories (stale, reports, first, last, id) VALUES (1, ?1, ?2, ?3, ?4)")?
        .execute(params![group.len() as i64, first, last, id])?;
    let story = connection.last_insert_rowid();
    let mut member = connection.prepare_cached("INSERT OR REPLACE INTO story_reports VALUES (?1, ?2)")?;
    for report in group {
        member.execute([*report, story])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_lie_together_are_looked_at_together_up_to_a_bound() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(
            ranges(&[day("2031-05-01"), day("2031-05-03"), day("2031-07-01")]),
            [
                (day("2031-05-01"), day("2031-05-17")),
                (day("2031-07-01"), day("2031-07-15"))
            ]
        );
        let many: Vec<Date> = (0..90).map(|n| later(day("2031-01-01"), n)).collect();
        let ranges = ranges(&many);
        assert!(ranges.len() > 1);
        assert!(ranges.windows(2).all(|two| later(two[0].1, 1) == two[1].0));
        assert_eq!(ranges.last().unwrap().1, later(day("2031-01-01"), 89 + WINDOW));
    }
}
