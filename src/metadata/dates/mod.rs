//! When the article came out and when it was changed: many sources, and which of them wins.

mod calendar;
mod choice;
mod clock;
mod fallback;
#[cfg(test)]
mod forms;
pub mod months;
pub mod parse;
mod relative;
mod scripts;
#[cfg(test)]
mod tests;
mod words;

use calendar::Form;
use choice::{choose, settle, shown};
use months::Label;
use parse::{Date, Found, Order, Reading};

use super::facts::{MODIFIED, PUBLISHED};
use super::marks::mark;
use super::page::short_text;
use super::plain::{SHORT, plain};
use super::words::{before, behind, contains, each, find, is_blank, listed};
use super::{Place, Source, Sources, note_lost};
use crate::text::lower_case;
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

    /// Whether readers see the day itself.
    fn is_shown(&self) -> bool {
        self.date.form != Form::Relative && listed(SHOWN, self.from[0])
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
    published: Vec<Claim>,
    modified: Vec<Claim>,
    /// What is seen on the page, which comes behind what the page's data says, by kind.
    seen: Vec<Claim>,
    reading: Reading,
    /// The last day that is not in the future, since 1970.
    latest: i64,
}

impl Claims {
    #[inline(never)]
    fn add(&mut self, label: Label, date: Option<Date>, from: Source) {
        let Some(date) = date.filter(|date| date.days() <= self.latest) else { return };
        let claims = match label {
            Label::Published | Label::None => &mut self.published,
            Label::Modified => &mut self.modified,
            Label::Other => return,
        };
        claims.push(Claim { date, label, from });
    }

    /// Adds the date that `text` holds.
    #[inline(never)]
    fn read(&mut self, label: Label, text: &str, from: Source) {
        self.add(label, parse::value(text, self.reading), from);
    }

    /// Adds what is seen, the best kind first.
    fn add_seen(&mut self) {
        for kind in [LABELLED, BARE, ELEMENT, TITLE_END, VISIBLE, BEGINNING, ABOVE] {
            for at in 0..self.seen.len() {
                let Claim { date, label, from } = self.seen[at];
                if from[0] == kind {
                    self.add(label, Some(date), from);
                }
            }
        }
    }
}

/// Reads the dates.
#[inline(never)]
pub fn read(sources: &Sources<'_>, place: &Place, trace: &mut Trace) -> Dates {
    let order = order(sources);
    let today = sources.options.today.as_deref();
    let today = today.and_then(|today| parse::value(today, Reading { order, today: None }));
    let mut claims = Claims {
        published: Vec::new(),
        modified: Vec::new(),
        seen: Vec::new(),
        reading: Reading { order, today },
        // Elsewhere it may be tomorrow.
        latest: today.map_or(i64::MAX, |today| today.days() + 1),
    };
    for (names, label) in [(PUBLISHED, Label::Published), (MODIFIED, Label::Modified)] {
        for (text, from) in sources.page.said(names, SHORT) {
            claims.read(label, text, from);
        }
    }
    marked(sources, place, &mut claims);
    const AROUND: Source = ["json-ld web page", ""];
    claims.read(Label::Published, sources.page.raw("json-ld page datePublished"), AROUND);
    claims.read(Label::Modified, sources.page.raw("json-ld page dateModified"), AROUND);
    // An element that is only named after dates may be the page's clock: what a label says comes first.
    lines(sources, place, &mut claims);
    if let Some(date) = parse::at_end(sources.page.raw("title element"), claims.reading) {
        claims.seen.push(Claim { date, label: Label::None, from: [TITLE_END, ""] });
    }
    claims.add_seen();
    if let Some(base) = sources.base {
        claims.add(Label::Published, parse::in_address(base.path()), ["address", ""]);
    }
    fallback::read(sources, place, &mut claims);
    fallback::original(sources, place, &mut claims);
    let published = shown(&claims).or_else(|| choose(&claims.published));
    // What was changed before it came out says nothing to readers.
    let is_later = |claim: &&Claim| published.is_none_or(|first| claim.date.days() >= first.date.days());
    let modified = choose(&claims.modified.iter().filter(is_later).copied().collect::<Vec<_>>());
    let mut dates = Dates { published, modified };
    for (winner, all) in [(&mut dates.published, &claims.published), (&mut dates.modified, &claims.modified)]
    {
        let Some(winner) = winner else { continue };
        settle(winner, &claims, sources);
        for claim in all.iter().filter(|claim| claim.from != winner.from) {
            note_lost(trace, "metadata/date", claim.from, winner.from, &claim.date.iso());
        }
    }
    dates
}

