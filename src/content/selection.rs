//! From the probabilities of blocks to the blocks that are kept.

use super::blocks::{Block, Element, Page};
use super::closing;
use super::containers::Sums;
use super::families::Family;
use super::features::{F, Row, heading_level, sibling_key};
use super::long;
use super::notes;
use super::opening::{self, Known, is_below_headline};
use super::times;
use super::whole::{self, DOUBTFUL};
use crate::keys;
use crate::text;
use crate::trace::Trace;
use crate::tree::tag;

/// Which blocks are kept.
pub(super) struct Choice {
    /// By block.
    pub(super) keep: Vec<bool>,
    /// Indexes of the elements, notes that marks in kept blocks lead to, that are taken although their blocks are not kept.
    pub(super) notes: Vec<usize>,
    /// Index of the block that is the headline.
    pub(super) headline: Option<usize>,
    /// Index of the element that holds the article.
    pub(super) container: usize,
    /// The F1 to expect of the kept words, were the probabilities true.
    pub(super) expected_f1: f32,
}

/// Blocks of articles at least this likely are kept.
const THRESHOLD: f32 = 0.5;
/// In articles, items of lists that are all link lead elsewhere but for few, and have to be more likely by this, and never
/// less than [`THRESHOLD`].
const LINK_DENSITY: f32 = 0.9;
const LINK_MALUS: f32 = 0.1;
/// Where less than this share of the expected words passes [`THRESHOLD`], the page is a hard one, and
/// [`LOW_THRESHOLD`] holds.
const MIN_KEPT_SHARE: f32 = 0.6;
const LOW_THRESHOLD: f32 = 0.3;
/// A container that holds this share of the expected words is where the article is: nothing outside is kept but
/// a standfirst.
const CONTAINER_SHARE: f32 = 0.7;
/// Blocks with at least this many words are never kept twice.
const MIN_DUPLICATE_WORDS: f32 = 8.0;
/// A heading belongs to one of this many blocks after it, or is likely enough, or goes.
const HEADING_REACH: usize = 3;
/// Likely enough for a heading with what is left out between it and its text.
const LIKELY_HEADING: f32 = 0.4;
/// From here on a heading is a link.
const LINKED_HEADING: f32 = 0.5;
/// So many words left out in a row end the article.
const MAX_GAP_WORDS: f32 = 300.0;
/// Shorter articles are none, but for pictures on a page that says little else.
const MIN_WORDS: f32 = 15.0;
const MIN_SHARE: f32 = 0.7;

/// Chooses the blocks, given how likely each is the article's; `None` where nothing is left.
#[inline(never)]
pub(super) fn choose(
    page: &Page<'_>,
    sums: &Sums,
    rows: &[Row],
    known: Known<'_>,
    is_article: bool,
    likely: &[f32],
    trace: &mut Trace,
) -> Option<Choice> {
    let weights: Vec<f32> = page.blocks.iter().zip(likely).map(|(block, p)| block.words() * p).collect();
    let expected: f32 = weights.iter().sum();
    // Of the blocks that pass a threshold: their words, and how many of these to expect in the article.
    let passing = |threshold: f32| {
        let passing = weights.iter().zip(likely).zip(&page.blocks).filter(|((_, p), _)| **p >= threshold);
        passing.fold((0.0, 0.0), |sum, ((weight, _), block)| (sum.0 + block.words(), sum.1 + weight))
    };
    let threshold = if !is_article {
        best_threshold(passing, expected)
    } else if passing(THRESHOLD).1 < MIN_KEPT_SHARE * expected {
        LOW_THRESHOLD
    } else {
        THRESHOLD
    };
    let least = |block: &Block, row: &Row| {
        let is_link = is_article && row[F::is_item as usize] > 0 && block.link_density() > LINK_DENSITY;
        if is_link { (threshold + LINK_MALUS).max(THRESHOLD) } else { threshold }
    };
    let blocks = page.blocks.iter().zip(rows).zip(likely);
    let mut keep: Vec<bool> = blocks.map(|((block, row), &p)| p >= least(block, row)).collect();
    let headline = known.headline;
    let standfirst = opening::standfirst(page, rows, known, likely).filter(|_| is_article);
    standfirst.into_iter().for_each(|at| keep[at] = true);
    drop_duplicates(page, likely, &mut keep);
    let container = best_container(page, sums, &weights, expected);
    if is_article {
        drop_outside(page, rows, container, &weights, &mut keep);
        drop_after_gap(page, likely, &mut keep);
        drop_teasers(page, likely, &mut keep);
        drop_below_links(page, &mut keep);
        opening::keep_summary(page, headline, likely, &mut keep);
    }
    long::keep(page, likely, &mut keep);
    whole::complete(page, headline, is_article, likely, &mut keep);
    if is_article {
        times::keep(page, likely, &mut keep);
        closing::keep_author_note(page, known.authors, likely, &mut keep);
        drop_headings_of_links(page, &mut keep);
    }
    let notes = notes::keep(page, likely, &mut keep);
    drop_orphan_headings(page, likely, threshold, &mut keep);
    let kept = |value: &dyn Fn(usize) -> f32| -> f32 {
        keep.iter().enumerate().filter(|(_, keep)| **keep).map(|(at, _)| value(at)).sum()
    };
    let words = kept(&|at| page.blocks[at].words());
    let all = sums.words(0..page.blocks.len());
    let has_picture = || (0..keep.len()).any(|at| keep[at] && whole::media_below(page, at).is_some());
    if words < MIN_WORDS && (words < MIN_SHARE * all.max(1.0) || !has_picture()) {
        return None;
    }
    let expected_f1 = 2.0 * kept(&|at| weights[at]) / (words + expected);
    for (at, block) in page.blocks.iter().enumerate() {
        if !keep[at] && likely[at] > 0.1 {
            let reason = || format!("likelihood {}", text::percent(likely[at]));
            trace.note("content/selection", || (reason(), page.text_of(block)));
        }
    }
    Some(Choice { keep, notes, headline, container, expected_f1 })
}

