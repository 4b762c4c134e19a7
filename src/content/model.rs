//! Gradient-boosted trees over bytes, packed into a few kilobytes.
//!
//! `model/train.py` trains and packs them: the numbers of trees of four models (see [`Models`]; u16 each,
//! little-endian), then the trees of one after another as [`Bits`]. A node says first whether it is a leaf. A split has
//! its feature and the greatest value that goes left; behind it come the nodes on its left, then those on its right. A
//! leaf is an i8 in units of [`UNIT`].

use super::bits::Bits;
use super::confidence;
use super::features::FEATURES;
use super::kind;
use super::trees::{MAX_LEAVES, SIDE_BY_SIDE, Split, Tree, sums};
use std::sync::OnceLock;

/// The log-odds that one unit of a leaf stands for.
const UNIT: f32 = 1.0 / 64.0;

/// What is learned.
#[derive(Clone)]
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
    /// Those that come with this version, read once.
    pub(super) fn built_in() -> Option<&'static Models> {
        static MODELS: OnceLock<Option<Models>> = OnceLock::new();
        MODELS.get_or_init(|| Models::read(BUILT_IN)).as_ref()
    }

    /// Reads packed bytes; `None` where they are no models over this version's features.
    #[inline(never)]
    pub(super) fn read(bytes: &[u8]) -> Option<Models> {
        let (numbers, trees) = bytes.split_first_chunk::<8>()?;
        let mut bits = Bits::new(trees, CONTEXTS);
        let mut model = |at: usize, features| {
            let trees = u16::from_le_bytes([numbers[2 * at], numbers[2 * at + 1]]);
            Model::read(&mut bits, trees, features)
        };
        let models = Models {
            article: model(0, FEATURES)?,
            other: model(1, FEATURES)?,
            kind: model(2, kind::MEASURES)?,
            sure: model(3, confidence::MEASURES)?,
        };
        bits.are_done().then_some(models)
    }
}

static BUILT_IN: &[u8] = include_bytes!("model.bin");

/// Bits of a feature's number, of a threshold and of a leaf.
const FEATURE: u32 = 7;
const BYTE: u32 = 8;

/// The contexts of what is packed: of the threshold of each feature, of features, of leaves, and of whether a node is a
/// leaf, by how many splits its tree has before it.
const THRESHOLDS: usize = 0;
const FEATURES_THEMSELVES: usize = THRESHOLDS + (1 << FEATURE << BYTE);
const LEAVES: usize = FEATURES_THEMSELVES + (1 << FEATURE);
const KINDS: usize = LEAVES + (1 << BYTE);
const CONTEXTS: usize = KINDS + MAX_LEAVES;

enum Node {
    Leaf(i8),
    Split { feature: u8, greatest: u8 },
}

impl Node {
    /// The next node of a tree, behind `splits` splits.
    fn read(bits: &mut Bits<'_>, splits: usize) -> Node {
        if bits.bit(KINDS - 1 + splits) {
            return Node::Leaf(bits.number(LEAVES, BYTE) as u8 as i8);
        }
        let feature = bits.number(FEATURES_THEMSELVES, FEATURE);
        let greatest = bits.number(THRESHOLDS + (feature << BYTE), BYTE);
        Node::Split { feature: feature as u8, greatest: greatest as u8 }
    }
}

/// A model, unpacked.
#[derive(Clone)]
pub(super) struct Model {
    trees: Vec<Tree>,
    /// Those of all trees, one tree after another.
    splits: Vec<Split>,
}

impl Model {
    /// The next model, of `trees` trees over `features` features.
    fn read(bits: &mut Bits<'_>, trees: u16, features: usize) -> Option<Model> {
        let mut model = Model { trees: Vec::new(), splits: Vec::new() };
        for _ in 0..trees {
            let first = model.splits.len();
            let mut leaves = [0; MAX_LEAVES];
            let mut count = 0;
            // Splits of which the left side is being read, and where that begins.
            let mut open = Vec::new();
            loop {
                match Node::read(bits, model.splits.len() - first) {
                    Node::Leaf(leaf) => {
                        *leaves.get_mut(count)? = leaf as u8;
                        count += 1;
                        let Some((split, begin)) = open.pop() else { break };
                        let split: &mut Split = model.splits.get_mut(split)?;
                        split.left = ((1_u32 << count) - (1_u32 << begin)) as u16;
                    }
                    Node::Split { feature, greatest } => {
                        open.push((model.splits.len(), count));
                        model.splits.push(Split { feature, greatest, left: 0 });
                        if usize::from(feature) >= features || model.splits.len() - first >= MAX_LEAVES {
                            return None;
                        }
                    }
                }
            }
            model.trees.push(Tree { end: model.splits.len(), reached: u16::MAX, leaves });
        }
        Some(model)
    }

