//! The page as blocks of text.
//!
//! A block is the text between two block-level boundaries. Every element then covers a contiguous range of
//! blocks, so that any sum over an element is a difference of two prefix sums.

use std::ops::Range;

use super::characters::{self as is, Words};
use super::families::{self, Families};
use crate::metadata::words::contains;
use crate::text;
use crate::tree::{Edge, KNOWN_NAMES, NameSet, Node, NodeId, Tree, attr, tag};

/// A page's blocks and the elements around them.
pub(super) struct Page<'a> {
    pub(super) tree: &'a Tree,
    pub(super) blocks: Vec<Block>,
    /// The text nodes of all blocks, in document order.
    pub(super) texts: Vec<NodeId>,
    /// The words of all blocks, in document order, as [`Words`] hashes them.
    pub(super) words: Vec<u64>,
    /// The elements of the body in document order, parents before children.
    pub(super) elements: Vec<Element>,
}

/// A run of text without a block-level boundary inside.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    /// Index of the block-level element that the text stands in.
    pub(super) owner: u32,
    /// Range in [`Page::texts`].
    pub(super) first_text: u32,
    pub(super) end_text: u32,
    /// Range in [`Page::words`].
    pub(super) first_word: u32,
    pub(super) end_word: u32,
    /// See [`text::half_words`].
    pub(super) half_words: u32,
    /// Characters that are not white space, and those of them inside links.
    pub(super) chars: u32,
    pub(super) link_chars: u32,
    pub(super) commas: u32,
    pub(super) digits: u32,
    /// Words that begin with an upper-case letter.
    pub(super) capitalized: u32,
    /// Whether the last character but quotes and brackets ends a sentence.
    pub(super) ends_sentence: bool,
    pub(super) has_sentence_end: bool,
    /// Of the text without white space.
    pub(super) hash: u64,
}

/// An element and the blocks below it.
#[derive(Clone, Debug)]
pub(super) struct Element {
    pub(super) node: NodeId,
    /// Index of the parent element; the first element is its own.
    pub(super) parent: u32,
    /// The blocks below it: those from `first` up to but without `end`.
    pub(super) first: u32,
    pub(super) end: u32,
    pub(super) families: Families,
    /// Of its name and first two classes, digits made equal.
    pub(super) signature: u64,
}

impl Block {
    pub(super) fn link_density(&self) -> f32 {
        self.link_chars as f32 / self.chars.max(1) as f32
    }

    pub(super) fn words(&self) -> f32 {
        self.half_words as f32 / 2.0
    }

    /// Whether it reads as running prose rather than as a label or a list of links.
    pub(super) fn is_prose(&self) -> bool {
        const MIN_HALF_WORDS: u32 = 24;
        const MAX_LINK_DENSITY: f32 = 0.3;
        self.half_words >= MIN_HALF_WORDS
            && self.link_density() < MAX_LINK_DENSITY
            && (self.commas > 0 || self.has_sentence_end)
    }

    pub(super) fn texts(&self) -> Range<usize> {
        self.first_text as usize..self.end_text as usize
    }
}

impl Page<'_> {
    /// The words of `block`.
    pub(super) fn words_of(&self, block: &Block) -> &[u64] {
        &self.words[block.first_word as usize..block.end_word as usize]
    }

    /// The text of `block`, white space collapsed.
    pub(super) fn text_of(&self, block: &Block) -> String {
        let pieces: String = self.texts[block.texts()].iter().map(|&id| self.tree.node(id).text()).collect();
        text::collapse(&pieces)
    }
}

impl Element {
    pub(super) fn blocks(&self) -> Range<usize> {
        self.first as usize..self.end as usize
    }
}

#[rustfmt::skip]
static BLOCK_LEVEL: NameSet = NameSet::new(&[
    tag::ADDRESS, tag::ARTICLE, tag::ASIDE, tag::BLOCKQUOTE, tag::BODY, tag::BUTTON, tag::CAPTION, tag::CENTER,
    tag::DD, tag::DETAILS, tag::DIALOG, tag::DIR, tag::DIV, tag::DL, tag::DT, tag::FIELDSET, tag::FIGCAPTION,
    tag::FIGURE, tag::FOOTER, tag::FORM, tag::H1, tag::H2, tag::H3, tag::H4, tag::H5, tag::H6, tag::HEADER,
    tag::HGROUP, tag::LEGEND, tag::LI, tag::MAIN, tag::MENU, tag::NAV, tag::OL, tag::OPTION, tag::P, tag::PRE,
    tag::SEARCH, tag::SECTION, tag::SELECT, tag::SUMMARY, tag::TABLE, tag::TBODY, tag::TD, tag::TFOOT, tag::TH,
    tag::THEAD, tag::TR, tag::UL, tag::TEMPLATE, tag::VIDEO, tag::AUDIO,
]);

#[rustfmt::skip]
static SKIPPED: NameSet = NameSet::new(&[
    tag::SCRIPT, tag::STYLE, tag::NOSCRIPT, tag::SVG, tag::IFRAME, tag::TEXTAREA, tag::OBJECT, tag::CANVAS, tag::MATH,
    tag::HEAD, tag::TITLE, tag::DATALIST, tag::NOFRAMES,
]);

