//! Footnotes in one form: a raised mark that leads to the note, a section of notes, and in each a way back.

use super::{Context, hints};
use crate::keys::{self, Keys};
use crate::tree::{Node, NodeId, Tree, attr, tag};

const HINTS: &[&str] = &[
    "footnote",
    "footnotes",
    "fn",
    "fnref",
    "noteref",
    "reference",
    "references",
    "endnote",
    "citation",
    "cite",
    "note",
    "ref",
];
/// A mark such as "12", `[3]` or "*".
const MARK_CHARS: usize = 5;
/// The sign of a way back.
const BACK: &str = "↩";

pub fn repair(draft: &mut Tree, _: &mut Context<'_>) {
    let references = references(draft);
    let mut is_list = vec![false; draft.len()];
    let mut is_noted = vec![false; draft.len()];
    for (at, (mark, note)) in references.into_iter().enumerate() {
        let raised = raise(draft, mark);
        if let Some(list) = draft.node(note).parent() {
            // Nodes made here are no lists of notes.
            is_list.get_mut(list.id().index()).into_iter().for_each(|is_list| *is_list = true);
        }
        if !std::mem::replace(&mut is_noted[note.index()], true) {
            lead_back(draft, raised, note, at);
        }
    }
    let is_list = |node: &Node<'_>| is_list.get(node.id().index()).copied().unwrap_or(false);
    let lists: Vec<NodeId> = draft.root().descendants().filter(is_list).map(|node| node.id()).collect();
    for list in lists {
        wrap(draft, list);
    }
}

/// The marks, each with the note that it leads to.
fn references(draft: &Tree) -> Vec<(NodeId, NodeId)> {
    let marks: Vec<Node<'_>> = draft.root().descendants().filter(|node| is_mark(*node)).collect();
    if marks.is_empty() {
        return Vec::new();
    }
    let mut targets: Vec<(u64, NodeId)> = Vec::new();
    for node in draft.root().descendants().filter(|node| node.is_element()) {
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
    let note = |mark: Node<'_>| {
        let fragment = mark.attr(attr::HREF)?.rsplit_once('#')?.1;
        let note = note_of(draft.node(first[names.find(keys::hash(fragment))?]?))?;
        // A way back leads up, a reference down.
        (note.id() > mark.id()).then_some((mark.id(), note.id()))
    };
    marks.into_iter().filter_map(note).collect()
}

/// Whether `node` is a link to a place on this page under a mark as footnotes have.
fn is_mark(node: Node<'_>) -> bool {
    let href = node.attr(attr::HREF).unwrap_or_default();
    if !node.is(tag::A) || !href.starts_with('#') {
        return false;
    }
    let text = node.text_content();
    let text = text.trim();
    let raised = || {
        node.parent().is_some_and(|parent| parent.is(tag::SUP))
            || node.descendants().any(|node| node.is(tag::SUP))
    };
    let called = || {
        matches!(node.attr(attr::ROLE), Some("doc-noteref"))
            || std::iter::once(node).chain(node.parent()).any(|node| hints::has(node, HINTS))
    };
    !text.is_empty() && text.chars().count() <= MARK_CHARS && text != BACK && (raised() || called())
}

/// The item of a list of notes that `target` is, or is in.
fn note_of(target: Node<'_>) -> Option<Node<'_>> {
    std::iter::once(target).chain(target.ancestors().take(3)).find(|node| node.is(tag::LI))
}

/// The mark as a raised one.
fn raise(draft: &mut Tree, mark: NodeId) -> NodeId {
    let parent = draft.node(mark).parent().filter(|parent| parent.is(tag::SUP)).map(|parent| parent.id());
    let sup = parent.unwrap_or_else(|| {
        let sup = draft.new_element(tag::SUP);
        draft.insert_before(mark, sup);
        draft.detach(mark);
        draft.append(sup, mark);
        sup
    });
    draft.set_attr(sup, attr::CLASS, "ar-footnote-ref");
    sup
}

/// Marks the way back from `note`, or makes one where there is none.
fn lead_back(draft: &mut Tree, raised: NodeId, note: NodeId, at: usize) {
    let back = draft.node(note).descendants().filter(|node| node.is(tag::A)).find(|node| {
        node.attr(attr::HREF).is_some_and(|href| href.starts_with('#'))
            && node.text_content().chars().count() <= MARK_CHARS
    });
    if let Some(back) = back.map(|back| back.id()) {
        return draft.set_attr(back, attr::CLASS, "ar-footnote-back");
    }
    let id = match draft.node(raised).attr(attr::ID) {
        Some(id) => id.to_owned(),
        None => format!("ar-back-{at}"),
    };
    draft.set_attr(raised, attr::ID, &id);
    let link = draft.new_element(tag::A);
    draft.set_attr(link, attr::HREF, &format!("#{id}"));
    draft.set_attr(link, attr::CLASS, "ar-footnote-back");
    draft.append_text(link, BACK);
    let last = draft
        .node(note)
        .last_child()
        .filter(|child| child.is(tag::P))
        .map_or(note, |paragraph| paragraph.id());
    draft.append_text(last, " ");
    draft.append(last, link);
}

/// Puts the list of notes into a section of its own, or names the one it has.
fn wrap(draft: &mut Tree, list: NodeId) {
    let parent = draft
        .node(list)
        .parent()
        .filter(|parent| parent.is_any(&[tag::SECTION, tag::DIV]) && hints::has(*parent, HINTS));
    let section = match parent.map(|parent| parent.id()) {
        Some(parent) => {
            draft.rename(parent, tag::SECTION);
            parent
        }
        None => {
            let section = draft.new_element(tag::SECTION);
            draft.insert_before(list, section);
            draft.detach(list);
            draft.append(section, list);
            section
        }
    };
    draft.set_attr(section, attr::CLASS, "ar-footnotes");
}
