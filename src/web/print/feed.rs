//! An article copied block by block, so that a long one can be laid out piece by piece.

use web_sys::{Element, Node};

use super::measure::{INLINE, is_blank};
use crate::web::dom::{append, copy, is_in};

/// Elements whose children are taken one by one, unless there is text between them.
const CONTAINERS: &str = "|ARTICLE|BLOCKQUOTE|DETAILS|DIV|DL|FOOTER|HEADER|MAIN|OL|SECTION|UL|";

/// Where the copying has got to.
pub struct Feed {
    source: Element,
    next: Option<Node>,
    /// Where the copy of `next` belongs.
    open: Node,
}

impl Feed {
    /// Copies what is in `source` to the end of `target`.
    pub fn new(source: &Element, target: &Element) -> Feed {
        Feed { source: source.clone(), next: source.first_child(), open: target.clone().into() }
    }

    /// Copies about so many blocks more, and gives the copies. None are left where there are none.
    pub fn take(&mut self, count: usize) -> Vec<Element> {
        let mut taken: Vec<Element> = Vec::new();
        while taken.len() < count {
            let Some(node) = self.next.take() else { break };
            let opens = is_container(&node);
            let copy = copy(&node, !opens);
            append(&self.open, &copy);
            if opens {
                self.next = node.first_child();
                self.open = copy;
                continue;
            }
            if copy.node_type() == Node::ELEMENT_NODE {
                taken.push(wasm_bindgen::JsCast::unchecked_into(copy));
            }
            let mut node = node;
            self.next = loop {
                if let Some(next) = node.next_sibling() {
                    break Some(next);
                }
                let Some(parent) = node.parent_node() else { break None };
                if parent == *self.source {
                    break None;
                }
                if let Some(open) = self.open.parent_node() {
                    self.open = open;
                }
                node = parent;
            };
        }
        taken
    }
}

fn is_container(node: &Node) -> bool {
    if !is_in(CONTAINERS, &node.node_name()) {
        return false;
    }
    let mut blocks = false;
    let mut next = node.first_child();
    while let Some(child) = next {
        let is_block = child.node_type() == Node::ELEMENT_NODE && !is_in(INLINE, &child.node_name());
        if !is_block && !is_blank(&child) {
            return false;
        }
        blocks |= is_block;
        next = child.next_sibling();
    }
    blocks
}
