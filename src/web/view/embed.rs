//! Videos, posts and the like of other sites: nothing is asked of them before the reader does.

use web_sys::Element;

use crate::url::Base;
use crate::web::dom::{attribute, call, closest, find, set, window};
use crate::web::messages::Messages;
use crate::web::object::{property, text_property};
use crate::web::template::build;

/// Where an embed leads, if it can be shown here.
const LINK: &str = "a[href^='https:']";
/// What a frame may do.
const RIGHTS: &str = "allow-scripts allow-popups allow-presentation";

/// Gives an embed a button that shows it in place, and says where from.
pub fn add_button(embed: &Element, messages: &Messages) {
    let Some(link) = find(embed, LINK) else { return };
    if let Ok(address) = Base::parse(&attribute(&link, "href")) {
        let button = build(embed, "button.action|data-action=embed", messages);
        button.set_text_content(Some(&messages.with("Load from {}", &[address.host()])));
    }
}

/// Shows what the embed of `button` leads to, in a frame in its place.
pub fn load(button: &Element, messages: &Messages) {
    let Some(embed) = closest(button, ".ar-embed") else { return };
    let Some(link) = find(&embed, LINK) else { return };
    let address = attribute(&link, "href");
    let frame = build(&embed, "iframe.player|allow=fullscreen|referrerpolicy=strict-origin", messages);
    // With its own origin a player has its storage; with ours it could free itself.
    let here = text_property(&property(&window(), "location"), "host");
    let is_foreign = Base::parse(&address).is_ok_and(|address| !here.starts_with(address.host()));
    set(&frame, "sandbox", &[RIGHTS, if is_foreign { " allow-same-origin" } else { "" }].concat());
    set(&frame, "title", &link.text_content().unwrap_or_default());
    set(&frame, "src", &address);
    call(button, "replaceWith", &[&frame]);
}
