//! Notices about cookies, scripts, payment and accounts.

use super::facts::Facts;
use super::{Context, Cut, hints, words};
use crate::tree::{Tree, tag};

const HINTS: &[&str] = &["cookie", "cookies", "consent", "gdpr", "paywall", "regwall", "adblock", "metering"];
const BOX_WORDS: u32 = 120;
const LINE_WORDS: u32 = 45;
const LAST_LINES: usize = 3;

pub fn find(tree: &Tree, facts: &Facts, _: &Context<'_>) -> Vec<Cut> {
    let boxes = tree.root().descendants().filter(|node| {
        let words = facts.of(node.id()).words();
        node.is_any(&[tag::DIV, tag::ASIDE, tag::SECTION, tag::P]) && (1..=BOX_WORDS).contains(&words) && hints::has(*node, HINTS)
            // What lies behind a paywall is named after it too.
            && facts.of(node.id()).prose == 0
    });
    let lines =
        facts.lines.iter().filter(|line| line.words() <= LINE_WORDS && words::NOTICES.begin(&line.key));
    // Rights are reserved at the very end.
    let last = &facts.lines[facts.lines.len().saturating_sub(LAST_LINES)..];
    let rights = last.iter().filter(|line| {
        let text = tree.node(line.first).text_content();
        line.words() <= LINE_WORDS && (words::RIGHTS.begin(&line.key) || text.trim_start().starts_with('©'))
    });
    let lines = lines
        .chain(rights)
        .flat_map(|line| line.nodes(tree))
        .map(|node| Cut { id: node.id(), reason: "notice" });
    boxes.map(|node| Cut { id: node.id(), reason: "notice box" }).chain(lines).collect()
}
