//! Whether one text is made from another, sentence by sentence and run by run.

use std::collections::HashSet;

use onrecord_types::{Offsets, Report};

use crate::Evidence;
use crate::repeats::Layer;
use crate::similar::{jaccard, shared as in_common};
use crate::sketch::{Sketch, hashes, runs};

/// Sentences with fewer different words say too little to be anybody's.
const LEAST_WORDS: usize = 8;
/// Two sentences are one where they share so much of their words; a rewritten figure or name leaves them one.
const SAME: f32 = 0.6;
/// Two sentences show what an alignment found where they share so much.
const ALIKE: f32 = 0.4;
/// So much of the shorter text stands in runs of words that the longer one has too, where one is cut from the other:
/// what is shared background only stays well below it.
const ALIGNED: f32 = 0.8;
/// How much of a flash's words the first sentence of the report behind it has.
const FLASHED: f32 = 0.7;

/// Whether a report's words are those of an earlier one: how that shows, and the sentences that both have.
pub(crate) fn copied(a: &Sketch<'_>, b: &Sketch<'_>) -> Option<(Layer, Vec<(Evidence, Evidence)>)> {
    if a.text == b.text {
        return Some((Layer::SameText, Vec::new()));
    }
    // An agency updates its text within hours; what it writes on the next day takes over the background alone. Others
    // reprint for days.
    if a.report.publisher == b.report.publisher && a.date() != b.date() {
        return None;
    }
    let (of_a, of_b) = (sentences(a.report), sentences(b.report));
    let all = pairs(a.report, &of_a, b.report, &of_b, SAME);
    let fewest = of_a.len().min(of_b.len());
    if fewest > 0 && 2 * all.len() > fewest {
        return Some((Layer::SharedSentences, all));
    }
    if is_aligned(a.report, b.report) || is_flash(&of_a, &of_b) || is_flash(&of_b, &of_a) {
        return Some((Layer::Alignment, pairs(a.report, &of_a, b.report, &of_b, ALIKE)));
    }
    None
}

/// A sentence that says enough to be known again.
struct Sentence {
    start: u32,
    end: u32,
    /// Its different words, in order of their hashes.
    words: Vec<u64>,
}

/// A text's sentences with enough words. They end at blank lines, and at full stops before a capital, a digit or a
/// quotation.
fn sentences(report: &Report) -> Vec<Sentence> {
    let text = &report.text;
    let offsets = Offsets::new(text);
    let mut out = Vec::new();
    let mut add = |start: usize, end: usize| {
        let part = &text[start..end];
        let trimmed = part.trim();
        let from = start + part.len() - part.trim_start().len();
        let mut words = hashes(trimmed);
        words.sort_unstable();
        words.dedup();
        if words.len() >= LEAST_WORDS
            && let Some(span) = offsets.span(from..from + trimmed.len())
        {
            out.push(Sentence {
                start: span.start(),
                end: span.end(),
                words,
            });
        }
    };
    let (mut start, mut stop, mut line) = (0, false, false);
    for (at, c) in text.char_indices() {
        if c == '\n' {
            if line {
                add(start, at);
                (start, stop) = (at, false);
            }
            line = true;
        } else if !c.is_whitespace() {
            let behind = text[..at].ends_with(char::is_whitespace);
            if stop && behind && (c.is_uppercase() || c.is_numeric() || matches!(c, '"' | '“' | '\'' | '‘'))
            {
                add(start, at);
                start = at;
            }
            // A closing quotation mark belongs to the sentence.
            stop = matches!(c, '.' | '!' | '?') || stop && !behind && matches!(c, '"' | '”' | '’' | '\'');
            line = false;
        }
    }
    add(start, text.len());
    out
}

