use std::fmt;
use std::sync::Arc;

/// Where in the inputs something is: a file and, where it is known, a line of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    file: Arc<str>,
    line: Option<u64>,
}

impl Place {
    pub(crate) fn new(file: Arc<str>, line: Option<u64>) -> Self {
        Self { file, line }
    }

    /// The file as it was given or found, `<stdin>` for standard input.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line, counted from 1.
    pub fn line(&self) -> Option<u64> {
        self.line
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shown(&self.file, usize::MAX))?;
        match self.line {
            Some(line) => write!(f, ":{line}"),
            None => Ok(()),
        }
    }
}

/// Why a report, or a whole file, could not be read.
///
/// Displayed it is one line, `FILE:LINE: what happened`; what to do about it is in [`hint`](Self::hint).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    place: Place,
    trouble: Trouble,
}

impl ReadError {
    pub(crate) fn new(place: Place, trouble: Trouble) -> Self {
        Self(Box::new(Inner { place, trouble }))
    }

    /// The file and line.
    pub fn place(&self) -> &Place {
        &self.0.place
    }

    /// The line, counted from 1, where it is known.
    pub fn line(&self) -> Option<u64> {
        self.0.place.line
    }

    /// What was expected and what was found, on one line.
    pub fn message(&self) -> &str {
        &self.0.trouble.message
    }

    /// What to do about it, on one line.
    pub fn hint(&self) -> Option<&str> {
        self.0.trouble.hint.as_deref()
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.place, self.0.trouble.message)
    }
}

impl std::error::Error for ReadError {}

/// What went wrong and what to do, before it is known where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trouble {
    message: String,
    hint: Option<String>,
}

impl Trouble {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: None,
        }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(crate) fn at(self, file: &Arc<str>, line: Option<u64>) -> ReadError {
        ReadError::new(Place::new(file.clone(), line), self)
    }
}

/// The start of `text` on one line and harmless to a terminal.
pub(crate) fn shown(text: &str, limit: usize) -> String {
    let mut out = String::new();
    for (count, c) in text.chars().enumerate() {
        if count == limit {
            out.push('…');
            break;
        }
        // Besides control characters, those that reorder the text around them.
        if c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_line_and_harmless() {
        let error = Trouble::new("it broke")
            .hint("mend it")
            .at(&"a\n\u{1b}[2Jb.txt".into(), Some(3));
        assert_eq!(error.to_string(), "a\\u{a}\\u{1b}[2Jb.txt:3: it broke");
        assert_eq!((error.line(), error.hint()), (Some(3), Some("mend it")));
        assert_eq!(error.place().file(), "a\n\u{1b}[2Jb.txt");
    }
}
