//! What is read as a whole is kept as a whole: code, tables of data, lists, and the headings of what is kept.

use super::blocks::{Block, Element, Page};
use super::families::Family;
use super::features::{heading_level, sibling_key};
use crate::keys::Keys;
use crate::tree::{Name, tag};

/// With this share of its words kept, a list or a table is part of the article; with any, if the words are this likely
/// on average.
const MOST: f32 = 0.5;
const LIKELY: f32 = 0.48;
/// Cells of data have fewer words than this on average; a table of longer ones places things side by side.
const MAX_CELL_WORDS: f32 = 15.0;
const MAX_LINK_DENSITY: f32 = 0.5;
const HEADINGS: [Name; 5] = [tag::H2, tag::H3, tag::H4, tag::H5, tag::H6];
/// More words than a heading has.
const MAX_HEADING_WORDS: f32 = 20.0;

/// Keeps the rest of what is kept in part, but for blocks that are ruled out: those that `likely` gives zero.
pub(super) fn complete(page: &Page<'_>, headline: Option<usize>, likely: &[f32], keep: &mut [bool]) {
    let Some(first) = keep.iter().position(|&keep| keep) else { return };
    let last = keep.iter().rposition(|&keep| keep).unwrap_or(first);
    let sums = Sums::new(page, likely, keep);
    // Elements come in document order, so what is within one that was completed comes right after it.
    let mut done = 0;
    for element in &page.elements {
        let blocks = element.blocks();
        if blocks.is_empty() || blocks.end <= done || blocks.start < first {
            continue;
        }
        let inside = blocks.start <= last;
        if inside && is_whole(page, element, &sums) || is_led_in(page, element, keep, &sums) {
            done = blocks.end;
            keep[blocks].fill(true);
        }
    }
    join(page, likely, keep);
    let is_heading = |at: usize| {
        let block = &page.blocks[at];
        let element = &page.elements[block.owner as usize];
        heading_level(page, block) > 0
            && Some(at) != headline
            && block.words() <= MAX_HEADING_WORDS
            && block.link_density() < MAX_LINK_DENSITY
            && !element.families.has(Family::Related)
            && !element.families.has(Family::Advertisement)
    };
    // From the end, so that a heading right above a heading is kept with it.
    for at in (first + 1..last).rev() {
        keep[at] |= likely[at] > 0.0
            && is_heading(at)
            && (keep[at + 1] && keep[at - 1] || is_over_kept(page, keep, at, &is_heading));
    }
}

/// Whether what follows the heading `at` beside it is kept, but for captions and pointers between.
fn is_over_kept(page: &Page<'_>, keep: &[bool], at: usize, is_heading: &dyn Fn(usize) -> bool) -> bool {
    const REACH: usize = 6;
    const MAX_WORDS_BETWEEN: f32 = 60.0;
    let mut element = &page.elements[page.blocks[at].owner as usize];
    while element.blocks().len() == 1 && element.parent > 0 {
        element = &page.elements[element.parent as usize];
    }
    let mut between = 0.0;
    let mut near = at + 1..element.blocks().end.min(at + 1 + REACH);
    let next = near.find(|&next| {
        // A list between is one of contents or of other articles.
        let is_item = page.tree.node(page.elements[page.blocks[next].owner as usize].node).is(tag::LI);
        let ends = keep[next] || is_heading(next) || is_item || between > MAX_WORDS_BETWEEN;
        between += page.blocks[next].words();
        ends
    });
    next.is_some_and(|next| keep[next])
}

/// Keeps what is doubtful but stands by what is kept: a quote right upon it, and text among others like it, most of
/// which is kept.
fn join(page: &Page<'_>, likely: &[f32], keep: &mut [bool]) {
    const DOUBTFUL: f32 = 0.15;
    /// Fewer may be a heading. Not all scripts have punctuation.
    const MIN_WORDS: f32 = 12.0;
    /// A quote, and who said it.
    const MAX_BLOCKS: usize = 2;
    /// Of the words beside it.
    const MOST_KEPT: f32 = 0.6;
    let key = |block: &Block| sibling_key(&page.elements[block.owner as usize]);
    let keys = Keys::new(page.blocks.iter().map(key).collect());
    let mut beside = vec![(0.0, 0.0); keys.len()];
    for (block, &keep) in page.blocks.iter().zip(&*keep) {
        if let Some(at) = keys.find(key(block)) {
            beside[at].0 += block.words();
            beside[at].1 += if keep { block.words() } else { 0.0 };
        }
    }
    for at in 1..keep.len() {
        let block = &page.blocks[at];
        if keep[at] || likely[at] < DOUBTFUL {
            continue;
        }
        let mut element = &page.elements[block.owner as usize];
        let is_quote = |element: &Element| page.tree.node(element.node).is(tag::BLOCKQUOTE);
        let is_caption = element.families.has(Family::Caption);
        let mut quotes = is_quote(element);
        while element.blocks().len() <= MAX_BLOCKS && element.parent > 0 {
            quotes |= is_quote(element);
            element = &page.elements[element.parent as usize];
        }
        quotes |= is_quote(element);
        let is_text = block.words() >= MIN_WORDS && block.link_density() < MAX_LINK_DENSITY && !is_caption;
        let (words, kept) = keys.find(key(block)).map_or((0.0, 0.0), |at| beside[at]);
        keep[at] = quotes && keep[at - 1] && element.blocks().contains(&(at - 1))
            || is_text && kept > MOST_KEPT * (words - block.words());
    }
}

