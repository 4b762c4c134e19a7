//! Who signs, by the lines that readers see: "By Ann Lee", and where names stand by themselves.

use super::marks::mark;
use super::names::{is_name, is_personal, people, prefix_length, without_prefix};
use super::words::{contains, each, find, has_digit, is_blank, is_one_of, runs, starts, trim_start, words};
use super::{Place, Sources};
use crate::text::is_upper;
use crate::tree::{Name, Node, attr, tag};

/// Longest line that can be a byline, in bytes.
const LONGEST_BYLINE: usize = 160;

/// The names that lines hold, by how they stand there; of each way the first line that holds some:
///
/// - behind "By", near the headline;
/// - beside the date, right at the headline;
/// - by themselves near the headline, and named as an author elsewhere;
/// - behind "By" in a short line anywhere in the article: "Text: Ann Lee";
/// - in the line below one that says just "By", near the headline;
/// - by themselves in bold or italics, above the first paragraph;
/// - by themselves at the right, below a paragraph;
/// - by themselves in bold or italics, below the last paragraph.
#[inline(never)]
pub fn read<'a>(sources: &Sources<'a>, place: &Place<'a>) -> [Vec<&'a str>; 8] {
    const SHORT: usize = 60;
    let page = sources.page;
    let mut found: [Vec<&str>; 8] = Default::default();
    // Whether the line before says "By", and no more.
    let mut by = false;
    // Whether a paragraph of the article was met.
    let mut opened = false;
    for (at, line) in page.lines.iter().enumerate() {
        let text = page.text(line);
        let near = place.reach().contains(&at);
        let behind = at > place.headline.unwrap_or(0);
        opened |= behind && text.len() > PARAGRAPH;
        if text.len() > LONGEST_BYLINE {
            by &= !near;
            continue;
        }
        if !near && (!behind || text.len() > SHORT) || !place.is_about(sources, at) {
            continue;
        }
        let cut = trim_start(if near { behind_date(text) } else { text }, "-–—•·*~");
        let has_prefix = prefix_length(cut) > 0;
        let is_below = std::mem::replace(&mut by, has_prefix && without_prefix(cut).is_empty());
        let apart = place.headline.map_or(0, |headline| at.abs_diff(headline));
        let caption = line.marks & mark::CAPTION != 0;
        let candidate = Candidate { sources, at, text, cut };
        let ways = [
            near && has_prefix && !caption,
            near && apart <= AT_HEADLINE && has_digit(text),
            near && !has_prefix && (1..=NEAR_HEADLINE).contains(&apart),
            behind && has_prefix && text.len() <= SHORT,
            is_below && !has_prefix && !caption,
            near && behind && !opened,
            behind,
            behind,
        ];
        for (way, found) in found.iter_mut().enumerate() {
            if ways[way] && found.is_empty() {
                *found = match way {
                    0 | 4 => candidate.signers(),
                    1 => candidate.dated(),
                    2 => candidate.repeated(),
                    3 => candidate.signature(),
                    5 => candidate.opening(),
                    _ => candidate.closing(way == 6),
                };
            }
        }
    }
    found
}

/// A longer line, in bytes, is a paragraph.
const PARAGRAPH: usize = 120;

/// Lines from the headline to a name beside the date, and to a name by itself.
const AT_HEADLINE: usize = 5;
const NEAR_HEADLINE: usize = 12;

/// A line that may hold names.
struct Candidate<'s, 'a> {
    sources: &'s Sources<'a>,
    /// Its index.
    at: usize,
    text: &'a str,
    /// The same from "by" on.
    cut: &'a str,
}

