//! Plain text out of what a page says: no controls, no hidden directions, no endless lengths, entities decoded once.

use super::words::{each, listed, number};
use crate::text::{is_ascii_word, lower, lower_case, next, one_line, push};

/// Longest headline, name, or other short value, in characters.
pub const SHORT: usize = 500;

/// Longest description, in characters.
pub const LONG: usize = 2_000;

/// `text` on one line: white space collapsed, controls, invisible characters and overrides of direction left out,
/// cut at `limit` characters.
#[inline(never)]
pub fn plain(text: &str, limit: usize) -> String {
    one_line(text, limit, is_invisible)
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
#[inline(never)]
pub fn from_html(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|b| matches!(b, b'<' | b'&')) {
        let (head, found) = rest.split_at(at);
        out.push_str(head);
        let (said, length) = if found.starts_with('<') { tag(found) } else { reference(found) };
        if let Some(c) = said {
            push(&mut out, c);
        }
        rest = &found[length..];
    }
    out.push_str(rest);
    out
}

/// What the tag of text formatting that `text` begins with means, and its length; or the first byte of it.
fn tag(text: &str) -> (Option<char>, usize) {
    const KNOWN: &str = "\
        a,b,i,u,q,s,em,ul,ol,sub,sup,wbr,img,span,font,mark,cite,small,strong,figure,blockquote";
    const BREAKING: &str = "p,br,div,li,h1,h2,h3";
    let itself = (Some('<'), 1);
    let name = text.strip_prefix("</").unwrap_or(&text[1..]);
    let end = name.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(0);
    let name = lower_case(&name[..end]);
    let breaking = listed(BREAKING, &name);
    if !breaking && !listed(KNOWN, &name) {
        return itself;
    }
    // A second "<" ends the search, so that many of them cost no more than one.
    match text.bytes().skip(1).position(|b| matches!(b, b'<' | b'>')) {
        Some(close) if text.as_bytes()[close + 1] == b'>' => (breaking.then_some(' '), close + 2),
        _ => itself,
    }
}

/// What the character reference `text` begins with means, and its length; or the first byte of it.
fn reference(text: &str) -> (Option<char>, usize) {
    const MAX_REFERENCE: usize = 10;
    let itself = (Some('&'), 1);
    let Some(end) = text.bytes().take(MAX_REFERENCE + 2).position(|b| b == b';') else { return itself };
    let name = &text[1..end];
    let c = match name.strip_prefix('#') {
        Some(digits) => {
            let hex = digits.strip_prefix(['x', 'X']);
            number(hex.unwrap_or(digits), if hex.is_some() { 16 } else { 10 }).and_then(windows_1252)
        }
        None => named(name),
    };
    c.map_or(itself, |c| (Some(c), end + 1))
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
#[inline(never)]
pub fn loose(text: &str) -> String {
    let mut out = String::new();
    let (mut copied, mut at) = (0, 0);
    loop {
        let before = at;
        let c = next(text, &mut at);
        if c.is_some_and(is_ascii_word) {
            continue;
        }
        out.push_str(&text[copied..before]);
        copied = at;
        let Some(c) = c else { break };
        if !c.is_ascii() && c.is_alphanumeric() {
            push(&mut out, lower(c));
        }
    }
    out.make_ascii_lowercase();
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
