//! Article extraction falls back, mostly on short pages, on an element's bare characters, in which the end of a
//! paragraph leaves no trace: `one.</p><p>Two` becomes `one.Two`. White space put between blocks beforehand keeps
//! the words apart; marks that are no white space keep the blocks.

use trafilatura::dom::Document;

use super::render::{BLOCK, LINE, is_block};

/// Puts white space, or with `marked` also marks, around the page's blocks and line ends.
pub(crate) fn separate(document: &mut Document, marked: bool) {
    let Some(body) = document.body() else { return };
    for id in document.iter_descendants(body, &[]) {
        let tag = document.tag_name(id).to_string();
        let block = is_block(&tag);
        if !(block || matches!(tag.as_str(), "br" | "td" | "th")) {
            continue;
        }
        let gap = match (marked, block) {
            (true, true) => format!("\n{BLOCK}\n"),
            (true, false) if tag == "br" => format!("\n{LINE}\n"),
            _ => "\n".to_string(),
        };
        let tail = document.tail(id);
        document.set_tail(id, &format!("{gap}{tail}"));
        if block && tag != "pre" {
            let text = document.text(id);
            document.set_text(id, &format!("{gap}{text}"));
        }
    }
}
