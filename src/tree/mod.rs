//! The tree every stage works on: an arena of nodes addressed by small ids, with all text in one buffer.
//!
//! It knows neither the parser nor scores. Every walk is iterative, so that no depth of nesting can overflow a
//! stack; every operation but the walks is constant time.

mod names;
mod node;

pub use names::{KNOWN_NAMES, Name, NameSet, attr, tag};
pub use node::{Ancestors, Children, Descendants, Edge, Node, Walk};

use names::Names;

/// The address of a node in its [`Tree`]: an index below [`Tree::len`], and the order of creation.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct NodeId(u32);

impl NodeId {
    /// Index for side tables of [`Tree::len`] entries.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a node is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// The root.
    Document,
    /// An element of HTML.
    Html,
    /// An element of SVG.
    Svg,
    /// An element of MathML.
    MathMl,
    /// A piece of text. Two may stand side by side.
    Text,
}

/// "No node": ids are indexes into a `Vec` that limits keep far below this.
const NIL: u32 = u32::MAX;

#[derive(Clone, Copy, Debug)]
struct Links {
    parent: u32,
    previous: u32,
    next: u32,
    first: u32,
    last: u32,
}

const UNLINKED: Links = Links { parent: NIL, previous: NIL, next: NIL, first: NIL, last: NIL };

/// A half-open range, of bytes in the text buffer or of entries in the attribute table.
#[derive(Clone, Copy, Debug)]
struct Span {
    start: u32,
    end: u32,
}

impl Span {
    fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

#[derive(Clone, Copy, Debug)]
struct Record {
    links: Links,
    /// Text of a text node, attributes of an element.
    content: Span,
    name: Name,
    kind: Kind,
}

#[derive(Clone, Copy, Debug)]
struct Attribute {
    name: Name,
    value: Span,
}

/// A document, or a part of one.
#[derive(Clone, Debug)]
pub struct Tree {
    nodes: Vec<Record>,
    attributes: Vec<Attribute>,
    text: String,
    names: Names,
}

impl Default for Tree {
    fn default() -> Tree {
        Tree::new()
    }
}

impl Tree {
    /// The id of every tree's document node.
    pub const ROOT: NodeId = NodeId(0);

    /// A tree that holds nothing but its document node.
    pub fn new() -> Tree {
        let mut tree =
            Tree { nodes: Vec::new(), attributes: Vec::new(), text: String::new(), names: Names::new() };
        tree.push(Kind::Document, tag::HTML, Span { start: 0, end: 0 });
        tree
    }

    /// Makes room for so many more bytes of text, and so many more nodes with an attribute each: growing step by step
    /// copies all that is there each time.
    pub fn reserve(&mut self, bytes: usize, nodes: usize) {
        self.text.reserve(bytes);
        self.nodes.reserve(nodes);
        self.attributes.reserve(nodes);
    }

    /// The number of nodes ever created, detached ones included: the length of a side table.
    #[allow(clippy::len_without_is_empty, reason = "a tree always has its document node")]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Memory that texts and attributes take, in bytes.
    pub fn content_bytes(&self) -> usize {
        self.text.len() + self.attributes.len() * size_of::<Attribute>()
    }

    /// The document node.
    pub fn root(&self) -> Node<'_> {
        self.node(Tree::ROOT)
    }

