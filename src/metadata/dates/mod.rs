//! When the article came out and when it was changed: many sources, and which of them wins.

mod calendar;
mod clock;
pub mod months;
pub mod parse;
mod scripts;
mod words;

use months::Label;
use parse::{Date, Order};

use super::page::{mark, short_text};
use super::plain::{SHORT, plain};
use super::{Place, Sources, meta_tags};
use crate::trace::Trace;
use crate::tree::{attr, tag};

/// A date with its source.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The date.
    pub date: Date,
    /// Where from.
    pub source: String,
}

/// Published and modified.
#[derive(Clone, Debug, Default)]
pub struct Dates {
    /// When it came out.
    pub published: Option<Claim>,
    /// When it was last changed.
    pub modified: Option<Claim>,
}

/// Reads the dates.
pub fn read(sources: &Sources<'_>, place: &Place, trace: &mut Trace) -> Dates {
    let order = order(sources);
    let latest = sources
        .options
        .today
        .as_deref()
        .and_then(|today| parse::value(today, order))
        .map(|today| today.days() + 1);
    let mut published: Vec<Claim> = Vec::new();
    let mut modified: Vec<Claim> = Vec::new();
    let mut add = |label: Label, date: Option<Date>, source: String| {
        let Some(date) = date.filter(|date| latest.is_none_or(|latest| date.days() <= latest)) else {
            return;
        };
        match label {
            Label::Modified => modified.push(Claim { date, source }),
            Label::Other => {}
            _ => published.push(Claim { date, source }),
        }
    };
    let linked = sources.linked;
    let mut named = |label, text: &Option<String>, source: &str| {
        add(label, text.as_deref().and_then(|text| parse::value(text, order)), source.to_owned());
    };
    named(Label::Published, &linked.published, "json-ld datePublished");
    named(Label::Modified, &linked.modified, "json-ld dateModified");
    for (keys, label) in [(meta_tags::PUBLISHED, Label::Published), (meta_tags::MODIFIED, Label::Modified)] {
        for (key, text) in meta_tags::values(sources.page, keys, SHORT) {
            add(label, parse::value(&text, order), format!("meta {key}"));
        }
    }
    let unlabelled = marked(sources, place, order, &mut add);
    for (label, text) in
        [(Label::Published, &linked.page_published), (Label::Modified, &linked.page_modified)]
    {
        add(label, text.as_deref().and_then(|text| parse::value(text, order)), "json-ld web page".to_owned());
    }
    // An element that is only named after dates may be the page's clock: what a label says comes first.
    lines(sources, place, order, &["labelled text"], &mut add);
    unlabelled.into_iter().for_each(|date| add(Label::None, Some(date), "date element".to_owned()));
    lines(sources, place, order, &["visible text", "beginning of the text"], &mut add);
    if let Some(base) = sources.base {
        add(Label::Published, in_address(base.path()), "address".to_owned());
    }
    if published.is_empty() {
        published.extend(anywhere(sources, place, order));
    }
    if published.is_empty() {
        let date = scripts::published(sources.tree, order);
        let date = date.filter(|date| latest.is_none_or(|latest| date.days() <= latest));
        published.extend(date.map(|date| Claim { date, source: "script".to_owned() }));
    }
    let dates = Dates { published: choose(&published), modified: choose(&modified) };
    for (winner, all) in [(&dates.published, &published), (&dates.modified, &modified)] {
        let Some(winner) = winner else { continue };
        for claim in all.iter().filter(|claim| claim.source != winner.source) {
            trace.note("metadata/date", || {
                (format!("{} lost to {}", claim.source, winner.source), claim.date.iso())
            });
        }
    }
    dates
}

/// The first claim, which is of the best source, in the words of the page's own place and time.
fn choose(claims: &[Claim]) -> Option<Claim> {
    let best = claims.first()?;
    // A clock on the page that shows Greenwich time: the place keeps it, or the page does not say its own.
    let clock = |date: &Date| date.time.map(|time| (date.day(), time.hour, time.minute));
    let shown = |claim: &Claim| {
        claim.date.time.is_some_and(|time| time.offset.is_none()) && clock(&claim.date) == clock(&best.date)
    };
    let local =
        claims.iter().find_map(|claim| same_instant(best, claim)).filter(|_| !claims.iter().any(shown));
    // Another source that gives the same day, such as the address, leaves no doubt about the place's.
    let confirmed = || {
        claims.iter().any(|claim| {
            claim.date.day() == best.date.day()
                && claim.date.time.is_none_or(|time| time.offset != Some(0))
                && claim.source != best.source
        })
    };
    let day = || {
        claims
            .iter()
            .filter(|_| !confirmed())
            .find(|claim| is_same_moment_elsewhere(&best.date, &claim.date) && claim.source != best.source)
            .cloned()
    };
    Some(local.or_else(day).unwrap_or_else(|| best.clone()))
}

/// Offsets from Greenwich are at most this, in minutes.
const MAX_OFFSET: i64 = 14 * 60;