/// Kinds of visible dates, and what readers see of the article itself.
const SHOWN: &str = "time element,labelled text,line below the headline,date element,visible text,beginning of the text,\
    date in the text";
const LABELLED: &str = "labelled text";
const BARE: &str = "line below the headline";
const ELEMENT: &str = "date element";
const TITLE_END: &str = "end of the title";
const VISIBLE: &str = "visible text";
const BEGINNING: &str = "beginning of the text";
const ABOVE: &str = "date element above";

/// How the page writes 3/5: its language and its host tell.
fn order(sources: &Sources<'_>) -> Order {
    let tag = lower_case(sources.page.raw("html lang"));
    let country = sources.base.map_or("", |base| behind(base.host(), "."));
    let language = before(&tag, "-_");
    let region = &tag[language.len()..];
    let english = listed(",en", language);
    let day_first = listed("gb,au,nz,ie,in,za,ca", region.get(1..3).unwrap_or_default())
        || listed("uk,au,nz,ie,in,za,ca,sg,ng,ke", country);
    if english && !day_first { Order::MonthFirst } else { Order::DayFirst }
}

/// Whether what stands in the line `at`, with the marks `marks`, is above the headline, and either not close to it or of
/// something else by its marks.
fn is_above(place: &Place, at: usize, marks: u16) -> bool {
    /// Lines above the headline that are as close to it as those below.
    const CLOSE: usize = 3;
    place.headline.is_some_and(|line| at + CLOSE < line || at < line && marks & mark::ELSEWHERE != 0)
}

/// Whether `node` is in a quotation, such as a post of another site, that the headline is not in.
#[inline(never)]
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

/// Letters besides the date in a text that is about the date.
const FEW_LETTERS: usize = 60;

/// `time` elements, microdata, and elements named after dates. Those only named so that nothing labels are merely seen.
#[inline(never)]
fn marked(sources: &Sources<'_>, place: &Place, claims: &mut Claims) {
    const MAX_SPOTS: usize = 60;
    const MOST: usize = 4;
    // Microdata first, wherever it stands: it says what it is. Then what is near the headline, not above it first.
    for (exact, above) in [(true, false), (false, false), (false, true)] {
        let mut looked_at = 0;
        for spot in &sources.page.spots {
            let node = sources.tree.node(spot.node);
            let property = node.attr(attr::ITEMPROP).or(node.attr(attr::PROPERTY)).unwrap_or_default();
            let property = behind(property, ":");
            let property = each("dateModified,datePublished,dateCreated").find(|name| *name == property);
            let told = match property {
                Some("dateModified") => Label::Modified,
                None if node.is(tag::TIME) && node.attr(attr::PUBDATE).is_some() => Label::Published,
                None => Label::None,
                _ => Label::Published,
            };
            if (told != Label::None) != exact
                || place.elsewhere(node, spot.line, spot.marks) & mark::ELSEWHERE != 0
            {
                continue;
            }
            let dated = spot.own & mark::DATE != 0 || node.is(tag::TIME);
            let close = dated && place.near(spot.line) && is_above(place, spot.line, spot.marks) == above;
            if !exact && !close || is_quoted(place, node) {
                continue;
            }
            looked_at += 1;
            if looked_at > MAX_SPOTS {
                break;
            }
            let own = plain(&short_text(node, SHORT), SHORT);
            let mut found = parse::find(&own, claims.reading);
            let written = node.attr(attr::DATETIME).or(node.attr(attr::CONTENT));
            // As in hAtom: <abbr class=published title=2019-03-05>.
            let written = written.or(node.attr(attr::TITLE).filter(|_| node.is(tag::ABBR)));
            let written = written.filter(|text| !is_blank(text));
            if let Some(text) = written {
                // What stands before the date within the element may label it.
                let label = found.first().map_or(Label::None, |found| found.label);
                found.clear();
                if let Some(date) = parse::value(text, claims.reading) {
                    found.push(Found { date, label, letters_before: 0, letters_after: 0 });
                }
            }
            let from = match property {
                Some(name) if written.is_some() => ["microdata ", name],
                None if written.is_some() => ["time element", ""],
                _ => [ELEMENT, ""],
            };
            let class = node.attr(attr::CLASS).unwrap_or_default();
            let is_change =
                (contains(class, "updated") || contains(class, "modified")) && !contains(class, "publish");
            for one in found.iter().take(MOST) {
                let label = if exact {
                    told
                } else if one.label != Label::None {
                    one.label
                } else if is_change && written.is_some() {
                    Label::Modified
                } else {
                    line_label(sources, spot.line, &own, one.date, claims.reading)
                };
                if !exact && one.letters_before >= FEW_LETTERS {
                    continue;
                }
                if label == Label::None && from[0] == ELEMENT {
                    let kind = if above { ABOVE } else { ELEMENT };
                    claims.seen.push(Claim { date: one.date, label, from: [kind, ""] });
                } else {
                    claims.add(label, Some(one.date), from);
                }
            }
        }
    }
}

