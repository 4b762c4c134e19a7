//! Frames with videos, posts and charts of other sites become a link to what they would show: nothing is asked of
//! other sites before a reader does.

use super::{Context, find, hints};
use crate::keys;
use crate::metadata::words::{first_chars, is_blank, listed, trim};
use crate::text::collapse;
use crate::tree::{Node, NodeId, Tree, attr, tag};
use crate::url::{Base, scheme};

/// Class words around frames that belong to articles.
const HINTS: &[u32] = keys::words!(
    "embed embedded embeds video videos player media iframe responsive oembed podcast audio chart graphic map tweet post"
);
/// Class words around frames that do not.
const OTHERS: &[u32] =
    keys::words!("ad ads advert advertisement promo newsletter sponsor comments social share widget");
/// How far above the frame such a word says something.
const LEVELS: usize = 3;
const TITLE_CHARS: usize = 120;

pub fn repair(draft: &mut Tree, context: &mut Context<'_>) {
    for id in find::nodes(draft, &is_frame) {
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
        let src = node.attr(attr::SRC).unwrap_or_default();
        !is_blank(src) && scheme(src).is_none_or(|scheme| scheme.starts_with("http"))
    };
    fits(node) || node.children().any(|child| child.is(tag::SOURCE) && fits(child))
}

fn address(node: Node<'_>, base: Option<&Base>) -> Option<String> {
    let mut src = trim(node.attr(attr::SRC).unwrap_or_default(), "");
    for name in ["data-src", "data-lazy-src", "data-iframe-src", "data"] {
        if src.is_empty() || src.starts_with("about:") {
            src = trim(node.attr_spelled(name).unwrap_or_default(), "");
        }
    }
    let mut url = base.map_or_else(|| src.to_owned(), |base| base.resolve(src));
    if url.starts_with("//") {
        url.insert_str(0, "https:");
    }
    (!src.is_empty() && (url.starts_with("https://") || url.starts_with("http://"))).then_some(url)
}

fn belongs(node: Node<'_>) -> bool {
    let tiny = |name| listed("0,1,0px,1px", node.attr(name).unwrap_or_default());
    let near = |fits: &dyn Fn(Node<'_>) -> bool| {
        find::around(node, LEVELS, &|node| !node.is_any(&[tag::ARTICLE, tag::MAIN, tag::BODY]) && fits(node))
            .is_some()
    };
    let shows = node.attr_spelled("allowfullscreen").is_some()
        || node.attr(attr::TITLE).is_some_and(|title| !is_blank(title))
        || node.is_any(&[tag::EMBED, tag::OBJECT])
        || near(&|node| node.is(tag::FIGURE) || hints::has(node, HINTS));
    shows && !tiny(attr::WIDTH) && !tiny(attr::HEIGHT) && !near(&|node| hints::has(node, OTHERS))
}

/// What the frame is called, or where it comes from.
fn title(node: Node<'_>, url: &str) -> String {
    let named = node.attr(attr::TITLE).or(node.attr(attr::ARIA_LABEL));
    let mut title = collapse(named.unwrap_or_default());
    if title.is_empty() {
        title = Base::parse(url).map(|base| base.host().to_owned()).unwrap_or_default();
    }
    title.truncate(first_chars(&title, TITLE_CHARS).len());
    title
}

fn replace(draft: &mut Tree, frame: NodeId, url: &str, title: &str) {
    let link = draft.new_element(tag::A);
    draft.set_attr(link, attr::HREF, url);
    draft.append_text(link, title);
    draft.insert_before(frame, link);
    // The figure around it, if it has one, becomes the placeholder and keeps its caption.
    let figure = find::around(draft.node(frame), LEVELS, &|node| node.is(tag::FIGURE)).map(|node| node.id());
    let figure = figure.unwrap_or_else(|| find::wrap(draft, link, tag::FIGURE));
    draft.set_attr(figure, attr::CLASS, "ar-embed");
    draft.detach(frame);
}
