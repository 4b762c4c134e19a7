//! Notices about cookies, scripts, payment and accounts.

use super::facts::{Facts, begins_with_any};
use super::{Context, Cut, hints, words};
use crate::tree::{Tree, tag};

const HINTS: &[&str] = &["cookie", "cookies", "consent", "gdpr", "paywall", "regwall", "adblock", "metering"];
const BOX_WORDS: u32 = 120;
const LINE_WORDS: u32 = 45;

pub fn find(tree: &Tree, facts: &Facts, _: &Context<'_>) -> Vec<Cut> {
    let boxes = tree.root().descendants().filter(|node| {
        let words = facts.of(node.id()).words();
        node.is_any(&[tag::DIV, tag::ASIDE, tag::SECTION, tag::P]) && (1..=BOX_WORDS).contains(&words) && hints::has(*node, HINTS)
            // The article can be about cookies, and its paragraphs carry class names that say so.
            && facts.of(node.id()).prose * 2 < facts.total().prose.max(1)
    });
    let lines = facts
        .lines
        .iter()
        .filter(|line| line.words() <= LINE_WORDS && begins_with_any(&line.key, words::NOTICES));
    let lines = lines.flat_map(|line| line.nodes(tree)).map(|node| Cut { id: node.id(), reason: "notice" });
    boxes.map(|node| Cut { id: node.id(), reason: "notice box" }).chain(lines).collect()
}
