//! Lists of words, each one string with commas between its words: that takes less room than an array of strings. And
//! searches for words, each compiled once: what the standard library offers is compiled anew at every use.

use crate::search;
use crate::text::{is_space, next};

/// The words of `list`.
pub fn each(list: &str) -> Parts<'_> {
    parts(list, [b','; 2])
}

/// What stands between `marks` in `text`, which are ASCII.
pub fn parts(text: &str, marks: [u8; 2]) -> Parts<'_> {
    Parts { rest: Some(text), marks }
}

/// What [`parts`] returns.
pub struct Parts<'a> {
    rest: Option<&'a str>,
    marks: [u8; 2],
}

impl<'a> Iterator for Parts<'a> {
    type Item = &'a str;

    #[inline(never)]
    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest?;
        let bytes = rest.as_bytes();
        let [one, other] = self.marks;
        let mut end = 0;
        while end < bytes.len() && bytes[end] != one && bytes[end] != other {
            end += 1;
        }
        self.rest = rest.get(end + 1..);
        Some(&rest[..end])
    }
}

/// Whether `word` is in `list`.
pub fn listed(list: &str, word: &str) -> bool {
    position(list, b',', word).is_some()
}

/// Which one of the words of `list`, between `mark`s, is `word`.
#[inline(never)]
pub fn position(list: &str, mark: u8, word: &str) -> Option<usize> {
    let (list, word) = (list.as_bytes(), word.as_bytes());
    let (mut at, mut position) = (0, 0);
    while at <= list.len() {
        let end = at + same(list, at, word);
        if end - at == word.len() && (end == list.len() || list[end] == mark) {
            return Some(position);
        }
        while at < list.len() && list[at] != mark {
            at += 1;
        }
        at += 1;
        position += 1;
    }
    None
}

/// How many bytes of `list` from `at` on are those that `text` begins with.
#[inline(always)]
fn same(list: &[u8], at: usize, text: &[u8]) -> usize {
    let mut length = 0;
    while length < text.len() && at + length < list.len() && list[at + length] == text[length] {
        length += 1;
    }
    length
}

/// The length in bytes of the longest part of `list`, whose parts stand between `mark`s, that `text` begins with.
#[inline(never)]
pub fn longest_beginning(list: &str, mark: u8, text: &str) -> usize {
    let (list, text) = (list.as_bytes(), text.as_bytes());
    let (mut at, mut longest) = (0, 0);
    while at < list.len() {
        let mut length = 0;
        while at + length < list.len()
            && list[at + length] != mark
            && text.get(length) == Some(&list[at + length])
        {
            length += 1;
        }
        let is_whole = at + length == list.len() || list[at + length] == mark;
        if is_whole && length > longest {
            longest = length;
        }
        at += length;
        while at < list.len() && list[at] != mark {
            at += 1;
        }
        at += 1;
    }
    longest
}

/// Whether one of the words of `text`, letters and digits, is in `list`.
#[inline(never)]
pub fn mentions(text: &str, list: &str) -> bool {
    runs(text, char::is_alphanumeric).iter().any(|word| listed(list, word))
}

/// The runs in `text` of characters of a kind.
#[inline(never)]
pub fn runs(text: &str, is_kind: fn(char) -> bool) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut start, mut at) = (0, 0);
    loop {
        let before = at;
        let c = next(text, &mut at);
        if c.is_some_and(is_kind) {
            continue;
        }
        if start < before {
            out.push(&text[start..before]);
        }
        start = at;
        if c.is_none() {
            return out;
        }
    }
}

/// The words of `text`, between white space.
pub fn words(text: &str) -> Vec<&str> {
    runs(text, |c| !c.is_whitespace())
}

/// Whether `list`, words between spaces, has `word`.
#[inline(never)]
pub fn has_word(list: &str, word: &str) -> bool {
    !list.is_empty() && words(list).iter().any(|own| own.eq_ignore_ascii_case(word))
}

/// The first `count` characters of `text`.
#[inline(never)]
pub fn first_chars(text: &str, count: usize) -> &str {
    let mut at = 0;
    for _ in 0..count {
        if next(text, &mut at).is_none() {
            break;
        }
    }
    &text[..at]
}

