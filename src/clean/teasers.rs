//! Cards and carousels: links with pictures to other articles.

use super::facts::Facts;
use super::next_article::leads_away;
use super::{Context, Cut, hints};
use crate::tree::{Node, Tree, attr, tag};
use crate::url::Base;

/// From here on a text is made of links.
const LINKED: f32 = 0.7;
/// Fewer words are no headline.
const HEADLINE_WORDS: u32 = 4;
/// A teaser has no more words than this.
const TEASER_WORDS: u32 = 60;
/// A list of more links than this is there for its own sake.
const MAX_LINKS: u32 = 6;
/// More teasers in a page of prose than this are none.
const MANY: usize = 8;
/// Fewer do not make a list of teasers.
const CARDS: u32 = 2;
const HINTS: &[&str] =
    &["card", "cards", "carousel", "slider", "teaser", "teasers", "promo", "promos", "widget"];

pub fn find(tree: &Tree, facts: &Facts, context: &Context<'_>) -> Vec<Cut> {
    let (_, end) = facts.prose();
    let total = facts.total();
    // Behind the prose of a page that is mostly prose.
    let last = end.checked_sub(1).filter(|_| 2 * total.prose >= total.halves).map(|at| facts.lines[at].last);
    let is_cards = |node: &Node<'_>| {
        let counts = facts.of(node.id());
        if counts.links < CARDS || counts.prose > 0 || counts.link_density() < LINKED {
            return false;
        }
        // A list of links can be the article's. What sets teasers apart is a picture in each link, a name that says
        // it, or their place behind the last paragraph.
        let linked_images = || {
            node.descendants()
                .filter(|node| node.is(tag::IMG) && node.ancestors().take(4).any(|node| node.is(tag::A)))
                .count() as u32
        };
        hints::has(*node, HINTS)
            || last.is_some_and(|last| last < node.id())
            || counts.images >= CARDS && linked_images() >= CARDS
    };
    let lists = tree
        .root()
        .descendants()
        .filter(|node| node.is_any(&[tag::UL, tag::OL, tag::DIV, tag::SECTION, tag::ASIDE, tag::NAV]));
    let cards = lists.filter(is_cards).map(|node| Cut { id: node.id(), reason: "links to other articles" });
    let mut cuts: Vec<Cut> = cards.collect();
    // Where little is prose, or teasers are many, links are what the page is about.
    if 2 * total.prose >= total.halves {
        let headlines: Vec<Cut> = headlines(tree, facts, context).collect();
        let lists: Vec<Cut> = link_lists(tree, facts).collect();
        cuts.extend([headlines, lists].into_iter().filter(|found| found.len() <= MANY).flatten());
    }
    cuts
}

/// Headings that are links to other pages of the site head teasers: they go with the box they are in, or with the few
/// words after them.
fn headlines<'a>(
    tree: &'a Tree,
    facts: &'a Facts,
    context: &'a Context<'_>,
) -> impl Iterator<Item = Cut> + use<'a> {
    let (start, end) = facts.prose();
    let is_headline = move |at: usize| {
        let line = &facts.lines[at];
        let node = tree.node(line.first);
        line.is_heading(tree)
            && line.link_density() > 0.95
            && line.words() >= HEADLINE_WORDS
            && node.descendants().any(|node| leads_away(node, context) && is_same_site(node, context))
    };
    (start + 1..facts.lines.len()).filter(move |at| is_headline(*at)).flat_map(move |at| {
        let line = &facts.lines[at];
        let mut top = line.first;
        for ancestor in tree.node(line.first).ancestors() {
            if !ancestor.is_element() || facts.of(ancestor.id()).words() > TEASER_WORDS {
                break;
            }
            top = ancestor.id();
        }
        // Where the article goes on after it, only what is in a box with it is the teaser's.
        let next = facts.lines.get(at + 1).filter(|next| top == line.first && next.words() <= TEASER_WORDS);
        let next = next.filter(|_| at + 1 >= end || at + 2 >= facts.lines.len() || is_headline(at + 2));
        let after = next.into_iter().flat_map(|next| next.nodes(tree)).map(|node| node.id());
        std::iter::once(top).chain(after).map(|id| Cut { id, reason: "teaser" })
    })
}

fn is_same_site(node: Node<'_>, context: &Context<'_>) -> bool {
    let href = node.attr(attr::HREF).unwrap_or_default();
    context
        .base
        .is_some_and(|base| Base::parse(&base.resolve(href)).is_ok_and(|url| url.host() == base.host()))
}

/// Lists within the prose whose items are headlines in full, and that nothing before them announces.
fn link_lists<'a>(tree: &'a Tree, facts: &'a Facts) -> impl Iterator<Item = Cut> + use<'a> {
    let lists = tree.root().descendants().filter(|node| node.is_any(&[tag::UL, tag::OL]));
    let (start, _) = facts.prose();
    let from = facts.lines.get(start).map(|line| line.first);
    lists
        .filter(move |list| {
            let counts = facts.of(list.id());
            let mut items = list.children().filter(|item| item.is(tag::LI));
            let announced = said_before(*list, facts).is_none_or(|before| {
                !before.is(tag::P) || before.text_content().trim_end().ends_with([':', '：'])
            });
            from.is_some_and(|from| from < list.id())
                && !announced
                && counts.links <= MAX_LINKS
                && counts.link_density() > 0.95
                && items.all(|item| facts.of(item.id()).words() >= HEADLINE_WORDS)
        })
        .map(|list| Cut { id: list.id(), reason: "links to other articles" })
}

/// The last node with words before `node`, beside it or beside what it is in.
fn said_before<'a>(node: Node<'a>, facts: &Facts) -> Option<Node<'a>> {
    let mut around = Some(node);
    while let Some(node) = around {
        let said = std::iter::successors(node.previous(), |node| node.previous())
            .find(|node| facts.of(node.id()).halves > 0);
        if said.is_some() {
            return said;
        }
        around = node.parent();
    }
    None
}
