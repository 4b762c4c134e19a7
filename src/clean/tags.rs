//! Lists of tags and topics.

use super::facts::Facts;
use super::find::{After, Boxes};
use super::related::is_label_of_link;
use super::{Context, Cut, find, words};
use crate::keys;
use crate::tree::{Tree, tag};

/// More words than such a list has.
const LIST_WORDS: u32 = 80;
const BOXES: Boxes = Boxes {
    names: &[tag::DIV, tag::UL, tag::OL, tag::P, tag::SECTION, tag::ASIDE, tag::FOOTER, tag::NAV, tag::SPAN],
    hints: keys::words!("tags tag taglist topics keywords categories breadcrumb breadcrumbs hashtags"),
    reason: "list of tags",
    words: 0..=LIST_WORDS,
    prose: false,
    linked: 0.6,
};

pub fn find(tree: &Tree, facts: &Facts, context: &Context<'_>) -> Vec<Cut> {
    let mut cuts = find::named_boxes(tree, facts, &BOXES);
    let (_, end) = facts.prose();
    let known: Vec<String> = context.metadata.tags.iter().map(|tag| super::facts::key(tag)).collect();
    for (at, line) in facts.lines.iter().enumerate() {
        let linked = line.link_density() > 0.5 && line.words() <= LIST_WORDS;
        let label = words::TAGS.longest(&line.key);
        let labels = || label.is_some_and(|label| find::after(tree, line, label) != After::Words);
        let is_bare = || label.is_some_and(|label| label.len() == line.key.len());
        let is_list = || linked || label.is_some_and(|label| is_label_of_link(line, label, tree, false));
        if !line.is_heading(tree) && labels() && is_list()
            || at >= end && (is_bare() || linked && known.contains(&line.key))
        {
            find::cut_line(&mut cuts, tree, line, "line of tags");
        }
    }
    cuts
}
