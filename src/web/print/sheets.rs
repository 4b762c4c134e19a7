//! Cuts a measured flow into slices, one for each column of a sheet.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node, Text};

use super::measure::{self, Origin, is_blank};
use super::paginate::Item;
use crate::web::dom::{
    append, attribute, call, closest, copy, document_of, element_in, find, has, mark, set, unset,
};
use crate::web::object::set_property;

/// A place between two nodes, or between two characters.
#[derive(Clone)]
pub struct Place {
    container: Node,
    offset: u32,
}

impl Place {
    /// Before all that is in `flow`.
    pub fn start(flow: &Element) -> Place {
        Place { container: flow.clone().into(), offset: 0 }
    }

    /// Behind all that is in `flow`.
    pub fn end(flow: &Element) -> Place {
        Place { container: flow.clone().into(), offset: flow.child_nodes().length() }
    }

    /// Whether a line ends right before it in any layout: by an element or, in code, by a character.
    pub fn is_after_break(&self) -> bool {
        let is_inside = self.container.node_type() == Node::TEXT_NODE;
        let before = self.offset.wrapping_sub(1);
        let node =
            if is_inside { Some(self.container.clone()) } else { self.container.child_nodes().item(before) };
        let Some(mut node) = node else { return false };
        while let Some(last) = node.last_child() {
            node = last;
        }
        if node.node_type() != Node::TEXT_NODE {
            return node.node_name() == "BR";
        }
        let text: &Text = node.unchecked_ref();
        let at = if is_inside { before } else { text.length().wrapping_sub(1) };
        text.substring_data(at, 1).is_ok_and(|c| c == "\n")
            && text.parent_element().is_some_and(|parent| closest(&parent, "pre").is_some())
    }

    /// Puts a node there.
    pub fn insert(&self, node: &Node) -> Option<()> {
        let range = document_of(node).create_range().ok()?;
        range.set_start(&self.container, self.offset).ok()?;
        range.insert_node(node).ok()
    }
}

/// The place where an item begins, as far up as it is the beginning of what it is in.
pub fn place_before(item: &Item, origin: &Origin, flow: &Element) -> Place {
    let node = &origin.node;
    let mut place = match node.node_type() {
        Node::TEXT_NODE if item.line > 0 => {
            let offset = measure::line_start(node.unchecked_ref(), item.top);
            Place { container: node.clone(), offset }
        }
        _ if item.line == 0 && origin.block.is_some() => {
            // A block's first line: the block, or for a run of text behind a nested block, the text.
            let block = origin.block.as_ref().filter(|block| is_first_in(node, block));
            before(block.map_or(node, |block| block.as_ref()))
        }
        _ => before(node),
    };
    let flow: &Node = flow;
    while place.offset == 0 && place.container != *flow {
        place = before(&place.container);
    }
    // White space between blocks belongs to neither.
    while place.container.node_type() == Node::ELEMENT_NODE && place.container != *flow {
        let nodes = place.container.child_nodes();
        let blank = (0..place.offset).all(|at| nodes.item(at).is_some_and(|node| is_blank(&node)));
        if !blank {
            break;
        }
        place = before(&place.container);
    }
    place
}

/// Whether nothing but white space stands in `block` before `node`.
fn is_first_in(node: &Node, block: &Element) -> bool {
    let mut node = node.clone();
    while node != **block {
        let mut previous = node.previous_sibling();
        while let Some(sibling) = previous {
            if !is_blank(&sibling) {
                return false;
            }
            previous = sibling.previous_sibling();
        }
        let Some(parent) = node.parent_node() else { return false };
        node = parent;
    }
    true
}

fn before(node: &Node) -> Place {
    let mut offset = 0;
    let mut previous = node.previous_sibling();
    while let Some(sibling) = previous {
        offset += 1;
        previous = sibling.previous_sibling();
    }
    let container = node.parent_node().unwrap_or_else(|| node.clone());
    Place { container, offset }
}

