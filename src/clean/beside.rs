//! What stands by the text and is no part of it: captions, lines that say whose a picture is, and links in place of posts
//! elsewhere. All of it stays, and is marked.

use super::facts::{Facts, Line};
use super::find::After;
use super::{Context, find, hints, words};
use crate::content::BESIDE;
use crate::keys;
use crate::metadata::words::contains;
use crate::tree::{Tree, attr, tag};

/// More words than a line has that says whose a picture is.
const CREDIT_WORDS: u32 = 12;
/// Who sells most pictures.
const AGENCY: &str = "getty images";
/// Class words of quotes that scripts make posts of.
const POSTS: &[u32] = keys::words!("media embed embedded tweet post");
/// From here on they are nothing but links.
const ALL_LINKED: f32 = 0.95;

pub fn mark(draft: &mut Tree, facts: &Facts, context: &Context<'_>) {
    if !context.is_article {
        return;
    }
    // What was made a caption just now has not been measured, but what is in it has.
    let mut said = 0;
    for caption in find::named(draft, &[tag::FIGCAPTION]) {
        for node in draft.node(caption).children() {
            said += facts.of(node.id()).halves;
        }
    }
    let tells_story = 2 * said > facts.total().halves;
    let beside = find::nodes(draft, &|node| {
        let linked = || facts.of(node.id()).link_density() > ALL_LINKED;
        node.is(tag::FIGCAPTION) && !tells_story
            || node.is(tag::BLOCKQUOTE) && linked() && hints::has(node, POSTS)
    });
    for line in &facts.lines {
        if is_credit(draft, line) {
            draft.set_attr(line.first, attr::CLASS, BESIDE);
        }
    }
    for id in beside {
        draft.set_attr(id, attr::CLASS, BESIDE);
    }
}

fn is_credit(tree: &Tree, line: &Line) -> bool {
    let key = line.key.as_str();
    let is_labeled =
        || words::CREDITS.longest(key).is_some_and(|label| find::after(tree, line, label) == After::Mark);
    let is_sold = || contains(key, AGENCY) && find::after(tree, line, key) == After::Nothing;
    line.words() <= CREDIT_WORDS
        && tree.node(line.first).is_any(&[tag::P, tag::DIV, tag::SPAN])
        && (is_labeled() || is_sold())
}
