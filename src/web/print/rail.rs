//! The rail beside the sheets of a long article: a small picture of each, to find one's way by.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::layout::Sheet;
use crate::web::dom::{add, add_text, area, call, copy, elements, find, has, number, set, set_all, unset};
use crate::web::messages::Messages;
use crate::web::object::set_property;

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
        let name = messages.count("Page {}", &[at + 1]);
        let button = add(&picture, "button", "");
        set_all(&button, &[("type", "button"), ("tabindex", "-1"), ("aria-label", &name)]);
        add_text(&button, "span", "", &name);
    }
    // In this order: marking scrolls the rail, and no picture is to wait for that to be told.
    mark(rail, current);
    paint(rail, sheets);
    before == 0
}

/// Paints the pictures in sight and those near them, and takes the paint off the others.
pub fn paint(rail: &Element, sheets: &[Sheet]) {
    let window = area(rail);
    for (picture, sheet) in elements(rail, ".picture").into_iter().zip(sheets) {
        let rect = area(&picture);
        let room = rect.height() * NEAR;
        let is_near = rect.bottom > window.top - room && rect.top < window.bottom + room;
        let paint = find(&picture, ".small");
        match (is_near, paint) {
            (false, Some(paint)) => paint.remove(),
            (true, None) => {
                let copy: Element = copy(&sheet.element, true).unchecked_into();
                for name in ["role", "tabindex", "aria-label", "part"] {
                    unset(&copy, name);
                }
                set_all(&copy, &[("class", "small"), ("inert", ""), ("aria-hidden", "true")]);
                call(&picture, "prepend", &[&copy]);
            }
            _ => {}
        }
    }
}

/// Marks the sheet that is read, whose button is the stop of the tab key, and keeps it in sight.
fn mark(rail: &Element, current: usize) {
    let Some(button) = button(rail, current) else { return };
    if has(&button, "aria-current") {
        return;
    }
    if let Some(old) = find(rail, "[aria-current]") {
        unset(&old, "aria-current");
        set(&old, "tabindex", "-1");
    }
    set_all(&button, &[("aria-current", "true"), ("tabindex", "0")]);
    let (rect, window) = (area(&button), area(rail));
    if rect.top < window.top || rect.bottom > window.bottom {
        let away = (rect.top + rect.bottom - window.top - window.bottom) / 2.0;
        set_property(rail, "scrollTop", &(number(rail, "scrollTop") + away).into());
    }
}

/// The button of a sheet.
pub fn button(rail: &Element, at: usize) -> Option<Element> {
    rail.child_nodes().item(at as u32).and_then(|picture| picture.last_child()).map(JsCast::unchecked_into)
}

/// Which sheet's button this is.
pub fn index_of(rail: &Element, node: &Node) -> Option<usize> {
    let pictures = rail.child_nodes();
    (0..pictures.length())
        .position(|at| pictures.item(at).is_some_and(|picture| picture.contains(Some(node))))
}
