//! Images that wait for a script to load them, in all the ways pages do that, and those that nobody should see.

use super::facts::key;
use super::{Context, find, hints, math, words};
use crate::keys::{self, Keys};
use crate::metadata::words::{before, behind, contains, count, first_chars, has, trim};
use crate::text;
use crate::tree::{Name, Node, NodeId, Tree, attr, tag};
use crate::url::srcset_candidates;

/// Attributes that hold the address of the image while `src` holds a placeholder, the surest first.
const LAZY: &str = "data-src,data-original,data-lazy-src,data-lazy,data-original-src,data-full-src,data-hi-res-src,\
    data-actualsrc,data-echo,data-img-src,data-image,data-image-src,data-url,data-pin-media";
const LAZY_SETS: &str = "data-srcset,data-lazy-srcset,data-original-set,data-sources";

/// A picture in an address that is no larger than this is a placeholder.
const PLACEHOLDER_BYTES: usize = 2500;
/// Parts of the names of files that stand in for images.
const PLACEHOLDERS: &str = "placeholder,blank.,spacer,1x1,transparent,pixel.,loading.,lazyload,/lazy.,grey.,\
    noimage,no-image,no_image";
/// Images no larger than this track; images no larger than that are signs.
const PIXEL: u32 = 1;
const ICON: u32 = 36;
/// Wide enough for any reader, where there is a choice.
const WIDE: f32 = 1600.0;
/// Elements between a button and the image on it.
const BUTTON_LEVELS: usize = 4;
/// Blanks in a caption that is about one image: shorter ones, such as "Photo: the agency", stand under several.
const CAPTION_BLANKS: usize = 4;
/// Elements between a figure and its image.
const FIGURE_LEVELS: usize = 6;
const IMAGES: [Name; 2] = [tag::IMG, tag::AMP_IMG];

pub fn repair(draft: &mut Tree, context: &mut Context<'_>) {
    for holder in find::nodes(draft, &is_fallback) {
        take_fallback(draft, holder);
    }
    for figure in find::nodes(draft, &is_microdata) {
        take_microdata(draft, figure);
    }
    for picture in find::named(draft, &[tag::PICTURE]) {
        resolve_picture(draft, picture);
    }
    // Of one image twice, that with a caption stays.
    let (mut left, mut plain, mut lost): (Vec<Image>, Vec<Image>, _) = (Vec::new(), Vec::new(), Vec::new());
    for id in find::named(draft, &IMAGES) {
        draft.rename(id, tag::IMG);
        resolve(draft, id);
        let node = draft.node(id);
        if let Some(emoji) = as_text(node) {
            let text = draft.new_text(&emoji);
            draft.insert_before(id, text);
            draft.detach(id);
            continue;
        }
        let address = trim(node.attr(attr::SRC).or(node.attr(attr::SRCSET)).unwrap_or_default(), "");
        let figure = find::around(node, FIGURE_LEVELS, &|node| node.is(tag::FIGURE));
        let caption = figure.and_then(caption);
        if is_placeholder(address) {
            lost.extend(caption);
            drop(draft, context, id, "no address");
        } else if is_sign(node) {
            drop(draft, context, id, "tracking pixel or icon");
        } else if find::around(node, BUTTON_LEVELS, &|around| around.is(tag::BUTTON)).is_none() {
            // What is to be clicked will go, and is not the one to stay.
            let file = has_image_name(address).then(|| behind(before(address, "?#"), "/"));
            let said = caption.map(|caption| said(draft.node(caption)));
            let of = if caption.is_some() { &mut left } else { &mut plain };
            let image = Image {
                id,
                address: keys::hash(address),
                // Sizes of one image for several screens, each with its caption.
                shown: keys::hash(&match (file, said) {
                    (Some(file), Some(said)) if count(&said, |c| c == ' ') >= CAPTION_BLANKS => {
                        [file, "/", node.attr(attr::ALT).unwrap_or_default(), "/", &said].concat()
                    }
                    _ => address.to_owned(),
                }),
                figure: figure.map(|figure| (figure.id(), keys::hash(file.unwrap_or(address)))),
                caption,
            };
            // What was there until the image came.
            let is_around = |other| node.ancestors().any(|node| node.id() == other);
            if figure.is_some()
                && let Some(blurred) = of.pop_if(|other| other.figure == image.figure && !is_around(other.id))
            {
                drop(draft, context, blurred.id, "image again");
            }
            of.push(image);
        }
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
            drop(draft, context, image.id, "image again");
        }
    }
    drop_captions(draft, &lost);
}

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

