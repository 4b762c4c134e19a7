//! Whose page it is, where on it the article stands, and where it can be found: site name, section, tags, address,
//! and whether it has to be paid for.

use super::facts::{ADDRESS, COMMON_TITLE, FEED, SECTION, SITE, Said, Source};
use super::marks::mark;
use super::page::{Page, short_text};
use super::plain::{LONG, SHORT, loose};
use super::words::{before, behind, contains, each, find, find_last, first_chars, listed, parts, runs, trim};
use super::{Sources, words};
use crate::text::{is_lower, is_upper, lower_case, push};
use crate::tree::{Node, Tree, attr, tag};
use crate::url::Base;

/// Separators between a title and the name of a site or section.
pub const SEPARATORS: &str = " | , - , – , — , :: , » , « , · , • , / , ‹ ,｜, |,| , > ,_";

/// What stands between separators in `title`.
#[inline(never)]
pub fn parts_of(title: &str) -> Vec<&str> {
    let (mut out, mut rest) = (Vec::new(), title);
    while !rest.is_empty() {
        let (mut end, mut next) = (rest.len(), rest.len());
        for separator in each(SEPARATORS) {
            if let Some(at) = find(rest, separator).filter(|&at| at < end) {
                (end, next) = (at, at + separator.len());
            }
        }
        out.push(trim(&rest[..end], ""));
        rest = &rest[next..];
    }
    out
}

/// The name of the publication: what the page says it is, or else what it shows it to be. `title`: the article's.
#[inline(never)]
pub fn name<'a>(sources: &Sources<'a>, title: &str) -> Said<'a> {
    /// What has more bytes says more than a name.
    const LONG_NAME: usize = 40;
    /// No headline with more bytes is what the site's name begins with.
    const LONG_TITLE: usize = 20;
    let page = sources.page;
    let title = page.texts.loose(title);
    // The label of the host that somebody chose, and all of it.
    let host = sources.base.map_or("", Base::host);
    let hosts = [before(site(host), "."), host].map(|name| page.texts.loose(name));
    for (text, source) in page.said(SITE, SHORT) {
        let is_title = title.len() > LONG_TITLE && loose(text).starts_with(title);
        if text.starts_with('@') || text.starts_with("www.") || contains(text, "://") || is_title {
            continue;
        }
        // "The Ledger - News since 1963".
        let part = parts_of(text).into_iter().find(|part| is_name_of(part, &hosts));
        return (part.filter(|_| text.len() > LONG_NAME).unwrap_or(text), source);
    }
    let ways = guesses(sources, title, &hosts);
    for &said in ways.iter().flatten() {
        if is_name_of(said.0, &hosts) {
            return said;
        }
    }
    // What the head names beside the headline or as its feed, and the page names too.
    for (at, way) in ways.iter().enumerate().take(2) {
        let mut others = Vec::new();
        for (name, _) in ways.iter().skip(at + 1).flatten() {
            others.push(page.texts.loose(name));
        }
        if let Some(&said) = way.iter().find(|said| is_name_of(said.0, &others)) {
            return said;
        }
    }
    Said::default()
}

/// What may name the site, in four ways: what stands beside the headline `title` in the head's titles; titles of
/// feeds; links to the front page, or the logos in them; and who holds the rights. `hosts`: names of the host.
#[inline(never)]
fn guesses<'a>(sources: &Sources<'a>, title: &str, hosts: &[&str]) -> [Vec<Said<'a>>; 4] {
    const MOST_LINKS: usize = 40;
    const LAST_LINES: usize = 60;
    let Sources { page, base, .. } = sources;
    let mut out: [Vec<Said<'a>>; 4] = Default::default();
    let mut add = |kind: usize, text: &'a str, source| {
        const MOST_WORDS: usize = 6;
        let name = bare(text);
        if name.len() > 1 && words::words(name).len() <= MOST_WORDS && loose(name) != title {
            out[kind].push((name, source));
        }
    };
    for (text, source) in page.said(COMMON_TITLE, SHORT) {
        let whole = page.texts.loose(text);
        let parts = parts_of(text);
        for part in parts.iter().rev().filter(|_| parts.len() > 1) {
            if is_name_of(part, hosts) || whole.strip_suffix(page.texts.loose(part)) == Some(title) {
                add(0, part, source);
            }
        }
    }
    for part in parts_of(page.first(FEED, SHORT).0) {
        add(1, part, ["feed ", "title"]);
    }
    for link in sources.tree.root().descendants().filter(|node| node.is(tag::A)).take(MOST_LINKS) {
        let href = link.attr(attr::HREF).unwrap_or_default();
        if !href.is_empty() && base.is_some_and(|base| leads_home(base, href)) {
            let image = link.descendants().find_map(|node| node.attr(attr::ALT)).unwrap_or_default();
            let text = [&short_text(link, SHORT), " ", image].concat();
            add(2, page.texts.plain(&text, SHORT), ["link to the front page", ""]);
        }
    }
    for line in page.lines.iter().rev().take(LAST_LINES) {
        let text = page.text(line);
        if let Some(at) = find(text, "©").or(find(text, "opyright")) {
            let end = [". ", ", "].iter().find_map(|mark| find(&text[at..], mark));
            let end = end.map_or(text.len(), |end| at + end);
            for text in [&text[at..end], &text[..at]] {
                for part in parts_of(text) {
                    add(3, page.texts.plain(part, SHORT), ["line about rights", ""]);
                }
            }
        }
    }
    out
}