/// Whether `node` stands on lines of its own. Custom elements do, as far as anyone can know.
pub(super) fn is_block_level(node: Node<'_>) -> bool {
    node.is_in(&BLOCK_LEVEL) || node.name().index() >= KNOWN_NAMES && contains(node.spelling(), "-")
}

/// Whether what is below `node` is no text of the page.
pub(super) fn is_skipped(node: Node<'_>) -> bool {
    if node.is(tag::TEMPLATE) {
        return node.attr(attr::SHADOWROOTMODE).is_none();
    }
    // MathML is content, but its tokens are no prose: it travels with the block around it.
    SKIPPED.has(node.name())
}

/// Reads the blocks of `tree`, in one walk.
#[inline(never)] // A loop alone: see `metadata/page.rs`.
pub(super) fn read(tree: &Tree) -> Page<'_> {
    let mut page =
        Page { tree, blocks: Vec::new(), texts: Vec::new(), words: Vec::new(), elements: Vec::new() };
    let mut reader = Reader::default();
    let mut walk = tree.body().walk();
    while let Some(edge) = walk.next() {
        match edge {
            Edge::Enter(node) if node.is_text() => reader.text(&mut page, node),
            Edge::Enter(node) if is_skipped(node) => walk.skip_below(node),
            Edge::Enter(node) => reader.enter(&mut page, node),
            Edge::Leave(node) if node.is_text() || is_skipped(node) => {}
            Edge::Leave(node) => reader.leave(&mut page, node),
        }
    }
    reader.close_block(&mut page);
    page
}

#[derive(Default)]
struct Reader {
    /// Indexes of the open elements.
    open: Vec<u32>,
    /// How many of them are block-level, as a stack of their indexes.
    owners: Vec<u32>,
    links: u32,
    block: Block,
    words: Words,
    in_word: bool,
    word_is_unspaced: bool,
}

impl Reader {
    #[inline(never)]
    fn enter(&mut self, page: &mut Page<'_>, node: Node<'_>) {
        let block_level = is_block_level(node) || page.elements.is_empty();
        if block_level || node.is_any(&[tag::BR, tag::HR]) {
            self.close_block(page);
        }
        let index = page.elements.len() as u32;
        let (families, signature) = families::read(node);
        page.elements.push(Element {
            node: node.id(),
            parent: self.open.last().copied().unwrap_or(0),
            first: page.blocks.len() as u32,
            end: page.blocks.len() as u32,
            families,
            signature,
        });
        self.open.push(index);
        self.links += u32::from(node.is(tag::A));
        if block_level {
            self.owners.push(index);
        }
    }

    fn leave(&mut self, page: &mut Page<'_>, node: Node<'_>) {
        let Some(index) = self.open.pop() else { return };
        self.links -= u32::from(node.is(tag::A));
        if self.owners.last() == Some(&index) {
            self.close_block(page);
            self.owners.pop();
        }
        // An inline element's block may still be open: it counts as below it.
        let open = u32::from(self.block.chars > 0);
        page.elements[index as usize].end = page.blocks.len() as u32 + open;
    }

    #[inline(never)]
    fn text(&mut self, page: &mut Page<'_>, node: Node<'_>) {
        // Copies, which the loop below keeps out of memory.
        let mut block = self.block.clone();
        let mut words = self.words;
        let (mut in_word, mut word_is_unspaced) = (self.in_word, self.word_is_unspaced);
        let before = block.chars;
        let text = node.text();
        let mut at = 0;
        while let Some(c) = is::next(text, &mut at) {
            words.push(c, &mut page.words);
            let class = c.class;
            if class & is::SPACE != 0 {
                in_word = false;
                continue;
            }
            block.chars += 1;
            block.hash = c.mix(block.hash);
            if class & is::UNSPACED != 0 {
                block.half_words += 1;
                in_word = true;
                word_is_unspaced = true;
            } else if class & is::WORD != 0 {
                block.digits += u32::from(class & is::DIGIT != 0);
                if !in_word || word_is_unspaced {
                    block.half_words += 2;
                    block.capitalized += u32::from(class & is::UPPER != 0);
                    in_word = true;
                    word_is_unspaced = false;
                }
            }
            if class & is::SENTENCE_END != 0 {
                block.ends_sentence = true;
                block.has_sentence_end = true;
            } else if class & (is::UNSPACED | is::WORD) != 0 {
                block.ends_sentence = false;
            } else if class & is::COMMA != 0 {
                block.commas += 1;
                block.ends_sentence = false;
            }
        }
        (self.words, self.in_word, self.word_is_unspaced) = (words, in_word, word_is_unspaced);
        if block.chars > before {
            block.link_chars += if self.links > 0 { block.chars - before } else { 0 };
            if before == 0 {
                block.owner = self.owners.last().copied().unwrap_or(0);
                block.first_text = page.texts.len() as u32;
            }
        }
        if block.chars > 0 {
            page.texts.push(node.id());
        }
        self.block = block;
    }

    fn close_block(&mut self, page: &mut Page<'_>) {
        self.in_word = false;
        self.words.end(&mut page.words);
        if self.block.chars > 0 {
            self.block.end_text = page.texts.len() as u32;
            self.block.end_word = page.words.len() as u32;
            let next = Block { first_word: self.block.end_word, ..Block::default() };
            page.blocks.push(std::mem::replace(&mut self.block, next));
        }
    }
}
