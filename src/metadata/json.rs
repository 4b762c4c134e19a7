//! A JSON reader for what publishers write: comments, trailing and missing commas, raw line ends in strings, bare
//! quotes inside strings, HTML comments and CDATA marks around it all. It never fails; it returns what it could
//! make out, in time linear in the text.

use super::texts::Texts;
use super::words::{contains, each, find, listed, number, trim};
use crate::text::push;

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A number or any other bare word; numbers keep their spelling, as nothing here calculates with them.
    Word,
    /// A string.
    Text,
    /// An array.
    List,
    /// An object.
    Object,
}

/// A value. Those inside it follow it.
#[derive(Clone, Copy, Debug)]
struct Value<'a> {
    /// What it is called in the object around it; empty in an array, or in nothing.
    key: &'a str,
    /// As spelled, escapes and all.
    raw: &'a str,
    kind: Kind,
    /// The index behind what is inside it.
    end: usize,
}

/// Values of one text or more, known by their indices.
pub struct Json<'a> {
    values: Vec<Value<'a>>,
    texts: &'a Texts<'a>,
}

impl<'a> Json<'a> {
    /// No values yet.
    pub fn new(texts: &'a Texts<'a>) -> Json<'a> {
        Json { values: Vec::new(), texts }
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// The key of a value, its kind, and the index of the value behind it.
    pub fn at(&self, value: usize) -> (&'a str, Kind, usize) {
        let Value { key, kind, end, .. } = self.values[value];
        (key, kind, end)
    }

    /// The member `key` of an object.
    #[inline(never)]
    pub fn get(&self, object: usize, key: &str) -> Option<usize> {
        let mut at = object + 1;
        while at < self.values[object].end {
            if self.values[at].key == key {
                return Some(at);
            }
            at = self.values[at].end;
        }
        None
    }

    /// A word as spelled, or what a string says; empty for everything else.
    #[inline(never)]
    pub fn word(&self, value: usize) -> &'a str {
        let raw = self.values[value].raw;
        if contains(raw, "\\") { self.texts.keep(unescape(raw)) } else { raw }
    }

    /// What a string or number says.
    #[inline(never)]
    pub fn text(&self, value: usize) -> &'a str {
        let word = self.word(value);
        if self.values[value].kind == Kind::Word && listed("true,false,null", word) { "" } else { word }
    }

    /// The elements of an array; anything else is an array of itself, if it says something.
    #[inline(never)]
    pub fn items(&self, value: usize) -> Vec<usize> {
        let Value { kind, raw, end, .. } = self.values[value];
        let mut out = Vec::new();
        if kind != Kind::List {
            if kind != Kind::Word || !listed(",null", raw) {
                out.push(value);
            }
            return out;
        }
        let mut at = value + 1;
        while at < end {
            out.push(at);
            at = self.values[at].end;
        }
        out
    }

    /// Adds every value in `text`, which should hold one.
    #[inline(never)]
    pub fn read(&mut self, text: &'a str) {
        let mut reader = Reader { text, at: 0 };
        let mut open: Vec<usize> = Vec::new();
        loop {
            reader.skip();
            let Some(byte) = reader.peek() else { break };
            let mut key = "";
            match open.last().map(|&at| self.values[at].kind == Kind::Object) {
                None if byte != b'{' && byte != b'[' => {
                    reader.at += 1;
                    continue;
                }
                // The end of what is around this one closes it: its own is missing.
                Some(is_object) if matches!(byte, b'}' | b']') || byte == b':' && !is_object => {
                    reader.at += usize::from(byte == if is_object { b'}' } else { b']' });
                    self.close(&mut open);
                    continue;
                }
                Some(false) if byte == b',' => {
                    reader.at += 1;
                    continue;
                }
                Some(true) => {
                    key = if byte == b'"' { reader.string() } else { reader.bare() };
                    reader.skip();
                    let named = reader.peek() == Some(b':');
                    reader.at += usize::from(named || key.is_empty());
                    if !named {
                        continue;
                    }
                    reader.skip();
                }
                _ => {}
            }
            let (mut raw, mut kind) = ("", Kind::Word);
            match reader.peek() {
                Some(b'{' | b'[') if open.len() >= MAX_DEPTH => reader.pass_over(),
                Some(mark @ (b'{' | b'[')) => {
                    kind = if mark == b'{' { Kind::Object } else { Kind::List };
                    reader.at += 1;
                    open.push(self.values.len());
                }
                Some(b'"') => (raw, kind) = (reader.string(), Kind::Text),
                _ => raw = reader.bare(),
            }
            self.values.push(Value { key, raw, kind, end: self.values.len() + 1 });
        }
        while !open.is_empty() {
            self.close(&mut open);
        }
    }

    fn close(&mut self, open: &mut Vec<usize>) {
        let end = self.values.len();
        if let Some(at) = open.pop() {
            self.values[at].end = end;
        }
    }
}