/// `best`, an instant in Greenwich time, as the time on the clocks of the place, which `other` gives.
fn same_instant(best: &Claim, other: &Claim) -> Option<Claim> {
    const QUARTER: i64 = 15;
    let (own, local) = (best.date.time?, other.date.time?);
    if own.offset != Some(0) || local.offset == Some(0) {
        return None;
    }
    let minutes = |date: &Date, time: parse::Time| {
        date.days() * 1_440 + i64::from(time.hour) * 60 + i64::from(time.minute)
    };
    let offset = minutes(&other.date, local) - minutes(&best.date, own);
    let told = local.offset.is_none_or(|told| i64::from(told) == offset);
    if offset == 0 || offset.abs() > MAX_OFFSET || offset % QUARTER != 0 || !told {
        return None;
    }
    let mut date = other.date;
    date.time = Some(parse::Time { offset: Some(offset as i16), second: own.second, ..local });
    Some(Claim { date, source: best.source.clone() })
}

/// Whether the day of `other` is that of `best`, an instant in Greenwich time, somewhere else on Earth.
fn is_same_moment_elsewhere(best: &Date, other: &Date) -> bool {
    let Some(time) = best.time.filter(|time| time.offset == Some(0)) else { return false };
    let shift = other.days() - best.days();
    let minutes = i64::from(time.hour) * 60 + i64::from(time.minute);
    other.time.is_none()
        && other.day > 0
        && (shift == -1 && minutes < 12 * 60 || shift == 1 && minutes >= 1_440 - MAX_OFFSET)
        && minutes > 0
}

/// How the page writes 3/5: its language and its host tell.
fn order(sources: &Sources<'_>) -> Order {
    let language = sources.page.language.unwrap_or_default().to_ascii_lowercase();
    let country = sources.base.and_then(|base| base.host().rsplit('.').next()).unwrap_or_default();
    const ELSEWHERE: [&str; 10] = ["uk", "au", "nz", "ie", "in", "za", "ca", "sg", "ng", "ke"];
    let region = language.split(['-', '_']).nth(1).unwrap_or_default();
    let english = language.is_empty() || language.starts_with("en");
    let day_first =
        matches!(region, "gb" | "au" | "nz" | "ie" | "in" | "za" | "ca") || ELSEWHERE.contains(&country);
    if english && !day_first { Order::MonthFirst } else { Order::DayFirst }
}

/// `time` elements, microdata, and elements named after dates. Returns the dates of those named so that nothing
/// labels.
fn marked(
    sources: &Sources<'_>,
    place: &Place,
    order: Order,
    add: &mut dyn FnMut(Label, Option<Date>, String),
) -> Vec<Date> {
    let mut unlabelled = Vec::new();
    // Microdata first, wherever it stands: it says what it is.
    const MAX_SPOTS: usize = 60;
    for exact in [true, false] {
        let mut looked_at = 0;
        for spot in &sources.page.spots {
            let node = sources.tree.node(spot.node);
            let property = node.attr(attr::ITEMPROP).or(node.attr(attr::PROPERTY)).unwrap_or_default();
            let property = property.rsplit(':').next().unwrap_or_default();
            let label = match property {
                "datePublished" | "dateCreated" => Label::Published,
                "dateModified" => Label::Modified,
                _ => Label::None,
            };
            if (label != Label::None) != exact
                || place.elsewhere(node, spot.line, spot.marks) & mark::ELSEWHERE != 0
            {
                continue;
            }
            if !exact && (!place.near(spot.line) || spot.own & mark::DATE == 0 && !node.is(tag::TIME)) {
                continue;
            }
            looked_at += 1;
            if looked_at > MAX_SPOTS {
                break;
            }
            let attribute = [attr::DATETIME, attr::CONTENT].iter().find_map(|&name| node.attr(name));
            let text = plain(&short_text(node, SHORT), SHORT);
            let found = parse::find(&text, order);
            if let Some(value) = attribute.filter(|value| !value.trim_start().is_empty()) {
                // What stands before the element may label it: "Updated <time>".
                let said = found.first().map_or(Label::None, |found| found.label);
                let class = node.attr(attr::CLASS).unwrap_or_default();
                let class = if class.contains("updated") || class.contains("modified") {
                    Label::Modified
                } else {
                    Label::None
                };
                let label = [label, said, class].into_iter().find(|&l| l != Label::None);
                let label = label.unwrap_or_else(|| line_label(sources, spot.line, value, order));
                let source = if exact { format!("microdata {property}") } else { "time element".to_owned() };
                add(label, parse::value(value, order), source);
                continue;
            }
            for one in found.iter().take(4) {
                match if label == Label::None { one.label } else { label } {
                    Label::None => unlabelled.push(one.date),
                    label => add(label, Some(one.date), "date element".to_owned()),
                }
            }
        }
    }
    unlabelled
}

/// What the line around an element labels its date.
fn line_label(sources: &Sources<'_>, line: usize, value: &str, order: Order) -> Label {
    let (Some(line), Some(date)) = (sources.page.lines.get(line), parse::value(value, order)) else {
        return Label::None;
    };
    let found = parse::find(sources.page.text(line), order);
    found.iter().find(|found| found.date.day() == date.day()).map_or(Label::None, |found| found.label)
}

