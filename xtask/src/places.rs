//! Blanks the places in the source that panics would name, which nothing reads once [`cut`](crate::cut) has emptied
//! what panics. They lie among the module's other data, where wasm-opt cannot tell that they are not needed.

use crate::binary::Reader;
use std::ops::Range;

const DATA: u8 = 11;
/// `i32.const`.
const CONST: u8 = 0x41;
const END: u8 = 0x0b;

/// What a `Location` of Rust is in memory: address and length of a path, a line and a column, of four bytes each.
const PLACE: usize = 16;
/// Bounds of what they hold, so that nothing else looks like one.
const LONGEST_PATH: usize = 200;
const LAST_LINE: usize = 99_999;
const LAST_COLUMN: usize = 999;

/// Data that the module puts in memory.
struct Segment {
    address: usize,
    /// Where it lies in the module.
    bytes: Range<usize>,
}

/// Makes all places and their paths zeros, and says how many there were. Nothing changes its length.
pub fn blank(module: &mut [u8]) -> Option<usize> {
    let segments = segments(module)?;
    let mut blanks = Vec::new();
    for segment in &segments {
        let mut at = segment.bytes.start + segment.address.wrapping_neg() % align_of::<u32>();
        while at + PLACE <= segment.bytes.end {
            if let Some(path) = path_of(module, &segments, at) {
                blanks.extend([at..at + PLACE, path]);
                at += PLACE;
            } else {
                at += align_of::<u32>();
            }
        }
    }
    let places = blanks.len() / 2;
    blanks.into_iter().for_each(|range| module[range].fill(0));
    Some(places)
}

/// Makes the data at `addresses` zeros.
pub fn zero(module: &mut [u8], addresses: &[Range<usize>]) -> Option<()> {
    for segment in segments(module)? {
        for range in addresses {
            let end = segment.address + segment.bytes.len();
            let (start, end) = (range.start.max(segment.address), range.end.min(end));
            if start < end {
                let at = segment.bytes.start + (start - segment.address);
                module[at..at + (end - start)].fill(0);
            }
        }
    }
    Some(())
}

/// Where in the module the path lies of the place at `at`; nothing, if there is no place.
fn path_of(module: &[u8], segments: &[Segment], at: usize) -> Option<Range<usize>> {
    let (words, _) = module.get(at..at + PLACE)?.as_chunks();
    let [address, length, line, column] = [0, 1, 2, 3].map(|word| u32::from_le_bytes(words[word]) as usize);
    if length > LONGEST_PATH || !(1..=LAST_LINE).contains(&line) || !(1..=LAST_COLUMN).contains(&column) {
        return None;
    }
    let holder = segments
        .iter()
        .find(|segment| (segment.address..segment.address + segment.bytes.len()).contains(&address))?;
    let start = holder.bytes.start + (address - holder.address);
    let path = start..start + length;
    let text = std::str::from_utf8(module[..holder.bytes.end].get(path.clone())?).ok()?;
    (text.contains("src/") && text.ends_with(".rs")).then_some(path)
}

fn segments(module: &[u8]) -> Option<Vec<Segment>> {
    let mut segments = Vec::new();
    let mut sections = Reader(module.get(8..)?);
    while !sections.0.is_empty() {
        let (id, mut section) = (sections.byte()?, sections.sized()?);
        if id != DATA {
            continue;
        }
        for _ in 0..section.number()? {
            // Only what has a fixed address.
            if (section.byte()?, section.byte()?) != (0, CONST) {
                return None;
            }
            let address = section.number()? as usize;
            if section.byte()? != END {
                return None;
            }
            let bytes = section.sized()?.0;
            let start = bytes.as_ptr().addr() - module.as_ptr().addr();
            segments.push(Segment { address, bytes: start..start + bytes.len() });
        }
    }
    Some(segments)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: u8 = 34;

    /// A module of one segment: two letters, a path, a text, and what `words` are.
    fn module(words: &[[u32; 4]]) -> Vec<u8> {
        let mut data = b"..src/a.rssrc/a.txt...".to_vec();
        words.as_flattened().iter().for_each(|word| data.extend(word.to_le_bytes()));
        let mut section = vec![1, 0, CONST, ADDRESS, END, data.len() as u8];
        section.extend(data);
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.extend([DATA, section.len() as u8]);
        module.extend(section);
        module
    }

    #[test]
    fn places_and_their_paths_become_zeros() {
        let path = u32::from(ADDRESS) + 2;
        let mut blanked = module(&[[path, 8, 12, 5], [path, 8, 7, 9]]);
        let length = blanked.len();
        assert_eq!(blank(&mut blanked), Some(2));
        assert_eq!(blanked.len(), length);
        assert!(blanked.ends_with(&[&b"..\0\0\0\0\0\0\0\0src/a.txt..."[..], &[0; 2 * PLACE]].concat()));
    }

    #[test]
    fn what_is_no_place_stays() {
        let path = u32::from(ADDRESS) + 2;
        // Too short and too long a path, another text, no line, no column, an address outside.
        for words in [
            [path, 7, 1, 1],
            [path, 9, 1, 1],
            [path + 8, 9, 1, 1],
            [path, 8, 0, 1],
            [path, 8, 1, 0],
            [999, 8, 1, 1],
        ] {
            let before = module(&[words]);
            let mut after = before.clone();
            assert_eq!(blank(&mut after), Some(0), "{words:?}");
            assert_eq!(after, before);
        }
    }
}
