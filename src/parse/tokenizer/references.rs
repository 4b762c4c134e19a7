//! Character references, 13.2.5.72 to 13.2.5.80, and what else a character in the source may stand for.

use html5ever::tendril::StrTendril;

use super::entities;
use crate::search::first_of;

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
        let sign = rest.as_bytes()[at];
        let after = &rest[at + 1..];
        rest = match sign {
            b'\r' => {
                decoded.push_char('\n');
                after.strip_prefix('\n').unwrap_or(after)
            }
            b'\0' => {
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
    if after.as_bytes().first() == Some(&b'#')
        && let Some((character, length)) = numeric(&after[1..])
    {
        decoded.push_char(character);
        return &after[1 + length..];
    }
    if let Some((entity, length)) = entities::longest(after.as_bytes()) {
        let (name, rest) = after.split_at(length);
        let goes_on =
            rest.as_bytes().first().is_some_and(|&next| next == b'=' || next.is_ascii_alphanumeric());
        // In addresses `&copy=1` is a parameter, for historical reasons.
        if references != References::InAttribute || name.as_bytes().last() == Some(&b';') || !goes_on {
            decoded.push_char(entity.character);
            if let Some(second) = entity.second {
                decoded.push_char(second);
            }
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
