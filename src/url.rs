//! Addresses: resolving a reference against a base (RFC 3986, section 5, with the leniency of the URL Standard).
//!
//! Our own because the `url` crate with its tables of Unicode domain names would be a sixth of the whole module;
//! tests hold it to that crate.

use crate::error::Error;
use crate::text::{lower_case, push};
use crate::tree::{Tree, attr, tag};

/// An absolute address that others are resolved against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// Lower case, without the colon.
    scheme: String,
    /// Host and port, without the slashes.
    authority: String,
    path: String,
    query: Option<String>,
}

/// Schemes a page can have been loaded from.
const PAGE_SCHEMES: [&str; 3] = ["http", "https", "file"];

impl Base {
    /// Reads an absolute address with a scheme of http, https or file.
    ///
    /// # Errors
    /// [`Error::BadUrl`] for anything else.
    pub fn parse(url: &str) -> Result<Base, Error> {
        let bad = || Error::BadUrl(url.to_owned());
        let text = tidy(url);
        let (scheme, rest) = split_scheme(&text).ok_or_else(bad)?;
        let scheme = scheme.to_ascii_lowercase();
        let rest = rest.replace('\\', "/");
        if !PAGE_SCHEMES.contains(&scheme.as_str()) || !rest.starts_with("//") {
            return Err(bad());
        }
        let rest = &rest[2..];
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at(end);
        if authority.contains([' ', '<', '>', '"', '%', '^', '|'])
            || authority.is_empty() && scheme != "file"
            || authority.ends_with(':') && authority.len() == 1
        {
            return Err(bad());
        }
        let (rest, _) = cut(rest, '#');
        let (path, query) = cut(rest, '?');
        let path = if path.is_empty() { "/".to_owned() } else { remove_dots(path) };
        Ok(Base { scheme, authority: authority.to_ascii_lowercase(), path, query: query.map(str::to_owned) })
    }

    /// The base of a document loaded from here: its `<base href>`, if it has one that is an address of the web.
    pub fn of_document(self, tree: &Tree) -> Base {
        let href = tree.find(tag::BASE).and_then(|node| node.attr(attr::HREF));
        href.and_then(|href| Base::parse(&self.resolve(href)).ok()).unwrap_or(self)
    }

    /// `reference` as an absolute address, encoded so that it holds no white space, quotes or angle brackets.
    /// Other schemes than the web's come back as they are; whoever shows them decides.
    pub fn resolve(&self, reference: &str) -> String {
        let text = tidy(reference);
        if let Some((scheme, rest)) = split_scheme(&text) {
            let scheme = scheme.to_ascii_lowercase();
            if !matches!(scheme.as_str(), "http" | "https") {
                return encode(&format!("{scheme}:{rest}"));
            }
            let authority = rest.trim_start_matches(['/', '\\']);
            // Of old, `http:page` is relative on an http page.
            if scheme == self.scheme && rest.len() - authority.len() < 2 {
                return self.resolve_relative(rest);
            }
            return absolute(&scheme, authority);
        }
        self.resolve_relative(&text)
    }

    /// `text` has no scheme, and what it does not hold is taken from here.
    fn resolve_relative(&self, text: &str) -> String {
        let is_slash = |at: usize| matches!(text.as_bytes().get(at), Some(b'/' | b'\\'));
        if is_slash(0) && is_slash(1) {
            return absolute(&self.scheme, text.trim_start_matches(['/', '\\']));
        }
        let (main, fragment) = cut(text, '#');
        let (path, query) = cut(main, '?');
        let path = path.replace('\\', "/");
        let (path, query) = if path.is_empty() {
            (self.path.clone(), query.or(self.query.as_deref()))
        } else if path.starts_with('/') {
            (remove_dots(&path), query)
        } else {
            let folder = self.path.rfind('/').map_or("/", |at| &self.path[..=at]);
            (remove_dots(&format!("{folder}{path}")), query)
        };
        let mut out = format!("{}://{}{}", self.scheme, self.authority, path);
        push_part(&mut out, '?', query);
        push_part(&mut out, '#', fragment);
        encode(&out)
    }

    /// The host without port and `www.`, such as `example.org`.
    pub fn host(&self) -> &str {
        let host = self.authority.rsplit_once('@').map_or(self.authority.as_str(), |(_, host)| host);
        let host = if host.starts_with('[') { host } else { cut(host, ':').0 };
        host.strip_prefix("www.").unwrap_or(host)
    }

    /// The path, beginning with a slash.
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl std::fmt::Display for Base {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.authority, self.path)?;
        self.query.as_ref().map_or(Ok(()), |query| write!(f, "?{query}"))
    }
}

/// The scheme of `url` in lower case, where it has one, read as leniently as a browser does: control characters
/// and white space before it, tabs and line ends inside do not hide it.
pub fn scheme(url: &str) -> Option<String> {
    split_scheme(&tidy(url)).map(|(scheme, _)| scheme.to_ascii_lowercase())
}

