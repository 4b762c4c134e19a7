//! What is there to be clicked or run: scripts, buttons, fields, menus.

use super::facts::{Counts, Facts, HEADINGS};
use super::{Context, Cut, find, hints};
use crate::keys;
use crate::metadata::words::{has, is_blank, listed};
use crate::text::is_question;
use crate::tree::{Node, Tree, attr, tag};

/// A form with so many words in it is not filled in but read: some pages stand in one.
const FORM_WORDS: u32 = 120;

/// A button that is the heading over what it shows is that heading, and one that is a figure's picture is that picture.
pub fn repair(draft: &mut Tree, _: &mut Context<'_>) {
    for id in find::nodes(draft, &is_picture) {
        draft.rename(id, tag::SPAN);
        draft.remove_attr(id, attr::ROLE);
    }
    for id in find::nodes(draft, &is_heading) {
        let button = draft.node(id);
        let heading = find::around(button, LEVELS, &|node| node.is_any(&HEADINGS));
        let name = if heading.is_some() { tag::SPAN } else { tag::DIV };
        let shown = shown(heading.unwrap_or(button)).map(|shown| shown.id());
        draft.rename(id, name);
        draft.remove_attr(id, attr::ROLE);
        // What it shows is not there to stay hidden.
        for name in [attr::HIDDEN, attr::ARIA_HIDDEN, attr::STYLE] {
            if let Some(shown) = shown {
                draft.remove_attr(shown, name);
            }
        }
    }
}

/// The element right behind `heading`, which its button shows.
fn shown(heading: Node<'_>) -> Option<Node<'_>> {
    let mut next = heading.next();
    while let Some(text) = next.filter(|node| node.is_text()) {
        next = text.next();
    }
    next
}

/// How far below or above the button the heading is.
const LEVELS: usize = 2;

/// Whether `node` is the picture of a figure, which a click enlarges.
fn is_picture(node: Node<'_>) -> bool {
    /// Elements between a figure and its button.
    const LEVELS: usize = 6;
    is_button(node)
        && find::holds(node, &[tag::IMG])
        && is_blank(&node.text_content())
        && find::around(node, LEVELS, &|node| node.is(tag::FIGURE)).is_some()
}

fn is_button(node: Node<'_>) -> bool {
    node.is(tag::BUTTON) || node.attr(attr::ROLE) == Some("button") && !node.is(tag::SUMMARY)
}

fn is_heading(node: Node<'_>) -> bool {
    let expands = || node.attr_spelled("aria-expanded").is_some() && has(&node.text_content(), is_question);
    is_button(node)
        && (find::around(node, LEVELS, &|node| node.is_any(&HEADINGS)).is_some()
            || find::holds(node, &HEADINGS)
            || expands())
}

pub fn find(tree: &Tree, facts: &Facts, _: &Context<'_>) -> Vec<Cut> {
    let mut cuts = Vec::new();
    for node in tree.root().descendants() {
        if let Some(reason) = reason(node, facts.of(node.id())) {
            cuts.push(Cut { id: node.id(), reason });
        }
    }
    cuts
}

fn reason(node: Node<'_>, counts: Counts) -> Option<&'static str> {
    if !node.is_element() {
        return None;
    }
    let is_page = counts.words() > FORM_WORDS || counts.prose > 0;
    let role = match node.name() {
        tag::SCRIPT | tag::STYLE | tag::LINK | tag::META | tag::NOSCRIPT => return Some("script or style"),
        tag::BUTTON
        | tag::INPUT
        | tag::SELECT
        | tag::TEXTAREA
        | tag::DATALIST
        | tag::PROGRESS
        | tag::METER => return Some("control"),
        tag::OBJECT | tag::EMBED | tag::CANVAS | tag::FRAME | tag::IFRAME => return Some("foreign content"),
        tag::LABEL if find::around(node, 4, &|node| node.is_any(&[tag::FORM, tag::FIELDSET])).is_some() => {
            return Some("label");
        }
        tag::SUMMARY => None,
        tag::FORM | tag::FIELDSET => Some("form"),
        tag::NAV => Some("navigation"),
        _ => role_reason(node),
    };
    role.filter(|_| !is_page)
}

fn role_reason(node: Node<'_>) -> Option<&'static str> {
    let role = node.attr(attr::ROLE).unwrap_or_default();
    for (roles, reason) in [
        ("button,toolbar,search,menu,menubar,tablist,slider,switch", "control"),
        ("navigation", "navigation"),
        ("dialog,alertdialog", "dialog"),
    ] {
        if listed(roles, role) {
            return Some(reason);
        }
    }
    // A link that only shows or hides something here.
    let href = node.attr(attr::HREF).unwrap_or("#");
    let leads_nowhere = href == "#" || href.starts_with("javascript:");
    (node.is(tag::A) && leads_nowhere && hints::has(node, keys::words!("btn button toggle")))
        .then_some("control")
}
