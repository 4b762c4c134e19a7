//! Heading levels without gaps: the title is the only `h1`, so the body's highest headings are `h2`.

use super::Context;
use super::facts::HEADINGS;
use crate::tree::{NodeId, Tree, tag};

const LEVELS: [crate::tree::Name; 6] = [tag::H2, tag::H3, tag::H4, tag::H5, tag::H6, tag::H6];

pub fn repair(draft: &mut Tree, _: &mut Context<'_>) {
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
