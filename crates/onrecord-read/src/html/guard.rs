//! Keeps out pages that would take a parser for ever or that extraction could not follow to their end. The page
//! is parsed once without keeping anything but counts, in small pieces, and given up at the first over a limit.

use std::cell::Cell;

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use trafilatura::dom::Document;

use super::attributes::Attributes;
use super::depth::{Depth, Handle};
use crate::error::Trouble;

/// How deep a page may nest its elements. Article extraction looks no deeper than 500, and would silently
/// leave out what lies below.
const MAX_DEPTH: usize = 400;
/// How many elements a parser may make of a page; it repeats formatting that is left open in every paragraph.
const MAX_ELEMENTS: usize = 200_000;
/// How many attributes one tag may have; the parser compares each with all before it.
const MAX_ATTRIBUTES: usize = 2_000;
/// How much is parsed at most between two looks at the counts.
const PIECE: usize = 4 << 10;

/// Whether a parser can take the page; an error with its line if not.
pub(crate) fn check(page: &str) -> Result<(), (Trouble, u64)> {
    let builder = TreeBuilder::new(Depth::default(), TreeBuilderOpts::default());
    let watch = Watch {
        builder,
        tokens: Cell::default(),
        line: Cell::new(1),
    };
    let tokenizer = Tokenizer::new(watch, TokenizerOpts::default());
    let input = BufferQueue::default();
    let (mut attributes, mut tokens) = (Attributes::default(), 0);
    for piece in pieces(page) {
        let watch = &tokenizer.sink;
        if watch.tokens.replace(0) > 0 || tokens == 0 {
            attributes = Attributes::default();
        }
        tokens += 1;
        let count = attributes.count(piece);
        let trouble = if count > MAX_ATTRIBUTES {
            format!("a tag of the page has more than {MAX_ATTRIBUTES} attributes, the most that is read")
        } else if watch.builder.sink.deepest() > MAX_DEPTH {
            too_deep()
        } else if watch.builder.sink.elements() > MAX_ELEMENTS {
            format!("the page has more than {MAX_ELEMENTS} elements, the most that is read")
        } else {
            input.push_back(StrTendril::from_slice(piece));
            while !input.is_empty() {
                if let TokenizerResult::Done = tokenizer.feed(&input) {
                    break;
                }
            }
            continue;
        };
        return Err((Trouble::new(trouble).hint(HINT), watch.line.get()));
    }
    Ok(())
}

/// Whether the parsed page is no deeper than extraction can follow.
pub(crate) fn check_tree(document: &Document) -> Result<(), Trouble> {
    let mut level = vec![document.root()];
    for _ in 0..=MAX_DEPTH {
        level = level.iter().flat_map(|&node| document.children(node)).collect();
        if level.is_empty() {
            return Ok(());
        }
    }
    Err(Trouble::new(too_deep()).hint(HINT))
}

const HINT: &str = "save the article's words as plain text";

fn too_deep() -> String {
    format!("the page nests its tags more than {MAX_DEPTH} deep, the most that is read")
}

/// The page in pieces; every `<` starts one, so that a tag is found at a piece's start.
fn pieces(page: &str) -> impl Iterator<Item = &str> {
    let mut rest = page;
    std::iter::from_fn(move || {
        let tag = rest
            .get(1..)
            .and_then(|tail| memchr::memchr(b'<', tail.as_bytes()))
            .map(|at| at + 1);
        let mut end = tag.unwrap_or(rest.len());
        if end > PIECE {
            end = (PIECE..end).find(|&at| rest.is_char_boundary(at)).unwrap_or(end);
        }
        let (piece, left) = rest.split_at(end);
        rest = left;
        (!piece.is_empty()).then_some(piece)
    })
}

/// Hands the tokens on to the tree builder and counts them.
struct Watch {
    builder: TreeBuilder<Handle, Depth>,
    tokens: Cell<u64>,
    line: Cell<u64>,
}

impl TokenSink for Watch {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        self.line.set(line);
        // An error may come in the middle of a tag; every other token ends something.
        if !matches!(token, Token::ParseError(_)) {
            self.tokens.set(self.tokens.get() + 1);
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(page: &str) -> String {
        check(page).map_or_else(|(trouble, _)| format!("{trouble:?}"), |()| String::new())
    }

    #[test]
    fn a_page_is_measured_by_what_nests() {
        assert_eq!(say(&"<p>a<li>b<br><img>".repeat(9_000)), "");
        assert_eq!(say(&"<div><span>é</div>".repeat(9_000)), "");
        assert_eq!(say(&format!("<script>{}</script>", "<div>".repeat(9_000))), "");
        assert_eq!(say(&format!("<svg>{}</svg>", "<path/>".repeat(9_000))), "");
        for nested in [
            "<div>",
            "<div/>",
            "<span><div></span>",
            "<table><tr><td>",
            "<svg><foreignObject><div></div>",
        ] {
            assert!(say(&nested.repeat(1_000_000)).contains("nests"), "{nested}");
        }
        let bold: String = (0..300).map(|n| format!("<b id={n}>")).collect();
        assert!(say(&format!("<p>{bold}</p>{}", "<p>a</p>".repeat(9_000))).contains("elements"));
    }

    #[test]
    fn attributes_are_counted_in_tags_only() {
        let many: String = (0..500_000).map(|n| format!(" a{n}")).collect();
        for start in [
            "<a",
            "<!-- <a x=' --><a",
            "<p>a</p><a b=\">\"",
            "<textarea><b '</textarea><a",
        ] {
            assert!(say(&format!("{start}{many}>")).contains("attributes"), "{start}");
        }
        assert_eq!(say(&format!("<a x='<b c=' d=\"{many}>")), "");
        assert_eq!(say(&format!("<!-- <a {many}>-->")), "");
        assert_eq!(say(&format!("<p title='{many}'>{many}")), "");
        assert_eq!(say(&format!("<script>if (a<b {many})</script>")), "");
    }
}
