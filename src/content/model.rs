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

/// A model, unpacked so that rows go through a tree side by side: all leaves that a row may still reach are one bit
/// each, and every split takes away those on the side that the row does not go to, whatever the others have said.
/// That is QuickScorer (Lucchese et al., SIGIR 2015), with eight rows in two words in place of one.
pub(super) struct Model {
    trees: Vec<Tree>,
    /// Those of all trees, one tree after another.
    splits: Vec<Split>,
}

#[derive(Clone, Copy)]
struct Tree {
    /// Where its splits end.
    end: usize,
    /// The leaves that a row may reach that no split has said anything of.
    reached: u16,
    /// From left to right.
    leaves: [i16; MAX_SPLITS + 1],
}

/// Rows with a value above `greatest` reach none of the leaves `left`.
#[derive(Clone, Copy)]
struct Split {
    feature: u8,
    greatest: u8,
    left: u16,
}

/// So that sixteen bits can name every leaf.
const MAX_SPLITS: usize = 15;

/// Rows that are looked at side by side, in two words with 16 bits for each.
const SIDE_BY_SIDE: usize = 8;

/// A one for each row in a word.
const ONES: u64 = 0x0001_0001_0001_0001;

impl Model {
    /// Takes a model over `features` features from the beginning of `bytes`; `None` where there is none.
    fn read(bytes: &mut &[u8], features: usize) -> Option<Model> {
        let (count, mut rest) = bytes.split_at_checked(2)?;
        let mut model = Model { trees: Vec::new(), splits: Vec::new() };
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
        let count = splits.len();
        if count > MAX_SPLITS {
            return None;
        }
        // How many leaves are below each split, from the last up, for all lead forward only.
        let mut below = [0; MAX_SPLITS];
        for (at, &[feature, _, left, right]) in splits.iter().enumerate().rev() {
            for next in [left, right] {
                below[at] += match usize::from(next) {
                    split if split > at && split < count => below[split],
                    _ if usize::from(!next) <= count => 1,
                    _ => return None,
                };
            }
            if usize::from(feature) >= features || below[at] > count + 1 {
                return None;
            }
        }
        let value = |leaf: u8| i16::from_le_bytes(leaves[usize::from(leaf)]);
        let mut ordered = [value(0); MAX_SPLITS + 1];
        let mut first = [0; MAX_SPLITS];
        for (at, &[feature, greatest, left, right]) in splits.iter().enumerate() {
            let mut place = first[at];
            let before = 1 << place;
            let mut lead = |next: u8| {
                if usize::from(next) < count {
                    first[usize::from(next)] = place;
                    place += below[usize::from(next)];
                } else {
                    ordered[place] = value(!next);
                    place += 1;
                }
                1_u32 << place
            };
            let left = (lead(left) - before) as u16;
            lead(right);
            self.splits.push(Split { feature, greatest, left });
        }
        self.trees.push(Tree { end: self.splits.len(), reached: u16::MAX, leaves: ordered });
        Some(())
    }

    /// How likely the answer for each of `rows` is yes, 0 to 1. They have as many features as the model was read for.
    pub(super) fn probabilities<const N: usize>(&self, rows: &[[u8; N]]) -> Vec<f32> {
        let model = self.narrowed(rows.as_flattened(), N);
        let mut all = Vec::with_capacity(rows.len());
        for rows in rows.chunks(SIDE_BY_SIDE) {
            let sums = model.sums(rows.as_flattened(), N);
            all.extend(sums.iter().take(rows.len()).map(|sum| 1.0 / (1.0 + (-(*sum as f32) * LEAF).exp())));
        }
        all
    }

