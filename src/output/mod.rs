//! A sanitized tree as HTML and as text.

use crate::tree::Tree;

/// `body` as HTML.
pub fn html(body: &Tree) -> String {
    let _ = body;
    String::new()
}

/// `body` as text, a block a line.
pub fn text(body: &Tree) -> String {
    let _ = body;
    String::new()
}
