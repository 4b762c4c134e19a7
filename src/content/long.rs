//! Long articles, of which the models have seen few: the further down, the less they trust it.

use super::blocks::{Block, Page};
use super::whole;

/// Of a long row of like paragraphs that is kept for the most part, the rest is kept too, but for what is out of the
/// question.
pub(super) fn keep(page: &Page<'_>, likely: &[f32], keep: &mut [bool]) {
    const MIN_WORDS: f32 = 2500.0;
    const MIN_KEPT: f32 = 0.4;
    const MIN_LIKELY: f32 = 0.15;
    let rows = whole::rows(page, keep, Block::is_prose);
    for (at, (words, kept)) in rows.into_iter().enumerate() {
        keep[at] |= words >= MIN_WORDS
            && kept >= MIN_KEPT * words
            && likely[at] >= MIN_LIKELY
            && page.blocks[at].is_prose();
    }
}

#[cfg(all(test, feature = "parser"))]
mod tests {
    use crate::content::blocks;
    use crate::options::Limits;

    #[test]
    fn the_end_of_a_long_row_is_kept_with_its_beginning() {
        let kept = |paragraphs: usize, end: f32| {
            let words = "The harbor emptied before noon, and the boats lay on their sides. ".repeat(9);
            let page = format!("<p>{words}</p>").repeat(paragraphs);
            let (tree, _) = crate::parse::parse(&page, &Limits::default());
            let page = blocks::read(&tree);
            let half = paragraphs / 2;
            let likely: Vec<f32> = (0..paragraphs).map(|at| if at < half { 0.8 } else { end }).collect();
            let mut keep: Vec<bool> = likely.iter().map(|&p| p > 0.5).collect();
            super::keep(&page, &likely, &mut keep);
            keep[paragraphs - 1]
        };
        assert!(kept(30, 0.3));
        assert!(!kept(30, 0.1), "out of the question");
        assert!(!kept(10, 0.3), "not long");
    }
}
