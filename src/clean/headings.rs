//! Heading levels without gaps: the title is the only `h1`, so the body's highest headings are `h2`.

use super::facts::HEADINGS;
use super::{Context, find};
use crate::metadata::words::has;
use crate::tree::{Name, Node, Tree, attr, tag};

const LEVELS: [Name; 6] = [tag::H2, tag::H3, tag::H4, tag::H5, tag::H6, tag::H6];

pub fn repair(draft: &mut Tree, _: &mut Context<'_>) {
    // Its id may be what other links lead to, so the element stays, empty.
    for anchor in find::nodes(draft, &is_anchor) {
        draft.remove_attr(anchor, attr::HREF);
        find::empty(draft, anchor);
    }
    let headings = find::named(draft, &HEADINGS);
    let mut names = HEADINGS;
    // Each level in use becomes the next one that is free.
    let mut free = 0;
    for name in &mut names {
        let is_used = headings.iter().any(|id| draft.node(*id).is(*name));
        *name = LEVELS[free];
        free += usize::from(is_used);
    }
    for id in headings {
        if let Some(level) = HEADINGS.iter().position(|name| draft.node(id).is(*name)) {
            draft.rename(id, names[level]);
        }
    }
}

/// Whether `node` is a link that a heading offers to itself, under a sign or nothing.
fn is_anchor(node: Node<'_>) -> bool {
    let is_said = |c: char| {
        !matches!(c, '#' | '¶' | '§' | '🔗' | '∞' | '\u{200b}'..='\u{200d}' | '\u{feff}')
            && !c.is_whitespace()
    };
    node.is(tag::A)
        && node.attr(attr::HREF).is_some_and(|href| href.contains('#'))
        && find::around(node, 3, &|node| node.is_any(&HEADINGS)).is_some()
        && !has(&node.text_content(), is_said)
        && !find::holds(node, &[tag::IMG])
}
