//! Images with their captions, however the page has put them together, as `figure` and `figcaption`.

use super::facts::Facts;
use super::{Context, find, hints};
use crate::keys;
use crate::metadata::words::trim;
use crate::text::{is_lower, is_upper};
use crate::tree::{Name, Node, NodeId, Tree, tag};

const HINTS: &[u32] =
    keys::words!("caption captions figcaption cutline imagecaption legend legende subtext thumbcaption");
/// Words of what says whose an image is, which right under it is a caption as well.
const CREDITS: &[u32] = keys::words!("credit credits photocredit imagecredit");
/// Elements that hold a caption.
const HOLDERS: [Name; 8] =
    [tag::DIV, tag::P, tag::SPAN, tag::DD, tag::SMALL, tag::EM, tag::FIGCAPTION, tag::TD];
/// What no caption holds, and no image with one.
const BLOCKS: [Name; 13] = [
    tag::FIGCAPTION,
    tag::FIGURE,
    tag::TABLE,
    tag::PRE,
    tag::BLOCKQUOTE,
    tag::UL,
    tag::OL,
    tag::H1,
    tag::H2,
    tag::H3,
    tag::H4,
    tag::H5,
    tag::H6,
];
/// More words than a caption has, and one that nothing but its place makes one.
const CAPTION_WORDS: u32 = 90;
const PLAIN_WORDS: u32 = 30;
/// More words than stand under a figure and are no part of the text.
const BESIDE_WORDS: u32 = 60;
/// Elements between a figure and its image.
const FIGURE_LEVELS: usize = 6;
/// How far above a caption the element is that holds it and its image.
const LEVELS: usize = 4;
/// Words beside the caption that may stand in that element: a credit.
const OTHER_WORDS: u32 = 12;

pub fn repair(draft: &mut Tree, facts: &Facts, context: &Context<'_>) {
    let captions = find::nodes(draft, &|node| {
        let own = facts.of(node.id());
        node.is_any(&HOLDERS)
            && (1..=CAPTION_WORDS).contains(&own.words())
            && own.images == 0
            && (node.is(tag::FIGCAPTION)
                || hints::has(node, HINTS)
                || hints::has(node, CREDITS) && image_before(node, facts).is_some())
    });
    for caption in captions {
        let node = draft.node(caption);
        if let Some(image) = image_before(node, facts) {
            let image = image.id();
            let figure = find::wrap(draft, image, tag::FIGURE);
            draft.detach(caption);
            draft.append(figure, caption);
            draft.rename(caption, tag::FIGCAPTION);
            continue;
        }
        let Some(figure) = figure_of(node, facts) else { continue };
        // The outermost of captions inside captions wins, and one figure has one.
        let is_other = |other: Node<'_>| other.is(tag::FIGCAPTION) && other.id() != caption;
        if !node.is(tag::FIGCAPTION) && find::below(figure, usize::MAX, &is_other).is_some() {
            continue;
        }
        let figure = figure.id();
        draft.rename(figure, tag::FIGURE);
        draft.rename(caption, tag::FIGCAPTION);
        // A `figcaption` is its figure's child, so what wraps it within the figure goes.
        if draft.node(caption).parent().map(|node| node.id()) != Some(figure) {
            draft.detach(caption);
            draft.append(figure, caption);
        }
    }
    for figure in find::nodes(draft, &|node| is_bare(node, facts)) {
        caption(draft, facts, figure);
    }
    // Goods have a name, a price and more under their picture.
    if context.is_article {
        let is_shown = |node: Node<'_>| {
            let in_figure = || find::around(node, FIGURE_LEVELS, &|node| node.is(tag::FIGURE)).is_some();
            node.is(tag::FIGURE) || node.is(tag::IMG) && !in_figure()
        };
        for figure in find::nodes(draft, &is_shown) {
            gather(draft, facts, figure);
        }
    }
    for text in find::nodes(draft, &runs_on) {
        let spaced = format!(" {}", draft.node(text).text());
        draft.set_text(text, &spaced);
    }
}

