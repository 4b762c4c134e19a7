//! What JavaScript hands in - a string, bytes, or a snapshot of a live document - into a page.

use js_sys::Uint32Array;
use wasm_bindgen::prelude::*;

use super::failure::Failure;
use super::object::property;
use super::options::Given;
use crate::article::{Article, Limit};
use crate::error::Error;
use crate::options::Options;
use crate::snapshot::{self, Snapshot};
use crate::tree::Tree;

/// A page, and what was asked of it.
pub struct Page {
    pub tree: Tree,
    /// The limit that was met.
    pub truncated: Option<Limit>,
    pub options: Options,
}

impl Page {
    pub fn article(&self) -> Result<Article, Failure> {
        Ok(crate::extract_tree(&self.tree, self.truncated, &self.options)?)
    }
}

/// Reads any of the three.
pub fn read(input: &JsValue, given: &Given) -> Result<Page, Failure> {
    #[cfg(feature = "parser")]
    {
        if let Some(html) = input.as_string() {
            return parse(&html, given);
        }
        if let Some(bytes) = input.dyn_ref::<js_sys::Uint8Array>() {
            let length = bytes.length() as usize;
            let limit = given.options.limits.max_bytes;
            if length > limit {
                return Err(Error::TooLarge { bytes: length, limit }.into());
            }
            return parse(&decode(bytes, given.charset.as_deref()), given);
        }
    }
    if input.is_object() {
        return read_snapshot(input, given);
    }
    Err(Failure::Call {
        code: "bad-input",
        message: "The input is of a type that cannot be read.".to_owned(),
        advice: if cfg!(feature = "parser") {
            "Pass a string, a Uint8Array, or what snapshot() returns."
        } else {
            "This build reads live documents only: pass what snapshot() returns."
        },
    })
}

#[cfg(feature = "parser")]
fn parse(html: &str, given: &Given) -> Result<Page, Failure> {
    let (tree, truncated) = crate::extract::parse(html, &given.options)?;
    Ok(Page { tree, truncated, options: given.options.clone() })
}

/// Reads what `www/element/snapshot.js` returns. Its own address and day stand in for missing ones.
pub fn read_snapshot(input: &JsValue, given: &Given) -> Result<Page, Failure> {
    let get = |key: &str| property(input, key);
    let (names, text, ops) = (get("names").as_string(), get("text").as_string(), get("ops"));
    let (Some(names), Some(text), true) = (names, text, ops.is_object()) else {
        return Err(Error::BadSnapshot.into());
    };
    if get("version").as_f64() != Some(f64::from(snapshot::VERSION)) {
        return Err(Error::BadSnapshot.into());
    }
    let ops = Uint32Array::new(&ops).to_vec();
    let mut options = given.options.clone();
    options.today = options.today.or_else(|| get("today").as_string());
    // A document made by a script has an address such as about:blank, which says nothing.
    options.url =
        options.url.or_else(|| get("url").as_string().filter(|url| crate::url::Base::parse(url).is_ok()));
    let (tree, truncated) =
        snapshot::read(Snapshot { names: &names, text: &text, ops: &ops }, &options.limits)?;
    Ok(Page { tree, truncated, options })
}

#[cfg(feature = "parser")]
#[wasm_bindgen]
extern "C" {
    /// The browser's decoder, which knows every encoding of the web.
    type TextDecoder;
    #[wasm_bindgen(constructor, catch)]
    fn new(label: &str) -> Result<TextDecoder, JsValue>;
    #[wasm_bindgen(method)]
    fn decode(this: &TextDecoder, bytes: &js_sys::Uint8Array) -> String;
}

/// Bytes as text, in the order of the HTML standard: a byte order mark, the server's word, the page's own, UTF-8.
/// Bytes that mean nothing become U+FFFD.
#[cfg(feature = "parser")]
fn decode(bytes: &js_sys::Uint8Array, charset: Option<&str>) -> String {
    /// As far as the standard lets a page wait with its declaration.
    const HEAD_BYTES: u32 = 1024;
    let head = bytes.subarray(0, HEAD_BYTES.min(bytes.length())).to_vec();
    let marked = match head.as_slice() {
        [0xef, 0xbb, 0xbf, ..] => Some("utf-8"),
        [0xfe, 0xff, ..] => Some("utf-16be"),
        [0xff, 0xfe, ..] => Some("utf-16le"),
        _ => None,
    };
    let declared = declared_charset(&head);
    for label in [marked, charset, declared.as_deref(), Some("utf-8")].into_iter().flatten() {
        // Nearly all pages, and faster than by a string of JavaScript's. A mark is the decoder's to take away.
        if marked.is_none()
            && label.eq_ignore_ascii_case("utf-8")
            && let Ok(html) = String::from_utf8(bytes.to_vec())
        {
            return html;
        }
        if let Ok(decoder) = TextDecoder::new(label) {
            return decoder.decode(bytes);
        }
    }
    String::new() // Never: every browser has the last one.
}

/// The encoding that a page declares in its first bytes, by `<meta charset>` or in a `content-type`.
#[cfg(feature = "parser")]
fn declared_charset(head: &[u8]) -> Option<String> {
    const NAME: &[u8] = b"charset";
    for (at, name) in head.windows(NAME.len()).enumerate() {
        if !name.eq_ignore_ascii_case(NAME) {
            continue;
        }
        let Some(start) = head[..at].iter().rposition(|byte| *byte == b'<') else { continue };
        let tag = &head[start..at];
        if !tag.get(..5).is_some_and(|name| name.eq_ignore_ascii_case(b"<meta")) || tag.contains(&b'>') {
            continue;
        }
        let mut label = String::new();
        let mut is_said = false;
        for &byte in &head[at + NAME.len()..] {
            match byte {
                b'=' if !is_said => is_said = true,
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b':' | b'.' if is_said => {
                    label.push(char::from(byte.to_ascii_lowercase()));
                }
                b'"' | b'\'' if is_said && label.is_empty() => {}
                _ if byte.is_ascii_whitespace() && label.is_empty() => {}
                _ => break,
            }
        }
        if !label.is_empty() {
            // The standard: a page that names UTF-16 in ASCII letters is not in UTF-16.
            return Some(if label.starts_with("utf-16") { "utf-8".to_owned() } else { label });
        }
    }
    None
}
