//! Whose page it is, where on it the article stands, and where it can be found: site name, section, tags, address.

use super::plain::{LONG, SHORT, loose, plain};
use super::words::{contains, trim};
use super::{Sources, meta_tags};
use crate::url::Base;

/// The name of the publication, and its source.
#[inline(never)]
pub fn name(sources: &Sources<'_>) -> Option<(String, String)> {
    const OTHERS: &str = "application-name,apple-mobile-web-app-title,dc.publisher,al:ios:app_name";
    let page = sources.page;
    if let Some(named) = meta_tags::first(page, "og:site_name", SHORT) {
        return Some(named);
    }
    if let Some(publisher) = &sources.linked.publisher {
        return Some((publisher.clone(), "json-ld publisher".to_owned()));
    }
    let says = |name: &str| !name.is_empty() && !name.starts_with('@') && !contains(name, "://");
    let (key, name) = meta_tags::values(page, OTHERS, SHORT).into_iter().find(|(_, name)| says(name))?;
    Some((name, meta_tags::source(key)))
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
        names.push(loose(&name));
    }
    if let Some(publisher) = &sources.linked.publisher {
        names.push(loose(publisher));
    }
    if let Some(base) = sources.base {
        let host = base.host();
        names.push(loose(host));
        for label in host.rsplit('.').skip(1).filter(|label| label.len() >= SHORTEST_LABEL) {
            names.push(loose(label));
        }
    }
    names.retain(|name| name.len() > 1);
    names
}

/// Whether `text` is a name of the site, going by its `names`.
#[inline(never)]
pub fn is_name_of(text: &str, names: &[String]) -> bool {
    let text = loose(text);
    let long = |text: &str| text.chars().count() > 3;
    // One in the other, and more than half of it.
    let part_of =
        |part: &str, whole: &str| long(part) && whole.contains(part) && part.len() * 2 > whole.len();
    !text.is_empty() && names.iter().any(|name| *name == text || part_of(&text, name) || part_of(name, &text))
}

/// The section, and its source.
#[inline(never)]
pub fn section(sources: &Sources<'_>, title: Option<&str>) -> Option<(String, String)> {
    const KEYS: &str = "\
        article:section,parsely-section,sailthru.section,cxenseparse:section,section,dc.subject,article.section";
    let title = title.map(loose);
    let fits = |text: &str| {
        !text.is_empty()
            && text.chars().count() < 60
            && title.as_ref().is_none_or(|title| *title != loose(text))
    };
    let linked = sources.linked;
    let mut named: Vec<(String, String)> = Vec::new();
    if let Some(text) = &linked.section {
        named.push((text.clone(), "json-ld articleSection".to_owned()));
    }
    for (key, text) in meta_tags::values(sources.page, KEYS, SHORT) {
        named.push((text, meta_tags::source(key)));
    }
    // The first breadcrumb is the front page, the last often the article itself.
    for text in linked.breadcrumbs.iter().skip(1) {
        named.push((text.clone(), "json-ld breadcrumb".to_owned()));
    }
    named.into_iter().find(|(text, _)| fits(text))
}

/// Keywords, each once.
#[inline(never)]
pub fn tags(sources: &Sources<'_>) -> (Vec<String>, String) {
    const MAX_TAGS: usize = 30;
    let page = sources.page;
    let single = meta_tags::values(page, "article:tag", SHORT);
    let mut out: Vec<String> = Vec::new();
    let mut add = |tag: String| {
        if !tag.is_empty() && out.len() < MAX_TAGS && !out.iter().any(|own| own.eq_ignore_ascii_case(&tag)) {
            out.push(tag);
        }
    };
    let mut split = |text: &str| {
        text.split([',', ';', '、', '，']).for_each(|tag| add(plain(tag, SHORT)));
    };
    let source = if !single.is_empty() {
        single.iter().take(MAX_TAGS).for_each(|(_, text)| split(text));
        "meta article:tag".to_owned()
    } else if !sources.linked.tags.is_empty() {
        sources.linked.tags.iter().for_each(|tag| add(tag.clone()));
        "json-ld keywords".to_owned()
    } else {
        let lists = "news_keywords,keywords,parsely-tags,sailthru.tags";
        let (text, source) = meta_tags::first(page, lists, LONG).unwrap_or_default();
        split(&text);
        source
    };
    (out, source)
}

/// The article's own address: what the page calls canonical if it is on the same site and no front page.
#[inline(never)]
pub fn address(sources: &Sources<'_>) -> Option<(String, String)> {
    let mut named = Vec::new();
    named.extend(sources.page.canonical.map(|url| (url, "canonical link")));
    named.extend(sources.page.metas_of("og:url").first().map(|url| (*url, "meta og:url")));
    for (url, source) in named {
        let absolute = sources.base.map_or_else(|| trim(url, "").to_owned(), |base| base.resolve(url));
        let Ok(target) = Base::parse(&absolute) else { continue };
        let same = sources.base.is_none_or(|base| {
            site(base.host()) == site(target.host()) && (target.path() != "/" || base.path() == "/")
        });
        if same && absolute.starts_with("http") {
            return Some((absolute, source.to_owned()));
        }
    }
    sources.options.url.as_ref()?;
    Some((sources.base?.to_string(), "given address".to_owned()))
}

/// The last labels of a host that make a site: two, or three under a short second label such as co.uk.
fn site(host: &str) -> &str {
    let mut from = host.len();
    for (count, (at, _)) in host.rmatch_indices('.').enumerate() {
        let label = &host[at + 1..from];
        if count == 1 && label.len() > 3 || count == 2 {
            return &host[at + 1..];
        }
        from = at;
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
