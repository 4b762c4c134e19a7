//! The notes that marks in the text lead to.

use super::blocks::{Element, Page};
use super::features::heading_level;
use super::whole::DOUBTFUL;
use crate::keys::{self, Keys};
use crate::tree::{Node, attr, tag};

/// The notes that marks in the text lead to are part of it. Those that are out of the question as text come back, as
/// indexes of elements that stand apart from it.
pub(super) fn keep(page: &Page<'_>, likely: &[f32], keep: &mut [bool]) -> Vec<usize> {
    let notes = find(page, keep);
    let blocks: Vec<usize> = notes.iter().flat_map(|&at| page.elements[at].blocks()).collect();
    let expected: f32 = blocks.iter().map(|&at| likely[at]).sum();
    if expected < DOUBTFUL * blocks.len() as f32 {
        return notes;
    }
    blocks.into_iter().for_each(|at| keep[at] = true);
    Vec::new()
}

/// The items of lists that footnote marks in the kept blocks lead to, and kept notes on, and of which nothing is kept, and
/// their heading.
fn find(page: &Page<'_>, keep: &[bool]) -> Vec<usize> {
    /// A mark such as "12", `[3]` or "*".
    const MARK_CHARS: u32 = 5;
    /// Elements around a link in a note, the note too.
    const NOTE_DEPTH: usize = 3;
    let has_id = |node: Node<'_>| node.is(tag::LI) && node.attr(attr::ID).is_some();
    let is_kept = |element: &Element| keep[element.blocks()].contains(&true);
    let mut marks = Vec::new();
    for element in &page.elements {
        let node = page.tree.node(element.node);
        let href = node.attr(attr::HREF).unwrap_or_default();
        // Kept blocks are looked at last, since a long one has many marks.
        if node.is(tag::A)
            && let Some((_, name)) = href.split_once('#')
            && !name.is_empty()
            && (node.ancestors().take(NOTE_DEPTH).any(has_id)
                || node.ancestors().take(2).chain(node.first_child()).any(|node| node.is(tag::SUP))
                    && node.text_content().trim().len() as u32 <= MARK_CHARS)
            && is_kept(element)
        {
            marks.push(keys::hash(name));
        }
    }
    if marks.is_empty() {
        return Vec::new();
    }
    let marks = Keys::new(marks);
    let is_note = |element: &Element| {
        let node = page.tree.node(element.node);
        let is_named = |node: Node<'_>| node.attr(attr::ID).is_some_and(|id| marks.has(keys::hash(id)));
        // A work is named by what cites it, in the item.
        node.is(tag::LI) && node.children().take(2).chain([node]).any(is_named) && !is_kept(element)
    };
    let mut notes: Vec<usize> = (0..page.elements.len()).filter(|&at| is_note(&page.elements[at])).collect();
    // With the heading over them.
    let first = notes.first().map(|&at| page.elements[page.elements[at].parent as usize].first as usize);
    if let Some(at) = first.and_then(|first| first.checked_sub(1))
        && heading_level(page, &page.blocks[at]) > 1
        && !keep[at]
    {
        notes.push(page.blocks[at].owner as usize);
    }
    notes
}

#[cfg(all(test, feature = "parser"))]
mod tests {
    use super::*;
    use crate::options::Limits;

    #[test]
    fn notes_that_marks_lead_to_are_kept() {
        let page = "<p>The harbor<sup><a href=#n1>1</a></sup> emptied.</p><ol><li id=n1>At noon.<li id=n2>Not all of it.</ol>";
        let kept = |p: f32| {
            let (tree, _) = crate::parse::parse(page, &Limits::default());
            let page = super::super::blocks::read(&tree);
            let mut kept = vec![true, false, false];
            keep(&page, &[0.9, p, p], &mut kept);
            kept
        };
        assert_eq!(kept(0.3), [true, true, false]);
        assert_eq!(kept(0.1), [true, false, false]);
    }

    #[test]
    fn works_that_notes_cite_are_kept() {
        let page = "<p>The harbor emptied.</p><ol><li id=n1><span><a href=#brook>Brook 1998</a>, p. 4</span></ol>\
                    <h2>References</h2><ul><li>Ash, Ida. Ferries.<li> <cite id=brook>Brook, Ada (1998). Tides.</cite></ul>";
        let (tree, _) = crate::parse::parse(page, &Limits::default());
        let page = super::super::blocks::read(&tree);
        let mut kept = vec![true, true, false, false, false];
        keep(&page, &[0.9, 0.9, 0.3, 0.3, 0.3], &mut kept);
        assert_eq!(kept, [true, true, true, false, true]);
    }
}
