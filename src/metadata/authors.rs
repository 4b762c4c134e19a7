//! Who signs: people first, the publisher only when nobody else does.

use super::dates::parse::fold;
use super::names::{is_name, is_personal, people, prefix_length, without_prefix};
use super::page::{Spot, mark, short_text};
use super::plain::{SHORT, loose, plain};
use super::{Place, Sources, meta_tags, site};
use crate::article::Author;
use crate::trace::Trace;
use crate::tree::{Node, attr, tag};

const MARKED: &str = "author element";
const BYLINE: &str = "byline";

/// Sources that guess.
const GUESSES: [&str; 4] = [DATED, REPEATED, SIGNED, BOX];
const DATED: &str = "name beside the date";
const REPEATED: &str = "name near the headline";
const SIGNED: &str = "signature in the text";
const BOX: &str = "author box";

/// The source of a line that says "By".
const VISIBLE: &str = "visible text";

/// Reads the authors, and which source named them.
pub fn read(sources: &Sources<'_>, place: &Place, trace: &mut Trace) -> (Vec<Author>, String) {
    let sites = site::names(sources);
    let mut candidates: Vec<(Vec<Author>, String)> = vec![
        json_ld(sources, &sites),
        metas(sources),
        marked(sources, place),
        lines(sources, place),
        dated(sources, place),
        repeated(sources, place),
        signed(sources, place),
        boxed(sources, place),
    ];
    candidates.retain(|(authors, _)| !authors.is_empty());
    // A blog may bear the name of who writes it: then more than one source calls them its author.
    let agreed: Vec<String> =
        candidates.iter().flat_map(|(authors, _)| authors).map(|author| loose(&author.name)).collect();
    let agreed =
        |name: &str| is_personal(name) && agreed.iter().filter(|own| **own == loose(name)).count() > 2;
    let weak = |author: &Author| {
        site::is_name_of(&author.name, &sites) && !agreed(&author.name) || is_handle(&author.name)
    };
    if candidates.is_empty() {
        return Default::default();
    }
    // What says that it is the author gives way only to another such; a site's name also to a name near the headline.
    let certain = |source: &str| !GUESSES.contains(&source);
    let handle = candidates[0].0.iter().all(|author| is_handle(&author.name));
    let better = candidates.iter().position(|(authors, source)| {
        let stands = certain(source) || !certain(&candidates[0].1) || !handle && source != BOX;
        stands && !authors.iter().all(weak)
    });
    let (mut authors, mut source) = candidates.remove(better.unwrap_or(0));
    // "By Ann Lee and Bo Day", and only one of them is a link.
    let by = candidates.iter().find(|(_, other)| other == VISIBLE);
    if let Some((more, other)) = by.filter(|_| source == MARKED || source == BYLINE)
        && more.len() > authors.len()
        && authors.iter().all(|author| more.iter().any(|one| loose(&one.name) == loose(&author.name)))
    {
        let known = std::mem::replace(&mut authors, more.clone());
        for author in &mut authors {
            let same = known.iter().find(|one| loose(&one.name) == loose(&author.name));
            author.url = same.and_then(|one| one.url.clone());
        }
        source.clone_from(other);
    }
    // Photographers and editors among the authors of JSON-LD: the byline names the writers.
    let by = candidates.iter().find(|(_, other)| other == VISIBLE);
    if let Some((fewer, other)) = by.filter(|(fewer, _)| fewer.len() < authors.len()) {
        let among = |author: &Author| fewer.iter().any(|one| fold(&one.name) == fold(&author.name));
        if authors.iter().filter(|author| among(author)).count() == fewer.len() {
            authors.retain(among);
            source.clone_from(other);
        }
    }
    // An accent that one source lost.
    let others = candidates.iter().flat_map(|(authors, _)| authors);
    let accented: Vec<String> =
        others.map(|author| author.name.clone()).filter(|name| !name.is_ascii()).collect();
    for author in &mut authors {
        if author.name.is_ascii()
            && let Some(name) = accented.iter().find(|name| fold(name) == fold(&author.name))
        {
            author.name.clone_from(name);
        }
    }
    if !authors.iter().all(weak) {
        authors.retain(|author| !weak(author) || is_handle(&author.name));
    }
    for (others, other) in &candidates {
        trace.note("metadata/authors", || {
            let names: Vec<&str> = others.iter().map(|author| author.name.as_str()).collect();
            (format!("{other} lost to {source}"), names.join("; "))
        });
    }
    (authors, source)
}

/// A newsroom signs where nobody else does.
const NEWSROOMS: [&str; 6] =
    ["redaktion", "die redaktion", "redazione", "la redazione", "la redaction", "redacción"];

/// `jdoe`, `ann.lee`: an account rather than a name.
fn is_handle(name: &str) -> bool {
    let lower = name.to_lowercase();
    let one_word = !name.contains(' ') && name.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    one_word || lower.contains("admin") || NEWSROOMS.contains(&lower.as_str())
}

fn resolve(sources: &Sources<'_>, url: &str) -> Option<String> {
    let url = sources.base?.resolve(url);
    url.starts_with("http").then_some(url)
}

