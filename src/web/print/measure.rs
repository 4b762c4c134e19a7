//! Reads lines of text, table rows and figures off a laid-out flow.

use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, Node, Range, Text};

use super::paginate::Item;
use crate::web::dom::document_of;

/// An item and where it stands in the document.
pub struct Measured {
    /// For the arithmetic.
    pub item: Item,
    /// The element it is or, for a line, the first text or image in it.
    pub node: Node,
    /// For a line: the block it belongs to.
    pub block: Option<Element>,
}

/// Elements that are part of a line.
const INLINE: &str = "|A|ABBR|B|BDI|BDO|BR|CITE|CODE|DEL|DFN|EM|I|IMG|INS|KBD|MARK|PICTURE|Q|RB|RP|RT|RUBY|S|SAMP|SMALL|\
    SPAN|STRONG|SUB|SUP|TIME|U|VAR|WBR|math|";
/// Elements that are never cut.
const WHOLE: &str = "|AUDIO|CAPTION|FIGURE|HR|TR|VIDEO|";
const HEADINGS: &str = "|H1|H2|H3|H4|H5|H6|SUMMARY|DT|";

/// All items of `flow`, in order. Positions count from the top of the window.
pub fn measure(flow: &Element) -> Vec<Measured> {
    let Ok(range) = document_of(flow).create_range() else { return Vec::new() };
    let mut lines = Lines { items: Vec::new(), blocks: 0 };
    let mut next = flow.first_child();
    while let Some(node) = next {
        let mut below = node.first_child();
        if node.node_type() == Node::TEXT_NODE {
            lines.add_text(node.unchecked_ref(), &range);
        } else if node.node_type() == Node::ELEMENT_NODE {
            let element: &Element = node.unchecked_ref();
            let name = node.node_name();
            if is_in(WHOLE, &name) {
                lines.add_whole(element, &name);
                below = None;
            } else if matches!(name.as_str(), "IMG" | "math") {
                lines.add_rect(&node, &element.get_bounding_client_rect());
                below = None;
            }
        }
        next = below.or_else(|| following(&node, flow));
    }
    lines.finish()
}

/// The node after `node` and all that is in it.
fn following(node: &Node, top: &Element) -> Option<Node> {
    let mut node = node.clone();
    while !node.is_same_node(Some(top)) {
        if let Some(next) = node.next_sibling() {
            return Some(next);
        }
        node = node.parent_node()?;
    }
    None
}

fn is_in(list: &str, name: &str) -> bool {
    list.split('|').any(|other| other == name)
}

struct Lines {
    items: Vec<Measured>,
    blocks: usize,
}

impl Lines {
    fn add_whole(&mut self, element: &Element, name: &str) {
        let rect = element.get_bounding_client_rect();
        if rect.height() == 0.0 {
            return;
        }
        let mut item = Item { top: rect.top(), bottom: rect.bottom(), lines: 1, ..Item::default() };
        item.keep_with_next = name == "CAPTION";
        if name == "TR"
            && let Some(head) = table_head(element)
        {
            item.keep_with_next = head.contains(Some(element));
            item.repeated = if item.keep_with_next { 0.0 } else { head.get_bounding_client_rect().height() };
        }
        match self.items.last() {
            // Rows of a body go together like the lines of a paragraph: none is left alone.
            Some(last) if name == "TR" && last.node.parent_node() == element.parent_node() => {
                item.block = last.item.block;
                item.line = last.item.line + 1;
            }
            _ => {
                item.block = self.blocks;
                self.blocks += 1;
            }
        }
        self.items.push(Measured { item, node: element.clone().into(), block: None });
    }

    fn add_text(&mut self, text: &Text, range: &Range) {
        if range.select_node_contents(text).is_err() {
            return;
        }
        let Some(rects) = range.get_client_rects() else { return };
        for at in 0..rects.length() {
            if let Some(rect) = rects.item(at) {
                self.add_rect(text, &rect);
            }
        }
    }

