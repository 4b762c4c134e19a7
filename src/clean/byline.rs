//! Author, date and reading time at the top, which the metadata has.

use super::facts::{Facts, Line, key};
use super::find::After;
use super::{Context, Cut, find, hints, words};
use crate::keys;
use crate::metadata::words::{contains, has_digit, runs};
use crate::tree::{Name, Node, Tree, attr, tag};

const HINTS: &[u32] = keys::words!("byline author authors meta credit contributor writer info");
/// More words than such a line has.
const LINE_WORDS: u32 = 24;
/// More words than a line has that is nothing but a date, or nothing but a name.
const BARE_WORDS: u32 = 9;
/// More words than a time told from now has.
const AGO_WORDS: u32 = 5;
/// More words beside an image are its caption rather than the name of whose face it shows.
const FACE_WORDS: u32 = 6;
const DATE: &str = "date";
/// What names people and dates for its own sake, and how far around them.
const CONTENT: [Name; 4] = [tag::FIGURE, tag::FIGCAPTION, tag::BLOCKQUOTE, tag::PRE];
const LEVELS: usize = 6;
/// Where there is no prose, the top ends here.
const TOP_LINES: usize = 12;

pub fn find(tree: &Tree, facts: &Facts, context: &Context<'_>) -> Vec<Cut> {
    let authors = context.authors();
    let metadata = context.metadata;
    let dates = [metadata.published.as_deref(), metadata.modified.as_deref()];
    let years = dates.map(|date| date.and_then(|date| date.get(..4)).unwrap_or("-"));
    // A caption above the byline can be as long as a paragraph.
    let is_text = |line: &Line| {
        let node = tree.node(line.first);
        let is_caption = |node: Node<'_>| node.is(tag::FIGURE) || hints::is_beside(node);
        line.prose && find::around(node, LEVELS, &is_caption).is_none()
    };
    let is_face = |node: Node<'_>| authors.contains(&key(node.attr(attr::ALT).unwrap_or_default()));
    // Pictures of the authors, with what is said under them.
    let names = [tag::IMG, tag::FIGURE];
    let mut cuts = find::boxes(tree, facts, &names, "picture of the author", &|node, counts| {
        counts.images == 1
            && counts.words() <= LINE_WORDS
            && (is_face(node) || find::below(node, usize::MAX, &is_face).is_some())
    });
    let mut below = Vec::new();
    let (mut signed, mut begun, mut goes_on) = (false, false, false);
    for line in facts.lines.iter().take(TOP_LINES) {
        let is_text = is_text(line);
        if begun && is_text {
            goes_on = true;
            break;
        }
        begun |= is_text;
        let Some(reason) = reason(tree, facts, line, &authors, &years) else { continue };
        if !begun {
            find::cut_line(&mut cuts, tree, line, reason);
        } else if find::after(tree, line, &line.key) == After::Nothing {
            signed |= reason != DATE;
            find::cut_line(&mut below, tree, line, reason);
        }
    }
    // The first paragraph can be a standfirst. What stands under it is told from the text by a byline or a reading time.
    if signed && goes_on {
        cuts.extend(below);
    }
    cuts
}

fn reason(
    tree: &Tree,
    facts: &Facts,
    line: &Line,
    authors: &[String],
    years: &[&str; 2],
) -> Option<&'static str> {
    let key = line.key.as_str();
    let node = tree.node(line.first);
    let counts = line.words();
    if counts > LINE_WORDS
        || key.is_empty()
        || line.is_heading(tree)
        || find::around(node, LEVELS, &|node| node.is_any(&CONTENT)).is_some()
        || facts.of(line.first).images > 0 && counts > FACE_WORDS
    {
        return None;
    }
    let bare = counts <= BARE_WORDS;
    let named = authors.iter().any(|author| contains(key, author));
    let signed = words::BY.begin(key);
    let dated = words::DATED.begin(key);
    if counts <= BARE_WORDS + 3 && words::any(words::READING_TIME, &|phrase| contains(key, phrase)) {
        Some("reading time")
    } else if named && (bare || signed)
        || bare && signed && !line.prose && find::around(node, 2, &|node| hints::has(node, HINTS)).is_some()
    {
        Some("byline")
    } else if (is_date(key, years, dated) && (bare || dated) || counts <= AGO_WORDS && is_ago(key))
        && (dated || !is_sentence(tree, line))
    {
        Some(DATE)
    } else {
        None
    }
}

/// Whether `key` tells a time from now.
fn is_ago(key: &str) -> bool {
    /// Words of scripts from here on stand without a space behind others.
    const FIRST_JOINED: &str = "\u{800}";
    has_digit(key)
        && words::any(words::AGO, &|ago| {
            let joined = ago >= FIRST_JOINED;
            key.strip_suffix(ago).is_some_and(|before| joined || before.ends_with(' '))
                || key.strip_prefix(ago).is_some_and(|after| after.starts_with(' '))
        })
}

/// Whether `line` ends as sentences do, and has the words for one.
fn is_sentence(tree: &Tree, line: &Line) -> bool {
    const FEW_WORDS: usize = 3;
    line.key.split(' ').filter(|word| !has_digit(word)).count() > FEW_WORDS
        && find::after(tree, line, &line.key) == After::Words
}

/// A line of digits with the year of publication among them, or of a time of the day.
fn is_date(key: &str, years: &[&str; 2], dated: bool) -> bool {
    const MOST_LETTERS: usize = 10;
    let (mut digits, mut letters, mut has_year) = (0, 0, false);
    for word in key.split(' ') {
        letters += usize::from(!has_digit(word));
        for number in runs(word, |c| c.is_ascii_digit()) {
            digits += 1;
            has_year |= years.contains(&number);
        }
    }
    letters <= MOST_LETTERS && (has_year && dated || (has_year || dated) && digits >= 2)
}
