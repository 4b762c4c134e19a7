//! The controls of the settings: a row for each of them, in the view's panel and in the print preview's.

use web_sys::{Element, Event};

use super::dom::{add, add_text, decimal, element_in, elements, is_true, set};
use super::messages::Messages;
use super::object::{set_property, text_property};
use super::settings::{self, Kind, Setting};

/// Adds the rows of `settings` at the end of `panel`, still without their values.
pub fn add_rows(panel: &Element, settings: &'static [Setting], messages: &Messages) {
    for setting in settings {
        add_row(panel, setting, messages);
    }
}

fn add_row(panel: &Element, setting: &'static Setting, messages: &Messages) {
    let Setting { name, label, kind, .. } = setting;
    let is_choice = matches!(kind, Kind::Choice(_));
    let (row, legend) = if is_choice { ("fieldset", "legend") } else { ("label", "span") };
    let row = add(panel, row, "row");
    set(&row, "data-row", name);
    add_text(&row, legend, "label", &messages.text(label));
    let control = |parent: &Element, element: &str, kind: &str| {
        let control = add(parent, element, "control");
        set(&control, "name", name);
        if !kind.is_empty() {
            set(&control, "type", kind);
        }
        control
    };
    match *kind {
        Kind::Number { min, max, step, .. } => {
            set(&add(&row, "span", "value"), "aria-hidden", "true");
            let range = control(&row, "input", "range");
            for (limit, hundredths) in [("min", min), ("max", max), ("step", step)] {
                set(&range, limit, &decimal(hundredths));
            }
        }
        Kind::Choice(list) => {
            for (value, english) in settings::options(list) {
                let label = add(&row, "label", "choice");
                set(&control(&label, "input", "radio"), "value", value);
                add_text(&label, "span", "", &messages.text(english));
            }
        }
        Kind::List(list) => {
            let select = control(&row, "select", "");
            for (value, english) in settings::options(list) {
                set(&add_text(&select, "option", "", &messages.text(english)), "value", value);
            }
        }
        Kind::Switch | Kind::Color | Kind::Font => {
            let kind = match kind {
                Kind::Switch => "checkbox",
                Kind::Color => "color",
                _ => "text",
            };
            control(&row, "input", kind);
        }
    }
}

/// Makes the controls below `panel` show the settings as they are.
#[inline(never)]
pub fn update(panel: &Element) {
    for control in elements(panel, ".control") {
        let Some(setting) = settings::find(&text_property(&control, "name")) else { continue };
        let value = settings::get(setting.name);
        let shown = text_property(&control, "value");
        match text_property(&control, "type").as_str() {
            "radio" => set_property(&control, "checked", &(shown == value).into()),
            "checkbox" => set_property(&control, "checked", &(value == "on").into()),
            // Setting it anew would move the caret.
            _ if shown != value => set_property(&control, "value", &value.as_str().into()),
            _ => {}
        }
        if let Kind::Number { unit, .. } = setting.kind {
            let text = if unit.is_empty() { value } else { [&value, " ", unit].concat() };
            set(&control, "aria-valuetext", &text);
            if let Some(shown) = element_in(&control, "previousElementSibling") {
                shown.set_text_content(Some(&text));
            }
        }
    }
}

/// Takes over what a control says that an event came from; the name of its setting, if it is one and has changed.
pub fn take(event: &Event) -> Option<String> {
    let control = element_in(event, "target")?;
    let name = text_property(&control, "name");
    let value = match text_property(&control, "type") == "checkbox" {
        true if is_true(&control, "checked") => "on".to_owned(),
        true => "off".to_owned(),
        false => text_property(&control, "value"),
    };
    settings::set(&name, &value).then_some(name)
}
