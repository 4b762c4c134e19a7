//! Gradient-boosted trees over bytes, packed into a few kilobytes.
//!
//! `model/train.py` trains and packs them: four models one after another (see [`Models`]), each the number of its
//! trees (u16), then for each tree the number
//! of splits (u8), the splits, and one leaf more than splits (i16 each). A split is a feature (u8), the greatest
//! value that goes left (u8), and where left and right lead (i8 each): to split *n*, or as -1 - *n* to leaf *n*.
//! All numbers are little-endian; leaves are in units of [`LEAF`].

use super::confidence;
use super::features::FEATURES;
use super::kind;

/// The models that are built in.
pub(super) static BUILT_IN: &[u8] = include_bytes!("model.bin");

/// The log-odds that one unit of a leaf stands for.
const LEAF: f32 = 1.0 / 2048.0;

/// Bytes of a split.
const SPLIT: usize = 4;

/// What is learned.
pub(super) struct Models {
    /// Is a block part of the article, on a page that is one?
    pub(super) article: Model,
    /// Is a block part of the main content, on any other page?
    pub(super) other: Model,
    /// Is a page an article?
    pub(super) kind: Model,
    /// Is the choice that was made of the blocks right?
    pub(super) sure: Model,
}

impl Models {
    /// Reads packed bytes; `None` where they are no models over this version's features.
    pub(super) fn read(bytes: &[u8]) -> Option<Models> {
        let mut rest = bytes;
        let article = Model::read(&mut rest, FEATURES)?;
        let other = Model::read(&mut rest, FEATURES)?;
        let kind = Model::read(&mut rest, kind::MEASURES)?;
        let sure = Model::read(&mut rest, confidence::MEASURES)?;
        rest.is_empty().then_some(Models { article, other, kind, sure })
    }
}

/// A model, unpacked so that all walks through one of its trees are equally long: a step then is the same for several
/// rows, which a processor takes side by side, where one row alone would have it wait at each step for the last.
pub(super) struct Model {
    trees: Vec<Tree>,
    /// The nodes of all trees: of each its splits, then its leaves, which lead to themselves.
    nodes: Vec<Step>,
    /// By node; zero for a split.
    values: Vec<i16>,
}

struct Tree {
    /// The place of its first node.
    first: usize,
    /// How many steps there are at most from the first node to a leaf.
    depth: u8,
}

/// From the lowest byte: a feature, the greatest value that goes left, and the places of left and right in the tree.
type Step = u32;

/// So that a byte can name every node.
const MAX_SPLITS: usize = 127;

/// Rows that are walked side by side.
const SIDE_BY_SIDE: usize = 4;

/// Features with zeros behind: as many as a step can name.
type Padded = [u8; 256];

impl Model {
    /// Takes a model over `features` features from the beginning of `bytes`; `None` where there is none.
    fn read(bytes: &mut &[u8], features: usize) -> Option<Model> {
        let (count, mut rest) = bytes.split_at_checked(2)?;
        let mut model = Model { trees: Vec::new(), nodes: Vec::new(), values: Vec::new() };
        for _ in 0..u16::from_le_bytes([count[0], count[1]]) {
            let (&splits, after) = rest.split_first()?;
            let splits = usize::from(splits);
            let (own, after) = after.split_at_checked(splits * SPLIT)?;
            let (leaves, after) = after.split_at_checked((splits + 1) * 2)?;
            rest = after;
            model.add(own.as_chunks().0, leaves.as_chunks().0, features)?;
        }
        *bytes = rest;
        Some(model)
    }

