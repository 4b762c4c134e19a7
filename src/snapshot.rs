//! A snapshot of a live document into a [`Tree`]: the browser has parsed the page already, and shows what is hidden
//! and what stands in shadow roots.
//!
//! `www/element/snapshot.js` writes it: a list of names separated by spaces, all text in one string, and a list of
//! operations, each a 32-bit word. The low two bits of a word say what it is:
//!
//! | bits 0-1 | operation | bits 2-31 |
//! |---|---|---|
//! | 0 | text | its length |
//! | 1 | element | bits 2-3 its language (0 HTML, 1 SVG, 2 MathML), bits 4-11 the number of its attributes, bits 12-31 its name |
//! | 2 | end of an element | 0 |
//!
//! After an element's word come two words for each attribute: its name, and the length of its value. Names are
//! indexes into the list of names; lengths are UTF-16 code units, taken from the text in the order of the words.

use crate::article::Limit;
use crate::error::Error;
use crate::options::Limits;
use crate::tree::{Kind, Name, NodeId, Tree};

/// What the script wrote.
#[derive(Clone, Copy, Debug)]
pub struct Snapshot<'a> {
    /// Names of elements and attributes, each once, separated by single spaces.
    pub names: &'a str,
    /// All text and all values of attributes, in the order of `ops`.
    pub text: &'a str,
    /// The operations.
    pub ops: &'a [u32],
}

/// The version of the format, which the script writes beside it.
pub const VERSION: u32 = 1;

const TEXT: u32 = 0;
const OPEN: u32 = 1;
const CLOSE: u32 = 2;

/// About how many words a node takes on real pages.
const OPS_PER_NODE: usize = 3;

/// How many operations are done between two looks at the clock.
const OPS_PER_LOOK: usize = 1 << 14;

/// Reads a snapshot; tells which of `limits`, if any, cut it short.
///
/// # Errors
/// [`Error::TooLarge`], and [`Error::BadSnapshot`] for anything that the script does not write.
pub fn read(snapshot: Snapshot<'_>, limits: &Limits) -> Result<(Tree, Option<Limit>), Error> {
    let bytes = snapshot.text.len();
    if bytes > limits.max_bytes {
        return Err(Error::TooLarge { bytes, limit: limits.max_bytes });
    }
    let mut tree = Tree::new();
    tree.reserve(bytes, limits.max_nodes.min(snapshot.ops.len() / OPS_PER_NODE));
    let names: Vec<Name> = snapshot.names.split(' ').map(|name| tree.intern(name)).collect();
    let mut words = Words { rest: snapshot.ops, names: &names };
    let mut text = Text { rest: snapshot.text };
    // The open elements; `None` is one that was unwrapped because it stood too deep.
    let mut open: Vec<Option<NodeId>> = Vec::new();
    let mut parents = vec![Tree::ROOT];
    let mut reached = None;
    let deadline = (limits.clock)() + limits.max_millis;
    let mut until_look = OPS_PER_LOOK;
    while let Some(word) = words.next() {
        until_look -= 1;
        if until_look == 0 {
            until_look = OPS_PER_LOOK;
            if (limits.clock)() > deadline {
                return Ok((tree, Some(Limit::Time)));
            }
        }
        if tree.len() >= limits.max_nodes {
            return Ok((tree, Some(Limit::Nodes)));
        }
        let parent = parents.last().copied().unwrap_or(Tree::ROOT);
        match word & 3 {
            TEXT => tree.append_text(parent, text.take(word >> 2)?),
            OPEN => {
                let name = words.name(word >> 12)?;
                let attributes = (word >> 4) & 0xff;
                // What has no children may stay: it nests no deeper.
                let is_leaf = words.rest.get(2 * attributes as usize) == Some(&CLOSE);
                if parents.len() > limits.max_depth && !is_leaf {
                    reached = Some(Limit::Depth);
                    open.push(None);
                    for _ in 0..attributes {
                        words.next();
                        text.take(words.next().ok_or(Error::BadSnapshot)?)?;
                    }
                    continue;
                }
                let id = element(&mut tree, word, name, &mut words, &mut text)?;
                tree.append(parent, id);
                open.push(Some(id));
                parents.push(id);
            }
            CLOSE if word == CLOSE => {
                if open.pop().ok_or(Error::BadSnapshot)?.is_some() {
                    parents.pop();
                }
            }
            _ => return Err(Error::BadSnapshot),
        }
    }
    let complete = open.is_empty() && text.rest.is_empty();
    if !complete {
        return Err(Error::BadSnapshot);
    }
    crate::noscript::show(&mut tree);
    Ok((tree, reached))
}

/// Makes the element that `word` begins, with its attributes.
///
/// A function of its own, and so are others that a page calls by the thousand: browsers replace slow code by fast only
/// where a function is called anew, so what loops inside of one long call stays slow in a page's first call.
#[inline(never)]
fn element(
    tree: &mut Tree,
    word: u32,
    name: Name,
    words: &mut Words<'_>,
    text: &mut Text<'_>,
) -> Result<NodeId, Error> {
    let kind = match (word >> 2) & 3 {
        0 => Kind::Html,
        1 => Kind::Svg,
        2 => Kind::MathMl,
        _ => return Err(Error::BadSnapshot),
    };
    let id = tree.new_element_of(kind, name);
    for _ in 0..(word >> 4) & 0xff {
        let (Some(name), Some(length)) = (words.next(), words.next()) else { return Err(Error::BadSnapshot) };
        let (name, value) = (words.name(name)?, text.take(length)?);
        // What is given twice counts once.
        if tree.node(id).attr(name).is_none() {
            tree.add_attr(id, name, value);
        }
    }
    Ok(id)
}

struct Words<'a> {
    rest: &'a [u32],
    names: &'a [Name],
}

