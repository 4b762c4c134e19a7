//! Lays an article out on sheets, some blocks at a time.

use wasm_bindgen::JsCast;
use web_sys::Element;

use super::feed::Feed;
use super::fit::fit;
use super::measure::Lines;
use super::page::Page;
use super::paginate::next_start;
use super::sheets::{Place, place_before, slice};
use crate::web::dom::{
    add, add_text, append, area, attribute, copy, document_of, element, find, set, set_all,
};
use crate::web::messages::Messages;
use crate::web::settings;

/// How many blocks are laid out at a time: two or three pages, some milliseconds.
const BLOCKS_AT_ONCE: usize = 24;

/// What stands in the header and at the foot of each sheet.
pub struct Strips {
    /// The article's title.
    pub title: String,
    /// The publication.
    pub source: String,
    /// The article's address.
    pub address: String,
    /// The date of printing.
    pub date: String,
}

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
        texts: &Strips,
        messages: &Messages,
    ) -> Layout {
        body.set_text_content(None);
        let measuring = add(body, "div", "measuring");
        let flow: Element = copy(source, false).unchecked_into();
        for setting in settings::of_sheets() {
            let name = setting.name.replacen("print-", "data-", 1);
            set(&flow, &name, &settings::get(setting.name));
        }
        append(&measuring, &flow);
        let parent = add(body, "main", "sheets");
        set(&parent, "aria-label", &messages.text("Pages"));
        set(&parent, "dir", &attribute(source, "dir"));
        let document = document_of(body);
        let strip = |class: &str| {
            let strip = element(&document, "div");
            set_all(&strip, &[("class", class), ("aria-hidden", "true")]);
            strip
        };
        let (top, foot) = (strip("strip top"), strip("strip foot"));
        for (strip, name, text) in [
            (&top, "print-title", &texts.title),
            (&top, "print-source", &texts.source),
            (&foot, "print-address", &texts.address),
            (&foot, "print-date", &texts.date),
        ] {
            let text = if settings::is(name, "on") { text } else { "" };
            set(&add_text(strip, "span", "", text), "dir", "auto");
        }
        if settings::is("print-number", "on") {
            add(&foot, "span", "number");
        }
        Layout {
            page,
            messages: messages.clone(),
            strips: [top, foot],
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
        let count = sheets.len().to_string();
        for (at, sheet) in sheets.iter().enumerate() {
            let name = self.messages.with("Page {} of {}", &[&(at + 1).to_string(), &count]);
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
        let name = self.messages.with("Page {}", &[&(sheets.len() + 1).to_string()]);
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
