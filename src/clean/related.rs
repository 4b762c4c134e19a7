//! Lists of other articles under a heading that says so, and single links to them.

use super::facts::{Facts, HEADINGS, Line};
use super::find::{After, Boxes};
use super::next_article::holds_link_away;
use super::{Context, Cut, find, hints, words};
use crate::keys;
use crate::metadata::words::is_blank;
use crate::text;
use crate::tree::{Node, NodeId, Tree, tag};

const BOXES: Boxes = Boxes {
    names: &[tag::DIV, tag::ASIDE, tag::SECTION, tag::UL, tag::OL, tag::P, tag::FIGURE, tag::FOOTER],
    hints: keys::words!(
        "related relateds recirc recirculation readmore readalso recommended recommendation \
        recommendations moreon morefrom mostread mostpopular trending crosslink crosslinks outbrain taboola yarpp"
    ),
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

/// From here on it is nothing but a link.
const ALL_LINKED: f32 = 0.95;

pub fn find(tree: &Tree, facts: &Facts, context: &Context<'_>) -> Vec<Cut> {
    let mut cuts = find::named_boxes(tree, facts, &BOXES);
    cuts.extend(find::boxes(tree, facts, &[tag::ASIDE], "link beside the text", &|node, counts| {
        counts.link_density() > ALL_LINKED
            && !hints::has(node, keys::words!("embed"))
            && holds_link_away(node, context)
    }));
    for line in &facts.lines {
        let Some(label) = words::RELATED.longest(&line.key).filter(|_| line.words() <= LINE_WORDS) else {
            continue;
        };
        let whole = label.len() == line.key.len();
        // "More" begins sentences too, and "What's next?" is a heading like others.
        let sure = !words::UNSURE.contains(label);
        let after = if whole { After::Nothing } else { find::after(tree, line, label) };
        if !sure && after == After::Words {
            continue;
        }
        let is_heading = line.is_heading(tree);
        let is_bold =
            |node: Node<'_>| node.is_any(&[tag::B, tag::STRONG]) && facts.of(node.id()).halves == line.halves;
        let heads = || is_heading || find::below(tree.node(line.first), 2, &is_bold).is_some();
        if (whole || line.words() <= HEADING_WORDS && heads())
            && section(&mut cuts, tree, facts, line.first, "section of related articles")
        {
            continue;
        }
        // A heading can be a link to itself.
        let leads = || !is_heading || holds_link_away(tree.node(line.first), context);
        let linked = line.link_density() > LINKED && (sure || after != After::Link);
        if (linked || is_label_of_link(line, label, tree, sure)) && leads() {
            find::cut_line(&mut cuts, tree, line, "link to a related article");
        } else if whole && sure && !line.prose {
            find::cut_line(&mut cuts, tree, line, "label of related articles");
        }
    }
    cuts
}

/// "Read more: *a linked title*": the label, and nothing but a link; a word more if the label is `sure`.
pub fn is_label_of_link(line: &Line, label: &str, tree: &Tree, sure: bool) -> bool {
    let is_item = !tree.node(line.first).is_any(&[tag::TD, tag::TH]);
    let more = 2 * u32::from(sure);
    is_item && line.linked > 0 && line.linked + text::half_words(label) + more >= line.halves
}

/// Cuts the heading `first` and what belongs under it, if anything does: the links and link-like blocks after it, up to
/// the next heading of its level or the next line of prose. Climbs to a wrapper first where the heading is alone in one.
#[inline(never)]
pub fn section(cuts: &mut Vec<Cut>, tree: &Tree, facts: &Facts, first: NodeId, reason: &'static str) -> bool {
    let own = facts.of(first).halves;
    let mut node = tree.node(first);
    while node.next().is_none_or(|next| next.is_text() && is_blank(next.text()))
        && let Some(parent) =
            node.parent().filter(|parent| parent.is_element() && facts.of(parent.id()).halves == own)
    {
        node = parent;
    }
    let before = cuts.len();
    // What is empty goes with the links that it stands between.
    let mut end = before;
    let mut next = Some(node);
    while let Some(node) = next {
        cuts.push(Cut { id: node.id(), reason });
        if cuts.len() > before + 1 && facts.of(node.id()).linked > 0 {
            end = cuts.len();
        }
        next = node.next().filter(|next| belongs(facts, *next));
    }
    cuts.truncate(end);
    end > before
}

fn belongs(facts: &Facts, node: Node<'_>) -> bool {
    let counts = facts.of(node.id());
    let heading = node.is_any(&HEADINGS) && counts.linked == 0;
    // What stands in for a video is a link as well.
    !heading
        && !hints::has(node, keys::words!("embed"))
        && (counts.halves == 0 && !node.is_any(&[tag::FIGURE, tag::IMG, tag::TABLE])
            || counts.link_density() > LINKED)
}
