//! Code: its language, and no line numbers.

use super::{Context, hints};
use crate::tree::{Node, NodeId, Tree, attr, tag};

/// Class words of elements that hold line numbers.
const GUTTERS: &[&str] =
    &["gutter", "gutters", "lineno", "linenos", "linenumber", "linenumbers", "rouge-gutter", "ln"];
/// How far above the code its language can be said.
const LEVELS: usize = 4;

pub fn repair(draft: &mut Tree, _: &mut Context<'_>) {
    drop_gutters(draft);
    let blocks: Vec<NodeId> =
        draft.root().descendants().filter(|node| node.is(tag::PRE)).map(|node| node.id()).collect();
    for pre in blocks {
        let node = draft.node(pre);
        // One `code` that is the whole block, or none.
        let code = node.descendants().find(|node| node.is(tag::CODE));
        let around =
            node.ancestors().take(LEVELS).take_while(|node| node.is_any(&[tag::DIV, tag::FIGURE, tag::SPAN]));
        let language = code.into_iter().chain([node]).chain(around).find_map(language);
        let Some(language) = language else { continue };
        let class = format!("language-{language}");
        let holder = code.map_or(pre, |code| code.id());
        draft.set_attr(holder, attr::CLASS, &class);
    }
}

/// Line numbers stand in a column of their own or before each line.
fn drop_gutters(draft: &mut Tree) {
    let is_gutter = |node: &Node<'_>| {
        let numbered = || {
            node.descendants()
                .all(|node| node.text().chars().all(|c| c.is_ascii_digit() || c.is_whitespace()))
        };
        let split = || {
            hints::words(*node).zip(hints::words(*node).skip(1)).any(|(a, b)| {
                a.eq_ignore_ascii_case("line")
                    && (b.eq_ignore_ascii_case("number") || b.eq_ignore_ascii_case("numbers"))
            })
        };
        node.is_any(&[tag::TD, tag::SPAN, tag::DIV, tag::PRE, tag::A])
            && (hints::has(*node, GUTTERS) || split())
            && numbered()
    };
    let gutters: Vec<NodeId> = draft.root().descendants().filter(is_gutter).map(|node| node.id()).collect();
    let mut tables: Vec<NodeId> = Vec::new();
    for gutter in gutters {
        tables.extend(
            draft
                .node(gutter)
                .ancestors()
                .take(LEVELS)
                .find(|node| node.is(tag::TABLE))
                .map(|node| node.id()),
        );
        draft.detach(gutter);
    }
    // What is left of a table around code is the code.
    tables.dedup();
    for table in tables {
        let parts: Vec<NodeId> = draft
            .node(table)
            .descendants()
            .filter(|node| node.is_any(&[tag::TBODY, tag::TR, tag::TD]))
            .map(|node| node.id())
            .collect();
        let inside = draft.node(table).ancestors().any(|node| node.is(tag::PRE));
        for id in parts.into_iter().chain([table]) {
            draft.rename(id, if inside { tag::SPAN } else { tag::DIV });
        }
    }
}

fn language(node: Node<'_>) -> Option<String> {
    let said = ["data-lang", "data-language"].iter().find_map(|name| node.attr_spelled(name));
    let classes = || node.attr(attr::CLASS).unwrap_or_default().split_ascii_whitespace();
    let prefixed = || {
        classes().find_map(|class| {
            ["language-", "lang-", "highlight-source-", "brush:"]
                .iter()
                .find_map(|prefix| class.strip_prefix(prefix))
        })
    };
    // "brush: js" has a space before the language.
    let brush = || classes().zip(classes().skip(1)).find_map(|(a, b)| (a == "brush:").then_some(b));
    let name = said.or_else(prefixed).filter(|name| !name.is_empty()).or_else(brush)?;
    let name = name.trim_end_matches(';').to_ascii_lowercase();
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'#' | b'-' | b'.' | b'_');
    (!name.is_empty()
        && name.len() <= 30
        && name.bytes().all(plain)
        && !matches!(name.as_str(), "none" | "text" | "plain" | "plaintext"))
    .then_some(name)
}
