//! A place in the input. It moves only past whole characters, since all that ends a state is ASCII.

/// A place in a text.
#[derive(Clone, Copy)]
pub struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str) -> Cursor<'a> {
        Cursor { text, at: 0 }
    }

    /// How many bytes are behind.
    pub fn position(&self) -> usize {
        self.at
    }

    pub fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    pub fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next `length` bytes.
    pub fn take(&mut self, length: usize) -> &'a str {
        let (taken, _) = self.rest().split_at(length);
        self.at += length;
        taken
    }

    /// Whether `byte`, which is ASCII, was next; then it is behind.
    pub fn eat(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// The text before the next byte that `ends` it, or all.
    pub fn take_until(&mut self, ends: impl FnMut(u8) -> bool) -> &'a str {
        let rest = self.rest();
        self.take(rest.bytes().position(ends).unwrap_or(rest.len()))
    }

    /// The text before the next `byte`, or all. Fast.
    pub fn take_until_byte(&mut self, byte: u8) -> &'a str {
        let rest = self.rest();
        self.take(rest.find(char::from(byte)).unwrap_or(rest.len()))
    }

    /// The text before the first `>` for which `closes` is true of it, which then is behind too; otherwise all, and
    /// false.
    pub fn take_closed(&mut self, closes: impl Fn(&str) -> bool) -> (&'a str, bool) {
        let rest = self.rest();
        let close = rest.match_indices('>').map(|(at, _)| at).find(|&at| closes(&rest[..at]));
        let taken = self.take(close.unwrap_or(rest.len()));
        (taken, self.eat(b'>'))
    }

    pub fn skip_spaces(&mut self) {
        self.take_until(|byte| !is_space(byte));
    }
}

/// White space between the parts of a tag; a carriage return is a line end (13.2.3.5).
pub fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace()
}
