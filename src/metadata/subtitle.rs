//! The standfirst: the sentence or two between headline and text.

use super::page::mark;
use super::plain::{LONG, loose, plain};
use super::{Place, Source, Sources, meta_tags};
use crate::text::words;

/// The standfirst, and its source.
#[inline(never)]
pub fn read(sources: &Sources<'_>, place: &Place, title: Option<&str>) -> Option<(String, Source)> {
    const AFTER: usize = 12;
    const BEFORE: usize = 3;
    const FEWEST_WORDS: usize = 4;
    const MOST_WORDS: usize = 120;
    let page = sources.page;
    let title = title.map(loose).unwrap_or_default();
    let headline = place.headline?;
    let excluded =
        mark::ELSEWHERE | mark::AUTHOR | mark::DATE | mark::CAPTION | mark::LINK | mark::BODY | mark::HIDDEN;
    let claims = meta_tags::values(page, "og:description,description,twitter:description", LONG);
    let described: Vec<String> = claims.iter().map(|(_, text)| loose(text)).collect();
    let mut second = None;
    for line in page.lines.iter().skip(headline.saturating_sub(BEFORE)).take(AFTER + BEFORE) {
        let text = page.text(line);
        let own = loose(text);
        if own == title
            || !(FEWEST_WORDS..=MOST_WORDS).contains(&words(text))
            || place.elsewhere(sources.tree.node(line.node), usize::MAX, line.marks) & excluded != 0
        {
            continue;
        }
        if line.marks & mark::SUBTITLE != 0 {
            return Some((plain(text, LONG), ["standfirst in the page", ""]));
        }
        // A line that says what the description says, if it is not the beginning of the text.
        if second.is_none() && line.level != 1 && described.contains(&own) {
            second = Some(text);
        }
    }
    Some((plain(second?, LONG), ["line that is the description", ""]))
}
