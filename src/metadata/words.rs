//! Lists of words, each one string with commas between its words: that takes less room than an array of strings. And
//! searches for words, each compiled once: what the standard library offers is compiled anew at every use.

/// The words of `list`.
pub fn each(list: &str) -> Words<'_> {
    Words(Some(list))
}

/// What [`each`] returns.
pub struct Words<'a>(Option<&'a str>);

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    #[inline(never)]
    fn next(&mut self) -> Option<&'a str> {
        let list = self.0?;
        let Some(end) = list.bytes().position(|b| b == b',') else { return self.0.take() };
        self.0 = Some(&list[end + 1..]);
        Some(&list[..end])
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
    text.as_bytes().windows(word.len().max(1)).position(|part| part == word.as_bytes())
}

/// Where `word` last stands in `text`.
#[inline(never)]
pub fn find_last(text: &str, word: &str) -> Option<usize> {
    text.as_bytes().windows(word.len().max(1)).rposition(|part| part == word.as_bytes())
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

/// Whether there is a digit in `text`.
#[inline(never)]
pub fn has_digit(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
}
