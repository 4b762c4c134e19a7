//! Frames with videos, posts and charts of other sites become a link to what they would show: nothing is asked of
//! other sites before a reader does.

use super::{Context, hints};
use crate::text::collapse;
use crate::tree::{Node, NodeId, Tree, attr, tag};
use crate::url::{Base, scheme};

/// Class words around frames that belong to articles.
const HINTS: &[&str] = &[
    "embed",
    "embedded",
    "embeds",
    "video",
    "videos",
    "player",
    "media",
    "iframe",
    "responsive",
    "oembed",
    "podcast",
    "audio",
    "chart",
    "graphic",
    "map",
    "tweet",
    "post",
];
/// Class words around frames that do not.
const OTHERS: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "promo",
    "newsletter",
    "sponsor",
    "comments",
    "social",
    "share",
    "widget",
];
/// How far above the frame such a word says something.
const LEVELS: usize = 3;
const TITLE_CHARS: usize = 120;

pub fn repair(draft: &mut Tree, context: &mut Context<'_>) {
    let frames: Vec<NodeId> =
        draft.root().descendants().filter(|node| is_frame(*node)).map(|node| node.id()).collect();
    for id in frames {
        let node = draft.node(id);
        match address(node, context.base).filter(|_| belongs(node)) {
            Some(url) => {
                let title = title(node, &url);
                replace(draft, id, &url, &title);
            }
            None => {
                context.trace.note("clean/embeds", || {
                    ("frame".into(), node.attr(attr::SRC).unwrap_or_default().into())
                });
                draft.detach(id);
            }
        }
    }
}

fn is_frame(node: Node<'_>) -> bool {
    node.is_any(&[tag::IFRAME, tag::AMP_IFRAME, tag::EMBED, tag::OBJECT])
        || node.is_any(&[tag::VIDEO, tag::AMP_VIDEO]) && !has_source(node)
}

/// Whether a `video` names a file that can be played.
fn has_source(node: Node<'_>) -> bool {
    let fits = |node: Node<'_>| {
        node.attr(attr::SRC).is_some_and(|src| {
            !src.trim().is_empty() && scheme(src).is_none_or(|scheme| scheme.starts_with("http"))
        })
    };
    fits(node) || node.children().any(|child| child.is(tag::SOURCE) && fits(child))
}

fn address(node: Node<'_>, base: Option<&Base>) -> Option<String> {
    let lazy = ["data-src", "data-lazy-src", "data-iframe-src", "data"]
        .iter()
        .filter_map(|name| node.attr_spelled(name));
    let src = node
        .attr(attr::SRC)
        .into_iter()
        .chain(lazy)
        .map(str::trim)
        .find(|src| !src.is_empty() && !src.starts_with("about:"))?;
    let url = base.map_or_else(|| src.to_owned(), |base| base.resolve(src));
    let url = if url.starts_with("//") { format!("https:{url}") } else { url };
    (url.starts_with("https://") || url.starts_with("http://")).then_some(url)
}

fn belongs(node: Node<'_>) -> bool {
    let tiny = |name| {
        node.attr(name)
            .is_some_and(|size| size.trim_end_matches("px").parse::<u32>().is_ok_and(|size| size <= 1))
    };
    let around = || {
        std::iter::once(node)
            .chain(node.ancestors().take(LEVELS))
            .filter(|node| !node.is_any(&[tag::ARTICLE, tag::MAIN, tag::BODY]))
    };
    let shows = node.attr_spelled("allowfullscreen").is_some()
        || node.attr(attr::TITLE).is_some_and(|title| !title.trim().is_empty())
        || node.is_any(&[tag::EMBED, tag::OBJECT])
        || around().any(|node| node.is(tag::FIGURE) || hints::has(node, HINTS));
    shows && !tiny(attr::WIDTH) && !tiny(attr::HEIGHT) && !around().any(|node| hints::has(node, OTHERS))
}

/// What the frame is called, or where it comes from.
fn title(node: Node<'_>, url: &str) -> String {
    let named = [attr::TITLE, attr::ARIA_LABEL].iter().find_map(|name| node.attr(*name)).map(collapse);
    let host = || Base::parse(url).map(|base| base.host().to_owned()).unwrap_or_default();
    named.filter(|title| !title.is_empty()).unwrap_or_else(host).chars().take(TITLE_CHARS).collect()
}

fn replace(draft: &mut Tree, frame: NodeId, url: &str, title: &str) {
    let link = draft.new_element(tag::A);
    draft.set_attr(link, attr::HREF, url);
    draft.append_text(link, title);
    // The figure around it, if it has one, becomes the placeholder and keeps its caption.
    let figure =
        draft.node(frame).ancestors().take(LEVELS).find(|node| node.is(tag::FIGURE)).map(|node| node.id());
    match figure {
        Some(figure) => {
            draft.set_attr(figure, attr::CLASS, "ar-embed");
            draft.insert_before(frame, link);
        }
        None => {
            let figure = draft.new_element(tag::FIGURE);
            draft.set_attr(figure, attr::CLASS, "ar-embed");
            draft.append(figure, link);
            draft.insert_before(frame, figure);
        }
    }
    draft.detach(frame);
}