/// The caption of `figure`.
fn caption(figure: Node<'_>) -> Option<NodeId> {
    const LOOKED_AT: usize = 60;
    find::below(figure, LOOKED_AT, &|node| node.is(tag::FIGCAPTION)).map(|node| node.id())
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
fn drop_captions(draft: &mut Tree, captions: &[NodeId]) {
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
        let figure = find::around(caption, FIGURE_LEVELS, &|node| node.is(tag::FIGURE));
        let bare = figure.filter(|figure| !find::holds(*figure, &CONTENT));
        if let Some(figure) = bare.filter(|_| others.has(keys::hash(&said(caption)))) {
            draft.detach(figure.id());
        }
    }
}

#[inline(never)]
fn drop(draft: &mut Tree, context: &mut Context<'_>, id: NodeId, reason: &str) {
    let address = || draft.node(id).attr(attr::SRC).unwrap_or_default().to_owned();
    context.trace.note("clean/images", || (reason.to_owned(), address()));
    draft.detach(id);
}

/// Whether `node` is a `noscript` that holds images and nothing else: what a script would show.
fn is_fallback(node: Node<'_>) -> bool {
    node.is(tag::NOSCRIPT)
        && find::holds(node, &IMAGES)
        && find::below(node, usize::MAX, &|node| !is_blank(node) && node.is_text()).is_none()
}

fn is_blank(node: Node<'_>) -> bool {
    node.is_text() && crate::metadata::words::is_blank(node.text())
}

/// The images of `holder` take its place, and that of the placeholder beside it.
fn take_fallback(draft: &mut Tree, holder: NodeId) {
    let node = draft.node(holder);
    let own = image_of(node).map(address);
    let mut before = node.previous();
    while let Some(blank) = before.filter(|node| is_blank(*node)) {
        before = blank.previous();
    }
    let mut after = node.next();
    while let Some(blank) = after.filter(|node| is_blank(*node)) {
        after = blank.next();
    }
    let waits = |image: &Node<'_>| {
        is_placeholder(address(*image))
            || lazy_address(*image).is_some()
            || hints::has(*image, "lazy lazyload placeholder")
            || own == Some(address(*image))
    };
    // One that says something is no placeholder, but the article beside a tracking pixel.
    let says =
        |node: &Node<'_>| find::below(*node, usize::MAX, &|node| node.is_text() && !is_blank(node)).is_some();
    let beside = [before, after].into_iter().flatten().filter(|node| !says(node));
    let double = beside.filter_map(image_of).find(waits);
    if let Some(double) = double.map(|node| node.id()) {
        draft.detach(double);
    } else if find::below(node, usize::MAX, &counts_visits).is_some() {
        draft.detach(holder);
        return;
    }
    draft.unwrap(holder);
}

/// Whether `node` is an image without size, name and words, asked for only where no script can count who reads.
fn counts_visits(node: Node<'_>) -> bool {
    let has = |name| node.attr(name).is_some_and(|value| !value.is_empty());
    let address = address(node);
    let is_bare = !has(attr::ALT) || has(attr::STYLE);
    node.is_any(&IMAGES)
        && ![attr::WIDTH, attr::HEIGHT, attr::SRCSET].into_iter().any(has)
        && (is_bare && !has_image_name(address) || contains(address, "//pixel"))
}

