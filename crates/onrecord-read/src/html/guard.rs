//! Keeps pages out that would take a parser for ever: tags without end in one another, and the few open
//! formatting tags that HTML's rules repeat in every paragraph.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use trafilatura::dom::Document;

use crate::error::Trouble;

/// How deep a page may nest its elements. Article extraction looks no deeper than 500, and would silently
/// leave out what lies below.
const MAX_DEPTH: usize = 400;
/// How many tags may be open by the count of opening and closing ones, before the parser's rules close some.
const MAX_OPEN: u64 = 4_000;
/// How many elements a page may have, repeated formatting included.
const MAX_ELEMENTS: u64 = 1_000_000;

/// Elements that hold nothing, or that the next of their kind closes: those never nest for want of a closing tag.
const CLOSED_BY_RULE: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "colgroup",
    "option", "optgroup", "rb", "rt", "rp", "rtc", "html", "head", "body",
];
/// Elements that a parser opens anew in each block behind them until they are closed.
const REPEATED: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Whether a parser can take the page; an error with its line if not.
pub(crate) fn check(page: &str) -> Result<(), (Trouble, u64)> {
    let count = Count::default();
    let tokenizer = Tokenizer::new(count, TokenizerOpts::default());
    let input = BufferQueue::default();
    for chunk in chunks(page) {
        input.push_back(StrTendril::from_slice(chunk));
        let _ = tokenizer.feed(&input);
        if let Some((trouble, line)) = tokenizer.sink.trouble.take() {
            return Err((trouble.hint("save the article's words as plain text"), line));
        }
    }
    Ok(())
}

/// Pieces of the page, so that a bad one isn't taken apart to its end.
fn chunks(page: &str) -> impl Iterator<Item = &str> {
    let mut rest = page;
    std::iter::from_fn(move || {
        let at = (64 << 10..rest.len())
            .find(|&at| rest.is_char_boundary(at))
            .unwrap_or(rest.len());
        let (chunk, left) = rest.split_at(at);
        rest = left;
        (!chunk.is_empty()).then_some(chunk)
    })
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
    Err(too_deep())
}

fn too_deep() -> Trouble {
    Trouble::new(format!(
        "the page nests its tags more than {MAX_DEPTH} deep, the most that is read"
    ))
    .hint("save the article's words as plain text")
}

#[derive(Default)]
struct Count {
    open: RefCell<HashMap<String, u64>>,
    depth: Cell<u64>,
    repeated: RefCell<Vec<Tag>>,
    elements: Cell<u64>,
    trouble: Cell<Option<(Trouble, u64)>>,
}

impl TokenSink for Count {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag) = token else {
            return TokenSinkResult::Continue;
        };
        let name: &str = &tag.name;
        let raw = match name {
            "script" => Some(RawKind::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
            "title" | "textarea" => Some(RawKind::Rcdata),
            _ => None,
        };
        if let (Some(kind), TagKind::StartTag) = (raw, tag.kind) {
            return TokenSinkResult::RawData(kind);
        }
        self.count(&tag, line);
        TokenSinkResult::Continue
    }
}

impl Count {
    fn count(&self, tag: &Tag, line: u64) {
        let name: &str = &tag.name;
        let nests = !CLOSED_BY_RULE.contains(&name) && !tag.self_closing;
        let mut open = self.open.borrow_mut();
        let mut repeated = self.repeated.borrow_mut();
        match tag.kind {
            TagKind::StartTag => {
                self.elements.set(self.elements.get() + 1 + repeated.len() as u64);
                if nests {
                    *open.entry(name.to_string()).or_default() += 1;
                    self.depth.set(self.depth.get() + 1);
                }
                if REPEATED.contains(&name) {
                    // Of equal ones the last three count, by HTML's rules.
                    let equal = repeated
                        .iter()
                        .filter(|other| other.equiv_modulo_attr_order(tag))
                        .count();
                    if equal < 3 {
                        repeated.push(tag.clone());
                    }
                }
            }
            TagKind::EndTag => {
                if let Some(count) = open.get_mut(name).filter(|count| **count > 0) {
                    *count -= 1;
                    self.depth.set(self.depth.get() - 1);
                }
                if let Some(last) = repeated.iter().rposition(|other| other.name == tag.name) {
                    repeated.remove(last);
                }
            }
        }
        // Comparing each tag with all open ones must stay cheap, too.
        if self.depth.get() > MAX_OPEN || repeated.len() > MAX_DEPTH {
            self.trouble.set(Some((too_deep(), line)));
        } else if self.elements.get() > MAX_ELEMENTS {
            self.trouble.set(Some((
                Trouble::new(format!(
                    "the page has more than {MAX_ELEMENTS} elements, the most that is read"
                )),
                line,
            )));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_measured_by_what_nests() {
        let say =
            |page: &str| check(page).map_or_else(|(trouble, _)| format!("{trouble:?}"), |()| String::new());
        assert_eq!(say(&"<p>a<li>b<td>c<br><img>".repeat(9_000)), "");
        assert_eq!(say(&"<div><b>a</b></div>".repeat(9_000)), "");
        assert_eq!(say(&format!("<script>{}</script>", "<div>".repeat(9_000))), "");
        assert!(say(&"<div>".repeat(9_000)).contains("nests"));
        assert!(say(&"<div>".repeat(3_000_000)).contains("nests"));
        let bold: String = (0..300).map(|n| format!("<b id={n}>")).collect();
        assert!(say(&(bold + &"<p>a".repeat(9_000))).contains("elements"));
    }
}
