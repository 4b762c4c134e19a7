//! Reads lines of text, table rows and figures off a laid-out flow.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node, Range, Text};

use super::paginate::Item;
use crate::web::dom::{Area, area, area_of, closest, document_of, find, is_in};

/// Elements that are part of a line.
pub const INLINE: &str = "|A|ABBR|B|BDI|BDO|BR|CITE|CODE|DEL|DFN|EM|I|IMG|INS|KBD|MARK|PICTURE|Q|RB|RP|RT|RUBY|S|SAMP|\
    SMALL|SPAN|STRONG|SUB|SUP|TIME|U|VAR|WBR|math|svg|";
/// Elements that are never cut.
const WHOLE: &str = "|AUDIO|CAPTION|FIGURE|HR|TR|VIDEO|";
const HEADINGS: &str = "|H1|H2|H3|H4|H5|H6|SUMMARY|DT|";
/// What the lines of a block, in pixels, may differ from as many lines of one height.
const UNEVEN: f64 = 0.5;

/// A table that is shown as the blocks in its cells, one below the other.
pub const LINEAR: &str = ".linear";

/// Where an item stands in the document.
pub struct Origin {
    /// The element it is or, for a line, the first text or image in it.
    pub node: Node,
    /// For a line: the block it belongs to.
    pub block: Option<Element>,
}

/// The items of a flow, read off piece by piece, in order. Positions count from the top of the window,
/// where the flow is fixed.
#[derive(Default)]
pub struct Lines {
    /// For the arithmetic.
    pub items: Vec<Item>,
    /// As many as there are items.
    pub origins: Vec<Origin>,
    blocks: usize,
}

impl Lines {
    /// Adds what is in `blocks`, which come next in the flow and are complete. A figure higher than `height` is no item
    /// but what is in it; where that is 0, nothing is whole.
    pub fn add(&mut self, blocks: &[Element], height: f64) {
        let from = self.items.len();
        let Some(range) = blocks.first().and_then(|block| document_of(block).create_range().ok()) else {
            return;
        };
        for top in blocks {
            let mut next = Some(top.clone().unchecked_into::<Node>());
            while let Some(node) = next {
                let below = if node.node_type() == Node::TEXT_NODE {
                    self.add_text(node.unchecked_ref(), &range);
                    None
                } else if node.node_type() == Node::ELEMENT_NODE {
                    self.add_element(node.unchecked_ref(), height)
                } else {
                    None
                };
                next = below.or_else(|| following(&node, top));
            }
        }
        self.finish(from);
    }

    /// What is left to be looked at in it.
    fn add_element(&mut self, element: &Element, height: f64) -> Option<Node> {
        let name = element.node_name();
        if is_in(WHOLE, &name) {
            let is_opened = match name.as_str() {
                _ if height == 0.0 => true,
                "FIGURE" => area(element).height() > height,
                "TR" => closest(element, LINEAR).is_some(),
                _ => false,
            };
            if !is_opened {
                self.add_whole(element, &name, area(element));
                return None;
            }
        } else if is_in("|BR|IMG|math|svg|", &name) {
            self.add_rect(element, area(element));
            return None;
        } else if name == "RT" {
            // It stands above the line that its base is in.
            let rect = area(element);
            if let Some(last) = self.items.last_mut()
                && rect.height() > 0.0
                && rect.bottom > last.top - rect.height()
            {
                last.top = last.top.min(rect.top);
            }
            return None;
        }
        element.first_child()
    }

    fn add_whole(&mut self, element: &Element, name: &str, rect: Area) {
        if rect.height() == 0.0 {
            return;
        }
        let mut item = Item { top: rect.top, bottom: rect.bottom, lines: 1, ..Item::default() };
        item.keep_with_next = name == "CAPTION";
        if name == "TR"
            && let Some(head) = table_head(element)
        {
            item.keep_with_next = head.contains(Some(element));
            item.repeated = if item.keep_with_next { 0.0 } else { area(&head).height() };
        }
        match self.items.last().zip(self.origins.last()) {
            // Rows of a body go together like the lines of a paragraph: none is left alone.
            Some((last, origin)) if name == "TR" && origin.node.parent_node() == element.parent_node() => {
                item.block = last.block;
                item.line = last.line + 1;
            }
            _ => {
                item.block = self.blocks;
                self.blocks += 1;
            }
        }
        self.items.push(item);
        self.origins.push(Origin { node: element.clone().into(), block: None });
    }