/// A copy of what lies between two places, inside copies of all that is around it, and the number of its characters
/// in UTF-16.
pub fn slice(flow: &Element, from: &Place, to: &Place) -> Option<(Node, u32)> {
    let range = document_of(flow).create_range().ok()?;
    range.set_start(&from.container, from.offset).ok()?;
    range.set_end(&to.container, to.offset).ok()?;
    let length = range.to_string().length();
    let mut around: Node = element_in(&range, "commonAncestorContainer")?.unchecked_into();
    let mut content: Node = call(&range, "cloneContents", &[]).unchecked_into();
    if around.node_type() == Node::TEXT_NODE {
        around = around.parent_node()?;
    }
    loop {
        let wrapped = copy(&around, false);
        append(&wrapped, &content);
        content = wrapped;
        if around == **flow {
            break;
        }
        around = around.parent_node()?;
    }
    mark_cuts(flow, from, &content, true);
    mark_cuts(flow, to, &content, false);
    mark_edge(&content, "first", Node::first_child, Node::next_sibling);
    mark_edge(&content, "last", Node::last_child, Node::previous_sibling);
    Some((content, length))
}

/// Marks what begins a column, which needs no space above it, or what ends one, where no empty lines of code stay
/// either.
fn mark_edge(
    content: &Node,
    class: &str,
    below: fn(&Node) -> Option<Node>,
    beside: fn(&Node) -> Option<Node>,
) {
    let mut next = below(content);
    while let Some(node) = next {
        if node.node_type() == Node::ELEMENT_NODE {
            mark(node.unchecked_ref(), class);
            next = below(&node);
            continue;
        }
        let is_blank = is_blank(&node);
        if class == "last"
            && let Some(text) = node.text_content()
        {
            node.set_text_content(Some(text.trim_end_matches('\n')));
        }
        if !is_blank {
            break;
        }
        next = beside(&node);
    }
}

/// Marks the copies of the elements that `place` goes through: `continued` from the page before, or `cut` here.
fn mark_cuts(flow: &Element, place: &Place, content: &Node, begins: bool) {
    let mut through = Vec::new();
    let mut node = Some(place.container.clone());
    while let Some(element) = node.filter(|node| *node != **flow) {
        node = element.parent_node();
        if element.node_type() == Node::ELEMENT_NODE {
            through.push(element);
        }
    }
    let mut copy = content.clone();
    for original in through.iter().rev() {
        let next = if begins { copy.first_child() } else { copy.last_child() };
        let Some(next) = next else { return };
        if next.node_type() != Node::ELEMENT_NODE {
            return;
        }
        let element: &Element = next.unchecked_ref();
        mark(element, if begins { "continued" } else { "cut" });
        if begins {
            unset(element, "id");
            let original: &Element = original.unchecked_ref();
            match original.node_name().as_str() {
                "OL" => number_on(element, original, place),
                "TABLE" => repeat_head(element, original),
                _ => {}
            }
        }
        copy = next;
    }
}

/// Lets a list go on counting where it was cut, from the number of its item there.
fn number_on(copy: &Element, list: &Element, place: &Place) {
    let number_in = |element: &Element, name: &str| attribute(element, name).parse::<i32>().ok();
    // A reversed list has its start; see `source::prepare`.
    let mut number = number_in(list, "start").unwrap_or(1);
    let step = if has(list, "reversed") { -1 } else { 1 };
    let is_own = place.container == **list;
    let mut next = list.first_child();
    let mut at = 0;
    while let Some(child) = next {
        let reached = if is_own { at == place.offset } else { child.contains(Some(&place.container)) };
        if reached {
            break;
        }
        if child.node_name() == "LI" {
            number = number_in(child.unchecked_ref(), "value").unwrap_or(number).wrapping_add(step);
        }
        at += 1;
        next = child.next_sibling();
    }
    set_property(copy, "start", &number.into());
}

/// A table that goes on shows its head again; once is enough for who listens.
fn repeat_head(slice: &Element, table: &Element) {
    for part in ["thead", "colgroup"] {
        if let Some(part) = find(table, part) {
            let part = copy(&part, true);
            set(part.unchecked_ref(), "aria-hidden", "true");
            call(slice, "prepend", &[&part]);
        }
    }
}
