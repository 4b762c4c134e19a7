//! What the steps measure of a draft: words, links and images below each node, and its lines in order.

use crate::metadata::words::trim;
use crate::text;
use crate::tree::{Edge, Kind, Name, NameSet, Node, NodeId, Tree, tag};

/// What is below a node, itself included. Words are counted in halves, see [`text::half_words`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub halves: u32,
    /// Of these, in links.
    pub linked: u32,
    pub links: u32,
    pub images: u32,
    /// Half words in lines of prose.
    pub prose: u32,
    /// Whether there is a block below it, itself not included.
    blocks: bool,
}

impl Counts {
    /// The share of the words that are links, 0 to 1.
    pub fn link_density(self) -> f32 {
        if self.halves == 0 { 0.0 } else { self.linked as f32 / self.halves as f32 }
    }

    pub fn words(self) -> u32 {
        self.halves.div_ceil(2)
    }

    fn add(&mut self, other: Counts) {
        self.halves += other.halves;
        self.linked += other.linked;
        self.links += other.links;
        self.images += other.images;
        self.prose += other.prose;
    }

    fn subtract(&mut self, other: Counts) {
        self.halves = self.halves.saturating_sub(other.halves);
        self.linked = self.linked.saturating_sub(other.linked);
        self.links = self.links.saturating_sub(other.links);
        self.images = self.images.saturating_sub(other.images);
        self.prose = self.prose.saturating_sub(other.prose);
    }
}

/// A piece of text between block boundaries.
#[derive(Clone, Debug)]
pub struct Line {
    /// The block that holds nothing but this line, or the first node of a line that stands loose among blocks.
    pub first: NodeId,
    /// The last node of a loose line; the block itself otherwise.
    pub last: NodeId,
    /// See [`key`]; empty for lines longer than any that is compared.
    pub key: String,
    pub halves: u32,
    pub linked: u32,
    pub prose: bool,
}

impl Line {
    pub fn words(&self) -> u32 {
        self.halves.div_ceil(2)
    }

    pub fn link_density(&self) -> f32 {
        if self.halves == 0 { 0.0 } else { self.linked as f32 / self.halves as f32 }
    }

    /// Whether it is a heading.
    pub fn is_heading(&self, tree: &Tree) -> bool {
        tree.node(self.first).is_any(&HEADINGS)
    }
}

pub const HEADINGS: [Name; 6] = [tag::H1, tag::H2, tag::H3, tag::H4, tag::H5, tag::H6];

/// Lines longer than this are not compared with anything.
const MAX_KEY_BYTES: usize = 1000;

/// Prose has at least so many words, and a sentence's punctuation.
const PROSE_HALVES: u32 = 30;

/// Measures of a draft, kept up while nodes are cut from it.
pub struct Facts {
    counts: Vec<Counts>,
    pub lines: Vec<Line>,
}

impl Facts {
    /// Measures `tree`: one walk, and its text once more.
    pub fn new(tree: &Tree) -> Facts {
        let mut facts = Facts { counts: vec![Counts::default(); tree.len()], lines: Vec::new() };
        let mut links = 0_u32;
        for edge in tree.root().walk() {
            match edge {
                Edge::Enter(node) if node.is(tag::A) => links += 1,
                Edge::Enter(_) => {}
                Edge::Leave(node) => {
                    facts.measure(node, links > 0);
                    links -= u32::from(node.is(tag::A));
                    if node.parent().is_none() || is_block(node) || facts.of(node.id()).blocks {
                        facts.find_lines(node);
                    }
                    if let Some(parent) = node.parent() {
                        let own = facts.of(node.id());
                        let counts = &mut facts.counts[parent.id().index()];
                        counts.add(own);
                        counts.blocks |= own.blocks || is_block(node);
                    }
                }
            }
        }
        facts.lines = in_order(tree, facts.lines);
        facts
    }

