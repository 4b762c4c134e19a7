//! What a character is, and the words that characters make: asked of every character of a page, so most of them are
//! looked up in a table.

use crate::text;

pub(super) use crate::text::{APOSTROPHE as JOINS, COMMA, DIGIT, SENTENCE_END, SPACE, UPPER, WORD};

/// See [`text::is_unspaced`]; a bit of a [`Character`]'s class as those of [`text::ASCII`] are.
pub(super) const UNSPACED: u8 = 1 << 4;

/// A character, and what it is.
#[derive(Clone, Copy)]
pub(super) struct Character {
    code: u32,
    /// Its code in lower case, if it makes a word.
    lower: u32,
    /// Bits.
    pub(super) class: u8,
}

impl Character {
    /// Mixes it into a hash, case and all.
    #[inline(always)]
    pub(super) fn mix(self, hash: u64) -> u64 {
        (hash ^ u64::from(self.code)).wrapping_mul(0x0100_0000_01b3)
    }
}

/// The character of `text` at the byte `at`, which moves behind it; `None` at the end.
#[inline(always)]
pub(super) fn next(text: &str, at: &mut usize) -> Option<Character> {
    let byte = *text.as_bytes().get(*at)?;
    let Some(&class) = text::ASCII.get(usize::from(byte)) else { return beyond(text, at) };
    *at += 1;
    // The bit for upper case, moved, is what lies between the cases.
    let lower = u32::from(byte) + (u32::from(class & UPPER) << 2);
    Some(Character { code: u32::from(byte), lower, class })
}

/// [`next`] for what is not ASCII.
#[inline(never)]
fn beyond(text: &str, at: &mut usize) -> Option<Character> {
    let c = text::beyond_ascii(text, at)?;
    let lower = text::lower(c);
    let class = class_beyond(c) | if lower == c { 0 } else { UPPER };
    Some(Character { code: u32::from(c), lower: u32::from(lower), class })
}

fn class_beyond(c: char) -> u8 {
    let bit = |holds: bool, bit: u8| if holds { bit } else { 0 };
    bit(c.is_whitespace(), SPACE)
        | bit(c.is_alphanumeric(), WORD)
        | bit(text::is_unspaced(c), UNSPACED)
        | bit(text::is_sentence_end(c), SENTENCE_END)
        | bit(text::is_comma(c), COMMA)
        | bit(matches!(c, '’' | '\u{ad}' | '\u{200b}'), JOINS)
}

/// Makes words of characters: hashes of their letters and digits in lower case.
#[derive(Clone, Copy, Default)]
pub(super) struct Words {
    /// Zero between words.
    word: u64,
}

impl Words {
    /// Adds `c` to the word that is open; words that end come into `out`.
    #[inline(always)]
    pub(super) fn push(&mut self, c: Character, out: &mut Vec<u64>) {
        let makes_word = c.class & WORD != 0;
        let is_unspaced = c.class & UNSPACED != 0;
        if c.class & JOINS == 0 && (!makes_word || is_unspaced) {
            self.end(out);
        }
        if makes_word {
            self.word = (self.word ^ u64::from(c.lower)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            if is_unspaced {
                self.end(out);
            }
        }
    }

    #[inline(never)]
    pub(super) fn end(&mut self, out: &mut Vec<u64>) {
        if self.word != 0 {
            out.push(std::mem::take(&mut self.word));
        }
    }
}

/// The words of `text`.
pub(super) fn words(text: &str) -> Vec<u64> {
    let (mut words, mut out, mut at) = (Words::default(), Vec::new(), 0);
    while let Some(c) = next(text, &mut at) {
        words.push(c, &mut out);
    }
    words.end(&mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_of_ascii_what_is_said_of_all() {
        for c in (0..128).map(char::from) {
            let slow = class_beyond(c)
                | if text::is_upper(c) { UPPER } else { 0 }
                | if c.is_ascii_digit() { DIGIT } else { 0 }
                | if c == '\'' { JOINS } else { 0 };
            let said = next(c.encode_utf8(&mut [0; 4]), &mut 0).unwrap();
            assert_eq!((said.class, said.lower), (slow, u32::from(text::lower(c))), "{c:?}");
        }
    }

    #[test]
    fn words_are_the_same_in_any_case() {
        assert_eq!(words("It’s Écrit 5."), words("its écrit 5"));
        assert_eq!(words("a b").len(), 2);
        assert_eq!(words("日本 x").len(), 3);
        assert_eq!(words(" - ").len(), 0);
    }
}
