//! Heading levels without gaps: the title is the only `h1`, so the body's highest headings are `h2`.

use super::facts::HEADINGS;
use super::{Context, find};
use crate::metadata::words::{behind, has, is_blank, trim};
use crate::text;
use crate::tree::{Name, Node, NodeId, Tree, attr, tag};

const LEVELS: [Name; 6] = [tag::H2, tag::H3, tag::H4, tag::H5, tag::H6, tag::H6];

pub fn repair(draft: &mut Tree, context: &mut Context<'_>) {
    for id in find::nodes(draft, &is_paragraph) {
        draft.rename(id, tag::DIV);
    }
    if let Some(id) = standfirst(draft).filter(|_| context.is_article) {
        draft.rename(id, tag::P);
    }
    for link in find::nodes(draft, &|node| is_own(node) && (!says(node) || leads_here(node))) {
        draft.remove_attr(link, attr::HREF);
        if says(draft.node(link)) {
            draft.rename(link, tag::SPAN);
        } else {
            // Its id may be what other links lead to, so the element stays, empty.
            find::empty(draft, link);
        }
    }
    let headings = find::named(draft, &HEADINGS);
    let mut names = HEADINGS;
    // Each level in use becomes the next one that is free.
    let mut free = 0;
    for name in &mut names {
        let is_used = headings.iter().any(|id| draft.node(*id).is(*name));
        *name = LEVELS[free];
        free += usize::from(is_used);
    }
    for id in headings {
        if let Some(level) = HEADINGS.iter().position(|name| draft.node(id).is(*name)) {
            draft.rename(id, names[level]);
        }
    }
}

/// Whether the link `node` leads to itself or to what is near around it: for who reads the heading it is no link.
fn leads_here(node: Node<'_>) -> bool {
    /// Elements between a link and the section that its heading heads.
    const LEVELS: usize = 4;
    let name = behind(node.attr(attr::HREF).unwrap_or_default(), "#");
    find::around(node, LEVELS, &|node| node.attr(attr::ID) == Some(name)).is_some()
}

/// The heading that the text begins with, if it is a sentence.
fn standfirst(draft: &Tree) -> Option<NodeId> {
    /// Fewer words head a section.
    const WORDS: u32 = 8;
    /// Elements between a text and its heading or figure.
    const LEVELS: usize = 6;
    let first = find::below(draft.root(), usize::MAX, &|node| {
        let is_aside = |node: Node<'_>| node.is(tag::FIGURE);
        node.is_text() && !is_blank(node.text()) && find::around(node, LEVELS, &is_aside).is_none()
    });
    let heading = find::around(first?, LEVELS, &|node| node.is_any(&HEADINGS))?;
    let fits = is_sentence(&heading.text_content(), WORDS) && !find::holds(heading, &[tag::A, tag::IMG]);
    fits.then_some(heading.id())
}

/// Whether `said` ends as a sentence does that is no question, and has at least `words` words.
fn is_sentence(said: &str, words: u32) -> bool {
    let end = trim(said, "").chars().next_back();
    text::half_words(said) >= 2 * words && end.is_some_and(text::is_sentence_end) && !asks(end)
}

fn asks(end: Option<char>) -> bool {
    end.is_some_and(text::is_question)
}

/// Whether `node` is a heading by its looks alone: a picture, a paragraph, or several.
fn is_paragraph(node: Node<'_>) -> bool {
    /// More words than a heading has that ends as a sentence does, and than any has. A question may be long.
    const SENTENCE: u32 = 25;
    const WORDS: u32 = 46;
    if !node.is_any(&HEADINGS) {
        return false;
    }
    let said = node.text_content();
    is_sentence(&said, SENTENCE)
        || text::half_words(&said) >= 2 * WORDS && !asks(trim(&said, "").chars().next_back())
        || is_blank(&said) && find::holds(node, &[tag::IMG])
}

/// Whether `node` is a link that a heading may offer to itself.
fn is_own(node: Node<'_>) -> bool {
    node.is(tag::A)
        && node.attr(attr::HREF).is_some_and(|href| href.contains('#'))
        && find::around(node, 3, &|node| node.is_any(&HEADINGS)).is_some()
        && !find::holds(node, &[tag::IMG])
}

/// Whether more than a sign stands in `node`.
fn says(node: Node<'_>) -> bool {
    let is_said = |c: char| {
        !matches!(c, '#' | '¶' | '§' | '🔗' | '∞' | '\u{200b}'..='\u{200d}' | '\u{feff}')
            && !c.is_whitespace()
    };
    has(&node.text_content(), is_said)
}