/// Where the first character of a kind stands in `text`.
#[inline(never)]
pub fn find_char(text: &str, is_kind: fn(char) -> bool) -> Option<usize> {
    let mut at = 0;
    loop {
        let before = at;
        if is_kind(next(text, &mut at)?) {
            return Some(before);
        }
    }
}

/// Whether there is a character of a kind in `text`.
pub fn has(text: &str, is_kind: fn(char) -> bool) -> bool {
    find_char(text, is_kind).is_some()
}

/// How many characters of a kind there are in `text`.
#[inline(never)]
pub fn count(text: &str, is_kind: fn(char) -> bool) -> usize {
    let (mut count, mut at) = (0, 0);
    while let Some(c) = next(text, &mut at) {
        count += usize::from(is_kind(c));
    }
    count
}

/// Whether `text` begins with a character of a kind.
#[inline(never)]
pub fn starts(text: &str, is_kind: fn(char) -> bool) -> bool {
    next(text, &mut 0).is_some_and(is_kind)
}

/// The number that `text` is in digits of base `base`.
#[inline(never)]
pub fn number(text: &str, base: u32) -> Option<u32> {
    let mut number = 0_u32;
    for &byte in text.as_bytes() {
        number = number.checked_mul(base)?.checked_add(char::from(byte).to_digit(base)?)?;
    }
    (!text.is_empty()).then_some(number)
}

/// Where `word` first stands in `text`.
pub fn find(text: &str, word: &str) -> Option<usize> {
    search::find(text.as_bytes(), word.as_bytes())
}

/// Where `word` last stands in `text`.
#[inline(never)]
pub fn find_last(text: &str, word: &str) -> Option<usize> {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let first = *word.first()?;
    let mut after = (text.len() + 1).checked_sub(word.len())?;
    while after > 0 {
        after -= 1;
        if text[after] == first && same(text, after, word) == word.len() {
            return Some(after);
        }
    }
    None
}

/// Whether `word` stands in `text`.
pub fn contains(text: &str, word: &str) -> bool {
    find(text, word).is_some()
}

/// `text` without white space and `marks` at its beginning.
#[inline(never)]
pub fn trim_start<'a>(text: &'a str, marks: &str) -> &'a str {
    let mut at = 0;
    loop {
        let before = at;
        if !next(text, &mut at).is_some_and(|c| is_trimmed(c, marks)) {
            return &text[before..];
        }
    }
}

/// `text` without white space and `marks` at its ends.
#[inline(never)]
pub fn trim<'a>(text: &'a str, marks: &str) -> &'a str {
    let mut text = trim_start(text, marks);
    while let Some(last) = text.chars().next_back().filter(|&c| is_trimmed(c, marks)) {
        text = &text[..text.len() - last.len_utf8()];
    }
    text
}

#[inline(never)]
fn is_trimmed(c: char, marks: &str) -> bool {
    is_space(c) || is_one_of(c, marks)
}

/// Whether `c` is one of `marks`.
#[inline(never)]
pub fn is_one_of(c: char, marks: &str) -> bool {
    let mut at = 0;
    while let Some(mark) = next(marks, &mut at) {
        if mark == c {
            return true;
        }
    }
    false
}

/// `text` up to the first of `marks`, which are ASCII.
#[inline(never)]
pub fn before<'a>(text: &'a str, marks: &str) -> &'a str {
    let bytes = text.as_bytes();
    let mut end = 0;
    while end < bytes.len() && !is_byte_of(bytes[end], marks) {
        end += 1;
    }
    &text[..end]
}

/// `text` behind the last of `marks`, which are ASCII.
#[inline(never)]
pub fn behind<'a>(text: &'a str, marks: &str) -> &'a str {
    let bytes = text.as_bytes();
    let mut start = bytes.len();
    while start > 0 && !is_byte_of(bytes[start - 1], marks) {
        start -= 1;
    }
    &text[start..]
}

/// The library's search for a byte is made for long texts.
#[inline(always)]
fn is_byte_of(byte: u8, marks: &str) -> bool {
    let mut is_one = false;
    for &mark in marks.as_bytes() {
        is_one |= mark == byte;
    }
    is_one
}

/// Whether there is nothing but white space in `text`.
#[inline(never)]
pub fn is_blank(text: &str) -> bool {
    trim_start(text, "").is_empty()
}

/// Whether there is a digit in `text`.
#[inline(never)]
pub fn has_digit(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
}
