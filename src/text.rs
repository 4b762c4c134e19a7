//! Measures of text that hold in every script.

/// Whether `c` belongs to a script that is written without spaces between words: Han, kana, Thai, Lao, Khmer,
/// Burmese. (Korean has spaces.)
pub fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}' | '\u{3007}'
        | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether `c` is a letter of a script written from right to left: Hebrew, Arabic and their relatives.
pub fn is_rtl(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// Whether `c` ends a sentence.
pub fn is_sentence_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '｡' | '؟' | '۔' | '।' | '॥' | '։' | '።')
}

/// Whether `c` is a comma, or serves as one.
pub fn is_comma(c: char) -> bool {
    matches!(c, ',' | '，' | '、' | '،' | '；' | ';' | '･' | '‚' | '՝')
}

/// Words in `text`, counted in halves: a word between spaces is two, a character of an unspaced script one.
/// Runs without a letter or digit count nothing.
pub fn half_words(text: &str) -> u32 {
    let mut halves = 0;
    let mut in_word = false;
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            in_word = true;
        } else if c.is_whitespace() {
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

/// Minutes to read `text`, rounded up: 238 words a minute (Brysbaert 2019, silent reading of English), and 500
/// characters a minute in unspaced scripts (the upper range of Chinese and Japanese in Trauzettel-Klosinski and
/// Dietz 2012 for whole texts).
pub fn reading_minutes(text: &str) -> usize {
    const WORDS_PER_MINUTE: usize = 238;
    const CHARACTERS_PER_MINUTE: usize = 500;
    let characters = text.chars().filter(|&c| is_unspaced(c)).count();
    let words = words(text).saturating_sub(characters.div_ceil(2));
    (words * CHARACTERS_PER_MINUTE + characters * WORDS_PER_MINUTE)
        .div_ceil(WORDS_PER_MINUTE * CHARACTERS_PER_MINUTE)
}

/// `text` with each run of white space made one space, and none at the ends. Zero-width spaces, byte order marks
/// and soft hyphens go.
pub fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        if c.is_whitespace() {
            space = !out.is_empty();
        } else if !matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\0') {
            if space {
                out.push(' ');
                space = false;
            }
            out.push(c);
        }
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
