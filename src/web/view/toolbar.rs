//! The bar above the article: text size, theme, print preview, close.

use web_sys::Element;

use super::settings::{Settings, Theme};
use crate::web::dom::{SVG, add, add_text, append, document_of, set};

/// What a button does: its `data-action`, its name, its keyboard shortcut, and its icon as an SVG path in a square
/// of 24.
struct Button {
    action: &'static str,
    name: &'static str,
    key: &'static str,
    icon: &'static str,
}

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
const PRINT: Button = Button {
    action: "print",
    name: "Print preview",
    key: "",
    icon: "M7 9V4h10v5M7 17H4.5V9h15v8H17M7 14h10v6H7z",
};
const CLOSE: Button = Button { action: "close", name: "Close", key: "Escape", icon: "M6 6l12 12M18 6 6 18" };

/// The parts of the bar that change.
pub struct Toolbar {
    smaller: Element,
    larger: Element,
    size: Element,
    themes: Vec<Element>,
}

impl Toolbar {
    /// Builds the bar at the end of `view`; `label` is shown on its left.
    pub fn new(view: &Element, label: &str) -> Toolbar {
        let bar = add(view, "div", "toolbar");
        set(&bar, "role", "group");
        set(&bar, "aria-label", "Reader");
        add_text(&bar, "span", "source", label);
        let sizes = add(&bar, "div", "tools");
        let smaller = add_button(&sizes, &SMALLER);
        let size = add(&sizes, "span", "size");
        set(&size, "aria-hidden", "true");
        let larger = add_button(&sizes, &LARGER);
        let themes = add_themes(&bar);
        let tools = add(&bar, "div", "tools");
        add_button(&tools, &PRINT);
        add_button(&tools, &CLOSE);
        Toolbar { smaller, larger, size, themes }
    }

    /// Shows the settings as they are.
    pub fn update(&self, settings: Settings) {
        let (can_shrink, can_grow) = settings.can_step();
        // Not `disabled`, which would throw the keyboard's focus away.
        set(&self.smaller, "aria-disabled", if can_shrink { "false" } else { "true" });
        set(&self.larger, "aria-disabled", if can_grow { "false" } else { "true" });
        self.size.set_text_content(Some(&settings.pixels().to_string()));
        for (theme, input) in Theme::ALL.into_iter().zip(&self.themes) {
            let input: &web_sys::HtmlInputElement = wasm_bindgen::JsCast::unchecked_ref(input);
            input.set_checked(theme == settings.theme);
        }
    }
}

/// Native radio buttons: one stop for Tab, arrows within.
fn add_themes(bar: &Element) -> Vec<Element> {
    let group = add(bar, "div", "themes");
    set(&group, "role", "radiogroup");
    set(&group, "aria-label", "Theme");
    let add_one = |theme: Theme| {
        let input = add(&group, "input", "theme");
        set(&input, "type", "radio");
        set(&input, "name", "article-reader-theme");
        set(&input, "value", theme.name());
        let name = match theme {
            Theme::System => "As the system",
            Theme::Light => "Light",
            Theme::Sepia => "Sepia",
            Theme::Dark => "Dark",
        };
        set(&input, "aria-label", name);
        set(&input, "title", name);
        input
    };
    Theme::ALL.into_iter().map(add_one).collect()
}

fn add_button(parent: &Element, button: &Button) -> Element {
    let element = add(parent, "button", "button");
    set(&element, "type", "button");
    set(&element, "data-action", button.action);
    set(&element, "aria-label", button.name);
    let title = match button.key {
        "" => button.name.to_owned(),
        "Escape" => format!("{} (Esc)", button.name),
        key => format!("{} ({key})", button.name),
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
