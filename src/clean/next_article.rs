//! Whole articles that an endless page has put behind this one.

use super::facts::{Facts, key};
use super::{Context, Cut};
use crate::tree::{Node, Tree, attr, tag};

pub fn find(tree: &Tree, facts: &Facts, context: &Context<'_>) -> Vec<Cut> {
    let (start, _) = facts.prose();
    let Some(prose) = facts.lines.get(start) else { return Vec::new() };
    let title = key(context.metadata.title.as_deref().unwrap_or_default());
    let around: Vec<_> = tree.node(prose.first).ancestors().map(|node| node.id()).collect();
    // A second headline behind the prose, of another page: it leads there, or heads an article of its own.
    let own = |node: Node<'_>| {
        node.ancestors()
            .find(|node| node.is(tag::ARTICLE))
            .is_some_and(|article| !around.contains(&article.id()))
    };
    let next = facts.lines.iter().skip(start + 1).find(|line| {
        let node = tree.node(line.first);
        let apart = own(node) && line.key != title && around.iter().any(|id| tree.node(*id).is(tag::ARTICLE));
        node.is(tag::H1) && (apart || node.descendants().any(|node| leads_away(node, context)))
    });
    let next = next.map(|line| tree.node(line.first));
    let Some(headline) = next else { return Vec::new() };
    // The largest element around it that does not hold the first article's prose too.
    let mut top = headline;
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

/// Whether `node` is a link to another page.
pub fn leads_away(node: Node<'_>, context: &Context<'_>) -> bool {
    let href = node.attr(attr::HREF).filter(|href| node.is(tag::A) && !href.starts_with('#'));
    let Some(href) = href else { return false };
    let url = context.base.map(|base| base.resolve(href));
    let own = [context.metadata.url.clone(), context.base.map(ToString::to_string)];
    let path = |url: &str| url.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/').to_owned();
    url.is_none_or(|url| own.iter().flatten().all(|own| path(own) != path(&url)))
}
