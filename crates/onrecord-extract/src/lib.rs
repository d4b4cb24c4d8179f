//! The extract stage of onrecord: *[`Report`] and [`Document`] → [`Record`]*, pure and total.
//!
//! What the encoder and the time rules found becomes the record's sentences, times, entities and
//! attributions, with what can be read off the words around each: what kind of source it is, which entity,
//! whether the words are the source's own, and on which day they were said. Where the text doesn't say, a
//! field is `None`.

mod about;
mod acts;
mod anonymity;
mod attributions;
mod behalf;
mod circumstances;
mod directness;
mod edges;
mod entities;
mod extents;
mod layout;
mod nested;
mod nominal;
mod numbers;
mod parts;
mod places;
mod quotations;
mod said_on;
mod short_forms;
mod sources;
mod subjects;
mod unsure;
mod view;
mod withheld;

use onrecord_types::{Attribution, Document, Record, Report, Sentence, SentenceVector, Span, Time};

use crate::view::View;

/// How much of the analysis a record holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Detail {
    /// Sentences as spans.
    #[default]
    Sentences,
    /// Sentences with their tokens: tags, lemmas and trees.
    Tokens,
}

/// Makes a report's record out of its analysed text. `document` must be of this report's text: what doesn't
/// lie on it is left out.
pub fn extract(report: Report, document: &Document, detail: Detail) -> Record {
    let view = View::new(&report.text, document);
    let sentences: Vec<Sentence> = document
        .sentences
        .iter()
        .filter_map(|words| {
            Some(Sentence {
                span: view.span(words)?,
                own_voice: false,
                tokens: match detail {
                    Detail::Sentences => Vec::new(),
                    Detail::Tokens => view.tokens(words),
                },
            })
        })
        .collect();
    let times: Vec<Time> = document
        .times
        .iter()
        .filter_map(|time| Some((view.offsets.span(time.bytes.clone())?, time)))
        .enumerate()
        .map(|(index, (span, time))| Time {
            id: format!("t{}", index + 1),
            span,
            kind: time.kind,
            value: time.value.clone(),
            modifier: time.modifier.clone(),
            from: time.from,
            to: time.to,
        })
        .collect();
    let mut cast = entities::Cast::new(&view);
    let attributions = attributions::attributions(&view, &mut cast, &times, report.date);
    let entities = cast.entities(&view);
    let sentences = in_own_voice(sentences, &attributions);
    Record {
        language: None,
        sentences,
        times,
        entities,
        attributions,
        events: Vec::new(),
        vectors: document
            .vectors
            .iter()
            .map(|vector| SentenceVector::new(vector))
            .collect(),
        report,
    }
}

/// Marks the sentences in which no attribution has its cue or (part of) its content: the publisher's own words.
fn in_own_voice(mut sentences: Vec<Sentence>, attributions: &[Attribution]) -> Vec<Sentence> {
    let mut attributed: Vec<Span> = attributions
        .iter()
        .flat_map(|a| a.cue.iter().chain(&a.content))
        .copied()
        .collect();
    attributed.sort_unstable();
    for sentence in &mut sentences {
        let touches = |span: &&Span| span.start() < sentence.span.end() && sentence.span.start() < span.end();
        sentence.own_voice = !attributed.iter().any(|span| touches(&span));
    }
    sentences
}
