//! Share bars and other rows of buttons, and what they count.

use super::facts::{Facts, Line, key};
use super::find::After;
use super::{Context, Cut, find, hints, words};
use crate::keys;
use crate::metadata::words::{before, contains, count, has_digit, listed};
use crate::tree::{Name, Node, NodeId, Tree, tag};

const HINTS: &[u32] = keys::words!(
    "share shares sharing sharebar sharethis sharedaddy addthis addtoany social socials toolbar tools \
    sns bookmark bookmarks"
);

/// More words than a row of buttons has.
const BAR_WORDS: u32 = 30;
/// More words than it takes to ask to be followed.
const FOLLOW_WORDS: u32 = 20;
/// Elements between a figure and a line in it.
const FIGURE_LEVELS: usize = 4;
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
    let labels: Vec<Option<Label>> = facts.lines.iter().map(|line| label(tree, line)).collect();
    let rows = rows(tree, facts, &labels);
    for (at, line) in facts.lines.iter().enumerate() {
        if labels[at].is_some_and(|label| is_button(tree, facts, (&labels, &rows), at, label)) {
            find::cut_line(&mut cuts, tree, line, "label of a button");
        } else if labels_picture(tree, line) {
            find::cut_line(&mut cuts, tree, line, "label of a picture");
        } else if is_place(line) && facts.lines.iter().filter(|other| is_place(other)).nth(1).is_some() {
            find::cut_line(&mut cuts, tree, line, "place in a gallery");
        } else if asks_to_follow(tree, line) {
            find::cut_line(&mut cuts, tree, line, "where to follow");
        } else if line.words() <= LABEL_WORDS && !line.is_heading(tree) && is_counter(tree, line) {
            find::cut_line(&mut cuts, tree, line, "counter");
        }
    }
    cuts
}

/// What the label of a button says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    /// What it does.
    Action,
    /// The service that it leads to, which an article may name as well.
    Service,
}

fn label(tree: &Tree, line: &Line) -> Option<Label> {
    if line.words() > LABEL_WORDS || line.is_heading(tree) {
        return None;
    }
    // "Share on …", with the name of some service.
    if words::SHARE.contains(&line.key) || is_linked(line) && words::SHARE.begin_many(&line.key) {
        Some(Label::Action)
    } else {
        words::SERVICES.contains(&line.key).then_some(Label::Service)
    }
}

fn is_linked(line: &Line) -> bool {
    line.link_density() > 0.5
}

/// The list that `line` is an item of.
fn list_of(tree: &Tree, line: &Line) -> Option<NodeId> {
    let item = find::around(tree.node(line.first), 2, &|node| node.is(tag::LI))?;
    item.parent().map(|list| list.id())
}

/// By list: whether it is a row of buttons. Such a list has nothing else in it, and says what one may do there.
fn rows(tree: &Tree, facts: &Facts, labels: &[Option<Label>]) -> Vec<Option<bool>> {
    let mut rows = vec![Some(false); tree.len()];
    for (line, label) in facts.lines.iter().zip(labels) {
        let row = list_of(tree, line).and_then(|list| rows.get_mut(list.index()));
        if let Some(row) = row {
            let acts = *label == Some(Label::Action) || label.is_some() && is_linked(line);
            *row = row.filter(|_| label.is_some()).map(|before| before || acts);
        }
    }
    rows
}

/// Whether the line `at`, which says `label`, is a button: a link, or one of a row of them. "Post" and "Like" are
/// words too.
fn is_button(
    tree: &Tree,
    facts: &Facts,
    (labels, rows): (&[Option<Label>], &[Option<bool>]),
    at: usize,
    label: Label,
) -> bool {
    let line = &facts.lines[at];
    let node = tree.node(line.first);
    if node.is_any(&[tag::TD, tag::TH, tag::DT, tag::DD]) {
        return false;
    }
    if let Some(list) = list_of(tree, line) {
        return rows.get(list.index()).copied().flatten() == Some(true);
    }
    let near = |at: Option<usize>| at.and_then(|at| labels.get(at)).is_some_and(|label| label.is_some());
    let in_row = near(at.checked_sub(1)) || near(Some(at + 1));
    match label {
        Label::Action => is_linked(line) || in_row || is_alone(tree, line),
        Label::Service => is_linked(line) && in_row,
    }
}

/// Whether `line`, the label of an action, is no sentence: it says what is to be passed on, or stands in an element
/// without meaning of its own.
fn is_alone(tree: &Tree, line: &Line) -> bool {
    let key = &line.key;
    let plain = tree.node(line.first).is_any(&[tag::DIV, tag::SPAN]);
    contains(key, " ") && find::after(tree, line, key) == After::Nothing
        || plain && key.len() > 4 && !contains(key, "post") && !contains(key, "like")
}

/// Whether `line` asks to follow somebody, and links to nothing but the services where one can.
fn asks_to_follow(tree: &Tree, line: &Line) -> bool {
    let leads = |node: Node<'_>, on: bool| {
        node.is(tag::A) && words::SERVICES.contains(&key(&node.text_content())) != on
    };
    let node = tree.node(line.first);
    line.linked > 0
        && line.words() <= FOLLOW_WORDS
        && listed(words::FOLLOW, before(&line.key, " "))
        && find::below(node, usize::MAX, &|node| leads(node, false)).is_some()
        && find::below(node, usize::MAX, &|node| leads(node, true)).is_none()
}

const OF: &str = "of,von,de,sur,di,van,av,af,z,из";

fn is_number(word: &str) -> bool {
    !word.is_empty() && count(word, |c| !c.is_ascii_digit()) == 0
}

/// Whether `line` stands with a picture outside of its caption, and says nothing but that it is one or which, or how
/// many more there are: "Image", "1 of 9", "6 photos".
fn labels_picture(tree: &Tree, line: &Line) -> bool {
    const LABELS: &str = "image,images,picture,pictures,photo,photos,video,bild,bilder,foto,fotos,imágenes,immagini,\
        zdjęcie,zdjęcia,zdjęć,фото";
    let around = |names: &[Name]| {
        find::around(tree.node(line.first), FIGURE_LEVELS, &|node| node.is_any(names)).is_some()
    };
    let labels = |word: &str| is_number(word) || listed(LABELS, word) || listed(OF, word);
    line.words() <= LABEL_WORDS
        && (around(&[tag::FIGURE]) || hints::is_beside(tree.node(line.first)))
        && !around(&[tag::FIGCAPTION, tag::TD, tag::TH, tag::LI, tag::DL, tag::PRE])
        && line.key.split(' ').all(labels)
}

/// Whether `line` says nothing but which of how many: "2 of 57".
fn is_place(line: &Line) -> bool {
    let mut words = line.key.split(' ');
    let (first, of, last) = (words.next(), words.next(), words.next());
    first.is_some_and(is_number)
        && of.is_some_and(|of| listed(OF, of))
        && last.is_some_and(is_number)
        && words.next().is_none()
}

/// Whether `line` says nothing but how many did something: "4.9 from 341 votes".
fn is_counter(tree: &Tree, line: &Line) -> bool {
    let (mut numbers, mut counted) = (false, false);
    for word in line.key.split(' ') {
        if has_digit(word) {
            numbers = true;
        } else if words::COUNTED.contains(word) {
            counted = true;
        } else if !listed("from,of,out,k,m,star,stars", word) {
            return false;
        }
    }
    numbers && counted && !tree.node(line.first).is_any(&[tag::LI, tag::TD, tag::TH, tag::DD, tag::DT])
}
