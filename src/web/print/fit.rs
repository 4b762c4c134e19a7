//! Makes what is laid out fit a page: tables and formulas that are too wide, rows that are too high.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::measure::LINEAR;
use crate::web::dom::{add, document_of, element, elements, px};

/// Smallest part of its usual size that a table's text is made, and a formula's.
const SMALLEST: f64 = 0.6;
/// A row that takes more of a page than this is not kept in one piece.
const HIGHEST_ROW: f64 = 0.7;

/// Makes the blocks fit a text of the width and height given. `unit` is what a CSS pixel measures in the window.
pub fn fit(blocks: &[Element], width: f64, height: f64, unit: f64) {
    for block in blocks {
        let is_table = block.node_name() == "TABLE";
        for table in is_table.then(|| block.clone()).into_iter().chain(elements(block, "table")) {
            fit_table(&table, height, unit);
        }
        for formula in elements(block, "math") {
            shrink(&formula, formula.get_bounding_client_rect().width() / unit, width);
        }
    }
}

/// Makes the text smaller where `needed` is more than `width`.
fn shrink(element: &Element, needed: f64, width: f64) {
    if needed > width + 0.5 {
        let hundredths = px((width / needed).max(SMALLEST) * 100.0);
        let _ = element
            .unchecked_ref::<HtmlElement>()
            .style()
            .set_property("font-size", &hundredths.replace("px", "%"));
    }
}

fn fit_table(table: &Element, height: f64, unit: f64) {
    let width = |element: &Element| element.get_bounding_client_rect().width() / unit;
    if let Some(parent) = table.parent_element() {
        let (needed, room) = (width(table), width(&parent));
        if needed > room + 0.5 {
            // Relative to the parent's size, of which a table's is this part.
            const USUAL: f64 = 0.82;
            shrink(table, needed / USUAL, room);
            let _ = table.class_list().add_1("wide");
        }
    }
    let rows = elements(table, "tr");
    let highest = rows.iter().map(|row| row.get_bounding_client_rect().height()).fold(0.0, f64::max);
    if highest > height * unit * HIGHEST_ROW {
        let _ = table.class_list().add_1(LINEAR);
    } else {
        freeze_columns(table, &rows, unit);
    }
}

/// Fixes the widths of a table's columns, so that each of its parts has them.
fn freeze_columns(table: &Element, rows: &[Element], unit: f64) {
    let mut best: Vec<f64> = Vec::new();
    for row in rows {
        let cells = elements(row, ":scope > *");
        let spans = cells.iter().any(|cell| cell.has_attribute("colspan") || cell.has_attribute("rowspan"));
        if !spans && cells.len() > best.len() {
            best = cells.iter().map(|cell| cell.get_bounding_client_rect().width() / unit).collect();
        }
    }
    if best.is_empty() || !elements(table, ":scope > colgroup").is_empty() {
        return;
    }
    let whole = table.get_bounding_client_rect().width() / unit;
    let group = element(&document_of(table), "colgroup");
    for width in &best {
        let column = add(&group, "col", "");
        let _ = column.unchecked_ref::<HtmlElement>().style().set_property("width", &px(*width));
    }
    let caption = elements(table, ":scope > caption").pop();
    let next = caption.map_or(table.first_child(), |caption| caption.next_sibling());
    let _ = table.insert_before(&group, next.as_ref());
    let style = table.unchecked_ref::<HtmlElement>().style();
    let _ = style.set_property("table-layout", "fixed");
    let _ = style.set_property("width", &px(whole));
}
