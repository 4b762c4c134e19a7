//! Cards and carousels: links with pictures to other articles.

use super::facts::{Counts, Facts};
use super::next_article::leads_away;
use super::{Context, Cut, find, hints};
use crate::keys;
use crate::tree::{Node, NodeId, Tree, attr, tag};
use crate::url::Base;

/// From here on a text is made of links.
const LINKED: f32 = 0.7;
/// From here on it is nothing but links.
const ALL_LINKED: f32 = 0.95;
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
const HINTS: &[u32] = keys::words!("card cards carousel slider teaser teasers promo promos widget");

pub fn find(tree: &Tree, facts: &Facts, context: &Context<'_>) -> Vec<Cut> {
    let (start, end) = facts.prose();
    let total = facts.total();
    // Where little is prose, links are what the page is about.
    let is_prose = 2 * total.prose >= total.halves;
    let last = end.checked_sub(1).filter(|_| is_prose).map(|at| facts.lines[at].last);
    let names = [tag::UL, tag::OL, tag::DIV, tag::SECTION, tag::ASIDE, tag::NAV];
    let mut cuts = find::boxes(tree, facts, &names, "links to other articles", &|node, counts| {
        counts.links >= CARDS
            && counts.prose == 0
            && counts.link_density() >= LINKED
            && is_cards(node, counts, last)
    });
    if is_prose {
        let mut found = Vec::new();
        for at in start + 1..facts.lines.len() {
            if is_headline(tree, facts, context, at) {
                teaser(&mut found, tree, facts, context, at);
            }
        }
        let from = facts.lines.get(start).map(|line| line.first);
        let lists =
            find::boxes(tree, facts, &[tag::UL, tag::OL], "links to other articles", &|list, counts| {
                from.is_some_and(|from| from < list.id()) && is_link_list(list, facts, counts)
            });
        for found in [found, lists] {
            if found.len() <= MANY {
                cuts.extend(found);
            }
        }
    }
    cuts
}

/// A list of links can be the article's. What sets teasers apart is a name that says it, their place behind the `last`
/// paragraph, or a picture in each link.
fn is_cards(node: Node<'_>, counts: Counts, last: Option<NodeId>) -> bool {
    if last.is_some_and(|last| last < node.id()) || hints::has(node, HINTS) {
        return true;
    }
    let mut linked_images = 0;
    if counts.images >= CARDS {
        for node in node.descendants() {
            let linked = node.is(tag::IMG) && find::around(node, 4, &|node| node.is(tag::A)).is_some();
            linked_images += u32::from(linked);
        }
    }
    linked_images >= CARDS
}

/// Whether the line `at` is a heading that is a link to another page of the site.
#[inline(never)]
fn is_headline(tree: &Tree, facts: &Facts, context: &Context<'_>, at: usize) -> bool {
    let line = &facts.lines[at];
    let leads = |node: Node<'_>| leads_away(node, context) && is_same_site(node, context);
    line.is_heading(tree)
        && line.link_density() > ALL_LINKED
        && line.words() >= HEADLINE_WORDS
        && find::below(tree.node(line.first), usize::MAX, &leads).is_some()
}

/// Such a heading heads a teaser: it goes with the box it is in, or with the few words after it.
fn teaser(cuts: &mut Vec<Cut>, tree: &Tree, facts: &Facts, context: &Context<'_>, at: usize) {
    const REASON: &str = "teaser";
    let first = facts.lines[at].first;
    let mut top = first;
    for ancestor in tree.node(first).ancestors() {
        if !ancestor.is_element() || facts.of(ancestor.id()).words() > TEASER_WORDS {
            break;
        }
        top = ancestor.id();
    }
    cuts.push(Cut { id: top, reason: REASON });
    // Where the article goes on after it, only what is in a box with it is the teaser's.
    let (_, end) = facts.prose();
    let next = facts.lines.get(at + 1).filter(|next| top == first && next.words() <= TEASER_WORDS);
    if let Some(next) = next
        && (at + 1 >= end || at + 2 >= facts.lines.len() || is_headline(tree, facts, context, at + 2))
    {
        find::cut_line(cuts, tree, next, REASON);
    }
}

fn is_same_site(node: Node<'_>, context: &Context<'_>) -> bool {
    let href = node.attr(attr::HREF).unwrap_or_default();
    context
        .base
        .is_some_and(|base| Base::parse(&base.resolve(href)).is_ok_and(|url| url.host() == base.host()))
}

/// Whether `list` stands within the prose, its items are headlines in full, and nothing before announces it.
fn is_link_list(list: Node<'_>, facts: &Facts, counts: Counts) -> bool {
    counts.links <= MAX_LINKS
        && counts.link_density() > ALL_LINKED
        && list.children().all(|item| !item.is(tag::LI) || facts.of(item.id()).words() >= HEADLINE_WORDS)
        && said_before(list, facts)
            .is_some_and(|before| before.is(tag::P) && !find::announces(&before.text_content()))
}

/// The last node with words before `node`, beside it or beside what it is in.
fn said_before<'a>(node: Node<'a>, facts: &Facts) -> Option<Node<'a>> {
    let mut around = node;
    loop {
        let mut before = around.previous();
        while let Some(node) = before {
            if facts.of(node.id()).halves > 0 {
                return Some(node);
            }
            before = node.previous();
        }
        around = around.parent()?;
    }
}
