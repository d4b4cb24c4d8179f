use std::io::{self, BufRead};

use crate::decode::Start;

/// The lines of a stream, one at a time; of one longer than the limit only that it is there.
pub(crate) struct Lines<R> {
    input: R,
    next: Start,
    limit: usize,
}

/// A line without its end.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    Whole(Start, Vec<u8>),
    TooLong(Start),
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(input: R, skipped: u64, limit: usize) -> Self {
        Self {
            input,
            next: Start {
                line: 1,
                byte: skipped,
            },
            limit,
        }
    }

    pub(crate) fn line(&self) -> u64 {
        self.next.line
    }

    pub(crate) fn next(&mut self) -> io::Result<Option<Line>> {
        let start = self.next;
        let (mut line, mut read, mut too_long) = (Vec::new(), 0, false);
        loop {
            let chunk = match self.input.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            let end = memchr::memchr(b'\n', chunk);
            let part = &chunk[..end.unwrap_or(chunk.len())];
            too_long |= line.len() + part.len() > self.limit;
            if too_long {
                line = Vec::new();
            } else {
                line.extend_from_slice(part);
            }
            let ended = chunk.is_empty();
            let count = part.len() + usize::from(end.is_some());
            self.input.consume(count);
            read += count as u64;
            if ended && read == 0 {
                return Ok(None);
            }
            if ended || end.is_some() {
                self.next = Start {
                    line: start.line + 1,
                    byte: start.byte + read,
                };
                return Ok(Some(if too_long {
                    Line::TooLong(start)
                } else {
                    Line::Whole(start, line)
                }));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_passed_over() {
        let mut lines = Lines::new(io::BufReader::with_capacity(2, &b"ab\n\nabcdef\ncd"[..]), 3, 4);
        let at = |line, byte| Start { line, byte };
        assert_eq!(lines.next().unwrap(), Some(Line::Whole(at(1, 3), b"ab".to_vec())));
        assert_eq!(lines.next().unwrap(), Some(Line::Whole(at(2, 6), Vec::new())));
        assert_eq!(lines.next().unwrap(), Some(Line::TooLong(at(3, 7))));
        assert_eq!(
            lines.next().unwrap(),
            Some(Line::Whole(at(4, 14), b"cd".to_vec()))
        );
        assert_eq!(lines.next().unwrap(), None);
    }
}
