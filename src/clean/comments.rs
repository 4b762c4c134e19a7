//! What readers wrote under the article, and where they would.

use super::facts::Facts;
use super::{Context, Cut, find, hints, related, words};
use crate::tree::{Tree, tag};

const HINTS: &str = "comments commentlist disqus respond livefyre coral commentform spotim";
/// A heading over comments can hold their number.
const HEADING_WORDS: u32 = 5;
/// More words than the invitation to comment has.
const LINE_WORDS: u32 = 8;

pub fn find(tree: &Tree, facts: &Facts, _: &Context<'_>) -> Vec<Cut> {
    let names = [tag::DIV, tag::SECTION, tag::ASIDE, tag::OL, tag::UL, tag::FOOTER];
    let mut cuts = find::boxes(tree, facts, &names, "comments", &|node, _| hints::has(node, HINTS));
    let (start, end) = facts.prose();
    for (at, line) in facts.lines.iter().enumerate() {
        let said = line.key.trim_matches(|c: char| c.is_ascii_digit() || c == ' ');
        // A single word can begin any line; "Comment" is French for "how".
        let begins = || words::COMMENTS.begin_many(said);
        if line.words() > LINE_WORDS || !words::COMMENTS.contains(said) && !begins() {
            continue;
        }
        let is_heading = line.is_heading(tree) && line.words() <= HEADING_WORDS;
        // A heading that counts them stands over them.
        let thread = facts.headed(tree, at, u32::MAX);
        if is_heading && said.len() < line.key.len() && at > start && thread != line.first {
            cuts.push(Cut { id: thread, reason: "thread of comments" });
        } else if is_heading && 2 * at > facts.lines.len() {
            related::section(&mut cuts, tree, facts, line.first, "comments");
        } else if at >= end || line.link_density() > 0.5 {
            find::cut_line(&mut cuts, tree, line, "invitation to comment");
        }
    }
    cuts
}
