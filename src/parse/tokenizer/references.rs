//! Character references, 13.2.5.72 to 13.2.5.80, and what else a character in the source may stand for.

use html5ever::tendril::StrTendril;

use super::search::first_of;

/// The names of the HTML standard, 13.5. A line for each pair of first letters, sorted; in it, with a space between,
/// the rest of each name, `;` or, if it is known without one too, `,`, and the characters. No characters are a line
/// end.
const ENTITIES: &str = include_str!("entities.txt");

/// What references to 0x80 to 0x9F mean: the characters of windows-1252, where it has any.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// Where character references are read.
#[derive(Clone, Copy, PartialEq)]
pub enum References {
    InText,
    InAttribute,
    Nowhere,
}

/// The characters that `source` stands for: references resolved, line ends made one character, NULs replaced.
pub fn decode(source: &str, references: References) -> StrTendril {
    let Some(mut at) = special(source.as_bytes(), references) else { return StrTendril::from_slice(source) };
    let mut decoded = StrTendril::new();
    let mut rest = source;
    loop {
        decoded.push_slice(&rest[..at]);
        let (sign, after) = rest[at..].split_at(1);
        rest = match sign {
            "\r" => {
                decoded.push_char('\n');
                after.strip_prefix('\n').unwrap_or(after)
            }
            "\0" => {
                decoded.push_char('\u{fffd}');
                after
            }
            _ => resolve(after, references, &mut decoded),
        };
        match special(rest.as_bytes(), references) {
            Some(next) => at = next,
            None => break,
        }
    }
    decoded.push_slice(rest);
    decoded
}

/// Where the first byte is that does not stand for itself.
fn special(bytes: &[u8], references: References) -> Option<usize> {
    let reference = if references == References::Nowhere { b'\0' } else { b'&' };
    first_of(bytes, [b'\r', b'\0', reference])
}

/// Writes what the reference between the `&` and the returned rest of `after` stands for; the `&` itself, if there is
/// none.
fn resolve<'a>(after: &'a str, references: References, decoded: &mut StrTendril) -> &'a str {
    if let Some((character, length)) = after.strip_prefix('#').and_then(numeric) {
        decoded.push_char(character);
        return &after[1 + length..];
    }
    if let Some((characters, length)) = named(after) {
        let (name, rest) = after.split_at(length);
        let goes_on = rest.starts_with(|next: char| next == '=' || next.is_ascii_alphanumeric());
        // In addresses `&copy=1` is a parameter, for historical reasons.
        if references != References::InAttribute || name.ends_with(';') || !goes_on {
            decoded.push_slice(characters);
            return rest;
        }
    }
    decoded.push_char('&');
    after
}

/// The character of a numeric reference, and how long it is from behind the `#`.
fn numeric(text: &str) -> Option<(char, usize)> {
    let hexadecimal = text.strip_prefix(['x', 'X']);
    let (digits, radix) = hexadecimal.map_or((text, 10), |digits| (digits, 16));
    let mut code = 0_u32;
    let mut count = 0;
    for digit in digits.chars().map_while(|character| character.to_digit(radix)) {
        code = code.saturating_mul(radix).saturating_add(digit);
        count += 1;
    }
    if count == 0 {
        return None;
    }
    let character = match code {
        0 => None,
        0x80..=0x9f => WINDOWS_1252.chars().nth(code as usize - 0x80),
        _ => char::from_u32(code),
    };
    let semicolon = digits[count..].starts_with(';');
    let length = text.len() - digits.len() + count + usize::from(semicolon);
    Some((character.unwrap_or('\u{fffd}'), length))
}

/// The characters of the longest name that `text` begins with, and how long it is.
fn named(text: &str) -> Option<(&'static str, usize)> {
    let (start, text) = text.split_at_checked(2)?;
    let mut longest = None;
    for record in entities_in(start)?.split(' ') {
        let (rest, characters) = record.split_once([';', ','])?;
        let Some(after) = text.strip_prefix(rest) else { continue };
        let semicolon = after.starts_with(';');
        let length = start.len() + rest.len() + usize::from(semicolon);
        let is_known = semicolon || record.as_bytes()[rest.len()] == b',';
        if is_known && longest.is_none_or(|(_, longest)| length > longest) {
            longest = Some((if characters.is_empty() { "\n" } else { characters }, length));
        }
    }
    longest
}

/// The records of the names that begin with `start`, two letters.
fn entities_in(start: &str) -> Option<&'static str> {
    let (mut before, mut behind) = (0, ENTITIES.len());
    while before < behind {
        let bytes = ENTITIES.as_bytes();
        let middle = before.midpoint(behind);
        let line = bytes[..middle].iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let end = middle + bytes[middle..].iter().position(|&byte| byte == b'\n')?;
        let (own, records) = ENTITIES.get(line..end)?.split_at_checked(2)?;
        match own.cmp(start) {
            std::cmp::Ordering::Less => before = end + 1,
            std::cmp::Ordering::Greater => behind = line,
            std::cmp::Ordering::Equal => return Some(records),
        }
    }
    None
}
