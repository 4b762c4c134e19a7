//! Headings and labels at the very end: what they announced is not the article's.

use super::facts::Facts;
use super::{Context, Cut, find};
use crate::tree::{Name, Tree, tag};

/// More words than a label or a heading has.
const LABEL_WORDS: u32 = 16;
/// What may be announced without words.
const MEDIA: [Name; 6] = [tag::IMG, tag::VIDEO, tag::AUDIO, tag::IFRAME, tag::SVG, tag::MATH];

pub fn find(tree: &Tree, facts: &Facts, _: &Context<'_>) -> Vec<Cut> {
    let media = find::named(tree, &MEDIA).pop();
    let mut cuts = Vec::new();
    for line in facts.lines.iter().rev() {
        // Ids are in the order of the document.
        if media.is_some_and(|media| media > line.first)
            || line.words() > LABEL_WORDS
            || !line.is_heading(tree) && !find::announces(&tree.node(line.last).text_content())
        {
            break;
        }
        find::cut_line(&mut cuts, tree, line, "announces nothing");
    }
    cuts
}
