//! What keys are for in the preview.

use std::rc::Rc;

use web_sys::Event;

use super::Inner;
use crate::web::dom::{call, is_true};
use crate::web::object::text_property;

impl Inner {
    /// Keys that do the same in the frame and around it. Whether it was one.
    pub fn common_key(self: &Rc<Inner>, key: &str) -> bool {
        let (at, last) = (self.current.get(), self.sheets().len().saturating_sub(1));
        match key {
            "ArrowDown" | "ArrowUp" if !self.is_on_rail() => return false,
            "PageDown" | "ArrowDown" => self.go_to((at + 1).min(last)),
            "PageUp" | "ArrowUp" => self.go_to(at.saturating_sub(1)),
            "Home" => self.go_to(0),
            "End" => self.go_to(last),
            "+" | "=" => self.zoom(true),
            "-" => self.zoom(false),
            "0" => self.zoom_to("auto"),
            _ => return false,
        }
        true
    }

    /// A key in the frame.
    pub fn key(self: &Rc<Inner>, event: &Event) {
        let key = text_property(event, "key");
        let command = is_true(event, "ctrlKey") || is_true(event, "metaKey");
        let handled = match key.as_str() {
            "Escape" => {
                (self.leave)();
                true
            }
            _ if is_true(event, "altKey") => false,
            "p" | "P" if command => {
                self.print();
                true
            }
            key => !command && self.common_key(key),
        };
        if handled {
            call(event, "preventDefault", &[]);
        }
    }
}
