//! What is read as a whole is kept as a whole: code, tables of data, lists, and the headings of what is kept.

use super::blocks::{Block, Element, Page};
use super::families::Family;
use super::features::{heading_level, sibling_key};
use crate::keys::Keys;
use crate::tree::{Name, Node, tag};

/// With this share of its words kept, a list or a table is part of the article; with any, if the words are this likely
/// on average.
const MOST: f32 = 0.5;
const LIKELY: f32 = 0.48;
/// From here on a block is doubtful rather than out of the question.
pub(super) const DOUBTFUL: f32 = 0.15;
/// Cells of data have fewer words than this on average; a table of longer ones places things side by side.
const MAX_CELL_WORDS: f32 = 15.0;
const MAX_LINK_DENSITY: f32 = 0.5;
const HEADINGS: [Name; 5] = [tag::H2, tag::H3, tag::H4, tag::H5, tag::H6];
/// How likely at least a heading is the article's that is above its first text, above images alone, or a link.
const MIN_HEADING: f32 = 0.25;
/// More words than a heading has.
const MAX_HEADING_WORDS: f32 = 20.0;

/// Keeps the rest of what is kept in part, but for blocks that are ruled out: those that `likely` gives zero.
#[inline(never)]
pub(super) fn complete(
    page: &Page<'_>,
    headline: Option<usize>,
    is_article: bool,
    likely: &[f32],
    keep: &mut [bool],
) {
    let Some(first) = keep.iter().position(|&keep| keep) else { return };
    let last = keep.iter().rposition(|&keep| keep).unwrap_or(first);
    // Text before the lists that it announces.
    join(page, likely, keep);
    let sums = Sums::new(page, likely, keep);
    let body = body(page, keep);
    // Elements come in document order, so what is within one that was completed comes right after it.
    let mut done = 0;
    for element in &page.elements {
        let blocks = element.blocks();
        if blocks.is_empty() || blocks.end <= done {
            continue;
        }
        // Facts at a glance may stand before the first paragraph.
        let is_facts = || body == Some(element.parent) && is_data_table(page, element, &sums);
        let inside = blocks.start <= last
            && (is_facts()
                || blocks.start >= first
                    && (is_whole(page, element, &sums) || is_between(page, element, keep, &sums)));
        if inside || blocks.start >= first && is_led_in(page, element, keep, &sums) {
            done = blocks.end;
            keep[blocks].fill(true);
        }
    }
    let is_heading = |at: usize| {
        let block = &page.blocks[at];
        let element = &page.elements[block.owner as usize];
        heading_level(page, block) > 0
            && Some(at) != headline
            && block.words() <= MAX_HEADING_WORDS
            && (block.link_density() < MAX_LINK_DENSITY || !is_article && likely[at] > MIN_HEADING)
            && !element.families.has(Family::Related)
            && !element.families.has(Family::Advertisement)
    };
    // From the end, so that a heading right above a heading is kept with it.
    for at in (first.saturating_sub(1)..last).rev() {
        let is_likely = likely[at] > MIN_HEADING;
        let is_between = at > first && keep[at + 1] && keep[at - 1];
        let is_over =
            || is_over_kept(page, keep, at, &is_heading) || is_likely && is_over_image(page, at, is_article);
        let is_possible = likely[at] > 0.0 && (is_likely || at > first) && is_heading(at);
        keep[at] |= is_possible && (is_between || is_over());
    }
}

/// Whether what follows the heading `at` is kept, beside it or beside what it ends or heads, but for captions and
/// pointers between.
fn is_over_kept(page: &Page<'_>, keep: &[bool], at: usize, is_heading: &dyn Fn(usize) -> bool) -> bool {
    /// A legend has a block for each color.
    const REACH: usize = 10;
    const MAX_WORDS_BETWEEN: f32 = 60.0;
    let mut around = page.blocks[at].owner as usize;
    while around > 0
        && (page.elements[around].blocks().end == at + 1
            || page.tree.node(page.elements[around].node).is(tag::HEADER)
            || is_head(page, &page.elements[around], at))
    {
        around = page.elements[around].parent as usize;
    }
    let mut between = 0.0;
    let mut near = at + 1..page.elements[around].blocks().end.min(at + 1 + REACH);
    let next = near.find(|&next| {
        // A list between is one of contents or of other articles.
        let is_item = page.tree.node(page.elements[page.blocks[next].owner as usize].node).is(tag::LI);
        let ends = keep[next] || is_heading(next) || is_item || between > MAX_WORDS_BETWEEN;
        between += page.blocks[next].words();
        ends
    });
    next.is_some_and(|next| keep[next])
}

