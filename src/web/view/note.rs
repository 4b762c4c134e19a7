//! Footnotes that open where they are called for.

use web_sys::Element;

use crate::web::dom::{append, elements, find, focus, set};
use crate::web::messages::Messages;
use crate::web::template::build;

/// Shows the note `target` beside `link`, which leads to it, and gives it the focus; takes it away where it is shown
/// already.
pub fn toggle(article: &Element, link: &Element, target: &Element, messages: &Messages) {
    let is_open = link.has_attribute("aria-expanded");
    if close(article) && is_open {
        return;
    }
    let note = build(article, "span.footnote|role=note|aria-label=*Footnote|tabindex=-1", messages);
    let mut child = target.first_child();
    while let Some(node) = child {
        if let Ok(copy) = node.clone_node_with_deep(true) {
            append(&note, &copy);
        }
        child = node.next_sibling();
    }
    for back in elements(&note, ".ar-footnote-back") {
        back.remove();
    }
    for twin in elements(&note, "[id]") {
        let _ = twin.remove_attribute("id");
    }
    let mark = link.parent_element().unwrap_or_else(|| link.clone());
    let _ = mark.insert_adjacent_element("afterend", &note);
    set(link, "aria-expanded", "true");
    focus(&note);
    note.scroll_into_view_with_bool(false);
}

/// Takes the open note away, and its link has the focus again; false if there is none.
pub fn close(article: &Element) -> bool {
    let Some(note) = find(article, ".footnote") else { return false };
    note.remove();
    if let Some(link) = find(article, ".ar-footnote-ref [aria-expanded]") {
        let _ = link.remove_attribute("aria-expanded");
        focus(&link);
    }
    true
}
