//! Paragraphs of nothing but marks: those that draw a line are made one, those that only keep a distance go.

use super::facts::{Facts, HEADINGS};
use super::{Context, find};
use crate::metadata::words::trim;
use crate::tree::{Tree, tag};

const STROKES: &str = "-–—_=~#+*";
const DOTS: &str = ".|/,:•·\u{200b}\u{200e}\u{200f}";

pub fn repair(draft: &mut Tree, facts: &Facts, _: &Context<'_>) {
    let wordless = find::nodes(draft, &|node| {
        let own = facts.of(node.id());
        (node.is(tag::P) || node.is_any(&HEADINGS)) && own.halves + own.images + own.links == 0
    });
    for id in wordless {
        let said = draft.node(id).text_content();
        let said = trim(&said, "");
        if said.is_empty() {
            continue;
        }
        if trim(said, STROKES).is_empty() {
            find::empty(draft, id);
            draft.rename(id, tag::HR);
        } else if trim(said, DOTS).is_empty() {
            draft.detach(id);
        }
    }
}