    /// A view of the node `id`, which must come from this tree.
    pub fn node(&self, id: NodeId) -> Node<'_> {
        Node::new(self, id)
    }

    /// The first element named `name` in document order.
    pub fn find(&self, name: Name) -> Option<Node<'_>> {
        self.root().descendants().find(|node| node.is(name))
    }

    /// The `body` element, or the root where there is none.
    pub fn body(&self) -> Node<'_> {
        self.find(tag::BODY).unwrap_or(self.root())
    }

    /// The name spelled `text`, added if new.
    pub fn intern(&mut self, text: &str) -> Name {
        self.names.intern(text)
    }

    /// The name spelled `text`, if this tree has met it.
    pub fn name(&self, text: &str) -> Option<Name> {
        self.names.get(text)
    }

    /// How `name` is spelled.
    pub fn spelling(&self, name: Name) -> &str {
        self.names.text(name)
    }

    /// What stands at `span`, which is one of this tree's.
    #[inline(never)]
    fn said(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    fn push(&mut self, kind: Kind, name: Name, content: Span) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(Record { links: UNLINKED, content, name, kind });
        id
    }

    fn push_text(&mut self, text: &str) -> Span {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        Span { start, end: self.text.len() as u32 }
    }

    /// A new HTML element without attributes, not yet in the document.
    pub fn new_element(&mut self, name: Name) -> NodeId {
        self.new_element_of(Kind::Html, name)
    }

    /// A new element of the language `kind` without attributes, not yet in the document.
    pub fn new_element_of(&mut self, kind: Kind, name: Name) -> NodeId {
        let at = self.attributes.len() as u32;
        self.push(kind, name, Span { start: at, end: at })
    }

    /// A new text node, not yet in the document.
    pub fn new_text(&mut self, text: &str) -> NodeId {
        let span = self.push_text(text);
        self.push(Kind::Text, tag::HTML, span)
    }

    /// A copy of `node`, which may be another tree's, with its attributes or text but without its children, not
    /// yet in the document.
    pub fn import(&mut self, node: Node<'_>) -> NodeId {
        if node.is_text() {
            return self.new_text(node.text());
        }
        let name = self.intern(node.spelling());
        let id = self.new_element_of(node.kind(), name);
        for (name, value) in node.attrs() {
            let name = self.intern(node.tree().spelling(name));
            self.add_attr(id, name, value);
        }
        id
    }

    /// Adds `text` at the end of `parent`, to its last text node where that costs nothing.
    pub fn append_text(&mut self, parent: NodeId, text: &str) {
        let last = self.nodes[parent.index()].links.last;
        if let Some(record) = self.nodes.get_mut(last as usize)
            && record.kind == Kind::Text
            && record.content.end as usize == self.text.len()
        {
            self.text.push_str(text);
            record.content.end = self.text.len() as u32;
            return;
        }
        let id = self.new_text(text);
        self.append(parent, id);
    }

    /// Makes `child`, which must have no parent, the last child of `parent`.
    pub fn append(&mut self, parent: NodeId, child: NodeId) {
        let last = self.nodes[parent.index()].links.last;
        self.link(child, parent.0, last, NIL);
    }

    /// Makes `child`, which must have no parent, the previous sibling of `sibling`. Does nothing where `sibling`
    /// has no parent.
    pub fn insert_before(&mut self, sibling: NodeId, child: NodeId) {
        let Links { parent, previous, .. } = self.nodes[sibling.index()].links;
        if parent != NIL {
            self.link(child, parent, previous, sibling.0);
        }
    }

    fn link(&mut self, child: NodeId, parent: u32, previous: u32, next: u32) {
        let links = &mut self.nodes[child.index()].links;
        links.parent = parent;
        links.previous = previous;
        links.next = next;
        match self.nodes.get_mut(previous as usize) {
            Some(record) => record.links.next = child.0,
            None => self.nodes[parent as usize].links.first = child.0,
        }
        match self.nodes.get_mut(next as usize) {
            Some(record) => record.links.previous = child.0,
            None => self.nodes[parent as usize].links.last = child.0,
        }
    }

    /// Takes `id` and all below it out of the document.
    pub fn detach(&mut self, id: NodeId) {
        let Links { parent, previous, next, .. } = self.nodes[id.index()].links;
        if parent == NIL {
            return;
        }
        match self.nodes.get_mut(previous as usize) {
            Some(record) => record.links.next = next,
            None => self.nodes[parent as usize].links.first = next,
        }
        match self.nodes.get_mut(next as usize) {
            Some(record) => record.links.previous = previous,
            None => self.nodes[parent as usize].links.last = previous,
        }
        let links = &mut self.nodes[id.index()].links;
        links.parent = NIL;
        links.previous = NIL;
        links.next = NIL;
    }

    /// Moves the children of `from` to the end of `to`.
    pub fn move_children(&mut self, from: NodeId, to: NodeId) {
        while let Some(child) = self.node(from).first_child().map(|node| node.id()) {
            self.detach(child);
            self.append(to, child);
        }
    }

    /// Puts the children of `id` in its place and takes `id` out.
    pub fn unwrap(&mut self, id: NodeId) {
        while let Some(child) = self.node(id).first_child().map(|node| node.id()) {
            self.detach(child);
            self.insert_before(id, child);
        }
        self.detach(id);
    }

    /// Gives the element `id` another name.
    pub fn rename(&mut self, id: NodeId, name: Name) {
        self.nodes[id.index()].name = name;
    }

    /// Replaces what the text node `id` says.
    pub fn set_text(&mut self, id: NodeId, text: &str) {
        let span = self.push_text(text);
        self.nodes[id.index()].content = span;
    }

    /// Adds an attribute to the newest element, which must not have it yet: what a parser does.
    pub fn add_attr(&mut self, newest: NodeId, name: Name, value: &str) {
        let value = self.push_text(value);
        self.attributes.push(Attribute { name, value });
        self.nodes[newest.index()].content.end += 1;
    }

    /// Sets an attribute of the element `id`. Cheapest right after the element was made.
    pub fn set_attr(&mut self, id: NodeId, name: Name, value: &str) {
        let value = self.push_text(value);
        let span = self.nodes[id.index()].content;
        if let Some(attribute) = self.attributes[span.range()].iter_mut().find(|a| a.name == name) {
            attribute.value = value;
            return;
        }
        if span.end as usize != self.attributes.len() {
            // Not the newest element: its attributes move to the end, where they can grow.
            let start = self.attributes.len() as u32;
            self.attributes.extend_from_within(span.range());
            self.nodes[id.index()].content = Span { start, end: self.attributes.len() as u32 };
        }
        self.attributes.push(Attribute { name, value });
        self.nodes[id.index()].content.end += 1;
    }

    /// Takes the attribute `name` from the element `id`.
    pub fn remove_attr(&mut self, id: NodeId, name: Name) {
        let span = self.nodes[id.index()].content;
        if let Some(at) = self.attributes[span.range()].iter().position(|a| a.name == name) {
            let last = span.end as usize - 1;
            self.attributes.swap(span.start as usize + at, last);
            self.nodes[id.index()].content.end -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(tree: &Tree) -> Vec<&str> {
        tree.root().descendants().map(|node| node.spelling()).collect()
    }

    fn sample() -> (Tree, [NodeId; 3]) {
        let mut tree = Tree::new();
        let ids = [tag::DIV, tag::P, tag::UL].map(|name| tree.new_element(name));
        tree.append(Tree::ROOT, ids[0]);
        tree.append(ids[0], ids[1]);
        tree.append(ids[0], ids[2]);
        (tree, ids)
    }

    #[test]
    fn links_follow_every_move() {
        let (mut tree, [div, p, ul]) = sample();
        assert_eq!(names(&tree), ["div", "p", "ul"]);
        tree.detach(p);
        assert_eq!(names(&tree), ["div", "ul"]);
        tree.insert_before(ul, p);
        tree.append_text(ul, "a");
        tree.append_text(ul, "b");
        assert_eq!(tree.node(ul).first_child().map(|n| n.text()), Some("ab"));
        tree.unwrap(div);
        assert_eq!(names(&tree), ["p", "ul", "#text"]);
        assert_eq!(tree.node(ul).previous().map(|n| n.id()), Some(p));
        assert!(tree.node(div).parent().is_none());
    }

    #[test]
    fn attributes_can_be_set_late_and_removed() {
        let (mut tree, [div, p, _]) = sample();
        tree.set_attr(div, attr::CLASS, "x");
        tree.set_attr(p, attr::ID, "y");
        tree.set_attr(div, attr::ID, "z");
        tree.set_attr(div, attr::CLASS, "w");
        assert_eq!(tree.node(div).attr(attr::CLASS), Some("w"));
        assert_eq!(tree.node(div).attr(attr::ID), Some("z"));
        tree.remove_attr(div, attr::CLASS);
        assert_eq!(tree.node(div).attr(attr::CLASS), None);
        assert_eq!(tree.node(p).attr(attr::ID), Some("y"));
    }

    #[test]
    fn names_never_run_out() {
        let mut tree = Tree::new();
        for at in 0..70_000 {
            let name = tree.intern(&format!("x-{at}"));
            let _ = tree.spelling(name).len();
        }
        assert_eq!(tree.intern("x-7"), tree.intern("x-7"));
        assert_eq!(tree.intern("p"), tag::P);
    }
}
