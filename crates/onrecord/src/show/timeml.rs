//! A record's times as TimeML (timeml.org), in the form of TempEval-3's documents: `DOCID`, `DCT`, and `TEXT`
//! with the times marked in it. The text is the report's own, character for character.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use onrecord_types::{Offsets, Record, Time, TimeType};

use crate::failure::Failure;

/// Writes one document.
pub(crate) fn write(record: &Record, out: &mut impl Write) -> io::Result<()> {
    let (report, offsets) = (&record.report, Offsets::new(&record.report.text));
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(
        out,
        r#"<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">"#
    )?;
    writeln!(out, "<DOCID>{}</DOCID>", escaped(&report.id))?;
    writeln!(
        out,
        r#"<DCT><TIMEX3 tid="t0" type="DATE" value="{date}" temporalFunction="false" functionInDocument="CREATION_TIME">{date}</TIMEX3></DCT>"#,
        date = report.date,
    )?;
    if let Some(title) = &report.title {
        writeln!(out, "<TITLE>{}</TITLE>", escaped(title))?;
    }
    write!(out, "<TEXT>")?;
    let mut end = 0;
    for time in &record.times {
        let Some(bytes) = offsets.bytes(time.span).filter(|bytes| bytes.start >= end) else {
            continue;
        };
        let before = report.text.get(end..bytes.start).unwrap_or_default();
        let words = report.text.get(bytes.clone()).unwrap_or_default();
        write!(out, "{}{}{}</TIMEX3>", escaped(before), tag(time), escaped(words))?;
        end = bytes.end;
    }
    let rest = report.text.get(end..).unwrap_or_default();
    writeln!(out, "{}</TEXT>\n</TimeML>", escaped(rest))
}

fn tag(time: &Time) -> String {
    let kind = match time.kind {
        TimeType::Date => "DATE",
        TimeType::Time => "TIME",
        TimeType::Duration => "DURATION",
        TimeType::Set => "SET",
    };
    let value = time.value.as_deref().unwrap_or_default();
    let modifier = time.modifier.as_ref().map_or(String::new(), |modifier| {
        format!(r#" mod="{}""#, escaped(modifier))
    });
    format!(
        r#"<TIMEX3 tid="{}" type="{kind}" value="{}"{modifier}>"#,
        escaped(&time.id),
        escaped(value)
    )
}

/// XML's characters: its own marks as entities, a carriage return as a reference (a reader would make a line
/// feed of it), and what XML can't hold as U+FFFD, so that places stay the same.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

/// A folder with one document a report.
pub(crate) struct Folder {
    path: PathBuf,
    names: HashSet<String>,
}

impl Folder {
    /// The folder at `path`, made if need be.
    pub fn new(path: &Path) -> anyhow::Result<Self> {
        std::fs::create_dir_all(path).map_err(|error| failure(path, &error))?;
        Ok(Self {
            path: path.to_owned(),
            names: HashSet::new(),
        })
    }

    /// Writes a record to a file that is called by the report's id.
    pub fn write(&mut self, record: &Record) -> anyhow::Result<()> {
        let name = self.name(&record.report.id);
        let path = self.path.join(name);
        let written = File::create(&path).and_then(|file| {
            let mut out = BufWriter::new(file);
            write(record, &mut out)?;
            out.flush()
        });
        Ok(written.map_err(|error| failure(&path, &error))?)
    }

    /// `ID.tml` with `_` for what a file's name had better not hold; a number behind it where that name was
    /// given before.
    fn name(&mut self, id: &str) -> String {
        let plain: String = id
            .chars()
            .take(150)
            .map(|c| {
                if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') {
                    c
                } else {
                    '_'
                }
            })
            .collect();
        let plain = if plain.is_empty() {
            "report".to_owned()
        } else {
            plain.replacen('.', "_", usize::from(plain.starts_with('.')))
        };
        let mut name = format!("{plain}.tml");
        // File systems can be blind to case.
        let mut number = 1;
        while !self.names.insert(name.to_lowercase()) {
            number += 1;
            name = format!("{plain}-{number}.tml");
        }
        name
    }
}

fn failure(path: &Path, error: &io::Error) -> Failure {
    Failure::new(
        format!("{} can't be written: {error}", path.display()),
        "name a folder that you may write to with --out",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters() {
        assert_eq!(
            escaped("a < b & \"c\"\r\n\u{1}é"),
            "a &lt; b &amp; &quot;c&quot;&#13;\n\u{fffd}é"
        );
    }

    #[test]
    fn names() {
        let mut folder = Folder {
            path: PathBuf::new(),
            names: HashSet::new(),
        };
        assert_eq!(folder.name("polnear/nyt 1"), "polnear_nyt_1.tml");
        assert_eq!(folder.name("polnear_NYT_1"), "polnear_NYT_1-2.tml");
        assert_eq!(folder.name("../a"), "_._a.tml");
        assert_eq!(folder.name(""), "report.tml");
        assert!(folder.name(&"é".repeat(999)).len() < 320);
    }
}