    fn add(&mut self, splits: &[[u8; SPLIT]], leaves: &[[u8; 2]], features: usize) -> Option<()> {
        let first = self.nodes.len();
        let count = splits.len();
        if count > MAX_SPLITS {
            return None;
        }
        // Steps to a leaf, from the last split up, for all lead forward only, so that every walk ends.
        let mut depths = [0_u8; 256];
        for (at, &[feature, greatest, left, right]) in splits.iter().enumerate().rev() {
            let place = |next: u8| match next as i8 {
                split @ 0.. => Some(split as usize).filter(|&next| next > at && next < count),
                leaf => Some(count + usize::from(!leaf as u8)).filter(|&next| next <= 2 * count),
            };
            let (left, right) = (place(left)?, place(right)?);
            if usize::from(feature) >= features {
                return None;
            }
            depths[at] = 1 + depths[left].max(depths[right]);
            self.nodes.push(u32::from_le_bytes([feature, greatest, left as u8, right as u8]));
        }
        self.nodes[first..].reverse();
        self.nodes.extend((count..=2 * count).map(|at| u32::from_le_bytes([0, 255, at as u8, at as u8])));
        self.values.resize(first + count, 0);
        self.values.extend(leaves.iter().map(|leaf| i16::from_le_bytes(*leaf)));
        self.trees.push(Tree { first, depth: depths[0] });
        Some(())
    }

    /// How likely the answer for each of `rows` is yes, 0 to 1. They have as many features as the model was read for.
    pub(super) fn probabilities<const N: usize>(&self, rows: &[[u8; N]]) -> Vec<f32> {
        let mut all = Vec::with_capacity(rows.len());
        for rows in rows.chunks(SIDE_BY_SIDE) {
            let mut padded: [Padded; SIDE_BY_SIDE] = [[0; 256]; SIDE_BY_SIDE];
            for (padded, row) in padded.iter_mut().zip(rows) {
                padded[..N].copy_from_slice(row);
            }
            let sums = self.sums(&padded);
            all.extend(sums.iter().take(rows.len()).map(|sum| 1.0 / (1.0 + (-(*sum as f32) * LEAF).exp())));
        }
        all
    }

    fn sums(&self, rows: &[Padded; SIDE_BY_SIDE]) -> [i32; SIDE_BY_SIDE] {
        let mut sums = [0; SIDE_BY_SIDE];
        let [one, two, three, four] = rows;
        for tree in &self.trees {
            let nodes = &self.nodes[tree.first..];
            let step = |at: u32, row: &Padded| {
                let node = nodes[at as usize];
                let is_right = u32::from(row[node as usize & 0xff]) > node >> 8 & 0xff;
                node >> (16 + 8 * u32::from(is_right)) & 0xff
            };
            // Written out, so that no setting of the compiler makes it a loop over memory.
            let (mut a, mut b, mut c, mut d) = (0, 0, 0, 0);
            for _ in 0..tree.depth {
                (a, b, c, d) = (step(a, one), step(b, two), step(c, three), step(d, four));
            }
            for (sum, at) in sums.iter_mut().zip([a, b, c, d]) {
                *sum += i32::from(self.values[tree.first + at as usize]);
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One tree: words <= 3 gives -1, else link_density <= 9 gives 2, else -3.
    const SMALL: [u8; 17] = [1, 0, 2, 0, 3, 0xff, 1, 1, 9, 0xfe, 0xfd, 0x00, 0xf8, 0x00, 0x10, 0x00, 0xe8];

    #[test]
    fn splits_lead_to_leaves() {
        let model = Model::read(&mut &SMALL[..], 2).unwrap();
        let mut row = [0; 2];
        let odds = |p: f32| (p / (1.0 - p)).ln().round();
        assert_eq!(odds(model.probabilities(&[row])[0]), -1.0);
        row[0] = 4;
        assert_eq!(odds(model.probabilities(&[row])[0]), 2.0);
        row[1] = 10;
        assert_eq!(odds(model.probabilities(&[row])[0]), -3.0);
    }

    #[test]
    fn damaged_models_are_refused() {
        for cut in 0..SMALL.len() {
            assert!(Model::read(&mut &SMALL[..cut], 2).is_none(), "cut at {cut}");
        }
        let mut looping = SMALL;
        looping[6] = 0;
        assert!(Model::read(&mut &looping[..], 2).is_none());
        let too_many: Vec<u8> =
            [1, 0, 128].into_iter().chain([0, 0, 0xff, 0xff].repeat(128)).chain([0; 258]).collect();
        assert!(Model::read(&mut &too_many[..], 2).is_none());
        let mut unknown = SMALL;
        unknown[3] = 255;
        assert!(Model::read(&mut &unknown[..], 2).is_none());
    }

    #[test]
    fn the_built_in_model_is_sound() {
        assert!(Models::read(BUILT_IN).is_some());
    }
}
