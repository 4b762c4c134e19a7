//! The image that stands for the article.

use super::page::short_text;
use super::plain::{LONG, SHORT, loose, plain};
use super::words::{before, behind, contains, each, find_last, number};
use super::{Source, Sources, meta_tags};
use crate::article::Image;
use crate::text::lower_case;
use crate::tree::{Node, attr, tag};

/// The lead image, and its source.
#[inline(never)]
pub fn lead(sources: &Sources<'_>) -> Option<(Image, Source)> {
    let meta = |keys: &'static str| meta_tags::value(sources.page, keys, LONG);
    let side =
        |keys: &'static str| meta(keys).and_then(|text| number(text.strip_suffix("px").unwrap_or(&text), 10));
    const SOURCES: [Source; 3] = [["json-ld image", ""], ["meta ", "og:image"], ["meta ", "twitter:image"]];
    for (at, source) in SOURCES.into_iter().enumerate() {
        let mut image = Image::default();
        match at {
            0 => image = sources.linked.image.clone().unwrap_or_default(),
            1 => {
                image.url = meta("og:image:secure_url,og:image:url,og:image").unwrap_or_default();
                image.alt = meta("og:image:alt");
                image.width = side("og:image:width");
                image.height = side("og:image:height");
            }
            _ => {
                image.url = meta("twitter:image,twitter:image:src").unwrap_or_default();
                image.alt = meta("twitter:image:alt");
            }
        }
        if image.url.is_empty() {
            continue;
        }
        image.url = sources.absolute(&image.url);
        let is_web = image.url.starts_with("http") || sources.base.is_none() && !contains(&image.url, ":");
        if is_web && is_picture(&image) {
            describe(sources, &mut image);
            return Some((image, source));
        }
    }
    None
}

/// No logo, placeholder or tracker.
fn is_picture(image: &Image) -> bool {
    /// A smaller side than this, in CSS pixels, shows an icon.
    const SMALLEST_SIDE: u32 = 100;
    const NOT: &str = "\
        logo,placeholder,default-image,default_image,favicon,sprite,avatar,blank.,1x1,pixel.,spacer,no-image,\
        noimage,icon-";
    let path = lower_case(before(&image.url, "?"));
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
    let shows = |node: Node<'_>| {
        let sources = [attr::SRC, attr::DATA_SRC];
        sources.iter().any(|&from| node.attr(from).is_some_and(|url| file(url) == name))
    };
    let images = sources.tree.root().descendants().filter(|node| node.is(tag::IMG));
    let Some(node) = images.take(MAX_IMAGES).find(|node| shows(*node)) else { return };
    if image.alt.is_none() {
        image.alt = node.attr(attr::ALT).map(|alt| plain(alt, SHORT)).filter(|alt| !alt.is_empty());
    }
    if image.caption.is_none() {
        let Some(figure) = node.ancestors().take(6).find(|node| node.is(tag::FIGURE)) else { return };
        let captions = figure.descendants().take(100).find(|node| node.is(tag::FIGCAPTION));
        let caption = captions.map(|node| plain(&short_text(node, 4 * SHORT), LONG));
        image.caption = caption.filter(|text| !loose(text).is_empty());
    }
}

/// The name of the file an address points at, without extension: sizes and formats of one picture share it.
#[inline(never)]
fn file(url: &str) -> &str {
    let name = behind(before(url, "?#"), "/");
    find_last(name, ".").map_or(name, |at| &name[..at])
}
