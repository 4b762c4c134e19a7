//! The search for bytes, eight at a time: reading a page is mostly the search for the next byte that means something.

/// Bytes that are looked at in one step.
type Word = [u8; 8];

/// Where the first byte of `bytes` is that is `wanted`.
#[cfg(feature = "parser")]
#[inline(never)]
pub fn first(bytes: &[u8], wanted: u8) -> Option<usize> {
    let pattern = ONES * u64::from(wanted);
    let mut at = 0;
    for word in bytes.as_chunks().0 {
        let zeros = zero_bytes(u64::from_le_bytes(*word) ^ pattern);
        if zeros != 0 {
            return Some(at + first_marked(zeros));
        }
        at += size_of::<Word>();
    }
    while at < bytes.len() {
        if bytes[at] == wanted {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Where the first byte of `bytes` is that is one of `wanted`.
#[cfg(feature = "parser")]
#[inline(never)]
pub fn first_of(bytes: &[u8], wanted: [u8; 3]) -> Option<usize> {
    let mut at = 0;
    for word in bytes.as_chunks().0 {
        let marks = marks_of(*word, wanted);
        if marks != 0 {
            return Some(at + first_marked(marks));
        }
        at += size_of::<Word>();
    }
    let [a, b, c] = wanted;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte == a || byte == b || byte == c {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Where `word` first stands in `text`. Looked for are places where its first byte stands and, as far behind as it has
/// to, its last (Muła 2016).
#[inline(never)]
pub fn find(text: &[u8], word: &[u8]) -> Option<usize> {
    let (&first, &last) = (word.first()?, word.last()?);
    let behind = word.len() - 1;
    let mut at = 0;
    while at + behind < text.len() {
        if let (Some(start), Some(end)) = (word_at(text, at), word_at(text, at + behind)) {
            let marks =
                zero_bytes(start ^ (ONES * u64::from(first))) & zero_bytes(end ^ (ONES * u64::from(last)));
            if marks == 0 {
                at += size_of::<Word>();
                continue;
            }
            at += first_marked(marks);
        }
        if text[at] == first && text[at..].starts_with(word) {
            return Some(at);
        }
        at += 1;
    }
    None
}

#[inline(always)]
fn word_at(text: &[u8], at: usize) -> Option<u64> {
    text.get(at..)?.first_chunk::<{ size_of::<Word>() }>().map(|word| u64::from_le_bytes(*word))
}

/// A mark in the first byte of `word` that is one of `wanted`, and none before it.
#[cfg(feature = "parser")]
#[inline(always)]
fn marks_of(word: Word, [a, b, c]: [u8; 3]) -> u64 {
    let word = u64::from_le_bytes(word);
    zero_bytes(word ^ (ONES * u64::from(a)))
        | zero_bytes(word ^ (ONES * u64::from(b)))
        | zero_bytes(word ^ (ONES * u64::from(c)))
}

const ONES: u64 = u64::from_ne_bytes([1; 8]);

/// The first byte that has a mark.
#[inline(always)]
fn first_marked(marks: u64) -> usize {
    marks.trailing_zeros() as usize / 8
}

/// A mark in the first byte of `word` that is zero, and none before it (Mycroft 1987).
#[inline(always)]
fn zero_bytes(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & (ONES << 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_first_stand() {
        let text =
            "tide tides ebb tidal flow, the harbor of the tidal mill and the weir of the mill".as_bytes();
        for length in 1..12 {
            for start in 0..=text.len() - length {
                let word = &text[start..start + length];
                assert_eq!(find(text, word), text.windows(length).position(|other| other == word));
                assert_eq!(find(&text[..start + length - 1], word).filter(|&at| at >= start), None);
            }
        }
        for (text, word) in [("", "a"), ("a", "ab"), ("a", ""), ("harbor harbor harbor", "harbour")] {
            assert_eq!(find(text.as_bytes(), word.as_bytes()), None);
        }
    }

    #[cfg(feature = "parser")]
    #[test]
    fn what_is_found_is_the_first() {
        let mut bytes = [b'x'; 100];
        assert_eq!(first_of(&bytes, *b"&\r\0"), None);
        for at in (0..bytes.len()).rev() {
            bytes[at] = b"&\r\0"[at % 3];
            assert_eq!(first_of(&bytes, *b"&\r\0"), Some(at));
            assert_eq!(first(&bytes[at..], bytes[at]), Some(0));
            assert_eq!(first(&bytes[..at], bytes[at]), None);
            assert_eq!(first(&bytes, bytes[at]), Some(at));
            assert_eq!(first_of(&bytes[..at], *b"&\r\0"), None);
        }
        // Neighbors of what is wanted in both directions, and bytes of long characters.
        assert_eq!(first_of("%'\u{1}\u{c}\u{e}\u{a6}\u{80}ÿ".repeat(9).as_bytes(), *b"&\r\0"), None);
    }
}
