//! Images in `noscript`, which wait for nothing.

use super::address::{has_image_name, is_placeholder, lazy, source};
use super::{IMAGES, find, hints};
use crate::keys;
use crate::metadata::words::{self, before, contains};
use crate::tree::{Node, NodeId, Tree, attr, tag};

/// Puts images in `noscript` in the places of those that wait for a script.
pub fn take(draft: &mut Tree) {
    for holder in find::nodes(draft, &is_fallback) {
        take_fallback(draft, holder);
    }
}

/// Whether `node` is a `noscript` that holds images and nothing else: what a script would show.
fn is_fallback(node: Node<'_>) -> bool {
    node.is(tag::NOSCRIPT)
        && find::holds(node, &IMAGES)
        && find::below(node, usize::MAX, &|node| !is_blank(node) && node.is_text()).is_none()
}

fn is_blank(node: Node<'_>) -> bool {
    node.is_text() && words::is_blank(node.text())
}

/// The images of `holder` take its place, and that of the placeholder beside it.
fn take_fallback(draft: &mut Tree, holder: NodeId) {
    let node = draft.node(holder);
    let own = image_of(node).map(source);
    let mut before = node.previous();
    while let Some(blank) = before.filter(|node| is_blank(*node)) {
        before = blank.previous();
    }
    let mut after = node.next();
    while let Some(blank) = after.filter(|node| is_blank(*node)) {
        after = blank.next();
    }
    let waits = |image: &Node<'_>| {
        is_placeholder(source(*image))
            || lazy(*image).is_some()
            || hints::has(*image, keys::words!("lazy lazyload placeholder"))
            || own == Some(source(*image))
    };
    // One that says something is no placeholder, but the article beside a tracking pixel.
    let says =
        |node: &Node<'_>| find::below(*node, usize::MAX, &|node| node.is_text() && !is_blank(node)).is_some();
    let beside = [before, after].into_iter().flatten().filter(|node| !says(node));
    let double = beside.filter_map(image_of).find(waits);
    if let Some(double) = double.map(|node| node.id()) {
        draft.detach(double);
    } else if find::below(node, usize::MAX, &counts_visits).is_some() {
        draft.detach(holder);
        return;
    }
    draft.unwrap(holder);
}

/// Whether `node` is an image without size, name and words, asked for only where no script can count who reads.
fn counts_visits(node: Node<'_>) -> bool {
    let has = |name| node.attr(name).is_some_and(|value| !value.is_empty());
    let address = source(node);
    let is_bare = !has(attr::ALT) || has(attr::STYLE);
    let is_gif = before(address, "?").ends_with(".gif");
    let asks = address.contains('?');
    node.is_any(&IMAGES)
        && ![attr::WIDTH, attr::HEIGHT, attr::SRCSET].into_iter().any(has)
        && (is_bare && !has_image_name(address)
            || is_gif && (is_bare || asks)
            || contains(address, "//pixel"))
}

/// The only image that `node` is or holds.
fn image_of(node: Node<'_>) -> Option<Node<'_>> {
    if node.is_any(&IMAGES) {
        return Some(node);
    }
    let first = find::below(node, usize::MAX, &|node| node.is_any(&IMAGES))?;
    let is_other = |node: Node<'_>| node.is_any(&IMAGES) && node != first;
    if find::below(node, usize::MAX, &is_other).is_some() { None } else { Some(first) }
}