/// The threshold that `passing` has the greatest expected F1 with, which is half of that F1. Each step gets closer, from
/// wherever the first begins (Dinkelbach, Management Science 13, 1967).
fn best_threshold(passing: impl Fn(f32) -> (f32, f32), expected: f32) -> f32 {
    const STEPS: usize = 6;
    /// What is less likely is out of the question.
    const LEAST: f32 = 0.1;
    (0..STEPS).fold(THRESHOLD, |threshold, _| {
        let (words, kept) = passing(threshold);
        (kept / (words + expected).max(1.0)).max(LEAST)
    })
}

/// What was said goes where it is said again, but for what reads as the article and stands among the same siblings: a
/// refrain.
fn drop_duplicates(page: &Page<'_>, likely: &[f32], keep: &mut [bool]) {
    const REFRAIN: f32 = 0.9;
    let long: Vec<usize> =
        (0..keep.len()).filter(|&at| keep[at] && page.blocks[at].words() >= MIN_DUPLICATE_WORDS).collect();
    let hashes: Vec<u64> = long.iter().map(|&at| page.blocks[at].hash).collect();
    let key = |block: &Block| block.hash ^ sibling_key(&page.elements[block.owner as usize]);
    let placed: Vec<u64> = long.iter().map(|&at| key(&page.blocks[at])).collect();
    for ((at, again), beside) in long.into_iter().zip(keys::repeated(&hashes)).zip(keys::repeated(&placed)) {
        keep[at] &= !again || beside && likely[at] >= REFRAIN;
    }
}

/// The element with the greatest expected F1, were all of its words kept; the innermost of equals.
#[inline(never)]
fn best_container(page: &Page<'_>, sums: &Sums, weights: &[f32], expected: f32) -> usize {
    let mut prefix = Vec::with_capacity(weights.len() + 1);
    let mut total = 0.0_f64;
    prefix.push(total);
    for weight in weights {
        total += f64::from(*weight);
        prefix.push(total);
    }
    let mut best = (0.0, 0);
    for (at, element) in page.elements.iter().enumerate() {
        let inside = (prefix[element.end as usize] - prefix[element.first as usize]) as f32;
        let f1 = 2.0 * inside / (sums.words(element.blocks()) + expected).max(1.0);
        if f1 >= best.0 {
            best = (f1, at);
        }
    }
    widen(page, sums, &prefix, best.1)
}

/// An article may be cut up: `container`, or what is around it and adds nothing but what is likely too.
fn widen(page: &Page<'_>, sums: &Sums, prefix: &[f64], container: usize) -> usize {
    const MIN_LIKELY: f32 = 0.4;
    let (mut widest, mut at) = (container, container);
    while at > 0 {
        at = page.elements[at].parent as usize;
        let (own, around) = (&page.elements[widest], &page.elements[at]);
        let inside =
            |element: &Element| (prefix[element.end as usize] - prefix[element.first as usize]) as f32;
        let added = sums.words(around.blocks()) - sums.words(own.blocks());
        if inside(around) - inside(own) < MIN_LIKELY * added {
            break;
        }
        widest = at;
    }
    widest
}

