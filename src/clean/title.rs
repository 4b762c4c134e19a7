//! The headline, which is given apart from the body, and a standfirst that stands there twice.

use super::facts::Facts;
use super::{Context, Cut, find, hints};
use crate::tree::{Tree, tag};

/// The share of words, in quarters, that two wordings of a headline have more of in common.
const ALIKE: usize = 3;

pub fn find(tree: &Tree, facts: &Facts, context: &Context<'_>) -> Vec<Cut> {
    let (title, subtitle) = (context.title(), context.subtitle());
    let (start, _) = facts.prose();
    let mut cuts = Vec::new();
    let mut again = false;
    for (at, line) in facts.lines.iter().enumerate() {
        let on_top = at <= start;
        let is_title = line.key == title && (on_top || line.is_heading(tree))
            || on_top && tree.node(line.first).is(tag::H1) && is_like(&line.key, &title);
        if is_title && !title.is_empty() {
            find::cut_line(&mut cuts, tree, line, "headline");
        }
        if line.key == subtitle && !subtitle.is_empty() {
            // One that is no part of the text came in with an image beside it.
            if again || hints::is_beside(tree.node(line.first)) {
                find::cut_line(&mut cuts, tree, line, "standfirst again");
            }
            again = true;
        }
    }
    cuts
}

/// Whether the longer of two keys has nearly all words of the shorter one, in any order.
fn is_like(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let (mut same, mut all) = (0, 0);
    for word in short.split(' ') {
        all += 1;
        same += usize::from(long.split(' ').any(|own| own == word));
    }
    // One word in common is no likeness.
    all > 1 && 4 * same > ALIKE * all
}
