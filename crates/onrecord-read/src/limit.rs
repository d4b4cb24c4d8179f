//! How much is read at most, so that no input takes all memory or all day.

/// The most bytes of UTF-8 that one report's text may have (16 MiB, about two million words).
pub const MAX_TEXT: usize = 16 << 20;

/// The most bytes of one plain-text file or HTML page.
pub(crate) const MAX_FILE: usize = MAX_TEXT;

/// The most bytes of one line of JSON Lines, or of one object in a JSON array: a text of [`MAX_TEXT`] with
/// each character written as `\uXXXX` still fits.
pub(crate) const MAX_OBJECT: usize = 64 << 20;

/// The most bytes of a JSON object that is not in an array; such an object may hold all reports of a file.
pub(crate) const MAX_DOCUMENT: usize = 256 << 20;

/// A limit as people write it.
pub(crate) fn mib(bytes: usize) -> String {
    format!("{} MiB", bytes >> 20)
}
