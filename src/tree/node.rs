//! A `Copy` view of one node, and the walks over a tree.

use super::{Attribute, Kind, NIL, Name, NameSet, NodeId, Tree, tag};

/// A node of a [`Tree`], to read from.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    tree: &'a Tree,
    id: NodeId,
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<{} #{}>", self.spelling(), self.id.0)
    }
}

impl<'a> Node<'a> {
    pub(super) fn new(tree: &'a Tree, id: NodeId) -> Node<'a> {
        Node { tree, id }
    }

    /// The tree it belongs to.
    pub fn tree(self) -> &'a Tree {
        self.tree
    }

    /// Its address.
    pub fn id(self) -> NodeId {
        self.id
    }

    /// What it is.
    #[inline(always)]
    pub fn kind(self) -> Kind {
        self.tree.nodes[self.id.index()].kind
    }

    /// Whether it is an element, of any language.
    #[inline(always)]
    pub fn is_element(self) -> bool {
        matches!(self.kind(), Kind::Html | Kind::Svg | Kind::MathMl)
    }

    /// Whether it is a text node.
    #[inline(always)]
    pub fn is_text(self) -> bool {
        self.kind() == Kind::Text
    }

    /// Whether it is the HTML element `name`. Other languages' elements never are, so that an SVG `title` is not
    /// taken for a page's.
    pub fn is(self, name: Name) -> bool {
        let record = &self.tree.nodes[self.id.index()];
        record.name == name && record.kind == Kind::Html
    }

    /// Whether it is one of the HTML elements `names`.
    pub fn is_any(self, names: &[Name]) -> bool {
        let record = &self.tree.nodes[self.id.index()];
        record.kind == Kind::Html && names.contains(&record.name)
    }

    /// The level of the heading that it is, 1 to 6.
    #[inline(never)]
    pub fn heading_level(self) -> Option<u8> {
        const HEADINGS: [Name; 6] = [tag::H1, tag::H2, tag::H3, tag::H4, tag::H5, tag::H6];
        let level = HEADINGS.iter().position(|&name| name == self.name())?;
        self.is(self.name()).then_some(level as u8 + 1)
    }

    /// Whether it is one of the HTML elements in `set`: for lists that are long, or asked often.
    #[inline(never)]
    pub fn is_in(self, set: &NameSet) -> bool {
        let record = &self.tree.nodes[self.id.index()];
        record.kind == Kind::Html && set.has(record.name)
    }

    /// The element's name, whatever its language; meaningless for text.
    #[inline(always)]
    pub fn name(self) -> Name {
        self.tree.nodes[self.id.index()].name
    }

    /// The element's name as text; `#text` and `#document` for the others.
    pub fn spelling(self) -> &'a str {
        match self.kind() {
            Kind::Text => "#text",
            Kind::Document => "#document",
            _ => self.tree.names.text(self.name()),
        }
    }

    /// What a text node says; empty for the others.
    pub fn text(self) -> &'a str {
        let record = &self.tree.nodes[self.id.index()];
        if record.kind == Kind::Text { self.tree.said(record.content) } else { "" }
    }

    /// The value of the attribute `name`.
    pub fn attr(self, name: Name) -> Option<&'a str> {
        for attribute in self.attributes() {
            if attribute.name == name {
                return Some(self.tree.said(attribute.value));
            }
        }
        None
    }

    /// The value of the attribute spelled `name`, for names that have no constant.
    pub fn attr_spelled(self, name: &str) -> Option<&'a str> {
        self.attr(self.tree.name(name)?)
    }

    /// All attributes, in source order.
    pub fn attrs(self) -> impl Iterator<Item = (Name, &'a str)> {
        let tree = self.tree;
        self.attributes().iter().map(|a| (a.name, tree.said(a.value)))
    }

    fn attributes(self) -> &'a [Attribute] {
        let record = &self.tree.nodes[self.id.index()];
        match record.kind {
            Kind::Document | Kind::Text => &[],
            _ => self.tree.attributes.get(record.content.range()).unwrap_or_default(),
        }
    }

    #[inline(always)]
    fn linked(self, id: u32) -> Option<Node<'a>> {
        (id != NIL).then(|| Node::new(self.tree, NodeId(id)))
    }

    /// The parent; `None` for the root and for what was taken out.
    #[inline(always)]
    pub fn parent(self) -> Option<Node<'a>> {
        self.linked(self.tree.nodes[self.id.index()].links.parent)
    }

    /// The sibling before it.
    pub fn previous(self) -> Option<Node<'a>> {
        self.linked(self.tree.nodes[self.id.index()].links.previous)
    }

    /// The sibling after it.
    #[inline(always)]
    pub fn next(self) -> Option<Node<'a>> {
        self.linked(self.tree.nodes[self.id.index()].links.next)
    }

    /// The first child.
    #[inline(always)]
    pub fn first_child(self) -> Option<Node<'a>> {
        self.linked(self.tree.nodes[self.id.index()].links.first)
    }

    /// The last child.
    pub fn last_child(self) -> Option<Node<'a>> {
        self.linked(self.tree.nodes[self.id.index()].links.last)
    }

    /// The children, in order.
    pub fn children(self) -> Children<'a> {
        Children { next: self.first_child() }
    }

    /// Parent, grandparent and so on up to the root.
    pub fn ancestors(self) -> Ancestors<'a> {
        Ancestors { next: self.parent() }
    }

    /// Everything below it in document order, itself not included.
    pub fn descendants(self) -> Descendants<'a> {
        Descendants { top: self, next: self.first_child() }
    }

    /// Itself and everything below it, each element once on the way down and once on the way up.
    pub fn walk(self) -> Walk<'a> {
        Walk { top: self, next: Some(Edge::Enter(self)) }
    }

    /// The nodes after it in document order that are not below it, up to the end of the document.
    pub fn following(self) -> Option<Node<'a>> {
        let mut node = self;
        loop {
            if let Some(next) = node.next() {
                return Some(next);
            }
            node = node.parent()?;
        }
    }

    /// The text below it, as it stands in the source, without scripts and styles.
    pub fn text_content(self) -> String {
        let mut text = String::new();
        let mut next = Some(self);
        let mut walk = self.descendants();
        while let Some(node) = next {
            if node.is_any(&[tag::SCRIPT, tag::STYLE, tag::TEMPLATE, tag::NOSCRIPT]) && node != self {
                next = walk.skip_below(node);
                continue;
            }
            text.push_str(node.text());
            next = walk.next();
        }
        text
    }
}

