//! The article as it goes into the preview: the view's copy, without what is for the screen, and with notes.

use js_sys::Map;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlImageElement};

use crate::web::dom::{add, add_text, append, attribute, document_of, element, elements, set};
use crate::web::messages::Messages;

/// Makes it in `document`, for an article rendered as `rendered`. It holds all that can be chosen; styles hide the
/// rest.
pub fn prepare(document: &Document, rendered: &Element, messages: &Messages) -> Option<Element> {
    let copy: Element = document.import_node_with_deep(rendered, true).ok()?.unchecked_into();
    let source = element(document, "div");
    set(&source, "class", "text");
    for name in ["lang", "dir"] {
        if let Some(value) = copy.get_attribute(name) {
            set(&source, name, &value);
        }
    }
    while let Some(child) = copy.first_child() {
        append(&source, &child);
    }
    for image in elements(&source, "img") {
        // Nobody scrolls to them.
        let _ = image.remove_attribute("loading");
    }
    // Nothing scrolls here, so nothing needs a key to.
    for region in elements(&source, "[tabindex]") {
        for name in ["tabindex", "role", "aria-haspopup", "aria-label"] {
            let _ = region.remove_attribute(name);
        }
    }
    for fold in elements(&source, "details") {
        set(&fold, "open", "");
    }
    add_notes(&source, messages);
    Some(source)
}

/// Numbers the links that lead out, and lists their addresses at the end.
fn add_notes(source: &Element, messages: &Messages) {
    let numbers = Map::new();
    let mut notes = None;
    for link in elements(source, ".body a[href^=http]") {
        let address = attribute(&link, "href");
        let key = JsValue::from(&address);
        if !numbers.has(&key) {
            numbers.set(&key, &(numbers.size() + 1).to_string().into());
            let list = notes.get_or_insert_with(|| {
                let section = add(source, "section", "notes");
                add_text(&section, "h2", "", &messages.text("Links"));
                add(&section, "ol", "")
            });
            add_text(list, "li", "", &address);
        }
        let number = numbers.get(&key).as_string().unwrap_or_default();
        let mark = add_text(&link, "sup", "note", &["[", &number, "]"].concat());
        let _ = link.insert_adjacent_element("afterend", &mark);
    }
}

/// Whether the image has arrived, or has failed to.
pub fn is_complete(image: &Element) -> bool {
    image.unchecked_ref::<HtmlImageElement>().complete()
}

/// Gives images that have arrived their size, so that no copy has to wait for it, and puts words in the place of those
/// that have failed to.
pub fn settle_images(source: &Element) {
    for image in elements(source, "img") {
        if !is_complete(&image) {
            continue;
        }
        let size: &HtmlImageElement = image.unchecked_ref();
        if size.natural_width() == 0 {
            let words = element(&document_of(&image), "span");
            set(&words, "class", "alt");
            words.set_text_content(image.get_attribute("alt").as_deref());
            if let Some(parent) = image.parent_node() {
                let _ = parent.replace_child(&words, &image);
            }
        } else if !image.has_attribute("width") {
            size.set_width(size.natural_width());
            size.set_height(size.natural_height());
        }
    }
}
