//! The standfirst: the sentence or two between headline and text.

use super::bylines::block_of;
use super::facts::Said;
use super::marks::mark;
use super::page::Spot;
use super::plain::LONG;
use super::words::{before, contains, each, has_digit};
use super::{Place, Sources};
use crate::text::words;
use crate::tree::{Name, Node, attr, tag};

const FEWEST_WORDS: usize = 4;
const MOST_WORDS: usize = 120;
/// With so many words the text has begun.
const TEXT_WORDS: usize = 25;
/// A line of the text has at least so many.
const PROSE_WORDS: usize = 15;

/// The standfirst of the article with this title.
#[inline(never)]
pub fn read<'a>(sources: &Sources<'a>, place: &Place<'a>, title: &str) -> Said<'a> {
    const AFTER: usize = 12;
    const BEFORE: usize = 3;
    const EXCLUDED: u16 =
        mark::ELSEWHERE | mark::AUTHOR | mark::DATE | mark::CAPTION | mark::LINK | mark::BODY | mark::HIDDEN;
    const NOWHERE: u16 = mark::FRAME | mark::COMMENT | mark::CAPTION | mark::LINK | mark::HIDDEN;
    let page = sources.page;
    let title = page.texts.loose(title);
    let Some(headline) = place.headline.filter(|_| !title.is_empty()) else { return Said::default() };
    let mut described = Vec::new();
    for (text, _) in page.said("og:description,description,twitter:description", LONG) {
        described.push(page.texts.loose(text));
    }
    let (mut second, mut third, mut apart) = ("", "", true);
    // Where the text goes on already, what is named so is a heading within it.
    let mut begun = false;
    let from = headline.saturating_sub(BEFORE);
    for (at, line) in page.lines.iter().enumerate().skip(from).take(AFTER + BEFORE) {
        let text = page.text(line);
        let own = page.texts.loose(text);
        let node = sources.tree.node(line.node);
        if contains(own, title) || !(FEWEST_WORDS..=MOST_WORDS).contains(&words(text)) {
            continue;
        }
        // The first line below the headline, if it stands with it and apart from the text. No teaser is so near.
        if apart
            && at > headline
            && !is_byline(sources, at)
            && place.elsewhere(node, at, line.marks) & EXCLUDED == 0
        {
            apart = false;
            third = if stands_with_headline(sources, place, at) { text } else { "" };
        }
        // A line that says what the description says, whatever it is named, if it is not the beginning of the text.
        let is_said = |said: &&str| *said == own || begins(own, said) || begins(said, own);
        if second.is_empty()
            && line.level != 1
            && place.elsewhere(node, at, line.marks) & NOWHERE == 0
            && described.iter().any(is_said)
            && !is_first_paragraph(sources, at).unwrap_or(!described.contains(&own))
        {
            second = text;
        }
        let excluded = place.elsewhere(node, usize::MAX, line.marks) & EXCLUDED;
        if line.marks & mark::SUBTITLE != 0 && excluded == 0 && !begun {
            return (page.texts.plain(text, LONG), ["standfirst in the page", ""]);
        }
        begun |= at > headline && excluded & !mark::BODY == 0 && words(text) >= TEXT_WORDS;
    }
    if second.is_empty() {
        (page.texts.plain(third, LONG), ["line between headline and text", ""])
    } else {
        (page.texts.plain(second, LONG), ["line that is the description", ""])
    }
}

/// Whether `text` begins with what `beginning` says, both loosely: descriptions are cut off, or go on.
fn begins(text: &str, beginning: &str) -> bool {
    const SHORTEST: usize = 40;
    beginning.len() >= SHORTEST && text.starts_with(beginning)
}

/// Whether the line `at` is a paragraph like the one that follows, if one does.
fn is_first_paragraph(sources: &Sources<'_>, at: usize) -> Option<bool> {
    const AFTER: usize = 8;
    let lines = &sources.page.lines;
    let block = |at: usize| {
        let node = sources.tree.node(lines[at].node);
        block_of(node.parent().filter(|_| node.is(tag::A)).unwrap_or(node))
    };
    let (own, is_set_apart) = block(at);
    let is_prose = |at: &usize| words(sources.page.text(&lines[*at])) >= PROSE_WORDS;
    // Some classes are a number, behind the name.
    let class = |node: Node<'_>| before(node.attr(attr::CLASS).unwrap_or_default(), " ").to_owned();
    let next = (at + 1..lines.len().min(at + AFTER)).find(is_prose)?;
    let (next, is_next_apart) = block(next);
    let is_alike = next.name() == own.name() && class(next) == class(own) && is_next_apart == is_set_apart;
    Some(is_alike && next.parent() == own.parent())
}

