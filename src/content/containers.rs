//! Sums over elements, and the elements that may hold the article.

use std::ops::Range;

use super::blocks::Page;
use crate::tree::tag;

/// Prefix sums over the blocks of a page: any element's totals in constant time.
pub(super) struct Sums {
    totals: Vec<Total>,
}

#[derive(Clone, Copy, Default)]
struct Total {
    words: f64,
    prose: f64,
    chars: f64,
    link_chars: f64,
}

impl Sums {
    pub(super) fn new(page: &Page<'_>) -> Sums {
        let mut totals = Vec::with_capacity(page.blocks.len() + 1);
        let mut total = Total::default();
        totals.push(total);
        for block in &page.blocks {
            total.words += f64::from(block.words());
            total.prose += if block.is_prose() { f64::from(block.words()) } else { 0.0 };
            total.chars += f64::from(block.chars);
            total.link_chars += f64::from(block.link_chars);
            totals.push(total);
        }
        Sums { totals }
    }

    fn difference(&self, blocks: Range<usize>, of: impl Fn(&Total) -> f64) -> f32 {
        (of(&self.totals[blocks.end]) - of(&self.totals[blocks.start])) as f32
    }

    pub(super) fn words(&self, blocks: Range<usize>) -> f32 {
        self.difference(blocks, |total| total.words)
    }

    /// Words in prose blocks.
    pub(super) fn prose(&self, blocks: Range<usize>) -> f32 {
        self.difference(blocks, |total| total.prose)
    }

    pub(super) fn chars(&self, blocks: Range<usize>) -> f32 {
        self.difference(blocks, |total| total.chars)
    }

    pub(super) fn link_chars(&self, blocks: Range<usize>) -> f32 {
        self.difference(blocks, |total| total.link_chars)
    }

    pub(super) fn link_density(&self, blocks: Range<usize>) -> f32 {
        self.link_chars(blocks.clone()) / self.chars(blocks).max(1.0)
    }
}

/// Elements that may hold the article, as indexes into [`Page::elements`].
pub(super) struct Candidate {
    /// The smallest element with most of the page's prose.
    pub(super) most: usize,
    /// The smallest element with nearly all of it.
    pub(super) nearly_all: usize,
    /// The element that wins by prose weighted by link density, as Readability scores it.
    pub(super) best: usize,
    /// By element: steps up to the first that `best` lies in.
    pub(super) distance: Vec<u8>,
}

const MOST: f32 = 0.6;
const NEARLY_ALL: f32 = 0.85;

impl Candidate {
    #[inline(never)]
    pub(super) fn find(page: &Page<'_>, sums: &Sums) -> Candidate {
        let best = best(page, sums);
        let mut around = vec![false; page.elements.len()];
        let mut at = best;
        while let Some(mark) = around.get_mut(at) {
            if std::mem::replace(mark, true) {
                break;
            }
            at = page.elements[at].parent as usize;
        }
        let mut distance = vec![0_u8; page.elements.len()];
        for (at, element) in page.elements.iter().enumerate() {
            distance[at] = if around[at] { 0 } else { distance[element.parent as usize].saturating_add(1) };
        }
        Candidate {
            most: smallest(page, sums, MOST),
            nearly_all: smallest(page, sums, NEARLY_ALL),
            best,
            distance,
        }
    }
}

/// The last element in document order that holds `share` of the prose: with more than half of it such elements
/// lie inside one another, so the last is the smallest.
fn smallest(page: &Page<'_>, sums: &Sums, share: f32) -> usize {
    let needed = share * sums.prose(0..page.blocks.len());
    let holds = |element: &super::blocks::Element| sums.prose(element.blocks()) >= needed;
    page.elements.iter().rposition(holds).unwrap_or(0)
}

/// Each prose block scores for the elements around it, less with distance; link density takes away.
fn best(page: &Page<'_>, sums: &Sums) -> usize {
    /// Weights for the own element, its parent, grandparent and so on.
    const WEIGHTS: [f32; 4] = [1.0, 1.0, 0.5, 1.0 / 6.0];
    const CHARS_A_POINT: f32 = 100.0;
    const MAX_LENGTH_POINTS: f32 = 3.0;
    let mut scores = vec![0.0_f32; page.elements.len()];
    for block in page.blocks.iter().filter(|block| block.is_prose()) {
        let length = (block.chars as f32 / CHARS_A_POINT).min(MAX_LENGTH_POINTS);
        let score = 1.0 + block.commas as f32 + length;
        let mut at = block.owner as usize;
        for weight in WEIGHTS {
            scores[at] += score * weight;
            at = page.elements[at].parent as usize;
        }
    }
    let mut best = (0.0, 0);
    for (at, element) in page.elements.iter().enumerate() {
        let node = page.tree.node(element.node);
        let score = scores[at] * (1.0 - sums.link_density(element.blocks()));
        if score > best.0 && !node.is_any(&[tag::P, tag::LI]) {
            best = (score, at);
        }
    }
    best.1
}
