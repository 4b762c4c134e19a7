//! Which addresses may pass.

use std::borrow::Cow;

use crate::metadata::words::{is_blank, listed, trim};
use crate::text;
use crate::tree::{Node, attr};
use crate::url::{self, Base, srcset_candidates};

/// Longer ones are no addresses that anybody follows, and copied into many places they would swell the output.
const MAX_ADDRESS_BYTES: usize = 4096;

/// A picture in an address; larger ones belong in files.
const MAX_DATA_BYTES: usize = 1 << 20;

/// Types of image that hold nothing but pixels.
const PIXELS: [&str; 7] = ["png", "jpeg", "jpg", "gif", "webp", "avif", "bmp"];

/// `value` without characters that a parser would drop or change, before anything is decided on it.
#[inline(never)]
pub(super) fn tidy(value: &str) -> Cow<'_, str> {
    if !value.bytes().any(|b| matches!(b, b'\0' | b'\r')) {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len());
    let mut before = ' ';
    for c in value.chars() {
        match c {
            '\0' => {}
            '\r' => out.push('\n'),
            '\n' if before == '\r' => {}
            _ => text::push(&mut out, c),
        }
        before = c;
    }
    Cow::Owned(out)
}

/// What the link `node` leads to, as the page spells it, if it may lead there.
pub(super) fn link(node: Node<'_>) -> Option<Cow<'_, str>> {
    let href = tidy(node.attr(attr::HREF)?);
    let long = href.len() > MAX_ADDRESS_BYTES;
    let allowed = match url::scheme(&href) {
        Some(scheme) => listed("http,https,mailto,tel", &scheme),
        None => !is_blank(&href),
    };
    (allowed && !long).then_some(href)
}

/// The part of the page that `href` leads to, if it leads into this page.
pub(super) fn fragment<'a>(href: &'a str, base: Option<&Base>) -> Option<&'a str> {
    let (page, fragment) = trim(href, "").split_once('#')?;
    let here = page.is_empty() || base.is_some_and(|base| base.resolve(page) == base.to_string());
    (here && !fragment.is_empty()).then_some(fragment)
}

/// `href`, which [`link`] has let pass, made absolute.
pub(super) fn absolute(href: &str, base: Option<&Base>) -> Option<String> {
    let url = match base {
        Some(base) => base.resolve(href),
        None => relative(href),
    };
    (url.len() <= 2 * MAX_ADDRESS_BYTES).then_some(url)
}

/// `value` as an absolute address of the web, or as it is where there is no base to resolve it against.
pub(super) fn web(value: &str, base: Option<&Base>) -> Option<String> {
    let value = tidy(value);
    if is_blank(&value) || value.len() > MAX_ADDRESS_BYTES {
        return None;
    }
    let url = absolute(&value, base)?;
    let may_pass = match url::scheme(&url) {
        Some(scheme) => listed("http,https", &scheme),
        None => base.is_none(),
    };
    may_pass.then_some(url)
}

/// `value` as the address of an image: of the web, or pixels in the address itself.
pub(super) fn image(value: &str, base: Option<&Base>) -> Option<String> {
    let trimmed = trim(value, "");
    let is_data = trimmed.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"));
    if !is_data {
        return web(value, base);
    }
    let (head, data) = trimmed[5..].split_once(',')?;
    let head = head.to_ascii_lowercase();
    let kind = head.strip_prefix("image/")?.strip_suffix(";base64")?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=' | b'%' | b'-' | b'_');
    let sound = PIXELS.contains(&kind) && data.len() <= MAX_DATA_BYTES && data.bytes().all(plain);
    sound.then(|| format!("data:{head},{data}"))
}

/// Most candidates that one image may have.
const MAX_CANDIDATES: usize = 24;

/// The candidates of a `srcset` that may pass.
pub(super) fn candidates(srcset: &str, base: Option<&Base>) -> Option<String> {
    let mut out = String::new();
    for (url, descriptor) in srcset_candidates(srcset).take(MAX_CANDIDATES) {
        let number = descriptor.strip_suffix(['w', 'x', 'h']).and_then(text::decimal);
        let sound = descriptor.is_empty() || number.is_some_and(|number| number > 0.0);
        if let Some(url) = web(url, base).filter(|url| sound && !url.ends_with(',')) {
            for piece in [if out.is_empty() { "" } else { ", " }, &url, " ", descriptor] {
                out.push_str(piece);
            }
            out.truncate(trim(&out, "").len());
        }
    }
    (!out.is_empty()).then_some(out)
}

/// `href` without what a browser strips.
fn relative(href: &str) -> String {
    let mut out = String::new();
    for c in href.trim_matches(|c: char| c <= ' ').chars() {
        match c {
            '\t' | '\n' => {}
            ' ' => out.push_str("%20"),
            _ => text::push(&mut out, c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_are_pixels_or_of_the_web() {
        let base = Base::parse("https://a.example/b/").unwrap();
        for (value, expected) in [
            ("c.png", Some("https://a.example/b/c.png")),
            ("//d.example/c", Some("https://d.example/c")),
            ("data:image/PNG;base64,AAAA", Some("data:image/png;base64,AAAA")),
            ("data:image/svg+xml;base64,AAAA", None),
            ("data:text/html,<b>", None),
            ("data:image/png,<svg>", None),
            ("javascript:alert(1)", None),
            ("ja\0vascript:alert(1)", None),
            ("blob:x", None),
            ("", None),
        ] {
            assert_eq!(image(value, Some(&base)).as_deref(), expected, "{value}");
        }
        assert_eq!(image("c d.png", None).as_deref(), Some("c%20d.png"));
    }

    #[test]
    fn candidates_are_checked_one_by_one() {
        let base = Base::parse("https://a.example/").unwrap();
        let check = |srcset| candidates(srcset, Some(&base));
        assert_eq!(
            check("a.png 1x, javascript:b 2x,c,d.png 640w,, e.png").as_deref(),
            Some("https://a.example/a.png 1x, https://a.example/c,d.png 640w, https://a.example/e.png")
        );
        assert_eq!(check("a.png 1x 2x, b.png -1w"), None);
        assert_eq!(check(""), None);
    }

    #[test]
    fn links_into_the_page_are_known() {
        let base = Base::parse("https://a.example/b?c").unwrap();
        for (href, expected) in [
            ("#n1", Some("n1")),
            ("https://a.example/b?c#n1", Some("n1")),
            ("/b?c#n1", Some("n1")),
            ("https://a.example/b#n1", None),
            ("#", None),
            ("x", None),
        ] {
            assert_eq!(fragment(href, Some(&base)), expected, "{href}");
        }
    }
}