/// Deeper values are read over.
const MAX_DEPTH: usize = 32;

struct Reader<'a> {
    text: &'a str,
    /// Always at a character boundary when a slice is taken.
    at: usize,
}

impl<'a> Reader<'a> {
    fn bytes(&self) -> &'a [u8] {
        &self.text.as_bytes()[self.at.min(self.text.len())..]
    }

    fn peek(&self) -> Option<u8> {
        self.bytes().first().copied()
    }

    /// White space, comments and the marks that hide a script from old browsers.
    fn skip(&mut self) {
        const MARKS: &str = "<!--,-->,<![CDATA[,]]>,;,\u{a0},\u{feff}";
        loop {
            let rest = self.bytes();
            let behind = |end: &[u8]| rest.windows(end.len()).position(|part| part == end);
            let length = match rest {
                [b' ' | b'\t' | b'\n' | b'\r', ..] => 1,
                [b'/', b'/', b'<' | b']', ..] => 2,
                [b'/', b'/', ..] => behind(b"\n").unwrap_or(rest.len()),
                [b'/', b'*', ..] => behind(b"*/").map_or(rest.len(), |at| at + 2),
                // What the marks begin with.
                [b'<' | b'-' | b';' | 0xc2 | 0xef, ..] => {
                    each(MARKS).find(|mark| rest.starts_with(mark.as_bytes())).map_or(0, str::len)
                }
                _ => 0,
            };
            if length == 0 {
                return;
            }
            self.at += length;
        }
    }

    /// A run without structure: a number, a keyword, an unquoted key. May be empty.
    fn bare(&mut self) -> &'a str {
        let rest = self.bytes();
        let ends =
            |b: &u8| matches!(b, b',' | b':' | b'}' | b']' | b'{' | b'[' | b'"') || b.is_ascii_whitespace();
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        let start = self.at;
        self.at += length;
        trim(self.text.get(start..self.at).unwrap_or_default(), "'")
    }

    /// What stands between the quote here and the one that closes it.
    #[inline(never)]
    fn string(&mut self) -> &'a str {
        let start = self.at + 1;
        self.at = start;
        loop {
            match self.peek() {
                Some(b'"') if self.closes() => break,
                Some(b'\\') => self.at += 2,
                Some(_) => self.at += 1,
                None => break,
            }
        }
        let raw = self.text.get(start..self.at.min(self.text.len())).unwrap_or_default();
        self.at += 1;
        raw
    }

    /// Whether the quote here ends its string: what follows must be able to follow a string. A bare quote inside
    /// a sentence is followed by a letter or by a comma and a word.
    fn closes(&self) -> bool {
        match self.sign(self.at + 1) {
            (None | Some(b'}' | b']' | b':'), ..) => true,
            (Some(b','), at, _) => !matches!(self.sign(at + 1).0, Some(b'a'..=b'z' | b'A'..=b'Z' | 0x80..)),
            (Some(b'"' | b'/' | b'<'), _, line_end) => line_end,
            _ => false,
        }
    }

    /// The first byte from `at` on that is not white space, where it stands, and whether a line ends before it.
    #[inline(never)]
    fn sign(&self, at: usize) -> (Option<u8>, usize, bool) {
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        let blank = rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
        (rest.get(blank).copied(), at + blank, rest[..blank].contains(&b'\n'))
    }

    /// Reads over a bracketed value of any depth.
    fn pass_over(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                b'"' => {
                    self.string();
                    continue;
                }
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
    }
}

