//! Images, pictures and players, each written whole.

use super::{address, allow};
use crate::tree::{Node, NodeId, Tree, attr, tag};
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
        let kind = source.attr(attr::TYPE).unwrap_or("image/");
        if let Some(srcset) = srcset.filter(|_| is_media_type(kind, "image/")) {
            let id = out.new_element(tag::SOURCE);
            out.add_attr(id, attr::SRCSET, &srcset);
            if kind != "image/" {
                out.add_attr(id, attr::TYPE, kind);
            }
            if let Some(media) = source.attr(attr::MEDIA).filter(|media| is_media_query(media)) {
                out.add_attr(id, attr::MEDIA, media);
            }
            out.append(picture, id);
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
    let children = |name| node.children().filter(move |child| child.is(name)).take(MAX_SOURCES);
    let sources: Vec<_> = children(tag::SOURCE)
        .filter_map(|source| Some((source, address::web(source.attr(attr::SRC)?, base)?)))
        .collect();
    if src.is_none() && sources.is_empty() {
        return None;
    }
    let id = out.new_element(node.name());
    if let Some(src) = src {
        out.add_attr(id, attr::SRC, &src);
    }
    if let Some(poster) = node.attr(attr::POSTER).and_then(|poster| address::image(poster, base))
        && node.is(tag::VIDEO)
    {
        out.add_attr(id, attr::POSTER, &poster);
    }
    allow::attributes(out, id, node, base);
    out.add_attr(id, attr::CONTROLS, "");
    out.add_attr(id, attr::PRELOAD, "none");
    for (source, src) in sources {
        let child = out.new_element(tag::SOURCE);
        out.add_attr(child, attr::SRC, &src);
        let kind = source
            .attr(attr::TYPE)
            .filter(|kind| is_media_type(kind, "video/") || is_media_type(kind, "audio/"));
        if let Some(kind) = kind {
            out.add_attr(child, attr::TYPE, kind);
        }
        out.append(id, child);
    }
    for track in children(tag::TRACK) {
        if let Some(src) = track.attr(attr::SRC).and_then(|src| address::web(src, base)) {
            let child = out.new_element(tag::TRACK);
            out.add_attr(child, attr::SRC, &src);
            if let Some(kind) =
                track.attr(attr::KIND).filter(|kind| matches!(*kind, "captions" | "subtitles"))
            {
                out.add_attr(child, attr::KIND, kind);
            }
            if let Some(label) = track.attr(attr::LABEL) {
                out.add_attr(child, attr::LABEL, &address::tidy(label));
            }
            out.append(id, child);
        }
    }
    Some(id)
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
