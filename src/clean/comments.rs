//! What readers wrote under the article, and where they would.

use super::facts::Facts;
use super::{Context, Cut, hints, words};
use crate::tree::{Tree, tag};

const HINTS: &[&str] =
    &["comments", "commentlist", "disqus", "respond", "livefyre", "coral", "commentform", "spotim"];
/// A heading over comments can hold their number.
const HEADING_WORDS: u32 = 5;
/// More words than the invitation to comment has.
const LINE_WORDS: u32 = 8;

pub fn find(tree: &Tree, facts: &Facts, _: &Context<'_>) -> Vec<Cut> {
    let sections = tree.root().descendants().filter(|node| {
        node.is_any(&[tag::DIV, tag::SECTION, tag::ASIDE, tag::OL, tag::UL, tag::FOOTER])
            && hints::has(*node, HINTS)
    });
    let mut cuts: Vec<Cut> = sections.map(|node| Cut { id: node.id(), reason: "comments" }).collect();
    let (_, end) = facts.prose();
    for (at, line) in facts.lines.iter().enumerate() {
        let said = line.key.trim_matches(|c: char| c.is_ascii_digit() || c == ' ');
        // A single word can begin any line; "Comment" is French for "how".
        let begins = || words::COMMENTS.prefixes(said).iter().any(|phrase| phrase.contains(' '));
        if line.words() > LINE_WORDS || !words::COMMENTS.contains(said) && !begins() {
            continue;
        }
        if line.is_heading(tree) && line.words() <= HEADING_WORDS && 2 * at > facts.lines.len() {
            cuts.extend(
                super::related::section(tree, facts, line.first).map(|id| Cut { id, reason: "comments" }),
            );
        } else if at >= end || line.link_density() > 0.5 {
            cuts.extend(line.nodes(tree).map(|node| Cut { id: node.id(), reason: "invitation to comment" }));
        }
    }
    cuts
}
