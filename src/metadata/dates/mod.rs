//! When the article came out and when it was changed: many sources, and which of them wins.

mod calendar;
mod clock;
pub mod months;
pub mod parse;
mod relative;
mod scripts;
#[cfg(test)]
mod tests;
mod words;

use calendar::Form;
use months::Label;
use parse::{Date, Found, Order, Reading};

use super::facts::{MODIFIED, PUBLISHED};
use super::page::{mark, short_text};
use super::plain::{SHORT, plain};
use super::words::{behind, contains, has_digit, listed};
use super::{Place, Source, Sources};
use crate::trace::Trace;
use crate::tree::{Node, attr, tag};

/// A date with its source.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    /// The date.
    pub date: Date,
    label: Label,
    from: Source,
}

impl Claim {
    /// Where it is from.
    pub fn source(&self) -> String {
        self.from.concat()
    }

    /// Whether readers see it.
    fn is_shown(&self) -> bool {
        !listed("json-ld ,json-ld web page,meta ,microdata ,address,script", self.from[0])
    }

    fn is_published(&self) -> bool {
        matches!(self.label, Label::Published | Label::None)
    }
}

/// Published and modified.
#[derive(Clone, Debug, Default)]
pub struct Dates {
    /// When it came out.
    pub published: Option<Claim>,
    /// When it was last changed.
    pub modified: Option<Claim>,
}

/// What the sources say, the best source first.
struct Claims {
    all: Vec<Claim>,
    reading: Reading,
    /// The last day that is not in the future, since 1970.
    latest: i64,
}

impl Claims {
    #[inline(never)]
    fn add(&mut self, label: Label, date: Option<Date>, from: Source) {
        if let Some(date) = date
            && date.days() <= self.latest
            && label != Label::Other
        {
            self.all.push(Claim { date, label, from });
        }
    }

    /// Adds the date that `text` holds.
    #[inline(never)]
    fn read(&mut self, label: Label, text: &str, from: Source) {
        self.add(label, parse::value(text, self.reading), from);
    }

    fn have(&self, wanted: fn(&Claim) -> bool) -> Vec<Claim> {
        self.all.iter().copied().filter(wanted).collect()
    }
}

/// Reads the dates.
pub fn read(sources: &Sources<'_>, place: &Place, trace: &mut Trace) -> Dates {
    let order = order(sources);
    let today = sources.options.today.as_deref();
    let today = today.and_then(|today| parse::value(today, Reading { order, today: None }));
    let mut claims = Claims {
        all: Vec::new(),
        reading: Reading { order, today },
        // Elsewhere it may be tomorrow.
        latest: today.map_or(i64::MAX, |today| today.days() + 1),
    };
    for (names, label) in [(PUBLISHED, Label::Published), (MODIFIED, Label::Modified)] {
        for (text, from) in sources.page.said(names, SHORT) {
            claims.read(label, text, from);
        }
    }
    let unlabelled = marked(sources, place, &mut claims);
    const AROUND: Source = ["json-ld web page", ""];
    claims.read(Label::Published, sources.page.raw("json-ld page datePublished"), AROUND);
    claims.read(Label::Modified, sources.page.raw("json-ld page dateModified"), AROUND);
    // An element that is only named after dates may be the page's clock: what a label says comes first.
    let lines = lines(sources, place, claims.reading);
    for kind in [LABELLED, ELEMENT, VISIBLE, BEGINNING] {
        for &(own, label, date) in &lines {
            if own == kind {
                claims.add(label, Some(date), [kind, ""]);
            }
        }
        if kind == ELEMENT {
            for &date in &unlabelled {
                claims.add(Label::None, Some(date), [kind, ""]);
            }
        }
    }
    if let Some(base) = sources.base {
        claims.add(Label::Published, parse::in_address(base.path()), ["address", ""]);
    }
    if !claims.all.iter().any(Claim::is_published) {
        claims.add(Label::None, anywhere(sources, place, claims.reading), ["date in the text", ""]);
    }
    if !claims.all.iter().any(Claim::is_published) {
        claims.add(Label::None, scripts::published(sources.tree, claims.reading), ["script", ""]);
    }
    let (published, modified) =
        (claims.have(Claim::is_published), claims.have(|claim| claim.label == Label::Modified));
    let settled =
        |claim: Option<Claim>| claim.map(|claim| settled(claim, &claims.all, sources, claims.reading));
    let dates = Dates {
        published: settled(shown_before(&published, &modified).or_else(|| choose(&published))),
        modified: settled(choose(&modified)),
    };
    for (winner, all) in [(&dates.published, &published), (&dates.modified, &modified)] {
        let Some(winner) = winner else { continue };
        for claim in all.iter().filter(|claim| claim.from != winner.from) {
            trace.note("metadata/date", || {
                ([&claim.source(), " lost to ", &winner.source()].concat(), claim.date.iso())
            });
        }
    }
    dates
}

