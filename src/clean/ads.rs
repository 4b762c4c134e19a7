//! Labels of advertisements, and boxes that were kept for them.

use super::facts::{Facts, key};
use super::{Context, Cut, hints, words};
use crate::tree::{Node, Tree, tag};

/// Words of class names for places where advertisements go.
const HINTS: &[&str] = &[
    "ad",
    "ads",
    "adbox",
    "adcell",
    "adwrapper",
    "adcontainer",
    "adslot",
    "adunit",
    "advert",
    "adverts",
    "advertisement",
    "advertising",
    "adsbygoogle",
    "dfp",
    "gpt",
    "sponsored",
    "sponsor",
    "promoted",
    "outbrain",
    "taboola",
];

/// More words than an advertisement's label and claim have.
const BOX_WORDS: u32 = 40;
/// An advertisement that says more is a link, or has a label.
const LABEL_WORDS: u32 = 8;
/// The label is among the first nodes of its box.
const LABEL_NODES: usize = 8;

pub fn find(tree: &Tree, facts: &Facts, _: &Context<'_>) -> Vec<Cut> {
    let labels = facts.lines.iter().filter(|line| words::ADS.contains(&line.key) && !line.is_heading(tree));
    let labels = labels
        .flat_map(|line| line.nodes(tree))
        .map(|node| Cut { id: node.id(), reason: "label of an advertisement" });
    // The label may stand in one line with what it labels.
    let is_labelled = |node: Node<'_>| {
        node.descendants().take(LABEL_NODES).any(|below| words::ADS.contains(&key(below.text())))
    };
    let boxes = tree.root().descendants().filter(|node| {
        let counts = facts.of(node.id());
        node.is_any(&[tag::DIV, tag::ASIDE, tag::SECTION, tag::INS, tag::SPAN, tag::P, tag::TD])
            && counts.prose == 0
            && counts.words() <= BOX_WORDS
            && hints::has(*node, HINTS)
            && (counts.links > 0 || counts.words() <= LABEL_WORDS || is_labelled(*node))
    });
    labels.chain(boxes.map(|node| Cut { id: node.id(), reason: "box for advertisements" })).collect()
}