/// What the line around an element, whose text is `own`, labels its date: readers may see "an hour ago" there.
#[inline(never)]
fn line_label(sources: &Sources<'_>, at: usize, own: &str, date: Date, reading: Reading) -> Label {
    let Some(line) = sources.page.lines.get(at) else { return Label::None };
    let text = sources.page.text(line);
    for found in parse::find(text, reading) {
        if found.date.day() == date.day() {
            return label(sources, at, &found);
        }
    }
    find(text, own).map_or(Label::None, |start| parse::label_before(&text[..start]))
}

/// What labels a date in the line `at`: the words before it, or else the line above.
#[inline(never)]
fn label(sources: &Sources<'_>, at: usize, found: &Found) -> Label {
    if found.label != Label::None || found.letters_before > 0 || at == 0 {
        return found.label;
    }
    parse::heading(sources.page.text(&sources.page.lines[at - 1]))
}

/// Dates in the visible text around the headline, with their kinds.
#[inline(never)]
fn lines(sources: &Sources<'_>, place: &Place, claims: &mut Claims) {
    /// A text that begins with its date does so this close to the headline, in lines, and a line that is hardly more than a
    /// date speaks of the article there; dates in a list are of what it lists.
    const CLOSE: usize = 8;
    /// Letters in such a line besides the date.
    const HARDLY_ANY: usize = 10;
    let Some(headline) = place.headline else { return };
    for above in [false, true] {
        for at in place.reach() {
            let Some(line) = sources.page.lines.get(at) else { break };
            if is_above(place, at, line.marks) != above || !place.is_about(sources, at) {
                continue;
            }
            for found in parse::find(sources.page.text(line), claims.reading) {
                let label = label(sources, at, &found);
                let labelled = matches!(label, Label::Published | Label::Modified);
                let kind = if labelled && found.letters_before < FEW_LETTERS {
                    LABELLED
                } else if label == Label::None
                    && found.letters_before + found.letters_after <= HARDLY_ANY
                    && (headline + 1..=headline + CLOSE).contains(&at)
                {
                    BARE
                } else if found.letters_before + found.letters_after < FEW_LETTERS {
                    VISIBLE
                } else if found.letters_before == 0 && (headline..headline + CLOSE).contains(&at) {
                    BEGINNING
                } else {
                    continue;
                };
                if found.date.day > 0 && !is_quoted(place, sources.tree.node(line.node)) {
                    claims.seen.push(Claim { date: found.date, label, from: [kind, ""] });
                }
            }
        }
    }
}

/// Whether a text holds a whole date.
pub fn has_date(text: &str) -> bool {
    parse::find(text, Reading::ALONE).iter().any(|found| found.date.day > 0)
}
