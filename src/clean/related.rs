//! Lists of other articles under a heading that says so, and single links to them.

use super::facts::{Facts, HEADINGS, Line};
use super::find::Boxes;
use super::{Context, Cut, find, words};
use crate::metadata::words::is_blank;
use crate::text;
use crate::tree::{Node, NodeId, Tree, tag};

const BOXES: Boxes = Boxes {
    names: &[tag::DIV, tag::ASIDE, tag::SECTION, tag::UL, tag::OL, tag::P, tag::FIGURE, tag::FOOTER],
    hints: "related relateds recirc recirculation readmore readalso recommended recommendation \
        recommendations moreon morefrom mostread mostpopular trending crosslink crosslinks outbrain taboola yarpp",
    reason: "box of related articles",
    words: 0..=u32::MAX,
    prose: true,
    linked: LINKED,
};
/// More words than a heading over such a list has.
const HEADING_WORDS: u32 = 9;
/// More words than a line with such a link has.
const LINE_WORDS: u32 = 40;
/// From here on a text is made of links.
const LINKED: f32 = 0.5;

pub fn find(tree: &Tree, facts: &Facts, _: &Context<'_>) -> Vec<Cut> {
    let mut cuts = find::named_boxes(tree, facts, &BOXES);
    for line in &facts.lines {
        let Some(label) = words::RELATED.longest(&line.key).filter(|_| line.words() <= LINE_WORDS) else {
            continue;
        };
        let whole = label.len() == line.key.len();
        let before = cuts.len();
        if whole || line.is_heading(tree) && line.words() <= HEADING_WORDS {
            section(&mut cuts, tree, facts, line.first, "section of related articles");
        }
        if cuts.len() > before + 1 {
            continue;
        }
        cuts.truncate(before);
        if line.link_density() > LINKED || is_label_of_link(line, label, tree) {
            find::cut_line(&mut cuts, tree, line, "link to a related article");
        } else if whole && !line.is_heading(tree) && !line.prose {
            find::cut_line(&mut cuts, tree, line, "label of related articles");
        }
    }
    cuts
}

/// "Read more: *a linked title*": the label, and nothing but a link.
fn is_label_of_link(line: &Line, label: &str, tree: &Tree) -> bool {
    let is_item = !tree.node(line.first).is_any(&[tag::TD, tag::TH]);
    is_item && line.linked > 0 && line.linked + text::half_words(label) + 2 >= line.halves
}

/// Cuts the heading `first` and what belongs under it: the links and link-like blocks after it, up to the next heading
/// of its level or the next line of prose. Climbs to a wrapper first where the heading is alone in one.
#[inline(never)]
pub fn section(cuts: &mut Vec<Cut>, tree: &Tree, facts: &Facts, first: NodeId, reason: &'static str) {
    let own = facts.of(first).halves;
    let mut node = tree.node(first);
    while node.next().is_none_or(|next| next.is_text() && is_blank(next.text()))
        && let Some(parent) =
            node.parent().filter(|parent| parent.is_element() && facts.of(parent.id()).halves == own)
    {
        node = parent;
    }
    let mut next = Some(node);
    while let Some(node) = next {
        cuts.push(Cut { id: node.id(), reason });
        next = node.next().filter(|next| belongs(facts, *next));
    }
}

fn belongs(facts: &Facts, node: Node<'_>) -> bool {
    let counts = facts.of(node.id());
    let heading = node.is_any(&HEADINGS) && counts.linked == 0;
    !heading
        && (counts.halves == 0 && !node.is_any(&[tag::FIGURE, tag::IMG, tag::TABLE])
            || counts.link_density() > LINKED)
}
