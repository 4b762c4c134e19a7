//! Images that wait for a script to load them, in all the ways pages do that, and those that nobody should see.

use super::{Context, hints};
use crate::keys;
use crate::text;
use crate::tree::{Name, Node, NodeId, Tree, attr, tag};
use crate::url::srcset_candidates;

/// Attributes that hold the address of the image while `src` holds a placeholder, the surest first.
const LAZY: [&str; 14] = [
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-original-src",
    "data-full-src",
    "data-hi-res-src",
    "data-actualsrc",
    "data-echo",
    "data-img-src",
    "data-image",
    "data-image-src",
    "data-url",
    "data-pin-media",
];
const LAZY_SETS: [&str; 4] = ["data-srcset", "data-lazy-srcset", "data-original-set", "data-sources"];

/// A picture in an address that is no larger than this is a placeholder.
const PLACEHOLDER_BYTES: usize = 2500;
/// Names of files that stand in for images.
const PLACEHOLDERS: [&str; 10] = [
    "placeholder",
    "blank.",
    "spacer",
    "1x1",
    "transparent",
    "pixel.",
    "loading.",
    "lazyload",
    "/lazy.",
    "grey.",
];
/// Images no larger than this track; images no larger than that are signs.
const PIXEL: u32 = 3;
const ICON: u32 = 36;
/// Wide enough for any reader, where there is a choice.
const WIDE: f32 = 1600.0;

pub fn repair(draft: &mut Tree, context: &mut Context<'_>) {
    take_from_noscript(draft);
    take_from_microdata(draft);
    let ids = |draft: &Tree, names: &[Name]| -> Vec<NodeId> {
        draft.root().descendants().filter(|node| node.is_any(names)).map(|node| node.id()).collect()
    };
    for id in ids(draft, &[tag::PICTURE]) {
        resolve_picture(draft, id);
    }
    let mut left = Vec::new();
    for id in ids(draft, &[tag::IMG, tag::AMP_IMG]) {
        draft.rename(id, tag::IMG);
        resolve(draft, id);
        let node = draft.node(id);
        if let Some(emoji) = as_text(node) {
            let text = draft.new_text(&emoji);
            draft.insert_before(id, text);
            draft.detach(id);
            continue;
        }
        let address = node.attr(attr::SRC).or(node.attr(attr::SRCSET)).unwrap_or_default().trim();
        let reason = if address.is_empty() || is_placeholder(address) {
            Some("no address")
        } else if is_sign(node) {
            Some("tracking pixel or icon")
        } else {
            left.push((id, keys::hash(address)));
            None
        };
        if let Some(reason) = reason {
            context.trace.note("clean/images", || (reason.to_owned(), address.to_owned()));
            draft.detach(id);
        }
    }
    let addresses: Vec<u64> = left.iter().map(|(_, address)| *address).collect();
    for ((id, _), again) in left.into_iter().zip(keys::repeated(&addresses)) {
        if again {
            context.trace.note("clean/images", || ("image again".to_owned(), String::new()));
            draft.detach(id);
        }
    }
}

/// A `noscript` that holds images holds what a script would show: they take its place, and that of the placeholder
/// before it.
fn take_from_noscript(draft: &mut Tree) {
    let holders: Vec<NodeId> = draft
        .root()
        .descendants()
        .filter(|node| node.is(tag::NOSCRIPT))
        .filter(|node| {
            let mut below = node.descendants();
            below.any(|node| node.is_any(&[tag::IMG, tag::PICTURE]))
                && node.descendants().all(|node| !node.is_text() || node.text().trim().is_empty())
        })
        .map(|node| node.id())
        .collect();
    for holder in holders {
        let images = |node: Node<'_>| {
            let own = node.is_any(&[tag::IMG, tag::AMP_IMG]).then_some(node);
            own.into_iter()
                .chain(node.descendants().filter(|node| node.is_any(&[tag::IMG, tag::AMP_IMG])))
                .map(|node| node.id())
                .take(2)
                .collect::<Vec<_>>()
        };
        let node = draft.node(holder);
        let fallback = images(node);
        let is_blank = |node: &Node<'_>| node.is_text() && node.text().trim().is_empty();
        let before =
            std::iter::successors(node.previous(), |node| node.previous()).find(|node| !is_blank(node));
        let after = std::iter::successors(node.next(), |node| node.next()).find(|node| !is_blank(node));
        let near: Vec<Vec<NodeId>> = [before, after].into_iter().flatten().map(images).collect();
        let src = |id: NodeId| draft.node(id).attr(attr::SRC).unwrap_or_default().to_owned();
        let waits = |id: NodeId| {
            let node = draft.node(id);
            is_placeholder(&src(id))
                || lazy_address(node).is_some()
                || hints::has(node, &["lazy", "lazyload", "placeholder"])
        };
        let double = near.iter().find(|images| match images.as_slice() {
            [only] => waits(*only) || fallback.first().is_some_and(|own| src(*own) == src(*only)),
            _ => false,
        });
        let double = double.and_then(|images| images.first().copied());
        if let Some(double) = double {
            draft.detach(double);
        }
        draft.unwrap(holder);
    }
}