fn drop_outside(page: &Page<'_>, rows: &[Row], container: usize, weights: &[f32], keep: &mut [bool]) {
    let inside = page.elements[container].blocks();
    let expected: f32 = weights.iter().sum();
    if weights[inside.clone()].iter().sum::<f32>() < CONTAINER_SHARE * expected {
        return;
    }
    for (at, keep) in keep.iter_mut().enumerate() {
        *keep &= inside.contains(&at) || at < inside.start && is_below_headline(&page.blocks[at], &rows[at]);
    }
}

/// Of the runs of kept blocks that lie far apart, only those up to the end of the heaviest stay. What is doubtful may yet
/// be joined to them, and is no gap.
fn drop_after_gap(page: &Page<'_>, likely: &[f32], keep: &mut [bool]) {
    let mut runs: Vec<(std::ops::Range<usize>, f32)> = Vec::new();
    let mut gap = 0.0;
    for (at, block) in page.blocks.iter().enumerate() {
        if !keep[at] {
            gap += if likely[at] < DOUBTFUL { block.words() } else { 0.0 };
            continue;
        }
        match runs.last_mut() {
            Some((range, words)) if gap < MAX_GAP_WORDS => {
                range.end = at + 1;
                *words += block.words();
            }
            _ => runs.push((at..at + 1, block.words())),
        }
        gap = 0.0;
    }
    let heaviest = runs.iter().max_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(range, _)| range.end);
    keep[heaviest..].iter_mut().for_each(|keep| *keep = false);
}

/// Teasers of other articles behind the end of this one go: in a row, doubtful headings that are links, with a few
/// words below each, and outside of the element that the article ends with.
fn drop_teasers(page: &Page<'_>, likely: &[f32], keep: &mut [bool]) {
    const MIN_TEASERS: usize = 3;
    const MAX_WORDS: f32 = 120.0;
    const DOUBTFUL: f32 = 0.7;
    /// Of the article, which else may be one of teasers.
    const MIN_WORDS: f32 = 100.0;
    let (mut teasers, mut first, mut words) = (0, keep.len(), 0.0);
    for (at, block) in page.blocks.iter().enumerate().rev() {
        let is_heading = heading_level(page, block) > 0;
        if is_heading && block.link_density() > LINK_DENSITY && likely[at] < DOUBTFUL {
            if words > 0.0 {
                (teasers, first, words) = (teasers + 1, at, 0.0);
            }
        } else if keep[at] {
            words += block.words();
            if is_heading || words > MAX_WORDS {
                break;
            }
        }
    }
    let kept = |at: &usize| keep[*at];
    let before: f32 = (0..first).filter(kept).map(|at| page.blocks[at].words()).sum();
    let (Some(begin), Some(end)) = ((0..first).find(kept), (0..first).rfind(kept)) else { return };
    let ends_before = |element: &Element| {
        let blocks = element.blocks();
        blocks.start <= begin && (end + 1..=first).contains(&blocks.end)
    };
    if teasers >= MIN_TEASERS && before >= MIN_WORDS && page.elements.iter().any(ends_before) {
        keep[first..].fill(false);
    }
}

/// A teaser goes whole: what stands below a heading that is a link and is left out, in a small element of its own.
fn drop_below_links(page: &Page<'_>, keep: &mut [bool]) {
    const MAX_BLOCKS: usize = 6;
    const MAX_WORDS: f32 = 80.0;
    for element in &page.elements {
        let blocks = element.blocks();
        let is_own = [Family::Card, Family::Related].iter().any(|&family| element.families.has(family))
            || page.tree.node(element.node).is(tag::ARTICLE);
        if !is_own || !(2..=MAX_BLOCKS).contains(&blocks.len()) || keep[blocks.start] {
            continue;
        }
        let first = &page.blocks[blocks.start];
        let words: f32 = page.blocks[blocks.clone()].iter().map(Block::words).sum();
        if heading_level(page, first) > 0 && first.link_density() > LINK_DENSITY && words <= MAX_WORDS {
            keep[blocks].fill(false);
        }
    }
}

