//! Small helpers over web-sys: making elements, and listeners that end with their owner.

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, EventTarget, FocusOptions, HtmlElement, Node};

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

/// A number of hundredths as decimal text, without zeros at its end. (Rust's own formatting of floats is 20 KB of
/// tables and code.)
#[inline(never)]
pub fn decimal(hundredths: u32) -> String {
    let mut text = (hundredths / 100).to_string();
    let digits = [b'.', b'0' + (hundredths / 10 % 10) as u8, b'0' + (hundredths % 10) as u8];
    for &digit in match (digits[1], digits[2]) {
        (b'0', b'0') => &digits[..0],
        (_, b'0') => &digits[..2],
        _ => &digits[..],
    } {
        text.push(char::from(digit));
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
    let _ = element.toggle_attribute_with_force("hidden", !shown);
}

/// Gives an element the focus, and scrolls nothing.
#[inline(never)]
pub fn focus(element: &Element) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.unchecked_ref::<HtmlElement>().focus_with_options(&options);
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
pub fn style_sheet(realm: &JsValue, css: &str) -> Result<JsValue, JsValue> {
    let constructor: js_sys::Function = Reflect::get(realm, &"CSSStyleSheet".into())?.dyn_into()?;
    let sheet = Reflect::construct(&constructor, &Array::new())?;
    let replace: js_sys::Function = Reflect::get(&sheet, &"replaceSync".into())?.dyn_into()?;
    replace.call1(&sheet, &css.into())?;
    Ok(sheet)
}

/// Gives a document or shadow root a style sheet, once.
pub fn adopt(root: &JsValue, sheet: &JsValue) -> Result<(), JsValue> {
    let key = "adoptedStyleSheets".into();
    let sheets = Array::from(&Reflect::get(root, &key)?);
    if !sheets.includes(sheet, 0) {
        sheets.push(sheet);
        Reflect::set(root, &key, &sheets)?;
    }
    Ok(())
}
