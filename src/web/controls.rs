//! The controls of the settings: a row for each of them, in the view's panel and in the print preview's.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement};

use super::dom::{decimal, elements, set};
use super::messages::Messages;
use super::object::text_property;
use super::settings::{self, Kind, Setting};
use super::template::build;

/// Adds the rows of `settings` at the end of `panel`, still without their values.
pub fn add_rows(panel: &Element, settings: &'static [Setting], messages: &Messages) {
    for setting in settings {
        add_row(panel, setting, messages);
    }
}

fn add_row(panel: &Element, setting: &'static Setting, messages: &Messages) {
    let Setting { name, label, .. } = setting;
    let mut template = String::new();
    let mut write = |parts: &[&str]| parts.iter().for_each(|part| template.push_str(part));
    let is_choice = matches!(setting.kind, Kind::Choice(_));
    let (row, legend) = if is_choice { ("fieldset", "legend") } else { ("label", "span") };
    write(&[row, ".row|data-row=", name, "\n ", legend, ".label|*", label]);
    let control = match setting.kind {
        Kind::Number { min, max, step, .. } => {
            let limits = ["|min=", &decimal(min), "|max=", &decimal(max), "|step=", &decimal(step)].concat();
            write(&["\n span.value|aria-hidden=true"]);
            "range".to_owned() + &limits
        }
        Kind::Switch => "checkbox".to_owned(),
        Kind::Color => "color".to_owned(),
        Kind::Font => "text".to_owned(),
        Kind::Choice(list) | Kind::List(list) => {
            if !is_choice {
                write(&["\n select.control|name=", name]);
            }
            for (value, english) in settings::options(list) {
                let value = ["|value=", value].concat();
                if is_choice {
                    write(&["\n label.choice\n  input.control|type=radio|name=", name, &value]);
                    write(&["\n  span|*", english]);
                } else {
                    write(&["\n  option", &value, "|*", english]);
                }
            }
            String::new()
        }
    };
    if !control.is_empty() {
        write(&["\n input.control|name=", name, "|type=", &control]);
    }
    build(panel, &template, messages);
}

/// Makes the controls below `panel` show the settings as they are.
#[inline(never)]
pub fn update(panel: &Element) {
    for control in elements(panel, ".control") {
        // A select has what is used here, too.
        let input: &HtmlInputElement = control.unchecked_ref();
        let name = input.name();
        let Some(setting) = settings::find(&name) else { continue };
        let value = settings::get(&name);
        let shown = input.value();
        match input.type_().as_str() {
            "radio" => input.set_checked(shown == value),
            "checkbox" => input.set_checked(value == "on"),
            // Setting it anew would move the caret.
            _ if shown != value => input.set_value(&value),
            _ => {}
        }
        if let Kind::Number { unit, .. } = setting.kind {
            let text = if unit.is_empty() { value } else { [&value, " ", unit].concat() };
            set(input, "aria-valuetext", &text);
            if let Some(shown) = input.previous_element_sibling() {
                shown.set_text_content(Some(&text));
            }
        }
    }
}

/// Takes over what a control says that an event came from; the name of its setting, if it is one and has changed.
pub fn take(event: &Event) -> Option<String> {
    let target = event.target()?;
    let input: &HtmlInputElement = target.unchecked_ref();
    let name = text_property(input, "name");
    let is_checkbox = text_property(input, "type") == "checkbox";
    let value = match is_checkbox {
        true if input.checked() => "on".to_owned(),
        true => "off".to_owned(),
        false => text_property(input, "value"),
    };
    settings::set(&name, &value).then_some(name)
}