/// A heading over links that are left out goes, whatever text comes after their box.
fn drop_headings_of_links(page: &Page<'_>, keep: &mut [bool]) {
    /// The heading and two links.
    const MIN_BLOCKS: usize = 3;
    const MAX_BLOCKS: usize = 40;
    const LINKED: f32 = 0.7;
    for element in &page.elements {
        let blocks = element.blocks();
        if !(MIN_BLOCKS..=MAX_BLOCKS).contains(&blocks.len()) {
            continue;
        }
        if !keep[blocks.start] || keep[blocks.start + 1..blocks.end].contains(&true) {
            continue;
        }
        let (mut chars, mut links) = (0, 0);
        for block in &page.blocks[blocks.start + 1..blocks.end] {
            chars += block.chars;
            links += block.link_chars;
        }
        let is_heading = heading_level(page, &page.blocks[blocks.start]) > 0;
        keep[blocks.start] = !is_heading || links as f32 <= LINKED * chars as f32;
    }
}

/// A heading belongs to the text that follows it, or to deeper headings with their text. What is left out between them
/// says nothing against a likely one: notes, pictures with their captions.
fn drop_orphan_headings(page: &Page<'_>, likely: &[f32], threshold: f32, keep: &mut [bool]) {
    let level = |at: usize| heading_level(page, &page.blocks[at]);
    // The level of what comes next among what is kept, zero for text.
    let mut next = u8::MAX;
    let mut text = usize::MAX;
    for at in (0..keep.len()).rev() {
        if !keep[at] {
            continue;
        }
        let own = level(at);
        if own == 0 {
            text = at;
        } else {
            let is_sure = likely[at] >= threshold.min(LIKELY_HEADING)
                && page.blocks[at].link_density() < LINKED_HEADING;
            let is_over =
                text <= at + HEADING_REACH || is_sure && (next == 0 || (own + 1..u8::MAX).contains(&next));
            if !is_over && whole::media_below(page, at).is_none() {
                keep[at] = false;
                continue;
            }
        }
        next = own;
    }
}

#[cfg(all(test, feature = "parser"))]
mod tests {
    use super::*;
    use crate::options::Limits;

