//! Invitations to newsletters and subscriptions.

use super::facts::Facts;
use super::find::Boxes;
use super::{Context, Cut, find, words};
use crate::metadata::words::contains;
use crate::tree::{Tree, tag};

/// More words than an invitation has.
const BOX_WORDS: u32 = 120;
const BOXES: Boxes = Boxes {
    names: &[tag::DIV, tag::ASIDE, tag::SECTION, tag::FORM, tag::UL, tag::FIGURE],
    hints: "newsletter newsletters signup subscribe subscription subscriptions mailinglist optin mailchimp cta",
    reason: "sign-up box",
    words: 1..=BOX_WORDS,
    prose: true,
    linked: find::ANY_LINKS,
};
const LINE_WORDS: u32 = 40;

pub fn find(tree: &Tree, facts: &Facts, _: &Context<'_>) -> Vec<Cut> {
    let mut cuts = find::named_boxes(tree, facts, &BOXES);
    for line in &facts.lines {
        if line.words() > LINE_WORDS {
            continue;
        }
        let names = |list| words::any(list, &|word| contains(&line.key, word));
        let invites = line.linked > 0 && names(words::NEWSLETTERS) && names(words::SIGNING);
        if !invites && !words::SIGN_UP.begin(&line.key) {
            continue;
        }
        // In a sentence of the article such words can stand too. An invitation is a link, a heading, or alone in a
        // box of its own among the article's paragraphs.
        let around = facts.box_of(tree, line.first, 2 * BOX_WORDS);
        let boxed = around != line.first && facts.of(around).words() <= BOX_WORDS;
        let aside = || find::around(tree.node(line.first), 4, &|node| node.is(tag::ASIDE)).is_some();
        if line.is_heading(tree) && boxed || aside() {
            cuts.push(Cut { id: around, reason: "sign-up box" });
        } else if line.linked > 0 && (line.link_density() > 0.3 || !line.prose || invites) {
            find::cut_line(&mut cuts, tree, line, "sign-up line");
        }
    }
    cuts
}
