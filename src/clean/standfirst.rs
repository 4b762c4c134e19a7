//! The standfirst: kept where it stands, and marked, so that a view can show it under the headline instead.

use super::Context;
use super::facts::{Facts, key};
use crate::tree::{Tree, attr, tag};

/// It is among the first lines.
const FIRST_LINES: usize = 6;

pub fn mark(draft: &mut Tree, facts: &Facts, context: &Context<'_>) {
    let subtitle = key(context.metadata.subtitle.as_deref().unwrap_or_default());
    let found = facts.lines.iter().take(FIRST_LINES).find(|line| {
        !subtitle.is_empty()
            && line.key == subtitle
            && draft.node(line.first).is_any(&[tag::P, tag::DIV, tag::H2, tag::H3, tag::H4, tag::SECTION])
    });
    if let Some(line) = found {
        draft.rename(line.first, tag::P);
        draft.set_attr(line.first, attr::CLASS, "ar-standfirst");
    }
}