/// Whether `element` begins with the heading `at`, and holds a few words more at most: who wrote what follows, and when.
fn is_head(page: &Page<'_>, element: &Element, at: usize) -> bool {
    const MAX_BLOCKS: usize = 4;
    const MAX_WORDS: f32 = 15.0;
    let blocks = element.blocks();
    blocks.start == at
        && blocks.len() <= MAX_BLOCKS
        && page.blocks[at + 1..blocks.end].iter().map(Block::words).sum::<f32>() <= MAX_WORDS
}

/// Whether media follow the heading `at`, and in an article media that lead nowhere else: no teaser.
fn is_over_image(page: &Page<'_>, at: usize, is_article: bool) -> bool {
    const LEVELS: usize = 4;
    let leads = |node: Node<'_>| node.ancestors().take(LEVELS).any(|around| around.is(tag::A));
    media_below(page, at).is_some_and(|node| !is_article || !leads(node))
}

/// The image, video or formula that follows the heading `at` before the next words.
pub(super) fn media_below<'a>(page: &Page<'a>, at: usize) -> Option<Node<'a>> {
    /// Nodes that are looked at. What draws a formula for the eye are many, without text.
    const REACH: usize = 1000;
    let heading = page.tree.node(page.elements[page.blocks[at].owner as usize].node);
    let mut next = heading.following();
    for _ in 0..REACH {
        let node = next.filter(|node| node.text().trim().is_empty())?;
        if node.is_any(&[tag::IMG, tag::PICTURE, tag::VIDEO, tag::AMP_IMG]) || node.name() == tag::MATH {
            return Some(node);
        }
        next = node.first_child().or_else(|| node.following());
    }
    None
}

/// Keeps what is doubtful but stands by what is kept: a quote right upon it, and text among others like it, most of
/// which is kept.
#[inline(never)]
fn join(page: &Page<'_>, likely: &[f32], keep: &mut [bool]) {
    /// Fewer may be a heading. Not all scripts have punctuation.
    const MIN_WORDS: f32 = 12.0;
    /// A quote, and who said it.
    const MAX_BLOCKS: usize = 2;
    /// Of the words beside it.
    const MOST_KEPT: f32 = 0.6;
    /// Encyclopedias link much.
    const MAX_LINK_DENSITY: f32 = 0.6;
    let rows = rows(page, keep, |_| true);
    for at in 1..keep.len() {
        let block = &page.blocks[at];
        if keep[at] || likely[at] < DOUBTFUL {
            continue;
        }
        let mut element = &page.elements[block.owner as usize];
        let is_quote = |element: &Element| page.tree.node(element.node).is(tag::BLOCKQUOTE);
        let is_caption = element.families.has(Family::Caption);
        let mut quotes = is_quote(element);
        while element.blocks().len() <= MAX_BLOCKS && element.parent > 0 {
            quotes |= is_quote(element);
            element = &page.elements[element.parent as usize];
        }
        quotes |= is_quote(element);
        let is_text = block.words() >= MIN_WORDS && block.link_density() < MAX_LINK_DENSITY && !is_caption;
        let (words, kept) = rows[at];
        keep[at] = quotes && keep[at - 1] && element.blocks().contains(&(at - 1))
            || is_text && kept > MOST_KEPT * (words - block.words());
    }
}

/// For each block, how many words it and those beside it have that look alike and `counts` holds for, and how many of them
/// are kept.
pub(super) fn rows(page: &Page<'_>, keep: &[bool], counts: fn(&Block) -> bool) -> Vec<(f32, f32)> {
    let key = |block: &Block| sibling_key(&page.elements[block.owner as usize]);
    let keys = Keys::new(page.blocks.iter().map(key).collect());
    let mut rows = vec![(0.0, 0.0); keys.len()];
    for (block, &keep) in page.blocks.iter().zip(keep).filter(|(block, _)| counts(block)) {
        if let Some(at) = keys.find(key(block)) {
            rows[at].0 += block.words();
            rows[at].1 += if keep { block.words() } else { 0.0 };
        }
    }
    page.blocks.iter().map(|block| keys.find(key(block)).map_or((0.0, 0.0), |at| rows[at])).collect()
}

/// Of the blocks before each place.
struct Sums(Vec<Sum>);

#[derive(Clone, Copy, Default)]
struct Sum {
    words: f32,
    /// Words that are kept, and words times how likely they are.
    kept: f32,
    expected: f32,
    chars: u32,
    linked: u32,
}

