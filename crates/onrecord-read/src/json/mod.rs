//! JSON → reports: an object, an array of objects, or an object that holds such an array under `articles`,
//! `reports`, `items`, `results`, `data`, `documents` or the like; also several of these one after another.
//! An array's objects are read one at a time as they are asked for, each with errors of its own.

mod elements;
mod fields;
pub(crate) mod object;
mod scan;

use std::collections::VecDeque;
use std::io::BufRead;

use onrecord_types::Report;

use crate::error::ReadError;
use crate::source::Source;
use elements::Elements;

/// The reports of a stream, read as they are asked for.
pub(crate) struct Json<R> {
    source: Source,
    elements: Elements<R>,
    ready: VecDeque<Result<Report, ReadError>>,
    count: u64,
}

impl<R: BufRead> Json<R> {
    pub(crate) fn new(source: Source, input: R, skipped: u64) -> Self {
        Self {
            source,
            elements: Elements::new(input, skipped),
            ready: VecDeque::new(),
            count: 0,
        }
    }
}

impl<R: BufRead> Iterator for Json<R> {
    type Item = Result<Report, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(report) = self.ready.pop_front() {
                return Some(report);
            }
            match self.elements.next()? {
                Err((trouble, line)) => return Some(Err(self.source.error(trouble, line))),
                Ok(element) => {
                    let count = &mut self.count;
                    let mut part = |alone: bool| {
                        *count += 1;
                        // The one report of a file goes by the file's name alone.
                        (!(alone && element.alone && *count == 1)).then(|| count.to_string())
                    };
                    self.ready.extend(object::reports(
                        &self.source,
                        &element.bytes,
                        element.start,
                        &mut part,
                    ));
                }
            }
        }
    }
}
