//! Lists of other articles under a heading that says so, and single links to them.

use super::facts::{Facts, HEADINGS};
use super::{Context, Cut, hints, words};
use crate::text;
use crate::tree::{Node, NodeId, Tree, tag};

const HINTS: &[&str] = &[
    "related",
    "relateds",
    "recirc",
    "recirculation",
    "readmore",
    "readalso",
    "recommended",
    "recommendation",
    "recommendations",
    "moreon",
    "morefrom",
    "mostread",
    "mostpopular",
    "trending",
    "crosslink",
    "crosslinks",
    "outbrain",
    "taboola",
    "yarpp",
];
/// More words than a heading over such a list has.
const HEADING_WORDS: u32 = 9;
/// More words than a line with such a link has.
const LINE_WORDS: u32 = 40;
/// From here on a text is made of links.
const LINKED: f32 = 0.5;

pub fn find(tree: &Tree, facts: &Facts, _: &Context<'_>) -> Vec<Cut> {
    let boxes = tree.root().descendants().filter(|node| {
        let counts = facts.of(node.id());
        node.is_any(&[tag::DIV, tag::ASIDE, tag::SECTION, tag::UL, tag::OL, tag::P, tag::FIGURE, tag::FOOTER])
            && hints::has(*node, HINTS)
            && counts.link_density() > LINKED
            && counts.links > 0
    });
    let mut cuts: Vec<Cut> =
        boxes.map(|node| Cut { id: node.id(), reason: "box of related articles" }).collect();
    for line in &facts.lines {
        if line.words() > LINE_WORDS || !words::RELATED.begin(&line.key) {
            continue;
        }
        let whole = is_whole(&line.key);
        let heads = whole || line.is_heading(tree) && line.words() <= HEADING_WORDS;
        let section: Vec<NodeId> =
            if heads { section(tree, facts, line.first).collect() } else { Vec::new() };
        if section.len() > 1 && heads {
            cuts.extend(section.into_iter().map(|id| Cut { id, reason: "section of related articles" }));
        } else if line.link_density() > LINKED || is_label_of_link(line, tree) {
            cuts.extend(
                line.nodes(tree).map(|node| Cut { id: node.id(), reason: "link to a related article" }),
            );
        } else if whole && !line.is_heading(tree) && !line.prose {
            cuts.extend(
                line.nodes(tree).map(|node| Cut { id: node.id(), reason: "label of related articles" }),
            );
        }
    }
    cuts
}

fn is_whole(key: &str) -> bool {
    words::RELATED.contains(key)
}

/// "Read more: *a linked title*": the label, and nothing but a link.
fn is_label_of_link(line: &super::facts::Line, tree: &Tree) -> bool {
    let label = words::RELATED.prefixes(&line.key).last().map(|phrase| text::half_words(phrase));
    let is_item = !tree.node(line.first).is_any(&[tag::TD, tag::TH]);
    is_item && line.linked > 0 && line.linked + label.unwrap_or_default() + 2 >= line.halves
}

/// The heading `first` and what belongs under it: the links and link-like blocks after it, up to the next heading of
/// its level or the next line of prose. Climbs to a wrapper first where the heading is alone in one.
pub fn section<'a>(
    tree: &'a Tree,
    facts: &'a Facts,
    first: NodeId,
) -> impl Iterator<Item = NodeId> + use<'a> {
    let own = facts.of(first).halves;
    let mut heading = tree.node(first);
    while heading.next().is_none_or(|next| next.is_text() && next.text().trim().is_empty())
        && let Some(parent) =
            heading.parent().filter(|parent| parent.is_element() && facts.of(parent.id()).halves == own)
    {
        heading = parent;
    }
    let mut next = Some(heading);
    std::iter::from_fn(move || {
        let node = next?;
        next = node.next().filter(|next| belongs(facts, *next));
        Some(node.id())
    })
}

fn belongs(facts: &Facts, node: Node<'_>) -> bool {
    let counts = facts.of(node.id());
    let heading = node.is_any(&HEADINGS) && counts.linked == 0;
    !heading
        && (counts.halves == 0 && !node.is_any(&[tag::FIGURE, tag::IMG, tag::TABLE])
            || counts.link_density() > LINKED)
}
