//! The preview's bar and its choices.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlIFrameElement};

use super::messages::{find, message};
use super::settings::{CHOICES, Choice, SWITCH, Settings};
use crate::web::dom::{add, add_text, append, document_of, element, set, show};

/// The elements of it.
pub struct Panel {
    /// All of it.
    pub root: Element,
    /// "Page 3 of 7".
    pub position: Element,
    /// How many pages there are, or how far the layout is; read out.
    pub status: Element,
    /// Shows and hides the choices.
    pub toggle: Element,
    /// Prints.
    pub print: Element,
    /// Where the sheets are.
    pub frame: HtmlIFrameElement,
    workspace: Element,
    options: Element,
}

impl Panel {
    /// Builds it at the end of `parent`, with the choices made as in `settings`. The frame is still to be shown.
    pub fn new(parent: &Element, settings: Settings) -> Panel {
        let root = add(parent, "div", "preview");
        let bar = add_group(&root, "div", "toolbar", "preview");
        let back = add_button(&bar, "back", "← ");
        set(&back, "data-action", "back");
        let position = add(&bar, "span", "position");
        let status = add(&bar, "span", "progress");
        set(&status, "role", "status");
        let toggle = add_button(&bar, "options", "");
        let print = add_button(&bar, "print", "");
        set(&print, "class", "button main");

        let workspace = add(&root, "div", "workspace");
        let options = add_group(&workspace, "div", "options", "options");
        let mut group = ("", bar.clone());
        for choice in &CHOICES {
            if choice.group != group.0 {
                group = (choice.group, add(&options, "fieldset", ""));
                add_text(&group.1, "legend", "", &message(choice.group, &[]));
            }
            let field = field(&group.1, choice, settings.get(choice.name));
            if choice.group.is_empty() {
                let _ = bar.insert_before(&field, Some(&toggle));
            }
        }
        let frame: HtmlIFrameElement = element(&document_of(parent), "iframe").unchecked_into();
        set(&frame, "class", "frame");
        set(&frame, "title", &message("pages", &[]));
        let panel = Panel { root, position, status, toggle, print, workspace, frame, options };
        // Beside the sheets where there is room for both.
        const ROOMY: i32 = 900;
        panel.show_options(panel.root.client_width() >= ROOMY);
        panel
    }

    /// Puts the frame in its place, which loads its document: at once, where a page forbids strings as documents.
    pub fn show_frame(&self) {
        append(&self.workspace, &self.frame);
    }

    /// Shows the choices, or hides them.
    pub fn show_options(&self, shown: bool) {
        show(&self.options, shown);
        set(&self.toggle, "aria-expanded", if shown { "true" } else { "false" });
    }

    /// Whether the choices are hidden.
    pub fn hides_options(&self) -> bool {
        self.options.has_attribute("hidden")
    }
}

/// The choice, by name, and the option that an event says was chosen.
pub fn chosen(event: &Event) -> Option<(String, String)> {
    let target = event.target()?;
    let text = |name: &str| Reflect::get(&target, &name.into()).ok()?.as_string();
    let name = text("name")?;
    let option = if text("type")? == "checkbox" {
        let checked = Reflect::get(&target, &"checked".into()).ok()?.is_truthy();
        SWITCH[usize::from(checked)].to_owned()
    } else {
        text("value")?
    };
    Some((name, option))
}

fn add_group(parent: &Element, name: &str, class: &str, label: &str) -> Element {
    let group = add(parent, name, class);
    set(&group, "role", "group");
    set(&group, "aria-label", &message(label, &[]));
    group
}

/// A button with an ornament before its words.
fn add_button(bar: &Element, key: &str, ornament: &str) -> Element {
    let button = add(bar, "button", "button");
    set(&button, "type", "button");
    if !ornament.is_empty() {
        set(&add_text(&button, "i", "", ornament), "aria-hidden", "true");
    }
    add_text(&button, "span", "", &message(key, &[]));
    button
}

fn field(parent: &Element, choice: &Choice, chosen: &str) -> Element {
    let is_switch = choice.options == SWITCH;
    let field = add(parent, "label", if is_switch { "print-choice switch" } else { "print-choice" });
    add_text(&field, "span", "", &message(choice.name, &[]));
    let control = if is_switch {
        let input = add(&field, "input", "");
        set(&input, "type", "checkbox");
        let _ = input.toggle_attribute_with_force("checked", chosen == "on");
        input
    } else {
        let select = add(&field, "select", "");
        for option in choice.options {
            let label = find(&[choice.name, ".", option].concat(), &[]);
            let item = add_text(&select, "option", "", &label.unwrap_or_else(|| (*option).to_owned()));
            set(&item, "value", option);
            let _ = item.toggle_attribute_with_force("selected", *option == chosen);
        }
        select
    };
    set(&control, "name", choice.name);
    field
}

/// Shows `option` as what is chosen for `name`.
pub fn select(panel: &Panel, name: &str, option: &str) {
    let control = panel.root.query_selector(&["[name=", name, "]"].concat()).ok().flatten();
    if let Some(control) = control {
        let _ = Reflect::set(&control, &"value".into(), &option.into());
    }
}
