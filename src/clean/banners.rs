//! Pictures behind the last text that are links to other pages: banners, badges, buttons.

use super::facts::Facts;
use super::images::has_image_name;
use super::next_article::leads_away;
use super::{Context, Cut, find};
use crate::metadata::words::is_blank;
use crate::tree::{Tree, attr, tag};

/// More of them are a gallery.
const MOST: usize = 3;

pub fn find(tree: &Tree, facts: &Facts, context: &Context<'_>) -> Vec<Cut> {
    let said = find::nodes(tree, &|node| node.is_text() && !is_blank(node.text()));
    let Some(&last) = said.last() else { return Vec::new() };
    let banners =
        find::boxes(tree, facts, &[tag::A], "linked picture behind the last text", &|link, counts| {
            // Ids are in the order of the document.
            last < link.id()
                && counts.images > 0
                && leads_away(link, context)
                && !link.attr(attr::HREF).is_some_and(has_image_name)
        });
    if banners.len() > MOST { Vec::new() } else { banners }
}
