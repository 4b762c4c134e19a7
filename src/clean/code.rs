//! Code: its language, and no line numbers.

use super::{Context, find, hints};
use crate::keys;
use crate::metadata::words::{contains, has, listed, parts, trim};
use crate::tree::{Node, NodeId, Tree, attr, tag};

/// Class words of elements that hold line numbers.
const GUTTERS: &[u32] = keys::words!("gutter gutters lineno linenos linenumber linenumbers ln");
/// The same as two words, of which the first is too common.
const LINE: [&str; 2] = ["line-number", "lineNumber"];
/// How far above the code its language can be said.
const LEVELS: usize = 4;

pub fn repair(draft: &mut Tree, _: &mut Context<'_>) {
    drop_gutters(draft);
    for pre in find::named(draft, &[tag::PRE]) {
        let node = draft.node(pre);
        // One `code` that is the whole block, or none.
        let code = find::below(node, usize::MAX, &|node| node.is(tag::CODE));
        let mut name = code.and_then(language);
        let mut above = Some(node);
        for _ in 0..=LEVELS {
            let Some(node) = above else { break };
            name = name.or_else(|| language(node));
            above = node.parent().filter(|node| node.is_any(&[tag::DIV, tag::FIGURE, tag::SPAN]));
        }
        let Some(name) = name else { continue };
        let holder = code.map_or(pre, |code| code.id());
        draft.set_attr(holder, attr::CLASS, &(String::from("language-") + &name));
    }
}

/// Line numbers stand in a column of their own or before each line.
fn drop_gutters(draft: &mut Tree) {
    let is_said = |c: char| !c.is_ascii_digit() && !c.is_whitespace();
    let gutters = find::nodes(draft, &|node| {
        let class = node.attr(attr::CLASS).unwrap_or_default();
        node.is_any(&[tag::TD, tag::SPAN, tag::DIV, tag::PRE, tag::A])
            && (hints::has(node, GUTTERS) || LINE.iter().any(|word| contains(class, word)))
            && find::below(node, usize::MAX, &|node| has(node.text(), is_said)).is_none()
    });
    for gutter in gutters {
        let table =
            find::around(draft.node(gutter), LEVELS, &|node| node.is(tag::TABLE)).map(|node| node.id());
        draft.detach(gutter);
        if let Some(table) = table {
            unwrap(draft, table);
        }
    }
}

/// What is left of a `table` around code is the code.
fn unwrap(draft: &mut Tree, table: NodeId) {
    let node = draft.node(table);
    let inside = node.ancestors().any(|node| node.is(tag::PRE));
    let parts: Vec<NodeId> = node.descendants().map(|node| node.id()).collect();
    for id in parts.into_iter().chain([table]) {
        if draft.node(id).is_any(&[tag::TABLE, tag::TBODY, tag::TR, tag::TD]) {
            draft.rename(id, if inside { tag::SPAN } else { tag::DIV });
        }
    }
}

fn language(node: Node<'_>) -> Option<String> {
    const MOST_BYTES: usize = 30;
    let said = node.attr_spelled("data-lang").or_else(|| node.attr_spelled("data-language"));
    let mut name = said.unwrap_or_default();
    let mut is_brush = false;
    for class in parts(node.attr(attr::CLASS).unwrap_or_default(), *b" \n") {
        if !name.is_empty() {
            break;
        }
        // "brush: js" has a space before the language.
        if is_brush {
            name = class;
        }
        for prefix in ["language-", "lang-", "highlight-source-", "brush:"] {
            name = class.strip_prefix(prefix).unwrap_or(name);
        }
        is_brush = class == "brush:";
    }
    let name = trim(name, ";").to_ascii_lowercase();
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"+#-._".contains(&b);
    (!name.is_empty()
        && name.len() <= MOST_BYTES
        && name.bytes().all(plain)
        && !listed("none,text,plain,plaintext", &name))
    .then_some(name)
}
