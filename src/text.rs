//! Measures of text that hold in every script.

/// The character of `text` at the byte `at`, which moves behind it; `None` at the end. ASCII is taken without a call.
#[inline(always)]
pub fn next(text: &str, at: &mut usize) -> Option<char> {
    let byte = *text.as_bytes().get(*at)?;
    if byte < 0x80 {
        *at += 1;
        return Some(byte as char);
    }
    beyond_ascii(text, at)
}

/// [`next`] for what is not ASCII.
#[inline(never)]
pub fn beyond_ascii(text: &str, at: &mut usize) -> Option<char> {
    let bytes = text.as_bytes();
    let first = *bytes.get(*at)?;
    let length = first.leading_ones() as usize;
    let mut code = u32::from(first) & (0x7f >> length);
    *at += 1;
    for _ in 1..length {
        code = code << 6 | u32::from(*bytes.get(*at)? & 0x3f);
        *at += 1;
    }
    char::from_u32(code)
}

/// How many characters of a kind that has none in ASCII there are in `text`.
#[inline(never)]
pub fn count_beyond_ascii(text: &str, is_kind: fn(char) -> bool) -> usize {
    let bytes = text.as_bytes();
    let (mut count, mut at) = (0, 0);
    while at < bytes.len() {
        if bytes[at] < 0x80 {
            at += 1;
        } else {
            count += usize::from(beyond_ascii(text, &mut at).is_some_and(is_kind));
        }
    }
    count
}

/// Whether `c` is white space.
#[inline(always)]
pub fn is_space(c: char) -> bool {
    if c.is_ascii() { matches!(c, ' ' | '\t'..='\r') } else { c.is_whitespace() }
}

/// Whether `c` belongs to a script that is written without spaces between words: Han, kana, Thai, Lao, Khmer,
/// Burmese. (Korean has spaces.)
pub fn is_unspaced(c: char) -> bool {
    c >= '\u{0e00}'
        && matches!(c,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}' | '\u{3007}'
        | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

/// White space among the bits of [`ASCII`].
pub const SPACE: u8 = 1;
/// A letter or digit.
pub const WORD: u8 = 1 << 1;
/// A digit.
pub const DIGIT: u8 = 1 << 2;
/// A capital letter.
pub const UPPER: u8 = 1 << 3;
/// What [`is_sentence_end`] says.
pub const SENTENCE_END: u8 = 1 << 5;
/// What [`is_comma`] says.
pub const COMMA: u8 = 1 << 6;
/// An apostrophe.
pub const APOSTROPHE: u8 = 1 << 7;

/// What each character of ASCII is.
pub static ASCII: [u8; 128] = ascii();

const fn ascii() -> [u8; 128] {
    let mut table = [0; 128];
    let mut at = 0;
    while at < table.len() {
        table[at] = match at as u8 {
            b'\t'..=b'\r' | b' ' => SPACE,
            b'0'..=b'9' => WORD | DIGIT,
            b'A'..=b'Z' => WORD | UPPER,
            b'a'..=b'z' => WORD,
            b'.' | b'!' | b'?' => SENTENCE_END,
            b',' | b';' => COMMA,
            b'\'' => APOSTROPHE,
            _ => 0,
        };
        at += 1;
    }
    table
}

/// Whether `c` is a letter of a script written from right to left: Hebrew, Arabic and their relatives.
pub fn is_rtl(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// Whether `c` ends a sentence.
pub fn is_sentence_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '｡' | '؟' | '۔' | '।' | '॥' | '։' | '።')
}

/// Whether `c` ends a question.
pub fn is_question(c: char) -> bool {
    matches!(c, '?' | '？' | '؟')
}

/// Whether `c` is a comma, or serves as one.
pub fn is_comma(c: char) -> bool {
    matches!(c, ',' | '，' | '、' | '،' | '；' | ';' | '･' | '‚' | '՝')
}

/// Whether `c` is a letter or digit of ASCII.
#[inline(always)]
pub fn is_ascii_word(c: char) -> bool {
    ASCII.get(c as usize).is_some_and(|class| class & WORD != 0)
}

/// Whether a sentence ends in `text`, or there is a comma.
#[inline(never)]
pub fn has_punctuation(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let found = match ASCII.get(usize::from(bytes[at])) {
            Some(class) => {
                at += 1;
                class & (SENTENCE_END | COMMA) != 0
            }
            None => beyond_ascii(text, &mut at).is_some_and(|c| is_sentence_end(c) || is_comma(c)),
        };
        if found {
            return true;
        }
    }
    false
}