/// `text` without what stands around the name of a site in titles of feeds, logos and lines about rights.
fn bare(text: &str) -> &str {
    const AROUND: &str = "\
        ,logo,home,homepage,startseite,feed,rss,atom,flux,rss2,copyright,opyright,c,by,inc,ltd,llc,gmbh,all,rights,\
        reserved,right,alle,rechte,vorbehalten";
    let mut words = words::words(text);
    let is_around = |word: &&str| {
        let word = loose(word);
        listed(AROUND, &word) || !words::has(&word, char::is_alphabetic)
    };
    while words.last().is_some_and(is_around) {
        words.pop();
    }
    let first = words.iter().find(|word| !is_around(word));
    let offset = |word: &&str| word.as_ptr() as usize - text.as_ptr() as usize;
    match (first, words.last()) {
        (Some(start), Some(last)) => trim(&text[offset(start)..offset(last) + last.len()], ",:;"),
        _ => "",
    }
}

/// What the site calls itself, loosely; the host and its labels among it.
#[inline(never)]
pub fn names<'a>(page: &Page<'a>, tree: &'a Tree, base: Option<&Base>) -> Vec<&'a str> {
    const NAMES: &str = "\
        og:site_name,application-name,apple-mobile-web-app-title,twitter:site,al:ios:app_name,copyright,publisher,\
        dc.publisher,dcterms.publisher,al:android:app_name,json-ld publisher,microdata publisher";
    /// What old blogs write between their name and the headline.
    const ARCHIVE: &str = "blogarchive,blogarchiv";
    const SHORTEST_LABEL: usize = 4;
    let mut names = Vec::new();
    for (name, _) in page.said(NAMES, SHORT) {
        names.push(page.texts.loose(name));
    }
    let host = base.map_or("", Base::host);
    names.push(page.texts.loose(host));
    let chosen = before(site(host), ".");
    for label in parts(&host[..find_last(host, ".").unwrap_or(0)], [b'.'; 2]) {
        let is_short = label.len() < SHORTEST_LABEL && label != chosen;
        names.push(if is_short { "" } else { page.texts.loose(label) });
    }
    for line in page.lines.iter().filter(|line| line.level == 1 && line.marks & mark::LINK != 0) {
        let node = tree.node(line.node);
        let link = if node.is(tag::A) { Some(node) } else { node.parent() };
        let href = link.and_then(|link| link.attr(attr::HREF)).unwrap_or_default();
        if !href.is_empty() && base.is_some_and(|base| leads_home(base, href)) {
            names.push(page.texts.loose(page.text(line)));
        }
    }
    names.extend(each(ARCHIVE));
    // Some name their article where the site's name belongs.
    let title = page.texts.loose(page.first("title element", SHORT).0);
    names.retain(|name| name.len() > 1 && *name != title);
    names
}

/// Whether `href` leads to the front page, from another.
fn leads_home(base: &Base, href: &str) -> bool {
    base.path() != "/" && Base::parse(&base.resolve(href)).is_ok_and(|target| target.path() == "/")
}

/// Whether `text` is a name of the site, going by its `names`.
#[inline(never)]
pub fn is_name_of(text: &str, names: &[&str]) -> bool {
    let text = loose(text);
    let long = |text: &str| first_chars(text, 3).len() < text.len();
    // One in the other, and more than half of it.
    let part_of =
        |part: &str, whole: &str| part.len() * 2 > whole.len() && long(part) && contains(whole, part);
    !text.is_empty() && names.iter().any(|name| *name == text || part_of(&text, name) || part_of(name, &text))
}

