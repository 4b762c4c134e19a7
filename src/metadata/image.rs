//! The image that stands for the article.

use super::json_ld::Picture;
use super::plain::{LONG, SHORT, loose, plain};
use super::words::{before, behind, contains, each, trim};
use super::{Sources, meta_tags};
use crate::article::Image;
use crate::tree::{Node, attr, tag};

/// The lead image, and its source.
#[inline(never)]
pub fn lead(sources: &Sources<'_>) -> Option<(Image, String)> {
    let meta = |keys: &'static str| meta_tags::first(sources.page, keys, LONG).map(|(text, _)| text);
    let number = |keys: &'static str| meta(keys).and_then(|text| text.trim_end_matches("px").parse().ok());
    let mut named: Vec<(Image, &str)> = Vec::new();
    if let Some(Picture { url, caption, width, height }) = sources.linked.image.clone() {
        named.push((Image { url, alt: None, caption, width, height }, "json-ld image"));
    }
    if let Some(url) = meta("og:image:secure_url,og:image:url,og:image") {
        let (width, height) = (number("og:image:width"), number("og:image:height"));
        let image = Image { url, alt: meta("og:image:alt"), caption: None, width, height };
        named.push((image, "meta og:image"));
    }
    if let Some(url) = meta("twitter:image,twitter:image:src") {
        let image = Image { url, alt: meta("twitter:image:alt"), ..Default::default() };
        named.push((image, "meta twitter:image"));
    }
    for (image, source) in named {
        if let Some(mut image) = absolute(sources, image).filter(is_picture) {
            describe(sources, &mut image);
            return Some((image, source.to_owned()));
        }
    }
    None
}

fn absolute(sources: &Sources<'_>, mut image: Image) -> Option<Image> {
    image.url = sources.base.map_or_else(|| trim(&image.url, "").to_owned(), |base| base.resolve(&image.url));
    (image.url.starts_with("http") || sources.base.is_none() && !image.url.contains(':')).then_some(image)
}

/// No logo, placeholder or tracker.
fn is_picture(image: &Image) -> bool {
    /// A smaller side than this, in CSS pixels, shows an icon.
    const SMALLEST_SIDE: u32 = 100;
    const NOT: &str = "\
        logo,placeholder,default-image,default_image,favicon,sprite,avatar,blank.,1x1,pixel.,spacer,no-image,\
        noimage,icon-";
    let path = before(&image.url, "?").to_ascii_lowercase();
    let file = behind(&path, "/");
    let small = |side: Option<u32>| side.is_some_and(|side| side < SMALLEST_SIDE);
    !each(NOT).any(|word| contains(file, word))
        && !path.ends_with(".svg")
        && !small(image.width)
        && !small(image.height)
}

/// Fills in what the page says about the same picture where it shows it.
fn describe(sources: &Sources<'_>, image: &mut Image) {
    const MAX_IMAGES: usize = 500;
    let name = file(&image.url);
    if name.len() < 8 {
        return;
    }
    let mut images = sources.tree.root().descendants().filter(|node| node.is(tag::IMG)).take(MAX_IMAGES);
    let shows = |node: &Node<'_>, from| node.attr(from).is_some_and(|url| file(url) == name);
    let Some(node) = images.find(|node| shows(node, attr::SRC) || shows(node, attr::DATA_SRC)) else {
        return;
    };
    if image.alt.is_none() {
        image.alt = node.attr(attr::ALT).map(|alt| plain(alt, SHORT)).filter(|alt| !alt.is_empty());
    }
    if image.caption.is_none() {
        let figure = node.ancestors().take(6).find(|node| node.is(tag::FIGURE));
        let caption =
            figure.and_then(|figure| figure.descendants().take(100).find(|node| node.is(tag::FIGCAPTION)));
        image.caption = caption
            .map(|node| plain(&super::page::short_text(node, 4 * SHORT), LONG))
            .filter(|text| !loose(text).is_empty());
    }
}

/// The name of the file an address points at, without extension: sizes and formats of one picture share it.
#[inline(never)]
fn file(url: &str) -> &str {
    let name = behind(before(url, "?#"), "/");
    name.rsplit_once('.').map_or(name, |(name, _)| name)
}