/// Takes what is said beside the caption of `figure`, a credit, and what stands under it and is no part of the text, into
/// its caption. `figure` may be an image by itself, too.
fn gather(draft: &mut Tree, facts: &Facts, figure: NodeId) {
    let is_said = |node: Node<'_>, most: u32| {
        let own = facts.of(node.id());
        node.is_any(&HOLDERS)
            && (1..=most).contains(&own.words())
            && own.images == 0
            && own.linked < own.halves
            && !find::holds(node, &BLOCKS)
    };
    let node = draft.node(figure);
    let own = facts.of(figure);
    if own.images == 0 || own.words() > CAPTION_WORDS {
        return;
    }
    let caption = node.children().find(|child| child.is(tag::FIGCAPTION)).map(|caption| caption.id());
    let mut said = Vec::new();
    if caption.is_some() {
        said.extend(node.children().map(|child| child.id()));
        let is_named = |node: Node<'_>| {
            node.is(tag::FIGCAPTION)
                || hints::is_beside(node)
                || [HINTS, CREDITS].into_iter().any(|list| hints::has(node, list))
        };
        said.retain(|id| {
            let node = draft.node(*id);
            let is_credit = || trim(&node.text_content(), "").starts_with('©');
            Some(*id) != caption
                && is_said(node, OTHER_WORDS)
                && (is_named(node) || find::below(node, 3, &is_named).is_some() || is_credit())
        });
    }
    // The boxes that hold nothing else.
    let is_box = |parent: &Node<'_>| {
        let all = facts.of(parent.id());
        all.images == own.images
            && all.halves == own.halves
            && parent.is_any(&[tag::DIV, tag::P, tag::A, tag::SPAN])
    };
    let mut top = node;
    while let Some(parent) = top.parent().filter(is_box) {
        top = parent;
    }
    let mut below = top.next();
    while let Some(node) = below {
        if facts.of(node.id()).halves > 0 {
            if !is_said(node, BESIDE_WORDS)
                || node.is(tag::FIGCAPTION)
                || !hints::is_beside(node) && find::below(node, 3, &hints::is_beside).is_none()
            {
                break;
            }
            said.push(node.id());
        } else if !node.is_text() {
            break;
        }
        below = node.next();
    }
    if said.is_empty() {
        return;
    }
    let figure = if node.is(tag::FIGURE) { figure } else { find::wrap(draft, top.id(), tag::FIGURE) };
    for id in said {
        let caption = draft.node(figure).children().find(|child| child.is(tag::FIGCAPTION));
        let Some(caption) = caption.map(|caption| caption.id()) else {
            draft.detach(id);
            draft.append(figure, id);
            draft.rename(id, tag::FIGCAPTION);
            continue;
        };
        if draft.node(id).is(tag::FIGCAPTION) {
            draft.rename(id, tag::DIV);
        }
        draft.append_text(caption, " ");
        draft.detach(id);
        draft.append(caption, id);
    }
}

/// Whether `node` is a text in a caption that begins with a capital where the element before it ends in a small letter:
/// a credit after its label, which the page sets apart by style alone.
fn runs_on(node: Node<'_>) -> bool {
    let begins = |text: &str| text.chars().next().is_some_and(is_upper);
    let ends = |text: &str| text.chars().next_back().is_some_and(is_lower);
    node.is_text()
        && begins(node.text())
        && node.previous().is_some_and(|before| before.is(tag::SPAN) && ends(&before.text_content()))
        && find::around(node, usize::MAX, &|around| around.is(tag::FIGCAPTION)).is_some()
}

/// The image that `caption` stands under in the flow of the text.
fn image_before<'a>(caption: Node<'a>, facts: &Facts) -> Option<Node<'a>> {
    let mut before = caption.previous();
    while let Some(blank) = before.filter(|node| node.is_text() && facts.of(node.id()).halves == 0) {
        before = blank.previous();
    }
    let prose = facts.of(caption.id()).prose;
    let in_flow = |parent: Node<'_>| {
        facts.of(parent.id()).prose > prose
            && !parent.is_any(&[tag::LI, tag::TD])
            && find::around(parent, LEVELS, &|node| node.is(tag::FIGURE)).is_none()
    };
    let is_image = |node: Node<'_>| {
        let own = facts.of(node.id());
        own.images == 1 && own.halves == 0 && node.is_any(&[tag::IMG, tag::P, tag::DIV, tag::A, tag::SPAN])
    };
    before.filter(|node| is_image(*node) && caption.parent().is_some_and(in_flow))
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

/// Whether `node` is one image with some words and nothing else: a `figure` without caption, or a box in which a line
/// stands under an image.
fn is_bare(node: Node<'_>, facts: &Facts) -> bool {
    let counts = facts.of(node.id());
    let most = if node.is(tag::FIGURE) { CAPTION_WORDS } else { PLAIN_WORDS };
    // An image that words are to be found beside, and in a box without name before them.
    let has_caption = || {
        let mut children =
            node.children().map(|child| facts.of(child.id())).filter(|own| own.images + own.halves > 0);
        children.next().is_some_and(|first| first.images > 0) && children.all(|own| own.images == 0)
    };
    node.is_any(&[tag::FIGURE, tag::DIV])
        && counts.images == 1
        && (1..=most).contains(&counts.words())
        && counts.linked < counts.halves
        && (node.is(tag::FIGURE) || counts.linked == 0 && has_caption())
        && find::below(node, usize::MAX, &|node| hints::has(node, keys::words!("standfirst"))).is_none()
        && !find::holds(node, &BLOCKS)
        && find::around(node, usize::MAX, &|around| around.is(tag::FIGURE) && around != node).is_none()
}

/// Makes of the words beside the image in `figure` its caption.
fn caption(draft: &mut Tree, facts: &Facts, figure: NodeId) {
    let children = draft.node(figure).children();
    let text: Vec<NodeId> = children
        .map(|child| child.id())
        .filter(|child| facts.of(*child).images == 0 && facts.of(*child).halves > 0)
        .collect();
    if text.is_empty() {
        return;
    }
    draft.rename(figure, tag::FIGURE);
    let caption = draft.new_element(tag::FIGCAPTION);
    for id in text {
        draft.detach(id);
        draft.append(caption, id);
    }
    draft.append(figure, caption);
}
