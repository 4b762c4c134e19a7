//! Lists of tags and topics.

use super::facts::Facts;
use super::{Context, Cut, hints, words};
use crate::tree::{Tree, tag};

const HINTS: &[&str] =
    &["tags", "tag", "taglist", "topics", "keywords", "categories", "breadcrumb", "breadcrumbs", "hashtags"];
/// More words than such a list has.
const LIST_WORDS: u32 = 80;

pub fn find(tree: &Tree, facts: &Facts, context: &Context<'_>) -> Vec<Cut> {
    let lists = tree.root().descendants().filter(|node| {
        let counts = facts.of(node.id());
        node.is_any(&[
            tag::DIV,
            tag::UL,
            tag::OL,
            tag::P,
            tag::SECTION,
            tag::ASIDE,
            tag::FOOTER,
            tag::NAV,
            tag::SPAN,
        ]) && counts.prose == 0
            && counts.words() <= LIST_WORDS
            && counts.link_density() > 0.6
            && hints::has(*node, HINTS)
    });
    let mut cuts: Vec<Cut> = lists.map(|node| Cut { id: node.id(), reason: "list of tags" }).collect();
    let (_, end) = facts.prose();
    let known: Vec<String> = context.metadata.tags.iter().map(|tag| super::facts::key(tag)).collect();
    for (at, line) in facts.lines.iter().enumerate() {
        let labeled = words::TAGS.begin(&line.key);
        let linked = line.link_density() > 0.5 && line.words() <= LIST_WORDS;
        let bare = words::TAGS.contains(&line.key);
        let is_tag = at >= end && linked && known.contains(&line.key);
        if labeled && linked && !line.is_heading(tree) || bare && at >= end || is_tag {
            cuts.extend(line.nodes(tree).map(|node| Cut { id: node.id(), reason: "line of tags" }));
        }
    }
    cuts
}
