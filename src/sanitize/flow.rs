//! Writes the safe tree as sound flow content: text in paragraphs, items in lists, cells in rows, no block inside
//! a line. What it writes, an HTML parser reads back as it is.
//!
//! Blocks are opened as they come and taken back where they stay empty. Phrases (links, emphasis) are opened when
//! the first text in them comes, and again in each block that one of them reaches into.

use super::{address, allow};
use crate::metadata::words;
use crate::tree::{Name, Node, NodeId, Tree, attr, tag};
use crate::url::Base;

/// A block that is being written.
struct Open {
    name: Name,
    id: NodeId,
    /// The element it comes from; `None` for one that only had to be there, such as the paragraph around loose text.
    source: Option<NodeId>,
}

/// A phrase that the text being written is in.
struct Phrase<'a> {
    source: Node<'a>,
    name: Name,
    /// Its element in the current block, once there is text in it.
    id: Option<NodeId>,
    /// In how many blocks it was opened.
    times: u32,
}

/// Deeper blocks and phrases are unwrapped.
const MAX_BLOCKS: usize = 64;
const MAX_PHRASES: usize = 16;

/// A phrase that goes on through more blocks than this is a mistake in the page, and copying it into each of many
/// blocks would let a page swell.
const MAX_TIMES: u32 = 8;

