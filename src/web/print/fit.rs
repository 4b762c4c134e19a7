//! Makes what is laid out fit a page: tables and formulas that are too wide, rows that are too high.

use web_sys::Element;

use super::measure::LINEAR;
use crate::web::dom::{add, area, call, decimal, document_of, element, elements, find, mark, px, style};

/// Smallest part of its usual size that a table's text is made, and a formula's.
const SMALLEST: f64 = 0.6;
/// A row that takes more of a page than this is not kept in one piece.
const HIGHEST_ROW: f64 = 0.7;

/// Makes the blocks fit a text of the width and height given. `unit` is what a CSS pixel measures in the window.
pub fn fit(blocks: &[Element], width: f64, height: f64, unit: f64) {
    for block in blocks {
        if block.node_name() == "TABLE" {
            fit_table(block, height, unit);
        }
        for found in elements(block, "table, math") {
            if found.node_name() == "TABLE" {
                fit_table(&found, height, unit);
            } else {
                shrink(&found, area(&found).width() / unit, width);
            }
        }
    }
}

/// Makes the text smaller where `needed` is more than `width`.
fn shrink(element: &Element, needed: f64, width: f64) {
    if needed > width + 0.5 {
        let percent = ((width / needed).max(SMALLEST) * 10_000.0).round();
        style(element, "font-size", &(decimal(percent as u32) + "%"));
    }
}

fn fit_table(table: &Element, height: f64, unit: f64) {
    let width = |element: &Element| area(element).width() / unit;
    if let Some(parent) = table.parent_element() {
        let (needed, room) = (width(table), width(&parent));
        if needed > room + 0.5 {
            // Relative to the parent's size, of which a table's is this part.
            const USUAL: f64 = 0.82;
            shrink(table, needed / USUAL, room);
            mark(table, "wide");
        }
    }
    let rows = elements(table, "tr");
    let highest = rows.iter().map(|row| area(row).height()).fold(0.0, f64::max);
    if highest > height * unit * HIGHEST_ROW {
        mark(table, &LINEAR[1..]);
    } else {
        freeze_columns(table, &rows, unit);
    }
}

/// Fixes the widths of a table's columns, so that each of its parts has them.
fn freeze_columns(table: &Element, rows: &[Element], unit: f64) {
    let mut best: Vec<f64> = Vec::new();
    for row in rows {
        if find(row, "[colspan], [rowspan]").is_some() {
            continue;
        }
        let cells = elements(row, ":scope > *");
        if cells.len() > best.len() {
            best = cells.iter().map(|cell| area(cell).width() / unit).collect();
        }
    }
    if best.is_empty() || find(table, ":scope > colgroup").is_some() {
        return;
    }
    let whole = area(table).width() / unit;
    let group = element(&document_of(table), "colgroup");
    for width in &best {
        style(&add(&group, "col", ""), "width", &px(*width));
    }
    match find(table, ":scope > caption") {
        Some(caption) => call(&caption, "after", &[&group]),
        None => call(table, "prepend", &[&group]),
    };
    style(table, "table-layout", "fixed");
    style(table, "width", &px(whole));
}
