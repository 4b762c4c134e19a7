//! Lines that only the page's style keeps apart, as of verse, become line breaks.

use super::{Context, find};
use crate::content::families::declares;
use crate::metadata::words::is_blank;
use crate::tree::{Node, NodeId, Tree, attr, tag};

/// How far above a text the style is said.
const LEVELS: usize = 4;

pub fn repair(draft: &mut Tree, _: &mut Context<'_>) {
    let keeps =
        |node: Node<'_>| node.attr(attr::STYLE).is_some_and(|style| declares(style, "white-space:pre"));
    if find::below(draft.root(), usize::MAX, &keeps).is_none() {
        return;
    }
    let texts = find::nodes(draft, &|node| {
        node.is_text()
            && node.text().contains('\n')
            && !is_blank(node.text())
            && find::around(node, LEVELS, &keeps).is_some()
            && find::around(node, LEVELS, &|node| node.is(tag::PRE)).is_none()
    });
    for text in texts {
        break_lines(draft, text);
    }
}

fn break_lines(draft: &mut Tree, text: NodeId) {
    let said = draft.node(text).text().to_owned();
    for (at, line) in said.split('\n').enumerate() {
        if at > 0 {
            let end = draft.new_element(tag::BR);
            draft.insert_before(text, end);
        }
        let line = draft.new_text(line);
        draft.insert_before(text, line);
    }
    draft.detach(text);
}
