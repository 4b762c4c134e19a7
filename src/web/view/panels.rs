//! The panels that hang from the bar: one at a time, and the focus comes back from it.

use super::View;
use crate::web::dom::{attribute, element_in, elements, find, focus, has, set, show};

impl View {
    /// Opens a panel, or closes it.
    pub fn toggle_panel(&self, name: &str) {
        let Some(panel) = find(&self.bar, &["[data-panel=", name, "]"].concat()) else { return };
        if !has(&panel, "hidden") {
            self.close_panel();
            return;
        }
        *self.opener.borrow_mut() = element_in(&self.root.get_root_node(), "activeElement");
        self.show_panel(name);
        focus(&panel);
    }

    /// Shows this panel and no other; none where there is none of that name.
    #[inline(never)]
    pub fn show_panel(&self, name: &str) {
        for panel in elements(&self.bar, "[data-panel]") {
            let its = attribute(&panel, "data-panel");
            show(&panel, its == name);
            if let Some(button) = find(&self.bar, &[".button[data-action=", &its, "]"].concat()) {
                set(&button, "aria-expanded", if its == name { "true" } else { "false" });
            }
        }
    }

    /// Closes the open panel, and the focus is where it was before; false if there is none.
    #[inline(never)]
    pub fn close_panel(&self) -> bool {
        if find(&self.bar, "[data-panel]:not([hidden])").is_none() {
            return false;
        }
        self.show_panel("");
        // The opener may have been in another panel; then it cannot have the focus, and the bar keeps it.
        let button = find(&self.bar, "[data-action=settings]");
        button.iter().chain(self.opener.borrow().iter()).for_each(focus);
        true
    }
}
