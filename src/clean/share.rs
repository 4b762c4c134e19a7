//! Share bars and other rows of buttons.

use super::facts::Facts;
use super::{Context, Cut, hints, words};
use crate::text::collapse;
use crate::tree::{Tree, tag};

const HINTS: &[&str] = &[
    "share",
    "shares",
    "sharing",
    "sharebar",
    "sharethis",
    "sharedaddy",
    "addthis",
    "addtoany",
    "social",
    "socials",
    "toolbar",
    "tools",
    "sns",
    "bookmark",
    "bookmarks",
];

/// More words than a row of buttons has.
const BAR_WORDS: u32 = 30;
/// More words than the label of a button has.
const LABEL_WORDS: u32 = 6;

pub fn find(tree: &Tree, facts: &Facts, _: &Context<'_>) -> Vec<Cut> {
    let bars = tree.root().descendants().filter(|node| {
        let counts = facts.of(node.id());
        node.is_any(&[tag::DIV, tag::UL, tag::OL, tag::ASIDE, tag::SECTION, tag::SPAN, tag::P, tag::FOOTER, tag::HEADER])
            && counts.words() <= BAR_WORDS
            && counts.prose == 0
            // A word about sharing in a class name means nothing where a plain sentence stands.
            && (counts.links > 0 || counts.words() <= LABEL_WORDS)
            && (counts.images == 0 || counts.links > 0)
            && hints::has(*node, HINTS)
    });
    let labels = facts.lines.iter().filter(|line| {
        line.words() <= LABEL_WORDS
            && !line.is_heading(tree)
            // "Share on …", with the name of some service.
            && (words::SHARE.contains(&line.key)
                || line.link_density() > 0.5
                    && words::SHARE.prefixes(&line.key).iter().any(|phrase| phrase.contains(' ')))
            // "Post" and "Like" are words too; a button is alone with others of its kind, or a link.
            && (line.link_density() > 0.5 || is_in_bar(tree, line))
    });
    let labels = labels
        .flat_map(|line| line.nodes(tree))
        .map(|node| Cut { id: node.id(), reason: "label of a button" });
    bars.map(|node| Cut { id: node.id(), reason: "share bar" }).chain(labels).collect()
}

/// Whether `line` is an item, or its neighbors are buttons as well.
fn is_in_bar(tree: &Tree, line: &super::facts::Line) -> bool {
    let node = tree.node(line.first);
    let is_label = |text: &str| words::SHARE.contains(&super::facts::key(&collapse(text)));
    let short = |node: &crate::tree::Node<'_>| node.descendants().take(8).count() < 8;
    node.is(tag::LI)
        || !line.key.contains("post")
            && !line.key.contains("like")
            && line.key.len() > 4
            && node.is_any(&[tag::DIV, tag::SPAN])
        || [node.previous(), node.next()]
            .into_iter()
            .flatten()
            .any(|near| near.is_element() && short(&near) && is_label(&near.text_content()))
}
