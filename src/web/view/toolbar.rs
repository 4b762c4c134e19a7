//! The bar above the article: contents, text size, settings, print preview, close; and the panels that hang from it.

use web_sys::Element;

use super::contrast::{ENOUGH, contrast};
use crate::web::controls;
use crate::web::dom::{add, call, decimal, find, remove_in, set, whole};
use crate::web::messages::Messages;
use crate::web::object::set_property;
use crate::web::settings;
use crate::web::template::build;

/// All of it, but for the headings and the settings. Icons are paths in a square of 24.
const BAR: &str = "\
div.toolbar|role=group|aria-label=*Reader
 span.source
 div.tools
  button.button|data-action=contents|aria-label=*Contents|title=*Contents
   svg|viewBox=0 0 24 24|aria-hidden=true
    path|d=M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01
  div.panel|data-panel=contents|role=group|aria-label=*Contents|tabindex=-1|hidden=
   ol.contents
  button.button|data-action=smaller|aria-label=*Smaller text|title=*Smaller text# (-)|aria-keyshortcuts=-
   svg|viewBox=0 0 24 24|aria-hidden=true
    path|d=M5.5 18 10 7l4.5 11M7 14.5h6M16.5 12h5
  span.size|aria-hidden=true
  button.button|data-action=larger|aria-label=*Larger text|title=*Larger text# (+)|aria-keyshortcuts=+
   svg|viewBox=0 0 24 24|aria-hidden=true
    path|d=M3 19 8.5 5 14 19M4.9 14.5h7.2M15.5 11h6M18.5 8v6
  button.button|data-action=settings|aria-label=*Text and theme|title=*Text and theme
   svg|viewBox=0 0 24 24|aria-hidden=true
    path|d=M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4
  div.panel|data-panel=settings|role=group|aria-label=*Text and theme|tabindex=-1|hidden=
   div.rows
   div.actions
    button.action|data-action=reset|*Reset
    button.action|data-action=shortcuts|*Keyboard shortcuts
   details.transfer
    summary|*Export or import
    textarea.json|aria-label=*Settings as text|rows=4|spellcheck=false
    button.action|data-action=import|*Import
  div.panel|data-panel=shortcuts|role=group|aria-label=*Keyboard shortcuts|tabindex=-1|hidden=
   p.heading|*Keyboard shortcuts
   dl.shortcuts
    dt
     kbd|+
    dd|*Larger text
    dt
     kbd|-
    dd|*Smaller text
    dt
     kbd|0
    dd|*Usual text size
    dt
     kbd|?
    dd|*Keyboard shortcuts
    dt
     kbd|Ctrl+P
    dd|*Print preview, and from there print
    dt
     kbd|Enter
    dd|*Show an image large
    dt
     kbd|Esc
    dd|*Back, and then close
  slot|name=tools
  button.button|data-action=print|aria-label=*Print preview|title=*Print preview
   svg|viewBox=0 0 24 24|aria-hidden=true
    path|d=M7 9V4h10v5M7 17H4.5V9h15v8H17M7 14h10v6H7z
  button.button|data-action=close|aria-label=*Close|title=*Close# (Esc)|aria-keyshortcuts=Escape
   svg|viewBox=0 0 24 24|aria-hidden=true
    path|d=M6 6l12 12M18 6 6 18
 div.progress|aria-hidden=true";

/// Builds the bar at the end of `view`; `label` is shown at its start, `headings` in the contents.
pub fn add_bar(view: &Element, label: &str, headings: &[(u8, String)], messages: &Messages) -> Element {
    let bar = build(view, BAR, messages);
    if let Some(source) = find(&bar, ".source") {
        source.set_text_content(Some(label));
    }
    if headings.len() < 2 {
        remove_in(&bar, "[data-action=contents], [data-panel=contents]");
    }
    if let Some(list) = find(&bar, "ol") {
        for (at, (level, text)) in headings.iter().enumerate() {
            let entry = build(&list, "li\n button.entry|data-action=heading", messages);
            let Some(entry) = find(&entry, "button") else { continue };
            entry.set_text_content(Some(text));
            set(&entry, "data-at", &whole(at));
            set(&entry, "data-level", &whole(usize::from(*level)));
        }
    }
    if let Some(rows) = find(&bar, ".rows") {
        controls::add_rows(&rows, settings::of_view(), messages);
    }
    if let Some(colors) = find(&bar, "[data-row=link]") {
        let warning = add(&bar, "p", "warning");
        set(&warning, "role", "status");
        call(&colors, "after", &[&warning]);
    }
    bar
}

/// Makes the bar and its panels show the settings as they are.
pub fn update(bar: &Element, messages: &Messages) {
    controls::update(bar);
    let size = settings::get("size");
    // Not `disabled`, which would throw the keyboard's focus away.
    for (selector, up) in [("[data-action=smaller]", false), ("[data-action=larger]", true)] {
        if let Some(button) = find(bar, selector) {
            let is_end = settings::next_size(up).is_none();
            set(&button, "aria-disabled", if is_end { "true" } else { "false" });
        }
    }
    let paper = settings::get("background");
    let least = contrast(&settings::get("text"), &paper).min(contrast(&settings::get("link"), &paper));
    let warning = if settings::is("theme", "custom") && least < ENOUGH {
        const HARD: &str = "Hard to read: the contrast is {}, and should be 4.5 at least.";
        messages.with(HARD, &[&decimal(least * 10)])
    } else {
        String::new()
    };
    for (selector, text) in [(".size", size), (".warning", warning)] {
        if let Some(element) = find(bar, selector) {
            element.set_text_content(Some(&text));
        }
    }
    if let Some(text) = find(bar, "textarea") {
        set_property(&text, "value", &settings::export().into());
    }
}
