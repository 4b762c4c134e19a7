//! Whose page it is, where on it the article stands, and where it can be found: site name, section, tags, address.

use super::page::mark;
use super::plain::{LONG, SHORT, loose, plain};
use super::words::{contains, each, find_last, first_chars, parts, runs};
use super::{Source, Sources, meta_tags};
use crate::tree::{Node, attr, tag};
use crate::url::Base;

/// The name of the publication, and its source.
#[inline(never)]
pub fn name(sources: &Sources<'_>) -> Option<(String, Source)> {
    const OTHERS: &str = "application-name,apple-mobile-web-app-title,dc.publisher,al:ios:app_name";
    let page = sources.page;
    if let Some(named) = meta_tags::first(page, "og:site_name", SHORT) {
        return Some(named);
    }
    if let Some(publisher) = &sources.linked.publisher {
        return Some((publisher.clone(), ["json-ld publisher", ""]));
    }
    let says = |name: &str| !name.is_empty() && !name.starts_with('@') && !contains(name, "://");
    let (key, name) = meta_tags::values(page, OTHERS, SHORT).into_iter().find(|(_, name)| says(name))?;
    Some((name, ["meta ", key]))
}

/// What the site calls itself, loosely; the host and its labels among it.
#[inline(never)]
pub fn names(sources: &Sources<'_>) -> Vec<String> {
    const KEYS: &str = "\
        og:site_name,application-name,apple-mobile-web-app-title,twitter:site,al:ios:app_name,copyright,publisher,\
        dc.publisher,dcterms.publisher,al:android:app_name";
    const SHORTEST_LABEL: usize = 4;
    let mut names = Vec::new();
    for (_, name) in meta_tags::values(sources.page, KEYS, SHORT) {
        add(&mut names, &name);
    }
    add(&mut names, sources.linked.publisher.as_deref().unwrap_or_default());
    let host = sources.base.map_or("", Base::host);
    add(&mut names, host);
    for label in parts(&host[..find_last(host, ".").unwrap_or(0)], [b'.'; 2]) {
        add(&mut names, if label.len() < SHORTEST_LABEL { "" } else { label });
    }
    for line in &sources.page.lines {
        if line.level == 1
            && line.marks & mark::LINK != 0
            && leads_home(sources, sources.tree.node(line.node))
        {
            add(&mut names, sources.page.text(line));
        }
    }
    // What old blogs write between their name and the headline.
    for name in each("blogarchive,blogarchiv") {
        add(&mut names, name);
    }
    // Some name their article where the site's name belongs.
    let title = sources.page.title.as_deref().map(loose).unwrap_or_default();
    names.retain(|name| *name != title);
    names
}

/// Adds a name that is more than a letter.
#[inline(never)]
fn add(names: &mut Vec<String>, name: &str) {
    let name = loose(name);
    if name.len() > 1 {
        names.push(name);
    }
}

/// Whether the heading around `node` is a link to the front page, from another.
fn leads_home(sources: &Sources<'_>, node: Node<'_>) -> bool {
    let link = if node.is(tag::A) { Some(node) } else { node.parent() };
    let href = link.and_then(|link| link.attr(attr::HREF)).unwrap_or_default();
    !href.is_empty()
        && sources.base.is_some_and(|base| base.path() != "/")
        && Base::parse(&sources.absolute(href)).is_ok_and(|target| target.path() == "/")
}

/// Whether `text` is a name of the site, going by its `names`.
#[inline(never)]
pub fn is_name_of(text: &str, names: &[String]) -> bool {
    let text = loose(text);
    let long = |text: &str| first_chars(text, 3).len() < text.len();
    // One in the other, and more than half of it.
    let part_of =
        |part: &str, whole: &str| long(part) && contains(whole, part) && part.len() * 2 > whole.len();
    !text.is_empty() && names.iter().any(|name| *name == text || part_of(&text, name) || part_of(name, &text))
}

/// The section, and its source.
#[inline(never)]
pub fn section(sources: &Sources<'_>, title: Option<&str>) -> Option<(String, Source)> {
    const KEYS: &str = "\
        article:section,parsely-section,sailthru.section,cxenseparse:section,section,dc.subject,article.section";
    let linked = sources.linked;
    let title = title.map(loose).unwrap_or_default();
    if let Some(text) = &linked.section
        && is_section(text, &title)
    {
        return Some((text.clone(), ["json-ld articleSection", ""]));
    }
    for (key, text) in meta_tags::values(sources.page, KEYS, SHORT) {
        if is_section(&text, &title) {
            return Some((text, ["meta ", key]));
        }
    }
    // The first breadcrumb is the front page, the last often the article itself.
    let named = linked.breadcrumbs.iter().skip(1).find(|text| is_section(text, &title))?;
    Some((named.clone(), ["json-ld breadcrumb", ""]))
}

/// Whether `text` can name a section; `title`: the article's, loosely.
#[inline(never)]
fn is_section(text: &str, title: &str) -> bool {
    const MAX_CHARS: usize = 59;
    !text.is_empty() && first_chars(text, MAX_CHARS) == text && (title.is_empty() || title != loose(text))
}

/// Keywords, each once.
#[inline(never)]
pub fn tags(sources: &Sources<'_>) -> (Vec<String>, Source) {
    const MAX_TAGS: usize = 30;
    const LISTS: &str = "news_keywords,keywords,parsely-tags,sailthru.tags";
    let mut source = ["meta ", "article:tag"];
    let mut is_part: fn(char) -> bool = |c| !matches!(c, ',' | ';' | '、' | '，');
    let mut lists: Vec<String> = Vec::new();
    for (_, text) in meta_tags::values(sources.page, source[1], SHORT) {
        lists.push(text);
    }
    if lists.is_empty() && !sources.linked.tags.is_empty() {
        source = ["json-ld keywords", ""];
        is_part = |_| true;
        lists.clone_from(&sources.linked.tags);
    } else if lists.is_empty() {
        let (text, named) = meta_tags::first(sources.page, LISTS, LONG).unwrap_or_default();
        source = named;
        lists.push(text);
    }
    let mut out: Vec<String> = Vec::new();
    for list in &lists {
        for tag in runs(list, is_part) {
            let tag = plain(tag, SHORT);
            if !tag.is_empty()
                && out.len() < MAX_TAGS
                && !out.iter().any(|own| own.eq_ignore_ascii_case(&tag))
            {
                out.push(tag);
            }
        }
    }
    (out, source)
}

/// The article's own address: what the page calls canonical if it is on the same site and no front page.
#[inline(never)]
pub fn address(sources: &Sources<'_>) -> Option<(String, Source)> {
    let canonical = sources.page.canonical.map(|url| (url, ["canonical link", ""]));
    let declared = sources.page.meta("og:url").map(|url| (url, ["meta ", "og:url"]));
    for named in [canonical, declared] {
        let Some((url, source)) = named else { continue };
        let absolute = sources.absolute(url);
        let Ok(target) = Base::parse(&absolute) else { continue };
        let same = sources.base.is_none_or(|base| {
            site(base.host()) == site(target.host()) && (target.path() != "/" || base.path() == "/")
        });
        if same && absolute.starts_with("http") {
            return Some((absolute, source));
        }
    }
    sources.options.url.as_ref()?;
    Some((sources.base?.to_string(), ["given address", ""]))
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