/// The section; `title`: the article's.
#[inline(never)]
pub fn section<'a>(sources: &Sources<'a>, title: &str) -> Said<'a> {
    const MAX_CHARS: usize = 45;
    /// Before the last part of a name: "Family, Health and Society" is one.
    const AND: &str = "and,und,et,y,e,og,och";
    /// Loosely, what is none.
    const NONE: &str = ",home,homepage,startseite,frontpage,uncategorized,uncategorised,allgemein,unkategorisiert,featured,nil";
    let page = sources.page;
    let title = page.texts.loose(title);
    let fits = |name: &str| {
        let own = loose(name);
        first_chars(name, MAX_CHARS) == name
            && !listed(NONE, &own)
            && !is_name_of(name, &[title])
            && !sources.sites.contains(&&*own)
    };
    for (text, source) in page.said(SECTION, SHORT) {
        let is_list = source[1] != "breadcrumb" && !words::mentions(behind(text, ",;"), AND);
        let name = section_name(page, if is_list { trim(before(text, ",;"), "") } else { text });
        if fits(name) {
            return (name, source);
        }
    }
    // The first link in the breadcrumb that leads to no front page.
    let is_trail = |node: &Node<'_>| page.own[node.id().index()] & mark::TRAIL != 0;
    let trail = sources.tree.root().descendants().find(is_trail);
    for link in
        trail.iter().flat_map(|trail| trail.descendants()).filter(|node| node.is(tag::A)).take(MAX_CRUMBS)
    {
        let name = page.texts.plain(&short_text(link, SHORT), SHORT);
        let href = link.attr(attr::HREF).unwrap_or_default();
        if fits(name) && !sources.base.is_some_and(|base| leads_home(base, href)) {
            return (name, ["breadcrumb", ""]);
        }
    }
    Said::default()
}

/// Links of a breadcrumb that are looked at.
const MAX_CRUMBS: usize = 10;

/// The name of the section `text`: what the page calls it, or else words, where it is the end of an address.
fn section_name<'a>(page: &Page<'a>, text: &'a str) -> &'a str {
    let is_path = contains(text, "/") && !contains(text, " ");
    if !is_path && (words::has(text, is_upper) || !words::has(text, is_lower)) {
        return text;
    }
    let slug = if is_path { behind(trim(text, "/"), "/") } else { text };
    let own = loose(slug);
    for line in &page.lines {
        let shown = trim(page.text(line), "›»>⌄▾▼+");
        if shown != slug && shown.len() < SHORT && loose(shown) == own {
            return page.texts.plain(shown, SHORT);
        }
    }
    let mut name = String::new();
    for c in slug.chars() {
        let c = if matches!(c, '-' | '_') { ' ' } else { c };
        let c = if name.is_empty() { c.to_ascii_uppercase() } else { c };
        push(&mut name, c);
    }
    page.texts.keep(name)
}

/// Keywords, each once.
#[inline(never)]
pub fn tags<'a>(page: &Page<'a>) -> (Vec<String>, Source) {
    const MAX_TAGS: usize = 30;
    const NAMES: &str = "article:tag,json-ld keywords,news_keywords,keywords,parsely-tags,sailthru.tags";
    let (mut out, mut known): (Vec<String>, Vec<String>) = Default::default();
    let mut from = Source::default();
    for name in each(NAMES).filter(|name| !page.raw(name).is_empty()).take(1) {
        for (text, source) in page.said(name, LONG) {
            from = source;
            for tag in runs(text, |c| !matches!(c, ',' | ';' | '、' | '，')) {
                let tag = first_chars(trim(tag, ""), SHORT);
                let own = loose(tag);
                if !own.is_empty() && out.len() < MAX_TAGS && !contains(tag, "://") && !known.contains(&own) {
                    known.push(own);
                    out.push(tag.to_owned());
                }
            }
        }
    }
    (out, from)
}

/// Whether it can be read without paying: `true`, `"http://schema.org/True"`, `free`.
#[inline(never)]
pub fn is_free<'a>(page: &Page<'a>) -> Option<(bool, Source)> {
    for (word, source) in page.said("json-ld isAccessibleForFree,article:content_tier", SHORT) {
        let word = lower_case(behind(word, "/"));
        let free = listed("true,yes,1,free", &word);
        if free || listed("false,no,0,locked,metered", &word) {
            return Some((free, source));
        }
    }
    None
}

/// The article's own address: what the page calls canonical if it is on the same site and no front page.
#[inline(never)]
pub fn address<'a>(sources: &Sources<'a>) -> Said<'a> {
    for (url, source) in sources.page.said(ADDRESS, usize::MAX) {
        let absolute = sources.absolute(url);
        let Ok(target) = Base::parse(absolute) else { continue };
        let same = sources.base.is_none_or(|base| {
            site(base.host()) == site(target.host()) && (target.path() != "/" || base.path() == "/")
        });
        if same && absolute.starts_with("http") {
            return (absolute, source);
        }
    }
    let given = sources.options.url.as_ref().and(sources.base).map(Base::to_string);
    (sources.page.texts.keep(given.unwrap_or_default()), ["given address", ""])
}

/// The last labels of a host that make a site: two, or three under a short second label such as co.uk.
fn site(host: &str) -> &str {
    let mut from = host.len();
    let mut count = 0;
    while let Some(at) = find_last(&host[..from], ".") {
        if count == 1 && from - at > 4 || count == 2 {
            return &host[at + 1..];
        }
        from = at;
        count += 1;
    }
    host
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_of_hosts() {
        assert_eq!(site("a.b.example.com"), "example.com");
        assert_eq!(site("www.ledger.co.uk"), "ledger.co.uk");
        assert_eq!(site("example.com"), "example.com");
        assert_eq!(site("localhost"), "localhost");
    }
}
