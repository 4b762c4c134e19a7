//! What an article opens with, between its headline and its text: the standfirst, and a summary as a list.

use super::blocks::{Block, Element, Page};
use super::features::{F, Row, heading_level};
use crate::tree::tag;

/// What is known of the article before its text is.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    /// Index of the block that is the headline.
    pub(super) headline: Option<usize>,
    /// The words of the standfirst that the metadata name.
    pub(super) subtitle: &'a [u64],
    /// The words of the authors' names.
    pub(super) authors: &'a [Vec<u64>],
}

/// The standfirst, which stays: who reads sees it as part of the article, and writers of articles count on it.
pub(super) fn standfirst(page: &Page<'_>, rows: &[Row], known: Known<'_>, likely: &[f32]) -> Option<usize> {
    /// As far as it stands below the headline.
    const REACH: usize = 10;
    /// Less likely ones that no metadata name are captions or teasers that say the same.
    const MIN_LIKELY: f32 = 0.1;
    let headline = known.headline?;
    let reach = headline + 1..(headline + 1 + REACH).min(likely.len());
    let possible = || reach.clone().filter(|&at| likely[at] >= MIN_LIKELY);
    let is_known =
        |at: &usize| !known.subtitle.is_empty() && page.words_of(&page.blocks[*at]) == known.subtitle;
    let looks_so = |at: &usize| {
        let block = &page.blocks[*at];
        heading_level(page, block) != 1 && is_standfirst(block, &rows[*at])
    };
    reach.clone().find(is_known).or_else(|| possible().find(looks_so))
}

/// Whether a block before the body is the sentence or two under the headline: the page's description repeats it,
/// or its element is named so, and it stands close below the headline.
fn is_standfirst(block: &Block, row: &Row) -> bool {
    /// In the feature's unit: most of the block.
    const MIN_COVER: u8 = 1 + 175;
    const MAX_STEPS: u8 = 2;
    let named = row[F::standfirst as usize] <= MAX_STEPS;
    is_below_headline(block, row) && (named || row[F::description as usize] >= MIN_COVER)
}

/// Whether a block stands close below the headline, and is more than a label.
pub(super) fn is_below_headline(block: &Block, row: &Row) -> bool {
    const MIN_WORDS: f32 = 6.0;
    (128..128 + 48).contains(&row[F::heading_distance as usize]) && block.words() > MIN_WORDS
}

/// A list of sentences right below the headline, and the heading over it, are kept or left out as one.
pub(super) fn keep_summary(page: &Page<'_>, headline: Option<usize>, likely: &[f32], keep: &mut [bool]) {
    /// As far as it stands below the headline.
    const REACH: usize = 10;
    /// On average of the words.
    const MIN_LIKELY: f32 = 0.25;
    /// On average of the items: shorter ones are labels.
    const MIN_ITEM_WORDS: f32 = 5.0;
    const MAX_LINK_DENSITY: f32 = 0.25;
    let Some(headline) = headline else { return };
    let is_near = |element: &&Element| {
        let start = element.blocks().start;
        page.tree.node(element.node).is_any(&[tag::UL, tag::OL])
            && start > headline
            && start <= headline + REACH
            && !element.blocks().is_empty()
    };
    let Some(list) = page.elements.iter().find(is_near) else { return };
    let mut range = list.blocks();
    let items = &page.blocks[range.clone()];
    let sum = |value: &dyn Fn(&Block) -> f32| items.iter().map(value).sum::<f32>();
    let words = sum(&Block::words);
    let linked = sum(&|block| block.link_chars as f32);
    if words < MIN_ITEM_WORDS * items.len() as f32
        || linked > MAX_LINK_DENSITY * sum(&|block| block.chars as f32)
        || !keep[range.end..].contains(&true)
    {
        return;
    }
    if range.start > headline + 1 && heading_level(page, &page.blocks[range.start - 1]) > 1 {
        range.start -= 1;
    }
    let (mut all, mut expected) = (0.0, 0.0);
    for at in range.clone() {
        all += page.blocks[at].words();
        expected += page.blocks[at].words() * likely[at];
    }
    keep[range].fill(expected > MIN_LIKELY * all);
}

#[cfg(all(test, feature = "parser"))]
mod tests {
    use super::*;
    use crate::content::{characters, containers, features, signals};
    use crate::metadata::Metadata;
    use crate::options::Limits;

    #[test]
    fn a_standfirst_that_is_known_needs_no_name() {
        let page = "<h1>Low tide at noon</h1><p>By Ada Brook</p><p>The harbor emptied in an hour, and nobody had seen it coming.</p>\
                    <p>The boats lay on their sides, and the children walked to the buoys.</p>";
        let (tree, _) = crate::parse::parse(page, &Limits::default());
        let page = super::super::blocks::read(&tree);
        let sums = containers::Sums::new(&page);
        let candidate = containers::Candidate::find(&page, &sums);
        let signals = signals::read(&tree, None);
        let (rows, headline) = features::rows(&page, &sums, &candidate, &signals, &Metadata::default());
        let found = |subtitle: &str, p: f32| {
            let subtitle = characters::words(subtitle);
            let known = Known { headline, subtitle: &subtitle, authors: &[] };
            standfirst(&page, &rows, known, &[0.3, 0.1, p, 0.9])
        };
        let subtitle = "The harbor emptied in an hour – and nobody had seen it coming";
        assert_eq!(found(subtitle, 0.2), Some(2));
        assert_eq!(found(subtitle, 0.0), Some(2));
        assert_eq!(found("", 0.2), None);
    }

    /// Whether each block is kept of a headline, a heading over a list of two, and a text, by how likely those of the
    /// list are.
    fn kept(items: &str, likely: [f32; 2]) -> Vec<bool> {
        let page = format!(
            "<h1>Low tide</h1><div><h2>At a glance</h2><ul>{items}</ul></div><p>The harbor emptied.</p>"
        );
        let (tree, _) = crate::parse::parse(&page, &Limits::default());
        let page = super::super::blocks::read(&tree);
        let likely = [&[0.3, 0.15][..], &likely, &[0.9]].concat();
        let mut keep: Vec<bool> = likely.iter().map(|&p| p >= 0.5).collect();
        keep_summary(&page, Some(0), &likely, &mut keep);
        keep[1..4].to_vec()
    }

    #[test]
    fn a_summary_is_kept_with_its_heading_or_not_at_all() {
        let said = "<li>The harbor emptied in an hour</li><li>The boats lay on their sides</li>";
        assert_eq!(kept(said, [0.4, 0.35]), [true; 3]);
        assert_eq!(kept(said, [0.55, 0.4]), [true; 3]);
        assert_eq!(kept(said, [0.1, 0.2]), [false; 3]);
        let links = said.replace("<li>", "<li><a href=a>").replace("</li>", "</a></li>");
        assert_eq!(kept(&links, [0.4, 0.35]), [false; 3]);
        assert_eq!(kept("<li>Boats<li>Harbors", [0.4, 0.35]), [false; 3], "labels");
    }
}
