//! A place in the input. It moves only past whole characters, since all that ends a state is ASCII.

use crate::search::first;

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
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The bytes of [`rest`](Cursor::rest), which are at hand sooner.
    pub fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    pub fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next `length` bytes.
    #[inline(never)]
    pub fn take(&mut self, length: usize) -> &'a str {
        let start = self.at;
        self.at += length;
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// Whether `byte`, which is ASCII, was next; then it is behind.
    pub fn eat(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// The text before the next byte that is one of `kinds`, or all.
    pub fn take_until(&mut self, kinds: u8) -> &'a str {
        self.take_until_after(0, kinds)
    }

    /// The same, of which the first `least` bytes may be of any kind.
    #[inline(never)]
    pub fn take_until_after(&mut self, least: usize, kinds: u8) -> &'a str {
        let bytes = self.text.as_bytes();
        let mut end = self.at + least;
        while end < bytes.len() && kind_of(bytes[end]) & kinds == 0 {
            end += 1;
        }
        self.take(end - self.at)
    }

    /// The text before the next `byte`, or all. Fast.
    pub fn take_until_byte(&mut self, byte: u8) -> &'a str {
        let bytes = self.bytes();
        self.take(first(bytes, byte).unwrap_or(bytes.len()))
    }

    /// The text before the first `>` for which `closes` is true of it, which then is behind too; otherwise all, and
    /// false.
    #[inline(never)]
    pub fn take_closed(&mut self, closes: fn(&str) -> bool) -> (&'a str, bool) {
        let rest = self.rest();
        let mut at = 0;
        while let Some(length) = first(&rest.as_bytes()[at..], b'>') {
            at += length;
            if closes(&rest[..at]) {
                self.at += at + 1;
                return (&rest[..at], true);
            }
            at += 1;
        }
        self.at += rest.len();
        (rest, false)
    }

    #[inline(never)]
    pub fn skip_spaces(&mut self) {
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() && kind_of(bytes[self.at]) == SPACE {
            self.at += 1;
        }
    }
}
