//! The walks that the steps share, each compiled once.

use std::ops::RangeInclusive;

use super::facts::{Counts, Facts, Line, is_part};
use super::{Cut, hints};
use crate::metadata::words::trim;
use crate::text;
use crate::tree::{Name, Node, NodeId, Tree, tag};

/// Elements between a figure and the label of its picture.
const FIGURE_LEVELS: usize = 4;
const PICTURES: [Name; 2] = [tag::IMG, tag::PICTURE];

/// Whether what is said ends as what announces the next does.
pub fn announces(said: &str) -> bool {
    trim(said, "").ends_with([':', '：'])
}

/// The nodes of `tree` that `fits`, in document order.
#[inline(never)]
pub fn nodes(tree: &Tree, fits: &dyn Fn(Node<'_>) -> bool) -> Vec<NodeId> {
    let mut found = Vec::new();
    for node in tree.root().descendants() {
        if fits(node) {
            found.push(node.id());
        }
    }
    found
}

/// The elements of `tree` named one of `names`.
pub fn named(tree: &Tree, names: &[Name]) -> Vec<NodeId> {
    nodes(tree, &|node| node.is_any(names))
}

/// The elements named one of `names` that `fits`, as cuts.
#[inline(never)]
pub fn boxes(
    tree: &Tree,
    facts: &Facts,
    names: &[Name],
    reason: &'static str,
    fits: &dyn Fn(Node<'_>, Counts) -> bool,
) -> Vec<Cut> {
    let mut cuts = Vec::new();
    for node in tree.root().descendants() {
        if node.is_any(names) && fits(node, facts.of(node.id())) {
            cuts.push(Cut { id: node.id(), reason });
        }
    }
    cuts
}

/// What boxes are known by that their class names tell.
pub struct Boxes {
    pub names: &'static [Name],
    /// See [`hints::has`].
    pub hints: &'static [u32],
    pub reason: &'static str,
    /// How many words they have.
    pub words: RangeInclusive<u32>,
    /// Whether there may be prose in them.
    pub prose: bool,
    /// The link density that they are above.
    pub linked: f32,
}

/// For boxes with links or without.
pub const ANY_LINKS: f32 = -1.0;

/// The elements that are such boxes, as cuts.
#[inline(never)]
pub fn named_boxes(tree: &Tree, facts: &Facts, known: &Boxes) -> Vec<Cut> {
    boxes(tree, facts, known.names, known.reason, &|node, counts| {
        known.words.contains(&counts.words())
            && (known.prose || counts.prose == 0)
            && counts.link_density() > known.linked
            && hints::has(node, known.hints)
    })
}

/// Adds the nodes of `line` to `cuts`; where they hold the picture of a figure, the texts in them alone.
#[inline(never)]
pub fn cut_line(cuts: &mut Vec<Cut>, tree: &Tree, line: &Line, reason: &'static str) {
    let mut next = Some(tree.node(line.first));
    while let Some(node) = next {
        let figure = around(node, FIGURE_LEVELS, &|node| node.is(tag::FIGURE));
        if figure.is_some() && holds(node, &PICTURES) {
            for text in node.descendants().filter(|node| node.is_text()) {
                cuts.push(Cut { id: text.id(), reason });
            }
        } else if figure.is_none() || !node.is_any(&PICTURES) {
            cuts.push(Cut { id: node.id(), reason });
        }
        next = if node.id() == line.last { None } else { node.next() };
    }
}

/// What comes after the words that a line begins with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum After {
    /// Nothing: they are the line.
    Nothing,
    /// A colon, a dash or the like: they are a label.
    Mark,
    /// A link, outside of which they stand.
    Link,
    /// More words, or the end of a sentence.
    Words,
}

/// What comes in `line` after `label`, which its key begins with.
#[inline(never)]
pub fn after(tree: &Tree, line: &Line, label: &str) -> After {
    let in_link = |text: Node<'_>| around(text, 4, &|node| node.is(tag::A)).map(Node::id);
    let mut left = label.chars().filter(|c| *c != ' ').count();
    let mut link = None;
    let mut top = Some(tree.node(line.first));
    while let Some(node) = top {
        let mut below = node.descendants();
        let mut next = Some(node);
        while let Some(text) = next {
            for c in text.text().chars() {
                if left > 0 {
                    left -= usize::from(is_part(c));
                    if left == 0 {
                        link = in_link(text);
                    }
                } else if is_part(c) {
                    let other = in_link(text);
                    return if other.is_some() && other != link { After::Link } else { After::Words };
                } else if LABEL_MARKS.chars().any(|mark| mark == c) {
                    return After::Mark;
                } else if text::is_sentence_end(c) || text::is_comma(c) {
                    return After::Words;
                }
            }
            next = below.next();
        }
        top = if node.id() == line.last { None } else { node.next() };
    }
    After::Nothing
}

/// What stands between a label and what it labels.
const LABEL_MARKS: &str = ":：|｜-–—―»›>→▶►•·・】]」』》／/©";

/// The first node below `node` that `fits`, among the first `most`.
#[inline(never)]
pub fn below<'a>(node: Node<'a>, most: usize, fits: &dyn Fn(Node<'a>) -> bool) -> Option<Node<'a>> {
    node.descendants().take(most).find(|node| fits(*node))
}

/// Whether an element named one of `names` is below `node`.
pub fn holds(node: Node<'_>, names: &[Name]) -> bool {
    below(node, usize::MAX, &|node| node.is_any(names)).is_some()
}

/// `node` or the nearest around it that `fits`, at most `levels` above it.
#[inline(never)]
pub fn around<'a>(node: Node<'a>, levels: usize, fits: &dyn Fn(Node<'a>) -> bool) -> Option<Node<'a>> {
    let mut node = node;
    for _ in 0..levels {
        if fits(node) {
            return Some(node);
        }
        node = node.parent()?;
    }
    fits(node).then_some(node)
}

/// Whether `node` is an item of a list, or all of one.
pub fn is_item(node: Node<'_>) -> bool {
    around(node, 1, &|node| node.is(tag::LI)).is_some()
}

/// Takes everything below `id` out.
pub fn empty(tree: &mut Tree, id: NodeId) {
    while let Some(child) = tree.node(id).first_child().map(|child| child.id()) {
        tree.detach(child);
    }
}

/// Puts `id` into a new element `name` in its place.
pub fn wrap(tree: &mut Tree, id: NodeId, name: Name) -> NodeId {
    let wrapper = tree.new_element(name);
    tree.insert_before(id, wrapper);
    tree.detach(id);
    tree.append(wrapper, id);
    wrapper
}
