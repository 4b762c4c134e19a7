//! Who signs, by the lines that readers see: "By Ann Lee", and where names stand by themselves.

use super::names::{is_name, is_personal, people, prefix_length, without_prefix};
use super::page::mark;
use super::words::{contains, each, find, has_digit, is_blank, runs, starts};
use super::{Place, Source, Sources};
use crate::article::Author;
use crate::tree::{Node, attr, tag};

/// Authors, and the source that names them.
pub type Found = (Vec<Author>, Source);

const VISIBLE: Source = ["visible text", ""];
const BELOW: Source = ["line below \"by\"", ""];
const CLOSING: Source = ["name below the text", ""];
const DATED: Source = ["name beside the date", ""];
const REPEATED: Source = ["name near the headline", ""];
const SIGNED: Source = ["signature in the text", ""];

/// A name by itself near the headline that another line of the page names as an author.
pub fn repeated(sources: &Sources<'_>, place: &Place, _: &[String]) -> Found {
    const REACH: usize = 12;
    const LONGEST_NAME: usize = 40;
    let page = sources.page;
    for (text, at) in place.lines(sources) {
        let apart = place.headline.map_or(0, |headline| at.abs_diff(headline));
        if (1..=REACH).contains(&apart)
            && text.len() <= LONGEST_NAME
            && contains(text, " ")
            && prefix_length(text) == 0
            && is_personal(text)
            && is_name(text)
            && page.lines.iter().any(|line| names_author(page.text(line), line.marks, text))
        {
            return (plainly(vec![text.to_owned()]), REPEATED);
        }
    }
    Found::default()
}

/// Whether a line names `name` as an author: it is marked so, or says "By" before it.
fn names_author(line: &str, marks: u16, name: &str) -> bool {
    let Some(head) = line.strip_suffix(name) else { return false };
    if head.is_empty() {
        return marks & mark::AUTHOR != 0;
    }
    !is_blank(head) && without_prefix(head).is_empty()
}

/// Longest line that can be a byline, in bytes.
const LONGEST_BYLINE: usize = 160;

/// A line so short holds nothing but "By" and a name.
const SHORT_LINE: usize = 45;

/// Lines near the headline that begin with "By".
pub fn lines(sources: &Sources<'_>, place: &Place, _: &[String]) -> Found {
    (bylines(sources, place, false), VISIBLE)
}

/// Lines near the headline behind one that says just "By".
pub fn below(sources: &Sources<'_>, place: &Place, _: &[String]) -> Found {
    (bylines(sources, place, true), BELOW)
}

/// The first line near the headline that begins with "By", or that is `below` one that says nothing else.
#[inline(never)]
fn bylines(sources: &Sources<'_>, place: &Place, below: bool) -> Vec<Author> {
    let mut by = false;
    for (text, at) in place.lines(sources) {
        let text = behind_date(text);
        let has_prefix = prefix_length(text) > 0;
        let is_byline = if below { by && !has_prefix } else { has_prefix };
        by = has_prefix && without_prefix(text).is_empty();
        if sources.page.lines[at].marks & mark::CAPTION != 0 || text.len() > LONGEST_BYLINE || !is_byline {
            continue;
        }
        let mut names = people(text);
        if names.first().is_some_and(|name| is_personal(name)) {
            names.retain(|name| is_personal(name));
        }
        let single = |name: &String| {
            text.len() <= SHORT_LINE
                && !contains(name, " ")
                && (starts(name, char::is_uppercase) || contains(text, ":") || contains(text, "："))
        };
        if !names.is_empty() && names.iter().all(|name| is_personal(name) || single(name)) {
            return plainly(names);
        }
    }
    Vec::new()
}

/// `text` from "by" on where a date stands before it: "5 March 2019 by Ann Lee".
fn behind_date(text: &str) -> &str {
    if text.len() > LONGEST_BYLINE || !has_digit(text) || prefix_length(text) > 0 {
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

/// A line "Text: Ann Lee" or "By Ann Lee" anywhere in the article.
pub fn signed(sources: &Sources<'_>, place: &Place, _: &[String]) -> Found {
    const LONGEST: usize = 60;
    let from = place.headline.unwrap_or(0);
    let wanted = |text: &str, at: usize| at > from && text.len() <= LONGEST && prefix_length(text) > 0;
    for (text, _) in place.all_lines(sources, wanted) {
        let mut names = people(text);
        names.retain(|name| is_personal(name));
        if !names.is_empty() {
            return (plainly(names), SIGNED);
        }
    }
    Found::default()
}

/// A name by itself at the right below a paragraph.
pub fn closing(sources: &Sources<'_>, place: &Place, _: &[String]) -> Found {
    const LONGEST: usize = 50;
    const PARAGRAPH: usize = 120;
    let page = sources.page;
    let from = place.headline.unwrap_or(0);
    let wanted = |text: &str, at: usize| {
        at > from
            && text.len() <= LONGEST
            && page.text(&page.lines[at - 1]).len() > PARAGRAPH
            && is_right(sources.tree.node(page.lines[at].node))
    };
    for (text, _) in place.all_lines(sources, wanted) {
        let names = people(text);
        if !names.is_empty() && names.iter().all(|name| is_personal(name) && contains(name, " ")) {
            return (plainly(names), CLOSING);
        }
    }
    Found::default()
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

/// Authors of these names, no more known of them.
#[inline(never)]
pub fn plainly(names: Vec<String>) -> Vec<Author> {
    names.into_iter().map(|name| Author { name, url: None }).collect()
}

/// "Ann Lee - 5 March 2019" right at the headline.
pub fn dated(sources: &Sources<'_>, place: &Place, _: &[String]) -> Found {
    const REACH: usize = 5;
    for (text, at) in place.lines(sources) {
        if place.headline.is_some_and(|headline| at.abs_diff(headline) > REACH)
            || text.len() > LONGEST_BYLINE
            || !has_digit(text)
            || !super::dates::has_date(text)
        {
            continue;
        }
        // The name stands before or behind the date, apart from it.
        for part in runs(text, |c| !"|•·/—–-,@".contains(c)) {
            if part.len() == text.len() || has_digit(part) {
                continue;
            }
            let names = people(part);
            if names.len() == 1 && is_personal(&names[0]) && contains(&names[0], " ") {
                return (plainly(names), DATED);
            }
        }
    }
    Found::default()
}
