//! The search for bytes, several at a time: reading a page is mostly the search for the next byte that means something.

use step::{BYTES, Bytes};

/// Where the first byte of `bytes` is that is `wanted`.
#[cfg(feature = "parser")]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
#[inline(never)]
pub fn first(bytes: &[u8], wanted: u8) -> Option<usize> {
    let (steps, rest) = bytes.as_chunks();
    let mut at = 0;
    for step in steps {
        if let Some(first) = Bytes::new(step).are(wanted).first() {
            return Some(at + first);
        }
        at += BYTES;
    }
    for byte in rest {
        if *byte == wanted {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Where the first byte of `bytes` is that is one of `wanted`.
#[cfg(feature = "parser")]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
#[inline(never)]
pub fn first_of(bytes: &[u8], wanted: [u8; 3]) -> Option<usize> {
    let [a, b, c] = wanted;
    let (steps, rest) = bytes.as_chunks();
    let mut at = 0;
    for step in steps {
        let step = Bytes::new(step);
        if let Some(first) = step.are(a).or(step.are(b)).or(step.are(c)).first() {
            return Some(at + first);
        }
        at += BYTES;
    }
    for &byte in rest {
        if byte == a || byte == b || byte == c {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Where `word` first stands in `text`. Looked for are places where its first byte stands and, as far behind as it has
/// to, its last (Muła 2016).
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
#[inline(never)]
pub fn find(text: &[u8], word: &[u8]) -> Option<usize> {
    let (&first, &last) = (word.first()?, word.last()?);
    let behind = word.len() - 1;
    let mut at = 0;
    while at + behind < text.len() {
        if let (Some(start), Some(end)) = (step_at(text, at), step_at(text, at + behind)) {
            let Some(next) = Bytes::new(start).are(first).and(Bytes::new(end).are(last)).first() else {
                at += BYTES;
                continue;
            };
            at += next;
        }
        if text[at] == first && text[at..].starts_with(word) {
            return Some(at);
        }
        at += 1;
    }
    None
}

#[inline(always)]
fn step_at(text: &[u8], at: usize) -> Option<&[u8; BYTES]> {
    text.get(at..)?.first_chunk()
}

/// What every browser does with sixteen bytes in one step.
#[cfg(target_arch = "wasm32")]
mod step {
    use std::arch::wasm32::{i8x16_bitmask, i8x16_eq, i8x16_splat, u64x2, v128, v128_and};

    /// Bytes that are looked at in one step.
    pub const BYTES: usize = 16;

    #[derive(Clone, Copy)]
    pub struct Bytes(v128);

    impl Bytes {
        #[target_feature(enable = "simd128")]
        #[inline]
        pub fn new(bytes: &[u8; BYTES]) -> Bytes {
            let both = u128::from_le_bytes(*bytes);
            Bytes(u64x2(both as u64, (both >> 64) as u64))
        }

        /// Marks in those that are `wanted`.
        #[target_feature(enable = "simd128")]
        #[inline]
        pub fn are(self, wanted: u8) -> Bytes {
            Bytes(i8x16_eq(self.0, i8x16_splat(wanted as i8)))
        }

        #[cfg(feature = "parser")]
        #[target_feature(enable = "simd128")]
        #[inline]
        pub fn or(self, other: Bytes) -> Bytes {
            Bytes(std::arch::wasm32::v128_or(self.0, other.0))
        }

        #[target_feature(enable = "simd128")]
        #[inline]
        pub fn and(self, other: Bytes) -> Bytes {
            Bytes(v128_and(self.0, other.0))
        }

        /// The first one that has a mark.
        #[target_feature(enable = "simd128")]
        #[inline]
        pub fn first(self) -> Option<usize> {
            let marks = i8x16_bitmask(self.0);
            (marks != 0).then(|| marks.trailing_zeros() as usize)
        }
    }
}

/// What every processor does with eight bytes in one step.
#[cfg(not(target_arch = "wasm32"))]
mod step {
    /// Bytes that are looked at in one step.
    pub const BYTES: usize = 8;

    #[derive(Clone, Copy)]
    pub struct Bytes(u64);

    const ONES: u64 = u64::from_ne_bytes([1; BYTES]);

    impl Bytes {
        #[inline(always)]
        pub fn new(bytes: &[u8; BYTES]) -> Bytes {
            Bytes(u64::from_le_bytes(*bytes))
        }

        /// A mark in the first byte that is `wanted`, and none before it (Mycroft 1987).
        #[inline(always)]
        pub fn are(self, wanted: u8) -> Bytes {
            let zeros = self.0 ^ (ONES * u64::from(wanted));
            Bytes(zeros.wrapping_sub(ONES) & !zeros & (ONES << 7))
        }

        #[cfg(feature = "parser")]
        #[inline(always)]
        pub fn or(self, other: Bytes) -> Bytes {
            Bytes(self.0 | other.0)
        }

        #[inline(always)]
        pub fn and(self, other: Bytes) -> Bytes {
            Bytes(self.0 & other.0)
        }

        /// The first one that has a mark.
        #[inline(always)]
        pub fn first(self) -> Option<usize> {
            (self.0 != 0).then(|| self.0.trailing_zeros() as usize / 8)
        }
    }
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
