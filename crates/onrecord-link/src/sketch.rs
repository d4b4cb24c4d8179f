//! A report in short, as others are compared with it: its runs of words for repeats, its telling words for stories.

use std::collections::HashMap;

use jiff::civil::Date;
use onrecord_types::Report;

use crate::corpus::{hash, is_common, stem};

/// Words of a run.
const RUN: usize = 4;
/// One run in so many is kept ("winnowing", Schleimer, Wilkerson and Aiken 2003).
const SAMPLE: u64 = 4;
/// How much more a name tells of a report's matter than another word.
const NAME: f32 = 2.0;

/// What ties are found by. It depends on the report's text, title and date alone.
pub(crate) struct Sketch<'r> {
    pub report: &'r Report,
    /// Of all words, in their order.
    pub text: u64,
    /// The kept runs, each once, in order.
    pub runs: Vec<u64>,
    /// Telling words with what they count for: the logarithm of how often they stand there, more for names. In order.
    pub words: Vec<(u64, f32)>,
}

impl<'r> Sketch<'r> {
    pub fn new(report: &'r Report) -> Self {
        let all: Vec<u64> = hashes(&report.text);
        let mut runs: Vec<u64> = runs(&all).into_iter().filter(|run| run % SAMPLE == 0).collect();
        runs.sort_unstable();
        runs.dedup();
        Self {
            report,
            text: all.iter().fold(0, |sum, &word| mixed(sum, word)),
            runs,
            words: telling(report),
        }
    }

    pub fn date(&self) -> Date {
        self.report.date
    }
}

/// The words of a text in lower case, hashed, in their order.
pub(crate) fn hashes(text: &str) -> Vec<u64> {
    split(text)
        .map(|word| hash(word.to_lowercase().as_bytes()))
        .collect()
}

/// Every run of words, hashed.
pub(crate) fn runs(words: &[u64]) -> Vec<u64> {
    words
        .windows(RUN)
        .map(|run| run.iter().fold(0, |sum, &word| mixed(sum, word)))
        .collect()
}

fn mixed(sum: u64, word: u64) -> u64 {
    (sum.rotate_left(13) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

fn telling(report: &Report) -> Vec<(u64, f32)> {
    let mut times: HashMap<u64, (u32, bool)> = HashMap::new();
    let mut before: Option<&str> = None;
    let titled = report.title.as_deref().unwrap_or_default();
    for (word, in_title) in split(&report.text)
        .map(|w| (w, false))
        .chain(split(titled).map(|w| (w, true)))
    {
        let lower = word.to_lowercase();
        // A capital behind a word in small letters doesn't begin a sentence. Titles may have one on every word.
        let is_name = !in_title
            && word.starts_with(char::is_uppercase)
            && before.is_some_and(|b| b.chars().all(|c| c.is_lowercase() || c.is_numeric()));
        before = Some(word);
        if word.len() < 3 || is_common(&lower) {
            continue;
        }
        let (count, named) = times.entry(hash(stem(&lower).as_bytes())).or_default();
        *count += 1;
        *named |= is_name;
    }
    let mut words: Vec<(u64, f32)> = times
        .into_iter()
        .map(|(word, (count, named))| (word, (1.0 + (count as f32).ln()) * if named { NAME } else { 1.0 }))
        .collect();
    words.sort_unstable_by_key(|(word, _)| *word);
    words
}