/// `c` in lower case: Latin, Greek, Cyrillic and Armenian, the scripts of today with two cases, by the ranges of
/// Unicode's UnicodeData.txt; one letter for one letter, so `İ` is `i`. (The standard library's table of every script
/// is 6 KB compressed.)
#[inline(never)]
pub fn lower(c: char) -> char {
    /// First and last letter, and how far below lies its small letter; [`PAIRS`]: capital and small letter by turns.
    #[rustfmt::skip]
    const RANGES: &[(u16, u16, i16)] = &[
        (0xc0, 0xd6, 32), (0xd8, 0xde, 32), (0x100, 0x12f, PAIRS), (0x130, 0x130, -199), (0x132, 0x137, PAIRS),
        (0x139, 0x148, PAIRS), (0x14a, 0x177, PAIRS), (0x178, 0x178, -121), (0x179, 0x17e, PAIRS), (0x181, 0x181, 210),
        (0x18a, 0x18a, 205), (0x18f, 0x18f, 202), (0x198, 0x199, PAIRS), (0x1a0, 0x1a5, PAIRS),
        (0x1af, 0x1b0, PAIRS), (0x1b3, 0x1b4, PAIRS), (0x1cd, 0x1dc, PAIRS), (0x1de, 0x1ef, PAIRS),
        (0x1f8, 0x21f, PAIRS), (0x222, 0x233, PAIRS), (0x386, 0x386, 38), (0x388, 0x38a, 37), (0x38c, 0x38c, 64),
        (0x38e, 0x38f, 63), (0x391, 0x3a1, 32), (0x3a3, 0x3ab, 32), (0x400, 0x40f, 80), (0x410, 0x42f, 32),
        (0x460, 0x481, PAIRS), (0x48a, 0x4bf, PAIRS), (0x4c0, 0x4c0, 15), (0x4c1, 0x4ce, PAIRS), (0x4d0, 0x52f, PAIRS),
        (0x531, 0x556, 48), (0x1e00, 0x1e95, PAIRS), (0x1e9e, 0x1e9e, -7615), (0x1ea0, 0x1eff, PAIRS),
        (0xff21, 0xff3a, 32),
    ];
    const PAIRS: i16 = 0;
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let code = c as u32;
    let range = RANGES.iter().find(|&&(first, last, _)| (u32::from(first)..=u32::from(last)).contains(&code));
    let Some(&(first, _, below)) = range else { return c };
    let below = if below == PAIRS { i16::from((code - u32::from(first)).is_multiple_of(2)) } else { below };
    char::from_u32(code.wrapping_add_signed(i32::from(below))).unwrap_or(c)
}

/// Whether `c` is a capital letter, as [`lower`] knows them.
pub fn is_upper(c: char) -> bool {
    lower(c) != c
}

/// Whether `c` is a small letter of the scripts that [`lower`] knows.
pub fn is_lower(c: char) -> bool {
    matches!(c,
        'a'..='z' | 'ß'..='ö' | 'ø'..='ʯ' | 'ΐ'..='ҁ' | 'ҋ'..='ԯ' | 'ա'..='և' | 'ḁ'..='ῼ' | 'ａ'..='ｚ')
        && !is_upper(c)
}

/// `text` in lower case, letter for letter.
#[inline(never)]
pub fn lower_case(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let (mut copied, mut at) = (0, 0);
    while at < bytes.len() {
        if bytes[at] < 0x80 {
            at += 1;
            continue;
        }
        out.push_str(&text[copied..at]);
        let Some(c) = beyond_ascii(text, &mut at) else { break };
        push(&mut out, lower(c));
        copied = at;
    }
    out.push_str(&text[copied..]);
    out.make_ascii_lowercase();
    out
}

/// Appends `c`: what `String::push` does, compiled once.
#[inline(never)]
pub fn push(out: &mut String, c: char) {
    // One byte, and known to be: four times as fast.
    match u8::try_from(c) {
        Ok(byte) if byte.is_ascii() => out.push(char::from(byte & 0x7f)),
        _ => out.push(c),
    }
}

/// Words in `text`, counted in halves: a word between spaces is two, a character of an unspaced script one.
/// Runs without a letter or digit count nothing.
pub fn half_words(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let (mut halves, mut at) = (0, 0);
    let mut in_word = false;
    while at < bytes.len() {
        if let Some(&class) = ASCII.get(usize::from(bytes[at])) {
            at += 1;
            in_word |= class & WORD != 0;
            if class & SPACE != 0 {
                halves += 2 * u32::from(in_word);
                in_word = false;
            }
            continue;
        }
        let Some(c) = beyond_ascii(text, &mut at) else { break };
        if c.is_whitespace() {
            halves += 2 * u32::from(in_word);
            in_word = false;
        } else if is_unspaced(c) {
            halves += 1;
        } else if c.is_alphanumeric() {
            in_word = true;
        }
    }
    halves + 2 * u32::from(in_word)
}

/// Words in `text`; two characters of an unspaced script are one.
pub fn words(text: &str) -> usize {
    (half_words(text) as usize).div_ceil(2)
}

/// The number that `text` is, in decimal digits with at most one point and a sign before them; `None` for anything
/// else, exponents too. (The standard library's reading of floats has 10 KB of tables that do not compress.)
pub fn decimal(text: &str) -> Option<f32> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mut value, mut scale) = (0.0_f64, 1.0_f64);
    let (mut any, mut fraction) = (false, false);
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                any = true;
                value = value * 10.0 + f64::from(byte - b'0');
                scale *= if fraction { 10.0 } else { 1.0 };
            }
            b'.' if !fraction => fraction = true,
            _ => return None,
        }
    }
    let value = (value / scale) as f32;
    any.then_some(if negative { -value } else { value })
}

