//! Notices about cookies, scripts, payment and accounts.

use super::facts::{Facts, Line};
use super::find::{After, Boxes};
use super::{Context, Cut, find, hints, words};
use crate::keys;
use crate::metadata::words::{contains, has_digit, starts, trim_start};
use crate::tree::{Node, Tree, tag};

const BOX_WORDS: u32 = 120;
const BOXES: Boxes = Boxes {
    names: &[tag::DIV, tag::ASIDE, tag::SECTION, tag::P],
    hints: keys::words!("cookie cookies consent gdpr paywall regwall adblock metering"),
    reason: "notice box",
    words: 1..=BOX_WORDS,
    // What lies behind a paywall is named after it too.
    prose: false,
    linked: find::ANY_LINKS,
};
/// What an article says of itself and of its links.
const DISCLAIMERS: Boxes = Boxes {
    hints: keys::words!("disclaimer disclaimers disclosure disclosures affiliate"),
    words: 1..=90,
    prose: true,
    ..BOXES
};
const LINE_WORDS: u32 = 45;
const LAST_LINES: usize = 3;

pub fn find(tree: &Tree, facts: &Facts, context: &Context<'_>) -> Vec<Cut> {
    let mut cuts = find::named_boxes(tree, facts, &BOXES);
    // Where each paragraph behind a paywall is named after it, so are the short ones.
    let is_behind =
        |node: Node<'_>| node.is(tag::P) && facts.of(node.id()).prose > 0 && hints::has(node, BOXES.hints);
    if find::below(tree.root(), usize::MAX, &is_behind).is_some() {
        cuts.retain(|cut| !tree.node(cut.id).is(tag::P));
    }
    cuts.extend(find::named_boxes(tree, facts, &DISCLAIMERS));
    let (_, end) = facts.prose();
    for (at, line) in facts.lines.iter().enumerate() {
        if line.words() > LINE_WORDS {
            continue;
        }
        // Links to other articles may still follow.
        let is_last = at + LAST_LINES >= facts.lines.len() || at + 1 >= end;
        let is_notice = words::any(words::AFFILIATES, &|words| contains(&line.key, words))
            || notifies(tree, facts, line, at >= end)
            || line.is_heading(tree) && is_about_author(tree, line, context);
        if is_notice || is_last && reserves_rights(tree, line) {
            find::cut_line(&mut cuts, tree, line, "notice");
        }
        // A heading that asks for payment has its offers below it.
        if is_notice && line.is_heading(tree) {
            cuts.push(Cut { id: facts.headed(tree, at, BOX_WORDS), reason: "box under a notice" });
        }
    }
    cuts
}

/// Whether `line` is a notice; `after`: it comes after the prose.
fn notifies(tree: &Tree, facts: &Facts, line: &Line, after: bool) -> bool {
    let node = tree.node(line.first);
    // What stands alone in its box, or is loose there.
    let apart =
        || node.parent().is_some_and(|node| node.is_element() && facts.of(node.id()).halves == line.halves);
    let plain = line.prose && line.linked == 0;
    // Somebody is quoted.
    if starts(trim_start(&node.text_content(), ""), |c| {
        matches!(c, '"' | '“' | '„' | '«' | '‘' | '「' | '『')
    }) {
        return false;
    }
    if let Some(label) = words::NOTICES.longest(&line.key) {
        // Whoever builds websites writes about them, in paragraphs.
        return !(plain && contains(label, "cookie") && !apart());
    }
    let Some(label) = words::MAYBE_NOTICES.longest(&line.key) else { return false };
    label.len() == line.key.len()
        || words::any(words::ACCOUNTS, &|word| contains(&line.key, word))
        || !plain && !line.is_heading(tree) && !find::is_item(node) && (apart() || after && !line.prose)
}

/// Whether the heading `line` is over a box about who wrote the article.
fn is_about_author(tree: &Tree, line: &Line, context: &Context<'_>) -> bool {
    let Some(label) = words::ABOUT.longest(&line.key) else { return false };
    find::after(tree, line, label) != After::Words
        || context.authors().iter().any(|author| contains(&line.key, author))
}

/// Whether `line` says whose the rights are, as the very last lines do.
fn reserves_rights(tree: &Tree, line: &Line) -> bool {
    words::RIGHTS.begin(&line.key)
        || line.key.starts_with("copyright ") && line.key.split(' ').any(is_year)
        || trim_start(&tree.node(line.first).text_content(), "").starts_with('©')
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && has_digit(word)
}
