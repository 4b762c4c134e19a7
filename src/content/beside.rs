//! What stands apart from the kept blocks and belongs to them: images with their captions, and the notes they lead to.

use super::blocks::{Block, Element, Page};
use super::families::Family;
use super::selection::Choice;
use crate::metadata::words::contains;
use crate::tree::{Node, attr, tag};

/// What becomes of an element because of what is in it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Apart {
    No,
    /// It is there, since something in it is taken.
    Around,
    /// It is taken whole.
    Whole,
}

/// By element: what is taken besides the kept blocks. `first`: the first of these.
#[inline(never)]
pub(super) fn find(page: &Page<'_>, choice: &Choice, first: usize) -> Vec<Apart> {
    let mut apart = vec![Apart::No; page.elements.len()];
    let lead = lead_image(page, choice, first);
    for at in choice.notes.iter().copied().chain(lead) {
        apart[at] = Apart::Whole;
        let mut at = page.elements[at].parent as usize;
        while apart[at] == Apart::No {
            apart[at] = Apart::Around;
            at = page.elements[at].parent as usize;
        }
    }
    apart
}

/// The box of the lead image and its caption, where that stands apart from the body: the first image right above the
/// headline, or between it and the block `first`, that is neither a sign nor a link.
fn lead_image(page: &Page<'_>, choice: &Choice, first: usize) -> Option<usize> {
    let headline = choice.headline.filter(|&at| at <= first && first - at <= LEAD_BLOCKS)?;
    let is_apart = |element: &Element| {
        let blocks = element.blocks();
        blocks.end <= first
            && blocks.len() <= MAX_CAPTION_BLOCKS
            && !blocks.contains(&headline)
            && !is_other(element)
    };
    let mut lead = page.elements.iter().position(|element| {
        let image = page.tree.node(element.node);
        image.is_any(&[tag::IMG, tag::AMP_IMG, tag::PICTURE])
            && (headline..=first).contains(&(element.first as usize))
            && !is_sign(image)
            && above(page, element).take_while(|&at| !page.elements[at].blocks().contains(&headline)).all(
                |at| {
                    let node = page.tree.node(page.elements[at].node);
                    !is_other(&page.elements[at]) && !node.is_any(&[tag::A, tag::NAV, tag::HEADER])
                },
            )
    })?;
    while let Some(at) = above(page, &page.elements[lead]).next()
        && is_apart(&page.elements[at])
        && is_caption(page, &page.elements[at])
    {
        lead = at;
    }
    Some(lead)
}

/// Whether `image` is too small for a picture, or named after something else.
fn is_sign(image: Node<'_>) -> bool {
    const SMALL: u32 = 120;
    let small =
        |name| image.attr(name).and_then(|size| size.parse::<u32>().ok()).is_some_and(|size| size < SMALL);
    let named = |name| {
        let value = image.attr(name).unwrap_or_default();
        ["logo", "icon", "avatar"].iter().any(|word| contains(value, word))
    };
    small(attr::WIDTH) || small(attr::HEIGHT) || named(attr::CLASS) || named(attr::SRC)
}

/// The elements around `element`, from the nearest.
fn above<'p>(page: &'p Page<'_>, element: &Element) -> impl Iterator<Item = usize> + use<'p> {
    let mut at = element.parent as usize;
    std::iter::from_fn(move || {
        let own = at;
        at = page.elements[at].parent as usize;
        // The first element is its own parent.
        (own != 0).then_some(own)
    })
}

/// More blocks than this between headline and body are another matter.
pub(super) const LEAD_BLOCKS: usize = 30;

/// Whether `node`, an element without text between headline and body, is or holds an image that is not an icon.
pub(super) fn is_lead_image(node: Node<'_>) -> bool {
    node.is_any(&[tag::FIGURE, tag::PICTURE])
        || node.ancestors().take(4).any(|node| node.is_any(&[tag::FIGURE, tag::PICTURE]))
        || node.descendants().take(8).any(|node| node.is_any(&[tag::FIGURE, tag::PICTURE]))
}

/// Whether `element`, none of whose blocks is kept, is an image with its caption rather than a teaser or a box.
/// `inside`: whether it stands between kept blocks, where an image with a line or two needs no name to be one.
pub(super) fn is_figure(page: &Page<'_>, element: &Element, inside: bool) -> bool {
    let node = page.tree.node(element.node);
    let blocks = &page.blocks[element.blocks()];
    let is_named = |block: &Block| page.elements[block.owner as usize].families.has(Family::Caption);
    if is_other(element) {
        return false;
    }
    if blocks.iter().all(is_named) {
        return words(blocks) <= MAX_CAPTION_WORDS;
    }
    if !is_caption(page, element) {
        return false;
    }
    node.is_any(&[tag::FIGURE, tag::FIGCAPTION, tag::PICTURE, tag::VIDEO])
        || holds_figure(node)
        || element.families.has(Family::Caption) && blocks.len() <= MAX_CAPTION_BLOCKS
        || inside
            && blocks.iter().all(|block| block.link_chars == 0)
            && blocks.len() <= MAX_CAPTION_BLOCKS
            && !element.families.has(Family::Card)
            && has_image(node)
}

/// A caption, a credit, and one more.
const MAX_CAPTION_BLOCKS: usize = 3;

const MAX_CAPTION_WORDS: f32 = 80.0;

/// Whether what `element` says is short and plain enough for a caption.
fn is_caption(page: &Page<'_>, element: &Element) -> bool {
    const MAX_LINK_DENSITY: f32 = 0.4;
    let blocks = &page.blocks[element.blocks()];
    let (mut links, mut chars) = (0, 0);
    for block in blocks {
        links += block.link_chars;
        chars += block.chars;
    }
    words(blocks) <= MAX_CAPTION_WORDS && links as f32 <= MAX_LINK_DENSITY * chars as f32
}

fn words(blocks: &[Block]) -> f32 {
    blocks.iter().map(Block::words).sum()
}

/// Whether `element` is named after what is no picture of the article.
fn is_other(element: &Element) -> bool {
    const OTHERS: [Family; 6] = [
        Family::Related,
        Family::Advertisement,
        Family::Newsletter,
        Family::Author,
        Family::Share,
        Family::Navigation,
    ];
    OTHERS.iter().any(|&family| element.families.has(family))
}

/// Whether an image that is no sign stands among the first nodes below `node`.
fn has_image(node: Node<'_>) -> bool {
    const LOOKED_AT: usize = 40;
    let is_image = |node: Node<'_>| node.is_any(&[tag::IMG, tag::PICTURE, tag::AMP_IMG]) && !is_sign(node);
    node.descendants().take(LOOKED_AT).any(is_image)
}

/// Whether there is a figure in `node`, which then is a box around it.
fn holds_figure(node: Node<'_>) -> bool {
    const MAX_NODES: usize = 60;
    node.descendants().take(MAX_NODES).any(|node| node.is(tag::FIGURE))
}