/// `value`, between 0 and 1, as whole percent, for people. (The standard library's writing of floats is 12 KB.)
pub fn percent(value: f32) -> String {
    let percent = (value * 100.0 + 0.5) as u32;
    format!("{percent} %")
}

/// Minutes to read `text`, which has so many [`words`], rounded up: 238 words a minute (Brysbaert 2019, silent reading
/// of English), and 500 characters a minute in unspaced scripts (the upper range of Chinese and Japanese in
/// Trauzettel-Klosinski and Dietz 2012 for whole texts).
pub fn reading_minutes(text: &str, words: usize) -> usize {
    const WORDS_PER_MINUTE: usize = 238;
    const CHARACTERS_PER_MINUTE: usize = 500;
    let characters = count_beyond_ascii(text, is_unspaced);
    let words = words.saturating_sub(characters.div_ceil(2));
    (words * CHARACTERS_PER_MINUTE + characters * WORDS_PER_MINUTE)
        .div_ceil(WORDS_PER_MINUTE * CHARACTERS_PER_MINUTE)
}

/// `text` with each run of white space made one space, and none at the ends. Zero-width spaces, byte order marks
/// and soft hyphens go.
pub fn collapse(text: &str) -> String {
    one_line(text, usize::MAX, |c| matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\0'))
}

/// `text` with each run of white space made one space, none at the ends, without what is `left_out`, and cut at
/// `limit` characters. Reads no more of a hostile text than it must.
#[inline(never)]
pub fn one_line(text: &str, limit: usize, left_out: fn(char) -> bool) -> String {
    let mut out = String::new();
    let mut space = false;
    let (mut length, mut copied, mut at) = (0, 0, 0);
    loop {
        let before = at;
        let Some(c) = next(text, &mut at) else {
            out.push_str(&text[copied..]);
            break;
        };
        let is_plain = ('!'..='~').contains(&c);
        // A space inside of a run is copied with it.
        if c == ' '
            && copied < before
            && length + 1 < limit
            && text.as_bytes().get(at).is_some_and(u8::is_ascii_graphic)
        {
            length += 1;
            continue;
        }
        if !is_plain && (is_space(c) || left_out(c)) {
            out.push_str(&text[copied..before]);
            copied = at;
            space |= is_space(c) && !out.is_empty();
            continue;
        }
        if length + usize::from(space) >= limit {
            out.push_str(&text[copied..before]);
            break;
        }
        if std::mem::take(&mut space) {
            out.push(' ');
            length += 1;
        }
        length += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_every_script() {
        assert_eq!(words("One two, three - four."), 4);
        assert_eq!(words("日本語の文章"), 3);
        assert_eq!(words("2019년 3월 5일"), 3);
        assert_eq!(words("Привет, мир!"), 2);
        assert_eq!(words(" — · "), 0);
        assert_eq!(half_words("A 日"), 3);
    }

    #[test]
    fn letters_have_their_small_letter() {
        // Latin with its extensions, Greek, Cyrillic, Armenian, Vietnamese, full width; and what has no case.
        for code in (0..0x180)
            .chain(0x1cd..0x234)
            .chain(0x386..0x3cf)
            .chain(0x400..0x590)
            .chain(0x1e00..0x1f00)
            .chain(0xff21..0xff5b)
        {
            let Some(c) = char::from_u32(code).filter(|&c| !matches!(c, 'İ' | 'Ƕ' | 'Ƿ' | 'Ǳ'..='ǵ' | 'Ƞ'))
            else {
                continue;
            };
            assert_eq!(lower(c), c.to_lowercase().next().unwrap_or(c), "{c}");
        }
        assert_eq!(['İ', 'Ə', 'Ơ', '日', 'ß', 'ا'].map(lower), ['i', 'ə', 'ơ', '日', 'ß', 'ا']);
    }

    #[test]
    fn capital_and_small_letters() {
        let said = |said: &dyn Fn(char) -> bool| {
            "aAzZ1-ßéÉ÷×ŁłƊɗΩωЯя҈ԱևẾế日Ａａİıΐὰاↁ".chars().map(said).collect::<Vec<_>>()
        };
        assert_eq!(said(&is_upper), said(&char::is_uppercase));
        assert_eq!(said(&is_lower), said(&char::is_lowercase));
    }

    #[test]
    fn decimals_are_read_as_the_standard_library_reads_them() {
        for text in ["0", "12", "1.5", "-3.25", "+7", ".5", "5.", "640.04", "0.1", "16777217", "1234567.875"]
        {
            assert_eq!(decimal(text), text.parse().ok(), "{text}");
        }
        for text in ["", ".", "-", "+-1", "1.2.3", "10%", "1e3", "inf", "NaN", " 1", "١"] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }

    #[test]
    fn percents_are_rounded() {
        assert_eq!((percent(0.0).as_str(), percent(0.995).as_str()), ("0 %", "100 %"));
        assert_eq!(percent(0.424), "42 %");
    }

    #[test]
    fn white_space_collapses() {
        assert_eq!(collapse("  a\u{a0}\n b\u{200b}c  "), "a bc");
    }
}
