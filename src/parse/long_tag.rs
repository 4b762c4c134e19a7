//! Tags with so many attributes that comparing each with all before it, as html5ever's tokenizer does, takes long.
//!
//! The tokenizer shows a tag only when it is complete. So each time a chunk ends inside of one, the chunk is read
//! again here, by the same states of the standard's tokenizer, and past a number of attributes the tag is closed.

/// As many as a tag may have. Honest ones stay below a hundred.
const MAX_ATTRIBUTES: usize = 1_000;

/// Closes a tag in any of its states: the letter makes a value of what else would begin with a quote, and in an
/// unquoted value or a name both quotes are characters like others.
pub const CLOSE: &str = "x'\">";

/// The tag that was open at the end of the last chunk.
#[derive(Default)]
pub struct LongTag {
    /// Where it begins in the input, and as what it identifies it.
    start: usize,
    /// What is before this was looked at.
    scanned: usize,
    state: State,
    attributes: usize,
}

/// States of the standard's tokenizer inside a tag, as far as they differ in where attributes begin and tags end.
#[derive(Clone, Copy, Default, PartialEq)]
enum State {
    #[default]
    TagName,
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    Unquoted,
    Quoted(u8),
    Closed,
}

impl LongTag {
    /// Whether a tag begins at `start` that is open still at `end`, the end of what was read, and has too many
    /// attributes. `start` is where the tokenizer's last complete token ended.
    pub fn has_too_many_attributes(&mut self, html: &str, start: usize, end: usize) -> bool {
        if self.start != start {
            *self = LongTag { start, scanned: start, ..LongTag::default() };
        }
        let bytes = html.as_bytes();
        let is_tag = match bytes.get(start..end) {
            Some([b'<', b'/', first, ..] | [b'<', first, ..]) => first.is_ascii_alphabetic(),
            _ => false,
        };
        while is_tag && self.scanned < end && self.state != State::Closed {
            self.step(bytes[self.scanned]);
            self.scanned += 1;
        }
        is_tag && self.state != State::Closed && self.attributes > MAX_ATTRIBUTES
    }

    /// Where the tag ends in the input; `from` is where looking stopped.
    pub fn end(&mut self, html: &str, from: usize) -> usize {
        let rest = html.as_bytes()[from..].iter();
        let length = rest.take_while(|&&byte| {
            let open = self.state != State::Closed;
            self.step(byte);
            open
        });
        html.floor_char_boundary(from + length.count())
    }

    fn step(&mut self, byte: u8) {
        use State::{AfterName, BeforeName, BeforeValue, Closed, Name, Quoted, TagName, Unquoted};
        let space = byte.is_ascii_whitespace();
        let next = match (self.state, byte) {
            (Closed, _) | (TagName | BeforeName | Name | AfterName | BeforeValue | Unquoted, b'>') => Closed,
            (TagName | Unquoted, _) if space => BeforeName,
            (TagName | BeforeName | Name | AfterName, b'/') => BeforeName,
            (TagName, _) => TagName,
            (BeforeName, _) if space => BeforeName,
            (Name | AfterName, b'=') => BeforeValue,
            (Name | AfterName, _) if space => AfterName,
            (BeforeName | Name | AfterName, _) => Name,
            (BeforeValue, _) if space => BeforeValue,
            (BeforeValue, b'"' | b'\'') => Quoted(byte),
            (BeforeValue | Unquoted, _) => Unquoted,
            (Quoted(quote), _) if byte == quote => BeforeName,
            (Quoted(quote), _) => Quoted(quote),
        };
        self.attributes += usize::from(next == Name && self.state != Name);
        self.state = next;
    }
}