fn json_ld(sources: &Sources<'_>, sites: &[String]) -> (Vec<Author>, String) {
    let mut out = Vec::new();
    for agent in &sources.linked.authors {
        let url = agent.url.as_deref().and_then(|url| resolve(sources, url));
        let whole = agent.is_organization || site::is_name_of(&agent.name, sites);
        let names = if whole { vec![agent.name.clone()] } else { people(&agent.name) };
        let single = names.len() == 1;
        out.extend(names.into_iter().map(|name| Author { name, url: url.clone().filter(|_| single) }));
    }
    (distinct(out), "json-ld author".to_owned())
}

fn distinct(authors: Vec<Author>) -> Vec<Author> {
    let mut out: Vec<Author> = Vec::new();
    for author in authors {
        if !out.iter().any(|own| loose(&own.name) == loose(&author.name)) {
            out.push(author);
        }
    }
    out
}

/// The card that WordPress describes a post with: `twitter:label1` says "Written by", `twitter:data1` who.
fn card(sources: &Sources<'_>) -> Option<Vec<Author>> {
    const CARDS: [(&str, &str); 2] =
        [("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")];
    CARDS.iter().find_map(|(label, data)| {
        let label = sources.page.metas_of(label).next().filter(|label| without_prefix(label).is_empty())?;
        let names = people(sources.page.metas_of(data).next().filter(|_| !label.is_empty())?);
        (!names.is_empty()).then(|| plainly(names))
    })
}

fn metas(sources: &Sources<'_>) -> (Vec<Author>, String) {
    let mut handles = Default::default();
    for key in meta_tags::AUTHOR {
        let values = sources.page.metas_of(key).filter(|value| !value.contains("://"));
        let names: Vec<String> = values.flat_map(people).collect();
        if names.is_empty() {
            continue;
        }
        let handle = names.iter().all(|name| is_handle(name));
        let authors = names.into_iter().map(|name| Author { name, url: None }).collect();
        let found = (distinct(authors), format!("meta {key}"));
        if !handle {
            return found;
        }
        handles = found;
    }
    card(sources).map_or(handles, |authors| (authors, "meta twitter:data1".to_owned()))
}

/// Elements that are marked as the author's: those that say so exactly first.
fn marked(sources: &Sources<'_>, place: &Place) -> (Vec<Author>, String) {
    for exact in [true, false] {
        let out = spots(sources, place, exact, true);
        if !out.is_empty() {
            return (out, if exact { MARKED } else { BYLINE }.to_owned());
        }
    }
    Default::default()
}

/// The box about the author at the end.
fn boxed(sources: &Sources<'_>, place: &Place) -> (Vec<Author>, String) {
    for exact in [true, false] {
        let mut out = spots(sources, place, exact, false);
        out.retain(|author| is_personal(&author.name) || exact);
        if !out.is_empty() {
            return (out, BOX.to_owned());
        }
    }
    Default::default()
}

/// A name by itself near the headline that another line of the page names as an author.
fn repeated(sources: &Sources<'_>, place: &Place) -> (Vec<Author>, String) {
    const REACH: usize = 12;
    const LONGEST_NAME: usize = 40;
    let page = sources.page;
    for (text, at) in
        place.lines(sources).filter(|(_, line)| place.headline.is_some_and(|at| line.abs_diff(at) <= REACH))
    {
        let name = text.contains(' ')
            && text.len() <= LONGEST_NAME
            && prefix_length(text) == 0
            && is_personal(text)
            && is_name(text);
        if !name || Some(at) == place.headline {
            continue;
        }
        let says = |line: &&super::page::Line| {
            let other = page.text(line);
            let marked = line.marks & mark::AUTHOR != 0 && other == text;
            marked
                || other
                    .strip_suffix(text)
                    .is_some_and(|head| without_prefix(head).is_empty() && !head.trim().is_empty())
        };
        if page.lines.iter().any(|line| says(&line)) {
            return (plainly(vec![text.to_owned()]), REPEATED.to_owned());
        }
    }
    Default::default()
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
        let names = names_in(node, spot);
        if !names.is_empty() {
            last_line = Some(spot.line);
        }
        for name in names {
            let key = loose(&name);
            let known = |own: &Author| {
                let own = loose(&own.name);
                own.contains(&key) || key.contains(&own)
            };
            if !out.iter().any(known) {
                let url = profile(node, &name).and_then(|url| resolve(sources, url));
                out.push(Author { name, url });
            }
        }
    }
    // An account beside the name.
    if out.iter().any(|author| author.name.contains(' ')) {
        out.retain(|author| !is_handle(&author.name));
    }
    out
}

