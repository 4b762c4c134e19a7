//! Text cut into what dates are made of: numbers, words and signs.

use super::calendar::Order;
use crate::text::{lower, push};

/// `text` in lower case, without accents on Latin and Greek letters, with ASCII digits.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_ascii() {
            // Thai abbreviations are letters with dots: "ม.ค.".
            let thai = |c: Option<char>| c.is_some_and(|c| ('\u{e01}'..='\u{e4f}').contains(&c));
            if c != '.' || !thai(out.chars().next_back()) || !thai(chars.peek().copied()) {
                push(&mut out, c.to_ascii_lowercase());
            }
            continue;
        }
        push(&mut out, fold_char(lower(c)));
    }
    out
}

fn fold_char(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ạ' | 'ả' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ə' => 'e',
        'ğ' | 'ģ' => 'g',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ŕ' | 'ř' => 'r',
        'ś' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' => 'υ',
        'ώ' => 'ω',
        'أ' | 'إ' | 'آ' => 'ا',
        'ي' => 'ي',
        '–' | '—' | '‐' | '‑' | '−' | '－' => '-',
        '／' => '/',
        '：' | '∶' => ':',
        '．' | '。' => '.',
        '，' | '、' => ',',
        _ => digit(c).map_or(c, |digit| char::from(b'0' + digit)),
    }
}

/// Digits of Arabic, Persian, Indic, Thai and full-width type.
fn digit(c: char) -> Option<u8> {
    const ZEROS: [u32; 8] = [0x660, 0x6f0, 0x966, 0x9e6, 0xbe6, 0xe50, 0xff10, 0x1040];
    ZEROS.iter().find_map(|zero| (c as u32).checked_sub(*zero).filter(|&d| d < 10)).map(|d| d as u8)
}

/// A run of digits or letters, or a sign.
pub(super) struct Token<'a> {
    /// As it stands in the folded text.
    pub(super) text: &'a str,
    /// Of a run of digits.
    pub(super) number: Option<u32>,
    /// White space stands before it.
    pub(super) spaced: bool,
    /// Its place in the folded text.
    pub(super) start: usize,
}

/// Numbers, words and single signs. Han characters stand alone.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    #[derive(PartialEq, Clone, Copy)]
    enum Class {
        Space,
        Digit,
        Letter,
        Sign,
    }
    let class = |c: char| match c {
        '0'..='9' => Class::Digit,
        'a'..='z' => Class::Letter,
        c if c.is_whitespace() => Class::Space,
        '\u{4e00}'..='\u{9fff}'
        | '\u{2000}'..='\u{206f}'
        | '\u{3000}'..='\u{303f}'
        | '\u{ff00}'..='\u{ffef}' => Class::Sign,
        c if c > '\u{bf}' || c == 'º' => Class::Letter,
        _ => Class::Sign,
    };
    let mut out = Vec::new();
    let mut spaced = false;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let kind = class(c);
        let mut end = start + c.len_utf8();
        if kind != Class::Sign {
            while let Some(&(at, c)) = chars.peek().filter(|(_, c)| class(*c) == kind) {
                end = at + c.len_utf8();
                chars.next();
            }
        }
        if kind == Class::Space {
            spaced = true;
            continue;
        }
        let text = &text[start..end];
        let number = if kind == Class::Digit && text.len() <= 9 { text.parse().ok() } else { None };
        out.push(Token { text, number, spaced, start });
        spaced = false;
    }
    out
}

/// Reads dates and times from tokens.
pub(super) struct Reader<'a> {
    /// Of the whole text.
    pub(super) tokens: &'a [Token<'a>],
    /// Of day and month where numbers alone do not tell.
    pub(super) order: Order,
}

impl<'a> Reader<'a> {
    /// The token at `at`, empty behind the end.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    /// The number at `at` if it has between `least` and `most` digits.
    pub(super) fn number(&self, at: usize, least: usize, most: usize) -> Option<u32> {
        let token = self.tokens.get(at)?;
        token.number.filter(|_| (least..=most).contains(&token.text.len()))
    }
}
