//! Footnotes in one form: a raised mark that leads to the note, a section of notes, and in each a way back.

use super::{Context, find, hints};
use crate::keys::{self, Keys};
use crate::metadata::words::{count, trim};
use crate::tree::{Node, NodeId, Tree, attr, tag};

const HINTS: &[u32] =
    keys::words!("footnote footnotes fn fnref noteref reference references endnote citation cite note ref");
/// A mark such as "12", `[3]` or "*".
const MARK_CHARS: usize = 5;
/// The sign of a way back.
const BACK: &str = "↩";

pub fn repair(draft: &mut Tree, _: &mut Context<'_>) {
    let marks = find::nodes(draft, &is_mark);
    if marks.is_empty() {
        return;
    }
    let targets = Targets::new(draft);
    let mut is_list = vec![false; draft.len()];
    let mut noted: Vec<NodeId> = Vec::new();
    for mark in marks {
        let Some(note) = targets.note(draft.node(mark)).map(|note| note.id()) else { continue };
        let raised = raise(draft, mark);
        if let Some(list) = draft.node(note).parent() {
            // Nodes made here are no lists of notes.
            is_list.get_mut(list.id().index()).into_iter().for_each(|is_list| *is_list = true);
        }
        let at = noted.len();
        // Marks are in order, and so mostly are their notes.
        if noted.last().is_none_or(|last| *last < note) || !noted.contains(&note) {
            noted.push(note);
            lead_back(draft, raised, note, at);
        }
    }
    let is_list = |node: Node<'_>| is_list.get(node.id().index()) == Some(&true);
    for list in find::nodes(draft, &is_list) {
        wrap(draft, list);
    }
}

/// The elements that links on the page can lead to, by the hash of their id.
struct Targets {
    names: Keys,
    first: Vec<Option<NodeId>>,
}

impl Targets {
    fn new(draft: &Tree) -> Targets {
        let mut targets: Vec<(u64, NodeId)> = Vec::new();
        for node in draft.root().descendants() {
            for name in [attr::ID, attr::NAME] {
                if let Some(id) = node.attr(name).filter(|_| name == attr::ID || node.is(tag::A)) {
                    targets.push((keys::hash(id), node.id()));
                }
            }
        }
        let names = Keys::new(targets.iter().map(|(key, _)| *key).collect());
        let mut first = vec![None; names.len()];
        for (key, id) in targets {
            if let Some(at) = names.find(key) {
                first[at] = first[at].or(Some(id));
            }
        }
        Targets { names, first }
    }

    /// The item of a list of notes that `mark` leads to, or into.
    fn note<'a>(&self, mark: Node<'a>) -> Option<Node<'a>> {
        let fragment = mark.attr(attr::HREF)?.rsplit_once('#')?.1;
        let target = self.first[self.names.find(keys::hash(fragment))?]?;
        let note = find::around(mark.tree().node(target), 3, &|node| node.is(tag::LI))?;
        // A way back leads up, a reference down.
        (note.id() > mark.id()).then_some(note)
    }
}

/// Whether `node` is a link to a place on this page under a mark as footnotes have.
fn is_mark(node: Node<'_>) -> bool {
    let href = node.attr(attr::HREF).unwrap_or_default();
    if !node.is(tag::A) || !href.starts_with('#') {
        return false;
    }
    let text = node.text_content();
    let text = trim(&text, "");
    let is_raised =
        || node.parent().is_some_and(|parent| parent.is(tag::SUP)) || find::holds(node, &[tag::SUP]);
    let is_called = || {
        node.attr(attr::ROLE) == Some("doc-noteref")
            || find::around(node, 1, &|node| hints::has(node, HINTS)).is_some()
    };
    !text.is_empty() && text != BACK && count(text, |_| true) <= MARK_CHARS && (is_raised() || is_called())
}

/// The mark as a raised one.
fn raise(draft: &mut Tree, mark: NodeId) -> NodeId {
    let parent = draft.node(mark).parent().filter(|parent| parent.is(tag::SUP)).map(|parent| parent.id());
    let sup = parent.unwrap_or_else(|| find::wrap(draft, mark, tag::SUP));
    draft.set_attr(sup, attr::CLASS, "ar-footnote-ref");
    sup
}

/// Marks the way back from `note`, or makes one where there is none.
fn lead_back(draft: &mut Tree, raised: NodeId, note: NodeId, at: usize) {
    let is_back = |node: Node<'_>| {
        node.is(tag::A)
            && node.attr(attr::HREF).is_some_and(|href| href.starts_with('#'))
            && count(&node.text_content(), |_| true) <= MARK_CHARS
    };
    if let Some(back) = find::below(draft.node(note), usize::MAX, &is_back).map(|back| back.id()) {
        return draft.set_attr(back, attr::CLASS, "ar-footnote-back");
    }
    let id = match draft.node(raised).attr(attr::ID) {
        Some(id) => id.to_owned(),
        None => format!("ar-back-{at}"),
    };
    draft.set_attr(raised, attr::ID, &id);
    let link = draft.new_element(tag::A);
    draft.set_attr(link, attr::HREF, &(String::from("#") + &id));
    draft.set_attr(link, attr::CLASS, "ar-footnote-back");
    draft.append_text(link, BACK);
    let last = draft.node(note).last_child().filter(|child| child.is(tag::P));
    let last = last.map_or(note, |paragraph| paragraph.id());
    draft.append_text(last, " ");
    draft.append(last, link);
}

/// Puts the list of notes into a section of its own, or names the one it has.
fn wrap(draft: &mut Tree, list: NodeId) {
    let parent = draft.node(list).parent();
    let parent =
        parent.filter(|parent| parent.is_any(&[tag::SECTION, tag::DIV]) && hints::has(*parent, HINTS));
    let section = match parent.map(|parent| parent.id()) {
        Some(parent) => {
            draft.rename(parent, tag::SECTION);
            parent
        }
        None => find::wrap(draft, list, tag::SECTION),
    };
    draft.set_attr(section, attr::CLASS, "ar-footnotes");
}
