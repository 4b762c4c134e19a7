//! Which of the page's blocks are the article.

use crate::metadata::Metadata;
use crate::trace::Trace;
use crate::tree::{NodeId, Tree, tag};

/// What was found.
pub struct Selection {
    /// A copy of the parts of the page that are the article, under its root: the kept blocks, the media between
    /// them, and the elements around both.
    pub draft: Tree,
    /// How likely `draft` is the whole article and nothing else, 0 to 1.
    pub confidence: f32,
}

/// Finds the article of the page `tree`; `None` where nothing in it is one.
pub fn select(tree: &Tree, metadata: &Metadata, trace: &mut Trace) -> Option<Selection> {
    let _ = (metadata, trace);
    let top = tree.find(tag::ARTICLE).or_else(|| tree.find(tag::MAIN)).unwrap_or(tree.body());
    let mut draft = Tree::new();
    copy(tree, top.id(), &mut draft);
    Some(Selection { draft, confidence: 0.5 })
}

/// Copies `from` and all below it under the root of `to`.
fn copy(tree: &Tree, from: NodeId, to: &mut Tree) {
    let mut open = vec![Tree::ROOT];
    for edge in tree.node(from).walk() {
        match edge {
            crate::tree::Edge::Enter(node) => {
                let parent = open.last().copied().unwrap_or(Tree::ROOT);
                let id = to.import(node);
                to.append(parent, id);
                open.push(id);
            }
            crate::tree::Edge::Leave(_) => {
                open.pop();
            }
        }
    }
}
