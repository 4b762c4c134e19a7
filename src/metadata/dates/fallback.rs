//! Dates where neither the page's data nor what stands near the headline tells one.

use super::choice::is_data;
use super::parse::{self, Date, Reading};
use super::{Claim, Claims, ELEMENT, Label, is_quoted, label, line_label, scripts};
use crate::metadata::facts::DESCRIPTION;
use crate::metadata::marks::mark;
use crate::metadata::page::short_text;
use crate::metadata::plain::{LONG, SHORT, plain};
use crate::metadata::words::{behind, each, find, has_digit};
use crate::metadata::{Place, Sources};
use crate::tree::{attr, tag};

/// Adds what is left, each where nothing before it was found.
#[inline(never)]
pub(super) fn read(sources: &Sources<'_>, place: &Place, claims: &mut Claims) {
    if claims.published.is_empty() {
        let is_changed = !claims.modified.is_empty();
        let [timed_published, timed_modified] = timed(sources, place, claims.reading);
        let [published, alone, modified] = anywhere(sources, place, claims.reading);
        claims.add(Label::Published, timed_published, ["time element", ""]);
        claims.add(Label::Published, published, ["date in the text", ""]);
        if !is_changed {
            claims.add(Label::Modified, timed_modified, ["time element", ""]);
            claims.add(Label::None, alone, ["date in the text", ""]);
            claims.add(Label::Modified, modified, ["date in the text", ""]);
        }
    }
    if claims.published.is_empty() && claims.modified.is_empty() {
        claims.add(Label::None, beside(sources, place, claims.reading), [ELEMENT, ""]);
    }
    if claims.published.is_empty() {
        prefixed(sources, claims);
    }
    if claims.published.is_empty() {
        let (text, _) = sources.page.first(DESCRIPTION, LONG);
        claims.add(Label::None, parse::at_end(text, claims.reading), ["end of the description", ""]);
    }
    if claims.published.is_empty() {
        claims.add(Label::None, scripts::published(sources.tree, claims.reading), ["script", ""]);
    }
}

/// `time` elements anywhere at or below the headline that are not of something else: published and modified.
#[inline(never)]
fn timed(sources: &Sources<'_>, place: &Place, reading: Reading) -> [Option<Date>; 2] {
    let [mut published, mut modified] = [None; 2];
    for spot in &sources.page.spots {
        let node = sources.tree.node(spot.node);
        let marks = place.elsewhere(node, spot.line, spot.marks);
        if !node.is(tag::TIME)
            || marks & (mark::RELATED | mark::COMMENT | mark::HIDDEN) != 0
            || place.headline.is_some_and(|headline| spot.line < headline)
            || is_quoted(place, node)
        {
            continue;
        }
        let written = node.attr(attr::DATETIME).unwrap_or_default();
        let Some(date) = parse::value(written, reading).filter(|date| date.day > 0) else { continue };
        let own = plain(&short_text(node, SHORT), SHORT);
        let slot = match line_label(sources, spot.line, &own, date, reading) {
            Label::Published => &mut published,
            Label::Modified => &mut modified,
            _ => continue,
        };
        slot.get_or_insert(date);
    }
    [published, modified]
}

/// The only day of the elements in the article that are named after dates and stand in a column beside its text.
#[inline(never)]
fn beside(sources: &Sources<'_>, place: &Place, reading: Reading) -> Option<Date> {
    const FEW_LETTERS: usize = 10;
    let mut only: Option<Date> = None;
    for spot in &sources.page.spots {
        let node = sources.tree.node(spot.node);
        let marks = place.elsewhere(node, spot.line, spot.marks);
        if spot.own & mark::DATE == 0
            || spot.marks & mark::ARTICLE == 0
            || marks & (mark::FRAME | mark::RELATED | mark::COMMENT | mark::HIDDEN) != mark::FRAME
        {
            continue;
        }
        for found in parse::find(&plain(&short_text(node, SHORT), SHORT), reading) {
            let is_alone = found.date.day > 0 && found.letters_before + found.letters_after < FEW_LETTERS;
            if is_alone && only.get_or_insert(found.date).day() != found.date.day() {
                return None;
            }
        }
    }
    only
}

