//! An HTML string into a [`Tree`], by html5ever, which nothing else touches.
//!
//! Comments, doctypes and processing instructions are dropped. A `template`'s contents are kept as its children;
//! readers of the tree skip templates unless they declare a shadow root. Scripting counts as off, so that
//! `noscript` has elements, not text.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::ops::Deref;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, QualName, TokenizerResult, ns};

use crate::article::Limit;
use crate::options::Limits;
use crate::tree::{Kind, NodeId, Tree, tag};

/// Reads a document. Never fails; tells which of `limits`, if any, cut it short.
pub fn parse(html: &str, limits: &Limits) -> (Tree, Option<Limit>) {
    let sink = Sink::new(limits.max_depth);
    let options = TreeBuilderOpts { scripting_enabled: false, drop_doctype: true, ..Default::default() };
    let gate = Gate {
        builder: TreeBuilder::new(sink, options),
        limits,
        refused: RefCell::new(Vec::new()),
        reached: Cell::new(None),
    };
    let tokenizer = Tokenizer::new(gate, TokenizerOpts::default());
    let queue = BufferQueue::default();
    let deadline = (limits.clock)() + limits.max_millis;
    let mut rest = html;
    while !rest.is_empty() {
        let (chunk, later) = rest.split_at(rest.floor_char_boundary(CHUNK_BYTES));
        rest = later;
        queue.push_back(StrTendril::from_slice(chunk));
        // It stops where a browser would run a script or change the encoding; we go on.
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        if (limits.clock)() > deadline {
            tokenizer.sink.reached.set(Some(Limit::Time));
        }
        if matches!(tokenizer.sink.reached.get(), Some(Limit::Time | Limit::Nodes)) {
            break;
        }
    }
    tokenizer.end();
    let reached = tokenizer.sink.reached.get();
    (tokenizer.sink.builder.sink.tree.take(), reached)
}

/// How much is read between two looks at the clock.
const CHUNK_BYTES: usize = 64 << 10;

/// Stands before html5ever's tree builder, whose work for one tag grows with the number of open elements, and
/// keeps from it what would nest too deep or make too many nodes.
struct Gate<'a> {
    builder: TreeBuilder<NodeId, Sink>,
    limits: &'a Limits,
    /// Elements that were not opened, so that their end tags close nothing else.
    refused: RefCell<Vec<LocalName>>,
    reached: Cell<Option<Limit>>,
}

