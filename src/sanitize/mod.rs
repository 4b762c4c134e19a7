//! The only door to output: copies what an allow-list names, and nothing else, into a new tree.
//!
//! Safe by construction: an element, an attribute or an address is in the copy because a rule in `allow` or
//! `address` put it there. Nothing of the source tree is kept. Scripts, styles, frames, forms, SVG (images drawn in
//! the page too: SVG is a second HTML with scripts of its own) and everything unknown stay behind; unknown elements
//! leave their text. Ids are ours, `ar-1` and so on, and exist only where a link of the article leads, so that
//! nothing a page calls itself can stand in for a name in the document that shows it.

mod address;
mod allow;
mod flow;
mod math;
mod media;

use crate::keys::{self, Keys};
use crate::tree::{Edge, Node, NodeId, Tree, attr, tag};
use crate::url::Base;
use allow::Role;
use flow::Flow;

/// What a link out of the article tells the page it leads to: nothing, and it gets no hold on ours.
const LINK_REL: &str = "noopener noreferrer";

/// A copy of `draft` that holds nothing but allowed elements, attributes and addresses. Without `base` relative
/// addresses stay relative.
#[inline(never)]
pub fn sanitize(draft: &Tree, base: Option<&Base>) -> Tree {
    let mut flow = Flow::new(base);
    let mut opened: Vec<Opened> = Vec::new();
    let mut walk = draft.root().walk();
    while let Some(edge) = walk.next() {
        match edge {
            Edge::Enter(node) if node.is_text() => {
                flow.text(node.text());
                opened.push(Opened::Nothing);
            }
            Edge::Enter(node) => {
                let (what, content) = enter(&mut flow, node, base);
                opened.push(what);
                if content == Content::Done {
                    walk.skip_below(node);
                }
            }
            Edge::Leave(node) => match opened.pop() {
                Some(Opened::Block) => flow.leave(node),
                Some(Opened::Phrase) => flow.close_phrase(),
                Some(Opened::Wrapper) => flow.boundary(),
                Some(Opened::Nothing) | None => {}
            },
        }
    }
    flow.finish();
    join_links(flow)
}

/// What was opened for an element, to be closed when it ends.
enum Opened {
    Nothing,
    Wrapper,
    Block,
    Phrase,
}

/// Whether the walk goes on below the element.
#[derive(PartialEq)]
enum Content {
    Follows,
    Done,
}

fn enter<'a>(flow: &mut Flow<'a>, node: Node<'a>, base: Option<&Base>) -> (Opened, Content) {
    if !node.is_element() {
        return (Opened::Nothing, Content::Follows);
    }
    let role = allow::role(node);
    if role == Role::Drop {
        return (Opened::Nothing, Content::Done);
    }
    for name in [attr::ID, attr::NAME] {
        if let Some(id) = node.attr(name).filter(|_| name == attr::ID || node.is(tag::A)) {
            flow.expect_target(id);
        }
    }
    let done = |flow: &mut Flow<'a>, id: Option<NodeId>| {
        if let Some(id) = id {
            flow.append(id);
        }
        (Opened::Nothing, Content::Done)
    };
    match role {
        Role::Block(name) => {
            (if flow.open(name, node) { Opened::Block } else { Opened::Wrapper }, Content::Follows)
        }
        Role::Phrase(name) => {
            (if flow.open_phrase(name, node) { Opened::Phrase } else { Opened::Nothing }, Content::Follows)
        }
        Role::Wrapper => {
            flow.boundary();
            (Opened::Wrapper, Content::Follows)
        }
        Role::Break => {
            flow.line_break();
            (Opened::Nothing, Content::Done)
        }
        Role::Rule => {
            flow.rule();
            (Opened::Nothing, Content::Done)
        }
        Role::Image => {
            let id = media::image(&mut flow.out, node, base);
            done(flow, id)
        }
        Role::Player => {
            let id = media::player(&mut flow.out, node, base);
            done(flow, id)
        }
        Role::Picture => match media::picture(&mut flow.out, node, base) {
            None => (Opened::Nothing, Content::Follows),
            id => done(flow, id),
        },
        Role::Math => {
            let id = math::copy(&mut flow.out, node);
            done(flow, id)
        }
        Role::Transparent | Role::Drop => (Opened::Nothing, Content::Follows),
    }
}

/// Gives the targets of links within the article their ids.
fn join_links(flow: Flow<'_>) -> Tree {
    let Flow { mut out, targets, links, .. } = flow;
    let names = Keys::new(targets.iter().map(|(name, _)| keys::hash(name)).collect());
    // The first of a name counts.
    let mut by_name = vec![None; names.len()];
    for (name, id) in targets {
        if let Some(at) = names.find(keys::hash(name)) {
            by_name[at] = by_name[at].or(Some(id));
        }
    }
    let find = |name: &str| by_name[names.find(keys::hash(name))?];
    let mut count = 0;
    for (link, fragment) in links {
        let decoded = percent_decoded(fragment);
        let target = find(fragment).or_else(|| find(&decoded));
        let Some(target) = target.filter(|target| *target != Tree::ROOT) else { continue };
        if out.node(target).attr(attr::ID).is_none() {
            count += 1;
            out.set_attr(target, attr::ID, &format!("ar-{count}"));
        }
        let href = format!("#{}", out.node(target).attr(attr::ID).unwrap_or_default());
        out.set_attr(link, attr::HREF, &href);
        out.remove_attr(link, attr::REL);
    }
    out
}

/// Points the new link `id` at `url`, which may pass.
fn set_link(out: &mut Tree, id: NodeId, url: &str) {
    out.add_attr(id, attr::HREF, url);
    if !url.starts_with("mailto:") && !url.starts_with("tel:") {
        out.add_attr(id, attr::REL, LINK_REL);
    }
}

fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
#[cfg(feature = "parser")]
mod tests;
