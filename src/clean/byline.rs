//! Author, date and reading time at the top, which the metadata has.

use super::facts::{Facts, Line, key};
use super::{Context, Cut, words};
use crate::tree::{Node, Tree, tag};

/// More words than such a line has.
const LINE_WORDS: u32 = 24;
/// More words than a line has that is nothing but a date, or nothing but a name.
const BARE_WORDS: u32 = 9;
/// More words than a time told from now has.
const AGO_WORDS: u32 = 5;
/// Where there is no prose, the top ends here.
const TOP_LINES: usize = 12;

pub fn find(tree: &Tree, facts: &Facts, context: &Context<'_>) -> Vec<Cut> {
    let authors: Vec<String> = context.metadata.authors.iter().map(|author| key(&author.name)).collect();
    let metadata = context.metadata;
    let years: Vec<&str> = [&metadata.published, &metadata.modified]
        .into_iter()
        .flatten()
        .filter_map(|date| date.get(..4))
        .collect();
    let (start, _) = facts.prose();
    let reason = |line: &Line| {
        let key = line.key.as_str();
        if line.words() > LINE_WORDS
            || key.is_empty()
            || line.is_heading(tree)
            || is_content(tree.node(line.first))
        {
            return None;
        }
        let bare = line.words() <= BARE_WORDS;
        let named = authors.iter().any(|author| !author.is_empty() && key.contains(author.as_str()));
        let signed = words::BY.begin(key);
        let dated = words::DATED.begin(key);
        let has_digit = || key.contains(|c: char| c.is_ascii_digit());
        let ago = || words::AGO.iter().any(|ago| key.ends_with(ago) || key.starts_with(ago));
        if line.words() <= BARE_WORDS + 3 && words::READING_TIME.iter().any(|phrase| key.contains(phrase)) {
            Some("reading time")
        } else if named && (bare || signed)
            || bare && signed && !line.prose && has_byline_hint(tree.node(line.first))
        {
            Some("byline")
        } else if is_date(key, &years) && (bare || dated) || line.words() <= AGO_WORDS && has_digit() && ago()
        {
            Some("date")
        } else {
            None
        }
    };
    let top = facts.lines.iter().take(start.min(TOP_LINES));
    top.filter_map(|line| Some((line, reason(line)?)))
        .flat_map(|(line, reason)| line.nodes(tree).map(move |node| Cut { id: node.id(), reason }))
        .collect()
}

/// What names people and dates for its own sake.
fn is_content(node: Node<'_>) -> bool {
    std::iter::once(node)
        .chain(node.ancestors().take(6))
        .any(|node| node.is_any(&[tag::FIGURE, tag::FIGCAPTION, tag::BLOCKQUOTE, tag::PRE]))
}

fn has_byline_hint(node: Node<'_>) -> bool {
    let hints = ["byline", "author", "authors", "meta", "credit", "contributor", "writer", "info"];
    std::iter::once(node).chain(node.ancestors().take(2)).any(|node| super::hints::has(node, &hints))
}

/// A line of digits with the year of publication among them, or of a time of the day.
fn is_date(key: &str, years: &[&str]) -> bool {
    let mut numbers = key.split(|c: char| !c.is_ascii_digit()).filter(|word| !word.is_empty());
    let has_year = numbers.clone().any(|word| years.contains(&word));
    let letters: usize = key.split(' ').filter(|word| !word.contains(|c: char| c.is_ascii_digit())).count();
    let labeled = words::DATED.begin(key);
    let digits = numbers.by_ref().count();
    has_year && (digits >= 2 || labeled) && letters <= 8 || labeled && digits >= 2 && letters <= 8
}
