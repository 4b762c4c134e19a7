//! Invitations to newsletters and subscriptions.

use super::facts::{Facts, Line, key};
use super::find::Boxes;
use super::next_article::holds_link_away;
use super::{Context, Cut, find, words};
use crate::keys;
use crate::metadata::words::{contains, find as find_text, mentions, trim};
use crate::text::lower_case;
use crate::tree::{Node, Tree, tag};

/// More words than an invitation has.
const BOX_WORDS: u32 = 120;
const BOXES: Boxes = Boxes {
    names: &[tag::DIV, tag::ASIDE, tag::SECTION, tag::FORM, tag::UL, tag::FIGURE],
    hints: keys::words!(
        "newsletter newsletters signup subscribe subscription subscriptions mailinglist optin mailchimp cta"
    ),
    reason: "sign-up box",
    words: 1..=BOX_WORDS,
    prose: true,
    linked: find::ANY_LINKS,
};
const LINE_WORDS: u32 = 40;

pub fn find(tree: &Tree, facts: &Facts, context: &Context<'_>) -> Vec<Cut> {
    let mut cuts = find::named_boxes(tree, facts, &BOXES);
    for line in &facts.lines {
        if line.words() > LINE_WORDS {
            continue;
        }
        let begins = words::SIGN_UP.begin(&line.key);
        let is_listed = |list| words::any(list, &|word| contains(&line.key, word));
        let invites = !begins && invites(tree, line);
        let promises = is_listed(words::INBOXES) && is_listed(words::SIGNING);
        if !invites && !begins && !promises {
            continue;
        }
        // In a sentence of the article such words can stand too. An invitation is a link, a heading, or alone in a
        // box of its own among the article's paragraphs.
        let around = facts.box_of(tree, line.first, 2 * BOX_WORDS);
        let counts = facts.of(around);
        let boxed = counts.halves > line.halves && counts.words() <= BOX_WORDS;
        let many = words::SIGN_UP.begin_many(&line.key);
        let offers = (counts.links > 0 || many) && (counts.prose == 0 || counts.links > 0 && many);
        let aside = || find::around(tree.node(line.first), 4, &|node| node.is(tag::ASIDE)).is_some();
        let heads = line.is_heading(tree) && offers || promises && counts.prose == 0;
        if boxed && heads || aside() {
            cuts.push(Cut { id: around, reason: "sign-up box" });
        } else if line.linked > 0
            // A heading can be a link to itself.
            && (!line.is_heading(tree) || holds_link_away(tree.node(line.first), context))
            && !find::is_item(tree.node(line.first))
            && (line.link_density() > 0.5 || invites || begins && promises || !line.prose && mentions(&line.key, words::MAILED))
        {
            find::cut_line(&mut cuts, tree, line, "sign-up line");
        }
    }
    cuts
}

/// Whether `line` names a newsletter, and asks to get it: in a link, of "you" or to "us", or in a sentence that begins
/// so. Others who sign up for newsletters do so in the middle of a sentence.
fn invites(tree: &Tree, line: &Line) -> bool {
    let is_listed = |list, text: &str| words::any(list, &|word| contains(text, word));
    if line.linked == 0 || !is_listed(words::NEWSLETTERS, &line.key) {
        return false;
    }
    let node = tree.node(line.first);
    let asks = |link: Node<'_>| link.is(tag::A) && is_listed(words::SIGNING, &key(&link.text_content()));
    let said = lower_case(&node.text_content());
    let begins = |word: &str| {
        let before = find_text(&said, word).map_or("-", |at| trim(&said[..at], ""));
        before.is_empty()
            || before.ends_with(['.', '!', '?', '—', '–', '*', ':'])
            || before.ends_with("please")
    };
    is_listed(words::OURS, &line.key)
        || find::below(node, usize::MAX, &asks).is_some()
        || words::any(words::SIGNING, &begins)
}
