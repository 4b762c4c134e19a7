//! The times over the posts of a live blog.

use super::blocks::Page;
use super::features::sibling_key;
use crate::keys;

/// A short line with digits that stands in the same place over each of several kept texts is kept with them.
pub(super) fn keep(page: &Page<'_>, likely: &[f32], keep: &mut [bool]) {
    const MIN_POSTS: u32 = 3;
    const MAX_WORDS: f32 = 4.0;
    const MIN_LIKELY: f32 = 0.15;
    // What looks alike in elements that look alike.
    let key = |at: usize| {
        let owner = &page.elements[page.blocks[at].owner as usize];
        let around = &page.elements[owner.parent as usize];
        owner.signature ^ sibling_key(around).rotate_left(1)
    };
    let is_time = |at: &usize| {
        let block = &page.blocks[*at];
        block.digits > 1
            && block.words() <= MAX_WORDS
            && block.link_chars == 0
            && likely[*at] >= MIN_LIKELY
            && keep.get(at + 1) == Some(&true)
    };
    let times: Vec<usize> = (0..keep.len()).filter(is_time).collect();
    let alike = keys::counts(&times.iter().map(|&at| key(at)).collect::<Vec<_>>());
    for (at, posts) in times.into_iter().zip(alike) {
        keep[at] |= posts >= MIN_POSTS;
    }
}

#[cfg(all(test, feature = "parser"))]
mod tests {
    use crate::content::blocks;
    use crate::options::Limits;

    #[test]
    fn times_over_kept_posts_stay() {
        let kept = |posts: usize, label: &str, p: f32| {
            let post = format!("<div class=entry><time>{label}</time><p>The ferry came in.</p></div>");
            let (tree, _) = crate::parse::parse(&post.repeat(posts), &Limits::default());
            let page = blocks::read(&tree);
            let likely: Vec<f32> = [p, 0.9].repeat(posts);
            let mut keep: Vec<bool> = likely.iter().map(|&p| p > 0.5).collect();
            super::keep(&page, &likely, &mut keep);
            keep[0]
        };
        assert!(kept(3, "11:40", 0.3));
        assert!(!kept(2, "11:40", 0.3));
        assert!(!kept(3, "11:40", 0.1));
        assert!(!kept(3, "Follow us", 0.3));
    }
}
