//! The headline, which is given apart from the body, and a standfirst that stands there twice.

use super::facts::{Facts, Line, key};
use super::{Context, Cut};
use crate::tree::{Tree, tag};

/// The share of words that two wordings of a headline have in common.
const ALIKE: f32 = 0.75;

pub fn find(tree: &Tree, facts: &Facts, context: &Context<'_>) -> Vec<Cut> {
    let title = key(context.metadata.title.as_deref().unwrap_or_default());
    let (start, _) = facts.prose();
    let mut cuts = Vec::new();
    let mut cut =
        |line: &Line, reason| cuts.extend(line.nodes(tree).map(|node| Cut { id: node.id(), reason }));
    for (at, line) in facts.lines.iter().enumerate().filter(|_| !title.is_empty()) {
        let is_h1 = tree.node(line.first).is(tag::H1);
        let on_top = at <= start;
        if line.key == title && (on_top || line.is_heading(tree))
            || is_h1 && on_top && likeness(&line.key, &title) > ALIKE
        {
            cut(line, "headline");
        }
    }
    let subtitle = key(context.metadata.subtitle.as_deref().unwrap_or_default());
    let standfirsts = facts.lines.iter().filter(|line| !subtitle.is_empty() && line.key == subtitle);
    for line in standfirsts.skip(1) {
        cut(line, "standfirst again");
    }
    cuts
}

/// The share of the shorter key's words that the longer one has too, in any order.
fn likeness(a: &str, b: &str) -> f32 {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let words: Vec<&str> = long.split(' ').collect();
    let (mut same, mut all) = (0, 0);
    for word in short.split(' ') {
        all += 1;
        same += usize::from(words.contains(&word));
    }
    // One word in common is no likeness.
    if all < 2 { 0.0 } else { same as f32 / all as f32 }
}
