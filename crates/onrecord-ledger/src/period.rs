//! Days that a question asks about.

use std::str::FromStr;

use jiff::civil::Date;

/// Days from one to another, both included; either end can be open.
///
/// ```
/// use onrecord_ledger::Period;
///
/// let march: Period = "2025-03".parse()?;
/// assert_eq!(march, "2025-03-01..2025-03-31".parse()?);
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

/// What a period looks like.
const FORMS: &str = "a day (2025-03-05), a month (2025-03), a year (2025), or from..to, either of them open";

impl FromStr for Period {
    type Err = String;

    /// A day, a month, a year, or two of them with `..` between, of which one can be left out.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("expected {FORMS}");
        let Some((from, to)) = text.split_once("..") else {
            return whole(text).ok_or_else(wrong);
        };
        let end = |text: &str| match text.trim() {
            "" => Ok(None),
            text => whole(text).map(Some).ok_or_else(wrong),
        };
        let period = Self {
            from: end(from)?.and_then(|period| period.from),
            to: end(to)?.and_then(|period| period.to),
        };
        match (period.from, period.to) {
            (None, None) => Err(wrong()),
            (Some(from), Some(to)) if from > to => Err(format!("{from} is after {to}")),
            _ => Ok(period),
        }
    }
}

/// All days of a day, a month or a year.
fn whole(text: &str) -> Option<Period> {
    let (first, last): (Date, fn(Date) -> Date) = match text.len() {
        4 => (format!("{text}-01-01").parse().ok()?, Date::last_of_year),
        7 => (format!("{text}-01").parse().ok()?, Date::last_of_month),
        _ => (text.parse().ok()?, |day| day),
    };
    Some(Period {
        from: Some(first),
        to: Some(last(first)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods() {
        let shown = |text: &str| {
            let period: Result<Period, String> = text.parse();
            let day = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
            period.map(|p| format!("{}..{}", day(p.from), day(p.to)))
        };
        for (text, days) in [
            ("2025-03-05", "2025-03-05..2025-03-05"),
            ("2024-02", "2024-02-01..2024-02-29"),
            ("2025", "2025-01-01..2025-12-31"),
            ("2025-03..2025-04-02", "2025-03-01..2025-04-02"),
            ("2025-03..", "2025-03-01.."),
            ("..2024", "..2024-12-31"),
        ] {
            assert_eq!(shown(text).as_deref(), Ok(days), "{text}");
        }
        for text in [
            "",
            "..",
            "March",
            "2025-13",
            "2025-02-30",
            "2025-03-05..2025-03-01",
        ] {
            assert!(shown(text).is_err(), "{text}");
        }
    }
}