/// What is between the quotes of a string, `raw`, says, on one line.
#[inline(never)]
fn unescape(raw: &str) -> String {
    /// What two halves of a character add to it.
    const HALVES: u32 = (0xd800 << 10) + 0xdc00 - 0x1_0000;
    let mut out = String::new();
    let mut rest = raw;
    let mut half = 0_u32;
    while let Some(at) = find(rest, "\\") {
        out.push_str(&rest[..at]);
        let mut chars = rest[at + 1..].chars();
        let c = chars.next().unwrap_or(' ');
        rest = chars.as_str();
        let unit = rest.get(..4).and_then(|digits| number(digits, 16)).filter(|_| c == 'u');
        let Some(unit) = unit else {
            push(&mut out, if matches!(c, 'n' | 't' | 'r' | 'b' | 'f') { ' ' } else { c });
            continue;
        };
        rest = &rest[4..];
        let code = match unit {
            0xd800..=0xdbff => u32::MAX,
            0xdc00..=0xdfff => (half << 10).wrapping_add(unit).wrapping_sub(HALVES),
            unit => unit,
        };
        half = unit;
        if let Some(c) = char::from_u32(code) {
            push(&mut out, c);
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::super::texts::Room;
    use super::*;

    /// What the first `key` at the top of `text`, or in a list there, says.
    fn said(text: &str, key: &str) -> String {
        let room = Room::default();
        let texts = Texts::new(&room);
        let mut json = Json::new(&texts);
        json.read(text);
        let objects = (0..json.len()).filter(|&at| json.at(at).1 == Kind::Object);
        objects
            .filter_map(|at| json.get(at, key))
            .map(|at| json.text(at))
            .next()
            .unwrap_or_default()
            .to_owned()
    }

    #[test]
    fn what_publishers_write() {
        for text in [
            r#"{"h":"A \"b\" \u00e9\ud83d\ude00\/"}"#,
            "<!-- {\"h\": \"A \\\"b\\\" é😀/\"} -->",
            "//<![CDATA[\n{\"h\":\"A \\\"b\\\" é😀/\",}\n//]]>",
            "/* one */ [{\"x\": [1, 2,], // two\n \"h\" : \"A \"b\" é😀/\"\n \"y\": null}]; ",
            "{h: \"A \"b\" é😀/\",\n \"x\": {}}",
        ] {
            assert_eq!(said(text, "h"), "A \"b\" é😀/", "{text}");
        }
    }

    #[test]
    fn raw_line_ends_and_missing_commas() {
        let text = "{\"b\":\"one\ntwo\"\n\"h\":\"x\"}";
        assert_eq!((said(text, "h"), said(text, "b")), ("x".to_owned(), "one\ntwo".to_owned()));
    }

    #[test]
    fn a_quote_before_a_comma_in_a_sentence() {
        assert_eq!(said(r#"{"h":"He said "no", then left","i":1}"#, "h"), r#"He said "no", then left"#);
    }

    #[test]
    fn broken_ends_keep_what_came_before() {
        assert_eq!(said(r#"{"h":"x","i":["#, "h"), "x");
        assert_eq!(said(r#"[{"h":"x" ]"#, "h"), "x");
        for broken in [
            "",
            "{",
            "[",
            "\"",
            "{\"",
            "{\"a",
            "{\"a\"",
            "{\"a\":",
            "\\",
            "{:}",
            "{,,}",
            "}{",
            "{\"a\":\"\\u12",
        ] {
            said(broken, "h");
        }
    }

    #[test]
    fn depth_is_bounded_and_what_follows_is_read() {
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        assert_eq!(said(&format!("{{\"d\":{deep},\"h\":\"x\"}}"), "h"), "x");
        said(&"{\"a\":".repeat(100_000), "h");
        said(&"\" ".repeat(100_000), "h");
    }
}
