//! Footnotes that open where they are called for.

use web_sys::Element;

use crate::web::dom::{append, call, copy, find, focus, has, remove_in, set, unset, unset_in};
use crate::web::messages::Messages;
use crate::web::template::build;

/// Shows the note `target` beside `link`, which leads to it, and gives it the focus; takes it away where it is shown
/// already.
pub fn toggle(article: &Element, link: &Element, target: &Element, messages: &Messages) {
    let is_open = has(link, "aria-expanded");
    if close(article) && is_open {
        return;
    }
    let note = build(article, "span.footnote|role=note|aria-label=*Footnote|tabindex=-1", messages);
    let mut child = target.first_child();
    while let Some(node) = child {
        append(&note, &copy(&node, true));
        child = node.next_sibling();
    }
    remove_in(&note, ".ar-footnote-back");
    unset_in(&note, "[id]", &["id"]);
    if let Some(mark) = link.parent_element() {
        call(&mark, "after", &[&note]);
    }
    set(link, "aria-expanded", "true");
    focus(&note);
    call(&note, "scrollIntoView", &[&false.into()]);
}

/// Takes the open note away, and its link has the focus again; false if there is none.
pub fn close(article: &Element) -> bool {
    let Some(note) = find(article, ".footnote") else { return false };
    note.remove();
    if let Some(link) = find(article, ".ar-footnote-ref [aria-expanded]") {
        unset(&link, "aria-expanded");
        focus(&link);
    }
    true
}
