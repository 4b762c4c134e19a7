//! A place in the input. It moves only past whole characters, since all that ends a state is ASCII.

use super::search::first_of;

/// White space between the parts of a tag; a carriage return is a line end (13.2.3.5). A bit of [`kind_of`], as the
/// others are.
pub const SPACE: u8 = 1;
pub const SLASH: u8 = 1 << 1;
/// `>`.
pub const CLOSE: u8 = 1 << 2;
/// `=`.
pub const EQUALS: u8 = 1 << 3;
pub const SINGLE_QUOTE: u8 = 1 << 4;
pub const DOUBLE_QUOTE: u8 = 1 << 5;

static KINDS: [u8; 256] = kinds();

const fn kinds() -> [u8; 256] {
    let mut kinds = [0; 256];
    let mut at = 0;
    while at < kinds.len() {
        kinds[at] = match at as u8 {
            byte if byte.is_ascii_whitespace() => SPACE,
            b'/' => SLASH,
            b'>' => CLOSE,
            b'=' => EQUALS,
            b'\'' => SINGLE_QUOTE,
            b'"' => DOUBLE_QUOTE,
            _ => 0,
        };
        at += 1;
    }
    kinds
}

/// What `byte` means in a tag.
#[inline(always)]
pub fn kind_of(byte: u8) -> u8 {
    KINDS[usize::from(byte)]
}

/// A place in a text.
#[derive(Clone, Copy)]
pub struct Cursor<'a> {
    rest: &'a str,
    /// Bytes of all the text.
    length: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str) -> Cursor<'a> {
        Cursor { rest: text, length: text.len() }
    }

    /// How many bytes are behind.
    pub fn position(&self) -> usize {
        self.length - self.rest.len()
    }

    pub fn rest(&self) -> &'a str {
        self.rest
    }

    pub fn peek(&self) -> Option<u8> {
        self.rest.as_bytes().first().copied()
    }

    /// The next `length` bytes.
    #[inline(never)]
    pub fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    /// Whether `byte`, which is ASCII, was next; then it is behind.
    pub fn eat(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        if is_next {
            self.take(1);
        }
        is_next
    }

    /// The text before the next byte that is one of `kinds`, or all.
    pub fn take_until(&mut self, kinds: u8) -> &'a str {
        self.take_until_after(0, kinds)
    }

    /// The same, of which the first `least` bytes may be of any kind.
    #[inline(never)]
    pub fn take_until_after(&mut self, least: usize, kinds: u8) -> &'a str {
        let bytes = self.rest.as_bytes();
        let mut length = least;
        while length < bytes.len() && kind_of(bytes[length]) & kinds == 0 {
            length += 1;
        }
        self.take(length)
    }

    /// The text before the next `byte`, or all. Fast.
    pub fn take_until_byte(&mut self, byte: u8) -> &'a str {
        self.take(first_of(self.rest.as_bytes(), [byte; 3]).unwrap_or(self.rest.len()))
    }

    /// The text before the first `>` for which `closes` is true of it, which then is behind too; otherwise all, and
    /// false.
    #[inline(never)]
    pub fn take_closed(&mut self, closes: fn(&str) -> bool) -> (&'a str, bool) {
        let mut at = 0;
        while let Some(length) = first_of(&self.rest.as_bytes()[at..], [b'>'; 3]) {
            at += length;
            if closes(&self.rest[..at]) {
                let taken = self.take(at);
                return (taken, self.eat(b'>'));
            }
            at += 1;
        }
        (self.take(self.rest.len()), false)
    }

    #[inline(never)]
    pub fn skip_spaces(&mut self) {
        let bytes = self.rest.as_bytes();
        let mut length = 0;
        while length < bytes.len() && kind_of(bytes[length]) == SPACE {
            length += 1;
        }
        self.take(length);
    }
}
