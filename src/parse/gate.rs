//! What stands between the tokenizer and html5ever's tree builder, whose work for one tag grows with the number of
//! open elements: it keeps back what would nest too deep or make too much, and nothing else.

use std::cell::{Cell, RefCell};

use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, local_name};

use super::sink::{Sink, is_formatting_name};
use crate::article::Limit;
use crate::keys;
use crate::options::Limits;
use crate::tree::{NodeId, Tree};

// The comments name the largest of 3,260 real pages.

/// Most formatting elements inside one another (8), and most that are opened again in a new block because the
/// page never closed them (9). More than the 32 that one run of the adoption agency makes.
pub const MAX_FORMATTING: usize = 40;

/// Most `applet`, `marquee` and `object` elements (20): each that is not closed in its table cell leaves a marker
/// in a list that the tree builder searches again and again.
const MAX_MARKERS: usize = 256;

/// Most bytes of texts and attributes in the tree for a byte of input (1.0): formatting elements that are opened
/// again in each block have their attributes again.
const MAX_GROWTH: usize = 4;

/// Bytes of texts and attributes that every tree may have, however short the page.
const FREE_BYTES: usize = 1 << 20;

/// Most steps of the tree builder for a byte of input (0.64).
pub const MAX_STEPS_PER_BYTE: u64 = 32;

/// Steps that every page may take, however short.
pub const FREE_STEPS: u64 = 10_000_000;

pub struct Gate<'a> {
    builder: TreeBuilder<NodeId, Sink>,
    limits: &'a Limits,
    markers: Cell<usize>,
    /// By [`chain`] of the name, elements that were not opened, so that their end tags close nothing else; empty if
    /// there are none. (A hash map would bring the hashes of all the names that html5ever knows.)
    refused: RefCell<Vec<usize>>,
    /// Whether the tree builder is in raw text, of which it must hear the end: it stands for no other tag then.
    is_raw: Cell<bool>,
    reached: Cell<Option<Limit>>,
    stopped: Cell<bool>,
}

