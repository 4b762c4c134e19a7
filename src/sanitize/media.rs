//! Images, pictures and players, each written whole.

use super::{address, allow};
use crate::metadata::words::listed;
use crate::tree::{Name, Node, NodeId, Tree, attr, tag};
use crate::url::Base;

/// What the server of an image learns about the page that shows it.
const REFERRER_POLICY: &str = "no-referrer";

/// Most sources or tracks of one picture or player.
const MAX_SOURCES: usize = 8;

/// A copy of the `img` element `node`, if it has an address that may pass.
pub(super) fn image(out: &mut Tree, node: Node<'_>, base: Option<&Base>) -> Option<NodeId> {
    let srcset = node.attr(attr::SRCSET).and_then(|srcset| address::candidates(srcset, base));
    let first = || srcset.as_deref()?.split([' ', ',']).next().map(str::to_owned);
    let src = node.attr(attr::SRC).and_then(|src| address::image(src, base)).or_else(first)?;
    let id = out.new_element(tag::IMG);
    out.add_attr(id, attr::SRC, &src);
    if let Some(srcset) = &srcset {
        out.add_attr(id, attr::SRCSET, srcset);
    }
    allow::attributes(out, id, node, base);
    out.add_attr(id, attr::REFERRERPOLICY, REFERRER_POLICY);
    Some(id)
}

/// A copy of the `picture` element `node`: its image, and its sources where any may pass.
pub(super) fn picture(out: &mut Tree, node: Node<'_>, base: Option<&Base>) -> Option<NodeId> {
    let img = image(out, node.children().find(|child| child.is(tag::IMG))?, base)?;
    let picture = out.new_element(tag::PICTURE);
    for source in node.children().filter(|child| child.is(tag::SOURCE)).take(MAX_SOURCES) {
        let srcset = source.attr(attr::SRCSET).and_then(|srcset| address::candidates(srcset, base));
        let is_image = source.attr(attr::TYPE).is_none_or(|kind| is_media_type(kind, "image/"));
        if let Some(srcset) = srcset.filter(|_| is_image) {
            append(out, picture, source, attr::SRCSET, &srcset);
        }
    }
    if out.node(picture).first_child().is_none() {
        return Some(img);
    }
    out.append(picture, img);
    Some(picture)
}

/// A copy of the `video` or `audio` element `node` that waits to be asked to play.
pub(super) fn player(out: &mut Tree, node: Node<'_>, base: Option<&Base>) -> Option<NodeId> {
    let src = node.attr(attr::SRC).and_then(|src| address::web(src, base));
    let mut children: Vec<(Node<'_>, String)> = Vec::new();
    for child in
        node.children().filter(|child| child.is_any(&[tag::SOURCE, tag::TRACK])).take(2 * MAX_SOURCES)
    {
        if let Some(src) = child.attr(attr::SRC).and_then(|src| address::web(src, base)) {
            children.push((child, src));
        }
    }
    if src.is_none() && children.iter().all(|(child, _)| child.is(tag::TRACK)) {
        return None;
    }
    let id = out.new_element(node.name());
    if let Some(src) = src {
        out.add_attr(id, attr::SRC, &src);
    }
    let poster = node.attr(attr::POSTER).filter(|_| node.is(tag::VIDEO));
    if let Some(poster) = poster.and_then(|poster| address::image(poster, base)) {
        out.add_attr(id, attr::POSTER, &poster);
    }
    allow::attributes(out, id, node, base);
    out.add_attr(id, attr::CONTROLS, "");
    out.add_attr(id, attr::PRELOAD, "none");
    for (child, src) in children {
        append(out, id, child, attr::SRC, &src);
    }
    Some(id)
}

/// Appends a copy of the `source` or `track` element `node`, whose address is `url`.
#[inline(never)]
fn append(out: &mut Tree, parent: NodeId, node: Node<'_>, address: Name, url: &str) {
    let id = out.new_element(node.name());
    out.add_attr(id, address, url);
    for (name, value) in node.attrs() {
        let fits = match (node.name(), name) {
            (tag::SOURCE, attr::TYPE) => {
                ["image/", "video/", "audio/"].iter().any(|kind| is_media_type(value, kind))
            }
            (tag::SOURCE, attr::MEDIA) => is_media_query(value),
            (tag::TRACK, attr::KIND) => listed("captions,subtitles", value),
            (tag::TRACK, attr::LABEL) => true,
            _ => false,
        };
        if fits {
            out.add_attr(id, name, &address::tidy(value));
        }
    }
    out.append(parent, id);
}

fn is_media_type(value: &str, family: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b" /+-.;=,\"".contains(&b);
    value.starts_with(family) && value.len() <= 80 && value.bytes().all(plain)
}

/// A media query of sizes and orientation.
fn is_media_query(value: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b" ():-.,".contains(&b);
    value.len() <= 120 && value.bytes().all(plain)
}
