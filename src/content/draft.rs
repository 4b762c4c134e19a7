//! The kept blocks, and the media between them, as a tree of their own.

use super::blocks::{Element, Page, is_skipped};
use super::families::Family;
use super::selection::Choice;
use crate::tree::{Edge, Node, Tree, attr, tag};

/// Copies what was chosen, with all elements around it, under the root of a new tree.
pub(super) fn copy(page: &Page<'_>, choice: &Choice) -> Tree {
    let mut wanted = vec![false; page.tree.len()];
    let mut in_block = vec![false; page.tree.len()];
    let mut beside = vec![false; page.tree.len()];
    for (block, &keep) in page.blocks.iter().zip(&choice.keep) {
        beside[page.elements[block.owner as usize].node.index()] |= !keep;
        for id in &page.texts[block.texts()] {
            in_block[id.index()] = true;
            wanted[id.index()] |= keep;
        }
    }
    let kept_before = prefix(&choice.keep);
    let mut by_node = vec![usize::MAX; page.tree.len()];
    for (at, element) in page.elements.iter().enumerate() {
        by_node[element.node.index()] = at;
    }
    let first = choice.keep.iter().position(|&keep| keep).unwrap_or(0);
    let last = choice.keep.iter().rposition(|&keep| keep).unwrap_or(0);
    let container = page.elements[choice.container].blocks();
    // Between the headline and the body stands the lead image, if not much else does.
    let lead =
        choice.headline.filter(|&at| at < first && first - at <= LEAD_BLOCKS).map_or(0..0, |at| at..first);
    let led = lead_image(page, choice, first);
    let mut draft = Tree::new();
    let mut open = vec![Tree::ROOT];
    // How many elements are open when a figure is taken whole, with its caption.
    let mut whole: Option<usize> = None;
    let mut walk = page.tree.body().walk();
    while let Some(edge) = walk.next() {
        let (entered, node) = match edge {
            Edge::Enter(node) => (true, node),
            Edge::Leave(node) => (false, node),
        };
        if node.is_text() {
            // White space between blocks separates words where the elements around it are inline.
            let wanted = wanted[node.id().index()] || whole.is_some();
            if entered && (wanted || !in_block[node.id().index()] && open.len() > 1) {
                let parent = open.last().copied().unwrap_or(Tree::ROOT);
                draft.append_text(parent, node.text());
            }
            continue;
        }
        if !entered {
            open.pop();
            whole = whole.filter(|&depth| depth <= open.len());
            continue;
        }
        let take = match page.elements.get(by_node[node.id().index()]) {
            Some(element) => {
                let at = by_node[node.id().index()];
                let blocks = element.blocks();
                let kept = kept_before[blocks.end] > kept_before[blocks.start];
                let inside = (first..=last + 1).contains(&blocks.start);
                let within = inside || container.contains(&blocks.start);
                let above = lead.contains(&blocks.start);
                let figure = led.last() == Some(&at)
                    || !kept && (within || above) && !blocks.is_empty() && is_figure(page, element, inside);
                if figure && whole.is_none() {
                    whole = Some(open.len() + 1);
                }
                let media = blocks.is_empty() && (within || above && is_lead_image(node));
                kept || figure || whole.is_some() || media || led.contains(&at)
            }
            // Below an element that is no text of the page: all or nothing, as the element itself.
            None => {
                !node.is_any(&[tag::SCRIPT, tag::STYLE, tag::TEMPLATE, tag::TEXTAREA]) || !is_skipped(node)
            }
        };
        if take {
            let parent = open.last().copied().unwrap_or(Tree::ROOT);
            let id = draft.import(node);
            if whole.is_some() && beside[node.id().index()] {
                let class = node.attr(attr::CLASS).unwrap_or_default();
                draft.set_attr(id, attr::CLASS, &format!("{class} {BESIDE}"));
            }
            draft.append(parent, id);
            open.push(id);
        } else {
            // Balances the `Leave` to come.
            open.push(Tree::ROOT);
            walk.skip_below(node);
        }
    }
    draft
}

/// Marks captions that stand by the article and are no part of its running text.
pub(super) const BESIDE: &str = "ar-beside";

/// More blocks than this between headline and body are another matter.
const LEAD_BLOCKS: usize = 30;

/// Whether `node`, an element without text between headline and body, is or holds an image that is not an icon.
fn is_lead_image(node: Node<'_>) -> bool {
    node.is_any(&[tag::FIGURE, tag::PICTURE])
        || node.ancestors().take(4).any(|node| node.is_any(&[tag::FIGURE, tag::PICTURE]))
        || node.descendants().take(8).any(|node| node.is_any(&[tag::FIGURE, tag::PICTURE]))
}