/// Kinds of visible dates.
const LABELLED: &str = "labelled text";
const ELEMENT: &str = "date element";
const VISIBLE: &str = "visible text";
const BEGINNING: &str = "beginning of the text";

/// The day that readers are shown, where that in the data is shown nowhere, and is later, as that of a page that was
/// built anew, or vague.
fn shown_before(published: &[Claim], modified: &[Claim]) -> Option<Claim> {
    let best = published.first().filter(|claim| listed("json-ld ,meta ", claim.from[0]))?;
    let mut shown = published.iter().filter(|claim| claim.is_shown() && claim.date.day > 0);
    let first = shown.next()?;
    if published.iter().any(|claim| claim.is_shown() && is_same_day(claim, best)) {
        return None;
    }
    // Of anything on the page, perhaps.
    const VAGUE: &str = "date,dc.date,dcterms.date,dc:date,created,timestamp,cxenseparse:recs:publishtime";
    if listed(VAGUE, best.from[1]) && first.from[0] != VISIBLE && first.from[0] != BEGINNING {
        return Some(*first);
    }
    if first.date.days() >= best.date.days() {
        return None;
    }
    // What nothing labels has to be the only day shown, and the data's that of a change, or after it.
    let only = shown.all(|claim| claim.date.day() == first.date.day());
    let changed = modified.iter().any(|claim| {
        claim.date.days() < best.date.days() || !claim.is_shown() && claim.date.day() == best.date.day()
    });
    let change_is_shown = modified.iter().any(|claim| claim.is_shown() && is_same_day(claim, best));
    let told = first.label == Label::Published && first.from[0] != BEGINNING;
    if told || only && changed && !change_is_shown { Some(*first) } else { None }
}

/// Whether the claims are of one day, or can be in two places.
fn is_same_day(one: &Claim, other: &Claim) -> bool {
    one.date.day() == other.date.day() || is_same_moment_elsewhere(&other.date, &one.date)
}

/// `claim`, whose day and month may be numbers of which either could be the month: another source that leaves no
/// doubt tells them apart, or another date of numbers on the page.
fn settled(claim: Claim, all: &[Claim], sources: &Sources<'_>, reading: Reading) -> Claim {
    let Form::Either(order) = claim.date.form else { return claim };
    let exchanged = claim.date.exchanged();
    for other in all.iter().filter(|other| other.date.form == Form::Certain) {
        if other.date.day() == claim.date.day() {
            return claim;
        }
        if other.date.day() == exchanged.day() {
            return Claim { date: exchanged, ..claim };
        }
    }
    for text in sources.page.lines.iter().map(|line| sources.page.text(line)).filter(|text| has_digit(text)) {
        for found in parse::find(text, reading) {
            if let Form::Numbers(told) = found.date.form {
                return if told == order { claim } else { Claim { date: exchanged, ..claim } };
            }
        }
    }
    claim
}

/// The first claim, which is of the best source, in the words of the page's own place and time.
fn choose(claims: &[Claim]) -> Option<Claim> {
    let best = claims.first()?;
    let Some(time) = best.date.time.filter(|time| time.offset == Some(0)) else { return Some(*best) };
    let (mut local, mut elsewhere) = (None, best);
    let (mut shown, mut confirmed) = (false, false);
    for claim in claims {
        let same_day = claim.date.day() == best.date.day();
        if local.is_none() {
            local = same_instant(&best.date, &claim.date);
        }
        // A clock on the page that shows Greenwich time: the place keeps it, or the page does not say its own.
        let unplaced = claim.date.time.filter(|time| time.offset.is_none());
        shown |= same_day && unplaced.is_some_and(|own| own.minutes() == time.minutes());
        // Another source that gives the same day, such as the address, leaves no doubt about the place's.
        let other = claim.from != best.from;
        confirmed |= other && same_day && claim.date.time.is_none_or(|time| time.offset != Some(0));
        if other && elsewhere.from == best.from && is_same_moment_elsewhere(&best.date, &claim.date) {
            elsewhere = claim;
        }
    }
    match local {
        Some(date) if !shown => Some(Claim { date, ..*best }),
        _ => Some(if confirmed { *best } else { *elsewhere }),
    }
}

/// Offsets from Greenwich are at most this, in minutes.
const MAX_OFFSET: i64 = 14 * 60;

