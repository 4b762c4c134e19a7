//! Small helpers over web-sys: making elements, and listeners that end with their owner.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Document, DomRect, Element, Event, EventTarget, Node};

use super::object::{property, set_property};

/// The SVG namespace.
pub const SVG: &str = "http://www.w3.org/2000/svg";
/// The MathML namespace.
pub const MATHML: &str = "http://www.w3.org/1998/Math/MathML";

/// A new HTML element. `name` is a constant of ours or comes out of the sanitizer, so it is always a valid one.
#[inline(never)]
pub fn element(document: &Document, name: &str) -> Element {
    document.create_element(name).unwrap_or_else(|_| element(document, "span"))
}

/// A new HTML element with a class, which is its part too, at the end of `parent`.
#[inline(never)]
pub fn add(parent: &Element, name: &str, class: &str) -> Element {
    let document = document_of(parent);
    // Drawings of our own consist of these.
    let drawn = matches!(name, "svg" | "path").then(|| document.create_element_ns(Some(SVG), name));
    let child = drawn.and_then(Result::ok).unwrap_or_else(|| element(&document, name));
    if !class.is_empty() {
        set_all(&child, &[("class", class), ("part", class)]);
    }
    append(parent, &child);
    child
}

/// Like [`add`], with text in it.
#[inline(never)]
pub fn add_text(parent: &Element, name: &str, class: &str, text: &str) -> Element {
    let child = add(parent, name, class);
    child.set_text_content(Some(text));
    child
}

/// Sets an attribute; a name that is none is left out.
#[inline(never)]
pub fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

/// Takes an attribute away.
#[inline(never)]
pub fn unset(element: &Element, name: &str) {
    call(element, "removeAttribute", &[&name.into()]);
}

/// Takes attributes away from all elements below `parent` that match.
#[inline(never)]
pub fn unset_in(parent: &Element, selector: &str, names: &[&str]) {
    for element in elements(parent, selector) {
        for name in names {
            unset(&element, name);
        }
    }
}

/// Takes all elements below `parent` that match away.
#[inline(never)]
pub fn remove_in(parent: &Element, selector: &str) {
    for element in elements(parent, selector) {
        element.remove();
    }
}

/// Whether there is such an attribute.
#[inline(never)]
pub fn has(element: &Element, name: &str) -> bool {
    call(element, "hasAttribute", &[&name.into()]).is_truthy()
}

/// A copy of a node, alone or with all that is in it.
#[inline(never)]
pub fn copy(node: &Node, deep: bool) -> Node {
    node.clone_node_with_deep(deep).unwrap_or_else(|_| node.clone())
}

/// Makes `child` the last child of `parent`.
#[inline(never)]
pub fn append(parent: &Node, child: &Node) {
    let _ = parent.append_child(child);
}

/// Sets several attributes.
#[inline(never)]
pub fn set_all(element: &Element, attributes: &[(&str, &str)]) {
    for (name, value) in attributes {
        set(element, name, value);
    }
}

/// The value of an attribute; empty where there is none.
#[inline(never)]
pub fn attribute(element: &Element, name: &str) -> String {
    element.get_attribute(name).unwrap_or_default()
}

/// Whether `name` is in a list of names between bars.
#[inline(never)]
pub fn is_in(list: &str, name: &str) -> bool {
    list.split('|').any(|other| other == name)
}

/// A whole number as text.
#[inline(never)]
pub fn whole(number: usize) -> String {
    number.to_string()
}

/// A number of hundredths as decimal text, without zeros at its end. (Rust's own formatting of floats is 20 KB of
/// tables and code.)
#[inline(never)]
pub fn decimal(hundredths: u32) -> String {
    let mut text = whole(hundredths as usize / 100);
    let mut rest = hundredths % 100;
    if rest > 0 {
        text.push('.');
    }
    while rest > 0 {
        text.push(char::from(b'0' + (rest / 10) as u8));
        rest = rest % 10 * 10;
    }
    text
}

/// A length as CSS has it, to the hundredth.
#[inline(never)]
pub fn px(length: f64) -> String {
    decimal((length * 100.0).round().max(0.0) as u32) + "px"
}

/// Adds text at the end of `parent`.
#[inline(never)]
pub fn append_text(parent: &Element, text: &str) {
    let _ = parent.append_with_str_1(text);
}

/// Shows or hides an element by its `hidden` attribute.
#[inline(never)]
pub fn show(element: &Element, shown: bool) {
    set_property(element, "hidden", &(!shown).into());
}

/// Gives an element the focus, and scrolls nothing.
#[inline(never)]
pub fn focus(element: &Element) {
    let options = Object::new();
    set_property(&options, "preventScroll", &true.into());
    call(element, "focus", &[&options]);
}

/// Adds a class.
#[inline(never)]
pub fn mark(element: &Element, class: &str) {
    let list = property(element, "classList");
    call(&list, "add", &[&class.into()]);
}

/// Sets a property of an element's own style, which no policy of a page forbids.
#[inline(never)]
pub fn style(element: &Element, name: &str, value: &str) {
    let style = property(element, "style");
    call(&style, "setProperty", &[&name.into(), &value.into()]);
}

/// Whether an element matches a selector.
#[inline(never)]
pub fn matches(element: &Element, selector: &str) -> bool {
    call(element, "matches", &[&selector.into()]).is_truthy()
}

