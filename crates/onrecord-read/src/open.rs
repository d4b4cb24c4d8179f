use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::iter;

use flate2::bufread::MultiGzDecoder;
use onrecord_types::Report;

use crate::decode;
use crate::error::{ReadError, Trouble};
use crate::format::PEEK;
use crate::json::Json;
use crate::jsonl::Jsonl;
use crate::progress::Progress;
use crate::source::Source;
use crate::walk::{self, cannot_read};
use crate::{Format, html, text};

type Stream = Box<dyn Iterator<Item = Result<Report, ReadError>> + Send>;

/// The reports of one file that was found; its format is what the options, its ending or its content say.
pub(crate) fn file(source: Source, file: &walk::File, progress: &Progress) -> Stream {
    let input: io::Result<Box<dyn Read + Send>> = match &file.path {
        Some(path) => File::open(path).map(|file| Box::new(progress.counting(file)) as _),
        None => Ok(Box::new(progress.counting(io::stdin()))),
    };
    match input {
        Ok(input) => {
            let told = file.path.as_deref().and_then(Format::of_name);
            bytes(source, BufReader::with_capacity(PEEK, input), told)
        }
        Err(error) => failed(&source, &error),
    }
}

/// The reports of a stream of bytes, gzipped or not.
pub(crate) fn bytes(
    source: Source,
    mut input: impl BufRead + Send + 'static,
    told: Option<Format>,
) -> Stream {
    let mut start = Vec::new();
    if let Err(error) = (&mut input).take(2).read_to_end(&mut start) {
        return failed(&source, &error);
    }
    let gzipped = start == [0x1f, 0x8b];
    let input = Cursor::new(start).chain(input);
    if gzipped {
        plain(
            source,
            BufReader::with_capacity(PEEK, MultiGzDecoder::new(input)),
            told,
        )
    } else {
        plain(source, input, told)
    }
}

fn plain(source: Source, mut input: impl BufRead + Send + 'static, told: Option<Format>) -> Stream {
    let mut start = Vec::new();
    let format = match source.run.options.format.or(told) {
        Some(format) => format,
        None => match peek(&mut input, &mut start) {
            Ok(()) => Format::of_content(&start),
            Err(error) => return failed(&source, &error),
        },
    };
    if let Some(kind) = foreign(&start) {
        let trouble = Trouble::new(format!("expected text, JSON or HTML, found {kind}"));
        return Box::new(iter::once(Err(
            source.error(trouble.hint("convert it to plain text first"), None)
        )));
    }
    let input = Cursor::new(start).chain(input);
    if format == Format::Html {
        return Box::new(iter::once_with(move || html::report(&source, input)));
    }
    let (input, skipped) = match decode::to_utf8(input) {
        Ok(decoded) => decoded,
        Err(error) => return failed(&source, &error),
    };
    match format {
        Format::Json => Box::new(Json::new(source, input, skipped)),
        Format::Jsonl => Box::new(Jsonl::new(source, input, skipped)),
        Format::Text | Format::Html => {
            Box::new(iter::once_with(move || text::report(&source, input, skipped)))
        }
    }
}

/// Reads the first line that isn't blank, or [`PEEK`] bytes.
fn peek(input: &mut impl BufRead, start: &mut Vec<u8>) -> io::Result<()> {
    while start.len() < PEEK {
        let before = start.len();
        input.take((PEEK - before) as u64).read_until(b'\n', start)?;
        if start.len() == before || start[before..].iter().any(u8::is_ascii_graphic) {
            break;
        }
    }
    Ok(())
}

/// What a file is that holds no report in a form read here, by its first bytes.
fn foreign(start: &[u8]) -> Option<&'static str> {
    match start {
        [b'%', b'P', b'D', b'F', b'-', ..] => Some("a PDF file"),
        [b'P', b'K', 3, 4, ..] => Some("a ZIP archive or office document"),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Some("an office document"),
        [b'{', b'\\', b'r', b't', b'f', ..] => Some("an RTF document"),
        _ => None,
    }
}

fn failed(source: &Source, error: &io::Error) -> Stream {
    Box::new(iter::once(Err(source.error(cannot_read(error), None))))
}
