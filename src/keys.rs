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
        sort(&mut keys);
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

/// Sorts by merging neighboring runs of 1, 2, 4, 8 ... keys. The library's sort is faster by some microseconds a page,
/// and more than 3 KB of code in the module.
fn sort(keys: &mut Vec<u64>) {
    let mut sorted = keys.clone();
    let mut width = 1;
    while width < keys.len() {
        let mut start = 0;
        while start < keys.len() {
            let middle = keys.len().min(start + width);
            let end = keys.len().min(middle + width);
            let (mut left, mut right) = (start, middle);
            for place in &mut sorted[start..end] {
                let from_left = right == end || (left < middle && keys[left] <= keys[right]);
                *place = keys[if from_left { left } else { right }];
                left += usize::from(from_left);
                right += usize::from(!from_left);
            }
            start = end;
        }
        std::mem::swap(keys, &mut sorted);
        width *= 2;
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

/// For each of `keys`, how often it is there.
pub fn counts(keys: &[u64]) -> Vec<u32> {
    let different = Keys::new(keys.to_vec());
    let mut counts = vec![0; different.len()];
    let places: Vec<usize> = keys.iter().filter_map(|key| different.find(*key)).collect();
    places.iter().for_each(|&at| counts[at] += 1);
    places.into_iter().map(|at| counts[at]).collect()
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

/// The hash of no letters, and of a word with one letter more: FNV-1a of 32 bits, which a 32-bit machine multiplies in
/// one step.
pub const NO_LETTERS: u32 = 0x811c_9dc5;
/// See [`NO_LETTERS`].
#[inline(always)]
pub const fn add_letter(hash: u32, letter: u8) -> u32 {
    (hash ^ letter as u32).wrapping_mul(0x0100_0193)
}

/// The hash of `word`, letter by letter.
pub const fn word(word: &str) -> u32 {
    let (mut hash, mut at) = (NO_LETTERS, 0);
    while at < word.len() {
        hash = add_letter(hash, word.as_bytes()[at]);
        at += 1;
    }
    hash
}

/// The words of `name`, a class name or an id: runs of what `is_letter`, and `camelCase` apart. Tells of each its hash in
/// lower case, which between two signs is that of no letters, and the byte behind it, at the end a space.
#[inline(always)]
pub fn each_word(name: &[u8], is_letter: fn(&u8) -> bool, mut each: impl FnMut(u32, u8)) {
    let mut word = NO_LETTERS;
    let mut before_is_small = false;
    for at in 0..=name.len() {
        let byte = name.get(at).copied().unwrap_or(b' ');
        let is_inside = is_letter(&byte);
        if !is_inside || byte.is_ascii_uppercase() && before_is_small {
            each(word, byte);
            word = NO_LETTERS;
        }
        if is_inside {
            word = add_letter(word, byte.to_ascii_lowercase());
        }
        before_is_small = byte.is_ascii_lowercase();
    }
}

/// The hashes of the words of a list, between spaces: few numbers are faster compared than few texts.
macro_rules! words {
    ($list:literal $(,)?) => {
        &$crate::keys::hashes::<{ $crate::keys::count(&[(0, $list)]) }>($list)
    };
}
pub(crate) use words;

/// See [`words!`].
pub const fn hashes<const WORDS: usize>(list: &str) -> [u32; WORDS] {
    let bytes = list.as_bytes();
    let (mut hashes, mut count, mut at) = ([NO_LETTERS; WORDS], 0, 0);
    while at < bytes.len() {
        if bytes[at] == b' ' {
            count += 1;
        } else {
            hashes[count] = add_letter(hashes[count], bytes[at]);
        }
        at += 1;
    }
    hashes
}

/// What words stand for, made at compile time: a hash of each word in ascending order, and its value. Looking up a
/// number is faster than comparing texts, and takes less room.
pub struct Table<const WORDS: usize> {
    hashes: [u32; WORDS],
    values: [u16; WORDS],
    /// For each first byte of a hash, how many hashes begin with a lower one.
    before: [u16; 257],
}

impl<const WORDS: usize> Table<WORDS> {
    /// Of lists of words between spaces, each list with the value of its words. No two words may have the same hash.
    pub const fn new(lists: &[(u16, &str)]) -> Table<WORDS> {
        let mut table = Table { hashes: [0; WORDS], values: [0; WORDS], before: [0; 257] };
        let (mut len, mut list) = (0, 0);
        while list < lists.len() {
            let (value, text) = (lists[list].0, lists[list].1.as_bytes());
            let mut byte = 0;
            while byte < text.len() {
                let mut hash = NO_LETTERS;
                while byte < text.len() && text[byte] != b' ' {
                    hash = add_letter(hash, text[byte]);
                    byte += 1;
                }
                byte += 1;
                let mut at = len;
                while at > 0 && table.hashes[at - 1] >= hash {
                    assert!(table.hashes[at - 1] != hash, "a word stands in the lists twice");
                    table.hashes[at] = table.hashes[at - 1];
                    table.values[at] = table.values[at - 1];
                    at -= 1;
                }
                table.hashes[at] = hash;
                table.values[at] = value;
                table.before[(hash >> 24) as usize + 1] += 1;
                len += 1;
            }
            list += 1;
        }
        let mut first = 1;
        while first < table.before.len() {
            table.before[first] += table.before[first - 1];
            first += 1;
        }
        table
    }

    /// The value of the word with this hash.
    pub fn get(&self, hash: u32) -> Option<u16> {
        value(&self.hashes, &self.values, &self.before, hash)
    }
}

/// [`Table::get`], compiled once for tables of all lengths.
#[inline(never)]
fn value(hashes: &[u32], values: &[u16], before: &[u16; 257], hash: u32) -> Option<u16> {
    let first = (hash >> 24) as usize;
    let end = usize::from(before[first + 1]);
    let mut at = usize::from(before[first]);
    while at < end {
        if hashes[at] == hash {
            return Some(values[at]);
        }
        at += 1;
    }
    None
}

/// How many words there are in `lists`.
pub const fn count(lists: &[(u16, &str)]) -> usize {
    let (mut count, mut list) = (0, 0);
    while list < lists.len() {
        let text = lists[list].1.as_bytes();
        count += 1;
        let mut byte = 0;
        while byte < text.len() {
            count += (text[byte] == b' ') as usize;
            byte += 1;
        }
        list += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_its_value_and_no_other_has_one() {
        const LISTS: &[(u16, &str)] = &[(7, "tide harbor ledger"), (9, "mill"), (4, "weir bridge")];
        static TABLE: Table<{ count(LISTS) }> = Table::new(LISTS);
        for (value, words) in LISTS {
            words.split(' ').for_each(|text| assert_eq!(TABLE.get(word(text)), Some(*value), "{text}"));
        }
        for text in ["", "tid", "tides", "Tide", "tide harbor"] {
            assert_eq!(TABLE.get(word(text)), None, "{text}");
        }
    }

    #[test]
    fn names_fall_into_words() {
        let words = |is_letter| {
            let mut seen = Vec::new();
            each_word(b"articleBody ad2-x:RelatedBox", is_letter, |word, behind| seen.push((word, behind)));
            seen
        };
        let all =
            [("article", b'B'), ("body", b' '), ("ad2", b'-'), ("x", b':'), ("related", b'B'), ("box", b' ')];
        assert_eq!(words(u8::is_ascii_alphanumeric), all.map(|(text, behind)| (word(text), behind)));
        assert!(words(u8::is_ascii_alphabetic).contains(&(word("ad"), b'2')));
    }

    #[test]
    fn keys_have_places() {
        let keys = Keys::new(vec![7, 3, 7, 5]);
        assert_eq!(keys.len(), 3);
        assert_eq!([3, 5, 7, 4].map(|key| keys.find(key)), [Some(0), Some(1), Some(2), None]);
        assert!(keys.has(5) && !keys.has(6) && !keys.is_empty());
    }

    #[test]
    fn keys_ascend() {
        let mut keys: Vec<u64> = (0..999).map(|number| hash(&format!("{number}")) >> (number % 64)).collect();
        let sorted = Keys::new(keys.clone()).0;
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(sorted, keys);
    }

    #[test]
    fn the_first_of_equals_is_no_repetition() {
        assert_eq!(repeated(&[4, 9, 4, 4, 9, 1]), [false, false, true, true, true, false]);
        assert_eq!(counts(&[4, 9, 4, 4, 9, 1]), [3, 2, 3, 3, 2, 1]);
    }
}
