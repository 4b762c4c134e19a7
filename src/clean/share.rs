//! Share bars and other rows of buttons, and what they count.

use super::facts::{Facts, Line};
use super::{Context, Cut, find, hints, words};
use crate::metadata::words::{contains, has_digit, listed};
use crate::tree::{Node, Tree, tag};

const HINTS: &str = "share shares sharing sharebar sharethis sharedaddy addthis addtoany social socials toolbar tools \
    sns bookmark bookmarks";

/// More words than a row of buttons has.
const BAR_WORDS: u32 = 30;
/// More words than the label of a button has.
const LABEL_WORDS: u32 = 6;

pub fn find(tree: &Tree, facts: &Facts, _: &Context<'_>) -> Vec<Cut> {
    let names =
        [tag::DIV, tag::UL, tag::OL, tag::ASIDE, tag::SECTION, tag::SPAN, tag::P, tag::FOOTER, tag::HEADER];
    let mut cuts = find::boxes(tree, facts, &names, "share bar", &|node, counts| {
        counts.words() <= BAR_WORDS
            && counts.prose == 0
            // A word about sharing in a class name means nothing where a plain sentence stands.
            && (counts.links > 0 || counts.words() <= LABEL_WORDS)
            && (counts.images == 0 || counts.links > 0)
            && hints::has(node, HINTS)
    });
    for line in &facts.lines {
        if line.words() > LABEL_WORDS || line.is_heading(tree) {
            continue;
        }
        let linked = line.link_density() > 0.5;
        // "Share on …", with the name of some service. "Post" and "Like" are words too; a button is alone with others
        // of its kind, or a link.
        if linked && (words::SHARE.contains(&line.key) || words::SHARE.begin_many(&line.key))
            || words::SHARE.contains(&line.key) && is_in_bar(tree, line)
        {
            find::cut_line(&mut cuts, tree, line, "label of a button");
        } else if is_counter(tree, line) {
            find::cut_line(&mut cuts, tree, line, "counter");
        }
    }
    cuts
}

/// Whether `line` says nothing but how many did something: "4.9 from 341 votes".
fn is_counter(tree: &Tree, line: &Line) -> bool {
    let (mut numbers, mut counted) = (false, false);
    for word in line.key.split(' ') {
        if has_digit(word) {
            numbers = true;
        } else if words::COUNTED.contains(word) {
            counted = true;
        } else if !listed("from,of,out,k,m", word) {
            return false;
        }
    }
    numbers && counted && !tree.node(line.first).is_any(&[tag::LI, tag::TD, tag::TH, tag::DD, tag::DT])
}

/// Whether `line` is an item, or its neighbors are buttons as well.
fn is_in_bar(tree: &Tree, line: &Line) -> bool {
    let node = tree.node(line.first);
    let is_button = |near: Option<Node<'_>>| {
        near.is_some_and(|near| {
            near.is_element()
                && near.descendants().nth(7).is_none()
                && words::SHARE.contains(&super::facts::key(&near.text_content()))
        })
    };
    node.is(tag::LI)
        || !contains(&line.key, "post")
            && !contains(&line.key, "like")
            && line.key.len() > 4
            && node.is_any(&[tag::DIV, tag::SPAN])
        || is_button(node.previous())
        || is_button(node.next())
}
