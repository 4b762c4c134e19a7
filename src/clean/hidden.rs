//! What the page itself does not show.

use super::facts::Facts;
use super::{Context, Cut, find};
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
    if node.is_any(&[tag::IMG, tag::PICTURE, tag::AMP_IMG]) || node.name() == tag::MATH {
        return None;
    }
    for (name, value) in node.attrs() {
        let is_true = value.eq_ignore_ascii_case("true");
        let reason = match name {
            attr::HIDDEN if !value.eq_ignore_ascii_case("until-found") => "hidden attribute",
            attr::STYLE if is_hiding(value) => "hidden by its style",
            attr::ARIA_HIDDEN if is_true && !is_seen(node) => "hidden from assistive technology",
            attr::ARIA_MODAL if is_true => "dialog",
            _ => continue,
        };
        return Some(reason);
    }
    (node.is(tag::DIALOG) && node.attr(attr::OPEN).is_none()).then_some("dialog")
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

/// An image that stands for itself is shown, and so is a caption, whatever is said to those who do not see the image.
fn is_seen(node: Node<'_>) -> bool {
    node.is(tag::FIGCAPTION) || find::holds(node, &[tag::IMG, tag::PICTURE])
}
