//! Images that open large.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement};

use crate::web::dom::{attribute, elements, find, set, set_all};
use crate::web::messages::Messages;
use crate::web::object::text_property;
use crate::web::template::build;

/// Narrower images, in CSS pixels, are signs rather than pictures.
const MIN_WIDTH: u32 = 120;

/// Without the image's address and words.
const DIALOG: &str = "\
dialog.large|aria-label=*Image
 img|referrerpolicy=no-referrer
 button.action|data-action=shrink|*Close image";

/// Makes the images of `article` that lead nowhere else buttons.
pub fn make_buttons(article: &Element, messages: &Messages) {
    for image in elements(article, "img:not(a img, summary img)") {
        if attribute(&image, "width").parse::<u32>().is_ok_and(|width| width < MIN_WIDTH) {
            continue;
        }
        set_all(&image, &[("role", "button"), ("tabindex", "0"), ("aria-haspopup", "dialog")]);
        if attribute(&image, "alt").is_empty() {
            set(&image, "aria-label", &messages.text("Image"));
            // An empty one would say that the button is mere decoration.
            let _ = image.remove_attribute("alt");
        }
    }
}

/// Shows an image over all of `view`.
pub fn open(view: &Element, image: &Element, messages: &Messages) {
    close(view);
    let dialog = build(view, DIALOG, messages);
    if let Some(large) = find(&dialog, "img") {
        set(&large, "alt", &attribute(image, "alt"));
        set(&large, "src", &text_property(image, "currentSrc"));
    }
    let _ = dialog.unchecked_ref::<HtmlDialogElement>().show_modal();
}

/// Takes it away; false if there was none on show.
#[inline(never)]
pub fn close(view: &Element) -> bool {
    let Some(dialog) = find(view, "dialog") else { return false };
    let shown = dialog.has_attribute("open");
    // Gives the focus back.
    dialog.unchecked_ref::<HtmlDialogElement>().close();
    dialog.remove();
    shown
}