/// See [`Node::children`].
pub struct Children<'a> {
    next: Option<Node<'a>>,
}

impl<'a> Iterator for Children<'a> {
    type Item = Node<'a>;
    fn next(&mut self) -> Option<Node<'a>> {
        let node = self.next?;
        self.next = node.next();
        Some(node)
    }
}

/// See [`Node::ancestors`].
pub struct Ancestors<'a> {
    next: Option<Node<'a>>,
}

impl<'a> Iterator for Ancestors<'a> {
    type Item = Node<'a>;
    fn next(&mut self) -> Option<Node<'a>> {
        let node = self.next?;
        self.next = node.parent();
        Some(node)
    }
}

/// See [`Node::descendants`].
pub struct Descendants<'a> {
    top: Node<'a>,
    next: Option<Node<'a>>,
}

impl<'a> Descendants<'a> {
    fn after(&self, node: Node<'a>) -> Option<Node<'a>> {
        let mut node = node;
        while node != self.top {
            if let Some(next) = node.next() {
                return Some(next);
            }
            node = node.parent()?;
        }
        None
    }

    /// Leaves out what is below `node`, which was just returned, and returns what follows.
    pub fn skip_below(&mut self, node: Node<'a>) -> Option<Node<'a>> {
        self.next = self.after(node);
        self.next()
    }
}

impl<'a> Iterator for Descendants<'a> {
    type Item = Node<'a>;
    fn next(&mut self) -> Option<Node<'a>> {
        let node = self.next?;
        // The same as the first child, or else `after`, in one loop: most of what walks do.
        let nodes = &node.tree.nodes;
        let mut at = node.id;
        let mut next = nodes[at.index()].links.first;
        while next == NIL && at != self.top.id {
            let links = &nodes[at.index()].links;
            next = links.next;
            if next == NIL {
                if links.parent == NIL {
                    break;
                }
                at = NodeId(links.parent);
            }
        }
        self.next = node.linked(next);
        Some(node)
    }
}

/// A step of [`Node::walk`].
#[derive(Clone, Copy, Debug)]
pub enum Edge<'a> {
    /// On the way down.
    Enter(Node<'a>),
    /// On the way up, everything below done. Text nodes are left too.
    Leave(Node<'a>),
}

/// See [`Node::walk`].
pub struct Walk<'a> {
    top: Node<'a>,
    next: Option<Edge<'a>>,
}

impl<'a> Walk<'a> {
    /// Leaves out what is below the node just entered; its `Leave` comes next.
    pub fn skip_below(&mut self, node: Node<'a>) {
        self.next = Some(Edge::Leave(node));
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = Edge<'a>;
    fn next(&mut self) -> Option<Edge<'a>> {
        let edge = self.next?;
        self.next = match edge {
            Edge::Enter(node) => Some(node.first_child().map_or(Edge::Leave(node), Edge::Enter)),
            Edge::Leave(node) if node == self.top => None,
            Edge::Leave(node) => match node.next() {
                Some(next) => Some(Edge::Enter(next)),
                None => node.parent().map(Edge::Leave),
            },
        };
        Some(edge)
    }
}
