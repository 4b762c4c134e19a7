//! Images that wait for a script to load them, in all the ways pages do that, and those that nobody should see.

mod address;
mod doubles;
mod fallback;

use super::{Context, find, hints, math};
use crate::keys;
use crate::metadata::words::{count, has, trim};
use crate::text;
use crate::tree::{Name, Node, NodeId, Tree, attr, tag};
pub use address::has_image_name;

/// Images no larger than this track; images no larger than that are signs.
const PIXEL: u32 = 1;
const ICON: u32 = 36;
/// Elements between a button and the image on it.
const BUTTON_LEVELS: usize = 4;
/// Elements between a figure and its image.
const FIGURE_LEVELS: usize = 6;
const IMAGES: [Name; 2] = [tag::IMG, tag::AMP_IMG];

pub fn repair(draft: &mut Tree, context: &mut Context<'_>) {
    fallback::take(draft);
    for figure in find::nodes(draft, &is_microdata) {
        take_microdata(draft, figure);
    }
    for picture in find::named(draft, &[tag::PICTURE]) {
        resolve_picture(draft, picture);
    }
    let (mut left, mut lost) = (Vec::new(), Vec::new());
    for id in find::named(draft, &IMAGES) {
        draft.rename(id, tag::IMG);
        address::resolve(draft, id);
        let node = draft.node(id);
        if let Some(emoji) = as_text(node) {
            let text = draft.new_text(&emoji);
            draft.insert_before(id, text);
            draft.detach(id);
        } else if address::is_placeholder(address::shown(node)) {
            lost.extend(doubles::caption(node));
            drop(draft, context, id, "no address");
        } else if is_sign(node) {
            drop(draft, context, id, "tracking pixel or icon");
        } else if find::around(node, BUTTON_LEVELS, &|around| around.is(tag::BUTTON)).is_none() {
            // What is to be clicked will go, and is not the one to stay.
            left.push(id);
        }
    }
    lost.append(&mut doubles::drop(draft, context, &left));
    doubles::drop_captions(draft, &lost);
}

#[inline(never)]
fn drop(draft: &mut Tree, context: &mut Context<'_>, id: NodeId, reason: &str) {
    let address = || draft.node(id).attr(attr::SRC).unwrap_or_default().to_owned();
    context.trace.note("clean/images", || (reason.to_owned(), address()));
    draft.detach(id);
}

/// Whether `node` is a figure that is an image by its microdata alone, until a script has put one in.
fn is_microdata(node: Node<'_>) -> bool {
    node.is(tag::FIGURE)
        && node.attr(attr::ITEMTYPE).is_some_and(|kind| kind.ends_with("/ImageObject"))
        && node.attr(attr::ITEMID).is_some()
        && !find::holds(node, &[tag::IMG, tag::PICTURE, tag::AMP_IMG])
}

fn take_microdata(draft: &mut Tree, figure: NodeId) {
    let address = draft.node(figure).attr(attr::ITEMID).unwrap_or_default().to_owned();
    let image = draft.new_element(tag::IMG);
    draft.set_attr(image, attr::SRC, &address);
    match draft.node(figure).first_child().map(|child| child.id()) {
        Some(first) => draft.insert_before(first, image),
        None => draft.append(figure, image),
    }
}

/// Makes of a `picture` a plain image with the best that it offers.
fn resolve_picture(draft: &mut Tree, picture: NodeId) {
    let node = draft.node(picture);
    let mut image = None;
    let mut sources: Vec<NodeId> = Vec::new();
    let mut best: Option<(bool, &str)> = None;
    for node in node.descendants() {
        if node.is(tag::SOURCE) {
            sources.push(node.id());
            // Sources for some window sizes only come second to those for all.
            let for_all = node.attr(attr::MEDIA).is_none();
            if let Some(set) = address::set(node)
                && best.is_none_or(|(best_for_all, _)| for_all && !best_for_all)
            {
                best = Some((for_all, set));
            }
        } else if node.is_any(&IMAGES) && image.is_none() {
            image = Some(node);
        }
    }
    let own = image.is_some_and(|image| {
        !address::is_placeholder(address::source(image))
            || address::set(image).is_some()
            || address::lazy(image).is_some()
    });
    let best = best.filter(|_| !own).map(|(_, set)| set.to_owned());
    let image = image.map(|image| image.id());
    for source in sources {
        draft.detach(source);
    }
    if let Some(best) = best {
        let image = image.unwrap_or_else(|| {
            let image = draft.new_element(tag::IMG);
            draft.append(picture, image);
            image
        });
        draft.set_attr(image, attr::SRCSET, &best);
    }
    draft.unwrap(picture);
}

/// The size of an image in pixels, where it says so.
fn size(node: Node<'_>, name: Name) -> u32 {
    let size = node.attr(name).and_then(|size| text::decimal(trim(size, "px")));
    size.map_or(u32::MAX, |size| size as u32)
}

/// Tracking pixels, icons, faces of authors.
fn is_sign(node: Node<'_>) -> bool {
    let (width, height) = (size(node, attr::WIDTH), size(node, attr::HEIGHT));
    // A height of nothing for a picture is one that was not known.
    let is_unknown = height == 0 && (ICON + 1..u32::MAX).contains(&width);
    width.min(height) <= PIXEL && !is_unknown
        || width.max(height) <= ICON && !math::is_picture(node)
        || hints::has(node, keys::words!("avatar gravatar icon logo pixel tracking beacon"))
}

/// The characters that a picture of a character stands for.
fn as_text(node: Node<'_>) -> Option<String> {
    const MOST: usize = 8;
    let alt = trim(node.attr(attr::ALT)?, "");
    let small = size(node, attr::WIDTH).min(size(node, attr::HEIGHT)) <= ICON;
    let picture = has(alt, |c| c as u32 >= 0x203c && !c.is_alphabetic());
    ((small || hints::has(node, keys::words!("emoji smiley emoticon")))
        && picture
        && count(alt, |_| true) <= MOST)
        .then(|| alt.to_owned())
}