impl TokenSink for Gate<'_> {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        let sink = &self.builder.sink;
        if sink.tree.borrow().len() >= self.limits.max_nodes {
            self.reached.set(Some(Limit::Nodes));
            if !matches!(token, Token::EOFToken) {
                return TokenSinkResult::Continue;
            }
        }
        if let Token::TagToken(tag) = &token {
            let mut refused = self.refused.borrow_mut();
            match tag.kind {
                TagKind::StartTag if sink.depth.get() >= self.limits.max_depth as u32 && nests(&tag.name) => {
                    self.reached.set(Some(self.reached.get().unwrap_or(Limit::Depth)));
                    refused.push(tag.name.clone());
                    return TokenSinkResult::Continue;
                }
                TagKind::EndTag if refused.last() == Some(&tag.name) => {
                    refused.pop();
                    return TokenSinkResult::Continue;
                }
                _ => {}
            }
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Whether elements of this name may hold others. Those that switch the tokenizer's state never do, and the tree
/// builder must see them.
fn nests(name: &LocalName) -> bool {
    !matches!(
        name.deref(),
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "iframe"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "noembed"
            | "noframes"
            | "param"
            | "plaintext"
            | "script"
            | "source"
            | "style"
            | "textarea"
            | "title"
            | "track"
            | "wbr"
            | "xmp"
    )
}

/// Builds the tree as the tree builder says.
struct Sink {
    tree: RefCell<Tree>,
    /// By node: the qualified name that html5ever asks for.
    names: RefCell<Vec<QualName>>,
    /// By node: its depth when it was put in place. Moves of whole subtrees are not followed down.
    depths: RefCell<Vec<u32>>,
    /// Depth of the element that was last opened, filled or returned to: what the next one would be put in.
    depth: Cell<u32>,
    /// Stands for all comments and processing instructions; never put into the tree.
    dropped: NodeId,
}

/// `html` and `body` tags after the first add attributes to it; past these they are ignored.
const MAX_ADDED_ATTRIBUTES: usize = 64;

impl Sink {
    fn new(max_depth: usize) -> Sink {
        let mut tree = Tree::new();
        let dropped = tree.new_element(tag::TEMPLATE);
        let nameless = QualName::new(None, ns!(), LocalName::from(""));
        let mut depths = Vec::with_capacity(max_depth);
        depths.extend([0, 0]);
        Sink {
            tree: RefCell::new(tree),
            names: RefCell::new(vec![nameless; 2]),
            depths: RefCell::new(depths),
            depth: Cell::new(0),
            dropped,
        }
    }

    /// Notes that `child`, if it is a node, was put under `parent`.
    fn placed(&self, parent: NodeId, child: Option<NodeId>) {
        let mut depths = self.depths.borrow_mut();
        let mut depth = depths.get(parent.index()).copied().unwrap_or_default();
        if let Some(child) = child
            && let Some(own) = depths.get_mut(child.index())
        {
            depth += 1;
            *own = depth;
        }
        self.depth.set(depth);
    }

    /// Text nodes have neither name nor depth, but the tables must stay as long as the tree.
    fn put_text(&self, text: &StrTendril, put: impl FnOnce(&mut Tree, &str)) {
        let mut tree = self.tree.borrow_mut();
        put(&mut tree, text);
        let mut names = self.names.borrow_mut();
        while names.len() < tree.len() {
            let nameless = names[0].clone();
            names.push(nameless);
            self.depths.borrow_mut().push(0);
        }
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        Tree::ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        Ref::map(self.names.borrow(), |names| &names[target.index()])
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> NodeId {
        let mut tree = self.tree.borrow_mut();
        let own = tree.intern(&name.local);
        let kind = match name.ns {
            ns!(svg) => Kind::Svg,
            ns!(mathml) => Kind::MathMl,
            _ => Kind::Html,
        };
        let id = tree.new_element_of(kind, own);
        for Attribute { name, value } in &attrs {
            let own = match &name.prefix {
                Some(prefix) => tree.intern(&format!("{prefix}:{}", name.local)),
                None => tree.intern(&name.local),
            };
            tree.add_attr(id, own, value);
        }
        self.names.borrow_mut().push(name);
        self.depths.borrow_mut().push(0);
        id
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.dropped
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.dropped
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendNode(child) if child == self.dropped => {}
            NodeOrText::AppendNode(child) => {
                self.tree.borrow_mut().append(*parent, child);
                self.placed(*parent, Some(child));
            }
            NodeOrText::AppendText(text) => {
                self.put_text(&text, |tree, text| tree.append_text(*parent, text));
                self.placed(*parent, None);
            }
        }
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendNode(child) if child == self.dropped => {}
            NodeOrText::AppendNode(child) => {
                let mut tree = self.tree.borrow_mut();
                tree.detach(child);
                tree.insert_before(*sibling, child);
                if let Some(parent) = tree.node(child).parent() {
                    self.placed(parent.id(), Some(child));
                }
            }
            NodeOrText::AppendText(text) => self.put_text(&text, |tree, text| {
                let id = tree.new_text(text);
                tree.insert_before(*sibling, id);
            }),
        }
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        if self.tree.borrow().node(*element).parent().is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn pop(&self, node: &NodeId) {
        let depth = self.depths.borrow().get(node.index()).copied().unwrap_or_default();
        self.depth.set(depth.saturating_sub(1));
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        *target
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn allow_declarative_shadow_roots(&self, _: &NodeId) -> bool {
        // A template that declares a shadow root then stays an ordinary one, in place.
        false
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        let mut tree = self.tree.borrow_mut();
        for Attribute { name, value } in &attrs {
            let own = tree.intern(&name.local);
            let node = tree.node(*target);
            if node.attr(own).is_none() && node.attrs().count() < MAX_ADDED_ATTRIBUTES {
                tree.set_attr(*target, own, value);
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.tree.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.tree.borrow_mut().move_children(*node, *new_parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &NodeId) -> bool {
        let tree = self.tree.borrow();
        let encoding = tree.node(*target).attr(crate::tree::attr::ENCODING).unwrap_or_default();
        encoding.eq_ignore_ascii_case("text/html") || encoding.eq_ignore_ascii_case("application/xhtml+xml")
    }
}
