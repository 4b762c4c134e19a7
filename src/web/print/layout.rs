//! Lays an article out on sheets, some blocks at a time.

use wasm_bindgen::JsCast;
use web_sys::Element;

use super::feed::Feed;
use super::fit::fit;
use super::measure::Lines;
use super::page::Page;
use super::paginate::next_start;
use super::sheets::{Place, place_before, slice};
use crate::web::dom::{add, append, area, attribute, copy, find, set, set_all};
use crate::web::messages::Messages;

/// How many blocks are laid out at a time: two or three pages, some milliseconds.
const BLOCKS_AT_ONCE: usize = 24;

/// A sheet of paper.
pub struct Sheet {
    /// All of it.
    pub element: Element,
    /// How many of the article's characters stand on it and on the sheets before it: the same in every layout.
    pub end: u32,
}

/// A layout that is being made.
pub struct Layout {
    page: Page,
    messages: Messages,
    /// Header and footer.
    strips: [Element; 2],
    feed: Feed,
    measuring: Element,
    flow: Element,
    lines: Lines,
    /// Where the open column begins: the item, and its place.
    start: usize,
    place: Place,
    parent: Element,
    /// Where the columns of the last sheet are, and how many there are.
    columns: Option<(Element, usize)>,
    /// Of [`Sheet::end`].
    end: u32,
}

impl Layout {
    /// Begins one in `body`, which it empties.
    pub fn begin(
        body: &Element,
        source: &Element,
        page: Page,
        strips: &[Element; 2],
        messages: &Messages,
    ) -> Layout {
        body.set_text_content(None);
        let measuring = add(body, "div", "measuring");
        let flow: Element = copy(source, false).unchecked_into();
        append(&measuring, &flow);
        let parent = add(body, "main", "sheets");
        set(&parent, "aria-label", &messages.text("Pages"));
        set(&parent, "dir", &attribute(source, "dir"));
        Layout {
            page,
            messages: messages.clone(),
            strips: strips.clone(),
            feed: Feed::new(source, &flow),
            measuring,
            lines: Lines::default(),
            start: 0,
            place: Place::start(&flow),
            flow,
            parent,
            columns: None,
            end: 0,
        }
    }

    /// Lays some more blocks out, onto more sheets. False where that was the end.
    pub fn step(&mut self, sheets: &mut Vec<Sheet>) -> bool {
        let blocks = self.feed.take(BLOCKS_AT_ONCE);
        // What the browser says of positions is in other pixels than ours where the flow is zoomed.
        let unit = match area(&self.flow).width() / self.page.text_width {
            unit if unit > 0.0 => unit,
            _ => 1.0,
        };
        fit(&blocks, self.page.text_width, self.page.text_height, unit);
        let height = self.page.text_height * unit;
        self.lines.add(&blocks, height);
        // All is read before anything is built: building in between would cost a layout each time.
        let mut places = Vec::new();
        while let Some(next) = next_start(&self.lines.items, self.start, height) {
            self.start = next;
            places.push(place_before(&self.lines.items[next], &self.lines.origins[next], &self.flow));
        }
        for place in places {
            self.add_column(sheets, &place);
            self.place = place;
        }
        if !blocks.is_empty() {
            return true;
        }
        self.add_column(sheets, &Place::end(&self.flow));
        self.measuring.remove();
        let count = sheets.len();
        for (at, sheet) in sheets.iter().enumerate() {
            let name = self.messages.count("Page {} of {}", &[at + 1, count]);
            call(&sheet.element, &name);
        }
        false
    }

    /// Fills the next column with what is between `self.place` and `to`.
    fn add_column(&mut self, sheets: &mut Vec<Sheet>, to: &Place) {
        let (columns, filled) = match self.columns.take() {
            Some(open) if open.1 < self.page.columns => open,
            _ => (self.add_sheet(sheets), 0),
        };
        if let Some((slice, length)) = slice(&self.flow, &self.place, to) {
            append(&columns, &slice);
            self.end += length;
        }
        if let Some(sheet) = sheets.last_mut() {
            sheet.end = self.end;
        }
        self.columns = Some((columns, filled + 1));
    }

    fn add_sheet(&self, sheets: &mut Vec<Sheet>) -> Element {
        let sheet = add(&self.parent, "section", "sheet");
        let name = self.messages.count("Page {}", &[sheets.len() + 1]);
        // One of them is a stop of the tab key; see `Inner::go_to`.
        set_all(&sheet, &[("role", "group"), ("tabindex", if sheets.is_empty() { "0" } else { "-1" })]);
        let columns = add(&sheet, "div", "columns");
        // The article's own head says on the first sheet what the header says on the others.
        for strip in &self.strips[usize::from(sheets.is_empty())..] {
            append(&sheet, &copy(strip, true));
        }
        call(&sheet, &name);
        sheets.push(Sheet { element: sheet, end: 0 });
        columns
    }
}

/// Gives a sheet its name, which is its page number as well.
#[inline(never)]
fn call(sheet: &Element, name: &str) {
    set(sheet, "aria-label", name);
    if let Some(number) = find(sheet, ".number") {
        number.set_text_content(Some(name));
    }
}