impl<'a> Candidate<'_, 'a> {
    fn people(&self, text: &'a str) -> Vec<&'a str> {
        people(text, self.sources.page.texts)
    }

    fn signers(&self) -> Vec<&'a str> {
        /// A line so short holds nothing but "By" and a name.
        const SHORT_LINE: usize = 45;
        let text = self.cut;
        let mut names = self.people(text);
        if names.first().is_some_and(|name| is_personal(name)) {
            names.retain(|name| is_personal(name));
        }
        // "by ann" and no more, or with a date.
        let only = words(text).len() == 2;
        let single = |name: &str| {
            (text.len() <= SHORT_LINE || super::dates::has_date(text))
                && !contains(name, " ")
                && (only || starts(name, is_upper) || contains(text, ":") || contains(text, "："))
        };
        if !names.iter().all(|name| is_personal(name) || single(name)) {
            names.clear();
        }
        names
    }

    /// "Ann Lee - 5 March 2019": the name stands before or behind the date, apart from it.
    fn dated(&self) -> Vec<&'a str> {
        let text = self.text;
        if !super::dates::has_date(text) {
            return Vec::new();
        }
        for part in runs(text, |c| !is_one_of(c, "|•·/—–-,@")) {
            let part = behind_year(part);
            let names =
                if part.len() == text.len() || has_digit(part) { Vec::new() } else { self.people(part) };
            if names.len() == 1 && is_personal(names[0]) && contains(names[0], " ") {
                return names;
            }
        }
        Vec::new()
    }

    fn repeated(&self) -> Vec<&'a str> {
        const LONGEST_NAME: usize = 40;
        let (text, page) = (self.text, self.sources.page);
        let fits = text.len() <= LONGEST_NAME && contains(text, " ") && is_personal(text) && is_name(text);
        if fits && page.lines.iter().any(|line| names_author(page.text(line), line.marks, text)) {
            vec![text]
        } else {
            Vec::new()
        }
    }

    fn signature(&self) -> Vec<&'a str> {
        let mut names = self.people(self.text);
        names.retain(|name| is_personal(name));
        names
    }

    fn closing(&self, at_right: bool) -> Vec<&'a str> {
        const LONGEST: usize = 50;
        let Candidate { sources, at, text, .. } = *self;
        let lines = &sources.page.lines;
        if text.len() > LONGEST
            || lines[at].level > 0
            || sources.page.text(&lines[at - 1]).len() <= PARAGRAPH
            || !is_signature(sources.tree.node(lines[at].node), at_right)
        {
            return Vec::new();
        }
        self.whole_names()
    }

    fn opening(&self) -> Vec<&'a str> {
        let Candidate { sources, at, .. } = *self;
        let lines = &sources.page.lines;
        let is_above = lines.get(at + 1).is_some_and(|next| sources.page.text(next).len() > PARAGRAPH);
        let (block, is_set_apart) = block_of(sources.tree.node(lines[at].node));
        let fits = is_above && is_set_apart && block.is(tag::P) && lines[at].level == 0;
        if fits { self.whole_names() } else { Vec::new() }
    }

    /// The names in a line that holds nothing else.
    fn whole_names(&self) -> Vec<&'a str> {
        const MOST_WORDS: usize = 3;
        let mut names = self.people(self.text);
        let is_whole = |name: &&str| is_personal(name) && (2..=MOST_WORDS).contains(&words(name).len());
        if !names.iter().all(is_whole) {
            names.clear();
        }
        names
    }
}

/// Whether a line names `name` as an author: it is marked so, or says "By" before it.
fn names_author(line: &str, marks: u16, name: &str) -> bool {
    let Some(head) = line.strip_suffix(name) else { return false };
    if head.is_empty() {
        return marks & mark::AUTHOR != 0;
    }
    !is_blank(head) && without_prefix(head).is_empty()
}

/// `text` from "by" on where a date stands before it: "5 March 2019 by Ann Lee".
fn behind_date(text: &str) -> &str {
    if !has_digit(text) || prefix_length(text) > 0 {
        return text;
    }
    let mut first = None;
    let mut most_left = usize::MAX;
    for at in each(" by , von , par , por ").filter_map(|word| find(text, word)) {
        first.get_or_insert(at);
        most_left = most_left.min(at);
    }
    match first {
        Some(first) if super::dates::has_date(&text[..first]) => &text[most_left + 1..],
        _ => text,
    }
}

/// "2019 Ann Lee" without the year.
fn behind_year(text: &str) -> &str {
    const DIGITS: usize = 4;
    let text = trim_start(text, "");
    match text.bytes().position(|b| !b.is_ascii_digit()) {
        Some(DIGITS) => &text[DIGITS..],
        _ => text,
    }
}

/// The block that a line begins in which begins in `node`, and whether it is in bold or italics there.
pub fn block_of(node: Node<'_>) -> (Node<'_>, bool) {
    const EMPHASIS: [Name; 4] = [tag::B, tag::STRONG, tag::I, tag::EM];
    let mut block = node;
    let mut is_set_apart = false;
    while let Some(parent) = block.parent().filter(|_| block.is_any(&EMPHASIS) || block.is(tag::SPAN)) {
        is_set_apart |= block.is_any(&EMPHASIS);
        block = parent;
    }
    (block, is_set_apart)
}

/// Whether a line that begins in `node` stands as a signature does: at the right, or else in italics or bold as the
/// last of its box.
fn is_signature(node: Node<'_>, at_right: bool) -> bool {
    let (block, is_set_apart) = block_of(node);
    let says = |name| contains(block.attr(name).unwrap_or_default(), "right");
    if at_right {
        return says(attr::STYLE) || says(attr::ALIGN);
    }
    let is_gap = |node: &Node<'_>| node.is_text() && is_blank(node.text());
    let before = block.previous().filter(is_gap).map_or(block.previous(), Node::previous);
    let after = block.next().filter(is_gap).map_or(block.next(), Node::next);
    is_set_apart && after.is_none() && before.is_some_and(|node| node.is(tag::P))
}
