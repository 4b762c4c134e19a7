//! Images with their captions, however the page has put them together, as `figure` and `figcaption`.

use super::facts::Facts;
use super::{Context, hints};
use crate::tree::{Node, NodeId, Tree, tag};

const HINTS: &[&str] = &[
    "caption",
    "captions",
    "figcaption",
    "cutline",
    "imagecaption",
    "legend",
    "legende",
    "subtext",
    "thumbcaption",
];
/// More words than a caption has.
const CAPTION_WORDS: u32 = 90;
/// How far above a caption the element is that holds it and its image.
const LEVELS: usize = 4;
/// Words beside the caption that may stand in that element: a credit.
const OTHER_WORDS: u32 = 12;

pub fn repair(draft: &mut Tree, facts: &Facts, _: &Context<'_>) {
    let captions: Vec<(NodeId, NodeId)> = draft
        .root()
        .descendants()
        .filter(|node| {
            node.is_any(&[
                tag::DIV,
                tag::P,
                tag::SPAN,
                tag::DD,
                tag::SMALL,
                tag::EM,
                tag::FIGCAPTION,
                tag::TD,
            ])
        })
        .filter(|node| {
            let words = facts.of(node.id()).words();
            let own = facts.of(node.id());
            (1..=CAPTION_WORDS).contains(&words)
                && own.images == 0
                && (node.is(tag::FIGCAPTION) || hints::has(*node, HINTS))
        })
        .filter_map(|caption| Some((figure_of(caption, facts)?.id(), caption.id())))
        .collect();
    for (figure, caption) in captions {
        // The outermost of captions inside captions wins, and one figure has one.
        let taken =
            draft.node(figure).descendants().any(|node| node.is(tag::FIGCAPTION) && node.id() != caption);
        if taken && !draft.node(caption).is(tag::FIGCAPTION) {
            continue;
        }
        draft.rename(figure, tag::FIGURE);
        draft.rename(caption, tag::FIGCAPTION);
        lift(draft, figure, caption);
    }
    bare_captions(draft, facts);
}

/// The element that holds `caption` and its image, and little more.
fn figure_of<'a>(caption: Node<'a>, facts: &Facts) -> Option<Node<'a>> {
    let own = facts.of(caption.id());
    for ancestor in caption.ancestors().take(LEVELS) {
        let all = facts.of(ancestor.id());
        if ancestor.is_any(&[tag::ARTICLE, tag::MAIN, tag::BODY, tag::LI, tag::TABLE, tag::TR, tag::UL])
            || all.words() > own.words() + OTHER_WORDS
        {
            return None;
        }
        if ancestor.is(tag::FIGURE) || all.images > 0 && ancestor.is_element() {
            return (all.images <= 2 || ancestor.is(tag::FIGURE)).then_some(ancestor);
        }
    }
    None
}

/// A `figcaption` is its figure's child, so what wraps it within the figure goes.
fn lift(draft: &mut Tree, figure: NodeId, caption: NodeId) {
    let parent = draft.node(caption).parent().map(|node| node.id());
    if parent != Some(figure) {
        draft.detach(caption);
        draft.append(figure, caption);
    }
}

/// The text of a `figure` that has an image and some words, but no `figcaption` around them.
fn bare_captions(draft: &mut Tree, facts: &Facts) {
    let bare: Vec<NodeId> = draft
        .root()
        .descendants()
        .filter(|node| node.is(tag::FIGURE))
        .filter(|node| {
            let counts = facts.of(node.id());
            counts.images == 1
                && (1..=CAPTION_WORDS).contains(&counts.words())
                && counts.linked < counts.halves
                && !node.descendants().any(|node| {
                    node.is_any(&[
                        tag::FIGCAPTION,
                        tag::TABLE,
                        tag::PRE,
                        tag::BLOCKQUOTE,
                        tag::UL,
                        tag::OL,
                        tag::FIGURE,
                    ])
                })
        })
        .map(|node| node.id())
        .collect();
    for figure in bare {
        let node = draft.node(figure);
        let image = |node: Node<'_>| facts.of(node.id()).images > 0;
        let text: Vec<NodeId> = node
            .children()
            .filter(|child| !image(*child) && facts.of(child.id()).halves > 0)
            .map(|child| child.id())
            .collect();
        if text.is_empty() {
            continue;
        }
        let caption = draft.new_element(tag::FIGCAPTION);
        for id in text {
            draft.detach(id);
            draft.append(caption, id);
        }
        draft.append(figure, caption);
    }
}
