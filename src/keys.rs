//! Tables by a key, as sorted lists of numbers.
//!
//! Every hash map is compiled anew for its types, some 3 KB each with a random seed besides; this is one list that
//! serves them all. It is sorted and searched, so no page can make it slow. Texts are known by their hash: two that
//! share one by design harm nothing but the page that holds them.

/// Different keys in ascending order.
pub struct Keys(Vec<u64>);

impl Keys {
    /// The different ones of `keys`.
    pub fn new(mut keys: Vec<u64>) -> Keys {
        keys.sort_unstable();
        keys.dedup();
        Keys(keys)
    }

    /// How many there are: the length of a side table.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The place of `key`, below [`len`](Keys::len).
    pub fn find(&self, key: u64) -> Option<usize> {
        self.0.binary_search(&key).ok()
    }

    /// Whether `key` is among them.
    pub fn has(&self, key: u64) -> bool {
        self.find(key).is_some()
    }
}

/// For each of `keys`, whether the same stands before it.
pub fn repeated(keys: &[u64]) -> Vec<bool> {
    let different = Keys::new(keys.to_vec());
    let mut seen = vec![false; different.len()];
    let mut again = |key: &u64| {
        let at = different.find(*key)?;
        Some(std::mem::replace(&mut seen[at], true))
    };
    keys.iter().map(|key| again(key).unwrap_or(false)).collect()
}

/// `text` as a key: FNV-1a (Fowler, Noll, Vo).
pub const fn hash(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut hash = NO_BYTES;
    let mut at = 0;
    while at < bytes.len() {
        hash = add_byte(hash, bytes[at]);
        at += 1;
    }
    hash
}

/// The [`hash`] of the empty text.
pub const NO_BYTES: u64 = 0xcbf2_9ce4_8422_2325;

/// The [`hash`] of a text with one byte more.
pub const fn add_byte(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x0100_0000_01b3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_places() {
        let keys = Keys::new(vec![7, 3, 7, 5]);
        assert_eq!(keys.len(), 3);
        assert_eq!([3, 5, 7, 4].map(|key| keys.find(key)), [Some(0), Some(1), Some(2), None]);
        assert!(keys.has(5) && !keys.has(6) && !keys.is_empty());
    }

    #[test]
    fn the_first_of_equals_is_no_repetition() {
        assert_eq!(repeated(&[4, 9, 4, 4, 9, 1]), [false, false, true, true, true, false]);
    }
}
