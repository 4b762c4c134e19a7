//! Who signs, by the lines that readers see: "By Ann Lee", and where names stand by themselves.

use super::names::{is_name, is_personal, people, prefix_length, without_prefix};
use super::page::mark;
use super::words::{contains, each, find, has_digit, is_blank, runs, starts};
use super::{Place, Sources};
use crate::tree::{Node, attr, tag};

/// Longest line that can be a byline, in bytes.
const LONGEST_BYLINE: usize = 160;

/// The names that lines hold, by how they stand there; of each way the first line that holds some:
///
/// - behind "By", near the headline;
/// - beside the date, right at the headline;
/// - by themselves near the headline, and named as an author elsewhere;
/// - behind "By" in a short line anywhere in the article: "Text: Ann Lee";
/// - in the line below one that says just "By", near the headline;
/// - by themselves at the right, below a paragraph.
#[inline(never)]
pub fn read<'a>(sources: &Sources<'a>, place: &Place<'a>) -> [Vec<&'a str>; 6] {
    const SHORT: usize = 60;
    let page = sources.page;
    let mut found: [Vec<&str>; 6] = Default::default();
    // Whether the line before says "By", and no more.
    let mut by = false;
    for (at, line) in page.lines.iter().enumerate() {
        let text = page.text(line);
        let near = place.reach().contains(&at);
        let behind = at > place.headline.unwrap_or(0);
        if text.len() > LONGEST_BYLINE {
            by &= !near;
            continue;
        }
        if !near && (!behind || text.len() > SHORT) || !place.is_about(sources, at) {
            continue;
        }
        let cut = if near { behind_date(text) } else { text };
        let has_prefix = prefix_length(cut) > 0;
        let is_below = std::mem::replace(&mut by, near && has_prefix && without_prefix(cut).is_empty());
        let apart = place.headline.map_or(0, |headline| at.abs_diff(headline));
        let caption = line.marks & mark::CAPTION != 0;
        let candidate = Candidate { sources, at, text, cut };
        let ways = [
            near && has_prefix && !caption,
            near && apart <= AT_HEADLINE && has_digit(text),
            near && !has_prefix && (1..=NEAR_HEADLINE).contains(&apart),
            behind && has_prefix && text.len() <= SHORT,
            near && is_below && !has_prefix && !caption,
            behind,
        ];
        for (way, found) in found.iter_mut().enumerate() {
            if ways[way] && found.is_empty() {
                *found = match way {
                    0 | 4 => candidate.signers(),
                    1 => candidate.dated(),
                    2 => candidate.repeated(),
                    3 => candidate.signature(),
                    _ => candidate.closing(),
                };
            }
        }
    }
    found
}

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
        let single = |name: &str| {
            text.len() <= SHORT_LINE
                && !contains(name, " ")
                && (starts(name, char::is_uppercase) || contains(text, ":") || contains(text, "："))
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
        for part in runs(text, |c| !"|•·/—–-,@".contains(c)) {
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

    fn closing(&self) -> Vec<&'a str> {
        const LONGEST: usize = 50;
        const PARAGRAPH: usize = 120;
        let Candidate { sources, at, text, .. } = *self;
        let lines = &sources.page.lines;
        if text.len() > LONGEST
            || sources.page.text(&lines[at - 1]).len() <= PARAGRAPH
            || !is_right(sources.tree.node(lines[at].node))
        {
            return Vec::new();
        }
        let mut names = self.people(text);
        if !names.iter().all(|name| is_personal(name) && contains(name, " ")) {
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

/// Whether a line that begins in `node` stands at the right, as a signature does.
fn is_right(node: Node<'_>) -> bool {
    let mut block = node;
    while let Some(parent) =
        block.parent().filter(|_| block.is_any(&[tag::B, tag::STRONG, tag::I, tag::EM, tag::SPAN]))
    {
        block = parent;
    }
    let says = |name| contains(block.attr(name).unwrap_or_default(), "right");
    says(attr::STYLE) || says(attr::ALIGN)
}