    /// How likely the answer for each of `rows` is yes, 0 to 1. They have as many features as the model was read for.
    pub(super) fn probabilities<const N: usize>(&self, rows: &[[u8; N]]) -> Vec<f32> {
        let model = self.narrowed(rows.as_flattened(), N);
        let mut all = Vec::with_capacity(rows.len());
        for rows in rows.chunks(SIDE_BY_SIDE) {
            let sums = sums(&model.trees, &model.splits, rows.as_flattened(), N);
            all.extend(sums.iter().take(rows.len()).map(|sum| 1.0 / (1.0 + (-(*sum as f32) * UNIT).exp())));
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
}

#[cfg(test)]
mod tests {
    use super::super::bits::tests::Packer;
    use super::super::features::Row;
    use super::*;

    /// Models of which the first is one tree with these nodes.
    fn packed(nodes: &[Node]) -> Vec<u8> {
        let mut packer = Packer::new(CONTEXTS);
        let mut splits = 0;
        for node in nodes {
            packer.bit(KINDS + splits, matches!(node, Node::Leaf(_)));
            match *node {
                Node::Leaf(leaf) => packer.number(LEAVES, BYTE, usize::from(leaf as u8)),
                Node::Split { feature, greatest } => {
                    packer.number(FEATURES_THEMSELVES, FEATURE, usize::from(feature));
                    packer.number(THRESHOLDS + (usize::from(feature) << BYTE), BYTE, usize::from(greatest));
                    splits = (splits + 1).min(MAX_LEAVES - 1);
                }
            }
        }
        [vec![1, 0, 0, 0, 0, 0, 0, 0], packer.finish()].concat()
    }

    fn split(feature: u8, greatest: u8) -> Node {
        Node::Split { feature, greatest }
    }

    /// One tree: words <= 3 gives -1, else link_density <= 9 gives 1, else -0.5.
    fn small() -> Vec<u8> {
        packed(&[split(0, 3), Node::Leaf(-127), split(1, 9), Node::Leaf(127), Node::Leaf(-64)])
    }

    #[test]
    fn splits_lead_to_leaves() {
        let model = Models::read(&small()).unwrap().article;
        let mut row = [0; FEATURES];
        let odds = |p: f32| ((p / (1.0 - p)).ln() / UNIT).round();
        assert_eq!(odds(model.probabilities(&[row])[0]), -127.0);
        row[0] = 4;
        assert_eq!(odds(model.probabilities(&[row])[0]), 127.0);
        row[1] = 10;
        assert_eq!(odds(model.probabilities(&[row])[0]), -64.0);
    }

    /// The leaf that a row walks to in what is left of the next tree, behind `splits` splits.
    fn reached(bits: &mut Bits<'_>, splits: &mut usize, row: &Row) -> i8 {
        match Node::read(bits, *splits) {
            Node::Leaf(leaf) => leaf,
            Node::Split { feature, greatest } => {
                *splits += 1;
                let (left, right) = (reached(bits, splits, row), reached(bits, splits, row));
                if row[usize::from(feature)] > greatest { right } else { left }
            }
        }
    }

    #[test]
    fn many_rows_at_once_reach_the_leaves_that_each_walks_to() {
        let model = &Models::built_in().unwrap().article;
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
            let mut bits = Bits::new(&BUILT_IN[8..], CONTEXTS);
            let sum: i32 = model.trees.iter().map(|_| i32::from(reached(&mut bits, &mut 0, row))).sum();
            1.0 / (1.0 + (-(sum as f32) * UNIT).exp())
        };
        assert_eq!(model.probabilities(&rows), rows.each_ref().map(walk));
    }

    #[test]
    fn damaged_models_are_refused() {
        let small = small();
        for cut in 0..small.len() {
            assert!(Models::read(&small[..cut]).is_none(), "cut at {cut}");
        }
        assert!(Models::read(&[&small[..], &[0]].concat()).is_none());
        let leaves = |splits: usize| (0..=splits).map(|_| Node::Leaf(0));
        let tree = |feature, splits| {
            (0..splits).map(|_| split(feature, 0)).chain(leaves(splits)).collect::<Vec<_>>()
        };
        assert!(Models::read(&packed(&tree(0, MAX_LEAVES - 1))).is_some());
        assert!(Models::read(&packed(&tree(0, MAX_LEAVES))).is_none());
        assert!(Models::read(&packed(&tree(FEATURES as u8 - 1, 1))).is_some());
        assert!(Models::read(&packed(&tree(FEATURES as u8, 1))).is_none());
    }
}
