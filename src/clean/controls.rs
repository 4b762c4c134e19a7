//! What is there to be clicked or run: scripts, buttons, fields, menus.

use super::facts::Facts;
use super::{Context, Cut, hints};
use crate::tree::{Node, Tree, attr, tag};

/// A form with so many words in it is not filled in but read: some pages stand in one.
const FORM_WORDS: u32 = 120;

pub fn find(tree: &Tree, facts: &Facts, _: &Context<'_>) -> Vec<Cut> {
    let is_page = |node: Node<'_>| {
        let counts = facts.of(node.id());
        counts.words() > FORM_WORDS || counts.prose > 0
    };
    let reason = |node: Node<'_>| match node.name() {
        tag::SCRIPT | tag::STYLE | tag::LINK | tag::META | tag::NOSCRIPT => Some("script or style"),
        tag::BUTTON
        | tag::INPUT
        | tag::SELECT
        | tag::TEXTAREA
        | tag::DATALIST
        | tag::PROGRESS
        | tag::METER => Some("control"),
        tag::OBJECT | tag::EMBED | tag::CANVAS | tag::FRAME | tag::IFRAME => Some("foreign content"),
        tag::FORM | tag::FIELDSET if !is_page(node) => Some("form"),
        tag::NAV if !is_page(node) => Some("navigation"),
        tag::LABEL if node.ancestors().take(4).any(|node| node.is_any(&[tag::FORM, tag::FIELDSET])) => {
            Some("label")
        }
        _ => role_reason(node).filter(|_| !is_page(node)),
    };
    tree.root()
        .descendants()
        .filter(|node| node.is_element())
        .filter_map(|node| Some(Cut { id: node.id(), reason: reason(node)? }))
        .collect()
}

fn role_reason(node: Node<'_>) -> Option<&'static str> {
    match node.attr(attr::ROLE) {
        Some("button" | "toolbar" | "search" | "menu" | "menubar" | "tablist" | "slider" | "switch") => {
            Some("control")
        }
        Some("navigation") => Some("navigation"),
        Some("dialog" | "alertdialog") => Some("dialog"),
        // A link that only shows or hides something here.
        _ if node.is(tag::A) && hints::has(node, &["btn", "button", "toggle"]) => node
            .attr(attr::HREF)
            .is_none_or(|href| href == "#" || href.starts_with("javascript:"))
            .then_some("control"),
        _ => None,
    }
}