/// The names in a marked element: of a short one all, of a longer one those that follow "By" or look like names.
fn names_in(node: Node<'_>, spot: &Spot) -> Vec<String> {
    const SHORT_BYLINE: usize = 60;
    const LONGEST_LINE: usize = 160;
    const MOST_LINES: usize = 8;
    let _ = spot;
    if node.is(tag::META) {
        return people(node.attr(attr::CONTENT).unwrap_or_default());
    }
    let text = short_text(node, SHORT);
    let lines: Vec<String> =
        text.split('\n').map(|line| plain(line, SHORT)).filter(|line| !line.is_empty()).collect();
    let length: usize = lines.iter().map(String::len).sum();
    let mut out = Vec::new();
    let mut prefixed = false;
    for line in lines.iter().take(MOST_LINES) {
        if line.len() > LONGEST_LINE {
            break;
        }
        let has_prefix = prefix_length(line) > 0;
        prefixed |= has_prefix;
        let rest = without_prefix(line);
        if rest.is_empty() {
            continue;
        }
        let names = people(rest);
        let single = length <= SHORT_BYLINE && lines.len() == 1;
        let one_word = |name: &String| !name.contains(' ');
        if has_prefix
            || names.iter().all(|name| is_personal(name) || single && (one_word(name) || is_exact(node)))
        {
            out.extend(names);
        }
        // Behind "By Ann Lee" come roles and dates.
        if prefixed && !out.is_empty() {
            break;
        }
    }
    out
}

/// The address that `name` links to in `node` or around it.
fn profile<'a>(node: Node<'a>, name: &str) -> Option<&'a str> {
    const MAX_STEPS: usize = 60;
    let own = std::iter::once(node).chain(node.ancestors().take(2)).filter(|node| node.is(tag::A));
    let links = own.chain(node.descendants().take(MAX_STEPS).filter(|node| node.is(tag::A)));
    links
        .filter(|link| loose(&short_text(*link, SHORT)).contains(&loose(name)))
        .find_map(|link| link.attr(attr::HREF))
}

/// Longest line that can be a byline, in bytes.
const LONGEST_BYLINE: usize = 160;

/// A line so short holds nothing but "By" and a name.
const SHORT_LINE: usize = 45;

/// Lines near the headline that begin with "By".
fn lines(sources: &Sources<'_>, place: &Place) -> (Vec<Author>, String) {
    let mut pending = false;
    for (text, _) in place.lines(sources) {
        // "5 March 2019 by Ann Lee"
        let behind = text.len() <= LONGEST_BYLINE && text.bytes().any(|b| b.is_ascii_digit());
        let behind = behind
            .then(|| [" by ", " von ", " par ", " por "].iter().find_map(|word| text.split_once(word)))
            .flatten();
        let text =
            behind.filter(|(head, _)| super::dates::has_date(head)).map_or(text, |_| behind_date(text));
        let is_byline = pending || prefix_length(text) > 0;
        pending = false;
        if text.len() > LONGEST_BYLINE || !is_byline {
            continue;
        }
        // "By" alone: the name stands in the next line.
        pending = without_prefix(text).is_empty();
        let names = people(text);
        let single = |name: &String| {
            text.len() <= SHORT_LINE
                && !name.contains(' ')
                && (name.starts_with(char::is_uppercase) || text.contains([':', '：']))
        };
        if !names.is_empty() && names.iter().all(|name| is_personal(name) || single(name)) {
            return (plainly(names), VISIBLE.to_owned());
        }
    }
    Default::default()
}

/// A line "Text: Ann Lee" or "By Ann Lee" anywhere in the article.
fn signed(sources: &Sources<'_>, place: &Place) -> (Vec<Author>, String) {
    const LONGEST: usize = 60;
    let from = place.headline.unwrap_or(0);
    for (text, _) in
        place.all_lines(sources, |text, at| at > from && text.len() <= LONGEST && prefix_length(text) > 0)
    {
        let names = people(text);
        if !names.is_empty() && names.iter().all(|name| is_personal(name)) {
            return (plainly(names), SIGNED.to_owned());
        }
    }
    Default::default()
}

/// What begins with "by" in the middle of a line.
fn behind_date(text: &str) -> &str {
    let at = [" by ", " von ", " par ", " por "].iter().filter_map(|word| text.find(word)).min();
    at.map_or(text, |at| &text[at + 1..])
}

fn plainly(names: Vec<String>) -> Vec<Author> {
    names.into_iter().map(|name| Author { name, url: None }).collect()
}

/// "Ann Lee - 5 March 2019" right at the headline.
fn dated(sources: &Sources<'_>, place: &Place) -> (Vec<Author>, String) {
    const REACH: usize = 5;
    let lines =
        place.lines(sources).filter(|(_, line)| place.headline.is_some_and(|at| line.abs_diff(at) <= REACH));
    for (text, _) in lines {
        let digits = text.bytes().any(|b| b.is_ascii_digit());
        if text.len() > LONGEST_BYLINE || !digits || !super::dates::has_date(text) {
            continue;
        }
        // The name stands before or behind the date, apart from it.
        let parts =
            text.split(['|', '•', '·', '/', '—', '–', '-', ',', '@']).filter(|part| part.len() < text.len());
        let named = parts.filter(|part| !part.bytes().any(|b| b.is_ascii_digit())).map(people);
        let personal = |names: &Vec<String>| {
            names.len() == 1 && names.iter().all(|name| is_personal(name) && name.contains(' '))
        };
        if let Some(names) = named.into_iter().find(personal) {
            return (plainly(names), DATED.to_owned());
        }
    }
    Default::default()
}