/// Sentences of one text with those of the other that they are, each once.
fn pairs(
    a: &Report,
    of_a: &[Sentence],
    b: &Report,
    of_b: &[Sentence],
    least: f32,
) -> Vec<(Evidence, Evidence)> {
    let place = |report: &Report, sentence: &Sentence| (report.id.clone(), sentence.start, sentence.end);
    let mut taken = HashSet::new();
    let mut out = Vec::new();
    for one in of_a {
        let others = of_b.iter().enumerate().filter(|(at, _)| !taken.contains(at));
        let best = others
            .map(|(at, other)| (jaccard(&one.words, &other.words), at))
            .filter(|(alike, _)| *alike >= least)
            .max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1)));
        if let Some((_, at)) = best {
            taken.insert(at);
            out.push((place(a, one), place(b, &of_b[at])));
        }
    }
    out
}

/// Whether most of the shorter text's words stand in runs that the longer one has too.
fn is_aligned(a: &Report, b: &Report) -> bool {
    let (a, b) = (hashes(&a.text), hashes(&b.text));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let known: HashSet<u64> = runs(&long).into_iter().collect();
    let of_short = runs(&short);
    let mut covered = vec![false; short.len()];
    for (at, run) in of_short.iter().enumerate() {
        if known.contains(run) {
            let until = (at + short.len() - of_short.len() + 1).min(short.len());
            covered[at..until].fill(true);
        }
    }
    let of_both = covered.iter().filter(|covered| **covered).count();
    short.len() >= LEAST_WORDS && of_both as f32 >= ALIGNED * short.len() as f32
}

/// Whether a text is a flash, one sentence, of the news that another's first sentence tells.
fn is_flash(flash: &[Sentence], report: &[Sentence]) -> bool {
    let ([flash], Some(first)) = (flash, report.first()) else {
        return false;
    };
    in_common(&flash.words, &first.words) as f32 >= FLASHED * flash.words.len() as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(id: &str, text: &str) -> Report {
        Report {
            id: id.into(),
            date: jiff::civil::date(2031, 5, 7),
            publisher: None,
            title: None,
            url: None,
            text: text.into(),
        }
    }

    const FIRST: &str = "Norland will sign the harbour treaty on Friday in the old town hall, Aho said.\n\n\
        The treaty lets fishermen of both sides land their catch without any further charge.\n\n\
        Talks about it had begun in the spring after months of quarrels over the northern banks.";

    fn layer(text: &str) -> Option<Layer> {
        let (a, b) = (report("a", text), report("b", FIRST));
        copied(&Sketch::new(&a), &Sketch::new(&b)).map(|(layer, _)| layer)
    }

    #[test]
    fn each_layer_finds_what_it_is_for() {
        assert_eq!(layer(&FIRST.replace("\n\n", "\n ")), Some(Layer::SameText));
        let updated =
            FIRST.replace("on Friday in", "on Saturday in") + " Lund is to sign for the islands as well.";
        assert_eq!(layer(&updated), Some(Layer::SharedSentences));
        assert_eq!(
            layer("Norland will sign the harbour treaty on Friday, Aho told them."),
            Some(Layer::Alignment)
        );
        assert_eq!(
            layer("The ferry to the islands ran aground near the lighthouse on Monday, and all were saved."),
            None
        );
    }

    #[test]
    fn an_agency_takes_over_background_and_others_reprint() {
        let (mut next_day, first) = (
            report("a", &FIRST.replace("on Friday in", "today in")),
            report("b", FIRST),
        );
        next_day.date = jiff::civil::date(2031, 5, 8);
        let layer = |a: &Report| copied(&Sketch::new(a), &Sketch::new(&first)).map(|(layer, _)| layer);
        assert_eq!(layer(&next_day), None);
        next_day.publisher = Some("The Söderby Post".into());
        assert_eq!(layer(&next_day), Some(Layer::SharedSentences));
    }

    #[test]
    fn shared_sentences_lie_on_the_texts() {
        let (a, b) = (
            report("a", &FIRST.replace("Friday", "Monday")),
            report("b", FIRST),
        );
        let (_, shared) = copied(&Sketch::new(&a), &Sketch::new(&b)).unwrap();
        assert_eq!(shared.len(), 3);
        let (_, start, end) = &shared[1].1;
        let words: String = FIRST
            .chars()
            .skip(*start as usize)
            .take((end - start) as usize)
            .collect();
        assert!(
            words.starts_with("The treaty lets") && words.ends_with("charge."),
            "{words}"
        );
    }
}
