//! One image twice: for screens of several sizes, blurred until it has come, above the text and in it.

use super::address::{has_image_name, shown};
use super::{FIGURE_LEVELS, find};
use crate::clean::Context;
use crate::clean::facts::key;
use crate::keys::{self, Keys};
use crate::metadata::words::{before, behind, count, first_chars};
use crate::tree::{Name, Node, NodeId, Tree, attr, tag};

/// Blanks in a caption that is about one image: shorter ones, such as "Photo: the agency", stand under several.
const CAPTION_BLANKS: usize = 4;
const AGAIN: &str = "image again";

/// An image, and what tells it again.
struct Image {
    id: NodeId,
    address: u64,
    /// The name of its file, its words and its caption; the address where it has none of these.
    shown: u64,
    /// The figure around it, and the name of its file; the address where that is none.
    figure: Option<(NodeId, u64)>,
    caption: Option<NodeId>,
}

/// Takes what repeats another of `images` out, and gives the captions that stood under it. Of one image twice, that
/// with a caption stays.
pub fn drop(draft: &mut Tree, context: &mut Context<'_>, images: &[NodeId]) -> Vec<NodeId> {
    let (mut left, mut plain, mut lost): (Vec<Image>, Vec<Image>, _) = (Vec::new(), Vec::new(), Vec::new());
    for &id in images {
        let node = draft.node(id);
        let image = read(node);
        let of = if image.caption.is_some() { &mut left } else { &mut plain };
        // What was there until the image came.
        let is_around = |other| node.ancestors().any(|node| node.id() == other);
        if image.figure.is_some()
            && let Some(blurred) = of.pop_if(|other| other.figure == image.figure && !is_around(other.id))
        {
            super::drop(draft, context, blurred.id, AGAIN);
        }
        of.push(image);
    }
    left.append(&mut plain);
    let (mut addresses, mut shown) = (Vec::new(), Vec::new());
    for image in &left {
        addresses.push(image.address);
        shown.push(image.shown);
    }
    let (again, shown) = (keys::repeated(&addresses), keys::repeated(&shown));
    for (at, image) in left.into_iter().enumerate() {
        if again[at] || shown[at] {
            lost.extend(image.caption);
            super::drop(draft, context, image.id, AGAIN);
        }
    }
    lost
}

fn read(image: Node<'_>) -> Image {
    let address = shown(image);
    let file = has_image_name(address).then(|| behind(before(address, "?#"), "/"));
    let caption = caption(image);
    let said = caption.map(|caption| said(image.tree().node(caption)));
    Image {
        id: image.id(),
        address: keys::hash(address),
        // Sizes of one image for several screens, each with its caption.
        shown: keys::hash(&match (file, said) {
            (Some(file), Some(said)) if count(&said, |c| c == ' ') >= CAPTION_BLANKS => {
                [file, "/", image.attr(attr::ALT).unwrap_or_default(), "/", &said].concat()
            }
            _ => address.to_owned(),
        }),
        figure: figure(image).map(|figure| (figure.id(), keys::hash(file.unwrap_or(address)))),
        caption,
    }
}

fn figure(node: Node<'_>) -> Option<Node<'_>> {
    find::around(node, FIGURE_LEVELS, &|node| node.is(tag::FIGURE))
}

/// The caption of the figure around `image`.
pub fn caption(image: Node<'_>) -> Option<NodeId> {
    const LOOKED_AT: usize = 60;
    find::below(figure(image)?, LOOKED_AT, &|node| node.is(tag::FIGCAPTION)).map(|node| node.id())
}

/// The beginning of what `caption` says, for comparison: images without end may share a caption without end.
fn said(caption: Node<'_>) -> String {
    const NODES: usize = 40;
    const CHARS: usize = 200;
    let mut out = String::new();
    for node in caption.descendants().take(NODES) {
        out.push_str(first_chars(node.text(), CHARS));
    }
    key(&out)
}

/// What a figure shows.
const CONTENT: [Name; 7] =
    [tag::IMG, tag::AMP_IMG, tag::VIDEO, tag::IFRAME, tag::TABLE, tag::PRE, tag::BLOCKQUOTE];

/// Takes figures out whose images are gone, where another caption says the same as theirs, one of `captions`.
pub fn drop_captions(draft: &mut Tree, captions: &[NodeId]) {
    let gone = Keys::new(captions.iter().map(|id| id.index() as u64).collect());
    let mut others = Vec::new();
    for id in find::named(draft, &[tag::FIGCAPTION]) {
        if !gone.has(id.index() as u64) {
            others.push(keys::hash(&said(draft.node(id))));
        }
    }
    let others = Keys::new(others);
    for &id in captions {
        let caption = draft.node(id);
        let bare = figure(caption).filter(|figure| !find::holds(*figure, &CONTENT));
        if let Some(figure) = bare.filter(|_| others.has(keys::hash(&said(caption)))) {
            draft.detach(figure.id());
        }
    }
}
