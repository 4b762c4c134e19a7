//! Invitations to newsletters and subscriptions.

use super::facts::Facts;
use super::{Context, Cut, hints, words};
use crate::tree::{Tree, tag};

const HINTS: &[&str] = &[
    "newsletter",
    "newsletters",
    "signup",
    "subscribe",
    "subscription",
    "subscriptions",
    "mailinglist",
    "optin",
    "mailchimp",
    "cta",
];

/// More words than an invitation has.
const BOX_WORDS: u32 = 120;
const LINE_WORDS: u32 = 40;

pub fn find(tree: &Tree, facts: &Facts, _: &Context<'_>) -> Vec<Cut> {
    let mut cuts: Vec<Cut> = tree
        .root()
        .descendants()
        .filter(|node| {
            let counts = facts.of(node.id());
            node.is_any(&[tag::DIV, tag::ASIDE, tag::SECTION, tag::FORM, tag::UL, tag::FIGURE])
                && counts.halves > 0
                && counts.words() <= BOX_WORDS
                && hints::has(*node, HINTS)
        })
        .map(|node| Cut { id: node.id(), reason: "sign-up box" })
        .collect();
    for line in &facts.lines {
        let names = || words::NEWSLETTERS.iter().any(|word| line.key.contains(word));
        let invites =
            || line.linked > 0 && names() && words::SIGNING.iter().any(|word| line.key.contains(word));
        if line.words() > LINE_WORDS || !words::SIGN_UP.begin(&line.key) && !invites() {
            continue;
        }
        // In a sentence of the article such words can stand too. An invitation is a link, a heading, or alone in a
        // box of its own among the article's paragraphs.
        let node = tree.node(line.first);
        let around = facts.box_of(tree, line.first, 2 * BOX_WORDS);
        let boxed = around != line.first && facts.of(around).words() <= BOX_WORDS;
        let aside = std::iter::once(node).chain(node.ancestors().take(4)).any(|node| node.is(tag::ASIDE));
        if line.is_heading(tree) && boxed || aside {
            cuts.push(Cut { id: around, reason: "sign-up box" });
        } else if line.linked > 0 && (line.link_density() > 0.3 || !line.prose || invites()) {
            cuts.extend(line.nodes(tree).map(|node| Cut { id: node.id(), reason: "sign-up line" }));
        }
    }
    cuts
}
