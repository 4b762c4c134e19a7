//! What an article closes with: the note on its author.

use super::blocks::Page;
use super::features::heading_level;

/// The note behind the text that begins with the name of an author, the words of which are `authors`, is kept. Truths of
/// extraction leave it out, readers want it, and [`crate::clean`] marks it.
pub(super) fn keep_author_note(page: &Page<'_>, authors: &[Vec<u64>], likely: &[f32], keep: &mut [bool]) {
    /// Blocks behind the last that is kept: a rule or a date may stand between.
    const REACH: usize = 2;
    const MIN_LIKELY: f32 = 0.15;
    const MIN_WORDS: f32 = 5.0;
    const MAX_WORDS: f32 = 90.0;
    const MAX_LINK_DENSITY: f32 = 0.5;
    let Some(last) = keep.iter().rposition(|&keep| keep) else { return };
    let around = |at: usize| page.elements[page.blocks[at].owner as usize].parent;
    let is_note = |at: &usize| {
        let block = &page.blocks[*at];
        likely[*at] >= MIN_LIKELY
            && (MIN_WORDS..=MAX_WORDS).contains(&block.words())
            && block.link_density() < MAX_LINK_DENSITY
            && heading_level(page, block) == 0
            && around(*at) == around(last)
            && authors.iter().any(|name| name.len() > 1 && page.words_of(block).starts_with(name))
    };
    if let Some(at) = (last + 1..keep.len().min(last + 1 + REACH)).find(is_note) {
        keep[at] = true;
    }
}

#[cfg(all(test, feature = "parser"))]
mod tests {
    use super::*;
    use crate::content::{blocks, characters};
    use crate::options::Limits;

    #[test]
    fn a_note_on_the_author_is_kept_behind_the_text() {
        let kept = |note: &str, p: f32| {
            let page = format!("<div><p>The harbor emptied before noon.</p>{note}</div>");
            let (tree, _) = crate::parse::parse(&page, &Limits::default());
            let page = blocks::read(&tree);
            let mut keep = vec![true, false];
            keep_author_note(&page, &[characters::words("Ada Brook")], &[0.9, p], &mut keep);
            keep[1]
        };
        assert!(kept("<p><i>Ada Brook writes on tides and ferries.</i></p>", 0.3));
        assert!(!kept("<p><i>Ada Brook writes on tides and ferries.</i></p>", 0.1));
        assert!(!kept("<p><i>Ida Brook writes on tides and ferries.</i></p>", 0.3));
        assert!(!kept("<section><p>Ada Brook writes on tides and ferries.</p></section>", 0.3), "a box");
        assert!(!kept("<p>Ada Brook, June 3</p>", 0.3), "too short");
    }
}
