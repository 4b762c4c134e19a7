//! Small helpers over web-sys: making elements, and listeners that end with their owner.

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, EventTarget, FocusOptions, HtmlElement, Node};

/// The SVG namespace.
pub const SVG: &str = "http://www.w3.org/2000/svg";
/// The MathML namespace.
pub const MATHML: &str = "http://www.w3.org/1998/Math/MathML";

/// A new HTML element. `name` is a constant of ours or comes out of the sanitizer, so it is always a valid one.
pub fn element(document: &Document, name: &str) -> Element {
    document.create_element(name).unwrap_or_else(|_| element(document, "span"))
}

/// A new HTML element with a class, which is its part too, at the end of `parent`.
#[inline(never)]
pub fn add(parent: &Element, name: &str, class: &str) -> Element {
    let child = element(&document_of(parent), name);
    if !class.is_empty() {
        set(&child, "class", class);
        set(&child, "part", class);
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
pub fn append(parent: &Node, child: &Node) {
    let _ = parent.append_child(child);
}

/// A length as CSS has it, to the hundredth. (Rust's own formatting of floats is 20 KB of tables and code.)
#[inline(never)]
pub fn px(length: f64) -> String {
    let hundredths = (length * 100.0).round().max(0.0) as u32;
    format!("{}.{:02}px", hundredths / 100, hundredths % 100)
}

/// Shows or hides an element by its `hidden` attribute.
pub fn show(element: &Element, shown: bool) {
    let _ = element.toggle_attribute_with_force("hidden", !shown);
}

/// Gives an element the focus, and scrolls nothing.
pub fn focus(element: &Element) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.unchecked_ref::<HtmlElement>().focus_with_options(&options);
}

/// The elements below `parent` that match.
#[inline(never)]
pub fn elements(parent: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = parent.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.item(at)).map(JsCast::unchecked_into).collect()
}

/// The document that a node belongs to.
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
    pub fn new(target: &EventTarget, kind: &'static str, handler: impl FnMut(Event) + 'static) -> Listener {
        let handler = Closure::<dyn FnMut(Event)>::new(handler);
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
