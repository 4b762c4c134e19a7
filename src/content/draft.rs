//! The kept blocks, and the media between them, as a tree of their own.

use super::blocks::{Page, is_skipped};
use super::families::Family;
use super::selection::Choice;
use crate::tree::{Edge, Node, Tree, tag};

/// Copies what was chosen, with all elements around it, under the root of a new tree.
pub(super) fn copy(page: &Page<'_>, choice: &Choice) -> Tree {
    let mut wanted = vec![false; page.tree.len()];
    let mut in_block = vec![false; page.tree.len()];
    for (block, &keep) in page.blocks.iter().zip(&choice.keep) {
        for id in &page.texts[block.texts()] {
            in_block[id.index()] = true;
            wanted[id.index()] |= keep;
        }
    }
    let kept_before = prefix(&choice.keep);
    let mut by_node = vec![usize::MAX; page.tree.len()];
    for (at, element) in page.elements.iter().enumerate() {
        by_node[element.node.index()] = at;
    }
    let first = choice.keep.iter().position(|&keep| keep).unwrap_or(0);
    let last = choice.keep.iter().rposition(|&keep| keep).unwrap_or(0);
    let container = page.elements[choice.container].blocks();
    let mut draft = Tree::new();
    let mut open = vec![Tree::ROOT];
    let mut walk = page.tree.body().walk();
    while let Some(edge) = walk.next() {
        let (entered, node) = match edge {
            Edge::Enter(node) => (true, node),
            Edge::Leave(node) => (false, node),
        };
        if node.is_text() {
            // White space between blocks separates words where the elements around it are inline.
            if entered && (wanted[node.id().index()] || !in_block[node.id().index()] && open.len() > 1) {
                let parent = open.last().copied().unwrap_or(Tree::ROOT);
                draft.append_text(parent, node.text());
            }
            continue;
        }
        if !entered {
            open.pop();
            continue;
        }
        let take = match page.elements.get(by_node[node.id().index()]) {
            Some(element) => {
                let blocks = element.blocks();
                let kept = kept_before[blocks.end] > kept_before[blocks.start];
                let within = (first..=last + 1).contains(&blocks.start) || container.contains(&blocks.start);
                kept || within && (blocks.is_empty() || is_figure(page, node, element))
            }
            // Below an element that is no text of the page: all or nothing, as the element itself.
            None => {
                !node.is_any(&[tag::SCRIPT, tag::STYLE, tag::TEMPLATE, tag::TEXTAREA]) || !is_skipped(node)
            }
        };
        if take {
            let parent = open.last().copied().unwrap_or(Tree::ROOT);
            let id = draft.import(node);
            draft.append(parent, id);
            open.push(id);
        } else {
            // Balances the `Leave` to come.
            open.push(Tree::ROOT);
            walk.skip_below(node);
        }
    }
    draft
}

/// How many are kept before each place.
fn prefix(keep: &[bool]) -> Vec<u32> {
    let mut counts = Vec::with_capacity(keep.len() + 1);
    let mut count = 0;
    counts.push(count);
    for &keep in keep {
        count += u32::from(keep);
        counts.push(count);
    }
    counts
}

/// Whether `node`, none of whose blocks is kept, is an image with its caption rather than a teaser.
fn is_figure(page: &Page<'_>, node: Node<'_>, element: &super::blocks::Element) -> bool {
    const MAX_CAPTION_WORDS: f32 = 80.0;
    const MAX_LINK_DENSITY: f32 = 0.5;
    let blocks = &page.blocks[element.blocks()];
    let words: f32 = blocks.iter().map(|block| block.words()).sum();
    let links: u32 = blocks.iter().map(|block| block.link_chars).sum();
    let chars: u32 = blocks.iter().map(|block| block.chars).sum();
    (node.is_any(&[tag::FIGURE, tag::FIGCAPTION, tag::PICTURE, tag::VIDEO])
        || element.families.has(Family::Caption)
        || holds_figure(node)
        || blocks.iter().all(|block| page.elements[block.owner as usize].families.has(Family::Caption)))
        && !element.families.has(Family::Related)
        && !element.families.has(Family::Advertisement)
        && words <= MAX_CAPTION_WORDS
        && (links as f32) < MAX_LINK_DENSITY * chars as f32
}

/// Whether there is a figure in `node`, which then is a box around it.
fn holds_figure(node: Node<'_>) -> bool {
    const MAX_NODES: usize = 60;
    node.descendants().take(MAX_NODES).any(|node| node.is(tag::FIGURE))
}
