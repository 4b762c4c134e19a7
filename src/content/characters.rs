//! What a character is, and the words that characters make: asked of every character of a page, so most of them are
//! looked up in a table.

use crate::text;

/// Kinds of characters, bits of [`class`].
pub(super) const SPACE: u8 = 1;
/// A letter or digit of any script.
pub(super) const WORD: u8 = 1 << 1;
/// An ASCII digit.
pub(super) const DIGIT: u8 = 1 << 2;
pub(super) const UPPER: u8 = 1 << 3;
/// See [`text::is_unspaced`].
pub(super) const UNSPACED: u8 = 1 << 4;
pub(super) const SENTENCE_END: u8 = 1 << 5;
pub(super) const COMMA: u8 = 1 << 6;
/// An apostrophe and the like, which does not end a word.
pub(super) const JOINS: u8 = 1 << 7;

/// What `c` is.
#[inline(always)]
pub(super) fn class(c: char) -> u8 {
    static ASCII: [u8; 128] = ascii();
    if c.is_ascii() { ASCII[c as usize] } else { class_beyond(c) }
}

const fn ascii() -> [u8; 128] {
    let mut table = [0; 128];
    let mut at = 0;
    while at < table.len() {
        let byte = at as u8;
        table[at] = match byte {
            b'\t'..=b'\r' | b' ' => SPACE,
            b'0'..=b'9' => WORD | DIGIT,
            b'A'..=b'Z' => WORD | UPPER,
            b'a'..=b'z' => WORD,
            b'.' | b'!' | b'?' => SENTENCE_END,
            b',' | b';' => COMMA,
            b'\'' => JOINS,
            _ => 0,
        };
        at += 1;
    }
    table
}

#[inline(never)]
fn class_beyond(c: char) -> u8 {
    let bit = |holds: bool, bit: u8| if holds { bit } else { 0 };
    bit(c.is_whitespace(), SPACE)
        | bit(c.is_alphanumeric(), WORD)
        | bit(c.is_uppercase(), UPPER)
        | bit(text::is_unspaced(c), UNSPACED)
        | bit(text::is_sentence_end(c), SENTENCE_END)
        | bit(text::is_comma(c), COMMA)
        | bit(matches!(c, '’' | '\u{ad}' | '\u{200b}'), JOINS)
}

/// Makes words of characters: hashes of their letters and digits in lower case.
#[derive(Default)]
pub(super) struct Words {
    /// Zero between words.
    word: u64,
}

impl Words {
    /// Adds `c`, of the class `class`, to the word that is open; words that end come into `out`.
    #[inline(always)]
    pub(super) fn push(&mut self, c: char, class: u8, out: &mut Vec<u64>) {
        if class & (WORD | UNSPACED) == WORD {
            self.add(text::lower(c));
        } else if class & JOINS == 0 {
            self.end(out);
            if class & WORD != 0 {
                self.add(text::lower(c));
                self.end(out);
            }
        }
    }

    fn add(&mut self, c: char) {
        self.word = (self.word ^ u64::from(u32::from(c))).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    pub(super) fn end(&mut self, out: &mut Vec<u64>) {
        if self.word != 0 {
            out.push(std::mem::take(&mut self.word));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_of_ascii_what_is_said_of_all() {
        for c in (0..128).map(char::from) {
            let slow = class_beyond(c)
                | if c.is_ascii_digit() { DIGIT } else { 0 }
                | if c == '\'' { JOINS } else { 0 };
            assert_eq!(class(c), slow, "{c:?}");
        }
    }

    #[test]
    fn words_are_the_same_in_any_case() {
        let words = |text: &str| {
            let (mut words, mut out) = (Words::default(), Vec::new());
            text.chars().for_each(|c| words.push(c, class(c), &mut out));
            words.end(&mut out);
            out
        };
        assert_eq!(words("It’s Écrit 5."), words("its écrit 5"));
        assert_eq!(words("a b").len(), 2);
        assert_eq!(words("日本 x").len(), 3);
        assert_eq!(words(" - ").len(), 0);
    }
}
