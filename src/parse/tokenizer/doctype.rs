//! Doctypes, which decide whether a table closes a paragraph.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::Doctype;

use super::cursor::{CLOSE, Cursor, SPACE, kind_of};
use super::references::{References, decode};

/// Reads a doctype, from behind its keyword to behind its `>`: 13.2.5.53 to 13.2.5.68.
pub fn read(input: &mut Cursor<'_>) -> Doctype {
    let mut doctype = Doctype::default();
    let is_right = read_parts(input, &mut doctype).is_some();
    doctype.force_quirks = !is_right;
    input.take_closed(|_| true);
    doctype
}

/// Reads up to the `>`, or to what is wrong; then it is none.
fn read_parts(input: &mut Cursor<'_>, doctype: &mut Doctype) -> Option<()> {
    input.skip_spaces();
    let name = input.take_until(SPACE | CLOSE);
    if !name.is_empty() {
        doctype.name = Some(decode(&name.to_ascii_lowercase(), References::Nowhere));
    }
    input.skip_spaces();
    if name.is_empty() || input.peek()? == b'>' {
        return (!name.is_empty()).then_some(());
    }
    let keyword = input.rest().as_bytes().get(.."public".len())?;
    let is_public = keyword.eq_ignore_ascii_case(b"public");
    if !is_public && !keyword.eq_ignore_ascii_case(b"system") {
        return None;
    }
    input.take("public".len());
    input.skip_spaces();
    if is_public {
        let is_whole = identifier(input, &mut doctype.public_id)?;
        input.skip_spaces();
        if !is_whole {
            return None;
        }
        if input.peek()? == b'>' {
            return Some(());
        }
    }
    let is_whole = identifier(input, &mut doctype.system_id)?;
    input.skip_spaces();
    // What else is there before the `>` is ignored.
    (is_whole && input.peek().is_some()).then_some(())
}

/// Reads an identifier in quotes into `id`; false if it ends at a `>` or with the input, none if there is none.
fn identifier(input: &mut Cursor<'_>, id: &mut Option<StrTendril>) -> Option<bool> {
    let quote = input.peek().filter(|byte| matches!(byte, b'"' | b'\''))?;
    input.eat(quote);
    *id = Some(decode(input.take_until(kind_of(quote) | CLOSE), References::Nowhere));
    Some(input.eat(quote))
}
