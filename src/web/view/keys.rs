//! What keys are for.

use std::rc::Rc;

use web_sys::Event;

use super::{View, picture};
use crate::web::dom::{call, element_in, is_true, matches};
use crate::web::object::text_property;
use crate::web::settings;

impl View {
    /// A key was pressed.
    pub fn key(self: &Rc<View>, event: &Event) {
        let handled = self.handle_key(event, &text_property(event, "key"));
        if handled {
            call(event, "preventDefault", &[]);
            call(event, "stopPropagation", &[]);
        }
    }

    /// Does what a key is for; false if it is for nothing here.
    fn handle_key(self: &Rc<View>, event: &Event, key: &str) -> bool {
        // Not the target, which for a listener around the shadow root is its host.
        let Some(target) = element_in(&call(event, "composedPath", &[]), "0") else { return false };
        let is_in = |selector: &str| matches(&target, selector);
        let command = is_true(event, "ctrlKey") || is_true(event, "metaKey");
        let is_alone = !is_true(event, "altKey");
        if key == "Escape" {
            return self.back();
        }
        if command || !is_alone {
            // The browser's own would print the page behind.
            let prints = command && is_alone && key.eq_ignore_ascii_case("p");
            if prints {
                self.print();
            }
            return prints;
        }
        // What goes into a field.
        if is_in("textarea, select, input:not([type=radio], [type=checkbox])") {
            return false;
        }
        if let Some(preview) = &*self.preview() {
            return preview.key(key);
        }
        if matches!(key, "Enter" | " ") {
            let is_image = is_in("img[role=button]");
            if is_image {
                picture::open(&self.root, &target, &self.messages);
            }
            return is_image;
        }
        if matches!(key, "PageDown" | "PageUp") {
            return self.place.turn_page(key == "PageDown");
        }
        if settings::is("keys", "off") {
            return false;
        }
        match key {
            "+" | "=" => self.resize(settings::next_size(true)),
            "-" => self.resize(settings::next_size(false)),
            "0" => self.resize(settings::find("size").and_then(|size| size.default.parse().ok())),
            "?" => self.toggle_panel("shortcuts"),
            _ => return false,
        }
        true
    }
}
