//! Formulas that stand there several times over: as MathML, as boxes for the eye, as picture, as TeX in a script.
//! One stays: the MathML, or else the TeX as code.

use super::{Context, hints};
use crate::tree::{Kind, Name, Node, NodeId, Tree, attr, tag};

/// Class words of elements that wrap one formula in all its forms.
const HINTS: &[&str] = &["katex", "mathjax", "mjx", "mwe", "math", "formula", "equation"];

/// How far above the MathML such an element is.
const LEVELS: usize = 5;

pub fn repair(draft: &mut Tree, _: &mut Context<'_>) {
    let formulas: Vec<(NodeId, NodeId)> = draft
        .root()
        .descendants()
        .filter(|node| node.kind() == Kind::MathMl && node.name() == tag::MATH)
        .filter_map(|math| Some((wrapper(math)?.id(), math.id())))
        .collect();
    for (wrapper, math) in formulas {
        // A wrapper of two formulas is no wrapper of one; the second finds itself outside.
        if draft.node(math).ancestors().any(|node| node.id() == wrapper) {
            draft.detach(math);
            while let Some(child) = draft.node(wrapper).first_child().map(|child| child.id()) {
                draft.detach(child);
            }
            draft.append(wrapper, math);
            show(draft, wrapper);
        }
    }
    let scripts: Vec<NodeId> =
        draft.root().descendants().filter(|node| is_tex(*node)).map(|node| node.id()).collect();
    for script in scripts {
        tex_as_code(draft, script);
    }
}

/// The outermost element around `math` that holds this formula and nothing else.
fn wrapper<'a>(math: Node<'a>) -> Option<Node<'a>> {
    let is_formula = |node: &Node<'_>| {
        node.is_element() && (node.spelling().starts_with("mjx-") || hints::has(*node, HINTS))
    };
    let top = math.ancestors().take(LEVELS).filter(is_formula).last()?;
    let formulas = top.descendants().filter(|node| node.kind() == Kind::MathMl && node.name() == tag::MATH);
    (formulas.take(2).count() == 1 && !top.descendants().any(|node| node.is_any(&[tag::P, tag::H2, tag::LI])))
        .then_some(top)
}

/// Some hide the MathML from sight, since they show the formula in another form as well.
fn show(draft: &mut Tree, wrapper: NodeId) {
    for name in [attr::STYLE, attr::ARIA_HIDDEN, attr::HIDDEN] {
        draft.remove_attr(wrapper, name);
    }
}

fn is_tex(node: Node<'_>) -> bool {
    node.is(tag::SCRIPT) && node.attr(attr::TYPE).is_some_and(|kind| kind.starts_with("math/tex"))
}

/// Puts the TeX of `script` in its place as code, unless the same formula stands before it as MathML; what was made
/// of it for the eye goes.
fn tex_as_code(draft: &mut Tree, script: NodeId) {
    let node = draft.node(script);
    let before = std::iter::successors(node.previous(), |node| node.previous()).take(4);
    let mut made: Vec<NodeId> = Vec::new();
    let mut done = false;
    for node in before {
        if node.is_text() && !node.text().trim().is_empty()
            || !node.is_text()
                && !hints::has(node, HINTS)
                && !hints::words(node).any(|word| word.eq_ignore_ascii_case("preview"))
        {
            break;
        }
        done |= node.descendants().any(|node| node.name() == tag::MATH && node.kind() == Kind::MathMl);
        made.push(node.id());
    }
    if done {
        return draft.detach(script);
    }
    let source: String = node.children().map(|node| node.text()).collect();
    let code = element_with_text(draft, tag::CODE, source.trim());
    draft.set_attr(code, attr::CLASS, "language-tex");
    draft.insert_before(script, code);
    draft.detach(script);
    for id in made {
        draft.detach(id);
    }
}

fn element_with_text(draft: &mut Tree, name: Name, text: &str) -> NodeId {
    let id = draft.new_element(name);
    draft.append_text(id, text);
    id
}