    fn measure(&mut self, node: Node<'_>, linked: bool) {
        let counts = &mut self.counts[node.id().index()];
        if node.is_text() {
            counts.halves = text::half_words(node.text());
            counts.linked = if linked { counts.halves } else { 0 };
        }
        counts.links += u32::from(node.is(tag::A));
        counts.images += u32::from(node.is_any(&[tag::IMG, tag::AMP_IMG, tag::VIDEO]));
    }

    /// The lines right below `block`; those further below were found on the way up.
    fn find_lines(&mut self, block: Node<'_>) {
        if !self.of(block.id()).blocks {
            self.add_line(block, block);
            return;
        }
        let mut first = None;
        let mut last = block;
        for child in block.children() {
            if is_block(child) || self.of(child.id()).blocks || child.is(tag::BR) {
                if let Some(first) = first.take() {
                    self.add_line(first, last);
                }
            } else {
                first = first.or(Some(child));
                last = child;
            }
        }
        if let Some(first) = first {
            self.add_line(first, last);
        }
    }

    fn add_line(&mut self, first: Node<'_>, last: Node<'_>) {
        let mut line = Line {
            first: first.id(),
            last: last.id(),
            key: String::new(),
            halves: 0,
            linked: 0,
            prose: false,
        };
        let mut said = String::new();
        let mut sentence = false;
        let mut next = Some(first);
        while let Some(top) = next {
            let counts = self.of(top.id());
            line.halves += counts.halves;
            line.linked += counts.linked;
            let mut below = top.descendants();
            let mut node = Some(top);
            while let Some(text) = node {
                sentence = sentence || text::has_punctuation(text.text());
                if said.len() <= MAX_KEY_BYTES {
                    said.push_str(text.text());
                }
                node = below.next();
            }
            next = if top == last { None } else { top.next() };
        }
        if line.halves == 0 {
            return;
        }
        // What breaks off is a teaser.
        let broken = {
            let end = trim(&said, "");
            end.ends_with("...") || end.ends_with('…') || end.ends_with(']')
        };
        line.prose = sentence && !broken && line.halves >= PROSE_HALVES && 2 * line.linked < line.halves;
        if line.prose {
            self.counts[line.first.index()].prose = line.halves;
            if let Some(block) = first.parent().filter(|_| !is_block(first)) {
                // Its first node has been added to the block already.
                self.counts[block.id().index()].prose += line.halves;
            }
        }
        if said.len() <= MAX_KEY_BYTES {
            line.key = key(&said);
        }
        self.lines.push(line);
    }

    /// What is below `id`.
    pub fn of(&self, id: NodeId) -> Counts {
        self.counts.get(id.index()).copied().unwrap_or_default()
    }

    /// What is left of the draft.
    pub fn total(&self) -> Counts {
        self.of(Tree::ROOT)
    }

    /// Takes note that `id` is about to be cut.
    pub fn cut(&mut self, tree: &Tree, id: NodeId) {
        let gone = self.of(id);
        for ancestor in tree.node(id).ancestors() {
            self.counts[ancestor.id().index()].subtract(gone);
        }
    }

    /// Forgets the lines that were cut.
    pub fn forget(&mut self, tree: &Tree) {
        self.lines.retain(|line| is_attached(tree.node(line.first)));
    }

    /// Where the prose begins and ends: indexes into `lines`, the second exclusive.
    pub fn prose(&self) -> (usize, usize) {
        let first = self.lines.iter().position(|line| line.prose).unwrap_or(self.lines.len());
        let last = self.lines.iter().rposition(|line| line.prose).map_or(first, |at| at + 1);
        (first, last)
    }

    /// The largest element that begins with the line `at` and holds no more than `words` words.
    pub fn headed(&self, tree: &Tree, at: usize, words: u32) -> NodeId {
        let mut top = self.lines[at].first;
        let Some(before) = at.checked_sub(1).map(|before| self.lines[before].last) else { return top };
        for ancestor in tree.node(top).ancestors() {
            // Ids are in the order of the document: an element begins before all that is in it.
            if ancestor.id() <= before || self.of(ancestor.id()).words() > words {
                break;
            }
            top = ancestor.id();
        }
        top
    }

