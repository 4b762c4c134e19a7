//! Text cut into what dates are made of: numbers, words and signs.

use super::super::words::{is_one_of, longest_beginning, parts};
use super::calendar::{Date, Order};
use crate::text::{is_space, lower, next, push};

/// `text` in lower case, without accents on Latin and Greek letters, with ASCII digits.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Runs of ASCII are copied as they are; the whole is made lower case at the end.
    let (mut copied, mut at) = (0, 0);
    loop {
        let before = at;
        let c = next(text, &mut at);
        if c.is_some_and(|c| c.is_ascii() && c != '.') {
            continue;
        }
        out.push_str(&text[copied..before]);
        copied = at;
        let Some(c) = c else { break };
        push_folded(&mut out, c, &text[at..]);
    }
    out.make_ascii_lowercase();
    out
}

/// Adds `c`, which stands before `behind`, to a folded text.
#[inline(never)]
fn push_folded(out: &mut String, c: char, behind: &str) {
    if !c.is_ascii() {
        push(out, fold_char(lower(c)));
        return;
    }
    // Thai abbreviations are letters with dots: "ม.ค.".
    let thai = |c: Option<char>| c.is_some_and(|c| ('\u{e01}'..='\u{e4f}').contains(&c));
    if c != '.' || !thai(behind.chars().next()) || !thai(out.chars().next_back()) {
        push(out, c.to_ascii_lowercase());
    }
}

/// Letters and signs, each behind what it is read as.
const FOLDS: &str = "\
    aàáâãäåāăą cçćč dďđ eèéêëēėęěə gğģ iìíîïīįı kķ lĺļľł nñńņň oòóôõöøōőơ rŕř sśşšș tţťț uùúûüūůűųư yýÿ zźżž \
    αά εέ ηή ιίϊΐ ο\u{3cc} υύϋ ωώ اأإآ -–—‐‑−－ /／ :：∶ .．。 ,，、";

fn fold_char(c: char) -> char {
    match c {
        // Vietnamese.
        '\u{1ea0}'..='\u{1eb7}' => return 'a',
        '\u{1eb8}'..='\u{1ec7}' => return 'e',
        '\u{1ec8}'..='\u{1ecb}' => return 'i',
        '\u{1ecc}'..='\u{1ee3}' => return 'o',
        '\u{1ee4}'..='\u{1ef1}' => return 'u',
        '\u{1ef2}'..='\u{1ef9}' => return 'y',
        // Most other letters are none of them.
        '\u{25a}'..='\u{37f}' | '\u{3cf}'..='\u{621}' | '\u{628}'..='\u{1e9f}' | '\u{3003}'..='\u{feff}' => {}
        _ => {
            for group in parts(FOLDS, [b' '; 2]) {
                if is_one_of(c, group) {
                    return group.chars().next().unwrap_or(c);
                }
            }
        }
    }
    digit(c).map_or(c, |digit| char::from(b'0' + digit))
}

/// Digits of Arabic, Persian, Indic, Thai and full-width type.
fn digit(c: char) -> Option<u8> {
    const ZEROS: [u32; 8] = [0x660, 0x6f0, 0x966, 0x9e6, 0xbe6, 0xe50, 0xff10, 0x1040];
    ZEROS.iter().find_map(|zero| (c as u32).checked_sub(*zero).filter(|&d| d < 10)).map(|d| d as u8)
}

/// A run of digits or letters, or a sign. Han characters stand alone.
#[derive(Clone, Copy)]
pub(super) struct Token {
    /// Its place in the folded text.
    start: usize,
    end: usize,
    /// Of a run of at most nine digits.
    pub(super) number: Option<u32>,
    /// How many letters it has.
    pub(super) letters: usize,
    /// White space stands before it.
    pub(super) spaced: bool,
}

/// How the dates of a page are read.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// Of day and month where numbers alone do not tell.
    pub order: Order,
    /// What "2 hours ago" is counted from.
    pub today: Option<Date>,
}

impl Reading {
    /// Of a text without a page.
    pub const ALONE: Reading = Reading { order: Order::DayFirst, today: None };
}

/// A text cut into tokens, to read dates and times from.
pub(super) struct Reader {
    text: String,
    /// Of the whole text.
    pub(super) tokens: Vec<Token>,
    /// How.
    pub(super) reading: Reading,
}

#[derive(PartialEq, Clone, Copy)]
enum Class {
    Space,
    Digit,
    Letter,
    Sign,
}

/// Whether `c` has a small letter.
fn is_large(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_uppercase() } else { lower(c) != c }
}