impl<'a> Words<'a> {
    fn next(&mut self) -> Option<u32> {
        let (&word, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(word)
    }

    fn name(&self, index: u32) -> Result<Name, Error> {
        self.names.get(index as usize).copied().ok_or(Error::BadSnapshot)
    }
}

struct Text<'a> {
    rest: &'a str,
}

impl<'a> Text<'a> {
    /// The next `length` UTF-16 code units.
    fn take(&mut self, length: u32) -> Result<&'a str, Error> {
        let length = length as usize;
        let is_ascii = self.rest.as_bytes().get(..length).is_some_and(<[u8]>::is_ascii);
        let bytes =
            if is_ascii { length } else { utf8_length(self.rest, length).ok_or(Error::BadSnapshot)? };
        let (taken, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        Ok(taken)
    }
}

/// How many bytes the first `units` UTF-16 code units of `text` are, if they are there and do not end within a
/// character.
fn utf8_length(text: &str, units: usize) -> Option<usize> {
    let mut left = units;
    for (at, c) in text.char_indices() {
        if left == 0 {
            return Some(at);
        }
        left = left.checked_sub(c.len_utf16())?;
    }
    (left == 0).then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{attr, tag};

    const NAMES: &str = "html body p class svg img";
    /// Of the words of `TEXT_OF_SAMPLE`: `<html><body><p class="ä😀">One</p><svg/>zwölf</body></html>`.
    const SAMPLE: &[u32] = &[
        OPEN,
        OPEN | 1 << 12,
        OPEN | 1 << 4 | 2 << 12,
        3,
        3,
        3 << 2,
        CLOSE,
        OPEN | 1 << 2 | 4 << 12,
        CLOSE,
        5 << 2,
        CLOSE,
        CLOSE,
    ];
    const TEXT_OF_SAMPLE: &str = "ä😀Onezwölf";

    fn read_ops(ops: &[u32]) -> Result<(Tree, Option<Limit>), Error> {
        read(Snapshot { names: NAMES, text: TEXT_OF_SAMPLE, ops }, &Limits::default())
    }

    #[test]
    fn what_was_written_is_read() {
        let (tree, reached) = read_ops(SAMPLE).unwrap();
        assert_eq!(reached, None);
        let found: Vec<&str> = tree.root().descendants().map(|node| node.spelling()).collect();
        assert_eq!(found, ["html", "body", "p", "#text", "svg", "#text"]);
        let p = tree.find(tag::P).unwrap();
        assert_eq!(p.attr(attr::CLASS), Some("ä😀"));
        assert_eq!(p.text_content(), "One");
        assert!(!p.next().unwrap().is(tag::SVG), "an svg element is not HTML");
        assert_eq!(tree.body().last_child().unwrap().text(), "zwölf");
    }

    #[test]
    fn nothing_but_the_whole_is_accepted() {
        for end in 0..SAMPLE.len() {
            assert_eq!(read_ops(&SAMPLE[..end]).err(), Some(Error::BadSnapshot), "cut at {end}");
        }
        for (at, word) in
            [(0, 3), (2, OPEN | 1 << 4 | 99 << 12), (3, 99), (4, 2), (4, 999), (7, OPEN | 3 << 2), (6, 6)]
        {
            let mut ops = SAMPLE.to_vec();
            ops[at] = word;
            assert_eq!(read_ops(&ops).err(), Some(Error::BadSnapshot), "{word} at {at}");
        }
    }

    #[test]
    fn an_attribute_given_twice_counts_once() {
        let ops = [OPEN | 2 << 4 | 2 << 12, 3, 3, 3, 8, CLOSE];
        let (tree, _) = read_ops(&ops).unwrap();
        assert_eq!(tree.find(tag::P).unwrap().attrs().count(), 1);
    }

    #[test]
    fn limits_hold() {
        let depth = 1000;
        let mut ops = vec![OPEN | 2 << 12; depth];
        ops.push(3 << 2);
        ops.extend([OPEN | 5 << 12, CLOSE]);
        ops.extend(vec![CLOSE; depth]);
        let snapshot = Snapshot { names: NAMES, text: "abc", ops: &ops };
        let (tree, reached) = read(snapshot, &Limits { max_depth: 10, ..Limits::default() }).unwrap();
        assert_eq!(reached, Some(Limit::Depth));
        let image = tree.find(tag::IMG).unwrap();
        assert_eq!(image.ancestors().count(), 11);
        assert_eq!(image.previous().unwrap().text(), "abc");

        let (tree, reached) = read(snapshot, &Limits { max_nodes: 7, ..Limits::default() }).unwrap();
        assert_eq!((tree.len(), reached), (7, Some(Limit::Nodes)));

        let error = read(snapshot, &Limits { max_bytes: 2, ..Limits::default() }).err();
        assert_eq!(error, Some(Error::TooLarge { bytes: 3, limit: 2 }));
    }

    #[test]
    fn no_input_panics() {
        let mut seed = 1_u64;
        let mut random = |below: u32| {
            // Knuth's MMIX generator.
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (seed >> 33) as u32 % below
        };
        let mut read_whole = 0;
        for _ in 0..4_000 {
            let mut ops = SAMPLE.to_vec();
            for _ in 0..=random(4) {
                let at = random(ops.len() as u32) as usize;
                match random(4) {
                    0 => ops[at] = random(u32::MAX),
                    1 => ops[at] = random(64),
                    2 => ops.truncate(at + 1),
                    _ => ops.insert(at, [OPEN, CLOSE, TEXT, OPEN | 1 << 12][random(4) as usize]),
                }
            }
            read_whole += usize::from(read_ops(&ops).is_ok());
        }
        assert!(read_whole > 20, "most of what was tried is refused at once: {read_whole}");
    }
}
