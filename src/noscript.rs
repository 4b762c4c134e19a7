//! Pages that scripts draw, and that have their text for readers without scripts beside it.

use crate::tree::{Edge, Node, Tree, tag};

/// Makes each `noscript` an element that is shown, where what is in them is the page and all else waits for scripts.
pub fn show(tree: &mut Tree) {
    /// A page without scripts that says little more than that it wants them is none. Bytes.
    const MIN_TEXT: usize = 500;
    let all = tree.body().descendants().filter(|node| node.is(tag::NOSCRIPT));
    let all: Vec<_> = all.map(Node::id).collect();
    let hidden: usize = all.iter().map(|&id| tree.node(id).text_content().trim().len()).sum();
    if hidden > MIN_TEXT && hidden > 2 * shown(tree, hidden) {
        for &id in &all {
            tree.rename(id, tag::DIV);
        }
    }
}

/// How many bytes of text the page has outside of `noscript`, counted up to `enough`.
fn shown(tree: &Tree, enough: usize) -> usize {
    let mut shown = 0;
    let mut walk = tree.body().walk();
    while let Some(edge) = walk.next() {
        let Edge::Enter(node) = edge else { continue };
        if node.is_text() {
            shown += node.text().trim().len();
            if shown >= enough {
                break;
            }
        } else if node.is_any(&[
            tag::SCRIPT,
            tag::STYLE,
            tag::NOSCRIPT,
            tag::TEMPLATE,
            tag::SVG,
            tag::TEXTAREA,
        ]) {
            walk.skip_below(node);
        }
    }
    shown
}
