//! Labels of advertisements, and boxes that were kept for them.

use super::facts::{Facts, key};
use super::{Context, Cut, find, hints, words};
use crate::keys;
use crate::tree::{Node, Tree, tag};

/// Words of class names for places where advertisements go.
const HINTS: &[u32] = keys::words!(
    "ad ads adv adbox adcell adwrapper adcontainer adslot adunit advert adverts advertisement advertising \
    adsbygoogle dfp gpt sponsored sponsor promoted outbrain taboola"
);

/// More words than an advertisement's label and claim have.
const BOX_WORDS: u32 = 40;
/// An advertisement that says more is a link, or has a label.
const LABEL_WORDS: u32 = 8;
/// The label is among the first nodes of its box.
const LABEL_NODES: usize = 8;

pub fn find(tree: &Tree, facts: &Facts, _: &Context<'_>) -> Vec<Cut> {
    let names = [tag::DIV, tag::ASIDE, tag::SECTION, tag::INS, tag::SPAN, tag::P, tag::TD];
    let mut cuts = find::boxes(tree, facts, &names, "box for advertisements", &|node, counts| {
        // The label may stand in one line with what it labels.
        let is_label = |below: Node<'_>| below.is_text() && words::ADS.contains(&key(below.text()));
        counts.prose == 0
            && counts.words() <= BOX_WORDS
            && hints::has(node, HINTS)
            && (counts.links > 0
                || counts.words() <= LABEL_WORDS
                || find::below(node, LABEL_NODES, &is_label).is_some())
    });
    for line in facts.lines.iter().filter(|line| words::ADS.contains(&line.key)) {
        let node = tree.node(line.first);
        // A section of the article can be about advertising, and an item, but not two of them.
        let is_subject = line.is_heading(tree) || find::is_item(node);
        let again = || facts.lines.iter().filter(|other| other.key == line.key).nth(1).is_some();
        if !is_data(node, facts) && (!is_subject || again()) {
            find::cut_line(&mut cuts, tree, line, "label of an advertisement");
        }
    }
    cuts
}

/// Whether `node` is, or is all of, a cell beside another: of a table in which advertising is an item.
fn is_data(node: Node<'_>, facts: &Facts) -> bool {
    let cell = find::around(node, 1, &|node| node.is_any(&[tag::TD, tag::TH, tag::DT]));
    let mut next = cell.and_then(Node::next);
    while let Some(blank) = next.filter(|node| facts.of(node.id()).halves == 0) {
        next = blank.next();
    }
    next.is_some()
}