impl<'a> Gate<'a> {
    /// Before a document of so many `bytes`.
    pub fn new(bytes: usize, limits: &'a Limits) -> Gate<'a> {
        let options = TreeBuilderOpts { scripting_enabled: false, drop_doctype: true, ..Default::default() };
        Gate {
            builder: TreeBuilder::new(Sink::new(bytes), options),
            limits,
            markers: Cell::new(0),
            refused: RefCell::default(),
            is_raw: Cell::new(false),
            reached: Cell::new(None),
            stopped: Cell::new(false),
        }
    }

    /// The limit that was met, if one was; of several the one that costs most.
    pub fn reached(&self) -> Option<Limit> {
        self.reached.get()
    }

    /// Ends reading because of `limit`.
    pub fn stop(&self, limit: Limit) {
        if !self.stopped.replace(true) {
            self.reached.set(Some(limit));
        }
    }

    pub fn has_stopped(&self) -> bool {
        self.stopped.get()
    }

    /// The work of the tree builder so far, as [`Sink::steps`] counts it.
    pub fn steps(&self) -> u64 {
        self.builder.sink.steps.get()
    }

    pub fn into_tree(self) -> Tree {
        self.builder.sink.tree.take()
    }

    /// Stops if what came of the first `read` bytes of the input is out of proportion to them.
    pub fn check_size(&self, read: usize) {
        let tree = self.builder.sink.tree.borrow();
        if tree.len() >= self.limits.max_nodes || tree.content_bytes() > FREE_BYTES + MAX_GROWTH * read {
            self.stop(Limit::Nodes);
        }
        if self.steps() > FREE_STEPS + MAX_STEPS_PER_BYTE * read as u64 {
            self.stop(Limit::Time);
        }
    }

    /// Makes the tree builder's current node the one asked for last; tells whether it is one of SVG or MathML.
    fn look_at_current(&self) -> bool {
        self.builder.sink.asked.set(Tree::ROOT);
        self.adjusted_current_node_present_but_not_in_html_namespace()
    }

    /// Whether the element that `tag` opens must not be made; if so, its end tag must not be seen either.
    fn refuses(&self, tag: &Tag) -> bool {
        let is_foreign = self.look_at_current();
        if is_foreign && tag.self_closing || !is_foreign && is_void_or_raw(&tag.name) {
            return false;
        }
        let place = self.builder.sink.place();
        let limit = if place.depth >= self.limits.max_depth
            || place.formatting >= MAX_FORMATTING && is_formatting_name(&tag.name)
        {
            Some(Limit::Depth)
        } else if is_marker(&tag.name) {
            self.markers.set(self.markers.get() + 1);
            (self.markers.get() > MAX_MARKERS).then_some(Limit::Depth)
        } else {
            None
        };
        let mut refused = self.refused.borrow_mut();
        if limit.is_some() {
            self.reached.set(self.reached.get().or(limit));
            refused.resize(CHAINS, 0);
            refused[chain(&tag.name)] += 1;
        } else if place.formatting < MAX_FORMATTING {
            // All that was refused was inside of what is closed by now.
            refused.clear();
        }
        limit.is_some()
    }

    /// Whether `tag` ends an element that was refused.
    fn ends_refused(&self, tag: &Tag) -> bool {
        let mut refused = self.refused.borrow_mut();
        if refused.is_empty() {
            return false;
        }
        let count = &mut refused[chain(&tag.name)];
        let is_refused = *count > 0;
        *count -= usize::from(is_refused);
        is_refused
    }

    /// Closes the innermost `count` open formatting elements, so that they are not opened again.
    fn close_formatting(&self, count: usize, line: u64) {
        self.look_at_current();
        for name in self.builder.sink.formatting(count) {
            let tag = Tag {
                kind: TagKind::EndTag,
                name,
                self_closing: false,
                attrs: Vec::new(),
                had_duplicate_attributes: false,
            };
            let _ = self.builder.process_token(Token::TagToken(tag), line);
        }
    }
}

impl TokenSink for Gate<'_> {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        if let Token::TagToken(tag) = &token {
            let refuse = match tag.kind {
                TagKind::StartTag => self.refuses(tag),
                TagKind::EndTag => !self.is_raw.take() && self.ends_refused(tag),
            };
            if refuse {
                return TokenSinkResult::Continue;
            }
        }
        let length = self.builder.sink.tree.borrow().len();
        let result = self.builder.process_token(token, line);
        if matches!(result, TokenSinkResult::RawData(_)) {
            self.is_raw.set(true);
        }
        let made = self.builder.sink.tree.borrow().len() - length;
        if made > MAX_FORMATTING && matches!(result, TokenSinkResult::Continue) {
            self.close_formatting(made - MAX_FORMATTING, line);
        }
        result
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Names that share one of so many places are counted as one: what is refused is no honest page anyway.
const CHAINS: usize = 1_024;

fn chain(name: &str) -> usize {
    keys::hash(name) as usize % CHAINS
}

/// Elements past which formatting is not opened again.
fn is_marker(name: &LocalName) -> bool {
    matches!(*name, local_name!("applet") | local_name!("marquee") | local_name!("object"))
}

/// HTML elements that never hold others. Of those that switch the tokenizer's state the tree builder must hear.
fn is_void_or_raw(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("area")
            | local_name!("base")
            | local_name!("br")
            | local_name!("col")
            | local_name!("embed")
            | local_name!("hr")
            | local_name!("iframe")
            | local_name!("image")
            | local_name!("img")
            | local_name!("input")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("param")
            | local_name!("plaintext")
            | local_name!("script")
            | local_name!("source")
            | local_name!("style")
            | local_name!("textarea")
            | local_name!("title")
            | local_name!("track")
            | local_name!("wbr")
            | local_name!("xmp")
    )
}