/// The box of the lead image and its caption, where that stands apart from the body, and what is around it, as indexes
/// into the elements, the outermost first: the first image right above the headline, or between it and the block
/// `first`, that is neither a sign nor a link.
fn lead_image(page: &Page<'_>, choice: &Choice, first: usize) -> Vec<usize> {
    let Some(headline) = choice.headline.filter(|&at| at <= first && first - at <= LEAD_BLOCKS) else {
        return Vec::new();
    };
    let is_apart = |element: &Element| {
        let blocks = element.blocks();
        blocks.end <= first
            && blocks.len() <= MAX_CAPTION_BLOCKS
            && !blocks.contains(&headline)
            && !is_other(element)
    };
    let lead = page.elements.iter().position(|element| {
        let image = page.tree.node(element.node);
        image.is_any(&[tag::IMG, tag::AMP_IMG, tag::PICTURE])
            && (headline..=first).contains(&(element.first as usize))
            && !is_sign(image)
            && above(page, element).take_while(|&at| !page.elements[at].blocks().contains(&headline)).all(
                |at| {
                    let node = page.tree.node(page.elements[at].node);
                    !is_other(&page.elements[at]) && !node.is_any(&[tag::A, tag::NAV, tag::HEADER])
                },
            )
    });
    let Some(mut lead) = lead else { return Vec::new() };
    while let Some(at) = above(page, &page.elements[lead]).next()
        && is_apart(&page.elements[at])
        && is_caption(page, &page.elements[at])
    {
        lead = at;
    }
    let mut led: Vec<usize> = above(page, &page.elements[lead]).collect();
    led.reverse();
    led.push(lead);
    led
}

/// Whether `image` is too small for a picture, or named after something else.
fn is_sign(image: Node<'_>) -> bool {
    const SMALL: u32 = 120;
    let small =
        |name| image.attr(name).and_then(|size| size.parse::<u32>().ok()).is_some_and(|size| size < SMALL);
    let named = |name| {
        let value = image.attr(name).unwrap_or_default();
        ["logo", "icon", "avatar"].iter().any(|word| value.contains(word))
    };
    small(attr::WIDTH) || small(attr::HEIGHT) || named(attr::CLASS) || named(attr::SRC)
}

/// The elements around `element`, from the nearest.
fn above<'p>(page: &'p Page<'_>, element: &Element) -> impl Iterator<Item = usize> + use<'p> {
    let mut at = element.parent as usize;
    std::iter::from_fn(move || {
        let own = at;
        at = page.elements[at].parent as usize;
        // The first element is its own parent.
        (own != 0).then_some(own)
    })
}

/// How many are kept before each place.
fn prefix(keep: &[bool]) -> Vec<u32> {
    let mut counts = Vec::with_capacity(keep.len() + 1);
    let mut count = 0;
    counts.push(count);
    for &keep in keep {
        count += u32::from(keep);
        counts.push(count);
    }
    counts
}

/// Whether `element`, none of whose blocks is kept, is an image with its caption rather than a teaser or a box.
/// `inside`: whether it stands between kept blocks, where an image with a line or two needs no name to be one.
fn is_figure(page: &Page<'_>, element: &Element, inside: bool) -> bool {
    let node = page.tree.node(element.node);
    let blocks = &page.blocks[element.blocks()];
    if !is_caption(page, element) || is_other(element) {
        return false;
    }
    node.is_any(&[tag::FIGURE, tag::FIGCAPTION, tag::PICTURE, tag::VIDEO])
        || holds_figure(node)
        || blocks.iter().all(|block| page.elements[block.owner as usize].families.has(Family::Caption))
        || element.families.has(Family::Caption) && blocks.len() <= MAX_CAPTION_BLOCKS
        || inside
            && blocks.iter().all(|block| block.link_chars == 0)
            && blocks.len() <= MAX_CAPTION_BLOCKS
            && !element.families.has(Family::Card)
            && has_image(node)
}

/// A caption, a credit, and one more.
const MAX_CAPTION_BLOCKS: usize = 3;

/// Whether what `element` says is short and plain enough for a caption.
fn is_caption(page: &Page<'_>, element: &Element) -> bool {
    const MAX_WORDS: f32 = 80.0;
    const MAX_LINK_DENSITY: f32 = 0.4;
    let (mut words, mut links, mut chars) = (0.0, 0, 0);
    for block in &page.blocks[element.blocks()] {
        words += block.words();
        links += block.link_chars;
        chars += block.chars;
    }
    words <= MAX_WORDS && links as f32 <= MAX_LINK_DENSITY * chars as f32
}

/// Whether `element` is named after what is no picture of the article.
fn is_other(element: &Element) -> bool {
    const OTHERS: [Family; 6] = [
        Family::Related,
        Family::Advertisement,
        Family::Newsletter,
        Family::Author,
        Family::Share,
        Family::Navigation,
    ];
    OTHERS.iter().any(|&family| element.families.has(family))
}

/// Whether an image stands among the first nodes below `node`.
fn has_image(node: Node<'_>) -> bool {
    const LOOKED_AT: usize = 40;
    node.descendants().take(LOOKED_AT).any(|node| node.is_any(&[tag::IMG, tag::PICTURE, tag::AMP_IMG]))
}

/// Whether there is a figure in `node`, which then is a box around it.
fn holds_figure(node: Node<'_>) -> bool {
    const MAX_NODES: usize = 60;
    node.descendants().take(MAX_NODES).any(|node| node.is(tag::FIGURE))
}
