use std::io::{self, BufRead};

use super::scan::Scan;
use crate::decode::Start;
use crate::error::{Trouble, shown};
use crate::limit::{MAX_DOCUMENT, MAX_OBJECT};
use crate::source::too_large;
use crate::walk::cannot_read;

/// The values of a JSON stream that may be reports: those of its arrays, and objects outside arrays. Only
/// brackets and strings are looked at here; whether a value is right inside is its reader's to say.
pub(crate) struct Elements<R> {
    input: R,
    at: Start,
    /// The line of the array that is open, and whether a value of it has been given.
    array: Option<(u64, bool)>,
    any: bool,
    ended: bool,
}

pub(crate) struct Element {
    pub(crate) start: Start,
    pub(crate) bytes: Vec<u8>,
    /// Whether it stands outside an array.
    pub(crate) alone: bool,
}

type Stop = (Trouble, u64);

impl<R: BufRead> Elements<R> {
    pub(crate) fn new(input: R, skipped: u64) -> Self {
        Self {
            input,
            at: Start {
                line: 1,
                byte: skipped,
            },
            array: None,
            any: false,
            ended: false,
        }
    }

    pub(crate) fn starting_at(mut self, line: u64) -> Self {
        self.at.line = line;
        self
    }

    /// The next value; an error is the last that is given, unless the value's end was found.
    pub(crate) fn next(&mut self) -> Option<Result<Element, Stop>> {
        if self.ended {
            return None;
        }
        let next = self.step();
        match &next {
            Ok(Some(_)) => self.any = true,
            Ok(None) | Err(Fault::Fatal(..)) => self.ended = true,
            Err(Fault::Passed(..)) => self.any = true,
        }
        match next {
            Ok(element) => element.map(Ok),
            Err(Fault::Fatal(trouble, line) | Fault::Passed(trouble, line)) => Some(Err((trouble, line))),
        }
    }

    fn step(&mut self) -> Result<Option<Element>, Fault> {
        loop {
            let byte = self.peek_token()?;
            match (byte, self.array) {
                (None, Some((line, _))) => {
                    return Err(self.cut_off(&format!("the array that starts on line {line}")));
                }
                (None, None) if self.any => return Ok(None),
                (None, None) => return Err(self.fatal("the file is empty, or holds only white space", EMPTY)),
                (Some(b'['), None) => {
                    self.array = Some((self.at.line, false));
                    self.any = true;
                    self.take();
                }
                (Some(b'{'), None) => return self.value(true).map(Some),
                (Some(b']'), Some(_)) => {
                    self.array = None;
                    self.take();
                }
                (Some(b','), Some((line, true))) => {
                    self.array = Some((line, false));
                    self.take();
                }
                (Some(byte), Some((_, true))) => {
                    return Err(self.fatal(
                        format!(
                            "expected `,` or `]` behind the array's value, found `{}`",
                            name(byte)
                        ),
                        MEND,
                    ));
                }
                (Some(b','), Some((_, false))) => {
                    return Err(self.fatal("expected a value in the array, found `,`", MEND));
                }
                (Some(_), Some((line, false))) => {
                    self.array = Some((line, true));
                    return self.value(false).map(Some);
                }
                (Some(byte), None) => {
                    return Err(self.fatal(
                        format!("expected a JSON object or array, found `{}`", name(byte)),
                        MEND,
                    ));
                }
            }
        }
    }

    /// Passes over white space; the byte behind it.
    fn peek_token(&mut self) -> Result<Option<u8>, Fault> {
        while let Some(byte) = self.peek()? {
            if !matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0x1e) {
                return Ok(Some(byte));
            }
            self.take();
        }
        Ok(None)
    }

    fn peek(&mut self) -> Result<Option<u8>, Fault> {
        let line = self.at.line;
        Ok(fill(&mut self.input)
            .map_err(|error| Fault::Fatal(cannot_read(&error), line))?
            .first()
            .copied())
    }

    /// Passes over the byte that was looked at.
    fn take(&mut self) {
        let newline = self
            .input
            .fill_buf()
            .is_ok_and(|chunk| chunk.first() == Some(&b'\n'));
        self.input.consume(1);
        self.at = Start {
            line: self.at.line + u64::from(newline),
            byte: self.at.byte + 1,
        };
    }

    /// The value that starts here, up to its last bracket.
    fn value(&mut self, alone: bool) -> Result<Element, Fault> {
        let (start, limit) = (self.at, if alone { MAX_DOCUMENT } else { MAX_OBJECT });
        let (mut bytes, mut scan, mut large) = (Vec::new(), Scan::default(), false);
        loop {
            let line = self.at.line;
            let chunk = fill(&mut self.input).map_err(|error| Fault::Fatal(cannot_read(&error), line))?;
            if chunk.is_empty() {
                if scan.closed() {
                    break;
                }
                return Err(self.cut_off(&format!("the value that starts on line {}", start.line)));
            }
            let end = chunk.iter().position(|&byte| scan.ends_before(byte));
            let part = &chunk[..end.unwrap_or(chunk.len())];
            large |= bytes.len() + part.len() > limit;
            if large {
                bytes = Vec::new();
            } else {
                bytes.extend_from_slice(part);
            }
            let lines = memchr::memchr_iter(b'\n', part).count() as u64;
            let count = part.len();
            self.input.consume(count);
            self.at = Start {
                line: line + lines,
                byte: self.at.byte + count as u64,
            };
            if end.is_some() {
                break;
            }
        }
        if large {
            return Err(Fault::Passed(too_large("the JSON object", limit), start.line));
        }
        Ok(Element { start, bytes, alone })
    }

    fn fatal(&self, message: impl Into<String>, hint: &str) -> Fault {
        Fault::Fatal(Trouble::new(message).hint(hint), self.at.line)
    }

    fn cut_off(&self, what: &str) -> Fault {
        self.fatal(
            format!("expected the end of {what}, found the end of the file"),
            "the file was likely cut off: get it whole again",
        )
    }
}

const MEND: &str = "mend the JSON; what follows this place in the file is not read";
const EMPTY: &str = "leave it out, or get it whole again";

enum Fault {
    /// Nothing behind this can be read.
    Fatal(Trouble, u64),
    /// The value was passed over.
    Passed(Trouble, u64),
}

fn fill(input: &mut impl BufRead) -> io::Result<&[u8]> {
    // `fill_buf` in a loop can't be returned from the loop: ask until it isn't interrupted, then once more.
    while matches!(input.fill_buf(), Err(error) if error.kind() == io::ErrorKind::Interrupted) {}
    input.fill_buf()
}

fn name(byte: u8) -> String {
    if byte.is_ascii() {
        shown(char::from(byte).encode_utf8(&mut [0; 4]), 1)
    } else {
        format!("byte 0x{byte:02X}")
    }
}
