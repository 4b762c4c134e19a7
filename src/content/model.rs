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
pub(super) struct Models<'a> {
    /// Is a block part of the article, on a page that is one?
    pub(super) article: Model<'a>,
    /// Is a block part of the main content, on any other page?
    pub(super) other: Model<'a>,
    /// Is a page an article?
    pub(super) kind: Model<'a>,
    /// Is the choice that was made of the blocks right?
    pub(super) sure: Model<'a>,
}

impl<'a> Models<'a> {
    /// Reads packed bytes; `None` where they are no models over this version's features.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Models<'a>> {
        let mut rest = bytes;
        let article = Model::read(&mut rest, FEATURES)?;
        let other = Model::read(&mut rest, FEATURES)?;
        let kind = Model::read(&mut rest, kind::MEASURES)?;
        let sure = Model::read(&mut rest, confidence::MEASURES)?;
        rest.is_empty().then_some(Models { article, other, kind, sure })
    }
}

/// A packed model, checked so that evaluating it cannot go out of bounds.
pub(super) struct Model<'a> {
    trees: Vec<TreeBytes<'a>>,
}

struct TreeBytes<'a> {
    splits: &'a [[u8; SPLIT]],
    leaves: &'a [[u8; 2]],
}

/// The features of a block, with zeros behind: as many as a split can name.
type Features = [u8; 256];

impl<'a> Model<'a> {
    /// Takes a model over `features` features from the beginning of `bytes`; `None` where there is none.
    fn read(bytes: &mut &'a [u8], features: usize) -> Option<Model<'a>> {
        let (count, mut rest) = bytes.split_at_checked(2)?;
        let mut trees = Vec::new();
        for _ in 0..u16::from_le_bytes([count[0], count[1]]) {
            let (&splits, after) = rest.split_first()?;
            let splits = usize::from(splits);
            let (own, after) = after.split_at_checked(splits * SPLIT)?;
            let (leaves, after) = after.split_at_checked((splits + 1) * 2)?;
            rest = after;
            let (own, _) = own.as_chunks();
            let (leaves, _) = leaves.as_chunks();
            let valid = own.iter().enumerate().all(|(at, split)| {
                usize::from(split[0]) < features
                    && [split[2], split[3]].into_iter().all(|next| match next as i8 {
                        // Forward only, so that every walk ends.
                        next @ 0.. => next as usize > at && (next as usize) < splits,
                        leaf => usize::from(!leaf as u8) <= splits,
                    })
            });
            if !valid {
                return None;
            }
            trees.push(TreeBytes { splits: own, leaves });
        }
        *bytes = rest;
        Some(Model { trees })
    }

    /// How likely the answer for the features `row` is yes, 0 to 1. `row` has as many as the model was read for.
    pub(super) fn probability(&self, row: &[u8]) -> f32 {
        let mut features = [0; size_of::<Features>()];
        features[..row.len()].copy_from_slice(row);
        let sum: i32 = self.trees.iter().map(|tree| i32::from(tree.leaf(&features))).sum();
        1.0 / (1.0 + (-(sum as f32) * LEAF).exp())
    }
}

impl TreeBytes<'_> {
    fn leaf(&self, features: &Features) -> i16 {
        let mut next: i8 = if self.splits.is_empty() { -1 } else { 0 };
        while next >= 0 {
            let [feature, greatest, left, right] = self.splits[next as usize];
            next = if features[usize::from(feature)] > greatest { right } else { left } as i8;
        }
        i16::from_le_bytes(self.leaves[usize::from(!next as u8)])
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
        assert_eq!(odds(model.probability(&row)), -1.0);
        row[0] = 4;
        assert_eq!(odds(model.probability(&row)), 2.0);
        row[1] = 10;
        assert_eq!(odds(model.probability(&row)), -3.0);
    }

    #[test]
    fn damaged_models_are_refused() {
        for cut in 0..SMALL.len() {
            assert!(Model::read(&mut &SMALL[..cut], 2).is_none(), "cut at {cut}");
        }
        let mut looping = SMALL;
        looping[6] = 0;
        assert!(Model::read(&mut &looping[..], 2).is_none());
        let mut unknown = SMALL;
        unknown[3] = 255;
        assert!(Model::read(&mut &unknown[..], 2).is_none());
    }

    #[test]
    fn the_built_in_model_is_sound() {
        assert!(Models::read(BUILT_IN).is_some());
    }
}