    fn kept_of(page: &str, keep: &[bool], rule: impl Fn(&Page<'_>, &mut [bool])) -> Vec<bool> {
        let (tree, _) = crate::parse::parse(page, &Limits::default());
        let page = super::super::blocks::read(&tree);
        let mut keep = keep.to_vec();
        keep.resize(page.blocks.len(), true);
        rule(&page, &mut keep);
        keep
    }

    /// Whether each block is kept of a page with an article of `words` words, `between`, and three teasers.
    fn kept(words: usize, between: &str) -> Vec<bool> {
        let teaser = "<h3><a href=/other>Another story</a></h3><p>What it is about.</p>".repeat(3);
        let page = format!("<div><p>{}</p>{between}{teaser}</div>", "word ".repeat(words));
        kept_of(&page, &[], |page, keep| drop_teasers(page, &vec![0.6; keep.len()], keep))
    }

    #[test]
    fn teasers_behind_the_article_go() {
        assert_eq!(kept(200, "</div><div>"), [true, false, false, false, false, false, false]);
    }

    #[test]
    fn sections_of_the_article_stay() {
        assert!(!kept(200, "<p>And so on.</p>").contains(&false));
        assert!(!kept(40, "</div><div>").contains(&false));
    }

    #[test]
    fn a_teaser_goes_with_its_heading() {
        let article = |heading: &str, words: usize| {
            format!("<article>{heading}<p>{}</p></article><p>So it went on.</p>", "word ".repeat(words))
        };
        let linked = "<h3><a href=/other>Another story</a></h3>";
        let kept = |page: String| kept_of(&page, &[false], drop_below_links);
        assert_eq!(kept(article(linked, 20)), [false, false, true]);
        assert_eq!(kept(article(linked, 200)), [false, true, true], "a whole article is no teaser");
        assert_eq!(kept(article("<h3>A section</h3>", 20)), [false, true, true]);
    }

    #[test]
    fn a_teaser_in_a_box_of_related_articles_goes_with_its_heading() {
        let page = "<div class=related-post><h4><a href=/other>Another story</a></h4><p>What it is about.</p></div><p>And so on.</p>";
        assert_eq!(kept_of(page, &[false], drop_below_links), [false, false, true]);
        let other = page.replace("related", "fellow");
        assert_eq!(kept_of(&other, &[false], drop_below_links), [false, true, true]);
    }

    #[test]
    fn a_heading_over_links_that_are_left_out_goes() {
        let page = "<div><h2>More of it</h2><ul><li><a href=a>A story</a><li><a href=b>Another</a></ul></div><p>And so on.</p>";
        let kept = |page: &str| kept_of(page, &[true, false, false], drop_headings_of_links);
        assert_eq!(kept(page), [false, false, false, true]);
        let text = page.replace("<a href=a>A story</a>", "No link at all");
        assert_eq!(kept(&text), [true, false, false, true]);
        let apart = page.replace("</h2>", "</h2></div><div>");
        assert_eq!(kept(&apart), [true, false, false, true]);
    }

    /// Which blocks of `page` are chosen, given how likely each is.
    fn chosen(page: &str, is_article: bool, likely: &[f32]) -> Option<Vec<bool>> {
        let (tree, _) = crate::parse::parse(page, &Limits::default());
        let page = super::super::blocks::read(&tree);
        let sums = Sums::new(&page);
        let candidate = super::super::containers::Candidate::find(&page, &sums);
        let signals = super::super::signals::read(&tree, None);
        let (rows, headline) =
            super::super::features::rows(&page, &sums, &candidate, &signals, &Default::default());
        let head = Known { headline, subtitle: &[], authors: &[] };
        let choice = choose(&page, &sums, &rows, head, is_article, likely, &mut Trace::default());
        choice.map(|choice| choice.keep)
    }

    #[test]
    fn links_of_hard_pages_have_to_be_as_likely_as_on_others() {
        let text = "The harbor emptied before noon, and for an hour the boats lay on their sides.";
        let page = format!(
            "<p>{text}</p><ul><li><a href=/a>Another story of boats</a></li></ul><p>{text} So they say.</p>"
        );
        assert_eq!(chosen(&page, true, &[0.45, 0.42, 0.45]), Some(vec![true, false, true]));
    }

    #[test]
    fn other_pages_have_the_threshold_with_the_greatest_expected_f1() {
        let page = "<p>The harbor emptied before noon, and for an hour the boats lay on their sides.</p>\
                    <div>Boats from nine to six</div>";
        assert_eq!(chosen(page, false, &[0.6, 0.4]), Some(vec![true, true]));
        assert_eq!(chosen(page, false, &[0.6, 0.3]), Some(vec![true, false]));
        assert_eq!(chosen(page, false, &[0.2, 0.1]), Some(vec![true, false]), "nothing else is left");
        assert_eq!(chosen(page, true, &[0.6, 0.4]), Some(vec![true, false]));
    }

    #[test]
    fn a_refrain_is_kept_and_what_is_said_elsewhere_again_goes() {
        let line = "<p>Row on, row on, the harbor lights are burning still.</p>";
        let page = format!("<div>{line}<p>It was late.</p>{line}</div><aside>{line}</aside>");
        let kept =
            |p: f32| kept_of(&page, &[], |page, keep| drop_duplicates(page, &vec![p; keep.len()], keep));
        assert_eq!(kept(0.95), [true, true, true, false]);
        assert_eq!(kept(0.6), [true, true, false, false]);
    }

    #[test]
    fn captions_stand_between_a_heading_and_its_text() {
        let page = "<h2>Tides</h2><div>See the harbor</div><div>A boat</div><div>Another</div><div>A third</div><p>And so on.</p>";
        let keep = [true, false, false, false, false, true];
        let kept = |p: f32| {
            kept_of(page, &keep, |page, keep| drop_orphan_headings(page, &[p; 6], THRESHOLD, keep))[0]
        };
        assert_eq!([0.42, 0.3].map(kept), [true, false]);
    }

    #[test]
    fn doubtful_text_is_no_gap() {
        let page =
            format!("<p>Some words to begin with.</p><p>{}</p><p>More words.</p>", "word ".repeat(400));
        let kept = |p: f32| {
            kept_of(&page, &[true, false, true], |page, keep| drop_after_gap(page, &[0.9, p, 0.9], keep))
        };
        assert_eq!(kept(0.3), [true, false, true]);
        assert_eq!(kept(0.1), [true, false, false]);
    }

    #[test]
    fn an_article_that_is_cut_up_is_held_by_what_is_around_it() {
        let words = "word ".repeat(100);
        let page = format!(
            "<main><section><p>{words}</p><p>{words}</p></section><section><p>{words}</p></section></main><p>{words}</p>"
        );
        let (tree, _) = crate::parse::parse(&page, &Limits::default());
        let page = super::super::blocks::read(&tree);
        let container = |last: f32| {
            let weights: Vec<f32> =
                page.blocks.iter().zip([0.9, 0.9, last, 0.0]).map(|(b, p)| b.words() * p).collect();
            let at = best_container(&page, &Sums::new(&page), &weights, weights.iter().sum());
            page.tree.node(page.elements[at].node).spelling().to_owned()
        };
        assert_eq!([container(0.42), container(0.3)], ["main", "section"]);
    }
}