/// The element or the nearest one around it that matches.
#[inline(never)]
pub fn closest(element: &Element, selector: &str) -> Option<Element> {
    element_from(call(element, "closest", &[&selector.into()]))
}

/// The first element below `parent` that matches.
#[inline(never)]
pub fn find(parent: &Element, selector: &str) -> Option<Element> {
    parent.query_selector(selector).ok().flatten()
}

/// The elements below `parent` that match.
#[inline(never)]
pub fn elements(parent: &Element, selector: &str) -> Vec<Element> {
    let mut found = Vec::new();
    if let Ok(list) = parent.query_selector_all(selector) {
        while let Some(node) = list.item(found.len() as u32) {
            found.push(node.unchecked_into());
        }
    }
    found
}

/// The document that a node belongs to.
#[inline(never)]
pub fn document_of(node: &Node) -> Document {
    // Only a document itself has none.
    node.owner_document().unwrap_or_else(|| node.clone().unchecked_into())
}

/// Where an element is in the window, in CSS pixels.
#[derive(Clone, Copy, Default)]
pub struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }
}

/// Where an element is.
#[inline(never)]
pub fn area(element: &Element) -> Area {
    area_of(&element.get_bounding_client_rect())
}

/// The same for what the browser says of it.
#[inline(never)]
pub fn area_of(rect: &DomRect) -> Area {
    Area { left: rect.left(), top: rect.top(), right: rect.right(), bottom: rect.bottom() }
}

/// A number that is a property of an object; 0 where it is none.
#[inline(never)]
pub fn number(object: &JsValue, name: &str) -> f64 {
    property(object, name).as_f64().unwrap_or_default()
}

/// Whether a property of an object says yes.
#[inline(never)]
pub fn is_true(object: &JsValue, name: &str) -> bool {
    property(object, name).is_truthy()
}

/// The element, or another object, that a property of an object is.
#[inline(never)]
pub fn element_in(object: &JsValue, name: &str) -> Option<Element> {
    element_from(property(object, name))
}

fn element_from(value: JsValue) -> Option<Element> {
    value.is_truthy().then(|| value.unchecked_into())
}

/// Calls a method of an object; `undefined` where there is none, or it fails.
///
/// What is seldom called is called by its name: each function that is imported costs as much as ten such calls.
#[inline(never)]
pub fn call(object: &JsValue, method: &str, arguments: &[&JsValue]) -> JsValue {
    let list = Array::new();
    for &argument in arguments {
        list.push(argument);
    }
    let method = property(object, method);
    match method.is_function() {
        true => method.unchecked_ref::<Function>().apply(object, &list).unwrap_or_default(),
        false => JsValue::UNDEFINED,
    }
}

/// A new object of the class `class` of the window `realm`; `undefined` where there is none.
#[inline(never)]
pub fn construct(realm: &JsValue, class: &str) -> JsValue {
    let class = property(realm, class);
    match class.is_function() {
        true => Reflect::construct(class.unchecked_ref::<Function>(), &Array::new()).unwrap_or_default(),
        false => JsValue::UNDEFINED,
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = globalThis)]
    static GLOBAL: JsValue;
}

/// This window.
#[inline(never)]
pub fn window() -> JsValue {
    GLOBAL.with(JsValue::clone)
}

/// Long work in pieces, with the browser's other work between them: a message to itself is the next turn.
pub struct Turns(JsValue);

impl Turns {
    /// Nothing comes of it where a window has no channels.
    pub fn new() -> Turns {
        let channel = construct(&window(), "MessageChannel");
        call(&property(&channel, "port1"), "start", &[]);
        Turns(channel)
    }

    /// Where `message` arrives when it is the next turn.
    pub fn port(&self) -> EventTarget {
        property(&self.0, "port1").unchecked_into()
    }

    /// Asks for the next one.
    pub fn ask(&self) {
        call(&property(&self.0, "port2"), "postMessage", &[&JsValue::NULL]);
    }
}

/// A listener that is taken off when dropped.
pub struct Listener {
    target: EventTarget,
    kind: &'static str,
    handler: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Calls `handler` for every event `kind` that arrives at `target`.
    #[inline(never)]
    pub fn new(target: &EventTarget, kind: &'static str, handler: Box<dyn FnMut(Event)>) -> Listener {
        let handler = Closure::wrap(handler);
        let _ = target.add_event_listener_with_callback(kind, handler.as_ref().unchecked_ref());
        Listener { target: target.clone(), kind, handler }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ =
            self.target.remove_event_listener_with_callback(self.kind, self.handler.as_ref().unchecked_ref());
    }
}

/// A style sheet made in the realm of the window `realm`, which works there under any `style-src`.
pub fn style_sheet(realm: &JsValue, css: &str) -> JsValue {
    let sheet = construct(realm, "CSSStyleSheet");
    call(&sheet, "replaceSync", &[&css.into()]);
    sheet
}

/// Gives a document or shadow root a style sheet, once.
pub fn adopt(root: &JsValue, sheet: &JsValue) {
    let sheets = property(root, "adoptedStyleSheets");
    if !call(&sheets, "includes", &[sheet]).is_truthy() {
        call(&sheets, "push", &[sheet]);
    }
}