pub(super) struct Flow<'a> {
    pub out: Tree,
    base: Option<&'a Base>,
    blocks: Vec<Open>,
    phrases: Vec<Phrase<'a>>,
    /// Nothing is written yet in the current run of text.
    fresh: bool,
    /// White space is due before the next text.
    space: bool,
    /// A line break is due before the next text.
    line: bool,
    /// Ids met since the last element was written: the next one stands for them.
    pending: Vec<&'a str>,
    /// Which element stands for which id of the page, in order of elements.
    pub targets: Vec<(&'a str, NodeId)>,
    /// Links into the article, to be pointed at `targets`.
    pub links: Vec<(NodeId, &'a str)>,
}

impl<'a> Flow<'a> {
    pub fn new(base: Option<&'a Base>) -> Flow<'a> {
        Flow {
            out: Tree::new(),
            base,
            blocks: vec![Open { name: tag::BODY, id: Tree::ROOT, source: None }],
            phrases: Vec::new(),
            fresh: true,
            space: false,
            line: false,
            pending: Vec::new(),
            targets: Vec::new(),
            links: Vec::new(),
        }
    }

    fn top(&self) -> Name {
        self.blocks.last().map_or(tag::BODY, |open| open.name)
    }

    fn top_id(&self) -> NodeId {
        self.blocks.last().map_or(Tree::ROOT, |open| open.id)
    }

    /// The page gives the next element written this id.
    pub fn expect_target(&mut self, id: &'a str) {
        self.pending.push(id);
    }

    fn take_targets(&mut self, id: NodeId) {
        self.targets.extend(self.pending.drain(..).map(|name| (name, id)));
    }

    /// What came before and what comes after are not one line.
    pub fn boundary(&mut self) {
        match self.top() {
            tag::P => self.close(),
            tag::PRE => self.line = !self.fresh,
            name if is_line(name) => self.space = true,
            _ => {}
        }
    }

    /// Opens the block `name` for `source`. False where it cannot stand, and counts as a wrapper.
    pub fn open(&mut self, name: Name, source: Node<'a>) -> bool {
        self.boundary();
        if is_line(self.top()) || self.blocks.len() >= MAX_BLOCKS {
            return false;
        }
        self.make_room(name);
        if name == tag::LI && !accepts(self.top(), tag::LI) && accepts(self.top(), tag::UL) {
            self.push(tag::UL, None);
        }
        if !accepts(self.top(), name) {
            return false;
        }
        let id = self.push(name, Some(source.id()));
        allow::attributes(&mut self.out, id, source, self.base);
        self.take_targets(id);
        true
    }

    /// Closes and opens implied elements until `name` can stand.
    fn make_room(&mut self, name: Name) {
        let implied = self.blocks.iter().rev().take_while(|open| open.source.is_none()).count();
        let implied = implied.min(self.blocks.len() - 1);
        let first = self.blocks.len() - implied;
        if let Some(at) = (first..self.blocks.len()).find(|&at| accepts(self.blocks[at - 1].name, name)) {
            while self.blocks.len() > at {
                self.close();
            }
        }
        while !accepts(self.top(), name)
            && let Some(child) = implied_child(self.top())
        {
            self.push(child, None);
        }
    }

    fn push(&mut self, name: Name, source: Option<NodeId>) -> NodeId {
        self.end_line();
        let id = self.out.new_element(name);
        let parent = self.top_id();
        self.out.append(parent, id);
        self.blocks.push(Open { name, id, source });
        id
    }

    fn end_line(&mut self) {
        for phrase in &mut self.phrases {
            phrase.id = None;
        }
        self.fresh = true;
        self.space = false;
        self.line = false;
    }

    /// The block opened for `source` ends; where it has ended already, only the line does.
    pub fn leave(&mut self, source: Node<'a>) {
        match self.blocks.iter().rposition(|open| open.source == Some(source.id())) {
            Some(at) => {
                while self.blocks.len() > at {
                    self.close();
                }
            }
            None => self.boundary(),
        }
    }

    /// Ends everything.
    pub fn finish(&mut self) {
        while self.blocks.len() > 1 {
            self.close();
        }
        self.drop_rules(Tree::ROOT);
    }

    /// Closes the innermost block and puts it in order.
    fn close(&mut self) {
        self.end_line();
        let Some(Open { name, id, .. }) = self.blocks.pop() else { return };
        match name {
            tag::PRE => self.trim_end(id),
            tag::P => self.close_paragraph(id),
            tag::LI | tag::TD | tag::TH | tag::DD | tag::FIGCAPTION | tag::CAPTION => {
                self.unwrap_paragraph(id)
            }
            _ => {}
        }
        self.drop_rules(id);
        let node = self.out.node(id);
        let empty = match name {
            // A table needs its empty cells, but not rows of nothing else.
            tag::TD | tag::TH => false,
            tag::TR => node.children().all(|cell| cell.first_child().is_none()),
            _ if is_line(name) => is_blank(node),
            _ => node.first_child().is_none(),
        };
        if empty {
            self.take_back(id);
        }
    }

    /// Takes out the element `id`, the last that has been written, and all in it.
    fn take_back(&mut self, id: NodeId) {
        self.out.detach(id);
        let kept = self.targets.iter().rposition(|(_, node)| *node < id).map_or(0, |at| at + 1);
        let mut names: Vec<&str> = self.targets[kept..].iter().map(|(name, _)| *name).collect();
        self.targets.truncate(kept);
        names.append(&mut self.pending);
        self.pending = names;
    }

    /// A paragraph of nothing but images is a figure, if it is not in one.
    fn close_paragraph(&mut self, id: NodeId) {
        if !is_media(self.out.node(id)) {
            return;
        }
        match self.top() {
            tag::FIGURE => {
                let figure = self.top_id();
                self.retarget(id, figure);
                self.out.unwrap(id);
            }
            tag::LI | tag::TD | tag::TH | tag::DD | tag::FIGCAPTION | tag::CAPTION => {}
            _ => self.out.rename(id, tag::FIGURE),
        }
    }

    /// In items, cells and captions a single paragraph is just their text, and so is one with a list after it.
    fn unwrap_paragraph(&mut self, id: NodeId) {
        let node = self.out.node(id);
        let paragraph = node.first_child().filter(|child| child.is(tag::P) && child.attrs().next().is_none());
        let Some(paragraph) = paragraph else { return };
        let lists = [tag::UL, tag::OL];
        if node.children().skip(1).all(|child| child.is_any(&lists)) {
            let paragraph = paragraph.id();
            self.retarget(paragraph, id);
            self.out.unwrap(paragraph);
        }
    }

    fn retarget(&mut self, from: NodeId, to: NodeId) {
        for (_, node) in self.targets.iter_mut().rev().take_while(|(_, node)| *node >= from) {
            if *node == from {
                *node = to;
            }
        }
    }

    /// A rule separates; at an end there is nothing to separate.
    fn drop_rules(&mut self, id: NodeId) {
        while let Some(rule) = self.out.node(id).last_child().filter(|node| node.is(tag::HR)) {
            let rule = rule.id();
            self.out.detach(rule);
        }
    }

    fn trim_end(&mut self, pre: NodeId) {
        let last = self.out.node(pre).descendants().last().filter(|node| node.is_text());
        if let Some(last) = last {
            let id = last.id();
            let trimmed = last.text().trim_end().to_owned();
            self.out.set_text(id, &trimmed);
        }
    }

    /// Opens the phrase `name` for `source`. False where it cannot stand.
    pub fn open_phrase(&mut self, name: Name, source: Node<'a>) -> bool {
        let innermost = self.phrases.last().map(|phrase| phrase.name);
        let fits = match name {
            tag::RB | tag::RT | tag::RP => innermost == Some(tag::RUBY),
            // These can mean something inside themselves.
            tag::SUB | tag::SUP | tag::Q => true,
            _ => self.phrases.iter().all(|phrase| phrase.name != name),
        };
        if !fits || self.phrases.len() >= MAX_PHRASES {
            return false;
        }
        self.phrases.push(Phrase { source, name, id: None, times: 0 });
        true
    }

    /// Closes the innermost phrase.
    pub fn close_phrase(&mut self) {
        self.phrases.pop();
    }

    /// A line break; two are the end of a paragraph.
    pub fn line_break(&mut self) {
        match self.top() {
            tag::PRE => {
                let home = self.home();
                self.out.append_text(home, "\n");
            }
            tag::P if self.line => self.close(),
            _ => self.line = !self.fresh,
        }
    }

    /// A rule between blocks.
    pub fn rule(&mut self) {
        self.boundary();
        if is_line(self.top()) {
            return;
        }
        self.make_room(tag::HR);
        let parent = self.top_id();
        let last = self.out.node(parent).last_child();
        if accepts(self.top(), tag::HR) && last.is_some_and(|last| !last.is(tag::HR)) {
            let id = self.out.new_element(tag::HR);
            self.out.append(parent, id);
        }
    }

    /// Text, its white space collapsed as a browser would outside `pre`.
    pub fn text(&mut self, text: &str) {
        if self.top() == tag::PRE {
            return self.preformatted(text);
        }
        self.space |= text.starts_with(is_space);
        let mut rest = text.trim_matches(is_space);
        if rest.is_empty() {
            return;
        }
        let home = self.home();
        // Up to white space that is not one space, so that most texts are one piece.
        while let Some(end) = untidy(rest) {
            self.out.append_text(home, &rest[..end]);
            self.out.append_text(home, " ");
            rest = rest[end..].trim_start_matches(is_space);
        }
        self.out.append_text(home, rest);
        self.space = text.ends_with(is_space);
    }

    fn preformatted(&mut self, text: &str) {
        let tidy = &*address::tidy(text);
        // A parser drops a line end right after the tag, and an empty first line is no code anyway.
        let tidy = if self.fresh { tidy.trim_start_matches('\n') } else { tidy };
        if !tidy.is_empty() {
            let home = self.home();
            self.out.append_text(home, tidy);
        }
    }

    /// Puts the finished element `id` into the line.
    pub fn append(&mut self, id: NodeId) {
        let home = self.home();
        self.out.append(home, id);
        self.take_targets(id);
    }

    /// The element that the next piece of a line goes into, with everything that is due before it written.
    fn home(&mut self) -> NodeId {
        if !is_line(self.top()) {
            self.make_room(tag::P);
            if accepts(self.top(), tag::P) {
                self.push(tag::P, None);
            }
        }
        let mut home = self.top_id();
        let open = self.phrases.iter().rposition(|phrase| phrase.id.is_some());
        if let Some(id) = open.and_then(|at| self.phrases[at].id) {
            home = id;
        }
        if !self.fresh && self.line && self.top() == tag::PRE {
            self.out.append_text(home, "\n");
        } else if !self.fresh && self.line {
            let id = self.out.new_element(tag::BR);
            self.out.append(home, id);
        } else if !self.fresh && self.space && self.top() != tag::PRE {
            self.out.append_text(home, " ");
        }
        (self.fresh, self.line, self.space) = (false, false, false);
        for at in 0..self.phrases.len() {
            let phrase = &mut self.phrases[at];
            if phrase.id.is_some() || phrase.times >= MAX_TIMES {
                continue;
            }
            phrase.times += 1;
            let (name, source, times) = (phrase.name, phrase.source, phrase.times);
            let id = self.out.new_element(name);
            self.phrases[at].id = Some(id);
            if name == tag::A {
                self.link(id, source);
            }
            if times == 1 {
                allow::attributes(&mut self.out, id, source, self.base);
            }
            self.out.append(home, id);
            self.take_targets(id);
            home = id;
        }
        self.take_targets(home);
        home
    }

    fn link(&mut self, id: NodeId, source: Node<'a>) {
        let Some(href) = address::link(source) else { return };
        if let Some(raw) = source.attr(attr::HREF)
            && let Some(fragment) = address::fragment(raw, self.base)
        {
            self.links.push((id, fragment));
        }
        if let Some(url) = address::absolute(&href, self.base) {
            super::set_link(&mut self.out, id, &url);
        }
    }
}

/// Where the first white space is in `text` that is not one space.
#[inline(never)]
fn untidy(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_untidy = |at: &usize| {
        let is_space_at = |at: usize| bytes.get(at).is_some_and(|&byte| is_space(byte.into()));
        is_space_at(*at) && (bytes[*at] != b' ' || is_space_at(at + 1))
    };
    (0..bytes.len()).find(is_untidy)
}

/// White space that collapses, and NUL.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}' | '\0')
}

/// Blocks that hold a line of text, and no other blocks.
fn is_line(name: Name) -> bool {
    matches!(
        name,
        tag::P | tag::H2 | tag::H3 | tag::H4 | tag::H5 | tag::H6 | tag::PRE | tag::SUMMARY | tag::DT
    )
}

/// Whether a `parent` may have the child `name`, both being blocks.
fn accepts(parent: Name, name: Name) -> bool {
    match name {
        tag::LI => matches!(parent, tag::UL | tag::OL),
        tag::DT | tag::DD => parent == tag::DL,
        tag::CAPTION | tag::THEAD | tag::TBODY | tag::TFOOT => parent == tag::TABLE,
        tag::TR => matches!(parent, tag::THEAD | tag::TBODY | tag::TFOOT),
        tag::TD | tag::TH => parent == tag::TR,
        tag::FIGCAPTION => parent == tag::FIGURE,
        tag::SUMMARY => parent == tag::DETAILS,
        _ => !is_line(parent) && implied_child(parent).is_none(),
    }
}

/// What content that cannot stand in `parent` is put into there.
fn implied_child(parent: Name) -> Option<Name> {
    match parent {
        tag::UL | tag::OL => Some(tag::LI),
        tag::DL => Some(tag::DD),
        tag::TABLE => Some(tag::TBODY),
        tag::THEAD | tag::TBODY | tag::TFOOT => Some(tag::TR),
        tag::TR => Some(tag::TD),
        _ => None,
    }
}

/// Whether a reader would see nothing of `node`.
fn is_blank(node: Node<'_>) -> bool {
    let is_seen =
        |c: char| !c.is_whitespace() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}');
    node.descendants().all(|node| match node.is_text() {
        true => !words::has(node.text(), is_seen),
        false => !is_replaced(node),
    })
}

/// Whether `node` holds images, videos or sound, and nothing else that can be seen.
fn is_media(node: Node<'_>) -> bool {
    let mut media = false;
    for node in node.descendants() {
        if node.is_text() && !words::is_blank(node.text()) || node.name() == tag::MATH {
            return false;
        }
        media |= is_replaced(node);
    }
    media
}

fn is_replaced(node: Node<'_>) -> bool {
    node.is_any(&[tag::IMG, tag::VIDEO, tag::AUDIO]) || node.name() == tag::MATH
}