/// Whether the line `at` names people or dates.
fn is_byline(sources: &Sources<'_>, at: usize) -> bool {
    let named = |spot: &Spot| spot.line == at && spot.own & (mark::AUTHOR | mark::DATE) != 0;
    sources.page.spots.iter().any(named)
}

/// Whether the line `at` fills a box beside the headline, or beside what the headline is in, and is no first paragraph
/// among others.
fn stands_with_headline(sources: &Sources<'_>, place: &Place, at: usize) -> bool {
    /// More words than this are a paragraph, or two.
    const MOST_WORDS: usize = 70;
    /// Fewer are a label, or with figures a date or how many have read it.
    const FEWEST_WORDS: usize = 5;
    const FEWEST_WORDS_WITH_FIGURES: usize = 10;
    /// More links than one sentence has.
    const MANY_LINKS: usize = 3;
    /// Lines after it that are looked at.
    const AFTER: usize = 12;
    let lines = &sources.page.lines;
    let text = sources.page.text(&lines[at]);
    let count = words(text);
    let fewest = match has_digit(text) {
        true => FEWEST_WORDS_WITH_FIGURES,
        false => FEWEST_WORDS,
    };
    let box_of = |at: usize| beside(place, sources.tree.node(lines.get(at)?.node));
    let Some(own) = box_of(at) else { return false };
    if count < fewest
        || count > MOST_WORDS
        || has_time(text)
        || holds(own, &[tag::BUTTON, tag::INPUT, tag::LI, tag::TIME], 1)
        || holds(own, &[tag::A], MANY_LINKS)
        || own.previous().is_some_and(|before| holds(before, &[tag::IMG, tag::FIGURE], 1))
    {
        return false;
    }
    for (next, line) in lines.iter().enumerate().skip(at + 1).take(AFTER) {
        let Some(other) = box_of(next) else { continue };
        // A paragraph beside it: like it, and in no box with others.
        let is_alike = other.parent() == own.parent() && other.name() == own.name();
        let is_alone = box_of(next - 1) != Some(other) && box_of(next + 1) != Some(other);
        if other == own
            || is_alike
                && is_alone
                && (is_named(other) || !is_named(own))
                && words(sources.page.text(line)) >= PROSE_WORDS
        {
            return false;
        }
    }
    true
}

/// Whether a time of the day is in `text`.
fn has_time(text: &str) -> bool {
    let is_time = |b: &[u8]| b[1] == b':' && b[0].is_ascii_digit() && b[2].is_ascii_digit();
    text.as_bytes().windows(3).any(is_time)
}

/// Whether `node` and the first nodes below it are `count` times one of `names`.
#[inline(never)]
fn holds(node: Node<'_>, names: &[Name], count: usize) -> bool {
    const LOOKED_AT: usize = 40;
    let mut found = usize::from(node.is_any(names));
    for node in node.descendants().take(LOOKED_AT) {
        found += usize::from(node.is_any(names));
    }
    found >= count
}

/// What is beside the headline, or beside what the headline is in, and holds `node`.
#[inline(never)]
fn beside<'a>(place: &Place, node: Node<'a>) -> Option<Node<'a>> {
    const LEVELS: usize = 4;
    let is_above = |node: Node<'_>| place.above.has(node.id().index() as u64);
    let mut own = node;
    for _ in 0..LEVELS {
        let parent = own.parent()?;
        if is_above(parent) {
            return Some(own).filter(|own| !is_above(*own));
        }
        own = parent;
    }
    None
}

/// Whether the class of `node` calls it a standfirst, in words too common to rely on elsewhere.
fn is_named(node: Node<'_>) -> bool {
    const WORDS: &str = "lead,intro,teaser,perex,summary,chap,desc,sub,epigraph";
    let class = node.attr(attr::CLASS).unwrap_or_default();
    each(WORDS).any(|word| contains(class, word))
}
