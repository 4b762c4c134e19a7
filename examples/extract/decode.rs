//! Bytes of a page into text. A saved file has lost the header that named its encoding, so the evidence is the
//! bytes themselves: byte order mark, validity as UTF-8, the declaration in the markup, statistics of letters.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// A declaration is looked for in as many bytes as the HTML standard says.
const PRESCAN_BYTES: usize = 1024;

/// The text of `bytes`. Whatever cannot be decoded becomes U+FFFD, and the rest stays.
pub fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, mark_bytes)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark_bytes..]).0.into_owned();
    }
    // Nothing but UTF-8 looks like UTF-8, whatever the page declares: often it was converted when it was saved.
    // (ISO-2022-JP alone is all ASCII: its characters stand between escapes.)
    if let Ok(text) = std::str::from_utf8(bytes)
        && !(text.is_ascii() && text.contains('\u{1b}'))
    {
        return text.to_owned();
    }
    let declared = declared(bytes).unwrap_or(UTF_8);
    let text = declared.decode_without_bom_handling(bytes).0;
    if fits(&text) {
        return text.into_owned();
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let detected = detector.guess(None, Utf8Detection::Deny);
    detected.decode_without_bom_handling(bytes).0.into_owned()
}

/// Whether a decoding is right for the page: a stray bad byte is no reason to read all the rest otherwise, but
/// with the wrong encoding most of what is not ASCII fails.
fn fits(text: &str) -> bool {
    let (bad, good) = text.chars().filter(|c| !c.is_ascii()).fold((0_usize, 0_usize), |(bad, good), c| {
        if c == char::REPLACEMENT_CHARACTER { (bad + 1, good) } else { (bad, good + 1) }
    });
    const GOOD_PER_BAD: usize = 4;
    bad * GOOD_PER_BAD <= good
}

/// The encoding that the page declares: HTML standard, "prescan a byte stream to determine its encoding", and
/// XML's declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(PRESCAN_BYTES)];
    let encoding = xml_label(head).and_then(Encoding::for_label).or_else(|| prescan(head))?;
    // A declaration that could be read as ASCII is not UTF-16; "replacement" would throw everything away.
    if encoding == UTF_16LE || encoding == UTF_16BE {
        Some(UTF_8)
    } else if encoding == X_USER_DEFINED {
        Some(WINDOWS_1252)
    } else {
        Some(encoding).filter(|encoding| encoding.name() != "replacement")
    }
}

/// `<?xml … encoding="…"?>`.
fn xml_label(head: &[u8]) -> Option<&[u8]> {
    let declaration = head.strip_prefix(b"<?xml")?;
    let declaration = &declaration[..find(declaration, b">")?];
    let rest = declaration[find(declaration, b"encoding")? + "encoding".len()..].trim_ascii_start();
    let rest = rest.strip_prefix(b"=")?.trim_ascii_start();
    let quote = rest.first().filter(|byte| matches!(byte, b'"' | b'\''))?;
    let label = &rest[1..];
    Some(&label[..label.iter().position(|byte| byte == quote)?])
}

fn prescan(mut head: &[u8]) -> Option<&'static Encoding> {
    while let Some(at) = head.iter().position(|&byte| byte == b'<') {
        head = &head[at..];
        if head.starts_with(b"<!--") {
            // `<!-->` is a whole comment: its dashes serve twice.
            head = &head[2 + find(&head[2..], b"-->")?..];
        } else if head.len() > 5 && head[..5].eq_ignore_ascii_case(b"<meta") && ends_name(head[5]) {
            let mut attributes = Attributes { rest: &head[5..] };
            if let Some(encoding) = meta_encoding(&mut attributes) {
                return Some(encoding);
            }
            head = attributes.rest;
        } else if head.len() > 1 && (head[1].is_ascii_alphabetic() || head[1] == b'/') {
            let name = head.iter().position(|&byte| byte == b'>' || byte.is_ascii_whitespace())?;
            let mut attributes = Attributes { rest: &head[name..] };
            attributes.by_ref().for_each(drop);
            head = attributes.rest;
        } else if head.len() > 1 && matches!(head[1], b'!' | b'?') {
            head = &head[find(head, b">")?..];
        } else {
            head = &head[1..];
        }
    }
    None
}

fn meta_encoding(attributes: &mut Attributes<'_>) -> Option<&'static Encoding> {
    let (mut pragma, mut charset, mut content) = (false, None, None);
    for (name, value) in attributes {
        match name.as_slice() {
            b"http-equiv" => pragma |= value == b"content-type",
            b"charset" => charset = charset.or(Some(value)),
            b"content" => content = content.or(Some(value)),
            _ => {}
        }
    }
    let label = match charset {
        Some(label) => label,
        None => content_charset(&content.filter(|_| pragma)?)?.to_vec(),
    };
    Encoding::for_label(&label)
}

/// The charset in a value such as `text/html; charset=euc-kr`.
fn content_charset(value: &[u8]) -> Option<&[u8]> {
    let mut rest = value;
    loop {
        rest = rest[find(rest, b"charset")? + "charset".len()..].trim_ascii_start();
        if let Some(label) = rest.strip_prefix(b"=") {
            let label = label.trim_ascii_start();
            return match label.first()? {
                quote @ (b'"' | b'\'') => label[1..].split(|byte| byte == quote).next(),
                _ => label.split(|byte| byte.is_ascii_whitespace() || *byte == b';').next(),
            };
        }
    }
}

/// The attributes of a tag, names and values in lower case: HTML standard, "get an attribute". Stops behind `>`
/// or at the end.
struct Attributes<'a> {
    rest: &'a [u8],
}

impl Attributes<'_> {
    /// Takes bytes up to one that `stop` names.
    fn until(&mut self, stop: impl Fn(u8) -> bool) -> Vec<u8> {
        let end = self.rest.iter().position(|&byte| stop(byte)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken.to_ascii_lowercase()
    }
}

impl Iterator for Attributes<'_> {
    type Item = (Vec<u8>, Vec<u8>);

    fn next(&mut self) -> Option<Self::Item> {
        self.until(|byte| byte != b'/' && !byte.is_ascii_whitespace());
        if *self.rest.first()? == b'>' {
            return None;
        }
        let name = self.until(|byte| byte == b'=' || byte == b'>' || ends_name(byte));
        self.until(|byte| !byte.is_ascii_whitespace());
        let Some(value) = self.rest.strip_prefix(b"=") else { return Some((name, Vec::new())) };
        self.rest = value.trim_ascii_start();
        let value = match *self.rest.first()? {
            quote @ (b'"' | b'\'') => {
                self.rest = &self.rest[1..];
                let value = self.until(|byte| byte == quote);
                self.rest = self.rest.get(1..).unwrap_or_default();
                value
            }
            _ => self.until(|byte| byte == b'>' || byte.is_ascii_whitespace()),
        };
        Some((name, value))
    }
}

/// Whether `byte` ends a name in a tag.
fn ends_name(byte: u8) -> bool {
    byte == b'/' || byte.is_ascii_whitespace()
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}
