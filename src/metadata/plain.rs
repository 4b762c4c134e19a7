//! Plain text out of what a page says: no controls, no hidden directions, no endless lengths, entities decoded once.

use super::words::{each, listed};

/// Longest headline, name, or other short value, in characters.
pub const SHORT: usize = 500;

/// Longest description, in characters.
pub const LONG: usize = 2_000;

/// `text` on one line: white space collapsed, controls, invisible characters and overrides of direction left out,
/// cut at `limit` characters. Reads no more of a hostile text than it must.
pub fn plain(text: &str, limit: usize) -> String {
    let mut out = String::new();
    let mut space = false;
    let mut length = 0;
    for c in text.chars() {
        if c.is_whitespace() {
            space = !out.is_empty();
        } else if !is_invisible(c) {
            if length + usize::from(space) >= limit {
                break;
            }
            if space {
                out.push(' ');
                space = false;
                length += 1;
            }
            out.push(c);
            length += 1;
        }
    }
    out
}

/// Controls, marks and overrides of direction, zero-width spaces, soft hyphens, private use. The joiners that
/// emoji and Indic and Persian letters need stay.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{fff9}'..='\u{fffd}')
}

/// `text` of a JSON string, which publishers fill from HTML: inline tags go, character references are decoded,
/// once. The result is text: whatever looks like markup in it means itself.
pub fn from_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|b| matches!(b, b'<' | b'&')) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let taken = if rest.starts_with('<') { tag(rest, &mut out) } else { reference(rest, &mut out) };
        if taken == 0 {
            out.push_str(&rest[..1]);
        }
        rest = &rest[taken.max(1)..];
    }
    out.push_str(rest);
    out
}

/// The length of the tag of text formatting that `text` begins with, or 0.
fn tag(text: &str, out: &mut String) -> usize {
    const KNOWN: &str = "a,b,i,u,p,q,s,em,br,h1,h2,h3,li,ul,ol,div,sub,sup,wbr,img,span,font,mark,cite,small,strong,figure,blockquote";
    let name = text[1..].trim_start_matches('/');
    let end = name.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(0);
    if !each(KNOWN).any(|known| name[..end].eq_ignore_ascii_case(known)) {
        return 0;
    }
    // A second "<" ends the search, so that many of them cost no more than one.
    match text.bytes().skip(1).position(|b| matches!(b, b'<' | b'>')).map(|at| at + 1) {
        Some(close) if text.as_bytes()[close] == b'>' => {
            if listed("p,br,div,li,h1,h2,h3", &name[..end]) {
                out.push(' ');
            }
            close + 1
        }
        _ => 0,
    }
}

/// Decodes the character reference `text` begins with; its length, or 0.
fn reference(text: &str, out: &mut String) -> usize {
    const MAX_REFERENCE: usize = 10;
    let window = &text.as_bytes()[1..text.len().min(MAX_REFERENCE + 2)];
    let Some(end) = window.iter().position(|&b| b == b';') else { return 0 };
    let Some(name) = text.get(1..=end) else { return 0 };
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let code = u32::from_str_radix(hex.unwrap_or(number), if hex.is_some() { 16 } else { 10 });
            code.ok().and_then(windows_1252)
        }
        None => named(name),
    };
    match c {
        Some(c) => {
            out.push(c);
            end + 2
        }
        None => 0,
    }
}

/// The character numbered `code`; 128 to 159 mean Windows-1252, as in HTML.
fn windows_1252(code: u32) -> Option<char> {
    const UPPER: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match code {
        0x80..=0x9f => Some(UPPER[code as usize - 0x80]),
        _ => char::from_u32(code),
    }
}

/// The character that `name` refers to.
fn named(name: &str) -> Option<char> {
    each(NAMED).find_map(|known| {
        let mut rest = known.strip_prefix(name)?.chars();
        rest.next().filter(|_| rest.as_str().is_empty())
    })
}

/// The named references that occur in headlines and names, each with its character.
const NAMED: &str = "\
    amp&,lt<,gt>,quot\",apos',nbsp ,lsquo‘,rsquo’,ldquo“,rdquo”,sbquo‚,bdquo„,laquo«,raquo»,ndash–,mdash—,\
    hellip…,bull•,middot·,shy\u{ad},copy©,reg®,trade™,euro€,pound£,deg°,times×,eacuteé,egraveè,ecircê,eumlë,\
    aacuteá,agraveà,acircâ,aumlä,atildeã,aringå,aeligæ,ccedilç,iacuteí,icircî,iumlï,ntildeñ,oacuteó,ocircô,\
    oumlö,otildeõ,oslashø,uacuteú,ugraveù,ucircû,uumlü,szligß,EacuteÉ,AumlÄ,AringÅ,OumlÖ,OslashØ,UumlÜ,CcedilÇ,\
    AgraveÀ,iexcl¡,iquest¿,frac12½,zwj\u{200d},zwnj\u{200c}";

/// Letters and digits of `text` in lower case, nothing else: equal for two spellings of one headline.
pub fn loose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        if c.is_ascii() { out.push(c.to_ascii_lowercase()) } else { out.extend(c.to_lowercase()) }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_clean_line() {
        assert_eq!(plain(" a\u{202e}b\0\n\t c\u{200b}d ", SHORT), "ab cd");
        assert_eq!(plain(&"x".repeat(1 << 20), SHORT).len(), SHORT);
        assert!(plain(&"x ".repeat(1 << 20), SHORT).len() <= SHORT);
        assert_eq!(plain(&" ".repeat(60_000), SHORT), "");
        assert_eq!(plain("👩\u{200d}🚀", SHORT), "👩\u{200d}🚀");
    }

    #[test]
    fn html_in_json_is_decoded_once() {
        assert_eq!(from_html("Tom &amp; Ann&#8217;s <em>day</em> &#x201c;x&quot;"), "Tom & Ann’s day “x\"");
        assert_eq!(from_html("&amp;lt;script&amp;gt; &lt;b&gt;"), "&lt;script&gt; <b>");
        assert_eq!(from_html("1 < 2 && 3 > 2 &nosuch; <unknown> &"), "1 < 2 && 3 > 2 &nosuch; <unknown> &");
        assert_eq!(from_html(&"<b".repeat(50_000)).len(), 100_000);
    }
}
