//! Images that open large.

use web_sys::Element;

use crate::web::dom::{attribute, call, find, is_true, set, set_all, unset};
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

/// Makes an image a button, unless it is a small one.
pub fn make_button(image: &Element, messages: &Messages) {
    if attribute(image, "width").parse::<u32>().is_ok_and(|width| width < MIN_WIDTH) {
        return;
    }
    set_all(image, &[("role", "button"), ("tabindex", "0"), ("aria-haspopup", "dialog")]);
    if attribute(image, "alt").is_empty() {
        set(image, "aria-label", &messages.text("Image"));
        // An empty one would say that the button is mere decoration.
        unset(image, "alt");
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
    call(&dialog, "showModal", &[]);
}

/// Takes it away; false if there was none on show.
#[inline(never)]
pub fn close(view: &Element) -> bool {
    let Some(dialog) = find(view, "dialog") else { return false };
    let shown = is_true(&dialog, "open");
    // Gives the focus back.
    call(&dialog, "close", &[]);
    dialog.remove();
    shown
}
