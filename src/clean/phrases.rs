//! Lists of phrases that a line is or begins with.
//!
//! A list is compiled to the hashes of its phrases: half the bytes of the phrases and what points to them, and a line
//! is looked up rather than compared with every phrase. At 40 bits one line in a hundred million is mistaken.

use crate::keys;
use crate::text;

/// Phrases in the form of [`key`](super::facts::key).
pub struct Phrases(pub &'static [Hash]);

/// Of a phrase. The order of the bytes is that of the numbers.
pub type Hash = [u8; 5];

/// Longer phrases are none.
const MAX_BYTES: usize = 96;

impl Phrases {
    /// Whether `key` is one of them.
    pub fn contains(&self, key: &str) -> bool {
        self.has(keys::hash(key))
    }

    /// Whether `key` is one of them, or begins with one and goes on with another word.
    pub fn begin(&self, key: &str) -> bool {
        self.longest(key).is_some()
    }

    /// Whether `key` begins with one of more than one word.
    pub fn begin_many(&self, key: &str) -> bool {
        self.longest(key).is_some_and(|phrase| phrase.contains(' '))
    }

    /// The longest that `key` is or begins with.
    #[inline(never)]
    pub fn longest<'k>(&self, key: &'k str) -> Option<&'k str> {
        let bytes = key.as_bytes();
        let mut longest = None;
        let mut hash = keys::NO_BYTES;
        for (at, c) in key.char_indices() {
            let end = at + c.len_utf8();
            if end > MAX_BYTES {
                break;
            }
            for byte in &bytes[at..end] {
                hash = keys::add_byte(hash, *byte);
            }
            let ends_word = bytes.get(end).is_none_or(|next| *next == b' ') || text::is_unspaced(c);
            if ends_word && self.has(hash) {
                longest = Some(&key[..end]);
            }
        }
        longest
    }

    #[inline(never)]
    fn has(&self, hash: u64) -> bool {
        // As numbers: bytes would be compared by a call.
        let number = |&[a, b, c, d, e]: &Hash| u64::from_be_bytes([0, 0, 0, a, b, c, d, e]);
        self.0.binary_search_by_key(&number(&fold(hash)), number).is_ok()
    }
}

const fn fold(hash: u64) -> Hash {
    let [_, _, _, a, b, c, d, e] = (hash ^ hash >> 40).to_be_bytes();
    [a, b, c, d, e]
}

/// The hashes of `phrases`, sorted.
pub const fn hashes<const N: usize>(phrases: &[&str]) -> [Hash; N] {
    const BITS: u64 = (1 << 40) - 1;
    let mut sorted = [0; N];
    let mut len = 0;
    while len < N {
        assert!(phrases[len].len() <= MAX_BYTES);
        let hash = keys::hash(phrases[len]);
        let hash = (hash ^ hash >> 40) & BITS;
        let mut at = len;
        while at > 0 && sorted[at - 1] > hash {
            sorted[at] = sorted[at - 1];
            at -= 1;
        }
        sorted[at] = hash;
        len += 1;
    }
    let mut out = [[0; 5]; N];
    let mut at = 0;
    while at < N {
        let [_, _, _, a, b, c, d, e] = sorted[at].to_be_bytes();
        out[at] = [a, b, c, d, e];
        at += 1;
    }
    out
}

/// Makes a static list of phrases.
macro_rules! phrases {
    ($(#[$doc:meta])* $name:ident: $($phrase:literal,)*) => {
        $(#[$doc])*
        pub static $name: $crate::clean::phrases::Phrases = {
            const TEXTS: &[&str] = &[$($phrase),*];
            static HASHES: [$crate::clean::phrases::Hash; TEXTS.len()] = $crate::clean::phrases::hashes(TEXTS);
            $crate::clean::phrases::Phrases(&HASHES)
        };
    };
}
pub(super) use phrases;

#[cfg(test)]
mod tests {
    phrases! { SAMPLE: "read more", "read", "más leídas", "関連記事", "x", }

    #[test]
    fn a_line_is_a_phrase_or_not() {
        for phrase in ["read more", "read", "más leídas", "関連記事", "x"] {
            assert!(SAMPLE.contains(phrase), "{phrase}");
        }
        for other in ["", "rea", "read mor", "read more ", "y", "関連"] {
            assert!(!SAMPLE.contains(other), "{other}");
        }
    }

    #[test]
    fn a_phrase_ends_where_its_word_does() {
        assert_eq!(SAMPLE.longest("read more about it"), Some("read more"));
        assert_eq!(SAMPLE.longest("read about it"), Some("read"));
        assert_eq!(SAMPLE.longest("reader"), None);
        assert_eq!(SAMPLE.longest("関連記事を読む"), Some("関連記事"));
        assert!(SAMPLE.begin_many("read more or less") && !SAMPLE.begin_many("read it"));
        assert!(SAMPLE.begin("más leídas") && !SAMPLE.begin("lo más leídas") && !SAMPLE.begin(""));
    }
}