    /// The largest element around `id` that holds no more than `halves` half words, and no line of prose more.
    pub fn box_of(&self, tree: &Tree, id: NodeId, halves: u32) -> NodeId {
        let prose = self.of(id).prose;
        let mut top = id;
        for ancestor in tree.node(id).ancestors() {
            let counts = self.of(ancestor.id());
            if counts.halves > halves || counts.prose > prose || !ancestor.is_element() {
                break;
            }
            top = ancestor.id();
        }
        top
    }
}

/// `lines` in the order of the document: loose ones are found after those in the blocks they stand among.
fn in_order(tree: &Tree, lines: Vec<Line>) -> Vec<Line> {
    let mut lines_at: Vec<Option<Line>> = Vec::new();
    lines_at.resize_with(tree.len(), || None);
    for line in lines {
        let at = line.first.index();
        lines_at[at] = Some(line);
    }
    let mut ordered = Vec::new();
    for edge in tree.root().walk() {
        if let Edge::Enter(node) = edge {
            ordered.extend(lines_at[node.id().index()].take());
        }
    }
    ordered
}

fn is_attached(node: Node<'_>) -> bool {
    let top = node.ancestors().last().unwrap_or(node);
    top.kind() == Kind::Document
}

/// Elements that are no part of a line.
#[rustfmt::skip]
static BLOCKS: NameSet = NameSet::new(&[
    tag::ADDRESS, tag::ARTICLE, tag::ASIDE, tag::BLOCKQUOTE, tag::BODY, tag::CAPTION, tag::CENTER, tag::DD,
    tag::DETAILS, tag::DIALOG, tag::DIR, tag::DIV, tag::DL, tag::DT, tag::FIELDSET, tag::FIGCAPTION, tag::FIGURE,
    tag::FOOTER, tag::FORM, tag::H1, tag::H2, tag::H3, tag::H4, tag::H5, tag::H6, tag::HEADER, tag::HGROUP, tag::HR,
    tag::HTML, tag::LI, tag::MAIN, tag::MENU, tag::NAV, tag::OL, tag::P, tag::PRE, tag::SEARCH, tag::SECTION,
    tag::SUMMARY, tag::TABLE, tag::TBODY, tag::TD, tag::TFOOT, tag::TH, tag::THEAD, tag::TR, tag::UL,
]);

/// Whether `node` is an element that is no part of a line.
pub fn is_block(node: Node<'_>) -> bool {
    node.is_in(&BLOCKS)
}

/// `said` for comparison: letters and digits in lower case, all else single spaces.
pub fn key(said: &str) -> String {
    let mut out = String::with_capacity(said.len());
    let mut space = false;
    // A run of letters and digits of ASCII is copied as it is; the whole is made lower case at the end.
    let (mut copied, mut at) = (0, 0);
    loop {
        let before = at;
        let c = text::next(said, &mut at);
        let is_plain = c.is_some_and(text::is_ascii_word);
        if is_plain && !space {
            continue;
        }
        // A space inside of a run is copied with it.
        if c == Some(' ') && copied < before && said.as_bytes().get(at).is_some_and(u8::is_ascii_alphanumeric)
        {
            continue;
        }
        out.push_str(&said[copied..before]);
        copied = at;
        let Some(c) = c else { break };
        if !is_plain && !is_part(c) {
            space |= !matches!(c, '\'' | '’' | '\u{ad}' | '\u{200b}'..='\u{200f}');
            continue;
        }
        if std::mem::take(&mut space) && !out.is_empty() {
            text::push(&mut out, ' ');
        }
        if is_plain {
            copied = before;
        } else {
            text::push(&mut out, text::lower(c));
        }
    }
    out.make_ascii_lowercase();
    out
}

/// Whether `c` is a letter or digit, of which keys consist.
pub fn is_part(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() || is_mark(c) }
}

/// Vowel signs and the like, which words of Indic scripts, Thai and Arabic consist of as much as of letters.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{dff}' | '\u{e30}'..='\u{e4e}')
}
