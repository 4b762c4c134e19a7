//! Tags and their attributes.

use html5ever::tokenizer::{Tag, TagKind};
use html5ever::{Attribute, LocalName, QualName, ns};

use super::cursor::{CLOSE, Cursor, EQUALS, SLASH, SPACE, kind_of};
use super::references::{References, decode};

/// Most attributes of an element; the rest is dropped. The largest of 3,260 real pages has 136. It also bounds what
/// each attribute is compared with.
pub const MAX_ATTRIBUTES: usize = 256;

/// Reads a tag, from its `<`: 13.2.5.8, the tag name state, and 13.2.5.32 to 13.2.5.40, those of attributes. None if
/// the input ends inside of it. End tags come without attributes, as nothing reads them.
#[inline(never)]
pub fn read(input: &mut Cursor<'_>) -> Option<Tag> {
    input.eat(b'<');
    let kind = if input.eat(b'/') { TagKind::EndTag } else { TagKind::StartTag };
    let name = input.take_until(SPACE | SLASH | CLOSE);
    let mut tag = Tag {
        kind,
        name: local_name(name),
        self_closing: false,
        attrs: Vec::new(),
        had_duplicate_attributes: false,
    };
    loop {
        match input.peek()? {
            b'>' => {
                input.eat(b'>');
                return Some(tag);
            }
            b'/' => {
                input.eat(b'/');
                tag.self_closing = input.peek() == Some(b'>');
            }
            byte if kind_of(byte) == SPACE => input.skip_spaces(),
            _ => {
                let (name, value) = attribute(input)?;
                add(&mut tag, name, value);
            }
        }
    }
}

/// A name and a value, as they are written. None if the input ends inside the value.
fn attribute<'a>(input: &mut Cursor<'a>) -> Option<(&'a str, &'a str)> {
    let name = input.take_until_after(1, SPACE | SLASH | CLOSE | EQUALS);
    input.skip_spaces();
    if !input.eat(b'=') {
        return Some((name, ""));
    }
    input.skip_spaces();
    let value = match input.peek()? {
        quote @ (b'"' | b'\'') => {
            input.eat(quote);
            let value = input.take_until_byte(quote);
            if !input.eat(quote) {
                return None;
            }
            value
        }
        _ => input.take_until(SPACE | CLOSE),
    };
    Some((name, value))
}

fn add(tag: &mut Tag, name: &str, value: &str) {
    if tag.kind == TagKind::EndTag || tag.attrs.len() >= MAX_ATTRIBUTES {
        return;
    }
    let name = local_name(name);
    if tag.attrs.iter().any(|known| known.name.local == name) {
        tag.had_duplicate_attributes = true;
        return;
    }
    let value = decode(value, References::InAttribute);
    tag.attrs.push(Attribute { name: QualName::new(None, ns!(), name), value });
}

/// A name in small letters, without NULs.
fn local_name(name: &str) -> LocalName {
    if name.bytes().any(|byte| byte.is_ascii_uppercase() || byte == 0) {
        LocalName::from(name.to_ascii_lowercase().replace('\0', "\u{fffd}"))
    } else {
        LocalName::from(name)
    }
}
