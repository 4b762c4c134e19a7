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
    let (list, word) = (list.as_bytes(), word.as_bytes());
    let mut at = 0;
    loop {
        let rest = &list[at..];
        let may_be = word.is_empty() || rest.first() == word.first();
        if may_be && rest.starts_with(word) && matches!(rest.get(word.len()), None | Some(b',')) {
            return true;
        }
        let Some(length) = rest.iter().position(|&byte| byte == b',') else { return false };
        at += length + 1;
    }
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
    let mut start = None;
    for (at, c) in text.char_indices() {
        if is_kind(c) {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            out.push(&text[start..at]);
        }
    }
    out.extend(start.map(|start| &text[start..]));
    out
}

/// The words of `text`, between white space.
pub fn words(text: &str) -> Vec<&str> {
    runs(text, |c| !c.is_whitespace())
}

/// The first `count` characters of `text`.
#[inline(never)]
pub fn first_chars(text: &str, count: usize) -> &str {
    &text[..text.char_indices().nth(count).map_or(text.len(), |(at, _)| at)]
}

/// Where the first character of a kind stands in `text`.
#[inline(never)]
pub fn find_char(text: &str, is_kind: fn(char) -> bool) -> Option<usize> {
    text.char_indices().find(|&(_, c)| is_kind(c)).map(|(at, _)| at)
}

/// Whether there is a character of a kind in `text`.
pub fn has(text: &str, is_kind: fn(char) -> bool) -> bool {
    find_char(text, is_kind).is_some()
}

/// How many characters of a kind there are in `text`.
#[inline(never)]
pub fn count(text: &str, is_kind: fn(char) -> bool) -> usize {
    text.chars().filter(|&c| is_kind(c)).count()
}

/// Whether `text` begins with a character of a kind.
#[inline(never)]
pub fn starts(text: &str, is_kind: fn(char) -> bool) -> bool {
    text.chars().next().is_some_and(is_kind)
}

/// The number that `text` is in digits of base `base`.
#[inline(never)]
pub fn number(text: &str, base: u32) -> Option<u32> {
    let mut number = 0_u32;
    for c in text.chars() {
        number = number.checked_mul(base)?.checked_add(c.to_digit(base)?)?;
    }
    (!text.is_empty()).then_some(number)
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
    let start = text.char_indices().find(|&(_, c)| !is_trimmed(c, marks));
    &text[start.map_or(text.len(), |(at, _)| at)..]
}

/// `text` without white space and `marks` at its ends.
#[inline(never)]
pub fn trim<'a>(text: &'a str, marks: &str) -> &'a str {
    let text = trim_start(text, marks);
    let last = text.char_indices().rfind(|&(_, c)| !is_trimmed(c, marks));
    &text[..last.map_or(0, |(at, c)| at + c.len_utf8())]
}

#[inline(never)]
fn is_trimmed(c: char, marks: &str) -> bool {
    c.is_whitespace() || marks.chars().any(|mark| mark == c)
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
    trim_start(text, "").is_empty()
}

/// Whether there is a digit in `text`.
#[inline(never)]
pub fn has_digit(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
}
