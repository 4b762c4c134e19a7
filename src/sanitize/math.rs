//! Formulas: the presentation elements of MathML Core and the TeX they were made from.
//!
//! No links, no actions, no foreign content: a formula is copied from MathML elements alone, and no name among them
//! can make a parser leave MathML.

use super::address;
use crate::metadata::words::{is_blank, listed, trim};
use crate::tree::{Edge, Kind, Name, Node, NodeId, Tree, attr, tag};

/// Formulas nest, but not deeper than this.
const MAX_DEPTH: usize = 60;

/// A copy of the formula `math`, if there is anything in it.
pub(super) fn copy(out: &mut Tree, math: Node<'_>) -> Option<NodeId> {
    let top = element(out, math);
    let mut open = vec![top];
    let mut walk = math.walk();
    walk.next();
    while let Some(edge) = walk.next() {
        let parent = open.last().copied().unwrap_or(top);
        match edge {
            Edge::Enter(node) if node.is_text() => {
                let holds_text = is_token(out.node(parent).name());
                let text = node.text().replace(['\0', '\r'], "");
                if holds_text && !is_blank(&text) {
                    out.append_text(parent, trim(&text, ""));
                }
                open.push(parent);
            }
            Edge::Enter(node) if is_gone(node) => {
                open.push(parent);
                walk.skip_below(node);
            }
            Edge::Enter(node) => {
                // Tokens hold text only, and an annotation is one.
                let nests = !is_token(out.node(parent).name()) && open.len() < MAX_DEPTH;
                if nests && node.kind() == Kind::MathMl && is_allowed(node.name()) {
                    let id = element(out, node);
                    out.append(parent, id);
                    open.push(id);
                } else {
                    open.push(parent);
                }
            }
            Edge::Leave(_) => {
                open.pop();
            }
        }
    }
    out.node(top).first_child().is_some().then_some(top)
}

fn element(out: &mut Tree, node: Node<'_>) -> NodeId {
    let id = out.new_element_of(Kind::MathMl, node.name());
    for (name, value) in node.attrs() {
        let value = address::tidy(value);
        let spelling = node.tree().spelling(name);
        let plain = |b: u8| b.is_ascii_alphanumeric() || b" .%+-/()[]{}|,".contains(&b);
        let fits = match name {
            attr::DISPLAY => listed("block,inline", &value),
            attr::ENCODING => node.name() == tag::ANNOTATION,
            attr::DIR => listed("ltr,rtl", &value),
            _ => ATTRIBUTES.split(' ').any(|own| own == spelling),
        };
        if fits && value.len() <= 60 && value.bytes().all(plain) {
            let name = out.intern(spelling);
            out.add_attr(id, name, &value);
        }
    }
    id
}

const ATTRIBUTES: &str = "accent accentunder close columnalign columnspan depth displaystyle fence form height largeop linethickness \
    lspace mathvariant movablelimits notation open rowspan rspace scriptlevel separators stretchy symmetric width";

fn is_token(name: Name) -> bool {
    matches!(name, tag::MI | tag::MO | tag::MN | tag::MS | tag::MTEXT | tag::ANNOTATION)
}

fn is_allowed(name: Name) -> bool {
    is_token(name)
        || matches!(
            name,
            tag::MROW
                | tag::MFRAC
                | tag::MSQRT
                | tag::MROOT
                | tag::MSTYLE
                | tag::MERROR
                | tag::MPADDED
                | tag::MPHANTOM
                | tag::MSUB
                | tag::MSUP
                | tag::MSUBSUP
                | tag::MUNDER
                | tag::MOVER
                | tag::MUNDEROVER
                | tag::MMULTISCRIPTS
                | tag::MPRESCRIPTS
                | tag::NONE
                | tag::MTABLE
                | tag::MTR
                | tag::MTD
                | tag::MSPACE
                | tag::SEMANTICS
                | tag::MENCLOSE
                | tag::MFENCED
        )
}

/// What goes with all that is in it: other languages' content but its plain phrases, and annotations that are no
/// text.
fn is_gone(node: Node<'_>) -> bool {
    match node.kind() {
        Kind::MathMl => matches!(node.name(), tag::ANNOTATION_XML | tag::SCRIPT | tag::STYLE),
        Kind::Html => !node.is_any(&[tag::SPAN, tag::B, tag::I, tag::EM, tag::STRONG, tag::SUB, tag::SUP]),
        _ => true,
    }
}