impl Sums {
    fn new(page: &Page<'_>, likely: &[f32], keep: &[bool]) -> Sums {
        let mut sum = Sum::default();
        let mut sums = vec![sum];
        for ((block, likely), &keep) in page.blocks.iter().zip(likely).zip(keep) {
            sum.words += block.words();
            sum.expected += block.words() * likely;
            sum.kept += if keep { block.words() } else { 0.0 };
            sum.chars += block.chars;
            sum.linked += block.link_chars;
            sums.push(sum);
        }
        Sums(sums)
    }
}

/// Whether `element` is named after what is no part of an article.
fn is_other(element: &Element) -> bool {
    const OTHERS: [Family; 6] = [
        Family::Related,
        Family::Advertisement,
        Family::Newsletter,
        Family::Share,
        Family::Navigation,
        Family::Tag,
    ];
    OTHERS.iter().any(|&family| element.families.has(family))
}

/// The index of the element right in which most of the kept prose stands.
fn body(page: &Page<'_>, keep: &[bool]) -> Option<u32> {
    const MOST: f32 = 0.6;
    let parent = |block: &Block| page.elements[block.owner as usize].parent;
    let (mut words, mut all) = (vec![0.0; page.elements.len()], 0.0);
    for (block, _) in page.blocks.iter().zip(keep).filter(|(block, keep)| **keep && block.is_prose()) {
        words[parent(block) as usize] += block.words();
        all += block.words();
    }
    words.iter().position(|&words| words > MOST * all).map(|at| at as u32)
}

fn is_data_table(page: &Page<'_>, element: &Element, sums: &Sums) -> bool {
    const MIN_CELLS: usize = 4;
    const MAX_LINK_DENSITY: f32 = 0.75;
    let blocks = element.blocks();
    let (from, to) = (sums.0[blocks.start], sums.0[blocks.end]);
    page.tree.node(element.node).is(tag::TABLE)
        && blocks.len() >= MIN_CELLS
        && !is_other(element)
        && is_data(true, &blocks, from, to)
        && ((to.linked - from.linked) as f32) < MAX_LINK_DENSITY * (to.chars - from.chars) as f32
}

/// Whether `element` is a quote, as of a post elsewhere, or a table of data that stands between kept blocks beside it.
fn is_between(page: &Page<'_>, element: &Element, keep: &[bool], sums: &Sums) -> bool {
    let blocks = element.blocks();
    if !page.tree.node(element.node).is(tag::BLOCKQUOTE) && !is_data_table(page, element, sums) {
        return false;
    }
    let mut around = element;
    while around.blocks() == blocks && around.parent > 0 {
        if is_other(around) {
            return false;
        }
        around = &page.elements[around.parent as usize];
    }
    let is_kept = |at: usize| around.blocks().contains(&at) && keep[at];
    blocks.start.checked_sub(1).is_some_and(is_kept) && is_kept(blocks.end)
}

/// Whether `element` is a list or a table of data that a kept heading or colon announces.
fn is_led_in(page: &Page<'_>, element: &Element, keep: &[bool], sums: &Sums) -> bool {
    const MAX_LINK_DENSITY: f32 = 0.25;
    const MIN_LIKELY: f32 = 0.25;
    let node = page.tree.node(element.node);
    let blocks = element.blocks();
    let Some(before) = blocks.start.checked_sub(1).filter(|&at| keep[at]) else { return false };
    let lead = &page.blocks[before];
    let owner = page.tree.node(page.elements[lead.owner as usize].node);
    let ends_in_colon = || {
        page.texts[lead.texts()]
            .last()
            .is_some_and(|&id| page.tree.node(id).text().trim_end().ends_with([':', '：']))
    };
    if !node.is_any(&[tag::UL, tag::OL, tag::DL, tag::TABLE])
        || !(owner.is_any(&HEADINGS) || ends_in_colon())
        || is_other(element)
    {
        return false;
    }
    let (from, to) = (sums.0[blocks.start], sums.0[blocks.end]);
    let (expected, words) = (to.expected - from.expected, to.words - from.words);
    let is_linked = (to.linked - from.linked) as f32 >= MAX_LINK_DENSITY * (to.chars - from.chars) as f32;
    is_data(node.is(tag::TABLE), &blocks, from, to)
        && expected > if is_linked { MOST } else { MIN_LIKELY } * words
}

/// Whether the cells of what may be a table are short enough to be data.
fn is_data(is_table: bool, blocks: &std::ops::Range<usize>, from: Sum, to: Sum) -> bool {
    !is_table || to.words - from.words < MAX_CELL_WORDS * blocks.len() as f32
}

