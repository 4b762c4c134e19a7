//! Where one is in the article: kept in its place when the text is laid out anew, and found again when the article
//! is opened again.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::text::collapse;
use crate::web::dom::{decimal, elements, find};
use crate::web::settings::storage;

/// In storage: a line an article, the latest first, of address, block and the block's first words, apart by tabs.
const KEY: &str = "article-reader.places";
/// As many articles are remembered.
const MAX_PLACES: usize = 50;
/// As many characters of a block tell it from others.
const MAX_WORDS: usize = 40;
/// A block that begins so near to the bar, in CSS pixels, is what is being read.
const NEAR: f64 = 300.0;
/// Space between the bar and what was scrolled to, in CSS pixels.
const GAP: f64 = 16.0;

/// The blocks of an article, and the one that is being read.
pub struct Place {
    bar: Element,
    article: Element,
    /// What scrolls: the overlay, or the document.
    scroller: Element,
    blocks: Vec<Element>,
    /// What is being read; none at the article's beginning.
    anchor: Cell<Option<Anchor>>,
}

/// A block in sight, by its index.
#[derive(Clone, Copy)]
struct Anchor {
    at: usize,
    /// Of its upper edge from the bar, in CSS pixels; negative where it begins above.
    distance: f64,
    height: f64,
}

impl Place {
    /// For the article in `article`, below the bar `bar`, in what scrolls.
    pub fn new(bar: &Element, article: &Element, scroller: Element) -> Place {
        let blocks =
            elements(article, ".body p, .body li, .body :is(h2, h3, h4), .body figure, .body pre, .body tr");
        Place { bar: bar.clone(), article: article.clone(), scroller, blocks, anchor: Cell::new(None) }
    }

    /// What was scrolled: looks where one is now, and lets the bar show how much has been read.
    pub fn look(&self) {
        let edge = self.edge();
        // Blocks come one below the other, but for the odd one.
        let at = self.blocks.partition_point(|block| block.get_bounding_client_rect().bottom() <= edge);
        self.anchor.set(self.anchor_from(at, edge));
        let article = self.article.get_bounding_client_rect();
        let window = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
        let seen = edge - article.top();
        let all = article.bottom() - article.top() - (window.unwrap_or_default() - edge);
        let read = if all > 0.0 { (seen / all).clamp(0.0, 1.0) } else { 1.0 };
        if let Some(progress) = find(&self.bar, ".progress") {
            let percent = decimal((read * 10_000.0).round() as u32) + "%";
            let _ = progress.unchecked_ref::<HtmlElement>().style().set_property("inline-size", &percent);
        }
    }

    /// The block at `at`, which is the first in sight, or the next, if that begins in sight and the first does not.
    fn anchor_from(&self, at: usize, edge: f64) -> Option<Anchor> {
        let anchor = |at: usize| {
            let block = self.blocks.get(at)?.get_bounding_client_rect();
            Some(Anchor { at, distance: block.top() - edge, height: block.height() })
        };
        let first = anchor(at)?;
        if first.distance >= 0.0 {
            return Some(first).filter(|_| at > 0);
        }
        anchor(at + 1).filter(|next| (0.0..NEAR).contains(&next.distance)).or(Some(first))
    }

    /// After a new layout: brings what was being read back to where it was.
    pub fn keep(&self) {
        let Some(Anchor { at, distance, height }) = self.anchor.get() else { return };
        let now = self.blocks[at].get_bounding_client_rect().height();
        // Of a block that begins above, as much is above as before.
        let stretch = if distance < 0.0 && height > 0.0 { now / height } else { 1.0 };
        self.scroll_to(&self.blocks[at], distance * stretch);
    }

    /// Scrolls to an element, which comes to be right below the bar.
    pub fn go_to(&self, element: &Element) {
        self.scroll_to(element, GAP);
    }

    /// Scrolls so that the upper edge of an element is so far below the bar.
    #[inline(never)]
    fn scroll_to(&self, element: &Element, distance: f64) {
        let moved = element.get_bounding_client_rect().top() - self.edge() - distance;
        self.scroller.set_scroll_top(self.scroller.scroll_top() + moved.round() as i32);
    }

    /// Remembers where one is in the article from `url`.
    pub fn save(&self, url: &str) {
        let Some(storage) = storage() else { return };
        let old = storage.get_item(KEY).ok().flatten().unwrap_or_default();
        let mut lines = String::new();
        let mut count = 0;
        if let Some(Anchor { at, .. }) = self.anchor.get() {
            lines = [url, "\t", &at.to_string(), "\t", &self.words(at)].concat();
            count = 1;
        }
        for line in old.split('\n') {
            if count < MAX_PLACES && !line.is_empty() && place_in(line, url).is_none() {
                if count > 0 {
                    lines.push('\n');
                }
                lines += line;
                count += 1;
            }
        }
        // A full storage is no reason to disturb anyone.
        let _ = storage.set_item(KEY, &lines);
    }

    /// Scrolls to where one was in the article from `url`, by the words there: blocks may have come and gone.
    pub fn restore(&self, url: &str) {
        let Some(old) = storage().and_then(|storage| storage.get_item(KEY).ok()?) else { return };
        let Some((at, words)) = old.split('\n').find_map(|line| place_in(line, url)) else { return };
        let at = at.parse().unwrap_or_default();
        for at in [at].into_iter().chain(0..self.blocks.len()) {
            if at < self.blocks.len() && self.words(at) == words {
                self.scroll_to(&self.blocks[at], GAP);
                return;
            }
        }
    }

    fn words(&self, at: usize) -> String {
        let text = self.blocks[at].text_content().unwrap_or_default();
        collapse(&text).chars().take(MAX_WORDS).collect()
    }

    /// The lower edge of the bar, where it covers what is read.
    fn edge(&self) -> f64 {
        self.bar.get_bounding_client_rect().bottom()
    }
}

/// Block and words of a line of the storage, if it is of the article from `url`.
fn place_in<'a>(line: &'a str, url: &str) -> Option<(&'a str, &'a str)> {
    line.strip_prefix(url)?.strip_prefix('\t')?.split_once('\t')
}
