use trafilatura::dom::{Document, NodeId};

/// The words of extracted HTML as text: a blank line between blocks, a line's end for `<br>`, a tab between a
/// table's cells; white space is one space, as a browser shows it, except in `<pre>`.
pub(crate) fn text(html: &str) -> String {
    let document = Document::parse(html);
    let mut out = Text::default();
    let mut work = vec![Step::Enter(document.body().unwrap_or_else(|| document.root()))];
    while let Some(step) = work.pop() {
        match step {
            Step::Enter(node) if document.is_text(node) => out.words(&document.text_content(node)),
            Step::Enter(node) if document.is_element(node) => {
                let tag = document.tag_name(node).to_string();
                if matches!(
                    tag.as_str(),
                    "script" | "style" | "noscript" | "template" | "iframe" | "head"
                ) {
                    continue;
                }
                out.open(&tag);
                work.push(Step::Leave(tag));
                work.extend(document.child_nodes(node).into_iter().rev().map(Step::Enter));
            }
            Step::Enter(_) => {}
            Step::Leave(tag) => out.close(&tag),
        }
    }
    out.text
}

/// Marks that stand for the end of a block and of a line: code points that are no characters and in no text.
pub(crate) const BLOCK: char = '\u{fdd0}';
pub(crate) const LINE: char = '\u{fdd1}';

/// Whether an element stands in blocks of its own.
pub(crate) fn is_block(tag: &str) -> bool {
    gap(tag) == Gap::Block && !matches!(tag, "body" | "html" | "table")
}

enum Step {
    Enter(NodeId),
    Leave(String),
}

#[derive(Default)]
struct Text {
    text: String,
    /// What goes before the next words; the strongest asked for.
    gap: Gap,
    pre: u32,
}

#[derive(Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Cell,
    Line,
    Block,
}

impl Text {
    fn words(&mut self, words: &str) {
        if self.pre > 0 {
            return self.push(words);
        }
        let space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c' | BLOCK | LINE);
        for word in words.split_inclusive(space) {
            let gap = match word.chars().next_back() {
                Some(BLOCK) => Gap::Block,
                Some(LINE) => Gap::Line,
                Some(c) if space(c) => Gap::Space,
                _ => Gap::None,
            };
            self.push(word.trim_end_matches(space));
            self.gap = self.gap.max(gap);
        }
    }

    fn push(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str(match self.gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Cell => "\t",
                Gap::Line => "\n",
                Gap::Block => "\n\n",
            });
        }
        self.gap = Gap::None;
        self.text.push_str(words);
    }

    fn open(&mut self, tag: &str) {
        self.gap = self.gap.max(gap(tag));
        self.pre += u32::from(tag == "pre");
    }

    fn close(&mut self, tag: &str) {
        self.gap = self.gap.max(gap(tag));
        self.pre -= u32::from(tag == "pre" && self.pre > 0);
    }
}

fn gap(tag: &str) -> Gap {
    match tag {
        "td" | "th" => Gap::Cell,
        "br" | "tr" => Gap::Line,
        "address" | "article" | "aside" | "blockquote" | "body" | "caption" | "dd" | "details" | "div"
        | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "h1" | "h2" | "h3"
        | "h4" | "h5" | "h6" | "header" | "hr" | "html" | "li" | "main" | "nav" | "ol" | "p" | "pre"
        | "section" | "summary" | "table" | "ul" => Gap::Block,
        _ => Gap::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_joined_and_blocks_apart() {
        assert_eq!(
            text(
                "<h1>A</h1> <p>The <b>envoy</b>, <i>Lind</i>’s\n head<br> said</p><ul><li>x<li>y</ul><pre>a\n  b</pre><table><tr><td>1<td>2<tr><td>3</table>tail"
            ),
            "A\n\nThe envoy, Lind’s head\nsaid\n\nx\n\ny\n\na\n  b\n\n1\t2\n3\n\ntail"
        );
        assert_eq!(
            text("<script>evil()</script><p>&lt;b&gt; a&nbsp;b</p>"),
            "<b> a\u{a0}b"
        );
    }
}