/// The addresses of a `srcset`, each with its width or density. An address may hold commas inside, as the
/// standard has it, and a comma without white space behind it still ends one where a descriptor stands before it.
pub fn srcset_candidates(srcset: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = srcset;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (url, after) = rest.split_at(end);
        if url.ends_with(',') {
            rest = after;
            return Some((url.trim_end_matches(','), ""));
        }
        let end = after.find(',').unwrap_or(after.len());
        rest = &after[end..];
        Some((url, after[..end].trim()))
    })
}

/// `url` without what the URL Standard strips: controls and spaces at the ends, tabs and line ends anywhere.
fn tidy(url: &str) -> String {
    let bytes = url.as_bytes();
    let mut out = String::with_capacity(bytes.len());
    let (mut start, mut end) = (0, bytes.len());
    while start < end && bytes[start] <= b' ' {
        start += 1;
    }
    while start < end && bytes[end - 1] <= b' ' {
        end -= 1;
    }
    let mut copied = start;
    for at in start..end {
        if matches!(bytes[at], b'\t' | b'\n' | b'\r') {
            out.push_str(&url[copied..at]);
            copied = at + 1;
        }
    }
    out.push_str(&url[copied..end]);
    out
}

fn split_scheme(url: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = url.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    valid.then_some((scheme, rest))
}

fn cut(text: &str, at: char) -> (&str, Option<&str>) {
    text.split_once(at).map_or((text, None), |(head, tail)| (head, Some(tail)))
}

fn push_part(out: &mut String, mark: char, part: Option<&str>) {
    if let Some(part) = part {
        out.push(mark);
        out.push_str(part);
    }
}

/// `rest` begins with the authority.
fn absolute(scheme: &str, rest: &str) -> String {
    let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(end);
    let (main, fragment) = cut(rest, '#');
    let (path, query) = cut(main, '?');
    let path = remove_dots(&path.replace('\\', "/"));
    let path = if path.is_empty() { "/" } else { &path };
    let mut out = format!("{scheme}://{}{path}", lower_case(authority));
    push_part(&mut out, '?', query);
    push_part(&mut out, '#', fragment);
    encode(&out)
}

/// RFC 3986, section 5.2.4.
fn remove_dots(path: &str) -> String {
    let mut out: Vec<&str> = Vec::new();
    let mut segments = path.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        let last = segments.peek().is_none();
        match segment {
            "." => {}
            ".." => {
                out.pop();
            }
            _ => {
                out.push(segment);
                continue;
            }
        }
        if last {
            out.push("");
        }
    }
    if path.is_empty() { String::new() } else { format!("/{}", out.join("/")) }
}

/// Percent-encodes what must not stand in an address: controls, white space, quotes, angle brackets and what is
/// not ASCII. What is encoded already stays so.
fn encode(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    let mut copied = 0;
    for (at, &byte) in url.as_bytes().iter().enumerate() {
        let plain = byte > b' ' && byte < 0x7f && !matches!(byte, b'"' | b'<' | b'>' | b'`' | b'{' | b'}');
        if plain {
            continue;
        }
        // What is copied ends before a character, or is nothing inside of one.
        out.push_str(url.get(copied..at).unwrap_or_default());
        copied = at + 1;
        push(&mut out, '%');
        for digit in [byte >> 4, byte & 15] {
            push(&mut out, char::from(b"0123456789ABCDEF"[usize::from(digit)]));
        }
    }
    out.push_str(&url[copied..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolves_as_the_rfc_says() {
        let base = Base::parse("http://a.example/b/c/d;p?q").unwrap();
        for (reference, expected) in [
            ("g", "http://a.example/b/c/g"),
            ("./g", "http://a.example/b/c/g"),
            ("g/", "http://a.example/b/c/g/"),
            ("/g", "http://a.example/g"),
            ("//g.example", "http://g.example/"),
            ("?y", "http://a.example/b/c/d;p?y"),
            ("g?y#s", "http://a.example/b/c/g?y#s"),
            ("#s", "http://a.example/b/c/d;p?q#s"),
            ("", "http://a.example/b/c/d;p?q"),
            ("..", "http://a.example/b/"),
            ("../../../g", "http://a.example/g"),
            ("HTTPS://X.example/ä b", "https://x.example/%C3%A4%20b"),
            ("java\nscript:alert(1)", "javascript:alert(1)"),
            ("mailto:x@y.example", "mailto:x@y.example"),
        ] {
            assert_eq!(base.resolve(reference), expected, "{reference}");
        }
    }

    #[test]
    fn a_base_is_an_absolute_web_address() {
        for bad in ["", "example.org", "/path", "javascript:alert(1)", "https://", "http:/x", "https://a b/"]
        {
            assert!(Base::parse(bad).is_err(), "{bad}");
        }
        let base = Base::parse(" HTTPS://WWW.Example.org:8080?x#y").unwrap();
        assert_eq!((base.host(), base.path()), ("example.org", "/"));
        assert_eq!(base.to_string(), "https://www.example.org:8080/?x");
    }

    #[test]
    fn schemes_cannot_hide() {
        assert_eq!(scheme(" \u{1}JaVa\tScRiPt:x").as_deref(), Some("javascript"));
        assert_eq!(scheme("a/b:c"), None);
    }
}
