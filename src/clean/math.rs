//! Formulas that stand there several times over: as MathML, as boxes for the eye, as picture, as TeX in a script.
//! One stays: the MathML, or else the TeX as code.

use super::{Context, find, hints};
use crate::content::is_tex;
use crate::keys;
use crate::metadata::words::{is_blank, trim};
use crate::tree::{Kind, Node, NodeId, Tree, attr, tag};

/// Class words of elements that wrap one formula in all its forms.
const HINTS: &[u32] = keys::words!("katex mathjax mjx mwe math formula equation");

/// How far above the MathML such an element is.
const LEVELS: usize = 5;
/// So many nodes before a script can be what it has made.
const MADE_NODES: usize = 4;

pub fn repair(draft: &mut Tree, _: &mut Context<'_>) {
    for math in find::nodes(draft, &is_math) {
        // A wrapper of two formulas is no wrapper of one; the second finds itself outside.
        let Some(wrapper) = wrapper(draft.node(math)).map(|node| node.id()) else { continue };
        draft.detach(math);
        find::empty(draft, wrapper);
        draft.append(wrapper, math);
        // Some hide the MathML from sight, since they show the formula in another form as well.
        for name in [attr::STYLE, attr::ARIA_HIDDEN, attr::HIDDEN] {
            draft.remove_attr(wrapper, name);
        }
    }
    for script in find::nodes(draft, &is_tex) {
        tex_as_code(draft, script);
    }
}

fn is_math(node: Node<'_>) -> bool {
    node.name() == tag::MATH && node.kind() == Kind::MathMl
}

/// Whether `image` is the picture of a formula: it says so, or has its TeX as text.
pub fn is_picture(image: Node<'_>) -> bool {
    let alt = image.attr(attr::ALT).unwrap_or_default();
    !is_blank(alt)
        && (hints::has(image, keys::words!("latex tex mathjax math mwe formula equation"))
            || alt.contains(['\\', '^']))
}

/// The outermost element around `math` that holds this formula and nothing else.
fn wrapper(math: Node<'_>) -> Option<Node<'_>> {
    let mut top = None;
    for node in math.ancestors().take(LEVELS) {
        if node.is_element() && (node.spelling().starts_with("mjx-") || hints::has(node, HINTS)) {
            top = Some(node);
        }
    }
    let is_other = |node: Node<'_>| is_math(node) && node != math || node.is_any(&[tag::P, tag::H2, tag::LI]);
    top.filter(|top| find::below(*top, usize::MAX, &is_other).is_none())
}

/// Puts the TeX of `script` in its place as code, unless the same formula stands before it as MathML; what was made
/// of it for the eye goes.
fn tex_as_code(draft: &mut Tree, script: NodeId) {
    let node = draft.node(script);
    let mut made: Vec<NodeId> = Vec::new();
    let mut done = false;
    let mut before = node.previous();
    while let Some(node) = before.filter(|_| made.len() < MADE_NODES) {
        let is_made = match node.is_text() {
            true => is_blank(node.text()),
            false => hints::has(node, HINTS) || hints::has(node, keys::words!("preview")),
        };
        if !is_made {
            break;
        }
        done |= find::below(node, usize::MAX, &is_math).is_some();
        made.push(node.id());
        before = node.previous();
    }
    if !done {
        let source: String = node.children().map(|node| node.text()).collect();
        let code = draft.new_element(tag::CODE);
        draft.append_text(code, trim(&source, ""));
        draft.set_attr(code, attr::CLASS, "language-tex");
        draft.insert_before(script, code);
        for id in made {
            draft.detach(id);
        }
    }
    draft.detach(script);
}
