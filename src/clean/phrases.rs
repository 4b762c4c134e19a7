//! Lists of phrases that a line is or begins with.
//!
//! All lists together are compiled to one table of hashes, of each phrase behind its list's name: four bytes a phrase
//! instead of its letters and what points to them, and a line is looked up rather than compared with every phrase. At 40
//! bits one line in a hundred million is mistaken; at 32 a long article would lose a paragraph.

use crate::keys;
use crate::text;

/// Phrases in the form of [`key`](super::facts::key).
pub struct Phrases {
    /// The hash of the list's name, which that of each phrase goes on from.
    pub name: u64,
    /// For each first byte of a hash, how many hashes begin with a lower one; and how many there are.
    pub before: &'static [u16; 257],
    /// The other four bytes of each, in the order of the first.
    pub hashes: &'static [Rest],
}

/// The lower bytes of a hash.
pub type Rest = [u8; 4];

/// Longer phrases are none.
const MAX_BYTES: usize = 96;

impl Phrases {
    /// Whether `key` is one of them.
    pub fn contains(&self, key: &str) -> bool {
        self.longest(key) == Some(key)
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
        let mut hash = self.name;
        let mut end = 0;
        while end < bytes.len() && end < MAX_BYTES {
            let at = end;
            let is_unspaced = if bytes[at] < 0x80 {
                end += 1;
                false
            } else {
                text::beyond_ascii(key, &mut end).is_some_and(text::is_unspaced)
            };
            if end > MAX_BYTES {
                break;
            }
            for byte in &bytes[at..end] {
                hash = keys::add_byte(hash, *byte);
            }
            let ends_word = end == bytes.len() || bytes[end] == b' ' || is_unspaced;
            if ends_word && self.has(hash) {
                longest = Some(&key[..end]);
            }
        }
        longest
    }

    #[inline(never)]
    fn has(&self, hash: u64) -> bool {
        let (first, [a, b, c, d]) = fold(hash);
        let range = self.before[first] as usize..self.before[first + 1] as usize;
        self.hashes[range].iter().any(|own| own[0] == a && own[1] == b && own[2] == c && own[3] == d)
    }
}

/// Forty bits of a hash: the first byte, and the others.
const fn fold(hash: u64) -> (usize, Rest) {
    let [.., first, a, b, c, d] = (hash ^ hash >> 40).to_be_bytes();
    (first as usize, [a, b, c, d])
}

/// How many phrases there are in `lists`.
pub const fn count(lists: &[(u64, &[&str])]) -> usize {
    let (mut count, mut at) = (0, 0);
    while at < lists.len() {
        count += lists[at].1.len();
        at += 1;
    }
    count
}

/// The hashes of the phrases in `lists`, each list with the hash of its name; see [`Phrases`].
pub const fn table<const N: usize>(lists: &[(u64, &[&str])]) -> ([u16; 257], [Rest; N]) {
    let mut all = [0; N];
    let mut len = 0;
    let mut before = [0; 257];
    let mut list = 0;
    while list < lists.len() {
        let (name, phrases) = lists[list];
        let mut at = 0;
        while at < phrases.len() {
            let bytes = phrases[at].as_bytes();
            assert!(bytes.len() <= MAX_BYTES);
            let (mut hash, mut byte) = (name, 0);
            while byte < bytes.len() {
                hash = keys::add_byte(hash, bytes[byte]);
                byte += 1;
            }
            all[len] = hash;
            before[fold(hash).0 + 1] += 1;
            len += 1;
            at += 1;
        }
        list += 1;
    }
    let mut first = 1;
    while first < before.len() {
        before[first] += before[first - 1];
        first += 1;
    }
    let mut next = before;
    let mut hashes = [[0; 4]; N];
    let mut at = 0;
    while at < N {
        let (first, rest) = fold(all[at]);
        hashes[next[first] as usize] = rest;
        next[first] += 1;
        at += 1;
    }
    (before, hashes)
}

/// Makes lists of phrases.
macro_rules! phrases {
    ($($(#[$doc:meta])* $name:ident: $($phrase:literal),* $(,)?;)*) => {
        const LISTS: &[(u64, &[&str])] = &[$(($crate::keys::hash(stringify!($name)), &[$($phrase),*])),*];
        static TABLE: ([u16; 257], [$crate::clean::phrases::Rest; $crate::clean::phrases::count(LISTS)]) =
            $crate::clean::phrases::table(LISTS);
        $(
            $(#[$doc])*
            pub static $name: $crate::clean::phrases::Phrases = $crate::clean::phrases::Phrases {
                name: $crate::keys::hash(stringify!($name)),
                before: &TABLE.0,
                hashes: &TABLE.1,
            };
        )*
    };
}
pub(super) use phrases;

#[cfg(test)]
mod tests {
    phrases! { SAMPLE: "read more", "read", "más leídas", "関連記事", "x"; OTHER: "y"; }

    #[test]
    fn a_line_is_a_phrase_or_not() {
        for phrase in ["read more", "read", "más leídas", "関連記事", "x"] {
            assert!(SAMPLE.contains(phrase), "{phrase}");
        }
        for other in ["", "rea", "read mor", "read more ", "y", "関連"] {
            assert!(!SAMPLE.contains(other), "{other}");
        }
        assert!(OTHER.contains("y") && !OTHER.contains("x"));
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
