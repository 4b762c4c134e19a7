//! Whole articles that an endless page has put behind this one.

use super::facts::Facts;
use super::{Context, Cut, find};
use crate::metadata::words::{before, trim};
use crate::tree::{Node, NodeId, Tree, attr, tag};

pub fn find(tree: &Tree, facts: &Facts, context: &Context<'_>) -> Vec<Cut> {
    let (start, _) = facts.prose();
    let Some(prose) = facts.lines.get(start) else { return Vec::new() };
    let around: Vec<NodeId> = tree.node(prose.first).ancestors().map(|node| node.id()).collect();
    let in_article = around.iter().any(|id| tree.node(*id).is(tag::ARTICLE));
    // A second headline behind the prose, of another page: it leads there, or heads an article of its own.
    let is_next = |line: &super::facts::Line| {
        let node = tree.node(line.first);
        let article = || node.ancestors().find(|node| node.is(tag::ARTICLE));
        let apart = || article().is_some_and(|article| !around.contains(&article.id()));
        node.is(tag::H1)
            && (in_article && line.key != context.title() && apart() || holds_link_away(node, context))
    };
    let Some(next) = facts.lines[start + 1..].iter().find(|line| is_next(line)) else { return Vec::new() };
    // The largest element around it that does not hold the first article's prose too.
    let mut top = tree.node(next.first);
    while let Some(parent) = top.parent().filter(|parent| !around.contains(&parent.id())) {
        top = parent;
    }
    // What stands between two boxes with an article each leads to the second.
    let mut between = top;
    while let Some(before) = between.previous() {
        if facts.of(before.id()).prose > 0 {
            if before.is_any(&[tag::ARTICLE, tag::MAIN, tag::SECTION, tag::DIV]) {
                top = between;
            }
            break;
        }
        between = before;
    }
    let mut cuts = Vec::new();
    let mut next = Some(top);
    while let Some(node) = next {
        cuts.push(Cut { id: node.id(), reason: "next article" });
        next = node.next();
    }
    cuts
}

/// Whether `node` is a link to another page.
#[inline(never)]
pub fn leads_away(node: Node<'_>, context: &Context<'_>) -> bool {
    let href = node.attr(attr::HREF).filter(|href| node.is(tag::A) && !href.starts_with('#'));
    let (Some(href), Some(base)) = (href, context.base) else { return href.is_some() };
    let url = base.resolve(href);
    let is_own = |own: &str| trim(before(own, "?#"), "/") == trim(before(&url, "?#"), "/");
    !is_own(&base.to_string()) && !context.metadata.url.as_deref().is_some_and(is_own)
}

/// Whether a link to another page is below `node`.
pub fn holds_link_away(node: Node<'_>, context: &Context<'_>) -> bool {
    find::below(node, usize::MAX, &|node| leads_away(node, context)).is_some()
}