/// `best`, an instant in Greenwich time, as the time on the clocks of the place, which `other` gives.
#[inline(never)]
fn same_instant(best: &Date, other: &Date) -> Option<Date> {
    const QUARTER: i64 = 15;
    let (own, local) = (best.time?, other.time?);
    let offset = other.minutes() - best.minutes();
    let told = local.offset.is_none_or(|told| told != 0 && i64::from(told) == offset);
    if offset == 0 || offset.abs() > MAX_OFFSET || offset % QUARTER != 0 || !told {
        return None;
    }
    let time = parse::Time { offset: Some(offset as i16), second: own.second, ..local };
    Some(Date { time: Some(time), ..*other })
}

/// Whether the day of `other` is that of `best`, an instant in Greenwich time, somewhere else on Earth.
fn is_same_moment_elsewhere(best: &Date, other: &Date) -> bool {
    let Some(time) = best.time.filter(|time| time.offset == Some(0)) else { return false };
    let shift = other.days() - best.days();
    let minutes = time.minutes();
    other.time.is_none()
        && other.day > 0
        && (shift == -1 && minutes < 12 * 60 || shift == 1 && minutes >= 1_440 - MAX_OFFSET)
        && minutes > 0
}

/// How the page writes 3/5: its language and its host tell.
fn order(sources: &Sources<'_>) -> Order {
    let language = sources.page.raw("html lang").to_ascii_lowercase();
    let country = sources.base.map_or("", |base| behind(base.host(), "."));
    let (language, region) = language.split_at(language.find(['-', '_']).unwrap_or(language.len()));
    let english = listed(",en", language);
    let day_first = listed("gb,au,nz,ie,in,za,ca", region.get(1..3).unwrap_or_default())
        || listed("uk,au,nz,ie,in,za,ca,sg,ng,ke", country);
    if english && !day_first { Order::MonthFirst } else { Order::DayFirst }
}

/// Lines above the headline that are as close to it as those below.
const CLOSE_ABOVE: usize = 3;

/// Whether the line `at` is above the headline, and not close to it.
fn is_above(place: &Place, at: usize) -> bool {
    place.headline.is_some_and(|headline| at + CLOSE_ABOVE < headline)
}

/// Whether `node` is in a quotation, such as a post of another site, that the headline is not in.
fn is_quoted(place: &Place, node: Node<'_>) -> bool {
    let mut quote = Some(node);
    while let Some(node) = quote.filter(|node| !place.above.has(node.id().index() as u64)) {
        if node.is(tag::BLOCKQUOTE) {
            return true;
        }
        quote = node.parent();
    }
    false
}

/// `time` elements, microdata, and elements named after dates. Returns the dates of those named so that nothing
/// labels.
fn marked(sources: &Sources<'_>, place: &Place, claims: &mut Claims) -> Vec<Date> {
    const MAX_SPOTS: usize = 60;
    const PROPERTIES: [(&str, Label); 3] = [
        ("datePublished", Label::Published),
        ("dateCreated", Label::Published),
        ("dateModified", Label::Modified),
    ];
    let mut unlabelled = Vec::new();
    // Microdata first, wherever it stands: it says what it is. Then what is near the headline, not above it first.
    for (exact, above) in [(true, false), (false, false), (false, true)] {
        let mut looked_at = 0;
        for spot in &sources.page.spots {
            let node = sources.tree.node(spot.node);
            let property = node.attr(attr::ITEMPROP).or(node.attr(attr::PROPERTY)).unwrap_or_default();
            let property = PROPERTIES.iter().find(|(name, _)| *name == behind(property, ":"));
            let is_pubdate = node.is(tag::TIME) && node.attr(attr::PUBDATE).is_some();
            if (property.is_some() || is_pubdate) != exact
                || place.elsewhere(node, spot.line, spot.marks) & mark::ELSEWHERE != 0
            {
                continue;
            }
            let dated = spot.own & mark::DATE != 0 || node.is(tag::TIME);
            let close = dated && place.near(spot.line) && is_above(place, spot.line) == above;
            if !exact && !close || is_quoted(place, node) {
                continue;
            }
            looked_at += 1;
            if looked_at > MAX_SPOTS {
                break;
            }
            let text = plain(&short_text(node, SHORT), SHORT);
            let found = parse::find(&text, claims.reading);
            let attribute = node.attr(attr::DATETIME).or(node.attr(attr::CONTENT)).unwrap_or_default();
            if !attribute.trim_start().is_empty() {
                // What stands before the element may label it: "Updated <time>".
                let said = found.first().map_or(Label::None, |found| found.label);
                let class = node.attr(attr::CLASS).unwrap_or_default();
                let date = parse::value(attribute, claims.reading);
                let label = match property {
                    Some(&(_, label)) => label,
                    None if is_pubdate => Label::Published,
                    None if said != Label::None => said,
                    None if contains(class, "updated") || contains(class, "modified") => Label::Modified,
                    None => line_label(sources, spot.line, date, claims.reading),
                };
                claims.add(
                    label,
                    date,
                    property.map_or(["time element", ""], |&(name, _)| ["microdata ", name]),
                );
                continue;
            }
            for one in found.iter().take(4) {
                let label = match property {
                    Some(&(_, label)) => label,
                    None if one.label != Label::None => one.label,
                    None => line_label(sources, spot.line, Some(one.date), claims.reading),
                };
                match label {
                    Label::None => unlabelled.push(one.date),
                    label => claims.add(label, Some(one.date), [ELEMENT, ""]),
                }
            }
        }
    }
    unlabelled
}

