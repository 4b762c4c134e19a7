//! The kept blocks, and the media between them, as a tree of their own.

use super::beside::{self, Apart, LEAD_BLOCKS, is_figure, is_lead_image};
use super::blocks::{Page, is_skipped};
use super::selection::Choice;
use crate::tree::{Edge, Node, Tree, attr, tag};

/// Copies what was chosen, with all elements around it, under the root of a new tree.
#[inline(never)]
pub(super) fn copy(page: &Page<'_>, choice: &Choice) -> Tree {
    let mut wanted = vec![false; page.tree.len()];
    let mut in_block = vec![false; page.tree.len()];
    let mut beside = vec![false; page.tree.len()];
    for (block, &keep) in page.blocks.iter().zip(&choice.keep) {
        beside[page.elements[block.owner as usize].node.index()] |= !keep;
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
    // Between the headline and the body stands the lead image, if not much else does.
    let lead =
        choice.headline.filter(|&at| at < first && first - at <= LEAD_BLOCKS).map_or(0..0, |at| at..first);
    let apart = beside::find(page, choice, first);
    let mut draft = Tree::new();
    let mut open = vec![Tree::ROOT];
    // How many elements are open when a figure is taken whole, with its caption.
    let mut whole: Option<usize> = None;
    let mut walk = page.tree.body().walk();
    while let Some(edge) = walk.next() {
        let (entered, node) = match edge {
            Edge::Enter(node) => (true, node),
            Edge::Leave(node) => (false, node),
        };
        if node.is_text() {
            // White space between blocks separates words where the elements around it are inline.
            let wanted = wanted[node.id().index()] || whole.is_some();
            if entered && (wanted || !in_block[node.id().index()] && open.len() > 1) {
                let parent = open.last().copied().unwrap_or(Tree::ROOT);
                draft.append_text(parent, node.text());
            }
            continue;
        }
        if !entered {
            open.pop();
            whole = whole.filter(|&depth| depth <= open.len());
            continue;
        }
        let take = match page.elements.get(by_node[node.id().index()]) {
            Some(element) => {
                let at = by_node[node.id().index()];
                let blocks = element.blocks();
                let kept = kept_before[blocks.end] > kept_before[blocks.start];
                let inside = (first..=last + 1).contains(&blocks.start);
                let within = inside || container.contains(&blocks.start);
                let above = lead.contains(&blocks.start);
                let figure = apart[at] == Apart::Whole
                    || !kept && (within || above) && !blocks.is_empty() && is_figure(page, element, inside);
                if figure && whole.is_none() {
                    whole = Some(open.len() + 1);
                }
                let media = blocks.is_empty() && (within || above && is_lead_image(node));
                kept || figure || whole.is_some() || media || apart[at] == Apart::Around
            }
            // Below an element that is no text of the page: all or nothing, as the element itself.
            None => {
                !node.is_any(&[tag::SCRIPT, tag::STYLE, tag::TEMPLATE, tag::TEXTAREA])
                    || !is_skipped(node)
                    || is_tex(node)
            }
        };
        if take {
            let parent = open.last().copied().unwrap_or(Tree::ROOT);
            let id = draft.import(node);
            if whole.is_some() && beside[node.id().index()] {
                let class = node.attr(attr::CLASS).unwrap_or_default();
                draft.set_attr(id, attr::CLASS, &format!("{class} {BESIDE}"));
            }
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

/// Whether `node` is a script that holds a formula.
pub(crate) fn is_tex(node: Node<'_>) -> bool {
    node.is(tag::SCRIPT) && node.attr(attr::TYPE).is_some_and(|kind| kind.starts_with("math/tex"))
}

/// Marks captions and notes that stand by the article and are no part of its running text.
pub(crate) const BESIDE: &str = "ar-beside";

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
