//! The standfirst: the sentence or two between headline and text.

use super::page::{Line, mark};
use super::plain::{LONG, loose, plain};
use super::{Place, Sources, meta_tags};
use crate::text::words;

/// The standfirst, and its source.
#[inline(never)]
pub fn read(sources: &Sources<'_>, place: &Place, title: Option<&str>) -> Option<(String, String)> {
    const AFTER: usize = 12;
    const BEFORE: usize = 3;
    const FEWEST_WORDS: usize = 4;
    const MOST_WORDS: usize = 120;
    let page = sources.page;
    let title = title.map(loose).unwrap_or_default();
    let fits = |text: &str| (FEWEST_WORDS..=MOST_WORDS).contains(&words(text)) && loose(text) != title;
    let headline = place.headline?;
    let window = page.lines.get(headline.saturating_sub(BEFORE)..)?.iter().take(AFTER + BEFORE);
    let excluded =
        mark::ELSEWHERE | mark::AUTHOR | mark::DATE | mark::CAPTION | mark::LINK | mark::BODY | mark::HIDDEN;
    let here =
        |line: &&Line| place.elsewhere(sources.tree.node(line.node), usize::MAX, line.marks) & excluded == 0;
    let open: Vec<_> = window.filter(here).collect();
    if let Some(line) = open.iter().find(|line| line.marks & mark::SUBTITLE != 0 && fits(page.text(line))) {
        return Some((plain(page.text(line), LONG), "standfirst in the page".to_owned()));
    }
    // A line that says what the description says, if it is not the beginning of the text.
    let claims = meta_tags::values(page, "og:description,description,twitter:description", LONG);
    let described: Vec<String> = claims.iter().map(|(_, text)| loose(text)).collect();
    let line = open.iter().find(|line| {
        fits(page.text(line)) && line.level != 1 && described.contains(&loose(page.text(line)))
    })?;
    Some((plain(page.text(line), LONG), "line that is the description".to_owned()))
}