fn is_whole(page: &Page<'_>, element: &Element, sums: &Sums) -> bool {
    let node = page.tree.node(element.node);
    if node.is(tag::PRE) {
        return true;
    }
    if !node.is_any(&[tag::UL, tag::OL, tag::DL, tag::TABLE]) {
        return false;
    }
    let blocks = element.blocks();
    let (from, to) = (sums.0[blocks.start], sums.0[blocks.end]);
    let words = to.words - from.words;
    let linked = (to.linked - from.linked) as f32;
    let kept = to.kept - from.kept;
    is_data(node.is(tag::TABLE), &blocks, from, to)
        && (kept > MOST * words || kept > 0.0 && to.expected - from.expected > LIKELY * words)
        && linked < MAX_LINK_DENSITY * (to.chars - from.chars) as f32
}

#[cfg(all(test, feature = "parser"))]
mod tests {
    use super::*;
    use crate::options::Limits;

    /// Whether each block of a paragraph, a list of three and a paragraph is kept, given how likely the items are.
    fn kept(likely: [f32; 3], keep: [bool; 3]) -> Vec<bool> {
        let page = "<p>Before it.</p><ul><li>One of them</li><li>Two of them</li><li>All of them</li></ul><p>After it.</p>";
        let (tree, _) = crate::parse::parse(page, &Limits::default());
        let page = super::super::blocks::read(&tree);
        let mut all = [&[true][..], &keep, &[true]].concat();
        complete(&page, None, true, &[&[0.9][..], &likely, &[0.9]].concat(), &mut all);
        all[1..4].to_vec()
    }

    #[test]
    fn a_list_is_kept_whole() {
        assert_eq!(kept([0.8, 0.7, 0.1], [true, true, false]), [true; 3]);
        assert_eq!(kept([0.55, 0.46, 0.46], [true, false, false]), [true; 3]);
        assert_eq!(kept([0.55, 0.2, 0.2], [true, false, false]), [true, false, false]);
    }

    /// Whether each block of `page` is kept, given how likely all are; what is likelier than half of it is kept before.
    fn completed(page: &str, is_article: bool, likely: &[f32]) -> Vec<bool> {
        let (tree, _) = crate::parse::parse(page, &Limits::default());
        let page = super::super::blocks::read(&tree);
        let mut keep: Vec<bool> = likely.iter().map(|&p| p >= 0.5).collect();
        complete(&page, None, is_article, likely, &mut keep);
        keep
    }

    #[test]
    fn a_heading_at_the_end_of_a_box_belongs_to_the_next() {
        let page = "<div><p>Before it.</p><h3>In use</h3></div><figure><figcaption>A boat</figcaption></figure>\
                    <div><p>After it.</p></div><p>The end.</p>";
        assert_eq!(completed(page, true, &[0.9, 0.3, 0.0, 0.9, 0.9]), [true, true, false, true, true]);
    }

    #[test]
    fn a_heading_stands_above_text_with_who_wrote_it() {
        let page = "<p>Before it.</p><div><div><h1>Low tide</h1><p>Ada Brook, June 3</p></div><p>After it.</p></div>";
        assert_eq!(completed(page, true, &[0.9, 0.3, 0.1, 0.9]), [true, true, false, true]);
        let links = page.replace(
            "Ada Brook, June 3",
            "Each of the stories of the harbor and of all that live by it and from it",
        );
        assert_eq!(completed(&links, true, &[0.9, 0.3, 0.1, 0.9]), [true, false, false, true]);
    }

    #[test]
    fn a_heading_stands_above_the_first_text_and_above_images() {
        let page = "<h2>Boats</h2><p>Before it.</p><h2>Pictures</h2><div><img src=a></div>\
                    <ul><li>A list</ul><p>After it.</p>";
        assert_eq!(completed(page, true, &[0.3, 0.9, 0.3, 0.1, 0.9]), [true, true, true, false, true]);
        assert_eq!(completed(page, true, &[0.2, 0.9, 0.2, 0.1, 0.9]), [false, true, false, false, true]);
        let teaser = page.replace("<img src=a>", "<a href=b><img src=a></a>");
        assert_eq!(completed(&teaser, true, &[0.3, 0.9, 0.3, 0.1, 0.9]), [true, true, false, false, true]);
    }

    #[test]
    fn headings_of_lists_of_articles_are_links() {
        let page = "<p>Before it.</p><section><header><h2><a href=a>Boats</a></h2>All boats</header>\
                    <p>A boat.</p></section><p>After it.</p>";
        let kept = |is_article| completed(page, is_article, &[0.9, 0.4, 0.2, 0.9, 0.9]);
        assert_eq!(kept(false), [true, true, false, true, true]);
        assert_eq!(kept(true), [true, false, false, true, true]);
    }