/// `meta` elements with a prefix of the site's own: `photos:uploaded`.
#[inline(never)]
fn prefixed(sources: &Sources<'_>, claims: &mut Claims) {
    const NAMES: &str = "published_time,published,pubdate,publishdate,publish_date,publicationdate,uploaded";
    for fact in &sources.page.facts {
        let own = behind(fact.name, ":.");
        if let Some(name) = each(NAMES).find(|name| *name == own) {
            claims.read(Label::Published, fact.text, ["meta ", name]);
        }
    }
}

/// What a sentence gives as the first publication, where nothing else says that it is one: what is merely seen may be the
/// date of a later one.
#[inline(never)]
pub(super) fn original(sources: &Sources<'_>, place: &Place, claims: &mut Claims) {
    /// In the folded text.
    const FIRST: &str = "\
        originally publi,originally post,originally appear,first publi,first post,first appear,original post,\
        ursprunglich veroff,ursprunglich ersch,erstmals veroff,erstmals ersch,zuerst veroff,zuerst ersch,\
        initialement publi,publie initialement,publicado originalmente,publicado por primera vez,\
        pubblicato originariamente,pubblicato per la prima volta,oorspronkelijk gepubl";
    /// Between these words and the date, in letters.
    const CLOSE: usize = 40;
    let is_told = |claim: &Claim| claim.label == Label::Published || is_data(claim);
    if claims.published.first().is_some_and(is_told) {
        return;
    }
    for (at, line) in sources.page.lines.iter().enumerate() {
        let text = sources.page.text(line);
        if !has_digit(text) || !place.is_about(sources, at) {
            continue;
        }
        let folded = parse::fold(text);
        let Some(start) = each(FIRST).find_map(|words| find(&folded, words)) else { continue };
        let Some(found) = parse::find(&folded[start..], claims.reading).first().copied() else { continue };
        let is_earlier = |claim: &Claim| found.date.days() < claim.date.days();
        if found.date.day > 0
            && found.letters_before < CLOSE
            && claims.published.first().is_none_or(is_earlier)
        {
            let from = ["original publication", ""];
            claims.published.insert(0, Claim { date: found.date, label: Label::Published, from });
            return;
        }
    }
}

/// Lines anywhere that say it: a date labelled as published in the article, or else beside it; one below the headline that
/// is hardly more than a date; one labelled as modified.
#[inline(never)]
fn anywhere(sources: &Sources<'_>, place: &Place, reading: Reading) -> [Option<Date>; 3] {
    const FEW_LETTERS: usize = 40;
    let [mut labelled, mut beside, mut alone, mut modified] = [None; 4];
    for (at, line) in sources.page.lines.iter().enumerate() {
        let marks = place.elsewhere(sources.tree.node(line.node), at, line.marks);
        if marks & (mark::RELATED | mark::COMMENT | mark::HIDDEN) != 0 {
            continue;
        }
        let is_framed = marks & mark::FRAME != 0;
        for found in parse::find(sources.page.text(line), reading) {
            if found.date.day == 0 || found.letters_before >= FEW_LETTERS {
                continue;
            }
            let is_below = place.headline.is_none_or(|headline| at >= headline);
            let slot = match label(sources, at, &found) {
                Label::Published if is_framed => &mut beside,
                Label::Published => &mut labelled,
                Label::Modified => &mut modified,
                Label::None
                    if is_below && !is_framed && found.letters_after + found.letters_before < FEW_LETTERS =>
                {
                    &mut alone
                }
                _ => continue,
            };
            slot.get_or_insert(found.date);
        }
    }
    [labelled.or(beside), alone, modified]
}
