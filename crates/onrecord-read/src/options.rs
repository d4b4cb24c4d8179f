use jiff::civil::Date;

use crate::Format;

/// What to take for reports that do not say it themselves, and how to read what does not tell its format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The day of reports that have none of their own. A report whose date is unusable is an error all the same.
    pub date: Option<Date>,
    /// The publisher of reports that name none.
    pub publisher: Option<String>,
    /// The format of all inputs; without it a file's ending tells, or else its content.
    pub format: Option<Format>,
}
