//! The article as it goes into the preview: the view's copy, without what is for the screen, and with notes.

use js_sys::Object;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element};

use crate::article::Article;
use crate::web::dom::{
    add, add_text, append, attribute, call, construct, decimal, document_of, element, elements, has, is_true,
    number, set, unset_in, whole, window,
};
use crate::web::messages::Messages;
use crate::web::object::{property, set_property};

/// Makes it in `document`, for an article rendered as `rendered`. It holds all that can be chosen; styles hide the
/// rest.
pub fn prepare(document: &Document, rendered: &Element, messages: &Messages) -> Element {
    let copy: Element = call(document, "importNode", &[rendered, &true.into()]).unchecked_into();
    let source = element(document, "div");
    set(&source, "class", "text");
    for name in ["lang", "dir"] {
        if has(&copy, name) {
            set(&source, name, &attribute(&copy, name));
        }
    }
    while let Some(child) = copy.first_child() {
        append(&source, &child);
    }
    // Nobody scrolls to them.
    unset_in(&source, "img", &["loading"]);
    // Nothing scrolls here, so nothing needs a key to.
    unset_in(&source, "[tabindex]", &["tabindex", "role", "aria-haspopup", "aria-label"]);
    for fold in elements(&source, "details") {
        set(&fold, "open", "");
    }
    // A part of such a list would count down from its own length.
    for list in elements(&source, "ol[reversed]:not([start])") {
        set(&list, "start", &whole(elements(&list, ":scope > li").len()));
    }
    add_notes(&source, messages);
    source
}

/// The header and the footer of the sheets, with all that can be chosen; styles hide the rest.
pub fn strips(parent: &Element, article: &Article) -> [Element; 2] {
    // As the browser writes dates; its own name for its language may be none that it takes ("C").
    let date = call(&construct(&window(), "Date"), "toLocaleDateString", &[&"default".into()]).as_string();
    let strip = |class: &str, texts: [&Option<String>; 2]| {
        let strip = element(&document_of(parent), "div");
        set(&strip, "class", class);
        set(&strip, "aria-hidden", "true");
        for text in texts {
            set(&add_text(&strip, "span", "", text.as_deref().unwrap_or_default()), "dir", "auto");
        }
        strip
    };
    let foot = strip("strip foot", [&article.url, &date]);
    add(&foot, "span", "number");
    [strip("strip top", [&article.title, &article.site_name]), foot]
}

/// Numbers the links that lead out, and lists their addresses at the end.
fn add_notes(source: &Element, messages: &Messages) {
    let links = elements(source, ".body a[href^=http]");
    if links.is_empty() {
        return;
    }
    let section = add(source, "section", "notes");
    add_text(&section, "h2", "", &messages.text("Links"));
    let list = add(&section, "ol", "");
    // Addresses with their numbers.
    let numbers = Object::new();
    let mut count = 0.0;
    for link in links {
        let address = attribute(&link, "href");
        let mut nth = number(&numbers, &address);
        if nth == 0.0 {
            count += 1.0;
            nth = count;
            set_property(&numbers, &address, &nth.into());
            add_text(&list, "li", "", &address);
        }
        let mark = add_text(&link, "sup", "note", &["[", &decimal(nth as u32 * 100), "]"].concat());
        call(&link, "after", &[&mark]);
    }
}

/// Gives images that have arrived their size, so that no copy has to wait for it, and puts words in the place of those
/// that have failed to.
pub fn settle_images(source: &Element) {
    for image in elements(source, "img") {
        if !is_true(&image, "complete") {
            continue;
        }
        if !is_true(&image, "naturalWidth") {
            let words = element(&document_of(&image), "span");
            set(&words, "class", "alt");
            words.set_text_content(Some(&attribute(&image, "alt")));
            call(&image, "replaceWith", &[&words]);
        } else if !has(&image, "width") {
            for (size, natural) in [("width", "naturalWidth"), ("height", "naturalHeight")] {
                set_property(&image, size, &property(&image, natural));
            }
        }
    }
}
