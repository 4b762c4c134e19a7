//! The image that stands for the article.

use super::Sources;
use super::facts::Source;
use super::page::short_text;
use super::plain::{LONG, SHORT, loose};
use super::words::{before, behind, contains, each, find_last, mentions, number, words};
use crate::article::Image;
use crate::text::lower_case;
use crate::tree::{Node, attr, tag};

/// By source the names of its address, what it shows, its caption, width and height.
const NAMES: [[&str; 5]; 3] = [
    ["json-ld image", "", "json-ld image caption", "json-ld image width", "json-ld image height"],
    ["og:image:secure_url,og:image:url,og:image", "og:image:alt", "", "og:image:width", "og:image:height"],
    ["twitter:image,twitter:image:src", "twitter:image:alt", "", "", ""],
];

/// The lead image, and its source.
#[inline(never)]
pub fn lead<'a>(sources: &Sources<'a>) -> Option<(Image, Source)> {
    for names in NAMES {
        let mut source = Source::default();
        let [url, mut alt, mut caption, width, height] = names.map(|name| {
            let (text, from) = sources.page.first(name, LONG);
            source = if source[0].is_empty() { from } else { source };
            text
        });
        let [width, height] = [side(width), side(height)];
        if url.is_empty() {
            continue;
        }
        let url = sources.absolute(url);
        let is_web = url.starts_with("http") || sources.base.is_none() && !contains(url, ":");
        if !is_web {
            continue;
        }
        if let Some(node) = shown(sources, url) {
            if alt.is_empty() {
                alt = sources.page.texts.plain(node.attr(attr::ALT).unwrap_or_default(), SHORT);
            }
            if caption.is_empty() {
                caption = caption_of(sources, node);
            }
        }
        if !is_picture(url, alt, width, height) {
            continue;
        }
        let (alt, caption) = (super::owned(alt), super::owned(caption));
        return Some((Image { url: url.to_owned(), alt, caption, width, height }, source));
    }
    None
}

/// A width or height: `640`, `640px`.
fn side(text: &str) -> Option<u32> {
    let digits = text.bytes().rposition(|b| b.is_ascii_digit())?;
    number(&text[..=digits], 10)
}

/// Whether the picture at `url` is no logo, placeholder or tracker; its sides in CSS pixels.
#[inline(never)]
pub fn is_picture(url: &str, alt: &str, width: Option<u32>, height: Option<u32>) -> bool {
    /// What is described in more words shows something with a logo.
    const MOST_WORDS: usize = 5;
    /// A smaller side than this, in CSS pixels, shows an icon.
    const SMALLEST_SIDE: u32 = 100;
    const NOT: &str = "\
        logo,placeholder,default-image,default_image,favicon,sprite,avatar,blank.,1x1,pixel.,spacer,no-image,\
        noimage,icon-";
    let path = lower_case(before(url, "?"));
    let file = behind(&path, "/");
    let small = |side: Option<u32>| side.is_some_and(|side| side < SMALLEST_SIDE);
    let is_logo = words(alt).len() <= MOST_WORDS && mentions(&lower_case(alt), "logo,logotype,logotipo");
    !is_logo
        && !each(NOT).any(|word| contains(file, word))
        && !path.ends_with(".svg")
        && !small(width)
        && !small(height)
}

/// Where the page shows the picture at `url`.
fn shown<'a>(sources: &Sources<'a>, url: &str) -> Option<Node<'a>> {
    const MAX_IMAGES: usize = 500;
    const SHORTEST_NAME: usize = 8;
    let name = file(url);
    if name.len() < SHORTEST_NAME {
        return None;
    }
    let images = sources.tree.root().descendants().filter(|node| node.is(tag::IMG)).take(MAX_IMAGES);
    for image in images {
        for from in [attr::SRC, attr::DATA_SRC] {
            if file(image.attr(from).unwrap_or_default()) == name {
                return Some(image);
            }
        }
    }
    None
}

/// What stands under the image `node` in its figure.
fn caption_of<'a>(sources: &Sources<'a>, node: Node<'a>) -> &'a str {
    const LEVELS: usize = 6;
    const LOOKED_AT: usize = 100;
    let Some(figure) = node.ancestors().take(LEVELS).find(|node| node.is(tag::FIGURE)) else { return "" };
    let Some(caption) = figure.descendants().take(LOOKED_AT).find(|node| node.is(tag::FIGCAPTION)) else {
        return "";
    };
    let text = sources.page.texts.plain(&short_text(caption, 4 * SHORT), LONG);
    if loose(text).is_empty() { "" } else { text }
}

/// The name of the file an address points at, without extension: sizes and formats of one picture share it.
#[inline(never)]
fn file(url: &str) -> &str {
    let name = behind(before(url, "?#"), "/");
    find_last(name, ".").map_or(name, |at| &name[..at])
}
