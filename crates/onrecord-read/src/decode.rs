//! Bytes in whatever encoding tells itself → UTF-8, and the check that it is.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use encoding_rs::{Decoder, DecoderResult, UTF_16BE, UTF_16LE};

use crate::error::Trouble;

const UTF8_BOM: &[u8] = b"\xef\xbb\xbf";

/// A stream in UTF-8 as far as it can be told from its start: a BOM is dropped, UTF-16 with a BOM decoded.
/// Also the number of bytes that were dropped.
pub(crate) fn to_utf8(
    mut input: impl BufRead + Send + 'static,
) -> io::Result<(Box<dyn BufRead + Send>, u64)> {
    let mut start = Vec::new();
    (&mut input).take(3).read_to_end(&mut start)?;
    let decoder = match start.as_slice() {
        UTF8_BOM => return Ok((Box::new(input), 3)),
        [0xff, 0xfe, ..] => UTF_16LE.new_decoder_with_bom_removal(),
        [0xfe, 0xff, ..] => UTF_16BE.new_decoder_with_bom_removal(),
        _ => return Ok((Box::new(Cursor::new(start).chain(input)), 0)),
    };
    let raw = Cursor::new(start).chain(input);
    Ok((
        Box::new(BufReader::new(Transcoded {
            raw,
            decoder,
            ready: Vec::new(),
            given: 0,
            ended: false,
        })),
        0,
    ))
}

struct Transcoded<R> {
    raw: R,
    decoder: Decoder,
    ready: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: BufRead> Read for Transcoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() && !self.ended {
            let chunk = self.raw.fill_buf()?;
            let last = chunk.is_empty();
            self.ready.resize(chunk.len() * 3 + 16, 0);
            let (result, read, written) =
                self.decoder
                    .decode_to_utf8_without_replacement(chunk, &mut self.ready, last);
            self.raw.consume(read);
            self.ready.truncate(written);
            self.given = 0;
            match result {
                DecoderResult::InputEmpty => self.ended = last,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => {
                    self.ended = true;
                    return Err(io::Error::new(io::ErrorKind::InvalidData, "its UTF-16 is broken"));
                }
            }
        }
        let count = buffer.len().min(self.ready.len() - self.given);
        buffer[..count].copy_from_slice(&self.ready[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}

/// A stretch of a file: where it starts, for errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Start {
    /// The line of its first byte, from 1.
    pub(crate) line: u64,
    /// Its first byte in the file, from 0.
    pub(crate) byte: u64,
}

/// The text of `bytes`, or at which line of the file it is not UTF-8.
pub(crate) fn text(bytes: &[u8], start: Start) -> Result<&str, (Trouble, u64)> {
    let line_at = |at: usize| start.line + memchr::memchr_iter(b'\n', &bytes[..at]).count() as u64;
    if let Some(at) = memchr::memchr(0, bytes) {
        let trouble = Trouble::new(format!("expected text, found a NUL byte at byte {}", start.byte + at as u64))
            .hint("this looks like a binary file; leave it out, or if it is UTF-16, convert it with iconv -f utf-16le -t utf-8");
        return Err((trouble, line_at(at)));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let byte = bytes.get(at).copied().unwrap_or_default();
        let trouble = Trouble::new(format!(
            "expected UTF-8, found the byte 0x{byte:02X} at byte {}",
            start.byte + at as u64
        ));
        let hint = match error.error_len() {
            Some(_) => "convert the file with iconv -f latin1 -t utf-8, or from whatever encoding it has",
            None => "it ends inside a character, so it was likely cut off: get it whole again",
        };
        (trouble.hint(hint), line_at(at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &'static [u8]) -> Result<String, String> {
        let (mut reader, _) = to_utf8(BufReader::with_capacity(1, bytes)).map_err(|e| e.to_string())?;
        let mut out = Vec::new();
        reader.read_to_end(&mut out).map_err(|e| e.to_string())?;
        String::from_utf8(out).map_err(|e| e.to_string())
    }

    #[test]
    fn byte_order_marks_tell_the_encoding() {
        assert_eq!(decoded(b"\xef\xbb\xbfa\xc3\xa9"), Ok("aé".to_string()));
        assert_eq!(
            decoded(b"\xff\xfea\0\xe9\0\x3d\xd8\x00\xde"),
            Ok("aé😀".to_string())
        );
        assert_eq!(
            decoded(b"\xfe\xff\0a\0\xe9\xd8\x3d\xde\x00"),
            Ok("aé😀".to_string())
        );
        assert_eq!(decoded(b"ab"), Ok("ab".to_string()));
        assert_eq!(decoded(b""), Ok(String::new()));
        assert!(decoded(b"\xff\xfe\x3d\xd8a\0").is_err());
        assert!(decoded(b"\xff\xfea\0b").is_err());
    }

    #[test]
    fn a_broken_byte_is_found_by_line_and_offset() {
        let (trouble, line) = text(b"one\ntwo \xe9 three", Start { line: 5, byte: 100 }).unwrap_err();
        assert_eq!(line, 6);
        assert!(format!("{trouble:?}").contains("0xE9 at byte 108"));
    }
}