    /// A piece of a line: of the last one, if it is of the same block and at the same height.
    fn add_rect(&mut self, node: &Node, rect: &DomRect) {
        if rect.height() == 0.0 || rect.width() == 0.0 {
            return;
        }
        let Some(block) = owner(node) else { return };
        if let Some(last) = self.items.last_mut()
            && let Some(last_block) = &last.block
            && last_block.is_same_node(Some(&block))
        {
            let center = (rect.top() + rect.bottom()) / 2.0;
            let last_center = (last.item.top + last.item.bottom) / 2.0;
            let within = |y: f64, top: f64, bottom: f64| y >= top && y <= bottom;
            if within(center, last.item.top, last.item.bottom)
                || within(last_center, rect.top(), rect.bottom())
            {
                last.item.top = last.item.top.min(rect.top());
                last.item.bottom = last.item.bottom.max(rect.bottom());
                return;
            }
            let (block_number, line) = (last.item.block, last.item.line + 1);
            self.push_line(node, rect, block, block_number, line);
            return;
        }
        self.blocks += 1;
        self.push_line(node, rect, block, self.blocks - 1, 0);
    }

    fn push_line(&mut self, node: &Node, rect: &DomRect, owner: Element, block: usize, line: usize) {
        let keep_with_next = is_in(HEADINGS, &owner.node_name());
        let item =
            Item { top: rect.top(), bottom: rect.bottom(), block, line, keep_with_next, ..Item::default() };
        self.items.push(Measured { item, node: node.clone(), block: Some(owner) });
    }

    /// Counts the lines of each block, and gives the space between lines to them: what `getClientRects` gives is the
    /// height of the letters, not of the line.
    fn finish(mut self) -> Vec<Measured> {
        let mut start = 0;
        while start < self.items.len() {
            let block = self.items[start].item.block;
            let count = self.items[start..].iter().take_while(|other| other.item.block == block).count();
            let run = &mut self.items[start..start + count];
            start += count;
            let whole = run[0].block.as_ref().map(|block| block.get_bounding_client_rect());
            for at in 0..count {
                run[at].item.lines = count;
                if at > 0 {
                    let middle = (run[at - 1].item.bottom + run[at].item.top) / 2.0;
                    run[at - 1].item.bottom = middle;
                    run[at].item.top = middle;
                }
            }
            // A block that is one run of lines reaches from its own upper edge to its own lower one.
            if let Some(whole) = whole {
                let reach = (run[count - 1].item.bottom - run[0].item.top) / count as f64;
                if run[0].item.top - whole.top() < reach
                    && whole.bottom() - run[count - 1].item.bottom < reach
                {
                    run[0].item.top = whole.top();
                    run[count - 1].item.bottom = whole.bottom();
                }
            }
        }
        self.items
    }
}

/// The nearest ancestor that is not part of a line.
fn owner(node: &Node) -> Option<Element> {
    let mut element = node.parent_element()?;
    while is_in(INLINE, &element.node_name()) {
        element = element.parent_element()?;
    }
    Some(element)
}

/// The head of the table that `row` is in.
pub fn table_head(row: &Element) -> Option<Element> {
    let table = row.closest("table").ok().flatten()?;
    let head = table.first_element_child();
    let is_caption = |element: &Element| matches!(element.node_name().as_str(), "CAPTION" | "COLGROUP");
    let mut next = head;
    while let Some(child) = next {
        if child.node_name() == "THEAD" {
            return Some(child);
        }
        if !is_caption(&child) {
            return None;
        }
        next = child.next_element_sibling();
    }
    None
}

/// The place in the document where a line begins: the text and the character, found by halves. `top` is where the
/// line begins in the window.
pub fn line_start(text: &Text, top: f64) -> u32 {
    let Ok(range) = document_of(text).create_range() else { return 0 };
    let length = text.length();
    let is_at_or_below = |at: u32| {
        // White space that is not shown has no size: the next character decides.
        for at in at..length.min(at + MAX_UNSEEN) {
            let set = range.set_start(text, at).and_then(|()| range.set_end(text, at + 1));
            let Some(rects) = set.ok().and_then(|()| range.get_client_rects()) else { return true };
            for rect in (0..rects.length()).filter_map(|index| rects.item(index)) {
                if rect.height() > 0.0 && rect.width() > 0.0 {
                    return (rect.top() + rect.bottom()) / 2.0 >= top;
                }
            }
        }
        true
    };
    let (mut low, mut high) = (0, length);
    while low < high {
        let middle = low + (high - low) / 2;
        if is_at_or_below(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// How many characters without a size are looked over in search of one that has it.
const MAX_UNSEEN: u32 = 200;
