//! What the page itself does not show.

use super::facts::Facts;
use super::{Context, Cut};
use crate::tree::{Node, Tree, attr, tag};

pub fn find(tree: &Tree, _: &Facts, _: &Context<'_>) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let mut walk = tree.root().descendants();
    let mut next = walk.next();
    while let Some(node) = next {
        next = match reason(node) {
            Some(reason) => {
                cuts.push(Cut { id: node.id(), reason });
                walk.skip_below(node)
            }
            None => walk.next(),
        };
    }
    cuts
}

fn reason(node: Node<'_>) -> Option<&'static str> {
    // Images wait hidden until a script has loaded them, and formulas stand hidden beside their picture.
    if !node.is_element() || node.is_any(&[tag::IMG, tag::PICTURE, tag::AMP_IMG]) || node.name() == tag::MATH
    {
        return None;
    }
    if node.attr(attr::HIDDEN).is_some_and(|value| !value.eq_ignore_ascii_case("until-found")) {
        return Some("hidden attribute");
    }
    if node.attr(attr::STYLE).is_some_and(is_hiding) {
        return Some("hidden by its style");
    }
    let is_true = |name| node.attr(name).is_some_and(|value: &str| value.eq_ignore_ascii_case("true"));
    if is_true(attr::ARIA_HIDDEN) && !holds_image(node) {
        return Some("hidden from assistive technology");
    }
    if is_true(attr::ARIA_MODAL) || node.is(tag::DIALOG) && node.attr(attr::OPEN).is_none() {
        return Some("dialog");
    }
    None
}

/// Whether an inline style says that nothing is shown.
fn is_hiding(style: &str) -> bool {
    style.split(';').any(|declaration| {
        let (name, value) = declaration.split_once(':').unwrap_or_default();
        let (name, value) = (name.trim(), value.trim());
        let value = value.split(['!', ' ']).next().unwrap_or_default();
        name.eq_ignore_ascii_case("display") && value.eq_ignore_ascii_case("none")
            || name.eq_ignore_ascii_case("visibility") && value.eq_ignore_ascii_case("hidden")
    })
}

/// An image that stands for itself is shown, whatever is said to those who do not see it.
fn holds_image(node: Node<'_>) -> bool {
    node.descendants().any(|node| node.is_any(&[tag::IMG, tag::PICTURE]))
}
