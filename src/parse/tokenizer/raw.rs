//! Where text ends in which tags mean nothing.

use html5ever::tokenizer::states::RawKind;

use super::cursor::{CLOSE, SLASH, SPACE, kind_of};
use crate::search::{first, first_of};

/// How many bytes of `text` are before the end tag of the element `name` that it stands in, or all: 13.2.5.9 to
/// 13.2.5.31.
pub fn length(text: &str, kind: RawKind, name: &str) -> usize {
    match kind {
        RawKind::ScriptData | RawKind::ScriptDataEscaped(_) => script_length(text, name),
        RawKind::Rcdata | RawKind::Rawtext => {
            let mut at = 0;
            while let Some(length) = first(&text.as_bytes()[at..], b'<') {
                at += length;
                if is_end_tag(&text[at..], name) {
                    return at;
                }
                at += 1;
            }
            text.len()
        }
    }
}

/// How scripts are hidden in comments, 13.2.5.18 to 13.2.5.31.
#[derive(PartialEq)]
enum Escape {
    No,
    /// In a comment.
    Once,
    /// In a script tag in a comment.
    Twice,
}

fn script_length(text: &str, name: &str) -> usize {
    let mut escape = Escape::No;
    let mut at = 0;
    loop {
        let rest = &text.as_bytes()[at..];
        let next = if escape == Escape::No { first(rest, b'<') } else { first_of(rest, *b"<--") };
        let Some(length) = next else { return text.len() };
        at += length;
        let rest = &text[at..];
        if escape != Escape::Twice && is_end_tag(rest, name) {
            return at;
        }
        let (next, taken) = match escape {
            // The dashes may be part of the close already.
            Escape::No if rest.starts_with("<!--") => (Escape::Once, "<!".len()),
            Escape::Once | Escape::Twice if rest.starts_with("-->") => (Escape::No, "-->".len()),
            Escape::Once if is_start_tag(rest, "script") => (Escape::Twice, "<script".len()),
            Escape::Twice if is_end_tag(rest, "script") => (Escape::Once, "</script".len()),
            same => (same, 1),
        };
        escape = next;
        at += taken;
    }
}

fn is_start_tag(text: &str, name: &str) -> bool {
    text.strip_prefix('<').is_some_and(|text| is_tag(text, name))
}

fn is_end_tag(text: &str, name: &str) -> bool {
    text.strip_prefix("</").is_some_and(|text| is_tag(text, name))
}

/// Whether `text` begins with `name` and what may follow a tag's name.
fn is_tag(text: &str, name: &str) -> bool {
    let (text, name) = (text.as_bytes(), name.as_bytes());
    text.get(..name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name))
        && text.get(name.len()).is_some_and(|&next| kind_of(next) & (SPACE | SLASH | CLOSE) != 0)
}
