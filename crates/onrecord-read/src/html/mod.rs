//! An HTML page → a report: its main text by article extraction; title, publisher, date and address from
//! JSON-LD, meta elements and OpenGraph, in this order. Nothing about a page's date is guessed from its
//! address or its words.

mod attributes;
mod charset;
mod depth;
mod guard;
mod jsonld;
mod meta;
mod render;
mod separate;

use std::io::{BufRead, Read};
use std::thread;

use onrecord_types::Report;
use trafilatura::dom::Document;
use trafilatura::{ExtractResult, HtmlDateMode, TrafilaturaError};

use crate::error::{ReadError, Trouble, shown};
use crate::limit::MAX_FILE;
use crate::source::{Draft, Source, too_large};
use crate::walk::cannot_read;

/// Enough for the deepest page that the guard lets through; only what is used of it is ever taken.
const STACK: usize = 64 << 20;

/// The one report of a page.
pub(crate) fn report(source: &Source, input: impl BufRead) -> Result<Report, ReadError> {
    let mut bytes = Vec::new();
    let read = input.take(MAX_FILE as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| source.error(cannot_read(&error), None))?;
    if bytes.len() > MAX_FILE {
        return Err(source.error(too_large("the page", MAX_FILE), None));
    }
    let page = charset::decode(&bytes).map_err(|(trouble, line)| source.error(trouble, line))?;
    if page.trim().is_empty() {
        return Err(source.empty());
    }
    guard::check(&page).map_err(|(trouble, line)| source.error(trouble, line))?;
    let draft = thread::scope(|scope| {
        let extraction = thread::Builder::new().name("html".into()).stack_size(STACK);
        match extraction.spawn_scoped(scope, || extract(&page)) {
            Ok(thread) => thread.join().unwrap_or_else(|_| {
                Err(
                    Trouble::new("the page's main text could not be found: its extraction broke down")
                        .hint("save the article's words as plain text; please report the page as a bug"),
                )
            }),
            Err(error) => Err(cannot_read(&error)),
        }
    });
    let draft = draft.map_err(|trouble| source.error(trouble, None))?;
    source.finish(draft, None)
}

fn extract(page: &str) -> Result<Draft, Trouble> {
    let mut document = Document::parse(page);
    guard::check_tree(&document)?;
    let facts = meta::facts(&document);
    let mut marked = document.clone_document();
    separate::separate(&mut document, false);
    let result = main_text(document)?;
    let mut text = render::text(&result.content_html);
    if !text.contains("\n\n") {
        separate::separate(&mut marked, true);
        let other = main_text(marked)
            .map(|result| render::text(&result.content_html))
            .unwrap_or_default();
        if other.split_whitespace().eq(text.split_whitespace()) {
            text = other;
        }
    }
    let title = facts.title.or(Some(result.metadata.title));
    Ok(Draft {
        id: None,
        part: None,
        date: facts.date,
        publisher: facts.publisher,
        title,
        url: facts.url,
        text,
    })
}

fn main_text(document: Document) -> Result<ExtractResult, Trouble> {
    let options = trafilatura::Options::default()
        .with_fallback(true)
        .with_exclude_comments(true)
        .with_html_date_mode(HtmlDateMode::Disabled);
    trafilatura::extract_document(document, &options)
        .map_err(|error| match error {
            TrafilaturaError::InsufficientContent { .. } => {
                Trouble::new("expected an article on the page, found no main text")
            }
            other => Trouble::new(format!(
                "the page's main text could not be found: {}",
                shown(&other.to_string(), 120)
            )),
        })
        .map_err(|trouble| trouble.hint("save the article's words as plain text"))
}
