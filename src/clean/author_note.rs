//! The note about the author at the end: kept, and marked, so that a view can set it apart.

use super::facts::{Facts, key};
use super::{Context, hints};
use crate::tree::{Node, NodeId, Tree, attr, tag};

const HINTS: &[&str] =
    &["author", "authors", "bio", "biography", "contributor", "contributors", "byline", "autor", "auteur"];
/// More words than such a note has.
const NOTE_WORDS: u32 = 90;
/// It is among the last lines.
const LAST_LINES: usize = 4;

pub fn mark(draft: &mut Tree, facts: &Facts, context: &Context<'_>) {
    let authors: Vec<String> = context.metadata.authors.iter().map(|author| key(&author.name)).collect();
    let from = facts.lines.len().saturating_sub(LAST_LINES).max(1);
    let last = facts.lines.get(from..).unwrap_or_default();
    let is_note = |node: Node<'_>, key: &str| {
        let named = authors.iter().any(|author| !author.is_empty() && key.starts_with(author.as_str()));
        let called =
            || std::iter::once(node).chain(node.ancestors().take(3)).any(|node| hints::has(node, HINTS));
        named || called() && authors.iter().any(|author| !author.is_empty() && key.contains(author.as_str()))
    };
    let notes: Vec<NodeId> = last
        .iter()
        .filter(|line| line.words() <= NOTE_WORDS && line.words() > 4 && !line.is_heading(draft))
        .filter(|line| is_note(draft.node(line.first), &line.key))
        .filter(|line| draft.node(line.first).is_any(&[tag::P, tag::DIV, tag::ASIDE, tag::SECTION, tag::LI]))
        .map(|line| line.first)
        .collect();
    for note in notes {
        draft.set_attr(note, attr::CLASS, "ar-author-note");
    }
}
