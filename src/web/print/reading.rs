//! Which sheet is read: by scrolling, by the rail, by focus; and again after another layout.

use web_sys::Event;

use super::{Inner, rail};
use crate::web::dom::{area, call, element_in, find, focus, number, set};

impl Inner {
    /// Shows the sheet again that was read before the layout, as soon as it is there.
    pub fn come_back(&self) {
        let sheets = self.sheets.borrow();
        let at = sheets.partition_point(|sheet| sheet.end <= self.anchor.get());
        if self.returns.get() && at < sheets.len() {
            call(&sheets[at].element, "scrollIntoView", &[]);
            self.current.set(at);
            self.returns.set(false);
        }
    }

    /// What is in the middle of the frame is read.
    pub fn scrolled(&self) {
        let middle = number(&self.panel.frame, "clientHeight") / 2.0;
        let sheets = self.sheets.borrow();
        let passed = sheets.partition_point(|sheet| area(&sheet.element).bottom < middle);
        let last = sheets.len().wrapping_sub(1);
        drop(sheets);
        if !self.returns.get() && last != usize::MAX {
            self.read(passed.min(last));
        }
    }

    /// The sheet that is read is this one.
    fn read(&self, at: usize) {
        let sheets = self.sheets.borrow();
        let from = at.checked_sub(1).map_or(0, |before| sheets[before].end);
        // A part of a sheet stays what is read as long as it is on it, so that choices can be taken back.
        if self.anchor.get() < from || self.anchor.get() >= sheets[at].end {
            self.anchor.set(from);
        }
        self.current.set(at);
        drop(sheets);
        self.show_position();
    }

    /// Says which sheet is read, and marks it on the rail.
    pub fn show_position(&self) {
        let count = self.sheets.borrow().len();
        let at = self.current.get().min(count.saturating_sub(1)) + 1;
        let is_done = self.layout.borrow().is_none();
        let text = if is_done { "Page {} of {}" } else { "Page {}" };
        let text = self.messages.count(text, &[at, count]);
        self.panel.position.set_text_content(Some(&text));
        let rail = self.rail.borrow();
        let appeared = rail
            .as_ref()
            .is_some_and(|rail| rail::update(rail, &self.sheets.borrow(), at - 1, &self.messages));
        drop(rail);
        if appeared {
            self.resize();
        }
    }

    /// Paints what is in sight of the rail.
    pub fn paint(&self) {
        if let Some(rail) = self.rail.borrow().as_ref() {
            rail::paint(rail, &self.sheets.borrow());
        }
    }

    /// A picture on the rail was clicked.
    pub fn picked(&self, event: &Event) {
        let target = element_in(event, "target");
        let rail = self.rail.borrow().clone();
        let at = rail.zip(target).and_then(|(rail, picked)| rail::index_of(&rail, &picked));
        if let Some(at) = at {
            self.go_to(at);
        }
    }

    /// Whether the focus is on the rail.
    pub fn is_on_rail(&self) -> bool {
        self.rail.borrow().as_ref().is_some_and(|rail| find(rail, ":focus").is_some())
    }

    /// Goes to a sheet, which becomes the stop of the tab key.
    pub fn go_to(&self, at: usize) {
        let sheet = self.sheets.borrow().get(at).map(|sheet| sheet.element.clone());
        if let Some(sheet) = sheet {
            let is_on_rail = self.is_on_rail();
            call(&sheet, "scrollIntoView", &[]);
            self.read(at);
            let button = self.rail.borrow().as_ref().and_then(|rail| rail::button(rail, at));
            focus(&button.filter(|_| is_on_rail).unwrap_or(sheet));
        }
    }

    /// The sheet that has the focus is the one that the tab key comes back to.
    pub fn focused(&self, event: &Event) {
        let Some(target) = element_in(event, "target") else { return };
        let sheets = self.sheets.borrow();
        let at = sheets.iter().position(|sheet| *sheet.element == *target);
        drop(sheets);
        if let Some((at, parent)) = at.zip(target.parent_element()) {
            if let Some(old) = find(&parent, ":scope > [tabindex='0']") {
                set(&old, "tabindex", "-1");
            }
            set(&target, "tabindex", "0");
            self.read(at);
        }
    }
}