    fn add_text(&mut self, text: &Text, range: &Range) {
        if range.select_node_contents(text).is_err() {
            return;
        }
        let Some(rects) = range.get_client_rects() else { return };
        for rect in (0..rects.length()).filter_map(|at| rects.item(at)) {
            self.add_rect(text, area_of(&rect));
        }
    }

    /// A piece of a line: of the last one, if it is of the same block and at the same height.
    #[inline(never)]
    fn add_rect(&mut self, node: &Node, rect: Area) {
        let Some(block) = owner(node) else { return };
        // Lines without letters are lines in code, and where breaks follow each other.
        let is_line = rect.width() > 0.0 || node.node_name() == "BR" || block.node_name() == "PRE";
        if rect.height() == 0.0 || !is_line {
            return;
        }
        let mut item = Item { top: rect.top, bottom: rect.bottom, block: self.blocks, ..Item::default() };
        item.keep_with_next = is_in(HEADINGS, &block.node_name());
        let same_block = self.origins.last().and_then(|origin| origin.block.as_ref());
        if let Some(last) = self.items.last_mut()
            && same_block == Some(&block)
        {
            let is_within = |piece: &Item, line: &Item| {
                let center = (piece.top + piece.bottom) / 2.0;
                center >= line.top && center <= line.bottom
            };
            if is_within(&item, last) || is_within(last, &item) {
                last.top = last.top.min(item.top);
                last.bottom = last.bottom.max(item.bottom);
                return;
            }
            item.block = last.block;
            item.line = last.line + 1;
        } else {
            self.blocks += 1;
        }
        self.items.push(item);
        self.origins.push(Origin { node: node.clone(), block: Some(block) });
    }

    /// Counts the lines of each block, and gives the space between lines to them: what `getClientRects` gives is the
    /// height of the letters, not of the line.
    fn finish(&mut self, from: usize) {
        let mut start = from;
        while start < self.items.len() {
            let block = self.items[start].block;
            let count = self.items[start..].iter().take_while(|other| other.block == block).count();
            let run = &mut self.items[start..start + count];
            let whole = self.origins[start].block.as_ref().map(area);
            start += count;
            for item in run.iter_mut() {
                item.lines = count;
            }
            let Some(whole) = whole else { continue };
            let (top, bottom) = (whole.top, whole.bottom);
            let (first, last) = (run[0], run[count - 1]);
            let lines = count as f64;
            let height = (bottom - top) / lines;
            let pitch = (last.bottom - first.bottom) / (lines - 1.0).max(1.0);
            if count > 1 && (height - pitch).abs() * lines < UNEVEN {
                // Lines of one height. Letters need not stand in the middle of theirs.
                let mut edge = top;
                for item in run {
                    item.top = edge;
                    edge += height;
                    item.bottom = edge;
                }
                continue;
            }
            // A block that is one run of lines reaches from its own upper edge to its own lower one, and what its first
            // and its last line have around their letters, the others have as well. Not all of that shows between
            // them: the readings over a line stand in the space of the line before.
            let reach = (last.bottom - first.top) / lines;
            let (above, below) = (first.top - top, bottom - last.bottom);
            let (above, below) = match (above < reach, below < reach) {
                (true, true) => (above, below),
                (true, false) => (above, above),
                (false, true) => (below, below),
                _ => (0.0, 0.0),
            };
            for item in run {
                item.top -= above;
                item.bottom += below;
            }
        }
    }
}

/// The node after `node` and all that is in it, inside `top`.
fn following(node: &Node, top: &Element) -> Option<Node> {
    let mut node = node.clone();
    while node != **top {
        if let Some(next) = node.next_sibling() {
            return Some(next);
        }
        node = node.parent_node()?;
    }
    None
}

/// Whether it is white space alone.
pub fn is_blank(node: &Node) -> bool {
    node.node_type() == Node::TEXT_NODE && node.text_content().is_none_or(|text| text.trim().is_empty())
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
fn table_head(row: &Element) -> Option<Element> {
    // Not one further down, which is not the head of all that follows.
    const FIRST: &str = ":scope > thead:not(:is(tbody, tr, tfoot) ~ *)";
    find(&closest(row, "table")?, FIRST)
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
                let rect = area_of(&rect);
                if rect.height() > 0.0 && rect.width() > 0.0 {
                    return (rect.top + rect.bottom) / 2.0 >= top;
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
    // In code the end of a line is a character; it belongs to the page before.
    while low < length && text.substring_data(low, 1).is_ok_and(|c| c == "\n") {
        low += 1;
    }
    low
}

/// How many characters without a size are looked over in search of one that has it.
const MAX_UNSEEN: u32 = 200;