/// Dates in the visible text around the headline, of the named kinds in their order.
fn lines(
    sources: &Sources<'_>,
    place: &Place,
    order: Order,
    kinds: &[&str],
    add: &mut dyn FnMut(Label, Option<Date>, String),
) {
    /// Letters besides the date in a line that is about the date.
    const FEW_LETTERS: usize = 60;
    /// A text that begins with its date does so this close to the headline, in lines.
    const CLOSE: usize = 8;
    let kind = |found: &parse::Found, at: usize| {
        let labelled = matches!(found.label, Label::Published | Label::Modified);
        if labelled && found.letters_before < FEW_LETTERS {
            Some("labelled text")
        } else if found.letters_before + found.letters_after < FEW_LETTERS {
            Some("visible text")
        } else if found.letters_before == 0
            && place.headline.is_some_and(|from| (from..from + CLOSE).contains(&at))
        {
            Some("beginning of the text")
        } else {
            None
        }
    };
    for &wanted in kinds {
        for (text, at) in place.lines(sources).filter(|(text, _)| text.contains(char::is_numeric)) {
            for found in parse::find(text, order) {
                if kind(&found, at) == Some(wanted) && found.date.day > 0 {
                    add(found.label, Some(found.date), wanted.to_owned());
                }
            }
        }
    }
}

/// A line that is hardly more than a date, anywhere in the article: what is left where nothing else speaks.
fn anywhere(sources: &Sources<'_>, place: &Place, order: Order) -> Option<Claim> {
    const FEW_LETTERS: usize = 40;
    let from = place.headline.unwrap_or(0);
    // Labelled, wherever it stands; then bare, below the headline.
    for labelled in [true, false] {
        let wanted =
            |text: &str, at: usize| (labelled || at >= from) && text.bytes().any(|b| b.is_ascii_digit());
        let lines = place.all_lines(sources, wanted);
        let fits = |found: &parse::Found| match found.label {
            Label::Published => found.letters_before < FEW_LETTERS,
            Label::None => !labelled && found.letters_before + found.letters_after < FEW_LETTERS,
            Label::Modified | Label::Other => false,
        };
        let mut all = lines.flat_map(|(text, _)| parse::find(text, order)).filter(|found| found.date.day > 0);
        if let Some(found) = all.find(fits) {
            return Some(Claim { date: found.date, source: "date in the text".to_owned() });
        }
    }
    None
}

/// Whether a text holds a whole date.
pub fn has_date(text: &str) -> bool {
    parse::find(text, Order::DayFirst).iter().any(|found| found.date.day > 0)
}

/// The date in an address: /2019/03/05/, /2019-03-05-, /20190305.
pub fn in_address(path: &str) -> Option<Date> {
    let mut parts = path.split(['/', '-', '_', '.', '~']).skip(1).peekable();
    while let Some(part) = parts.next() {
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if part.len() == 4 && digits(part) && part.starts_with("20")
            || part.len() == 4 && digits(part) && part.starts_with("199")
        {
            let mut rest = parts.clone();
            if let (Some(month), Some(day)) = (rest.next(), rest.next())
                && (1..=2).contains(&day.len())
                && digits(day)
                && !month.is_empty()
                && month.len() <= 3
                && let Some(date) = parse::value(&format!("{day} {month} {part}"), Order::DayFirst)
                    .or_else(|| parse::value(&format!("{part}-{month}-{day}"), Order::DayFirst))
            {
                return Some(date);
            }
        }
        if part.len() == 8
            && digits(part)
            && part.starts_with("20")
            && let Some(date) = parse::value(part, Order::DayFirst)
        {
            return Some(date);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_neighboring_day_wins_only_where_no_other_source_confirms_the_first() {
        let claim = |text: &str, source: &str| Claim {
            date: parse::value(text, Order::DayFirst).unwrap_or_default(),
            source: source.to_owned(),
        };
        let instant = claim("2019-03-05T20:43:21Z", "meta");
        let shown = claim("2019-03-06", "date element");
        let address = claim("2019-03-05", "address");
        let day = |claims: &[Claim]| choose(claims).map(|claim| claim.date.day);
        assert_eq!(day(&[instant.clone(), shown.clone()]), Some(6));
        assert_eq!(day(&[instant, shown, address]), Some(5));
    }

    #[test]
    fn dates_in_addresses() {
        for (path, expected) in [
            ("/world/2019/03/05/low-tide", "2019-03-05"),
            ("/2019/mar/05/low-tide", "2019-03-05"),
            ("/low-tide-2019-03-05.html", "2019-03-05"),
            ("/20190305/low", "2019-03-05"),
            ("/a/20191399", ""),
            ("/2019/03/low-tide", ""),
            ("/12345678/", ""),
        ] {
            assert_eq!(in_address(path).map(|d| d.iso()).unwrap_or_default(), expected, "{path}");
        }
    }
}