/// A figure that is an image by its microdata alone, until a script has put one in.
fn take_from_microdata(draft: &mut Tree) {
    let figures: Vec<(NodeId, String)> = draft
        .root()
        .descendants()
        .filter(|node| node.is(tag::FIGURE))
        .filter(|node| node.attr(attr::ITEMTYPE).is_some_and(|kind| kind.ends_with("/ImageObject")))
        .filter(|node| !node.descendants().any(|node| node.is_any(&[tag::IMG, tag::PICTURE, tag::AMP_IMG])))
        .filter_map(|node| Some((node.id(), node.attr(attr::ITEMID)?.to_owned())))
        .collect();
    for (figure, address) in figures {
        let image = draft.new_element(tag::IMG);
        draft.set_attr(image, attr::SRC, &address);
        match draft.node(figure).first_child().map(|child| child.id()) {
            Some(first) => draft.insert_before(first, image),
            None => draft.append(figure, image),
        }
    }
}

/// Makes of a `picture` a plain image with the best that it offers.
fn resolve_picture(draft: &mut Tree, picture: NodeId) {
    let node = draft.node(picture);
    let set = |node: Node<'_>| {
        let own = LAZY_SETS.iter().find_map(|name| node.attr_spelled(name)).or(node.attr(attr::SRCSET));
        own.filter(|set| !set.trim().is_empty() && !is_placeholder(set)).map(str::to_owned)
    };
    let sources: Vec<Node<'_>> = node.descendants().filter(|node| node.is(tag::SOURCE)).collect();
    // Sources for some window sizes only come second to those for all.
    let best = sources
        .iter()
        .filter(|source| source.attr(attr::MEDIA).is_none())
        .chain(&sources)
        .find_map(|source| set(*source));
    let source_ids: Vec<NodeId> = sources.iter().map(|source| source.id()).collect();
    let img = node.descendants().find(|node| node.is_any(&[tag::IMG, tag::AMP_IMG]));
    let own = img.is_some_and(|img| {
        img.attr(attr::SRC).is_some_and(|src| !is_placeholder(src))
            || set(img).is_some()
            || lazy_address(img).is_some()
    });
    let img = img.map(|img| img.id());
    for id in source_ids {
        draft.detach(id);
    }
    match (img, best) {
        (Some(img), Some(best)) if !own => draft.set_attr(img, attr::SRCSET, &best),
        (None, Some(best)) => {
            let img = draft.new_element(tag::IMG);
            draft.set_attr(img, attr::SRCSET, &best);
            draft.append(picture, img);
        }
        _ => {}
    }
    draft.unwrap(picture);
}

/// Gives the image `id` the address that a script would.
fn resolve(draft: &mut Tree, id: NodeId) {
    let node = draft.node(id);
    let set = LAZY_SETS.iter().find_map(|name| node.attr_spelled(name)).or(node.attr(attr::SRCSET));
    let set = set.filter(|set| !set.trim().is_empty() && !is_placeholder(set)).map(str::to_owned);
    let src = node.attr(attr::SRC).map(str::trim).filter(|src| !src.is_empty() && !is_placeholder(src));
    let lazy = lazy_address(node).map(str::to_owned);
    let best = set.as_deref().and_then(best_candidate);
    let src = lazy.or(src.map(str::to_owned)).or(best);
    match &set {
        Some(set) => draft.set_attr(id, attr::SRCSET, set),
        None => draft.remove_attr(id, attr::SRCSET),
    }
    match &src {
        Some(src) => draft.set_attr(id, attr::SRC, src),
        None => draft.remove_attr(id, attr::SRC),
    }
}

