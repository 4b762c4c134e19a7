//! The note about the author at the end: kept, and marked, so that a view can set it apart.

use super::facts::Facts;
use super::{Context, find, hints};
use crate::keys;
use crate::metadata::words::contains;
use crate::tree::{NodeId, Tree, attr, tag};

const HINTS: &[u32] =
    keys::words!("author authors bio biography contributor contributors byline autor auteur");
/// More words than such a note has, and fewer.
const MOST_WORDS: u32 = 90;
const FEWEST_WORDS: u32 = 5;
/// It is among the last lines.
const LAST_LINES: usize = 4;

pub fn mark(draft: &mut Tree, facts: &Facts, context: &Context<'_>) {
    let authors = context.authors();
    let from = facts.lines.len().saturating_sub(LAST_LINES).max(1);
    let mut notes: Vec<NodeId> = Vec::new();
    for line in facts.lines.get(from..).unwrap_or_default() {
        let node = draft.node(line.first);
        let begins = authors.iter().any(|author| line.key.starts_with(author.as_str()));
        let is_note = || {
            authors.iter().any(|author| contains(&line.key, author))
                && find::around(node, 3, &|node| hints::has(node, HINTS)).is_some()
        };
        if (FEWEST_WORDS..=MOST_WORDS).contains(&line.words())
            && node.is_any(&[tag::P, tag::DIV, tag::ASIDE, tag::SECTION, tag::LI])
            && (begins || is_note())
        {
            notes.push(line.first);
        }
    }
    for note in notes {
        draft.set_attr(note, attr::CLASS, "ar-author-note");
    }
}
