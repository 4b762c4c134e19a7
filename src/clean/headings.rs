//! Heading levels without gaps: the title is the only `h1`, so the body's highest headings are `h2`.

use super::Context;
use super::facts::HEADINGS;
use crate::tree::{NodeId, Tree, attr, tag};

const LEVELS: [crate::tree::Name; 6] = [tag::H2, tag::H3, tag::H4, tag::H5, tag::H6, tag::H6];

pub fn repair(draft: &mut Tree, _: &mut Context<'_>) {
    drop_anchors(draft);
    let headings: Vec<(NodeId, usize)> = draft
        .root()
        .descendants()
        .filter_map(|node| Some((node.id(), HEADINGS.iter().position(|name| node.is(*name))?)))
        .collect();
    let used = |level: usize| headings.iter().any(|(_, own)| *own == level);
    // Each level in use becomes the next one that is free.
    let mut free = 0;
    let mut ranks = [0; 6];
    for (level, rank) in ranks.iter_mut().enumerate() {
        *rank = free;
        free += usize::from(used(level));
    }
    for (id, level) in headings {
        draft.rename(id, LEVELS[ranks[level]]);
    }
}

/// Links that a heading offers to itself, under a sign or nothing.
fn drop_anchors(draft: &mut Tree) {
    let is_sign = |c: char| {
        matches!(c, '#' | '¶' | '§' | '🔗' | '∞' | '\u{200b}'..='\u{200d}' | '\u{feff}') || c.is_whitespace()
    };
    let anchors: Vec<NodeId> = draft
        .root()
        .descendants()
        .filter(|node| node.is(tag::A) && node.attr(attr::HREF).is_some_and(|href| href.contains('#')))
        .filter(|node| node.ancestors().take(3).any(|node| node.is_any(&HEADINGS)))
        .filter(|node| node.text_content().chars().all(is_sign))
        .filter(|node| !node.descendants().any(|node| node.is(tag::IMG)))
        .map(|node| node.id())
        .collect();
    for anchor in anchors {
        // Its id may be what other links lead to, so the element stays, empty.
        draft.remove_attr(anchor, attr::HREF);
        while let Some(child) = draft.node(anchor).first_child().map(|child| child.id()) {
            draft.detach(child);
        }
    }
}
