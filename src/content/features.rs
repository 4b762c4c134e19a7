//! What is measured of each block, each measure squeezed into a byte.
//!
//! The model is trained on these very bytes, written out by this very code. Most are described in
//! ARCHITECTURE.md; those that carry most are how much of the page's prose an element around the block holds, and
//! how blocks of the same signature (name and classes of three levels) look all over the page.

use std::sync::atomic::{AtomicU8, Ordering};

use super::blocks::{Block, Element, Page};
use super::containers::{Candidate, Sums};
use super::families::{FAMILIES, Family};
use super::overlap::Reference;
use super::signals::Signals;
use crate::keys::{self, Keys};
use crate::metadata::Metadata;
use crate::tree::{Kind, Node, Tree, tag};

macro_rules! features {
    ($($name:ident)*) => {
        /// A measure of a block; the number is its place in [`Row`].
        #[allow(non_camel_case_types, dead_code, reason = "the names are the columns of the training table")]
        #[derive(Clone, Copy)]
        pub(super) enum F { $($name),* }
        /// The names, in order: the columns of the training table.
        pub const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

features! {
    words link_density commas sentence_end capitalized digits
    prose_position word_position page_prose page_words page_link_density heading_distance
    prose_gap_before prose_gap_after
    in60 in85 in_candidate to_candidate
    prose0 prose1 prose2 prose3 density1 density2 density3 density4 words2 blocks1 prose_rate2
    same_prose same_count same_density same_words
    repeated_count repeated_density repeated_words
    body content footer header navigation sidebar caption comment related standfirst newsletter author share
    advertisement tag_words meta card overlay dialog boxed hidden
    content_count
    is_div is_p is_item is_cell is_heading
    to_list to_table to_figure to_form to_article to_main to_aside to_header to_footer to_nav to_quote to_pre
    title_words title_cover description json_body duplicate
    words_before density_before heading_before words_after density_after heading_after
    depth
    og_type declares_article declares_product declares_list declares_discussion
    slug_words path_depth path_digits dated prose_blocks
}

/// How many features there are.
pub(super) const FEATURES: usize = NAMES.len();

/// The features of a block.
pub(super) type Row = [u8; FEATURES];

/// A share between 0 and 1.
#[inline(never)]
pub(super) fn share(value: f32) -> u8 {
    (value.clamp(0.0, 1.0) * 250.0 + 0.5) as u8
}

/// A count, finer where it is small: 0, 1, 2 … differ, and 255 stands for 60,000 and more.
#[inline(never)]
pub(super) fn count(value: f32) -> u8 {
    /// Halves up to here are remembered: most counts are of half words, and a logarithm takes long.
    const HALVES: usize = 512;
    static KNOWN: [AtomicU8; HALVES] = [const { AtomicU8::new(0) }; HALVES];
    let halves = (value * 2.0) as usize;
    let known = KNOWN.get(halves).filter(|_| halves as f32 == value * 2.0);
    let said = known.map_or(0, |known| known.load(Ordering::Relaxed));
    if said > 0 {
        return said;
    }
    let said = logarithm(value);
    known.into_iter().for_each(|known| known.store(said, Ordering::Relaxed));
    said
}

#[inline(never)]
fn logarithm(value: f32) -> u8 {
    ((1.0 + value.max(0.0)).ln() * 23.0 + 0.5).min(255.0) as u8
}

/// Steps up to an ancestor; beyond `FAR` there is none.
pub(super) const FAR: u8 = 30;

/// How many features, from `to_list` on, are distances to elements of a name; [`ancestor`] is their order.
const ANCESTORS: usize = F::to_pre as usize - F::to_list as usize + 1;

/// Which of the features from `to_list` on tells the distance to elements like `node`.
fn ancestor(node: Node<'_>) -> Option<usize> {
    if node.kind() != Kind::Html {
        return None;
    }
    let feature = match node.name() {
        tag::UL | tag::OL | tag::DL => F::to_list,
        tag::TABLE => F::to_table,
        tag::FIGURE => F::to_figure,
        tag::FORM => F::to_form,
        tag::ARTICLE => F::to_article,
        tag::MAIN => F::to_main,
        tag::ASIDE => F::to_aside,
        tag::HEADER => F::to_header,
        tag::FOOTER => F::to_footer,
        tag::NAV => F::to_nav,
        tag::BLOCKQUOTE => F::to_quote,
        tag::PRE | tag::CODE => F::to_pre,
        _ => return None,
    };
    Some(feature as usize - F::to_list as usize)
}

// The features from `body` on are the distances to the families, in their order.
const _: () = assert!(F::hidden as usize - F::body as usize + 1 == FAMILIES);

/// Distances that are inherited by everything below.
const INHERITED: usize = ANCESTORS + FAMILIES;

/// What an element passes on to those below it.
#[derive(Clone, Copy)]
struct Inherited {
    distances: [u8; INHERITED],
    /// Ancestors of the family content or body.
    contents: u8,
    depth: u8,
    /// The nearest ancestor that is one of a row of like siblings with links.
    repeated: Option<Group>,
    /// Signatures of the element and of the two above.
    path: [u64; 3],
}

/// Siblings, or blocks, that look alike.
#[derive(Clone, Copy, Default)]
struct Group {
    count: u32,
    words: f32,
    chars: f32,
    link_chars: f32,
    prose: f32,
}

impl Group {
    fn density(&self) -> f32 {
        self.link_chars / self.chars.max(1.0)
    }
}

/// Groups by key.
struct Groups {
    keys: Keys,
    groups: Vec<Group>,
}

impl Groups {
    /// An empty group for each of `keys`.
    fn new(keys: &[u64]) -> Groups {
        let keys = Keys::new(keys.to_vec());
        Groups { groups: vec![Group::default(); keys.len()], keys }
    }

    fn get(&self, key: u64) -> Option<&Group> {
        self.groups.get(self.keys.find(key)?)
    }

    fn get_mut(&mut self, key: u64) -> Option<&mut Group> {
        self.groups.get_mut(self.keys.find(key)?)
    }
}

/// The features of every block of `page`, and the block that is the headline.
#[inline(never)] // A loop alone: see `metadata/page.rs`.
pub(super) fn rows(
    page: &Page<'_>,
    sums: &Sums,
    candidate: &Candidate,
    signals: &Signals,
    metadata: &Metadata,
) -> (Vec<Row>, Option<usize>) {
    let inherited = inherit(page, sums);
    let same = same_path(page, &inherited);
    let title = Reference::new(metadata.title.as_deref().unwrap_or_default());
    let description = Reference::new(metadata.excerpt.as_deref().unwrap_or_default());
    let body = metadata.article_body.as_deref().map(Reference::new).filter(|body| body.len >= MIN_BODY_WORDS);
    let headline = headline(page, &title);
    let times = keys::counts(&page.blocks.iter().map(|block| block.hash).collect::<Vec<_>>());
    let gaps = prose_gaps(page);
    let total_prose = sums.prose(0..page.blocks.len()).max(1.0);
    let total_words = sums.words(0..page.blocks.len()).max(1.0);
    let prose_blocks = page.blocks.iter().filter(|block| block.is_prose()).count() as f32;
    let page_density = sums.link_density(0..page.blocks.len());
    let mut of_page = [0; FEATURES];
    let mut set = |feature: F, value: u8| of_page[feature as usize] = value;
    set(F::page_prose, count(total_prose));
    set(F::page_words, count(total_words));
    set(F::page_link_density, share(page_density));
    set(F::og_type, signals.og_type);
    set(F::declares_article, signals.article);
    set(F::declares_product, signals.product);
    set(F::declares_list, signals.list);
    set(F::declares_discussion, signals.discussion);
    set(F::slug_words, signals.slug_words);
    set(F::path_depth, signals.path_depth);
    set(F::path_digits, signals.path_digits);
    set(F::dated, u8::from(metadata.published.is_some()));
    set(F::prose_blocks, count(prose_blocks));
    let mut rows = vec![of_page; page.blocks.len()];
    for (at, (block, row)) in page.blocks.iter().zip(&mut rows).enumerate() {
        let owner = block.owner as usize;
        let above = &inherited[owner];
        let (to_ancestors, to_families) = above.distances.split_at(ANCESTORS);
        row[F::to_list as usize..][..ANCESTORS].copy_from_slice(to_ancestors);
        row[F::body as usize..][..FAMILIES].copy_from_slice(to_families);
        let mut set = |feature: F, value: u8| row[feature as usize] = value;
        set(F::words, count(block.words()));
        set(F::link_density, share(block.link_density()));
        set(F::commas, count(block.commas as f32));
        set(F::sentence_end, u8::from(block.ends_sentence) + u8::from(block.has_sentence_end));
        set(F::capitalized, share(block.capitalized as f32 / block.words().max(1.0)));
        set(F::digits, share(block.digits as f32 / block.chars.max(1) as f32));
        set(F::prose_position, share(sums.prose(0..at) / total_prose));
        set(F::word_position, share(sums.words(0..at) / total_words));
        set(F::heading_distance, headline_distance(sums, headline, at));
        set(F::prose_gap_before, count(gaps[at].0));
        set(F::prose_gap_after, count(gaps[at].1));
        set(F::in60, u8::from(page.elements[candidate.most].blocks().contains(&at)));
        set(F::in85, u8::from(page.elements[candidate.nearly_all].blocks().contains(&at)));
        set(F::in_candidate, u8::from(page.elements[candidate.best].blocks().contains(&at)));
        set(F::to_candidate, candidate.distance[owner]);
        let mut level = owner;
        let levels: [std::ops::Range<usize>; 5] = std::array::from_fn(|_| {
            let range = page.elements[level].blocks();
            level = page.elements[level].parent as usize;
            range
        });
        let prose = |level: usize| share(sums.prose(levels[level].clone()) / total_prose);
        let density = |level: usize| share(sums.link_density(levels[level].clone()));
        set(F::prose0, prose(0));
        set(F::prose1, prose(1));
        set(F::prose2, prose(2));
        set(F::prose3, prose(3));
        set(F::density1, density(1));
        set(F::density2, density(2));
        set(F::density3, density(3));
        set(F::density4, density(4));
        set(F::words2, count(sums.words(levels[2].clone())));
        set(F::blocks1, count(levels[1].len() as f32));
        set(F::prose_rate2, share(sums.prose(levels[2].clone()) / sums.words(levels[2].clone()).max(1.0)));
        if let Some(group) = same.get(path_hash(above.path)) {
            set(F::same_prose, share(group.prose / total_prose));
            set(F::same_count, count(group.count as f32));
            set(F::same_density, share(group.density()));
            set(F::same_words, count(group.words / group.count.max(1) as f32));
        }
        if let Some(group) = above.repeated {
            set(F::repeated_count, count(group.count as f32));
            set(F::repeated_density, share(group.density()));
            set(F::repeated_words, count(group.words / group.count.max(1) as f32));
        }
        set(F::content_count, above.contents);
        let node = page.tree.node(page.elements[owner].node);
        set(F::is_div, u8::from(node.is_any(&[tag::DIV, tag::SECTION])));
        set(F::is_p, u8::from(node.is(tag::P)));
        set(F::is_item, u8::from(node.is_any(&[tag::LI, tag::DD, tag::DT])));
        set(F::is_cell, u8::from(node.is_any(&[tag::TD, tag::TH])));
        set(F::is_heading, heading_level(page, block));
        if !title_is_far(block) {
            set(F::title_words, share(title.share_in(page, block)));
            set(F::title_cover, share(title.cover(page, block)));
        }
        if description.len > 0 {
            set(F::description, 1 + share(description.cover(page, block)));
        }
        if let Some(body) = &body {
            set(F::json_body, 1 + share(body.cover(page, block)));
        }
        set(F::duplicate, count(times[at] as f32 - 1.0));
        if let Some(before) = at.checked_sub(1).and_then(|at| page.blocks.get(at)) {
            set(F::words_before, count(before.words()));
            set(F::density_before, share(before.link_density()));
            set(F::heading_before, heading_level(page, before));
        }
        if let Some(after) = page.blocks.get(at + 1) {
            set(F::words_after, count(after.words()));
            set(F::density_after, share(after.link_density()));
            set(F::heading_after, heading_level(page, after));
        }
        set(F::depth, above.depth);
    }
    (rows, headline)
}

/// JSON-LD bodies shorter than this are teasers.
const MIN_BODY_WORDS: usize = 60;

/// A block much longer than any title is not compared with it.
fn title_is_far(block: &Block) -> bool {
    const MAX_HALF_WORDS: u32 = 80;
    block.half_words > MAX_HALF_WORDS
}

/// 1 to 6 where `block` is a heading, else 0.
pub(super) fn heading_level(page: &Page<'_>, block: &Block) -> u8 {
    page.tree.node(page.elements[block.owner as usize].node).heading_level().unwrap_or(0)
}

/// The block that is the headline: the heading most like the title, else the first `h1`.
fn headline(page: &Page<'_>, title: &Reference) -> Option<usize> {
    const MIN_SHARE: f32 = 0.6;
    let mut best = (MIN_SHARE, None);
    let mut first = None;
    for (at, block) in page.blocks.iter().enumerate() {
        let level = heading_level(page, block);
        if level == 0 || title_is_far(block) {
            continue;
        }
        if level == 1 {
            first = first.or(Some(at));
        }
        let share = title.share_in(page, block) + if level == 1 { 0.2 } else { 0.0 };
        if share > best.0 {
            best = (share, Some(at));
        }
    }
    best.1.or(first)
}

/// Words between the headline and a block: 128 at the headline, more below it, less above it; 0 without one.
fn headline_distance(sums: &Sums, headline: Option<usize>, at: usize) -> u8 {
    let Some(headline) = headline else { return 0 };
    if at >= headline {
        128 + count(sums.words(headline..at)) / 2
    } else {
        127 - count(sums.words(at..headline)) / 2
    }
}

/// For each block: blocks since the last prose block, and until the next.
fn prose_gaps(page: &Page<'_>) -> Vec<(f32, f32)> {
    let len = page.blocks.len();
    let mut gaps = vec![(0.0, 0.0); len];
    let mut gap = len as f32;
    for (block, slot) in page.blocks.iter().zip(&mut gaps) {
        slot.0 = gap;
        gap = if block.is_prose() { 0.0 } else { gap + 1.0 };
    }
    gap = len as f32;
    for (block, slot) in page.blocks.iter().zip(&mut gaps).rev() {
        slot.1 = gap;
        gap = if block.is_prose() { 0.0 } else { gap + 1.0 };
    }
    gaps
}

fn path_hash(path: [u64; 3]) -> u64 {
    path[0].wrapping_mul(3)
        ^ path[1].rotate_left(17).wrapping_mul(5)
        ^ path[2].rotate_left(34).wrapping_mul(7)
}

/// All blocks whose element and the two above look alike.
fn same_path(page: &Page<'_>, inherited: &[Inherited]) -> Groups {
    let keys: Vec<u64> =
        page.blocks.iter().map(|block| path_hash(inherited[block.owner as usize].path)).collect();
    let mut groups = Groups::new(&keys);
    for (block, key) in page.blocks.iter().zip(keys) {
        let Some(group) = groups.get_mut(key) else { continue };
        group.count += 1;
        group.words += block.words();
        group.chars += block.chars as f32;
        group.link_chars += block.link_chars as f32;
        group.prose += if block.is_prose() { block.words() } else { 0.0 };
    }
    groups
}

/// Elements in a row of at least this many like siblings count as repeated.
const MIN_REPEATED: u32 = 3;

fn inherit(page: &Page<'_>, sums: &Sums) -> Vec<Inherited> {
    let groups = siblings(page, sums);
    let mut all: Vec<Inherited> = Vec::with_capacity(page.elements.len());
    for (at, element) in page.elements.iter().enumerate() {
        let mut own = match all.get(element.parent as usize) {
            // Nothing is asked of elements without text, nor of what is below them.
            Some(parent) if element.blocks().is_empty() => {
                all.push(*parent);
                continue;
            }
            Some(parent) => {
                let mut own = *parent;
                own.distances.iter_mut().for_each(|distance| *distance = (*distance + 1).min(FAR));
                own.depth = own.depth.saturating_add(1);
                own.path = [element.signature, parent.path[0], parent.path[1]];
                own
            }
            None => Inherited {
                distances: [FAR; INHERITED],
                contents: 0,
                depth: 0,
                repeated: None,
                path: [element.signature, 0, 0],
            },
        };
        if let Some(at) = ancestor(page.tree.node(element.node)) {
            own.distances[at] = 0;
        }
        for family in element.families.each() {
            // The body is no dialog, whatever it says is pending.
            if at > 0 || family != Family::Dialog as usize {
                own.distances[ANCESTORS + family] = 0;
            }
        }
        if element.families.has(Family::Content) || element.families.has(Family::Body) {
            own.contents = own.contents.saturating_add(1);
        }
        if at > 0
            && let Some(group) = groups.get(sibling_key(element))
            && group.count >= MIN_REPEATED
            && group.link_chars > 0.0
        {
            own.repeated = Some(*group);
        }
        all.push(own);
    }
    all
}

/// Siblings that look alike share it.
pub(super) fn sibling_key(element: &Element) -> u64 {
    element.signature ^ u64::from(element.parent).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// By parent and signature: the siblings that look alike and have text.
fn siblings(page: &Page<'_>, sums: &Sums) -> Groups {
    let elements = || page.elements.iter().skip(1).filter(|element| !element.blocks().is_empty());
    let keys: Vec<u64> = elements().map(sibling_key).collect();
    let mut groups = Groups::new(&keys);
    for (element, key) in elements().zip(keys) {
        let Some(group) = groups.get_mut(key) else { continue };
        group.count += 1;
        group.words += sums.words(element.blocks());
        group.chars += sums.chars(element.blocks());
        group.link_chars += sums.link_chars(element.blocks());
    }
    groups
}

/// For debugging and training: the name of a tree's element and its classes.
#[allow(dead_code, reason = "used by the training feature only")]
pub(super) fn describe(tree: &Tree, page: &Page<'_>, block: &Block) -> String {
    let node = tree.node(page.elements[block.owner as usize].node);
    let class = node.attr(crate::tree::attr::CLASS).unwrap_or_default();
    format!("{}.{class}", node.spelling())
}
