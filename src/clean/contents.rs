//! Lists of contents: links to the headings of the article, which says them again.

use super::facts::Facts;
use super::next_article::holds_link_away;
use super::{Context, Cut, find};
use crate::tree::{Tree, tag};

/// Fewer links may be the article's.
const LINKS: u32 = 3;
/// From here on a list is nothing but links.
const ALL_LINKED: f32 = 0.9;
/// Half words of what stands over such a list.
const LABEL_HALVES: u32 = 12;

pub fn find(tree: &Tree, facts: &Facts, context: &Context<'_>) -> Vec<Cut> {
    let mut cuts = find::boxes(tree, facts, &[tag::UL, tag::OL, tag::NAV], "contents", &|list, counts| {
        counts.links >= LINKS && counts.link_density() > ALL_LINKED && !holds_link_away(list, context)
    });
    // With the box that they are in, and the label in it.
    for cut in &mut cuts {
        let own = facts.of(cut.id);
        let around = facts.box_of(tree, cut.id, own.halves + LABEL_HALVES);
        if facts.of(around).images == own.images {
            cut.id = around;
        }
    }
    cuts
}
