//! Builds the [`Tree`] as html5ever's tree builder says.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName, local_name, ns};

use crate::tree::{Kind, NodeId, Tree, attr, tag};

pub struct Sink {
    pub tree: RefCell<Tree>,
    /// By node; text nodes have an entry that says nothing.
    elements: RefCell<Vec<Element>>,
    /// The node whose name was asked for last.
    pub asked: Cell<NodeId>,
    /// How often the tree builder asked for a name or compared two nodes: a measure of its work.
    pub steps: Cell<u64>,
    /// Whether nodes were moved, with all below them, since places were last right.
    has_moved: Cell<bool>,
    /// Stands for all comments and processing instructions; never put into the tree.
    dropped: NodeId,
}

/// What the tree does not know of an element.
#[derive(Clone)]
struct Element {
    name: QualName,
    place: Place,
}

/// How deep an element is.
#[derive(Clone, Copy, Default)]
pub struct Place {
    /// How many elements it and those it is in are.
    pub depth: usize,
    /// How many of these are formatting elements.
    pub formatting: usize,
}

/// `html` and `body` tags after the first add attributes to it; past these they are ignored.
const MAX_ADDED_ATTRIBUTES: usize = 64;

/// About how many bytes of HTML a node takes on real pages.
const BYTES_PER_NODE: usize = 96;

impl Sink {
    /// For a document of so many `bytes`.
    pub fn new(bytes: usize) -> Sink {
        let mut tree = Tree::new();
        tree.reserve(bytes, bytes / BYTES_PER_NODE);
        let dropped = tree.new_element(tag::TEMPLATE);
        let nameless = QualName::new(None, ns!(), LocalName::from(""));
        Sink {
            tree: RefCell::new(tree),
            elements: RefCell::new(vec![Element { name: nameless, place: Place::default() }; 2]),
            asked: Cell::new(Tree::ROOT),
            steps: Cell::new(0),
            has_moved: Cell::new(false),
            dropped,
        }
    }

    /// The place of the node asked for last.
    pub fn place(&self) -> Place {
        let node = self.asked.get();
        if self.has_moved.replace(false) {
            let open: Vec<NodeId> = self.open().collect();
            let mut elements = self.elements.borrow_mut();
            let mut place = Place::default();
            for id in open.into_iter().rev() {
                place = place.below(&elements[id.index()].name);
                elements[id.index()].place = place;
            }
        }
        self.elements.borrow()[node.index()].place
    }

    /// The names of the innermost `count` formatting elements around the node asked for last, inside out.
    pub fn formatting(&self, count: usize) -> Vec<LocalName> {
        let elements = self.elements.borrow();
        let names = self.open().map(|id| &elements[id.index()].name);
        names.filter(|name| is_formatting(name)).take(count).map(|name| name.local.clone()).collect()
    }

    /// The node asked for last and those it is in, inside out.
    fn open(&self) -> impl Iterator<Item = NodeId> {
        let mut next = Some(self.asked.get()).filter(|&id| id != Tree::ROOT);
        std::iter::from_fn(move || {
            let id = next?;
            next = self.tree.borrow().node(id).parent().map(|node| node.id()).filter(|&id| id != Tree::ROOT);
            Some(id)
        })
    }

    fn count_step(&self) {
        self.steps.set(self.steps.get() + 1);
    }

    /// Notes that `child` was put under `parent`.
    fn placed(&self, parent: NodeId, child: NodeId) {
        let mut elements = self.elements.borrow_mut();
        let above = elements[parent.index()].place;
        let element = &mut elements[child.index()];
        element.place = above.below(&element.name);
    }

    /// The table of elements must stay as long as the tree.
    fn put_text(&self, text: &StrTendril, put: impl FnOnce(&mut Tree, &str)) {
        let mut tree = self.tree.borrow_mut();
        put(&mut tree, text);
        let mut elements = self.elements.borrow_mut();
        if elements.len() < tree.len() {
            let nameless = elements[0].clone();
            elements.resize(tree.len(), nameless);
        }
    }
}

impl Place {
    fn below(self, name: &QualName) -> Place {
        Place { depth: self.depth + 1, formatting: self.formatting + usize::from(is_formatting(name)) }
    }
}

/// Whether `name` is one of HTML's formatting elements, which the tree builder opens again where they were closed
/// by accident.
fn is_formatting(name: &QualName) -> bool {
    name.ns == ns!(html) && is_formatting_name(&name.local)
}

pub fn is_formatting_name(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
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
        self.asked.set(*target);
        self.count_step();
        Ref::map(self.elements.borrow(), |elements| &elements[target.index()].name)
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
            // `xmlns` itself comes with an empty prefix.
            let own = match name.prefix.as_ref().filter(|prefix| !prefix.is_empty()) {
                Some(prefix) => tree.intern(&format!("{prefix}:{}", name.local)),
                None => tree.intern(&name.local),
            };
            tree.add_attr(id, own, value);
        }
        self.elements.borrow_mut().push(Element { name, place: Place::default() });
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
                self.placed(*parent, child);
            }
            NodeOrText::AppendText(text) => {
                self.put_text(&text, |tree, text| tree.append_text(*parent, text));
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
                    self.placed(parent.id(), child);
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

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        *target
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        self.count_step();
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
        self.has_moved.set(true);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.tree.borrow_mut().move_children(*node, *new_parent);
        self.has_moved.set(true);
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &NodeId) -> bool {
        let tree = self.tree.borrow();
        let encoding = tree.node(*target).attr(attr::ENCODING).unwrap_or_default();
        encoding.eq_ignore_ascii_case("text/html") || encoding.eq_ignore_ascii_case("application/xhtml+xml")
    }
}