/// The only image that `node` is or holds.
fn image_of(node: Node<'_>) -> Option<Node<'_>> {
    if node.is_any(&IMAGES) {
        return Some(node);
    }
    let first = find::below(node, usize::MAX, &|node| node.is_any(&IMAGES))?;
    let is_other = |node: Node<'_>| node.is_any(&IMAGES) && node != first;
    if find::below(node, usize::MAX, &is_other).is_some() { None } else { Some(first) }
}

fn address(node: Node<'_>) -> &str {
    trim(node.attr(attr::SRC).unwrap_or_default(), "")
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

/// The candidates that `node` offers, or that a script would make it offer.
#[inline(never)]
fn set(node: Node<'_>) -> Option<&str> {
    let lazy = LAZY_SETS.split(',').find_map(|name| node.attr_spelled(name));
    lazy.or(node.attr(attr::SRCSET)).filter(|set| !is_placeholder(set))
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
            if let Some(set) = set(node)
                && best.is_none_or(|(best_for_all, _)| for_all && !best_for_all)
            {
                best = Some((for_all, set));
            }
        } else if node.is_any(&IMAGES) && image.is_none() {
            image = Some(node);
        }
    }
    let own = image.is_some_and(|image| {
        !is_placeholder(address(image)) || set(image).is_some() || lazy_address(image).is_some()
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

/// Gives the image `id` the address that a script would.
fn resolve(draft: &mut Tree, id: NodeId) {
    let node = draft.node(id);
    let set = set(node).map(str::to_owned);
    let own = Some(address(node)).filter(|src| !is_placeholder(src));
    let src =
        lazy_address(node).or(own).or_else(|| set.as_deref().and_then(best_candidate)).map(str::to_owned);
    for (name, value) in [(attr::SRCSET, set), (attr::SRC, src)] {
        match value {
            Some(value) => draft.set_attr(id, name, &value),
            None => draft.remove_attr(id, name),
        }
    }
}

/// The address that a script would put into `src`.
#[inline(never)]
fn lazy_address(node: Node<'_>) -> Option<&str> {
    let fits = |value: &str| !is_placeholder(value) && before(value, "{< ").len() == value.len();
    let mut known = None;
    for name in LAZY.split(',') {
        let value = trim(node.attr_spelled(name).unwrap_or_default(), "");
        if fits(value) && (value.contains('/') || has_image_name(value)) {
            known = Some(value);
            break;
        }
    }
    if known.is_none() && is_placeholder(address(node)) {
        for (name, value) in node.attrs() {
            let value = trim(value, "");
            if fits(value) && has_image_name(value) && node.tree().spelling(name).starts_with("data-") {
                return Some(value);
            }
        }
    }
    known
}

fn has_image_name(value: &str) -> bool {
    let path = before(value, "?#").to_ascii_lowercase();
    words::any(".jpg,.jpeg,.png,.webp,.gif,.avif", &|ending| path.ends_with(ending))
}

/// Whether there is no image behind `address`, but something that stands in for one.
#[inline(never)]
fn is_placeholder(address: &str) -> bool {
    let address = trim(address, "");
    if address.starts_with("data:") {
        return address.len() < PLACEHOLDER_BYTES || address.starts_with("data:image/svg");
    }
    let path = before(address, "?#");
    let name = path.rfind('/').map_or(path, |at| &path[at..]).to_ascii_lowercase();
    address.is_empty()
        || address.starts_with("about:")
        || words::any(PLACEHOLDERS, &|word| contains(&name, word))
}

/// The candidate of `set` that is wide enough, or else the widest.
fn best_candidate(set: &str) -> Option<&str> {
    let mut best: Option<(f32, &str)> = None;
    for (url, descriptor) in srcset_candidates(set) {
        // Densities are of the same order as widths then.
        let unit = if descriptor.ends_with('x') { WIDE / 2.0 } else { 1.0 };
        let width = text::decimal(trim(descriptor, "wxh")).unwrap_or(1.0) * unit;
        let better = best
            .is_none_or(|(best, _)| if best < WIDE { width > best } else { width >= WIDE && width < best });
        if better && !is_placeholder(url) {
            best = Some((width, url));
        }
    }
    best.map(|(_, url)| url)
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
        || hints::has(node, "avatar gravatar icon logo pixel tracking beacon")
}

/// The characters that a picture of a character stands for.
fn as_text(node: Node<'_>) -> Option<String> {
    const MOST: usize = 8;
    let alt = trim(node.attr(attr::ALT)?, "");
    let small = size(node, attr::WIDTH).min(size(node, attr::HEIGHT)) <= ICON;
    let picture = has(alt, |c| c as u32 >= 0x203c && !c.is_alphabetic());
    ((small || hints::has(node, "emoji smiley emoticon")) && picture && count(alt, |_| true) <= MOST)
        .then(|| alt.to_owned())
}
