//! Images that open large.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlImageElement};

use crate::web::dom::{add, elements, set};
use crate::web::messages::Messages;

/// Narrower images, in CSS pixels, are signs rather than pictures.
const MIN_WIDTH: u32 = 120;

/// Makes the images of `article` that lead nowhere else buttons.
pub fn make_buttons(article: &Element, messages: &Messages) {
    for image in elements(article, "img:not(a img, summary img)") {
        let width = image.get_attribute("width").and_then(|width| width.parse::<u32>().ok());
        if width.is_some_and(|width| width < MIN_WIDTH) {
            continue;
        }
        set(&image, "role", "button");
        set(&image, "tabindex", "0");
        set(&image, "aria-haspopup", "dialog");
        if image.get_attribute("alt").unwrap_or_default().is_empty() {
            set(&image, "aria-label", &messages.text("Image"));
            // An empty one would say that the button is mere decoration.
            let _ = image.remove_attribute("alt");
        }
    }
}

/// Shows an image over all of `view`.
pub fn open(view: &Element, image: &Element, messages: &Messages) {
    close(view);
    let dialog = add(view, "dialog", "large");
    set(&dialog, "aria-label", &messages.text("Image"));
    let large = add(&dialog, "img", "");
    let image: &HtmlImageElement = image.unchecked_ref();
    set(&large, "alt", &image.alt());
    set(&large, "referrerpolicy", "no-referrer");
    set(&large, "src", &image.current_src());
    let button = add(&dialog, "button", "action");
    set(&button, "type", "button");
    set(&button, "data-action", "shrink");
    button.set_text_content(Some(&messages.text("Close image")));
    let _ = dialog.unchecked_ref::<HtmlDialogElement>().show_modal();
}

/// Takes it away; false if there was none on show.
pub fn close(view: &Element) -> bool {
    let Some(dialog) = view.query_selector("dialog").ok().flatten() else { return false };
    let dialog: HtmlDialogElement = dialog.unchecked_into();
    let shown = dialog.open();
    // Gives the focus back.
    dialog.close();
    dialog.remove();
    shown
}
