//! Quotes set large that say again what the text says. Those that say something of their own stay.

use super::facts::{Facts, key};
use super::{Context, Cut, hints};
use crate::keys;
use crate::metadata::words::contains;
use crate::tree::{Node, Tree, tag};

const HINTS: &[u32] = keys::words!("pullquote pull pullout callout quote blockquote highlight");
/// Shorter ones repeat by chance.
const MIN_WORDS: u32 = 5;
const MAX_WORDS: u32 = 80;
/// Each is looked for in the whole text.
const MAX_QUOTES: usize = 16;

pub fn find(tree: &Tree, facts: &Facts, _: &Context<'_>) -> Vec<Cut> {
    let mut quotes: Vec<Node<'_>> = Vec::new();
    let mut text = String::new();
    let mut walk = tree.root().descendants();
    let mut next = walk.next();
    while let Some(node) = next {
        if quotes.len() < MAX_QUOTES && is_quote(node, facts) {
            quotes.push(node);
            next = walk.skip_below(node);
        } else {
            text.push_str(node.text());
            text.push(' ');
            next = walk.next();
        }
    }
    if quotes.is_empty() {
        return Vec::new();
    }
    let text = key(&text);
    let mut cuts = Vec::new();
    for quote in quotes {
        // Without who says it, which stands under a quote but not in the text.
        let mut said = String::new();
        for node in quote.children().filter(|node| !is_attribution(*node)) {
            said.push_str(&node.text_content());
            said.push(' ');
        }
        let said = key(&said);
        if said.split(' ').count() >= MIN_WORDS as usize && contains(&text, &said) {
            cuts.push(Cut { id: quote.id(), reason: "repeats the text" });
        }
    }
    cuts
}

fn is_quote(node: Node<'_>, facts: &Facts) -> bool {
    const NAMED: [crate::tree::Name; 6] = [tag::DIV, tag::P, tag::SECTION, tag::H2, tag::H3, tag::H4];
    (MIN_WORDS..=MAX_WORDS).contains(&facts.of(node.id()).words())
        && (node.is_any(&[tag::BLOCKQUOTE, tag::ASIDE, tag::FIGURE])
            || node.is_any(&NAMED) && hints::has(node, HINTS))
}

fn is_attribution(node: Node<'_>) -> bool {
    node.is_any(&[tag::CITE, tag::FOOTER, tag::FIGCAPTION, tag::IMG])
        || hints::has(node, keys::words!("attribution author cite source name"))
}