fn class(c: char) -> Class {
    match c {
        '0'..='9' => Class::Digit,
        'a'..='z' => Class::Letter,
        c if is_space(c) => Class::Space,
        '\u{4e00}'..='\u{9fff}'
        | '\u{2000}'..='\u{206f}'
        | '\u{3000}'..='\u{303f}'
        | '\u{ff00}'..='\u{ffef}' => Class::Sign,
        c if c > '\u{bf}' || c == 'º' => Class::Letter,
        _ => Class::Sign,
    }
}

impl Reader {
    /// Cuts `text` up.
    pub(super) fn new(text: &str, reading: Reading) -> Reader {
        let mut out = Reader { text: String::with_capacity(text.len()), tokens: Vec::new(), reading };
        let mut open = Class::Space;
        let mut spaced = false;
        let mut before = ' ';
        let mut at = 0;
        while let Some(c) = next(text, &mut at) {
            // Elements that end without a space: "HealthMarch 5".
            let camel = is_large(c) && !is_large(before) && class(before) == Class::Letter;
            before = c;
            let start = out.text.len();
            push_folded(&mut out.text, c, &text[at..]);
            let Some(folded) = next(&out.text, &mut { start }) else { continue };
            let kind = class(folded);
            let end = out.text.len();
            if kind == Class::Space {
                spaced = true;
            } else {
                if kind == Class::Sign || kind != open || camel {
                    out.tokens.push(Token { start, end, number: None, letters: 0, spaced });
                    spaced = false;
                }
                if let Some(token) = out.tokens.last_mut() {
                    token.end = end;
                    token.letters += usize::from(kind == Class::Letter || folded >= '\u{4e00}');
                    if kind == Class::Digit {
                        const MOST: usize = 9;
                        let digit = u32::from(folded) - u32::from('0');
                        let value = if end - token.start == 1 { Some(0) } else { token.number };
                        token.number =
                            value.filter(|_| end - token.start <= MOST).map(|value| 10 * value + digit);
                    }
                }
            }
            open = kind;
        }
        out
    }

    /// The token at `at`, empty behind the end.
    #[inline(never)]
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.text[token.start..token.end])
    }

    /// The folded text from the token at `at` on.
    pub(super) fn rest(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.text[token.start..])
    }

    /// Whether the token at `at` is one of `words`, which stand between spaces.
    #[inline(never)]
    pub(super) fn is(&self, at: usize, words: &str) -> bool {
        position(words, self.word(at)).is_some()
    }

    /// The number at `at` if it has between `least` and `most` digits.
    #[inline(never)]
    pub(super) fn number(&self, at: usize, least: usize, most: usize) -> Option<u32> {
        let token = self.tokens.get(at)?;
        token.number.filter(|_| (least..=most).contains(&(token.end - token.start)))
    }

    /// Whether the token at `at` has no space before it.
    pub(super) fn joined(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| !token.spaced)
    }

    /// How many letters the tokens from `from` to before `to` have.
    pub(super) fn letters(&self, from: usize, to: usize) -> usize {
        self.tokens[from..to].iter().map(|token| token.letters).sum()
    }
}

/// Which one of `words`, which stand between spaces, is `word`.
pub(super) fn position(words: &str, word: &str) -> Option<usize> {
    super::super::words::position(words, b' ', word)
}

/// Whether `text` begins with one of `stems`, which stand between spaces or, where they have some, between commas.
#[inline(never)]
pub(super) fn begins(stems: &str, mark: u8, text: &str) -> bool {
    longest_beginning(stems, mark, text) > 0
}

/// With which bytes the words of some lists begin, a bit for each: nearly all words of a page are none of them, and most
/// show it here.
pub(super) struct Heads([u64; 64]);

/// So many bytes are looked at.
const HEAD: usize = 3;

impl Heads {
    /// Of `lists`, whose words or stems stand between single `mark`s.
    #[inline(never)]
    pub(super) fn of(lists: &[&str], mark: u8) -> Heads {
        let mut heads = [0; 64];
        for list in lists {
            for word in parts(list, [mark; 2]) {
                let bit = word.bytes().take(HEAD).fold(0, Self::bit);
                heads[bit / 64] |= 1 << (bit % 64);
            }
        }
        Heads(heads)
    }

    /// The bit of what `before` is the bit of, with one byte more.
    fn bit(before: usize, byte: u8) -> usize {
        (before * 67 + byte as usize) % 4_096
    }

    /// Whether `word` may begin with one of the words.
    pub(super) fn may_begin(&self, word: &str) -> bool {
        let mut bit = 0;
        word.bytes().take(HEAD).any(|byte| {
            bit = Self::bit(bit, byte);
            self.0[bit / 64] >> (bit % 64) & 1 == 1
        })
    }
}