/// Of the blocks before each place.
struct Sums(Vec<Sum>);

#[derive(Clone, Copy, Default)]
struct Sum {
    words: f32,
    /// Words that are kept, and words times how likely they are.
    kept: f32,
    expected: f32,
    chars: u32,
    linked: u32,
}

impl Sums {
    fn new(page: &Page<'_>, likely: &[f32], keep: &[bool]) -> Sums {
        let mut sum = Sum::default();
        let mut sums = vec![sum];
        for ((block, likely), &keep) in page.blocks.iter().zip(likely).zip(keep) {
            sum.words += block.words();
            sum.expected += block.words() * likely;
            sum.kept += if keep { block.words() } else { 0.0 };
            sum.chars += block.chars;
            sum.linked += block.link_chars;
            sums.push(sum);
        }
        Sums(sums)
    }
}

/// Whether `element` is a list or a table of data that a kept heading or colon announces.
fn is_led_in(page: &Page<'_>, element: &Element, keep: &[bool], sums: &Sums) -> bool {
    const MAX_LINK_DENSITY: f32 = 0.25;
    const MIN_LIKELY: f32 = 0.25;
    const OTHERS: [Family; 6] = [
        Family::Related,
        Family::Advertisement,
        Family::Newsletter,
        Family::Share,
        Family::Navigation,
        Family::Tag,
    ];
    let node = page.tree.node(element.node);
    let blocks = element.blocks();
    let Some(before) = blocks.start.checked_sub(1).filter(|&at| keep[at]) else { return false };
    let lead = &page.blocks[before];
    let owner = page.tree.node(page.elements[lead.owner as usize].node);
    let ends_in_colon = || {
        page.texts[lead.texts()]
            .last()
            .is_some_and(|&id| page.tree.node(id).text().trim_end().ends_with([':', '：']))
    };
    if !node.is_any(&[tag::UL, tag::OL, tag::DL, tag::TABLE])
        || !(owner.is_any(&HEADINGS) || ends_in_colon())
        || OTHERS.iter().any(|&family| element.families.has(family))
    {
        return false;
    }
    let (from, to) = (sums.0[blocks.start], sums.0[blocks.end]);
    is_data(node.is(tag::TABLE), &blocks, from, to)
        && to.expected - from.expected > MIN_LIKELY * (to.words - from.words)
        && ((to.linked - from.linked) as f32) < MAX_LINK_DENSITY * (to.chars - from.chars) as f32
}

/// Whether the cells of what may be a table are short enough to be data.
fn is_data(is_table: bool, blocks: &std::ops::Range<usize>, from: Sum, to: Sum) -> bool {
    !is_table || to.words - from.words < MAX_CELL_WORDS * blocks.len() as f32
}

fn is_whole(page: &Page<'_>, element: &Element, sums: &Sums) -> bool {
    let node = page.tree.node(element.node);
    if node.is(tag::PRE) {
        return true;
    }
    if !node.is_any(&[tag::UL, tag::OL, tag::DL, tag::TABLE]) {
        return false;
    }
    let blocks = element.blocks();
    let (from, to) = (sums.0[blocks.start], sums.0[blocks.end]);
    let words = to.words - from.words;
    let linked = (to.linked - from.linked) as f32;
    let kept = to.kept - from.kept;
    is_data(node.is(tag::TABLE), &blocks, from, to)
        && (kept > MOST * words || kept > 0.0 && to.expected - from.expected > LIKELY * words)
        && linked < MAX_LINK_DENSITY * (to.chars - from.chars) as f32
}

#[cfg(all(test, feature = "parser"))]
mod tests {
    use super::*;
    use crate::options::Limits;

    /// Whether each block of a paragraph, a list of three and a paragraph is kept, given how likely the items are.
    fn kept(likely: [f32; 3], keep: [bool; 3]) -> Vec<bool> {
        let page = "<p>Before it.</p><ul><li>One of them</li><li>Two of them</li><li>All of them</li></ul><p>After it.</p>";
        let (tree, _) = crate::parse::parse(page, &Limits::default());
        let page = super::super::blocks::read(&tree);
        let mut all = [&[true][..], &keep, &[true]].concat();
        complete(&page, None, &[&[0.9][..], &likely, &[0.9]].concat(), &mut all);
        all[1..4].to_vec()
    }

    #[test]
    fn a_list_is_kept_whole() {
        assert_eq!(kept([0.8, 0.7, 0.1], [true, true, false]), [true; 3]);
        assert_eq!(kept([0.55, 0.46, 0.46], [true, false, false]), [true; 3]);
        assert_eq!(kept([0.55, 0.2, 0.2], [true, false, false]), [true, false, false]);
    }
}
