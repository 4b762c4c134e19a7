//! Where one is in the article: kept in its place when the text is laid out anew, and found again when the article
//! is opened again.

use std::cell::{Cell, RefCell};

use web_sys::Element;

use crate::text::collapse;
use crate::web::dom::{area, decimal, elements, find, number, style, whole, window};
use crate::web::object::set_property;
use crate::web::settings::{store, stored};

/// In storage: a line an article, the latest first, of address, block and the block's first words, apart by tabs.
const KEY: &str = "article-reader.places";
/// As many articles are remembered.
const MAX_PLACES: usize = 50;
/// As many characters of a block tell it from others.
const MAX_WORDS: usize = 40;
/// A block that begins so near to the bar, in CSS pixels, is what is being read.
const NEAR: f64 = 300.0;
/// So much of what is in sight a page turns by.
const PART_OF_SIGHT: f64 = 0.9;
/// Space between the bar and what was scrolled to, in CSS pixels.
const GAP: f64 = 16.0;

/// The blocks of an article, and the one that is being read.
pub struct Place {
    bar: Element,
    page: Element,
    article: Element,
    /// What scrolls: the overlay, or the document. Where one reads from top to bottom, it is the page, to the left.
    scroller: Element,
    is_vertical: Cell<bool>,
    blocks: RefCell<Vec<Element>>,
    /// What is being read; none at the article's beginning.
    anchor: Cell<Option<Anchor>>,
}

/// A block in sight, by its index.
#[derive(Clone, Copy)]
struct Anchor {
    at: usize,
    /// Of its beginning from the edge, in CSS pixels; negative where it begins before it.
    distance: f64,
    length: f64,
}

impl Place {
    /// For the article in `article`, below the bar `bar` and in `page`, in what scrolls.
    pub fn new(bar: &Element, page: &Element, article: &Element, scroller: Element) -> Place {
        let place = Place {
            bar: bar.clone(),
            page: page.clone(),
            article: article.clone(),
            scroller,
            is_vertical: Cell::new(false),
            blocks: RefCell::default(),
            anchor: Cell::new(None),
        };
        place.find_blocks();
        place
    }

    /// There are more blocks, behind those that there were.
    pub fn find_blocks(&self) {
        const BLOCKS: &str = ".body :is(p, li, h2, h3, h4, figure, pre, tr)";
        self.blocks.replace(elements(&self.article, BLOCKS));
    }

    /// Whether one reads from top to bottom, and from right to left.
    pub fn set_vertical(&self, is_vertical: bool) {
        self.is_vertical.set(is_vertical);
    }

    /// Where an element begins and ends in the direction of reading on, in CSS pixels.
    fn span(&self, element: &Element) -> (f64, f64) {
        let area = area(element);
        if self.is_vertical.get() { (-area.right, -area.left) } else { (area.top, area.bottom) }
    }

    /// Where what is in sight begins: below the bar, or at the page's right.
    fn edge(&self) -> f64 {
        if self.is_vertical.get() { self.span(&self.page).0 } else { self.span(&self.bar).1 }
    }

    /// How much is in sight, in CSS pixels.
    fn sight(&self) -> f64 {
        if self.is_vertical.get() {
            return number(&self.page, "clientWidth");
        }
        number(&window(), "innerHeight") - self.edge()
    }

    /// Reads on by so many CSS pixels.
    fn move_by(&self, length: f64) {
        let (scroller, side, length) = match self.is_vertical.get() {
            true => (&self.page, "scrollLeft", -length),
            false => (&self.scroller, "scrollTop", length),
        };
        set_property(scroller, side, &(number(scroller, side) + length.round()).into());
    }

    /// Turns what the wheel does to the direction of reading, where that is not down.
    pub fn turn(&self, length: f64) {
        if self.is_vertical.get() {
            self.move_by(length);
        }
    }

    /// Reads on, or back, by what is in sight; false where the browser does so itself.
    pub fn turn_page(&self, on: bool) -> bool {
        self.turn(if on { self.sight() } else { -self.sight() } * PART_OF_SIGHT);
        self.is_vertical.get()
    }

