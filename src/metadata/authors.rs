//! Who signs: people first, the publisher only when nobody else does.

use super::bylines::{Found, below, closing, dated, lines, plainly, repeated, signed};
use super::dates::parse::fold;
use super::json_ld::Agent;
use super::names::{
    has_case, is_company, is_outlet, is_personal, is_role, people, prefix_length, without_prefix,
};
use super::page::{mark, short_text};
use super::plain::{SHORT, loose, plain};
use super::words::{self, contains, each, find, listed, parts, words};
use super::{Place, Source, Sources, meta_tags, note_lost, site};
use crate::article::Author;
use crate::text::lower_case;
use crate::trace::Trace;
use crate::tree::{Node, attr, tag};

const MARKED: Source = ["author element", ""];
const BYLINE: Source = ["byline", ""];

const BOX: Source = ["author box", ""];

/// Reads one source: authors, and where exactly they are named. The names are the site's.
type Reader = fn(&Sources<'_>, &Place, &[String]) -> Found;

/// The sources, best first. Those up to [`LINE`] say that they name the author, the others are guesses.
const READERS: [Reader; 10] = [json_ld, metas, marked, lines, dated, repeated, signed, below, boxed, closing];
const HEAD: usize = 1;
const MARK: usize = 2;
const LINE: usize = 3;
const CARD: usize = 8;

/// What one of [`READERS`] found.
struct Claim {
    authors: Vec<Author>,
    source: Source,
    /// Which of them.
    by: usize,
}

/// Reads the authors, and which source named them.
#[inline(never)]
pub fn read(sources: &Sources<'_>, place: &Place, trace: &mut Trace) -> Found {
    let sites = site::names(sources);
    let mut claims: Vec<Claim> = Vec::new();
    // A blog may bear the name of who writes it: then more than one source calls them its author.
    let mut named = Vec::new();
    for (by, reader) in READERS.iter().enumerate() {
        let (authors, source) = reader(sources, place, &sites);
        for author in &authors {
            named.push(loose(&author.name));
        }
        if !authors.is_empty() {
            claims.push(Claim { authors, source, by });
        }
    }
    let Some(first) = claims.first() else { return Found::default() };
    let weak: &dyn Fn(&Author) -> bool = &|Author { name, .. }| {
        let own = loose(name);
        let agreed = is_personal(name) && named.iter().filter(|name| **name == own).count() > 2;
        is_handle(name) || is_company(name) || site::is_name_of(name, &sites) && !agreed
    };
    // What says that it is the author gives way only to another such; a site's name also to a name near the headline.
    let handle = first.authors.iter().all(|author| is_handle(&author.name));
    let better = claims.iter().position(|claim| {
        let stands = claim.by <= LINE || first.by > LINE || !handle && claim.by != CARD;
        stands && !claim.authors.iter().all(weak)
    });
    let mut best = claims.remove(better.unwrap_or(0));
    if let Some(other) = agreed(&best, &claims, weak) {
        std::mem::swap(&mut best, &mut claims[other]);
    }
    if let Some(line) = claims.iter().find(|claim| claim.by == LINE) {
        let signed = &line.authors;
        if signed.len() > best.authors.len() {
            // "By Ann Lee and Bo Day", and only one of them is a link, or in the head.
            let linked = |claim: &Claim| claim.by == MARK && same(&claim.authors, signed);
            if (best.by == MARK || claims.iter().any(linked))
                && best.authors.iter().all(|author| has(signed, author, loose))
            {
                let known = std::mem::take(&mut best.authors);
                for author in signed {
                    let name = loose(&author.name);
                    let same = known.iter().find(|one| loose(&one.name) == name);
                    if same.is_some() || !site::is_name_of(&author.name, &sites) {
                        best.authors.push(same.unwrap_or(author).clone());
                    }
                }
                best.source = line.source;
            }
        } else if signed.len() < best.authors.len() && count(&best.authors, signed) == signed.len() {
            // Photographers and editors among the authors of JSON-LD: the byline names the writers.
            best.authors.retain(|author| has(signed, author, fold));
            best.source = line.source;
        }
    }
    for author in &mut best.authors {
        complete(author, &claims);
    }
    if !best.authors.iter().all(weak) {
        best.authors.retain(|author| !weak(author) || is_handle(&author.name));
    }
    for claim in &claims {
        let names = claim.authors.iter().map(|author| author.name.as_str());
        let names = names.collect::<Vec<_>>().join("; ");
        note_lost(trace, "metadata/authors", claim.source, best.source, &names);
    }
    (best.authors, best.source)
}

/// Which of `claims` says who wrote it where `best` says who filed it. Two agree on somebody else: the head's elements
/// and the page against JSON-LD, the page's byline and its words against the head's elements.
fn agreed(best: &Claim, claims: &[Claim], weak: &dyn Fn(&Author) -> bool) -> Option<usize> {
    let kind = if best.by == HEAD { MARK } else { HEAD };
    let at = claims.iter().position(|claim| claim.by == kind)?;
    let authors = &claims[at].authors;
    let shown = |claim: &Claim| {
        (MARK..=LINE).contains(&claim.by) && claim.by != kind && same(&claim.authors, authors)
    };
    let stands = !authors.iter().any(weak) && count(&best.authors, authors) == 0;
    (stands && claims.iter().any(shown)).then_some(at)
}

/// Whether the same authors are in both.
fn same(one: &[Author], other: &[Author]) -> bool {
    one.len() == other.len() && count(one, other) == one.len()
}

/// Whether `author` is among `authors`, going by names as `spelled`.
#[inline(never)]
fn has(authors: &[Author], author: &Author, spelled: fn(&str) -> String) -> bool {
    let name = spelled(&author.name);
    authors.iter().any(|one| spelled(&one.name) == name)
}

/// How many of `authors` are `among` others.
fn count(authors: &[Author], among: &[Author]) -> usize {
    authors.iter().filter(|author| has(among, author, fold)).count()
}

/// Gives a name the accents, the second half, or the usual order, that its source lost and another has.
fn complete(author: &mut Author, claims: &[Claim]) {
    /// Words of a name that a first name alone may be of.
    const LONGEST: usize = 3;
    let name = fold(&author.name);
    for claim in claims {
        for Author { name: other, .. } in &claim.authors {
            let folded = fold(other);
            let accented = author.name.is_ascii() && !other.is_ascii() && folded == name;
            let rest = folded.strip_prefix(&name).filter(|rest| rest.starts_with(' '));
            let turned =
                find(&name, ", ").is_some_and(|at| [&name[at + 2..], " ", &name[..at]].concat() == folded);
            let first = words::count(&author.name, char::is_uppercase) == 1 && !contains(&name, " ");
            let whole =
                rest.is_some() && is_personal(other) && words(other).len() <= LONGEST && !is_handle(other);
            if accented || turned || first && whole {
                author.name.clone_from(other);
                return;
            }
        }
    }
}

/// A newsroom signs where nobody else does.
const NEWSROOMS: &str = "redaktion,die redaktion,redazione,la redazione,la redaction,redacción";

/// `jdoe`, `ann.lee`: an account rather than a name.
#[inline(never)]
fn is_handle(name: &str) -> bool {
    let lower = lower_case(name);
    let one_word = !contains(name, " ") && name.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    one_word || contains(&lower, "admin") || listed(NEWSROOMS, &lower)
}

fn resolve(sources: &Sources<'_>, url: &str) -> Option<String> {
    let url = sources.base?.resolve(url);
    url.starts_with("http").then_some(url)
}

fn json_ld(sources: &Sources<'_>, _: &Place, sites: &[String]) -> Found {
    let mut out = Vec::new();
    for agent in &sources.linked.authors {
        if agent.is_organization || site::is_name_of(&agent.name, sites) {
            add(&mut out, agent.name.clone(), profile_of(sources, agent));
            continue;
        }
        let names = people(&agent.name);
        let url = if names.len() == 1 { profile_of(sources, agent) } else { None };
        for name in names {
            add(&mut out, name, url.clone());
        }
    }
    (out, ["json-ld author", ""])
}

fn profile_of(sources: &Sources<'_>, agent: &Agent) -> Option<String> {
    resolve(sources, agent.url.as_deref()?)
}

/// Adds an author who is not yet there.
#[inline(never)]
fn add(authors: &mut Vec<Author>, name: String, url: Option<String>) {
    let author = Author { name, url };
    if !has(authors, &author, loose) {
        authors.push(author);
    }
}

/// The card that WordPress describes a post with: `twitter:label1` says "Written by", `twitter:data1` who.
fn card(sources: &Sources<'_>) -> Vec<Author> {
    for (label, data) in [("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")] {
        let label = sources.page.meta(label).unwrap_or_default();
        if !label.is_empty() && without_prefix(label).is_empty() {
            let names = people(sources.page.meta(data).unwrap_or_default());
            if !names.is_empty() {
                return plainly(names);
            }
        }
    }
    Vec::new()
}

fn metas(sources: &Sources<'_>, _: &Place, sites: &[String]) -> Found {
    let mut handles = Found::default();
    for key in each(meta_tags::AUTHOR) {
        let mut authors = Vec::new();
        let mut handle = true;
        for (own, value) in &sources.page.metas {
            if own != key || contains(value, "://") {
                continue;
            }
            // "Lock & Key" is two people, or the site.
            let whole = plain(value, SHORT);
            let names = if sites.contains(&loose(&whole)) { vec![whole] } else { people(value) };
            for name in names {
                handle &= is_handle(&name);
                add(&mut authors, name, None);
            }
        }
        if authors.is_empty() {
            continue;
        }
        handles = (authors, ["meta ", key]);
        if !handle {
            return handles;
        }
    }
    let card = card(sources);
    if card.is_empty() { handles } else { (card, ["meta ", "twitter:data1"]) }
}

/// Elements that are marked as the author's: those that say so exactly first.
fn marked(sources: &Sources<'_>, place: &Place, _: &[String]) -> Found {
    for (exact, source) in [(true, MARKED), (false, BYLINE)] {
        let out = spots(sources, place, exact, true);
        if !out.is_empty() {
            return (out, source);
        }
    }
    Found::default()
}

/// The box about the author at the end.
fn boxed(sources: &Sources<'_>, place: &Place, _: &[String]) -> Found {
    for exact in [true, false] {
        let mut out = spots(sources, place, exact, false);
        out.retain(|author| exact || is_personal(&author.name));
        if !out.is_empty() {
            return (out, BOX);
        }
    }
    Found::default()
}

fn is_exact(node: Node<'_>) -> bool {
    let says = |name, word: &str| node.attr(name).is_some_and(|value| super::page::has_word(value, word));
    says(attr::REL, "author") || says(attr::ITEMPROP, "author") || says(attr::PROPERTY, "author")
}

fn spots(sources: &Sources<'_>, place: &Place, exact: bool, near: bool) -> Vec<Author> {
    /// Lines between two parts of one byline.
    const GAP: usize = 3;
    const MAX_SPOTS: usize = 60;
    let mut out: Vec<Author> = Vec::new();
    let mut last_line = None;
    let mut looked_at = 0;
    for spot in &sources.page.spots {
        let node = sources.tree.node(spot.node);
        let fits = spot.own & mark::AUTHOR != 0
            && is_exact(node) == exact
            && (place.near(spot.line) || !near)
            && place.elsewhere(node, spot.line, spot.marks)
                & if near { mark::ELSEWHERE | mark::HIDDEN } else { mark::RELATED | mark::COMMENT }
                == 0
            && (near || place.headline.is_none_or(|at| at <= spot.line));
        // One byline, not the list of all columnists below.
        if !fits || last_line.is_some_and(|line| spot.line > line + GAP) {
            continue;
        }
        looked_at += 1;
        if looked_at > MAX_SPOTS {
            break;
        }
        let names = names_in(node);
        if !names.is_empty() {
            last_line = Some(spot.line);
        }
        for name in names {
            let key = loose(&name);
            let known = out.iter().any(|own| {
                let own = loose(&own.name);
                contains(&own, &key) || contains(&key, &own)
            });
            if !known {
                let url = profile(node, &key).and_then(|url| resolve(sources, url));
                out.push(Author { name, url });
            }
        }
    }
    // An account beside the name, or what the author is: "Gardener".
    if out.iter().any(|author| !is_handle(&author.name)) {
        out.retain(|author| !is_handle(&author.name));
    }
    if out.first().is_some_and(|author| contains(&author.name, " ")) {
        out.retain(|author| contains(&author.name, " ") || !has_case(&author.name));
    }
    out
}

/// The names in a marked element: of a short one all, of a longer one those that follow "By" or look like names.
fn names_in(node: Node<'_>) -> Vec<String> {
    const SHORT_BYLINE: usize = 60;
    const LONGEST_LINE: usize = 160;
    const MOST_LINES: usize = 8;
    if node.is(tag::META) {
        return people(node.attr(attr::CONTENT).unwrap_or_default());
    }
    let text = short_text(node, SHORT);
    let mut lines: Vec<String> = parts(&text, [b'\n'; 2]).map(|line| plain(line, SHORT)).collect();
    lines.retain(|line| !line.is_empty());
    let single = lines.len() == 1 && lines[0].len() <= SHORT_BYLINE;
    let mut out = Vec::new();
    let mut prefixed = false;
    for line in lines.iter().take(MOST_LINES) {
        if line.len() > LONGEST_LINE {
            break;
        }
        let has_prefix = prefix_length(line) > 0;
        prefixed |= has_prefix;
        let rest = without_prefix(line);
        // "Senior Politics Editor" below the name.
        if rest.is_empty() || !out.is_empty() && !has_prefix && is_role(rest) && !is_outlet(rest) {
            continue;
        }
        let names = people(rest);
        let fits = |name: &String| is_personal(name) || single && (!contains(name, " ") || is_exact(node));
        if has_prefix || names.iter().all(fits) {
            out.extend(names);
        }
        // Behind "By Ann Lee" come roles and dates.
        if prefixed && !out.is_empty() {
            break;
        }
    }
    out
}

/// The address that `name`, loosely, links to in `node` or around it.
fn profile<'a>(node: Node<'a>, name: &str) -> Option<&'a str> {
    const MAX_STEPS: usize = 60;
    let mut near = vec![node];
    near.extend(node.ancestors().take(2));
    near.extend(node.descendants().take(MAX_STEPS));
    for link in near {
        let href = link.attr(attr::HREF).filter(|_| link.is(tag::A));
        if href.is_some() && contains(&loose(&short_text(link, SHORT)), name) {
            return href;
        }
    }
    None
}