/// The address that a script would put into `src`.
fn lazy_address(node: Node<'_>) -> Option<&str> {
    let fits = |value: &&str| !value.is_empty() && !is_placeholder(value) && !value.contains(['{', '<', ' ']);
    let known = LAZY
        .iter()
        .filter_map(|name| node.attr_spelled(name))
        .map(str::trim)
        .find(|value| fits(value) && looks_like_address(value));
    let placeholder = node.attr(attr::SRC).is_none_or(|src| src.trim().is_empty() || is_placeholder(src));
    known.or_else(|| {
        let others = node.attrs().filter(|(name, _)| node.tree().spelling(*name).starts_with("data-"));
        others
            .map(|(_, value)| value.trim())
            .find(|value| placeholder && fits(value) && has_image_name(value))
    })
}

fn looks_like_address(value: &str) -> bool {
    value.starts_with("http")
        || value.starts_with('/')
        || value.starts_with("data:image/")
        || value.contains('/')
        || has_image_name(value)
}

fn has_image_name(value: &str) -> bool {
    let path = value.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"].iter().any(|ending| path.ends_with(ending))
}

fn is_placeholder(address: &str) -> bool {
    let address = address.trim();
    if address.starts_with("data:") {
        return address.len() < PLACEHOLDER_BYTES || address.starts_with("data:image/svg");
    }
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rfind('/').map_or(path, |at| &path[at..]).to_ascii_lowercase();
    address.starts_with("about:") || PLACEHOLDERS.iter().any(|word| name.contains(word))
}

/// The candidate of `set` that is wide enough, or else the widest.
fn best_candidate(set: &str) -> Option<String> {
    let mut best: Option<(f32, &str)> = None;
    for (url, descriptor) in srcset_candidates(set) {
        // Densities are of the same order as widths then.
        let unit = if descriptor.ends_with('x') { WIDE / 2.0 } else { 1.0 };
        let width = text::decimal(descriptor.trim_end_matches(['w', 'x', 'h'])).unwrap_or(1.0) * unit;
        let better = best
            .is_none_or(|(best, _)| if best < WIDE { width > best } else { width >= WIDE && width < best });
        if better && !is_placeholder(url) {
            best = Some((width, url));
        }
    }
    best.map(|(_, url)| url.to_owned())
}

/// The size of an image in pixels, where it says so.
fn size(node: Node<'_>, name: Name) -> Option<u32> {
    text::decimal(node.attr(name)?.trim().trim_end_matches("px")).map(|size| size as u32)
}

/// Tracking pixels, icons, faces of authors.
fn is_sign(node: Node<'_>) -> bool {
    let (width, height) = (size(node, attr::WIDTH), size(node, attr::HEIGHT));
    let within = |most: u32| matches!((width, height), (Some(w), Some(h)) if w <= most && h <= most);
    let thin = width.is_some_and(|w| w <= 1) || height.is_some_and(|h| h <= 1);
    thin || within(PIXEL)
        || within(ICON)
        || hints::has(node, &["avatar", "gravatar", "icon", "logo", "pixel", "tracking", "beacon"])
}

/// The characters that a picture of a character stands for.
fn as_text(node: Node<'_>) -> Option<String> {
    let alt = node.attr(attr::ALT)?.trim();
    let small = size(node, attr::WIDTH).is_some_and(|w| w <= ICON)
        || size(node, attr::HEIGHT).is_some_and(|h| h <= ICON);
    let named = hints::has(node, &["emoji", "smiley", "emoticon"]);
    let characters = alt.chars().count();
    let picture = alt.chars().any(|c| c as u32 >= 0x203c && !c.is_alphabetic());
    ((named || small) && (1..=8).contains(&characters) && picture).then(|| alt.to_owned())
}
