//! The address of an image: where it waits for a script, which of several is best, and what stands in for one.

use crate::clean::words;
use crate::metadata::words::{before, contains, trim};
use crate::text;
use crate::tree::{Node, NodeId, Tree, attr};
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
/// Wide enough for any reader, where there is a choice.
const WIDE: f32 = 1600.0;
/// What `src` says.
pub fn source(node: Node<'_>) -> &str {
    trim(node.attr(attr::SRC).unwrap_or_default(), "")
}

/// The address that `node` has, be it in a set alone.
pub fn shown(node: Node<'_>) -> &str {
    trim(node.attr(attr::SRC).or(node.attr(attr::SRCSET)).unwrap_or_default(), "")
}

/// The candidates that `node` offers, or that a script would make it offer.
#[inline(never)]
pub fn set(node: Node<'_>) -> Option<&str> {
    let lazy = LAZY_SETS.split(',').find_map(|name| node.attr_spelled(name));
    lazy.or(node.attr(attr::SRCSET)).filter(|set| !is_placeholder(set))
}

/// Gives the image `id` the address that a script would.
pub fn resolve(draft: &mut Tree, id: NodeId) {
    let node = draft.node(id);
    let set = set(node).map(str::to_owned);
    let own = Some(source(node)).filter(|src| !is_placeholder(src));
    let src = lazy(node).or(own).or_else(|| set.as_deref().and_then(best_candidate)).map(str::to_owned);
    for (name, value) in [(attr::SRCSET, set), (attr::SRC, src)] {
        match value {
            Some(value) => draft.set_attr(id, name, &value),
            None => draft.remove_attr(id, name),
        }
    }
}

/// The address that a script would put into `src`.
#[inline(never)]
pub fn lazy(node: Node<'_>) -> Option<&str> {
    let fits = |value: &str| !is_placeholder(value) && before(value, "{< ").len() == value.len();
    let mut known = None;
    for name in LAZY.split(',') {
        let value = trim(node.attr_spelled(name).unwrap_or_default(), "");
        if fits(value) && (value.contains('/') || has_image_name(value)) {
            known = Some(value);
            break;
        }
    }
    if known.is_none() && is_placeholder(source(node)) {
        for (name, value) in node.attrs() {
            let value = trim(value, "");
            if fits(value) && has_image_name(value) && node.tree().spelling(name).starts_with("data-") {
                return Some(value);
            }
        }
    }
    known
}

pub fn has_image_name(value: &str) -> bool {
    let path = before(value, "?#").to_ascii_lowercase();
    words::any(".jpg,.jpeg,.png,.webp,.gif,.avif", &|ending| path.ends_with(ending))
}

/// Whether there is no image behind `address`, but something that stands in for one.
#[inline(never)]
pub fn is_placeholder(address: &str) -> bool {
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
