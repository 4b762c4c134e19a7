//! Labels of advertisements, and boxes that were kept for them.

use super::facts::{Facts, key};
use super::{Context, Cut, find, hints, words};
use crate::tree::{Tree, tag};

/// Words of class names for places where advertisements go.
const HINTS: &str = "ad ads adbox adcell adwrapper adcontainer adslot adunit advert adverts advertisement advertising \
    adsbygoogle dfp gpt sponsored sponsor promoted outbrain taboola";

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
        let is_label =
            |below: crate::tree::Node<'_>| below.is_text() && words::ADS.contains(&key(below.text()));
        counts.prose == 0
            && counts.words() <= BOX_WORDS
            && hints::has(node, HINTS)
            && (counts.links > 0
                || counts.words() <= LABEL_WORDS
                || find::below(node, LABEL_NODES, &is_label).is_some())
    });
    for line in facts.lines.iter().filter(|line| words::ADS.contains(&line.key)) {
        // A section of the article can be about advertising, but not two of them.
        if !line.is_heading(tree) || facts.lines.iter().filter(|other| other.key == line.key).nth(1).is_some()
        {
            find::cut_line(&mut cuts, tree, line, "label of an advertisement");
        }
    }
    cuts
}
