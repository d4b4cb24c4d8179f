use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use onrecord_types::Report;

use crate::Options;
use crate::error::{ReadError, Trouble, shown};
use crate::limit::{MAX_TEXT, mib};

/// What all files of a run share: the options, and which file gave which stem to its reports' ids.
#[derive(Debug, Default)]
pub(crate) struct Run {
    pub(crate) options: Options,
    stems: Mutex<HashMap<String, Arc<str>>>,
}

impl Run {
    pub(crate) fn new(options: Options) -> Arc<Self> {
        Arc::new(Self {
            options,
            stems: Mutex::default(),
        })
    }
}

/// One file or stream that reports are read from.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) run: Arc<Run>,
    /// The file's name as errors show it.
    pub(crate) file: Arc<str>,
    /// What ids are made from for reports without one; `None` for standard input, which has no name.
    pub(crate) stem: Option<String>,
}

/// What a format's module found of a report.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) id: Option<String>,
    /// Which report of the file it is, where that is needed to tell it from the file's others.
    pub(crate) part: Option<String>,
    pub(crate) date: Option<Result<Date, Trouble>>,
    pub(crate) publisher: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) text: String,
}

impl Source {
    pub(crate) fn error(&self, trouble: Trouble, line: impl Into<Option<u64>>) -> ReadError {
        trouble.at(&self.file, line.into())
    }

    /// The error for a file with nothing in it.
    pub(crate) fn empty(&self) -> ReadError {
        let trouble = Trouble::new("the file is empty, or holds only white space");
        self.error(trouble.hint("leave it out, or get it whole again"), 1)
    }

    /// The report of a draft that was found at `line`, or what it lacks.
    pub(crate) fn finish(&self, draft: Draft, line: impl Into<Option<u64>>) -> Result<Report, ReadError> {
        self.checked(draft).map_err(|trouble| self.error(trouble, line))
    }

    fn checked(&self, draft: Draft) -> Result<Report, Trouble> {
        let Draft {
            id,
            part,
            date,
            publisher,
            title,
            url,
            text,
        } = draft;
        if text.trim().is_empty() {
            return Err(Trouble::new("expected a report's text, found none")
                .hint("leave the report out or give it a text"));
        }
        if text.len() > MAX_TEXT {
            return Err(too_large("the text", MAX_TEXT));
        }
        if text.contains('\0') {
            return Err(
                Trouble::new("expected text, found a NUL character in it").hint("take the character out")
            );
        }
        let date = match date {
            Some(date) => date?,
            None => self.run.options.date.ok_or_else(|| {
                Trouble::new("the report has no date")
                    .hint("write its day into the report, or give the day of all such reports with --date YYYY-MM-DD")
            })?,
        };
        let publisher = line_of(publisher).or_else(|| line_of(self.run.options.publisher.clone()));
        let id = match line_of(id) {
            Some(id) => id,
            None => self.derived_id(part, &date, &text)?,
        };
        Ok(Report {
            id,
            date,
            publisher,
            title: line_of(title),
            url: line_of(url),
            text,
        })
    }

    fn derived_id(&self, part: Option<String>, date: &Date, text: &str) -> Result<String, Trouble> {
        let Some(stem) = &self.stem else {
            return Ok(format!(
                "stdin-{:016x}",
                fingerprint(&[date.to_string().as_bytes(), b"\n", text.as_bytes()])
            ));
        };
        let mut stems = self.run.stems.lock().unwrap_or_else(PoisonError::into_inner);
        let owner = stems.entry(stem.clone()).or_insert_with(|| self.file.clone());
        if *owner != self.file {
            let (stem, owner) = (shown(stem, 80), shown(owner, 200));
            return Err(Trouble::new(format!(
                "the id `{stem}` made from the file's name is also that of {owner}"
            ))
            .hint("rename one of the files, or read the folder above both instead of each"));
        }
        Ok(match part {
            Some(part) => format!("{stem}:{part}"),
            None => stem.clone(),
        })
    }
}

/// An error for what is over a limit.
pub(crate) fn too_large(what: &str, limit: usize) -> Trouble {
    Trouble::new(format!(
        "{what} is larger than {}, the most that is read",
        mib(limit)
    ))
    .hint("split it into its reports, one file or one line of JSON Lines each")
}

/// A name without white space around it and runs of white space in it; `None` where nothing is left.
fn line_of(value: Option<String>) -> Option<String> {
    let value = value?;
    let words: Vec<&str> = value
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|w| !w.is_empty())
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// FNV-1a in 64 bits: the same on every machine, for ever, since ledgers keep what is made from it.
fn fingerprint(parts: &[&[u8]]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.iter());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fingerprint_is_the_published_one() {
        assert_eq!(fingerprint(&[b""]), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint(&[b"foo", b"bar"]), 0x8594_4171_f739_67e8);
    }
}
