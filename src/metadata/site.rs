//! Whose page it is, where on it the article stands, and where it can be found: site name, section, tags, address,
//! and whether it has to be paid for.

use super::facts::{ADDRESS, SECTION, SITE, Said, Source};
use super::marks::mark;
use super::page::Page;
use super::plain::{LONG, SHORT, loose};
use super::words::{behind, contains, each, find_last, first_chars, listed, parts, runs};
use super::{Sources, words};
use crate::text::lower_case;
use crate::tree::{Tree, attr, tag};
use crate::url::Base;

/// The name of the publication.
#[inline(never)]
pub fn name<'a>(page: &Page<'a>) -> Said<'a> {
    for said in page.said(SITE, SHORT) {
        if !said.0.starts_with('@') && !contains(said.0, "://") {
            return said;
        }
    }
    Said::default()
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
    for label in parts(&host[..find_last(host, ".").unwrap_or(0)], [b'.'; 2]) {
        names.push(if label.len() < SHORTEST_LABEL { "" } else { page.texts.loose(label) });
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
pub fn section<'a>(page: &Page<'a>, title: &str) -> Said<'a> {
    const MAX_CHARS: usize = 59;
    let title = loose(title);
    for said in page.said(SECTION, SHORT) {
        if first_chars(said.0, MAX_CHARS) == said.0 && (title.is_empty() || title != loose(said.0)) {
            return said;
        }
    }
    Said::default()
}

/// Keywords, each once.
#[inline(never)]
pub fn tags<'a>(page: &Page<'a>) -> (Vec<String>, Source) {
    const MAX_TAGS: usize = 30;
    const NAMES: &str = "article:tag,json-ld keywords,news_keywords,keywords,parsely-tags,sailthru.tags";
    let mut out: Vec<String> = Vec::new();
    let mut from = Source::default();
    for name in each(NAMES).filter(|name| !page.raw(name).is_empty()).take(1) {
        for (text, source) in page.said(name, LONG) {
            from = source;
            for tag in runs(text, |c| !matches!(c, ',' | ';' | '、' | '，')) {
                let tag = first_chars(words::trim(tag, ""), SHORT);
                if !tag.is_empty()
                    && out.len() < MAX_TAGS
                    && !out.iter().any(|own| own.eq_ignore_ascii_case(tag))
                {
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
