//! Whole articles that an endless page has put behind this one.

use super::facts::Facts;
use super::{Context, Cut};
use crate::tree::{Node, Tree, attr, tag};

pub fn find(tree: &Tree, facts: &Facts, context: &Context<'_>) -> Vec<Cut> {
    let (start, _) = facts.prose();
    let Some(prose) = facts.lines.get(start) else { return Vec::new() };
    // A second headline behind prose that leads to another page.
    let next = facts
        .lines
        .iter()
        .skip(start + 1)
        .map(|line| tree.node(line.first))
        .find(|node| node.is(tag::H1) && node.descendants().any(|node| leads_away(node, context)));
    let Some(headline) = next else { return Vec::new() };
    // The largest element around it that does not hold the first article's prose too.
    let mut top = headline;
    let around: Vec<_> = tree.node(prose.first).ancestors().map(|node| node.id()).collect();
    for ancestor in headline.ancestors() {
        if around.contains(&ancestor.id()) {
            break;
        }
        top = ancestor;
    }
    std::iter::successors(Some(top), |node| node.next())
        .map(|node| Cut { id: node.id(), reason: "next article" })
        .collect()
}

fn leads_away(node: Node<'_>, context: &Context<'_>) -> bool {
    let href = node.attr(attr::HREF).filter(|href| node.is(tag::A) && !href.starts_with('#'));
    let Some(href) = href else { return false };
    let url = context.base.map(|base| base.resolve(href));
    let own = [context.metadata.url.clone(), context.base.map(ToString::to_string)];
    let path = |url: &str| url.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/').to_owned();
    url.is_none_or(|url| own.iter().flatten().all(|own| path(own) != path(&url)))
}
