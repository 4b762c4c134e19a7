//! Tables that only place things side by side are unwrapped; tables of data stay.

use super::facts::{Facts, is_block};
use super::{Context, hints};
use crate::keys;
use crate::metadata::words::listed;
use crate::tree::{Edge, Kind, Name, Node, NodeId, Tree, attr, tag};

/// Cells of data are shorter than this on average.
const CELL_WORDS: u32 = 40;

/// What a table consists of, its nested tables' parts not counted.
#[derive(Clone, Copy, Default)]
struct Shape {
    rows: u32,
    cells: u32,
    /// Of the widest row.
    columns: u32,
    row: u32,
    /// Header cells, captions, summaries: what only data has.
    data: bool,
    nests: bool,
    /// Blocks that cells of data do not hold.
    blocks: u32,
}

pub fn repair(draft: &mut Tree, facts: &Facts, _: &Context<'_>) {
    let mut open: Vec<Shape> = Vec::new();
    let mut layout: Vec<NodeId> = Vec::new();
    for edge in draft.root().walk() {
        match edge {
            Edge::Enter(node) if node.is(tag::TABLE) => {
                if let Some(outer) = open.last_mut() {
                    outer.nests = true;
                }
                open.push(Shape {
                    data: node.attr(attr::SUMMARY).is_some_and(|text| !text.is_empty()),
                    ..Shape::default()
                });
            }
            Edge::Leave(node) if node.is(tag::TABLE) => {
                if open.pop().is_some_and(|shape| is_layout(node, shape, facts)) {
                    layout.push(node.id());
                }
            }
            Edge::Enter(node) => {
                if let Some(shape) = open.last_mut() {
                    count(shape, node);
                }
            }
            Edge::Leave(_) => {}
        }
    }
    for table in layout {
        unwrap(draft, table);
    }
}

fn count(shape: &mut Shape, node: Node<'_>) {
    match node.name() {
        _ if node.kind() != Kind::Html => {}
        tag::TR => {
            shape.rows += 1;
            shape.row = 0;
        }
        tag::TD | tag::TH => {
            shape.cells += 1;
            shape.row += 1;
            shape.columns = shape.columns.max(shape.row);
            shape.data |= node.is(tag::TH) && node.first_child().is_some();
        }
        tag::CAPTION | tag::THEAD => shape.data |= node.first_child().is_some(),
        tag::H1
        | tag::H2
        | tag::H3
        | tag::UL
        | tag::OL
        | tag::FIGURE
        | tag::BLOCKQUOTE
        | tag::PRE
        | tag::ARTICLE => {
            shape.blocks += 1;
        }
        _ => {}
    }
}

fn is_layout(table: Node<'_>, shape: Shape, facts: &Facts) -> bool {
    let role = table.attr(attr::ROLE).unwrap_or_default();
    if listed("presentation,none", role) || table.attr_spelled("datatable") == Some("0") {
        return true;
    }
    if shape.nests || shape.columns < 2 {
        return true;
    }
    if shape.data || listed("table,grid", role) || hints::has(table, keys::words!("wikitable datatable")) {
        return false;
    }
    let words = facts.of(table.id()).words();
    shape.rows < 2 || words > CELL_WORDS * shape.cells || 2 * shape.blocks > shape.cells
}

/// Makes of `table` and its rows and cells plain boxes. Those inside a nested table are left to it.
fn unwrap(draft: &mut Tree, table: NodeId) {
    let mut parts: Vec<NodeId> = vec![table];
    let mut walk = draft.node(table).descendants();
    let mut next = walk.next();
    while let Some(node) = next {
        next = if node.is(tag::TABLE) { walk.skip_below(node) } else { walk.next() };
        const PARTS: [Name; 7] =
            [tag::CAPTION, tag::THEAD, tag::TBODY, tag::TFOOT, tag::TR, tag::TD, tag::TH];
        if node.is_any(&PARTS) {
            parts.push(node.id());
        }
    }
    for id in parts {
        draft.rename(id, tag::DIV);
    }
    debug_assert!(is_block(draft.node(table)));
}
