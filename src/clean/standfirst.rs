//! The standfirst: kept where it stands, and marked, so that a view can show it under the headline instead.

use super::Context;
use super::facts::Facts;
use crate::tree::{Name, Tree, attr, tag};

/// It is among the first lines.
const FIRST_LINES: usize = 6;
const NAMES: [Name; 6] = [tag::P, tag::DIV, tag::H2, tag::H3, tag::H4, tag::SECTION];

pub fn mark(draft: &mut Tree, facts: &Facts, context: &Context<'_>) {
    let subtitle = context.subtitle();
    let mut lines = facts.lines.iter().take(FIRST_LINES);
    let found = lines.find(|line| line.key == subtitle && draft.node(line.first).is_any(&NAMES));
    if let Some(line) = found.filter(|_| !subtitle.is_empty()) {
        draft.rename(line.first, tag::P);
        draft.set_attr(line.first, attr::CLASS, "ar-standfirst");
    }
}
