//! Gradient-boosted trees over bytes, packed into a few kilobytes.
//!
//! `model/train.py` trains and packs them: four models one after another (see [`Models`]), of which all nodes stand
//! first, then all thresholds, then all leaves, since like beside like compresses best. Before them come the numbers of
//! the models' trees and that of all splits (u16 each, little-endian). A node is a byte: the feature of a split, behind
//! which come the nodes on its left, then those on its right, or [`LEAF`]. A threshold is the greatest value that goes
//! left. A leaf is an i8 in units of [`UNIT`].

use super::confidence;
use super::features::FEATURES;
use super::kind;

/// The models that are built in.
pub(super) static BUILT_IN: &[u8] = include_bytes!("model.bin");

/// The node that is no split.
const LEAF: u8 = 255;

/// The log-odds that one unit of a leaf stands for.
const UNIT: f32 = 1.0 / 128.0;

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
        let ([article, other, kind, sure], mut planes) = Planes::read(bytes)?;
        let models = Models {
            article: planes.model(article, FEATURES)?,
            other: planes.model(other, FEATURES)?,
            kind: planes.model(kind, kind::MEASURES)?,
            sure: planes.model(sure, confidence::MEASURES)?,
        };
        (planes.nodes.is_empty() && planes.thresholds.is_empty() && planes.leaves.is_empty())
            .then_some(models)
    }
}

/// What is still to be read of packed models.
struct Planes<'b> {
    nodes: &'b [u8],
    thresholds: &'b [u8],
    leaves: &'b [u8],
}

impl<'b> Planes<'b> {
    /// With how many trees each of the models has.
    fn read(bytes: &'b [u8]) -> Option<([u16; 4], Planes<'b>)> {
        let (numbers, rest) = bytes.split_first_chunk::<10>()?;
        let [trees @ .., splits] =
            std::array::from_fn::<u16, 5, _>(|at| u16::from_le_bytes([numbers[2 * at], numbers[2 * at + 1]]));
        let splits = usize::from(splits);
        let leaves = splits + trees.iter().map(|&trees| usize::from(trees)).sum::<usize>();
        let (nodes, rest) = rest.split_at_checked(splits + leaves)?;
        let (thresholds, leaves) = rest.split_at_checked(splits)?;
        Some((trees, Planes { nodes, thresholds, leaves }))
    }

    /// The next model, of `trees` trees over `features` features.
    fn model(&mut self, trees: u16, features: usize) -> Option<Model> {
        let mut model = Model { trees: Vec::new(), splits: Vec::new() };
        for _ in 0..trees {
            let mut leaves = [0; MAX_LEAVES];
            let mut count = 0;
            // Splits of which the left side is being read, and where that begins.
            let mut open = Vec::new();
            loop {
                let node = next(&mut self.nodes)?;
                if node == LEAF {
                    *leaves.get_mut(count)? = next(&mut self.leaves)? as i8;
                    count += 1;
                    let Some((split, begin)) = open.pop() else { break };
                    let split: &mut Split = model.splits.get_mut(split)?;
                    split.left = ((1_u32 << count) - (1_u32 << begin)) as u16;
                } else if usize::from(node) < features {
                    open.push((model.splits.len(), count));
                    model.splits.push(Split {
                        feature: node,
                        greatest: next(&mut self.thresholds)?,
                        left: 0,
                    });
                } else {
                    return None;
                }
            }
            model.trees.push(Tree { end: model.splits.len(), reached: u16::MAX, leaves });
        }
        Some(model)
    }
}

fn next(plane: &mut &[u8]) -> Option<u8> {
    let (&first, rest) = plane.split_first()?;
    *plane = rest;
    Some(first)
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
    leaves: [i8; MAX_LEAVES],
}

/// Rows with a value above `greatest` reach none of the leaves `left`.
#[derive(Clone, Copy)]
struct Split {
    feature: u8,
    greatest: u8,
    left: u16,
}

/// So that sixteen bits can name every leaf.
const MAX_LEAVES: usize = 16;

/// Rows that are looked at side by side, in two words with 16 bits for each.
const SIDE_BY_SIDE: usize = 8;

/// A one for each row in a word.
const ONES: u64 = 0x0001_0001_0001_0001;

impl Model {
    /// How likely the answer for each of `rows` is yes, 0 to 1. They have as many features as the model was read for.
    pub(super) fn probabilities<const N: usize>(&self, rows: &[[u8; N]]) -> Vec<f32> {
        let model = self.narrowed(rows.as_flattened(), N);
        let mut all = Vec::with_capacity(rows.len());
        for rows in rows.chunks(SIDE_BY_SIDE) {
            let sums = model.sums(rows.as_flattened(), N);
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

    /// One tree: words <= 3 gives -1, else link_density <= 9 gives 1, else -0.5.
    const SMALL: [u8; 20] =
        [1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, LEAF, 1, LEAF, LEAF, 3, 9, -127_i8 as u8, 127, -64_i8 as u8];

    fn read(bytes: &[u8]) -> Option<Model> {
        let ([trees, ..], mut planes) = Planes::read(bytes)?;
        planes.model(trees, 2)
    }

    #[test]
    fn splits_lead_to_leaves() {
        let model = read(&SMALL).unwrap();
        let mut row = [0; 2];
        let odds = |p: f32| ((p / (1.0 - p)).ln() / UNIT).round();
        assert_eq!(odds(model.probabilities(&[row])[0]), -127.0);
        row[0] = 4;
        assert_eq!(odds(model.probabilities(&[row])[0]), 127.0);
        row[1] = 10;
        assert_eq!(odds(model.probabilities(&[row])[0]), -64.0);
    }

    /// The leaf that a row walks to in the next tree.
    fn reached(planes: &mut Planes<'_>, row: &Row) -> i8 {
        let node = next(&mut planes.nodes).unwrap();
        if node == LEAF {
            return next(&mut planes.leaves).unwrap() as i8;
        }
        let greatest = next(&mut planes.thresholds).unwrap();
        let (left, right) = (reached(planes, row), reached(planes, row));
        if row[usize::from(node)] > greatest { right } else { left }
    }

    #[test]
    fn many_rows_at_once_reach_the_leaves_that_each_walks_to() {
        let ([trees, ..], mut planes) = Planes::read(BUILT_IN).unwrap();
        let model = planes.model(trees, FEATURES).unwrap();
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
            let (_, mut planes) = Planes::read(BUILT_IN).unwrap();
            let sum: i32 = (0..trees).map(|_| i32::from(reached(&mut planes, row))).sum();
            1.0 / (1.0 + (-(sum as f32) * UNIT).exp())
        };
        assert_eq!(model.probabilities(&rows), rows.each_ref().map(walk));
    }

    #[test]
    fn damaged_models_are_refused() {
        for cut in 0..SMALL.len() {
            assert!(read(&SMALL[..cut]).is_none(), "cut at {cut}");
        }
        let mut unknown = SMALL;
        unknown[10] = 2;
        assert!(read(&unknown).is_none());
        let mut endless = SMALL;
        endless[11] = 0;
        assert!(read(&endless).is_none());
        let deep: Vec<u8> = [1, 0, 0, 0, 0, 0, 0, 0, 16, 0]
            .into_iter()
            .chain([[0, LEAF]; 16].concat())
            .chain([LEAF])
            .chain([0; 16 + 17])
            .collect();
        assert!(read(&deep).is_none());
        assert!(Models::read(&[BUILT_IN, &[0]].concat()).is_none());
    }

    #[test]
    fn the_built_in_model_is_sound() {
        assert!(Models::read(BUILT_IN).is_some());
    }
}
