//! What the page as a whole says about its kind: declared types, and the form of its address.

use crate::metadata::words::{before, contains, each, find, parts};
use crate::tree::{Tree, attr, tag};
use crate::url::Base;

/// Measures of a page, a byte each; 0 where nothing is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signals {
    /// `og:type`: 1 article, 2 website, 3 product, 4 anything else.
    pub(super) og_type: u8,
    /// Whether structured data names a type of article, product, list, discussion.
    pub(super) article: u8,
    pub(super) product: u8,
    pub(super) list: u8,
    pub(super) discussion: u8,
    /// Words in the last segment of the path: articles have speaking addresses.
    pub(super) slug_words: u8,
    /// Segments of the path.
    pub(super) path_depth: u8,
    /// Digits in the path.
    pub(super) path_digits: u8,
}

/// Parts of the names of schema.org's types, and what they stand for.
const ARTICLES: &str = "article,blogposting,report,review\"";
const PRODUCTS: &str = "product,\"offer,softwareapplication";
const LISTS: &str = "itemlist,collectionpage,searchresultspage,offercatalog";
const DISCUSSIONS: &str = "discussionforumposting,qapage,\"question,\"comment";

/// Structured data longer than this is read only to here.
const MAX_JSON_BYTES: usize = 200_000;

/// Reads the signals of `tree`.
#[inline(never)]
pub(super) fn read(tree: &Tree, base: Option<&Base>) -> Signals {
    let mut signals = Signals::default();
    for node in tree.root().descendants() {
        if node.is(tag::META) {
            let name = node.attr(attr::PROPERTY).or_else(|| node.attr(attr::NAME)).unwrap_or_default();
            if name.eq_ignore_ascii_case("og:type") && signals.og_type == 0 {
                signals.og_type = match node.attr(attr::CONTENT).unwrap_or_default().trim() {
                    "" => 0,
                    "article" | "news" | "blog" | "post" => 1,
                    "website" => 2,
                    "product" | "product.item" | "og:product" => 3,
                    _ => 4,
                };
            }
        } else if node.is(tag::SCRIPT) && node.attr(attr::TYPE).is_some_and(|kind| contains(kind, "ld+json"))
        {
            let text = node.first_child().map_or("", |node| node.text());
            types(&text[..text.floor_char_boundary(MAX_JSON_BYTES)], &mut signals);
        } else if let Some(kind) = node.attr(attr::ITEMTYPE) {
            declare(&kind[..kind.floor_char_boundary(200)].to_ascii_lowercase(), &mut signals);
        }
    }
    if let Some(base) = base {
        let (mut depth, mut slug) = (0, "");
        for segment in parts(base.path(), [b'/'; 2]).filter(|segment| !segment.is_empty()) {
            depth += 1;
            slug = segment;
        }
        let digits = base.path().bytes().filter(u8::is_ascii_digit).count();
        let (mut words, mut letters) = (0, 0);
        for byte in slug.bytes().chain(*b"-") {
            letters += 1;
            if matches!(byte, b'-' | b'_' | b'+') {
                words += usize::from(letters > 2);
                letters = 0;
            }
        }
        let few = |count: usize| count.min(20) as u8;
        (signals.path_depth, signals.path_digits, signals.slug_words) = (few(depth), few(digits), few(words));
    }
    signals
}

/// Finds the values of `@type` without reading the JSON, which may be broken.
fn types(json: &str, signals: &mut Signals) {
    const NAME: &str = "\"@type\"";
    let mut rest = json;
    while let Some(at) = find(rest, NAME) {
        rest = &rest[at + NAME.len()..];
        let value = before(&rest[..rest.floor_char_boundary(64)], ",}\n");
        declare(&value.to_ascii_lowercase(), signals);
    }
}

fn declare(name: &str, signals: &mut Signals) {
    signals.article |= names_any(name, ARTICLES);
    signals.product |= names_any(name, PRODUCTS);
    signals.list |= names_any(name, LISTS);
    signals.discussion |= names_any(name, DISCUSSIONS);
}

/// 1 if one of `parts` is in `name`, else 0.
#[inline(never)]
fn names_any(name: &str, parts: &str) -> u8 {
    u8::from(each(parts).any(|part| contains(name, part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_types_and_speaking_addresses() {
        let mut tree = Tree::new();
        let script = tree.new_element(tag::SCRIPT);
        tree.set_attr(script, attr::TYPE, "application/ld+json");
        tree.append(Tree::ROOT, script);
        tree.append_text(script, r#"{"@type": ["NewsArticle", "#);
        let base = Base::parse("https://a.example/2019/03/a-step-back-in-hanoi").unwrap();
        let signals = read(&tree, Some(&base));
        assert_eq!((signals.article, signals.product), (1, 0));
        assert_eq!((signals.slug_words, signals.path_depth, signals.path_digits), (4, 3, 6));
    }
}
