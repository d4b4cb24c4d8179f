/// Counts the attributes of a tag while its characters come, by the HTML standard's tokenizer rules.
#[derive(Debug, Default)]
pub(crate) struct Attributes {
    state: State,
    count: usize,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing has been seen yet.
    #[default]
    Start,
    /// What has been seen is no tag, or its tag is over.
    Outside,
    TagName,
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    Quoted(u8),
    Unquoted,
}

impl Attributes {
    /// Takes the next piece of the page; the number of attributes so far of the tag that the first began with.
    pub(crate) fn count(&mut self, piece: &str) -> usize {
        if self.state == State::Start {
            let tag = piece
                .strip_prefix('<')
                .map(|tag| tag.strip_prefix('/').unwrap_or(tag));
            // Whether it is a tag may be open yet: `<` at the end of the page, or cut off by another `<`.
            let is_tag = tag.is_some_and(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic()));
            self.state = if is_tag { State::TagName } else { State::Outside };
        }
        if self.state != State::Outside {
            for &byte in piece.as_bytes() {
                self.state = self.step(byte);
            }
        }
        self.count
    }

    fn step(&mut self, byte: u8) -> State {
        let space = matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c');
        match self.state {
            State::Start | State::Outside => State::Outside,
            State::Quoted(quote) if byte == quote => State::BeforeName,
            State::Quoted(quote) => State::Quoted(quote),
            State::BeforeValue if space => State::BeforeValue,
            State::BeforeValue if matches!(byte, b'"' | b'\'') => State::Quoted(byte),
            _ if byte == b'>' => State::Outside,
            State::BeforeValue => State::Unquoted,
            State::Unquoted | State::TagName if space => State::BeforeName,
            State::Unquoted => State::Unquoted,
            // The `/` of an end tag stands before its name; the name goes on as an attribute would.
            State::TagName if byte == b'/' => State::BeforeName,
            State::TagName => State::TagName,
            State::BeforeName | State::AfterName if byte == b'/' => State::BeforeName,
            State::Name if byte == b'/' => State::BeforeName,
            State::Name | State::AfterName if byte == b'=' => State::BeforeValue,
            State::Name | State::AfterName if space => State::AfterName,
            State::BeforeName if space => State::BeforeName,
            State::Name => State::Name,
            State::BeforeName | State::AfterName => {
                self.count += 1;
                State::Name
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_by_the_standard() {
        for (tag, count) in [
            ("<a>", 0),
            ("<a b>", 1),
            ("<a b c=d e='f g' h = \"i>\"j>k l", 5),
            ("<a/b/c>", 2),
            ("<a b==\" c>", 2),
            ("<a \" b>", 2),
            ("< a b", 0),
            ("text", 0),
            ("<a = b>", 2),
            ("<!-- a b", 0),
        ] {
            assert_eq!(Attributes::default().count(tag), count, "{tag}");
        }
    }
}
