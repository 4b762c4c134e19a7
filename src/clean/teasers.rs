//! Cards and carousels: links with pictures to other articles.

use super::facts::Facts;
use super::{Context, Cut, hints};
use crate::tree::{Node, Tree, tag};

/// From here on a text is made of links.
const LINKED: f32 = 0.7;
/// Fewer do not make a list of teasers.
const CARDS: u32 = 2;
const HINTS: &[&str] =
    &["card", "cards", "carousel", "slider", "teaser", "teasers", "promo", "promos", "widget"];

pub fn find(tree: &Tree, facts: &Facts, _: &Context<'_>) -> Vec<Cut> {
    let (_, end) = facts.prose();
    let last = end.checked_sub(1).map(|at| facts.lines[at].last);
    let is_cards = |node: &Node<'_>| {
        let counts = facts.of(node.id());
        if counts.links < CARDS || counts.prose > 0 || counts.link_density() < LINKED {
            return false;
        }
        // A list of links can be the article's. What sets teasers apart is a picture in each link, a name that says
        // it, or their place behind the last paragraph.
        let linked_images = || {
            node.descendants()
                .filter(|node| node.is(tag::IMG) && node.ancestors().take(4).any(|node| node.is(tag::A)))
                .count() as u32
        };
        hints::has(*node, HINTS)
            || last.is_some_and(|last| last < node.id())
            || counts.images >= CARDS && linked_images() >= CARDS
    };
    let lists = tree
        .root()
        .descendants()
        .filter(|node| node.is_any(&[tag::UL, tag::OL, tag::DIV, tag::SECTION, tag::ASIDE, tag::NAV]));
    lists.filter(is_cards).map(|node| Cut { id: node.id(), reason: "links to other articles" }).collect()
}
