//! Which sheet is read: by scrolling, by the rail, by focus; and again after another layout.

use web_sys::Event;

use super::{Inner, rail};
use crate::web::dom::{area, call, element_in, find, focus, number, set};

impl Inner {
    /// Shows the sheet again that was read before the layout, as soon as it is there.
    pub fn come_back(&self) {
        let mut at = self.sheets().partition_point(|sheet| sheet.end <= self.anchor.get());
        if self.is_laid_out() {
            // Behind all characters is a sheet without any, as with a picture alone.
            at = at.min(self.sheets().len().saturating_sub(1));
        }
        if self.returns.get()
            && let Some(sheet) = self.sheet(at)
        {
            call(&sheet, "scrollIntoView", &[]);
            self.current.set(at);
            self.returns.set(false);
        }
    }

    /// What is in the middle of the frame is read.
    pub fn scrolled(&self) {
        let middle = number(&self.panel.frame, "clientHeight") / 2.0;
        let sheets = self.sheets();
        let passed = sheets.partition_point(|sheet| area(&sheet.element).bottom < middle);
        let at = passed.min(sheets.len().saturating_sub(1));
        drop(sheets);
        if !self.returns.get() {
            self.read(at);
        }
    }

    /// The sheet that is read is this one.
    fn read(&self, at: usize) {
        let ends_at = |at: Option<usize>| Some(self.sheets().get(at?)?.end);
        let from = ends_at(at.checked_sub(1)).unwrap_or_default();
        let to = ends_at(Some(at)).unwrap_or_default();
        // A part of a sheet stays what is read as long as it is on it, so that choices can be taken back.
        if !(from..to).contains(&self.anchor.get()) {
            self.anchor.set(from);
        }
        self.current.set(at);
        self.show_position();
    }

    /// Says which sheet is read, and marks it on the rail.
    pub fn show_position(&self) {
        let count = self.sheets().len();
        let at = self.current.get().min(count.saturating_sub(1));
        let text = if self.is_laid_out() { "Page {} of {}" } else { "Page {}" };
        self.panel.position.set_text_content(Some(&self.messages.count(text, &[at + 1, count])));
        let appeared =
            self.rail().is_some_and(|rail| rail::update(&rail, &self.sheets(), at, &self.messages));
        if appeared {
            self.resize();
        }
    }

    /// Paints what is in sight of the rail.
    pub fn paint(&self) {
        if let Some(rail) = self.rail() {
            rail::paint(&rail, &self.sheets());
        }
    }

    /// A picture on the rail was clicked.
    pub fn picked(&self, event: &Event) {
        let picked = self.rail().zip(element_in(event, "target"));
        if let Some(at) = picked.and_then(|(rail, picked)| rail::index_of(&rail, &picked)) {
            self.go_to(at);
        }
    }

    /// Whether the focus is on the rail.
    pub fn is_on_rail(&self) -> bool {
        self.rail().is_some_and(|rail| find(&rail, ":focus").is_some())
    }

    /// Goes to a sheet, which becomes the stop of the tab key.
    pub fn go_to(&self, at: usize) {
        let Some(sheet) = self.sheet(at) else { return };
        let is_on_rail = self.is_on_rail();
        call(&sheet, "scrollIntoView", &[]);
        self.read(at);
        let button = self.rail().filter(|_| is_on_rail).and_then(|rail| rail::button(&rail, at));
        focus(&button.unwrap_or(sheet));
    }

    /// The sheet that has the focus is the one that the tab key comes back to.
    pub fn focused(&self, event: &Event) {
        let Some(target) = element_in(event, "target") else { return };
        let at = self.sheets().iter().position(|sheet| sheet.element == target);
        if let Some((at, parent)) = at.zip(target.parent_element()) {
            if let Some(old) = find(&parent, ":scope > [tabindex='0']") {
                set(&old, "tabindex", "-1");
            }
            set(&target, "tabindex", "0");
            self.read(at);
        }
    }
}
