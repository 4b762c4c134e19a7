//! The rail beside the sheets of a long article: a small picture of each, to find one's way by.

use web_sys::{Element, Node};

use super::layout::Sheet;
use crate::web::dom::{add, add_text, find, set, set_all};
use crate::web::messages::Messages;

/// With fewer sheets there is nothing to find.
const FEWEST: usize = 5;
/// How many are painted above and below those in sight.
const NEAR: f64 = 2.0;

/// Brings the rail up to the sheets: a picture for each, painted only where one looks, the sheet `current` marked.
/// Whether it was empty and is not any more.
pub fn update(rail: &Element, sheets: &[Sheet], current: usize, messages: &Messages) -> bool {
    if sheets.len() < FEWEST {
        return false;
    }
    let pictures = rail.child_nodes();
    let before = pictures.length() as usize;
    for at in before..sheets.len() {
        let picture = add(rail, "div", "picture");
        let name = messages.with("Page {}", &[&(at + 1).to_string()]);
        let button = add(&picture, "button", "");
        set_all(&button, &[("type", "button"), ("tabindex", "-1"), ("aria-label", &name)]);
        add_text(&button, "span", "", &name);
    }
    paint(rail, sheets);
    mark(rail, current);
    before == 0
}

/// Paints the pictures in sight and those near them, and takes the paint off the others.
pub fn paint(rail: &Element, sheets: &[Sheet]) {
    let window = rail.get_bounding_client_rect();
    let mut next = rail.first_element_child();
    for sheet in sheets {
        let Some(picture) = next else { return };
        let rect = picture.get_bounding_client_rect();
        let room = rect.height() * NEAR;
        let is_near = rect.bottom() > window.top() - room && rect.top() < window.bottom() + room;
        let paint = find(&picture, ".small");
        match (is_near, paint) {
            (false, Some(paint)) => paint.remove(),
            (true, None) => {
                if let Ok(copy) = sheet.element.clone_node_with_deep(true) {
                    let copy: &Element = wasm_bindgen::JsCast::unchecked_ref(&copy);
                    for name in ["role", "tabindex", "aria-label", "part"] {
                        let _ = copy.remove_attribute(name);
                    }
                    set_all(copy, &[("class", "small"), ("inert", ""), ("aria-hidden", "true")]);
                    let _ = picture.insert_before(copy, picture.first_child().as_ref());
                }
            }
            _ => {}
        }
        next = picture.next_element_sibling();
    }
}

/// Marks the sheet that is read, whose button is the stop of the tab key, and keeps it in sight.
fn mark(rail: &Element, current: usize) {
    let Some(button) = button(rail, current) else { return };
    if button.has_attribute("aria-current") {
        return;
    }
    if let Some(old) = find(rail, "[aria-current]") {
        let _ = old.remove_attribute("aria-current");
        set(&old, "tabindex", "-1");
    }
    set_all(&button, &[("aria-current", "true"), ("tabindex", "0")]);
    let (rect, window) = (button.get_bounding_client_rect(), rail.get_bounding_client_rect());
    if rect.top() < window.top() || rect.bottom() > window.bottom() {
        let away = (rect.top() + rect.bottom() - window.top() - window.bottom()) / 2.0;
        rail.set_scroll_top(rail.scroll_top() + away as i32);
    }
}

/// The button of a sheet.
pub fn button(rail: &Element, at: usize) -> Option<Element> {
    rail.child_nodes()
        .item(at as u32)
        .and_then(|picture| picture.last_child())
        .map(wasm_bindgen::JsCast::unchecked_into)
}

/// Which sheet's button this is.
pub fn index_of(rail: &Element, node: &Node) -> Option<usize> {
    let pictures = rail.child_nodes();
    (0..pictures.length())
        .position(|at| pictures.item(at).is_some_and(|picture| picture.contains(Some(node))))
}
