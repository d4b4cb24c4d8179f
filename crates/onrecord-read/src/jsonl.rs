//! JSON Lines → reports: an object a line, each read by the rules of [`json`](crate::json). A line that can't
//! be read is one error; the lines after it are read all the same. Blank lines are passed over.

use std::collections::VecDeque;
use std::io::BufRead;

use onrecord_types::Report;

use crate::error::ReadError;
use crate::json::object;
use crate::limit::MAX_OBJECT;
use crate::lines::{Line, Lines};
use crate::source::{Source, too_large};
use crate::walk::cannot_read;

/// The reports of a stream, read as they are asked for.
pub(crate) struct Jsonl<R> {
    source: Source,
    lines: Option<Lines<R>>,
    ready: VecDeque<Result<Report, ReadError>>,
    /// Whether there was anything but blank lines.
    any: bool,
}

impl<R: BufRead> Jsonl<R> {
    pub(crate) fn new(source: Source, input: R, skipped: u64) -> Self {
        Self {
            source,
            lines: Some(Lines::new(input, skipped, MAX_OBJECT)),
            ready: VecDeque::new(),
            any: false,
        }
    }
}

impl<R: BufRead> Iterator for Jsonl<R> {
    type Item = Result<Report, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(report) = self.ready.pop_front() {
                return Some(report);
            }
            let lines = self.lines.as_mut()?;
            let line = lines.line();
            match lines.next() {
                Ok(None) => {
                    self.lines = None;
                    if !self.any {
                        return Some(Err(self.source.empty()));
                    }
                }
                Ok(Some(Line::TooLong(start))) => {
                    self.any = true;
                    return Some(Err(self
                        .source
                        .error(too_large("the line", MAX_OBJECT), start.line)));
                }
                Ok(Some(Line::Whole(start, bytes))) => {
                    let bytes = bytes.strip_prefix(b"\x1e").unwrap_or(&bytes);
                    if !bytes.trim_ascii().is_empty() {
                        self.any = true;
                        let mut inner = 0;
                        let mut part = |alone: bool| {
                            inner += u64::from(!alone);
                            Some(if alone {
                                start.line.to_string()
                            } else {
                                format!("{}.{inner}", start.line)
                            })
                        };
                        self.ready
                            .extend(object::reports(&self.source, bytes, start, &mut part));
                    }
                }
                Err(error) => {
                    self.lines = None;
                    return Some(Err(self.source.error(cannot_read(&error), line)));
                }
            }
        }
    }
}
