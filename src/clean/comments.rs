//! What readers wrote under the article, and where they would.

use super::facts::Facts;
use super::find::Boxes;
use super::{Context, Cut, find, related, words};
use crate::keys;
use crate::metadata::words::trim;
use crate::tree::{Tree, tag};

const BOXES: Boxes = Boxes {
    names: &[tag::DIV, tag::SECTION, tag::ASIDE, tag::OL, tag::UL, tag::FOOTER],
    hints: keys::words!("comments commentlist disqus respond livefyre coral commentform spotim"),
    reason: "comments",
    words: 0..=u32::MAX,
    prose: true,
    linked: find::ANY_LINKS,
};
/// A heading over comments can hold their number.
const HEADING_WORDS: u32 = 5;
/// More words than the invitation to comment has.
const LINE_WORDS: u32 = 8;

pub fn find(tree: &Tree, facts: &Facts, _: &Context<'_>) -> Vec<Cut> {
    let mut cuts = find::named_boxes(tree, facts, &BOXES);
    let (start, end) = facts.prose();
    for (at, line) in facts.lines.iter().enumerate() {
        let said = trim(&line.key, "0123456789");
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
        } else if is_heading && (2 * at > facts.lines.len() || at >= end) {
            let with_links = related::section(&mut cuts, tree, facts, line.first, "comments");
            // A section of the article can be headed so as well.
            if !with_links && facts.lines.get(at + 1).is_none_or(|next| !next.prose) {
                find::cut_line(&mut cuts, tree, line, "heading of comments");
            }
        } else if at >= end || line.link_density() > 0.5 {
            find::cut_line(&mut cuts, tree, line, "invitation to comment");
        }
    }
    cuts
}