    /// What is left to ask of `rows`, of the length `width`: the splits at which not all go the same way. Much is the
    /// same on a whole page.
    fn narrowed(&self, rows: &[u8], width: usize) -> Model {
        let mut ranges = [(u8::MAX, 0); 256];
        for row in rows.chunks_exact(width) {
            for ((least, most), &value) in ranges.iter_mut().zip(row) {
                *least = value.min(*least);
                *most = value.max(*most);
            }
        }
        let mut narrowed = Model { trees: Vec::new(), splits: Vec::with_capacity(self.splits.len()) };
        let mut start = 0;
        for tree in &self.trees {
            let mut reached = tree.reached;
            for split in &self.splits[start..tree.end] {
                let (least, most) = ranges[usize::from(split.feature)];
                if least > split.greatest {
                    reached &= !split.left;
                } else if most > split.greatest {
                    narrowed.splits.push(*split);
                }
            }
            start = tree.end;
            narrowed.trees.push(Tree { end: narrowed.splits.len(), reached, ..*tree });
        }
        narrowed
    }

    /// The sums of the leaves that up to eight rows reach.
    #[inline(never)]
    fn sums(&self, rows: &[u8], width: usize) -> [i32; SIDE_BY_SIDE] {
        let mut columns = [[0_u64; 2]; 256];
        for (at, row) in rows.chunks_exact(width).enumerate() {
            for (column, &value) in columns.iter_mut().zip(row) {
                column[at >> 2 & 1] |= u64::from(value) << (16 * (at & 3));
            }
        }
        let mut sums = [0; SIDE_BY_SIDE];
        let mut start = 0;
        for tree in &self.trees {
            let mut one = u64::from(tree.reached) * ONES;
            let mut two = one;
            for split in &self.splits[start..tree.end] {
                let column = &columns[usize::from(split.feature)];
                // A greater value makes the sum overflow into the highest of its 16 bits.
                let room = u64::from(0x7fff - u16::from(split.greatest)) * ONES;
                let left = u64::from(split.left);
                one &= !(((column[0] + room) >> 15 & ONES) * left);
                two &= !(((column[1] + room) >> 15 & ONES) * left);
            }
            start = tree.end;
            for (at, sum) in sums.iter_mut().enumerate() {
                let reached = if at < 4 { one >> (16 * at) } else { two >> (16 * (at & 3)) };
                *sum += i32::from(tree.leaves[reached.trailing_zeros() as usize % tree.leaves.len()]);
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::super::features::Row;
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
    fn many_rows_at_once_reach_the_leaves_that_each_walks_to() {
        let model = Model::read(&mut &BUILT_IN[..], FEATURES).unwrap();
        let mut seed = 1_u32;
        let mut random = || {
            // Numerical Recipes' generator.
            seed = seed.wrapping_mul(1664525).wrapping_add(1013904223);
            (seed >> 24) as u8
        };
        // Not a multiple of those that go side by side; the first feature is the same in all.
        let mut rows = [[0; FEATURES]; 21];
        rows.as_flattened_mut().iter_mut().for_each(|value| *value = random());
        rows.iter_mut().for_each(|row| row[0] = 40);
        let walk = |row: &Row| {
            let mut rest = &BUILT_IN[2..];
            let mut sum = 0;
            for _ in 0..u16::from_le_bytes([BUILT_IN[0], BUILT_IN[1]]) {
                let splits = usize::from(rest[0]);
                let mut at = 0_i8;
                while at >= 0 {
                    let [feature, greatest, left, right] =
                        *rest[1 + SPLIT * at as usize..].first_chunk().unwrap();
                    at = if row[usize::from(feature)] > greatest { right } else { left } as i8;
                }
                let leaves = &rest[1 + SPLIT * splits..];
                sum += i32::from(i16::from_le_bytes(
                    *leaves[2 * usize::from(!at as u8)..].first_chunk().unwrap(),
                ));
                rest = &leaves[2 * (splits + 1)..];
            }
            1.0 / (1.0 + (-(sum as f32) * LEAF).exp())
        };
        assert_eq!(model.probabilities(&rows), rows.each_ref().map(walk));
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
