//! What the page itself does not show.

use super::facts::Facts;
use super::{Context, Cut, find};
use crate::content::families::hides;
use crate::keys;
use crate::metadata::words::parts;
use crate::tree::{Node, Tree, attr, tag};

/// Class names that stand for a rule which takes their elements from the screen, in the common frameworks; and of what
/// only those who edit the page need.
const CLASSES: &[u32] = keys::words!(
    "sr-only visually-hidden visuallyhidden visually-hidden-focusable screen-reader-text element-invisible a11y-hidden \
    u-hidden is-hidden print-only only-print show-print mw-editsection",
);

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
            attr::STYLE if hides(value) => "hidden by its style",
            attr::CLASS if has_hiding_class(value) => "hidden by its class",
            attr::ARIA_HIDDEN if is_true && !is_seen(node) => "hidden from assistive technology",
            attr::ARIA_MODAL if is_true => "dialog",
            _ => continue,
        };
        return Some(reason);
    }
    (node.is(tag::DIALOG) && node.attr(attr::OPEN).is_none()).then_some("dialog")
}

fn has_hiding_class(value: &str) -> bool {
    parts(value, *b" \n").any(|class| CLASSES.contains(&keys::word(class)))
}

/// An image that stands for itself is shown, and so is a caption, whatever is said to those who do not see the image.
fn is_seen(node: Node<'_>) -> bool {
    node.is(tag::FIGCAPTION) || find::holds(node, &[tag::IMG, tag::PICTURE])
}
