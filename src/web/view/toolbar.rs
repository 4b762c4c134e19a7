//! The bar above the article: contents, text size, settings, print preview, close; and the panels that hang from it.

use web_sys::Element;

use super::{panel, settings};
use crate::web::dom::{SVG, add, add_text, append, document_of, set};
use crate::web::messages::Messages;

/// What a button does: its `data-action`, its English name, its keyboard shortcut, and its icon as an SVG path in a
/// square of 24.
struct Button {
    action: &'static str,
    name: &'static str,
    key: &'static str,
    icon: &'static str,
}

const CONTENTS: Button = Button {
    action: "contents",
    name: "Contents",
    key: "",
    icon: "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01",
};
const SMALLER: Button = Button {
    action: "smaller",
    name: "Smaller text",
    key: "-",
    icon: "M5.5 18 10 7l4.5 11M7 14.5h6M16.5 12h5",
};
const LARGER: Button = Button {
    action: "larger",
    name: "Larger text",
    key: "+",
    icon: "M3 19 8.5 5 14 19M4.9 14.5h7.2M15.5 11h6M18.5 8v6",
};
const SETTINGS: Button = Button {
    action: "settings",
    name: "Text and theme",
    key: "",
    icon: "M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4",
};
const PRINT: Button = Button {
    action: "print",
    name: "Print preview",
    key: "",
    icon: "M7 9V4h10v5M7 17H4.5V9h15v8H17M7 14h10v6H7z",
};
const CLOSE: Button = Button { action: "close", name: "Close", key: "Escape", icon: "M6 6l12 12M18 6 6 18" };

/// The parts of the bar that change.
pub struct Toolbar {
    /// All of it.
    pub bar: Element,
    smaller: Element,
    larger: Element,
    size: Element,
    /// How far one has read: its width.
    pub progress: Element,
}

impl Toolbar {
    /// Builds the bar at the end of `view`; `label` is shown at its start, `headings` in the contents.
    pub fn new(view: &Element, label: &str, headings: &[Element], messages: &Messages) -> Toolbar {
        let bar = add(view, "div", "toolbar");
        set(&bar, "role", "group");
        set(&bar, "aria-label", &messages.text("Reader"));
        add_text(&bar, "span", "source", label);
        let tools = add(&bar, "div", "tools");
        if headings.len() > 1 {
            add_button(&tools, &CONTENTS, messages);
            panel::add_contents(&tools, headings, messages);
        }
        let smaller = add_button(&tools, &SMALLER, messages);
        let size = add(&tools, "span", "size");
        set(&size, "aria-hidden", "true");
        let larger = add_button(&tools, &LARGER, messages);
        add_button(&tools, &SETTINGS, messages);
        panel::add_settings(&tools, messages);
        panel::add_shortcuts(&tools, messages);
        add_button(&tools, &PRINT, messages);
        add_button(&tools, &CLOSE, messages);
        let progress = add(&bar, "div", "progress");
        set(&progress, "aria-hidden", "true");
        Toolbar { bar, smaller, larger, size, progress }
    }

    /// Shows the settings as they are.
    pub fn update(&self) {
        // Not `disabled`, which would throw the keyboard's focus away.
        for (button, up) in [(&self.smaller, false), (&self.larger, true)] {
            let at_end = settings::next_size(up).is_none();
            set(button, "aria-disabled", if at_end { "true" } else { "false" });
        }
        self.size.set_text_content(Some(&settings::get("size")));
    }
}

fn add_button(parent: &Element, button: &Button, messages: &Messages) -> Element {
    let element = add(parent, "button", "button");
    let name = messages.text(button.name);
    set(&element, "type", "button");
    set(&element, "data-action", button.action);
    set(&element, "aria-label", &name);
    let title = match button.key {
        "" => name,
        "Escape" => name + " (Esc)",
        key => [&name, " (", key, ")"].concat(),
    };
    set(&element, "title", &title);
    if !button.key.is_empty() {
        set(&element, "aria-keyshortcuts", button.key);
    }
    add_icon(&element, button.icon);
    element
}

/// A line drawing.
fn add_icon(parent: &Element, path: &str) {
    let document = document_of(parent);
    let (Ok(svg), Ok(line)) =
        (document.create_element_ns(Some(SVG), "svg"), document.create_element_ns(Some(SVG), "path"))
    else {
        return;
    };
    set(&svg, "viewBox", "0 0 24 24");
    set(&svg, "aria-hidden", "true");
    set(&line, "d", path);
    append(&svg, &line);
    append(parent, &svg);
}