/// What the line around an element labels its date.
#[inline(never)]
fn line_label(sources: &Sources<'_>, at: usize, date: Option<Date>, reading: Reading) -> Label {
    let (Some(line), Some(date)) = (sources.page.lines.get(at), date) else { return Label::None };
    for found in parse::find(sources.page.text(line), reading) {
        if found.date.day() == date.day() {
            return label(sources, at, &found);
        }
    }
    Label::None
}

/// What labels a date in the line `at`: the words before it, or else the line above.
fn label(sources: &Sources<'_>, at: usize, found: &Found) -> Label {
    if found.label != Label::None || found.letters_before > 0 || at == 0 {
        return found.label;
    }
    parse::heading(sources.page.text(&sources.page.lines[at - 1]))
}

/// Dates in the visible text around the headline, with their kinds.
fn lines(sources: &Sources<'_>, place: &Place, reading: Reading) -> Vec<(&'static str, Label, Date)> {
    /// Letters besides the date in a line that is about the date.
    const FEW_LETTERS: usize = 60;
    /// A text that begins with its date does so this close to the headline, in lines.
    const CLOSE: usize = 8;
    let mut out = Vec::new();
    for above in [false, true] {
        for (text, at) in place.lines(sources) {
            if is_above(place, at) != above || !text.contains(char::is_numeric) {
                continue;
            }
            for found in parse::find(text, reading) {
                let label = label(sources, at, &found);
                let labelled = matches!(label, Label::Published | Label::Modified);
                let kind = if labelled && found.letters_before < FEW_LETTERS {
                    LABELLED
                } else if found.letters_before + found.letters_after < FEW_LETTERS {
                    VISIBLE
                } else if found.letters_before == 0
                    && place.headline.is_some_and(|from| (from..from + CLOSE).contains(&at))
                {
                    BEGINNING
                } else {
                    continue;
                };
                if found.date.day > 0 && !is_quoted(place, sources.tree.node(sources.page.lines[at].node)) {
                    out.push((kind, label, found.date));
                }
            }
        }
    }
    out
}

/// A line that is hardly more than a date, anywhere in the article, or a labelled one beside it: what is left where
/// nothing else speaks.
fn anywhere(sources: &Sources<'_>, place: &Place, reading: Reading) -> Option<Date> {
    const FEW_LETTERS: usize = 40;
    let (mut bare, mut beside) = (None, None);
    for (at, line) in sources.page.lines.iter().enumerate() {
        let text = sources.page.text(line);
        if !has_digit(text) {
            continue;
        }
        let marks = place.elsewhere(sources.tree.node(line.node), at, line.marks);
        let framed = marks & mark::FRAME != 0;
        if marks & (mark::RELATED | mark::COMMENT | mark::HIDDEN) != 0 {
            continue;
        }
        for found in parse::find(text, reading) {
            if found.date.day == 0 || found.letters_before >= FEW_LETTERS {
                continue;
            }
            match label(sources, at, &found) {
                Label::Published if framed => beside = beside.or(Some(found.date)),
                Label::Published => return Some(found.date),
                // Below the headline.
                Label::None
                    if !framed
                        && place.headline.is_none_or(|headline| at >= headline)
                        && found.letters_before + found.letters_after < FEW_LETTERS =>
                {
                    bare = bare.or(Some(found.date));
                }
                _ => {}
            }
        }
    }
    beside.or(bare)
}

/// Whether a text holds a whole date.
pub fn has_date(text: &str) -> bool {
    let reading = Reading { order: Order::DayFirst, today: None };
    parse::find(text, reading).iter().any(|found| found.date.day > 0)
}
