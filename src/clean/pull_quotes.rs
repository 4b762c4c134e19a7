//! Quotes set large that say again what the text says. Those that say something of their own stay.

use super::facts::{Facts, key};
use super::{Context, Cut, hints};
use crate::tree::{Node, Tree, tag};

const HINTS: &[&str] = &["pullquote", "pull", "pullout", "callout", "quote", "blockquote", "highlight"];
/// Shorter ones repeat by chance.
const MIN_WORDS: u32 = 5;
const MAX_WORDS: u32 = 80;
/// Each is looked for in the whole text.
const MAX_QUOTES: usize = 16;

pub fn find(tree: &Tree, facts: &Facts, _: &Context<'_>) -> Vec<Cut> {
    let is_quote = |node: &Node<'_>| {
        (node.is_any(&[tag::BLOCKQUOTE, tag::ASIDE, tag::FIGURE])
            || node.is_any(&[tag::DIV, tag::P, tag::SECTION, tag::H2, tag::H3, tag::H4])
                && hints::has(*node, HINTS))
            && (MIN_WORDS..=MAX_WORDS).contains(&facts.of(node.id()).words())
    };
    let mut quotes: Vec<Node<'_>> = Vec::new();
    let mut walk = tree.root().descendants();
    let mut next = walk.next();
    while let Some(node) = next {
        if is_quote(&node) {
            if quotes.len() == MAX_QUOTES {
                break;
            }
            quotes.push(node);
            next = walk.skip_below(node);
        } else {
            next = walk.next();
        }
    }
    if quotes.is_empty() {
        return Vec::new();
    }
    let text = text_without(tree, &quotes);
    quotes
        .into_iter()
        .filter(|quote| {
            // Without who says it, which stands under a quote but not in the text.
            let said = quote.children().filter(|node| !is_attribution(*node)).map(|node| node.text_content());
            let said = key(&said.collect::<Vec<_>>().join(" "));
            said.split(' ').count() >= MIN_WORDS as usize && text.contains(&said)
        })
        .map(|quote| Cut { id: quote.id(), reason: "repeats the text" })
        .collect()
}

fn is_attribution(node: Node<'_>) -> bool {
    node.is_any(&[tag::CITE, tag::FOOTER, tag::FIGCAPTION, tag::IMG])
        || hints::has(node, &["attribution", "author", "cite", "source", "name"])
}

fn text_without(tree: &Tree, quotes: &[Node<'_>]) -> String {
    let mut text = String::new();
    let mut walk = tree.root().descendants();
    let mut next = walk.next();
    while let Some(node) = next {
        if quotes.contains(&node) {
            next = walk.skip_below(node);
        } else {
            text.push_str(node.text());
            text.push(' ');
            next = walk.next();
        }
    }
    key(&text)
}
