//! Notices about cookies, scripts, payment and accounts.

use super::facts::Facts;
use super::find::Boxes;
use super::{Context, Cut, find, words};
use crate::metadata::words::trim_start;
use crate::tree::{Tree, tag};

const BOX_WORDS: u32 = 120;
const BOXES: Boxes = Boxes {
    names: &[tag::DIV, tag::ASIDE, tag::SECTION, tag::P],
    hints: "cookie cookies consent gdpr paywall regwall adblock metering",
    reason: "notice box",
    words: 1..=BOX_WORDS,
    // What lies behind a paywall is named after it too.
    prose: false,
    linked: find::ANY_LINKS,
};
const LINE_WORDS: u32 = 45;
const LAST_LINES: usize = 3;

pub fn find(tree: &Tree, facts: &Facts, _: &Context<'_>) -> Vec<Cut> {
    let mut cuts = find::named_boxes(tree, facts, &BOXES);
    for (at, line) in facts.lines.iter().enumerate() {
        if line.words() > LINE_WORDS {
            continue;
        }
        // Rights are reserved at the very end.
        let is_last = at + LAST_LINES >= facts.lines.len();
        let reserves = || {
            words::RIGHTS.begin(&line.key)
                || trim_start(&tree.node(line.first).text_content(), "").starts_with('©')
        };
        let is_notice =
            words::NOTICES.begin(&line.key) || line.is_heading(tree) && words::ABOUT.begin(&line.key);
        if is_notice || is_last && reserves() {
            find::cut_line(&mut cuts, tree, line, "notice");
        }
        // A heading that asks for payment has its offers below it.
        if is_notice && line.is_heading(tree) {
            cuts.push(Cut { id: facts.headed(tree, at, BOX_WORDS), reason: "box under a notice" });
        }
    }
    cuts
}