    /// What was scrolled: looks where one is now, and lets the bar show how much has been read.
    pub fn look(&self) {
        let edge = self.edge();
        // Blocks come one below the other, but for the odd one.
        let at = self.blocks.borrow().partition_point(|block| self.span(block).1 <= edge);
        self.anchor.set(self.anchor_from(at, edge));
        let (start, end) = self.span(&self.article);
        let all = end - start - self.sight();
        let read = if all > 0.0 { ((edge - start) / all).clamp(0.0, 1.0) } else { 1.0 };
        if let Some(progress) = find(&self.bar, ".progress") {
            let percent = decimal((read * 10_000.0).round() as u32) + "%";
            style(&progress, "inline-size", &percent);
        }
    }

    /// The block at `at`, which is the first in sight, or the next, if that begins in sight and the first does not.
    fn anchor_from(&self, at: usize, edge: f64) -> Option<Anchor> {
        let anchor = |at: usize| {
            let (start, end) = self.span(&self.block(at)?);
            Some(Anchor { at, distance: start - edge, length: end - start })
        };
        let first = anchor(at)?;
        if first.distance >= 0.0 {
            return Some(first).filter(|_| at > 0);
        }
        anchor(at + 1).filter(|next| (0.0..NEAR).contains(&next.distance)).or(Some(first))
    }

    /// After a new layout: brings what was being read back to where it was.
    pub fn keep(&self) {
        let Some(Anchor { at, distance, length }) = self.anchor.get() else { return };
        let Some(block) = self.block(at) else { return };
        let (start, end) = self.span(&block);
        // Of a block that begins above, as much is above as before.
        let stretch = if distance < 0.0 && length > 0.0 { (end - start) / length } else { 1.0 };
        self.scroll_to(&block, distance * stretch);
    }

    /// Scrolls to an element, which comes to be right below the bar.
    pub fn go_to(&self, element: &Element) {
        self.scroll_to(element, GAP);
    }

    /// Scrolls so that an element begins so far behind the edge.
    #[inline(never)]
    fn scroll_to(&self, element: &Element, distance: f64) {
        self.move_by(self.span(element).0 - self.edge() - distance);
    }

    /// Remembers where one is in the article from `url`.
    pub fn save(&self, url: &str) {
        let Some(old) = stored(KEY) else { return };
        let mut lines = String::new();
        if let Some(Anchor { at, .. }) = self.anchor.get() {
            lines = [url, "\t", &whole(at), "\t", &self.words(at)].concat();
        }
        let mut count = usize::from(!lines.is_empty());
        for line in old.split('\n') {
            if count < MAX_PLACES && !line.is_empty() && place_in(line, url).is_none() {
                if count > 0 {
                    lines.push('\n');
                }
                lines += line;
                count += 1;
            }
        }
        store(KEY, &lines);
    }

    /// Scrolls to where one was in the article from `url`, by the words there: blocks may have come and gone. False where
    /// those words are not there, or not yet: `is_whole` says whether more blocks may come.
    pub fn restore(&self, url: &str, is_whole: bool) -> bool {
        let Some(old) = stored(KEY) else { return true };
        let Some((at, words)) = old.split('\n').find_map(|line| place_in(line, url)) else { return true };
        let at = at.parse().unwrap_or_default();
        if self.block(at).is_none() && !is_whole {
            return false;
        }
        let count = self.blocks.borrow().len();
        for nth in 0..=count {
            let at = nth.checked_sub(1).unwrap_or(at);
            if self.words(at) == words
                && let Some(block) = self.block(at)
            {
                self.scroll_to(&block, GAP);
                return true;
            }
        }
        false
    }

    #[inline(never)]
    fn block(&self, at: usize) -> Option<Element> {
        self.blocks.borrow().get(at).cloned()
    }

    fn words(&self, at: usize) -> String {
        let text = self.block(at).and_then(|block| block.text_content()).unwrap_or_default();
        collapse(&text).chars().take(MAX_WORDS).collect()
    }
}

/// Block and words of a line of the storage, if it is of the article from `url`.
fn place_in<'a>(line: &'a str, url: &str) -> Option<(&'a str, &'a str)> {
    line.strip_prefix(url)?.strip_prefix('\t')?.split_once('\t')
}
