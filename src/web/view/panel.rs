//! The panels that hang from the bar: settings, contents, shortcuts. The settings' one is built from the table of
//! settings, a row for each.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::contrast::{ENOUGH, contrast};
use super::settings::{self, Kind, Setting};
use crate::web::dom::{add, add_text, elements, set, show};
use crate::web::messages::Messages;

/// Keys, and what they do in English.
const SHORTCUTS: [(&str, &str); 7] = [
    ("+", "Larger text"),
    ("-", "Smaller text"),
    ("0", "Usual text size"),
    ("?", "Keyboard shortcuts"),
    ("Ctrl+P", "Print preview, and from there print"),
    ("Enter", "Show an image large"),
    ("Esc", "Back, and then close"),
];

fn add_panel(parent: &Element, action: &str, name: &str) -> Element {
    let panel = add(parent, "div", "panel");
    set(&panel, "data-panel", action);
    set(&panel, "role", "group");
    set(&panel, "aria-label", name);
    set(&panel, "tabindex", "-1");
    show(&panel, false);
    panel
}

/// The headings of the article as buttons that lead there.
pub fn add_contents(parent: &Element, headings: &[Element], messages: &Messages) {
    let panel = add_panel(parent, "contents", &messages.text("Contents"));
    let list = add(&panel, "ol", "contents");
    for (at, heading) in headings.iter().enumerate() {
        let text = crate::text::collapse(&heading.text_content().unwrap_or_default());
        let entry = add_text(&add(&list, "li", ""), "button", "entry", &text);
        set(&entry, "type", "button");
        set(&entry, "data-action", "heading");
        set(&entry, "data-at", &at.to_string());
        set(&entry, "data-level", heading.local_name().trim_start_matches('h'));
    }
}

/// What the keyboard can do.
pub fn add_shortcuts(parent: &Element, messages: &Messages) {
    let name = messages.text("Keyboard shortcuts");
    let panel = add_panel(parent, "shortcuts", &name);
    add_text(&panel, "p", "heading", &name);
    let list = add(&panel, "dl", "shortcuts");
    for (keys, what) in SHORTCUTS {
        add_text(&add(&list, "dt", ""), "kbd", "", keys);
        add_text(&list, "dd", "", &messages.text(what));
    }
}

/// All settings, and what can be done with them.
pub fn add_settings(parent: &Element, messages: &Messages) {
    let panel = add_panel(parent, "settings", &messages.text("Text and theme"));
    for setting in &settings::TABLE {
        add_row(&panel, setting, messages);
        if setting.name == "link" {
            set(&add(&panel, "p", "warning"), "role", "status");
        }
    }
    let actions = add(&panel, "div", "actions");
    for (action, name) in [("reset", "Reset"), ("shortcuts", "Keyboard shortcuts")] {
        add_action(&actions, action, &messages.text(name));
    }
    let fold = add(&panel, "details", "transfer");
    add_text(&fold, "summary", "", &messages.text("Export or import"));
    let text = add(&fold, "textarea", "json");
    set(&text, "aria-label", &messages.text("Settings as text"));
    set(&text, "rows", "4");
    set(&text, "spellcheck", "false");
    add_action(&fold, "import", &messages.text("Import"));
}

fn add_action(parent: &Element, action: &str, name: &str) {
    let button = add_text(parent, "button", "action", name);
    set(&button, "type", "button");
    set(&button, "data-action", action);
}

fn add_row(panel: &Element, setting: &Setting, messages: &Messages) {
    let label = messages.text(setting.label);
    let row = add(panel, if matches!(setting.kind, Kind::Choice(_)) { "fieldset" } else { "label" }, "row");
    set(&row, "data-row", setting.name);
    let add_input = |parent: &Element, kind: &str, name: &str| {
        let input = add(parent, "input", "control");
        set(&input, "type", kind);
        set(&input, "name", setting.name);
        if !name.is_empty() {
            set(&input, "aria-label", name);
        }
        input
    };
    match setting.kind {
        Kind::Choice(choices) => {
            add_text(&row, "legend", "label", &label);
            for (value, name) in choices {
                let choice = add(&row, "label", "choice");
                set(&add_input(&choice, "radio", ""), "value", value);
                add_text(&choice, "span", "", &messages.text(name));
            }
        }
        kind => {
            add_text(&row, "span", "label", &label);
            if let Kind::Number { min, max, step, .. } = kind {
                set(&add(&row, "span", "value"), "aria-hidden", "true");
                let input = add_input(&row, "range", &label);
                for (name, hundredths) in [("min", min), ("max", max), ("step", step)] {
                    set(&input, name, &settings::decimal(hundredths));
                }
            } else {
                let control = match kind {
                    Kind::Switch => "checkbox",
                    Kind::Color => "color",
                    _ => "text",
                };
                add_input(&row, control, &label);
            }
        }
    }
}

/// Makes the controls below `bar` show the settings as they are.
pub fn update(bar: &Element, messages: &Messages) {
    for input in elements(bar, "input") {
        let input: HtmlInputElement = input.unchecked_into();
        let name = input.name();
        let value = settings::get(&name);
        match input.type_().as_str() {
            "radio" => input.set_checked(input.value() == value),
            "checkbox" => input.set_checked(value == "on"),
            // Setting it anew would move the caret.
            _ if input.value() != value => input.set_value(&value),
            _ => {}
        }
        let setting = settings::TABLE.iter().find(|setting| setting.name == name);
        if let Some(Setting { kind: Kind::Number { unit, .. }, .. }) = setting {
            let text = [&value, " ", unit].concat();
            set(&input, "aria-valuetext", text.trim_end());
            if let Some(shown) = input.previous_element_sibling() {
                shown.set_text_content(Some(text.trim_end()));
            }
        }
    }
    if let Some(warning) = bar.query_selector(".warning").ok().flatten() {
        let paper = settings::get("background");
        let least = contrast(&settings::get("text"), &paper).min(contrast(&settings::get("link"), &paper));
        let warn = settings::get("theme") == "custom" && least < ENOUGH;
        let ratio = settings::decimal(least * 10);
        let text = messages.with("Hard to read: the contrast is {}, and should be 4.5 at least.", &ratio);
        warning.set_text_content(Some(if warn { &text } else { "" }));
    }
    if let Some(text) = bar.query_selector("textarea").ok().flatten() {
        let _ = js_sys::Reflect::set(&text, &"value".into(), &settings::export().into());
    }
}
