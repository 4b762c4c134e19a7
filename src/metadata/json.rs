//! A JSON reader for what publishers write: comments, trailing and missing commas, raw line ends in strings, bare
//! quotes inside strings, HTML comments and CDATA marks around it all. It never fails; it returns what it could
//! make out, in time linear in the text.

use super::words::{each, number, trim};
use crate::text::push;

/// A JSON value. Numbers keep their spelling: nothing here calculates with them.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`, and what could not be read.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number or any other bare word, as spelled.
    Bare(String),
    /// A string, unescaped.
    Text(String),
    /// An array.
    Array(Vec<Json>),
    /// An object, its members in order.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The member `key` of an object.
    #[inline(never)]
    pub fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Json::Object(members) => members.iter().find(|(own, _)| own == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// What a string or number says.
    pub fn text(&self) -> Option<&str> {
        match self {
            Json::Text(text) | Json::Bare(text) => Some(text),
            _ => None,
        }
    }

    /// The elements of an array; anything else is an array of itself.
    pub fn items(&self) -> &[Json] {
        match self {
            Json::Array(items) => items,
            Json::Null => &[],
            other => std::slice::from_ref(other),
        }
    }
}

/// Deeper values are read over.
const MAX_DEPTH: usize = 32;

/// Reads every value in `text`, which should hold one.
pub fn parse(text: &str) -> Vec<Json> {
    let mut reader = Reader { text, at: 0 };
    let mut values = Vec::new();
    loop {
        reader.skip();
        match reader.peek() {
            None => return values,
            Some(b'{' | b'[') => values.push(reader.value(0)),
            Some(_) => reader.at += 1,
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    /// Always at a character boundary when a slice is taken.
    at: usize,
}

impl Reader<'_> {
    fn bytes(&self) -> &[u8] {
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
                _ => each(MARKS).find(|mark| rest.starts_with(mark.as_bytes())).map_or(0, str::len),
            };
            if length == 0 {
                return;
            }
            self.at += length;
        }
    }

    fn value(&mut self, depth: usize) -> Json {
        self.skip();
        match self.peek() {
            Some(b'{' | b'[') if depth >= MAX_DEPTH => {
                self.pass_over();
                Json::Null
            }
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'"') => Json::Text(self.string()),
            _ => match self.bare() {
                "true" => Json::Bool(true),
                "false" => Json::Bool(false),
                "null" | "" => Json::Null,
                word => Json::Bare(word.to_owned()),
            },
        }
    }

    fn object(&mut self, depth: usize) -> Json {
        let mut members = Vec::new();
        self.at += 1;
        loop {
            self.skip();
            let key = match self.peek() {
                None => break,
                Some(b'}') => {
                    self.at += 1;
                    break;
                }
                // The array around this object ends: its brace is missing.
                Some(b']') => break,
                Some(b'"') => self.string(),
                Some(_) => self.bare().to_owned(),
            };
            self.skip();
            if self.peek() == Some(b':') {
                self.at += 1;
                members.push((key, self.value(depth + 1)));
            } else if key.is_empty() {
                self.at += 1;
            }
        }
        Json::Object(members)
    }

    fn array(&mut self, depth: usize) -> Json {
        let mut items = Vec::new();
        self.at += 1;
        loop {
            self.skip();
            match self.peek() {
                None => break,
                Some(b']') => {
                    self.at += 1;
                    break;
                }
                Some(b',') => self.at += 1,
                Some(b'}' | b':') => break,
                Some(_) => items.push(self.value(depth + 1)),
            }
        }
        Json::Array(items)
    }

    /// A run without structure: a number, a keyword, an unquoted key. May be empty.
    fn bare(&mut self) -> &str {
        let rest = self.bytes();
        let ends =
            |b: &u8| matches!(b, b',' | b':' | b'}' | b']' | b'{' | b'[' | b'"') || b.is_ascii_whitespace();
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        let start = self.at;
        self.at += length;
        trim(self.text.get(start..self.at).unwrap_or_default(), "'")
    }

    #[inline(never)]
    fn string(&mut self) -> String {
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
        unescape(raw)
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

/// What is between the quotes of a string, `raw`, says.
#[inline(never)]
fn unescape(raw: &str) -> String {
    let unit = |text: &str| number(text.get(..4)?, 16);
    let mut out = String::new();
    let mut chars = raw.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            push(&mut out, c);
            continue;
        }
        let rest = chars.as_str();
        let (code, length) = match chars.next() {
            Some('n') => (u32::from('\n'), 1),
            Some('t' | 'r' | 'b' | 'f') => (u32::from(' '), 1),
            Some('u') => {
                let low =
                    || unit(rest.get(5..)?.strip_prefix("\\u")?).filter(|low| (0xdc00..0xe000).contains(low));
                match (unit(&rest[1..]), low()) {
                    (Some(high @ 0xd800..=0xdbff), Some(low)) => {
                        (0x10000 + ((high - 0xd800) << 10) + low - 0xdc00, 11)
                    }
                    (Some(code), _) => (code, 5),
                    (None, _) => (u32::from('u'), 1),
                }
            }
            Some(c) if c.is_ascii() => (u32::from(c), 1),
            _ => (u32::from('\\'), 0),
        };
        push(&mut out, char::from_u32(code).unwrap_or('\u{fffd}'));
        chars = rest[length..].chars();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headline(text: &str) -> String {
        let values = parse(text);
        values.iter().find_map(|v| v.get("h")?.text()).unwrap_or_default().to_owned()
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
            let values = parse(text);
            let got = values.iter().flat_map(Json::items).find_map(|v| v.get("h")?.text());
            assert_eq!(got, Some("A \"b\" é😀/"), "{text}");
        }
    }

    #[test]
    fn raw_line_ends_and_missing_commas() {
        let text = "{\"b\":\"one\ntwo\"\n\"h\":\"x\"}";
        assert_eq!(headline(text), "x");
        assert_eq!(parse(text)[0].get("b").and_then(Json::text), Some("one\ntwo"));
    }

    #[test]
    fn a_quote_before_a_comma_in_a_sentence() {
        assert_eq!(headline(r#"{"h":"He said "no", then left","i":1}"#), r#"He said "no", then left"#);
    }

    #[test]
    fn broken_ends_keep_what_came_before() {
        assert_eq!(headline(r#"{"h":"x","i":["#), "x");
        assert_eq!(headline(r#"[{"h":"x" ]"#), "");
        assert_eq!(parse(r#"[{"h":"x" ]"#)[0].items()[0].get("h").and_then(Json::text), Some("x"));
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
            parse(broken);
        }
    }

    #[test]
    fn depth_is_bounded_and_what_follows_is_read() {
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        assert_eq!(headline(&format!("{{\"d\":{deep},\"h\":\"x\"}}")), "x");
        parse(&"{\"a\":".repeat(100_000));
        parse(&"\" ".repeat(100_000));
    }
}
