//! A record's sentences as CoNLL-U (universaldependencies.org/format.html).

use std::io::{self, Write};

use onrecord_types::{Offsets, Record, Sentence, Word};

/// Writes the sentences that have tokens, with the report's id, its date, and where each word stands in the
/// text (`start_char` and `end_char`, in code points, as spaCy and Stanza write them).
pub(crate) fn write(record: &Record, out: &mut impl Write) -> io::Result<()> {
    let (report, offsets) = (&record.report, Offsets::new(&record.report.text));
    let mut place = Place {
        text: &report.text,
        offsets,
        end: 0,
    };
    let id: String = report.id.split_whitespace().collect::<Vec<_>>().join("_");
    writeln!(out, "# newdoc id = {id}")?;
    writeln!(out, "# date = {}", report.date)?;
    let with_tokens = record.sentences.iter().filter(|s| !s.tokens.is_empty());
    for (number, sentence) in (1..).zip(with_tokens) {
        if place.new_paragraph(sentence) {
            writeln!(out, "# newpar")?;
        }
        writeln!(out, "# sent_id = {id}-{number}")?;
        writeln!(out, "# text = {}", place.line(sentence))?;
        for (index, word) in sentence.tokens.iter().enumerate() {
            let joined = sentence
                .tokens
                .get(index + 1)
                .is_some_and(|next| next.span.start() == word.span.end());
            row(index + 1, word, place.form(word), joined, out)?;
        }
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Where in the text the writing is.
struct Place<'r> {
    text: &'r str,
    offsets: Offsets,
    /// The byte at which the last sentence ended.
    end: usize,
}

impl<'r> Place<'r> {
    fn form(&self, word: &Word) -> &'r str {
        self.offsets.slice(self.text, word.span).unwrap_or("_")
    }

    /// Whether an empty line (or nothing at all) stands before a sentence.
    fn new_paragraph(&mut self, sentence: &Sentence) -> bool {
        let Some(bytes) = self.offsets.bytes(sentence.span) else {
            return false;
        };
        let before = self.text.get(self.end..bytes.start).unwrap_or_default();
        let first = self.end == 0;
        self.end = bytes.end;
        first || before.matches('\n').count() > 1
    }

    /// A sentence on one line, with one space where its words stand apart.
    fn line(&self, sentence: &Sentence) -> String {
        let mut line = String::new();
        let mut end = None;
        for word in &sentence.tokens {
            if end.is_some_and(|end| end != word.span.start()) {
                line.push(' ');
            }
            line.push_str(self.form(word));
            end = Some(word.span.end());
        }
        line
    }
}

fn row(number: usize, word: &Word, form: &str, joined: bool, out: &mut impl Write) -> io::Result<()> {
    let feats = if word.feats.is_empty() { "_" } else { &word.feats };
    let joined = if joined { "SpaceAfter=No|" } else { "" };
    writeln!(
        out,
        "{number}\t{form}\t{}\t{}\t{}\t{feats}\t{}\t{}\t_\t{joined}end_char={}|start_char={}",
        word.lemma,
        word.upos.as_str(),
        word.xpos,
        word.head,
        word.deprel,
        word.span.end(),
        word.span.start(),
    )
}