    #[test]
    fn a_table_of_data_between_texts_is_kept() {
        let table = "<table><tr><th>Boat</th><th>Length</th></tr><tr><td>Ada</td><td>9 m</td></tr></table>";
        let likely = [0.9, 0.1, 0.1, 0.1, 0.1, 0.9];
        let between = format!("<div><p>Before it.</p><div>{table}</div><p>After it.</p></div>");
        assert_eq!(completed(&between, true, &likely), [true; 6]);
        let apart = format!("<div><p>Before it.</p></div><aside>{table}<p>After it.</p></aside>");
        assert_eq!(completed(&apart, true, &likely), [true, false, false, false, false, true]);
    }

    #[test]
    fn facts_in_a_table_right_among_the_paragraphs_are_kept() {
        let table = "<table><tr><th>Built</th><td>1903</td></tr><tr><th>Length</th><td>9 m</td></tr></table>";
        let text = "<p>The harbor emptied before noon, and for an hour the boats lay on their sides.</p>";
        let likely = [0.1, 0.1, 0.1, 0.1, 0.9, 0.1, 0.9];
        let page = format!("<div>{table}{text}<figure><figcaption>A boat</figcaption></figure>{text}</div>");
        assert_eq!(completed(&page, true, &likely), [true, true, true, true, true, false, true]);
        let beside = page.replace(table, &format!("<div>{table}</div>"));
        assert!(completed(&beside, true, &likely).starts_with(&[false; 4]));
        let links = page.replace("<td>", "<td><a href=a>").replace("<th>", "<th><a href=b>");
        assert!(completed(&links, true, &likely).starts_with(&[false; 4]));
        let behind = format!("<div>{text}{text}{table}</div>");
        assert!(completed(&behind, true, &[0.9, 0.9, 0.1, 0.1, 0.1, 0.1]).ends_with(&[false; 4]));
    }

    #[test]
    fn a_legend_stands_between_a_heading_and_its_text() {
        let legend = (1..=7).map(|at| format!("<div>{at} m</div>")).collect::<String>();
        let page = format!("<p>Before it.</p><h2>Tides</h2><figure>{legend}</figure><p>After it.</p>");
        let likely = [&[0.9, 0.3][..], &[0.1; 7], &[0.9]].concat();
        assert!(completed(&page, true, &likely)[1]);
    }

    #[test]
    fn text_with_many_links_stands_among_others() {
        let text = format!("<p>{}</p>", "word ".repeat(30));
        let page = |linked: usize| {
            let links =
                format!("<p><a href=a>{}</a>{}</p>", "word ".repeat(linked), "text ".repeat(20 - linked));
            completed(&format!("{text}{links}{text}"), true, &[0.9, 0.4, 0.9])[1]
        };
        assert_eq!([11, 14].map(page), [true, false]);
    }

    #[test]
    fn a_quote_between_texts_is_kept() {
        let quote = "<blockquote class=post><a href=a>View this post</a><p><a href=a>A post by Ada</a></p></blockquote>";
        let likely = [0.9, 0.1, 0.1, 0.9];
        let between = format!("<div><p>Before it.</p><div class=embed>{quote}</div><p>After it.</p></div>");
        assert_eq!(completed(&between, true, &likely), [true; 4]);
        let other = between.replace("embed", "newsletter");
        assert_eq!(completed(&other, true, &likely), [true, false, false, true]);
    }

    #[test]
    fn doubtful_text_announces_a_list() {
        let text =
            "<p>The harbor emptied before noon, and for an hour the boats lay on their sides.</p>".repeat(2);
        let page = format!(
            "{text}{}<ul><li>A ferry</li><li>A barge</li></ul>{text}",
            text[..text.len() / 2].replace("sides.", "sides:")
        );
        assert_eq!(completed(&page, true, &[0.9, 0.9, 0.4, 0.35, 0.35, 0.9, 0.9]), [true; 7]);
    }

    #[test]
    fn a_colon_announces_links() {
        let page = "<p>Before it:</p><ul><li><a href=a>One of them</a></li><li><a href=b>Two of them</a></li></ul>\
                    <p>After it.</p>";
        let kept = |p| {
            let likely = [0.9, p, p, 0.9];
            let (tree, _) = crate::parse::parse(page, &Limits::default());
            let page = super::super::blocks::read(&tree);
            let mut keep = vec![true, false, false, true];
            complete(&page, None, true, &likely, &mut keep);
            keep
        };
        assert_eq!(kept(0.55), [true; 4]);
        assert_eq!(kept(0.4), [true, false, false, true]);
    }
}
