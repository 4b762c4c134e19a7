//! Lists of words, each one string with commas between its words: that takes less room than an array of strings. And
//! searches for words, each compiled once: what the standard library offers is compiled anew at every use.

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
        let [one, other] = self.marks;
        let Some(end) = rest.bytes().position(|b| b == one || b == other) else { return self.rest.take() };
        self.rest = Some(&rest[end + 1..]);
        Some(&rest[..end])
    }
}

/// Whether `word` is in `list`.
#[inline(never)]
pub fn listed(list: &str, word: &str) -> bool {
    each(list).any(|own| own == word)
}

/// Whether one of the words of `text`, letters and digits, is in `list`.
#[inline(never)]
pub fn mentions(text: &str, list: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| listed(list, word))
}

/// Where `word` first stands in `text`.
#[inline(never)]
pub fn find(text: &str, word: &str) -> Option<usize> {
    let (first, rest) = word.as_bytes().split_first()?;
    text.as_bytes().windows(word.len()).position(|part| part[0] == *first && part[1..] == *rest)
}

/// Where `word` last stands in `text`.
#[inline(never)]
pub fn find_last(text: &str, word: &str) -> Option<usize> {
    let (first, rest) = word.as_bytes().split_first()?;
    text.as_bytes().windows(word.len()).rposition(|part| part[0] == *first && part[1..] == *rest)
}

/// Whether `word` stands in `text`.
pub fn contains(text: &str, word: &str) -> bool {
    find(text, word).is_some()
}

/// `text` without white space and `marks` at its beginning.
#[inline(never)]
pub fn trim_start<'a>(text: &'a str, marks: &str) -> &'a str {
    text.trim_start_matches(|c: char| c.is_whitespace() || marks.contains(c))
}

/// `text` without white space and `marks` at its ends.
#[inline(never)]
pub fn trim<'a>(text: &'a str, marks: &str) -> &'a str {
    trim_start(text, marks).trim_end_matches(|c: char| c.is_whitespace() || marks.contains(c))
}

/// `text` up to the first of `marks`, which are ASCII.
#[inline(never)]
pub fn before<'a>(text: &'a str, marks: &str) -> &'a str {
    let end = text.bytes().position(|b| marks.bytes().any(|mark| mark == b));
    &text[..end.unwrap_or(text.len())]
}

/// `text` behind the last of `marks`, which are ASCII.
#[inline(never)]
pub fn behind<'a>(text: &'a str, marks: &str) -> &'a str {
    let last = text.bytes().rposition(|b| marks.bytes().any(|mark| mark == b));
    &text[last.map_or(0, |at| at + 1)..]
}

/// Whether there is nothing but white space in `text`.
#[inline(never)]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// Whether there is a digit in `text`.
#[inline(never)]
pub fn has_digit(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
}
